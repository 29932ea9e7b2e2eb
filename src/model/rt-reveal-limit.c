/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many masked values one person may ask to see in a day. */
#include "config.h"

#include "rt-reveal-limit.h"

#include <glib/gi18n.h>

#include "rt-error.h"
#include "rt-reason.h"
#include "rt-settings.h"
#include "rt-staff.h"

static const struct
{
  RtRole role;
  RtSettingId setting;
} settings[] = {
  { RT_ROLE_CLERK, RT_SETTING_REVEALS_CLERK },
  { RT_ROLE_SERVICE, RT_SETTING_REVEALS_SERVICE },
  { RT_ROLE_DISPATCHER, RT_SETTING_REVEALS_DISPATCHER },
  { RT_ROLE_MANAGER, RT_SETTING_REVEALS_MANAGER },
  { RT_ROLE_PRIVACY_OFFICER, RT_SETTING_REVEALS_PRIVACY_OFFICER },
};

/* A role that may not ask gives nobody its number. */
static gboolean
read_most (RtWork *work, gint64 *most, GError **error)
{
  const RtMatrix *matrix = rt_session_get_matrix (rt_work_get_session (work));
  RtRoles roles = rt_session_get_viewer (rt_work_get_session (work))->roles;

  *most = 0;
  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      RtRoles one = RT_ROLES_OF (settings[i].role);
      gint64 value = 0;

      if (!(roles & one) || !rt_matrix_may (matrix, one, RT_RIGHT_REVEAL))
        continue;
      if (!rt_settings_get (rt_work_get_db (work), settings[i].setting, &value, error))
        return FALSE;
      *most = MAX (*most, value);
    }
  return TRUE;
}

static gboolean
count_used (RtWork *work, gint64 staff_id, gint64 *used, GError **error)
{
  return rt_log_count (rt_work_get_db (work), staff_id, "reveal", 0, rt_day_begin (rt_work_get_today (work)), used,
                       error);
}

/* What was granted today, and how the newest question stands. */
static gboolean
read_answers (RtWork *work, gint64 *extra, RtRevealLimit *limit, GError **error)
{
  g_autoptr (RtStatement) statement =
    rt_db_prepare (rt_work_get_db (work),
                   "SELECT w.extra FROM reveal_ask a LEFT JOIN reveal_allowance w ON w.ask_id = a.id"
                   " WHERE a.staff_id = ?1 AND a.day = ?2 ORDER BY a.id",
                   error);
  gboolean row = FALSE;

  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "id", rt_work_get_me (work), rt_work_get_today (work));
  while (rt_statement_step (statement, &row, error))
    {
      if (!row)
        return TRUE;
      limit->asked = rt_statement_is_null (statement, 0);
      limit->refused = !limit->asked && rt_statement_get_int (statement, 0) == 0;
      *extra += rt_statement_get_int (statement, 0);
    }
  return FALSE;
}

gboolean
rt_reveal_limit_get (RtWork *work, RtRevealLimit *limit, GError **error)
{
  gint64 most = 0, extra = 0, used = 0;

  *limit = (RtRevealLimit){ 0 };
  if (!rt_work_need (work, RT_RIGHT_REVEAL, error) || !read_most (work, &most, error) ||
      !read_answers (work, &extra, limit, error) || !count_used (work, rt_work_get_me (work), &used, error))
    return FALSE;
  limit->most = (guint) (most + extra);
  limit->left = used < most + extra ? (guint) (most + extra - used) : 0;
  return TRUE;
}

gboolean
rt_reveals_left (RtWork *work, guint *left, GError **error)
{
  RtRevealLimit limit;

  if (!rt_reveal_limit_get (work, &limit, error))
    return FALSE;
  *left = limit.left;
  return TRUE;
}

gboolean
rt_reveal_limit_check (RtWork *work, GError **error)
{
  guint left = 0;

  if (!rt_reveals_left (work, &left, error))
    return FALSE;
  if (left > 0)
    return TRUE;
  g_set_error_literal (error, RT_ERROR, RT_ERROR_WAIT,
                       _("You have asked to see as much as one person may in a day; ask a manager for more."));
  return FALSE;
}

/* --- Asking for more --- */

static gint64
insert_ask (RtWork *work, const char *reason, GError **error)
{
  g_autoptr (RtStatement) statement =
    rt_db_prepare (rt_work_get_db (work),
                   "INSERT INTO reveal_ask (staff_id, day, reason, asked_at) VALUES (?1, ?2, ?3, ?4) RETURNING id",
                   error);
  gboolean row = FALSE;
  gint64 id;

  if (statement == NULL)
    return 0;
  rt_statement_bind (statement, "idsi", rt_work_get_me (work), rt_work_get_today (work), reason,
                     rt_work_get_now (work));
  if (!rt_statement_step (statement, &row, error))
    return 0;
  id = rt_statement_get_int (statement, 0);
  return rt_statement_run (statement, error) ? id : 0;
}

gint64
rt_reveal_ask (RtWork *work, const char *typed, GError **error)
{
  g_autofree char *reason = NULL;
  g_autofree char *detail = NULL;
  RtRevealLimit limit;
  gint64 id;

  if (!rt_reveal_limit_get (work, &limit, error))
    return 0;
  if (limit.asked)
    {
      g_set_error_literal (error, RT_ERROR, RT_ERROR_EXISTS,
                           _("You have asked already; a manager sees your question."));
      return 0;
    }
  reason = rt_reason_clean (typed, error);
  id = reason != NULL ? insert_ask (work, reason, error) : 0;
  if (id == 0)
    return 0;
  detail = g_strdup_printf ("ask=%" G_GINT64_FORMAT, id);
  rt_work_changed (work, "reveal_ask", id);
  return rt_work_log (work, "reveal.ask", "staff", rt_work_get_me (work), 0, reason, detail, error) ? id : 0;
}

void
rt_reveal_ask_free (RtRevealAsk *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->reason);
  g_free (self);
}

static gboolean
add_ask (RtWork *work, GPtrArray *asks, RtStatement *statement, GError **error)
{
  RtRevealAsk *ask = g_new0 (RtRevealAsk, 1);
  gint64 used = 0;

  g_ptr_array_add (asks, ask);
  ask->id = rt_statement_get_int (statement, 0);
  ask->staff_id = rt_statement_get_int (statement, 1);
  ask->reason = g_strdup (rt_statement_get_text (statement, 2));
  ask->asked_at = rt_statement_get_int (statement, 3);
  ask->name = rt_staff_name (work, ask->staff_id);
  if (!count_used (work, ask->staff_id, &used, error))
    return FALSE;
  ask->used = (guint) used;
  return TRUE;
}

GPtrArray *
rt_reveal_list_asks (RtWork *work, GError **error)
{
  g_autoptr (GPtrArray) asks = g_ptr_array_new_with_free_func ((GDestroyNotify) rt_reveal_ask_free);
  g_autoptr (RtStatement) statement = NULL;
  gboolean row = FALSE;

  if (!rt_work_need (work, RT_RIGHT_REVEAL_GRANT, error))
    return NULL;
  statement = rt_db_prepare (rt_work_get_db (work),
                             "SELECT a.id, a.staff_id, a.reason, a.asked_at FROM reveal_ask a"
                             " LEFT JOIN reveal_allowance w ON w.ask_id = a.id"
                             " WHERE a.day = ?1 AND w.ask_id IS NULL ORDER BY a.id",
                             error);
  if (statement == NULL)
    return NULL;
  rt_statement_bind (statement, "d", rt_work_get_today (work));
  while (rt_statement_step (statement, &row, error))
    {
      if (!row)
        return g_steal_pointer (&asks);
      if (!add_ask (work, asks, statement, error))
        return NULL;
    }
  return NULL;
}

/* *staff_id stays 0 when no open question of today has that id. */
static gboolean
find_ask (RtWork *work, gint64 id, gint64 *staff_id, GError **error)
{
  g_autoptr (GPtrArray) asks = rt_reveal_list_asks (work, error);

  for (guint i = 0; asks != NULL && i < asks->len; i++)
    if (((const RtRevealAsk *) asks->pdata[i])->id == id)
      *staff_id = ((const RtRevealAsk *) asks->pdata[i])->staff_id;
  return asks != NULL;
}

static gboolean
insert_answer (RtWork *work, gint64 id, guint extra, GError **error)
{
  g_autoptr (RtStatement) statement =
    rt_db_prepare (rt_work_get_db (work),
                   "INSERT INTO reveal_allowance (ask_id, extra, answered_by, answered_at) VALUES (?1, ?2, ?3, ?4)",
                   error);

  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "iiii", id, (gint64) extra, rt_work_get_me (work), rt_work_get_now (work));
  return rt_statement_run (statement, error);
}

gboolean
rt_reveal_answer (RtWork *work, gint64 id, guint extra, GError **error)
{
  g_autofree char *detail = NULL;
  gint64 staff_id = 0;

  if (extra > RT_REVEAL_MOST_EXTRA)
    {
      rt_error_set_invalid (error, "extra", _("Grant at most 500."));
      return FALSE;
    }
  if (!find_ask (work, id, &staff_id, error))
    return FALSE;
  if (staff_id == 0)
    {
      g_set_error_literal (error, RT_ERROR, RT_ERROR_NOT_FOUND, _("That question is answered already."));
      return FALSE;
    }
  if (staff_id == rt_work_get_me (work))
    {
      g_set_error_literal (error, RT_ERROR, RT_ERROR_DENIED, _("Somebody else has to answer your own question."));
      return FALSE;
    }
  detail = g_strdup_printf ("ask=%" G_GINT64_FORMAT " extra=%u", id, extra);
  rt_work_changed (work, "reveal_ask", id);
  return insert_answer (work, id, extra, error) &&
         rt_work_log (work, extra > 0 ? "reveal.grant" : "reveal.refuse", "staff", staff_id, 0, NULL, detail, error);
}
