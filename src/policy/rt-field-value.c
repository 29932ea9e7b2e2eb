/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values of personal fields: what may be stored of them, and their masked form. Declared in rt-field.h. */
#include "config.h"

#include <string.h>
#include <glib/gi18n.h>

#include "rt-error.h"
#include "rt-field.h"
#include "rt-scan.h"
#include "rt-secret.h"
#include "rt-text.h"

#define MAX_MASKED_WORDS 3

/* product.md §2: identity-card and bank-card numbers are never collected. What else the scan finds is said to the
 * writer, not refused. */
static char *
check_text (const RtFieldInfo *info, const char *clean, GError **error)
{
  RtScanFinds never = rt_scan_kinds (clean) & (RT_SCAN_IDENTITY_CARD | RT_SCAN_BANK_CARD);

  if (never == RT_SCAN_NONE)
    return g_strdup (clean);
  rt_error_set_invalid (error, info->name, rt_scan_advice (never));
  return NULL;
}

static char *
check_kind (const RtFieldInfo *info, const char *clean, const char *region, GError **error)
{
  switch (info->kind)
    {
    case RT_FIELD_KIND_PHONE:
      return rt_phone_normalise (clean, region, error);
    case RT_FIELD_KIND_EMAIL:
      return rt_email_check (clean, error) ? g_strdup (clean) : NULL;
    case RT_FIELD_KIND_MONEY:
      rt_error_set_invalid (error, info->name, _("Amounts are entered on the order lines and payments, not here."));
      return NULL;
    case RT_FIELD_KIND_TEXT:
    case RT_FIELD_KIND_MULTILINE:
      return check_text (info, clean, error);
    case RT_FIELD_KIND_NAME:
    default:
      return g_strdup (clean);
    }
}

gboolean
rt_field_check (RtFieldId id, const char *typed, const char *region, char **out, GError **error)
{
  const RtFieldInfo *info = rt_field_info (id);
  GError *local = NULL;
  char *clean = NULL;

  *out = NULL;
  if (info == NULL)
    {
      rt_error_set_invalid (error, NULL, _("There is no such field, so nothing can be stored in it."));
      return FALSE;
    }
  clean = rt_text_clean (typed, -1, info->max_bytes, info->kind == RT_FIELD_KIND_MULTILINE, info->name, &local);
  if (clean != NULL && *clean != '\0')
    *out = check_kind (info, clean, region, &local);
  rt_wipe_string (clean);
  if (local == NULL)
    return TRUE;
  rt_error_set_field (local, info->name);
  g_propagate_error (error, local);
  return FALSE;
}

/* --- Masks --- */

static char *
first_then (const char *value, const char *rest)
{
  return g_strdup_printf ("%.*s%s", (int) (g_utf8_next_char (value) - value), value, rest);
}

typedef struct
{
  gboolean all_han;
  gboolean all_latin;
} Scripts;

static Scripts
scripts_of (const char *value)
{
  Scripts scripts = { TRUE, TRUE };

  for (const char *p = value; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isalpha (c))
        continue;
      scripts.all_han = scripts.all_han && rt_text_is_han (c);
      scripts.all_latin = scripts.all_latin && g_unichar_get_script (c) == G_UNICODE_SCRIPT_LATIN;
    }
  return scripts;
}

/* Each word's first letter; what has no letter is left out, and so is the fourth word on: their number would tell too
 * much. */
static char *
mask_latin_name (const char *value)
{
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean in_word = FALSE;
  int words = 0;

  for (const char *p = value; *p != '\0' && words < MAX_MASKED_WORDS; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c))
        in_word = FALSE;
      else if (!in_word && g_unichar_isalpha (c))
        {
          if (words++ > 0)
            g_string_append_c (out, ' ');
          g_string_append_unichar (out, c);
          g_string_append (out, "***");
          in_word = TRUE;
        }
    }
  return words > 0 ? g_string_free (g_steal_pointer (&out), FALSE) : NULL;
}

static char *
mask_name (const char *value)
{
  Scripts scripts = scripts_of (value);
  char *masked = NULL;

  if (scripts.all_latin)
    masked = mask_latin_name (value);
  else if (scripts.all_han && rt_text_is_han (g_utf8_get_char (value)))
    masked = first_then (value, "**");
  return masked != NULL ? masked : first_then (value, "***");
}

/* At most seven digits are shown, and of eight to ten-digit numbers only four, so that four at least are hidden; North
 * American numbers are the exception people know: 555****0123. */
static char *
mask_phone (const char *value)
{
  gboolean nanp = g_str_has_prefix (value, "+1");
  g_autoptr (GString) digits = g_string_new (NULL);
  gsize shown_in_front = 0;
  gsize shown_behind = 2;

  if (nanp)
    value += 2;
  else if (g_str_has_prefix (value, "+86"))
    value += 3;
  for (; *value != '\0'; value++)
    if (g_ascii_isdigit (*value))
      g_string_append_c (digits, *value);
  if (digits->len >= 8)
    shown_behind = 4;
  if (digits->len >= 11 || (nanp && digits->len == 10))
    shown_in_front = 3;
  else if (digits->len < 5)
    shown_behind = 0;
  return g_strdup_printf ("%.*s****%s", (int) shown_in_front, digits->str, digits->str + digits->len - shown_behind);
}

static char *
mask_email (const char *value)
{
  const char *at = strrchr (value, '@');

  return at != NULL && at != value ? first_then (value, "***") : g_strdup ("***");
}

static char *
mask_contact (const RtFieldInfo *info, const char *value)
{
  g_autofree char *local = NULL;

  switch (info->kind)
    {
    case RT_FIELD_KIND_NAME:
      return mask_name (value);
    case RT_FIELD_KIND_PHONE:
      return mask_phone (value);
    case RT_FIELD_KIND_EMAIL:
      local = mask_email (value);
      return g_strconcat (local, strrchr (value, '@'), NULL);
    case RT_FIELD_KIND_TEXT:
    case RT_FIELD_KIND_MULTILINE:
    case RT_FIELD_KIND_MONEY:
    default:
      return first_then (value, "***");
    }
}

char *
rt_field_mask (RtFieldId id, const char *value)
{
  const RtFieldInfo *info = rt_field_info (id);

  if (info == NULL || value == NULL || *value == '\0')
    return NULL;
  switch (info->klass)
    {
    case RT_CLASS_CONTACT:
      return g_utf8_validate (value, -1, NULL) ? mask_contact (info, value) : g_strdup ("***");
    case RT_CLASS_ADDRESS:
      return info->region ? g_strdup (value) : NULL;
    case RT_CLASS_HOME:
    case RT_CLASS_SERVICE:
      return g_strdup ("");
    case RT_CLASS_ACCESS:
    case RT_CLASS_MONEY:
    default:
      return NULL;
    }
}
