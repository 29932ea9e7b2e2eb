/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A reason that a person gives, fit for the log. */
#include "config.h"

#include "rt-reason.h"

#include <glib/gi18n.h>

#include "rt-error.h"
#include "rt-scan.h"
#include "rt-text.h"

char *
rt_reason_clean (const char *typed, GError **error)
{
  g_autofree char *text = rt_text_clean (typed, -1, RT_REASON_MAX_BYTES, FALSE, "reason", error);
  const char *advice = NULL;

  if (text == NULL)
    return NULL;
  if (text[0] == '\0')
    {
      rt_error_set_invalid (error, "reason", _("Say in a few words why."));
      return NULL;
    }
  advice = rt_scan_advice (rt_scan_kinds (text));
  if (advice != NULL)
    {
      rt_error_set_invalid (error, "reason", advice);
      return NULL;
    }
  return g_steal_pointer (&text);
}
