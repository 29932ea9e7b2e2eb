/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What should not stand in free text and was saved all the same: how often, for whoever reads the log. */
#include "config.h"

#include "rt-found.h"

#include <glib/gi18n.h>

#include "rt-scan.h"

static const struct
{
  RtScanFinds kind;
  const char *id, *words;
} kinds[] = {
  { RT_SCAN_IDENTITY_CARD, "identity-card", N_("an identity-card number") },
  { RT_SCAN_BANK_CARD, "bank-card", N_("a bank-card number") },
  { RT_SCAN_PHONE, "phone", N_("a telephone number") },
  { RT_SCAN_EMAIL, "email", N_("an e-mail address") },
};

gboolean
rt_found_record (RtWork *work, const char *table, gint64 row, RtFieldId field, const char *text, GError **error)
{
  const RtScanFinds finds = rt_scan_kinds (text);
  g_autoptr (GString) detail = g_string_new (NULL);

  if (finds == RT_SCAN_NONE)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (finds & kinds[i].kind)
      g_string_append_printf (detail, "%s%s", detail->len > 0 ? "," : "", kinds[i].id);
  return rt_work_log (work, RT_FOUND_ACTION, table, row, RT_FIELD_BIT (field), NULL, detail->str, error);
}

const char *
rt_found_words (const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i].id, kind) == 0)
      return _ (kinds[i].words);
  return NULL;
}
