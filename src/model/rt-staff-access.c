/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Unlocking accounts and taking codes away. */
#include "config.h"

#include "rt-staff-access.h"

#include <glib/gi18n.h>

#include "rt-error.h"
#include "rt-second-factor.h"

static gboolean
check_right (RtWork *work, GError **error)
{
  return rt_person_may (rt_work_get_person (work), RT_RIGHT_STAFF_ADMIT) ||
         rt_work_need (work, RT_RIGHT_STAFF_MANAGE, error);
}

static gboolean
check_person (RtWork *work, gint64 id, GError **error)
{
  g_autoptr (RtStatement) statement =
    rt_db_prepare (rt_work_get_db (work), "SELECT id FROM staff WHERE id = ?1", error);
  gboolean row = FALSE;

  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "i", id);
  if (!rt_statement_step (statement, &row, error))
    return FALSE;
  if (!row)
    g_set_error_literal (error, RT_ERROR, RT_ERROR_NOT_FOUND, _("There is no such person."));
  return row;
}

static gboolean
record (RtWork *work, const char *action, gint64 id, GError **error)
{
  rt_work_changed (work, "staff", id);
  return rt_work_log (work, action, "staff", id, 0, NULL, NULL, error);
}

gboolean
rt_staff_unlock (RtWork *work, gint64 id, GError **error)
{
  return check_right (work, error) && check_person (work, id, error) &&
         rt_account_unlock (rt_work_get_db (work), id, rt_work_get_now (work), error) &&
         record (work, "staff.unlock", id, error);
}

gboolean
rt_staff_reset_code (RtWork *work, gint64 id, GError **error)
{
  return check_right (work, error) && check_person (work, id, error) &&
         rt_second_factor_remove (rt_work_get_db (work), id, error) && record (work, "staff.reset-code", id, error);
}
