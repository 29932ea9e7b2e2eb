/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Unfinished work, sealed to its author's own key pair: not even a manager's keys open it. */
#include "config.h"

#include "rt-draft.h"

#include "rt-box.h"

static char *
make_context (RtWork *work, const char *kind)
{
  return g_strdup_printf ("draft %" G_GINT64_FORMAT " %s", rt_work_get_me (work), kind);
}

static gboolean
remove_draft (RtWork *work, const char *kind, GError **error)
{
  g_autoptr (RtStatement) statement =
    rt_db_prepare (rt_work_get_db (work), "DELETE FROM draft WHERE staff_id = ?1 AND kind = ?2", error);

  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "is", rt_work_get_me (work), kind);
  return rt_statement_run (statement, error);
}

gboolean
rt_draft_save (RtWork *work, const char *kind, GBytes *content, GError **error)
{
  g_autofree char *context = make_context (work, kind);
  g_autoptr (GBytes) sealed = NULL;
  g_autoptr (RtStatement) statement = NULL;

  if (content == NULL)
    return remove_draft (work, kind, error);
  sealed = rt_box_to (rt_session_get_public_key (rt_work_get_session (work)), content, context, error);
  if (sealed == NULL)
    return FALSE;
  statement = rt_db_prepare (rt_work_get_db (work),
                             "INSERT INTO draft (staff_id, kind, sealed, changed_at) VALUES (?1, ?2, ?3, ?4)"
                             " ON CONFLICT (staff_id, kind) DO UPDATE SET sealed = excluded.sealed,"
                             " changed_at = excluded.changed_at",
                             error);
  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "isbi", rt_work_get_me (work), kind, sealed, rt_work_get_now (work));
  return rt_statement_run (statement, error);
}

GBytes *
rt_draft_load (RtWork *work, const char *kind, GError **error)
{
  g_autofree char *context = make_context (work, kind);
  g_autoptr (RtStatement) statement =
    rt_db_prepare (rt_work_get_db (work), "SELECT sealed FROM draft WHERE staff_id = ?1 AND kind = ?2", error);
  g_autoptr (GBytes) sealed = NULL;
  gboolean row = FALSE;

  if (statement == NULL)
    return NULL;
  rt_statement_bind (statement, "is", rt_work_get_me (work), kind);
  if (!rt_statement_step (statement, &row, error) || !row)
    return NULL;
  sealed = rt_statement_dup_bytes (statement, 0);
  return rt_unbox (rt_session_get_secret_key (rt_work_get_session (work)), sealed, context, error);
}

char **
rt_draft_kinds (RtWork *work, GError **error)
{
  g_autoptr (RtStatement) statement =
    rt_db_prepare (rt_work_get_db (work), "SELECT kind FROM draft WHERE staff_id = ?1 ORDER BY kind", error);
  g_autoptr (GStrvBuilder) kinds = g_strv_builder_new ();
  gboolean row = FALSE;

  if (statement == NULL)
    return NULL;
  rt_statement_bind_int (statement, 1, rt_work_get_me (work));
  while (rt_statement_step (statement, &row, error))
    {
      if (!row)
        return g_strv_builder_end (kinds);
      g_strv_builder_add (kinds, rt_statement_get_text (statement, 0));
    }
  return NULL;
}
