/* SPDX-License-Identifier: GPL-3.0-or-later */
/* New people start masked, with a supervisor, until somebody else says that they may see customers. product.md §4. */
#include "config.h"

#include "rt-supervision-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "rt-error.h"
#include "rt-work-private.h"

/* Somebody who knows the work: serves customers, or lets people in. */
gboolean
rt_supervision_fits (const RtMatrix *matrix, RtRoles roles)
{
  static const RtRight any[] = { RT_RIGHT_ORDER_WRITE, RT_RIGHT_TICKET_WRITE, RT_RIGHT_PLAN, RT_RIGHT_STAFF_ADMIT };

  for (guint i = 0; i < G_N_ELEMENTS (any); i++)
    if (rt_matrix_may (matrix, roles, any[i]))
      return TRUE;
  return FALSE;
}

/* Who sees nothing clear anyway needs nobody's word. */
static gboolean
sees_customers (const RtMatrix *matrix, RtRoles roles)
{
  for (guint klass = 0; klass < RT_N_CLASSES; klass++)
    if (klass != RT_CLASS_MONEY && rt_policy_best (matrix, roles, (RtClass) klass) > RT_ACCESS_MASKED)
      return TRUE;
  return FALSE;
}

gboolean
rt_supervision_check (RtWork *work, gint64 supervisor_id, gint64 staff_id, GError **error)
{
  g_autoptr (RtStatement) st =
    rt_db_prepare (rt_work_get_db (work),
                   "SELECT roles FROM staff WHERE id = ?1 AND id <> ?2 AND state = 'active' AND NOT EXISTS"
                   " (SELECT 1 FROM supervision v WHERE v.staff_id = staff.id AND v.released_at IS NULL)",
                   error);
  gboolean row = FALSE;

  if (st == NULL)
    return FALSE;
  rt_statement_bind (st, "ii", supervisor_id, staff_id);
  if (!rt_statement_step (st, &row, error))
    return FALSE;
  if (row && rt_supervision_fits (rt_work_get_matrix (work), (RtRoles) rt_statement_get_int (st, 0)))
    return TRUE;
  rt_error_set_invalid (error, "staff.supervisor",
                        _("Choose a supervisor: somebody else who is active, is not new, and serves customers or lets "
                           "people in."));
  return FALSE;
}

static gboolean
write_supervisor (RtWork *work, gint64 id, gint64 supervisor_id, GError **error)
{
  g_autoptr (RtStatement) st =
    rt_db_prepare (rt_work_get_db (work), "UPDATE staff SET supervisor_id = ?2 WHERE id = ?1", error);

  if (st == NULL)
    return FALSE;
  rt_statement_bind (st, "ii", id, supervisor_id);
  return rt_statement_run (st, error);
}

static gboolean
record (RtWork *work, const char *action, gint64 id, const char *detail, GError **error)
{
  rt_work_changed (work, "staff", id);
  return rt_work_log (work, action, "staff", id, 0, NULL, detail, error);
}

static gboolean
record_supervisor (RtWork *work, gint64 id, gint64 supervisor_id, GError **error)
{
  g_autofree char *detail = g_strdup_printf ("supervisor=%" G_GINT64_FORMAT, supervisor_id);

  return record (work, "staff.supervisor", id, detail, error);
}

gboolean
rt_supervision_begin (RtWork *work, gint64 id, RtRoles roles, gint64 supervisor_id, GError **error)
{
  g_autoptr (RtStatement) st = NULL;

  if (!write_supervisor (work, id, supervisor_id, error) || !record_supervisor (work, id, supervisor_id, error))
    return FALSE;
  if (!sees_customers (rt_work_get_matrix (work), roles))
    return TRUE;
  st = rt_db_prepare (rt_work_get_db (work), "INSERT INTO supervision (staff_id, began_at) VALUES (?1, ?2)", error);
  if (st == NULL)
    return FALSE;
  rt_statement_bind (st, "ii", id, rt_work_get_now (work));
  return rt_statement_run (st, error);
}

typedef struct
{
  gint64 supervisor_id;
  gboolean supervised;
} Charge;

static gboolean
read_charge (RtWork *work, gint64 id, Charge *out, GError **error)
{
  g_autoptr (RtStatement) st =
    rt_db_prepare (rt_work_get_db (work),
                   "SELECT supervisor_id, EXISTS (SELECT 1 FROM supervision v WHERE v.staff_id = staff.id"
                   " AND v.released_at IS NULL) FROM staff WHERE id = ?1",
                   error);
  gboolean row = FALSE;

  if (st == NULL)
    return FALSE;
  rt_statement_bind (st, "i", id);
  if (!rt_statement_step (st, &row, error))
    return FALSE;
  if (!row)
    {
      g_set_error_literal (error, RT_ERROR, RT_ERROR_NOT_FOUND, _("There is no such person."));
      return FALSE;
    }
  out->supervisor_id = rt_statement_get_int (st, 0);
  out->supervised = rt_statement_get_int (st, 1) != 0;
  return TRUE;
}

gboolean
rt_staff_set_supervisor (RtWork *work, gint64 id, gint64 supervisor_id, GError **error)
{
  Charge charge;

  if (!rt_work_need (work, RT_RIGHT_STAFF_MANAGE, error) || !read_charge (work, id, &charge, error))
    return FALSE;
  if (charge.supervisor_id == supervisor_id)
    return TRUE;
  return rt_supervision_check (work, supervisor_id, id, error) && write_supervisor (work, id, supervisor_id, error) &&
         record_supervisor (work, id, supervisor_id, error);
}

/* Their supervisor, or a manager; never the person themself, nor somebody who may not see customers now either. */
static gboolean
may_release (RtWork *work, gint64 id, const Charge *charge, GError **error)
{
  gint64 me = rt_work_get_me (work);

  if (id != me && !rt_person_is_restricted (rt_work_get_person (work)) &&
      (charge->supervisor_id == me || rt_person_may (rt_work_get_person (work), RT_RIGHT_STAFF_ADMIT)))
    return TRUE;
  work->refused = rt_right_id (RT_RIGHT_STAFF_ADMIT);
  g_set_error_literal (error, RT_ERROR, RT_ERROR_DENIED,
                       _("Only their supervisor or a manager says that somebody may see customers."));
  return FALSE;
}

gboolean
rt_staff_release (RtWork *work, gint64 id, GError **error)
{
  g_autoptr (RtStatement) st = NULL;
  Charge charge;

  if (!read_charge (work, id, &charge, error) || !may_release (work, id, &charge, error))
    return FALSE;
  if (!charge.supervised)
    {
      rt_error_set_invalid (error, "staff.supervisor", _("This person is not new any more."));
      return FALSE;
    }
  st = rt_db_prepare (rt_work_get_db (work),
                      "UPDATE supervision SET released_at = ?2, released_by = ?3 WHERE staff_id = ?1", error);
  if (st == NULL)
    return FALSE;
  rt_statement_bind (st, "iii", id, rt_work_get_now (work), rt_work_get_me (work));
  return rt_statement_run (st, error) && record (work, "staff.release", id, NULL, error);
}

gboolean
rt_supervision_end (RtDb *db, gint64 id, gint64 now, GError **error)
{
  g_autoptr (RtStatement) st = rt_db_prepare (
    db, "UPDATE supervision SET released_at = ?2, released_by = 0 WHERE staff_id = ?1 AND released_at IS NULL", error);

  if (st == NULL)
    return FALSE;
  rt_statement_bind (st, "ii", id, now);
  return rt_statement_run (st, error);
}
