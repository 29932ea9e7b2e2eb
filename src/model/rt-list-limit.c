/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many records one person may be handed in a day. */
#include "config.h"

#include "rt-list-limit.h"

#include <glib/gi18n.h>

#include "rt-error.h"
#include "rt-settings.h"
#include "rt-work-private.h"

#define ACTION "list.given"

static gboolean
read_left (RtWork *work, guint *left, GError **error)
{
  gint64 most = 0, given = 0;

  if (!rt_settings_get (rt_work_get_db (work), RT_SETTING_LISTED_PER_DAY, &most, error) ||
      !rt_log_sum (rt_work_get_db (work), rt_work_get_me (work), ACTION, rt_day_begin (rt_work_get_today (work)),
                   &given, error))
    return FALSE;
  *left = given < most ? (guint) (most - given) : 0;
  return TRUE;
}

gboolean
rt_list_limit_take (RtWork *work, guint wanted, guint *given, GError **error)
{
  g_autofree char *detail = NULL;
  guint left = 0;

  *given = wanted;
  if (wanted == 0 || rt_person_may (rt_work_get_person (work), RT_RIGHT_EXPORT))
    return TRUE;
  if (!read_left (work, &left, error))
    return FALSE;
  if (left == 0)
    {
      work->refused = rt_right_id (RT_RIGHT_EXPORT);
      g_set_error_literal (
        error, RT_ERROR, RT_ERROR_DENIED,
        _("You have been given as many records in lists as one person may have in a day; whoever may "
           "export lists can get more."));
      return FALSE;
    }
  *given = MIN (wanted, MIN (left, RT_LIST_MOST));
  detail = g_strdup_printf ("count=%u", *given);
  return rt_work_log (work, ACTION, NULL, 0, 0, NULL, detail, error);
}
