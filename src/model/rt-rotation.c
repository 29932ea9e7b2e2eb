/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asking for new versions of class keys, and what is known of those asked for. */
#include "config.h"

#include "rt-rotation.h"

#include "rt-grants.h"

static gboolean
is_rotated (guint slot)
{
  return slot == RT_KEY_LOOKUP || (slot < RT_N_CLASSES && rt_class_is_sealed ((RtClass) slot));
}

static gboolean
is_waiting (RtWork *work, guint slot, gboolean *waiting, GError **error)
{
  g_autoptr (RtStatement) statement =
    rt_db_prepare (rt_work_get_db (work),
                   "SELECT id FROM rotation WHERE slot = ?1 AND version IS NULL AND finished_at IS NULL", error);

  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "i", (gint64) slot);
  return rt_statement_step (statement, waiting, error);
}

gboolean
rt_rotation_ask (RtWork *work, guint slot, const char *reason, GError **error)
{
  g_autoptr (RtStatement) statement = NULL;
  gboolean waiting = FALSE;

  if (!is_rotated (slot))
    return TRUE;
  if (!is_waiting (work, slot, &waiting, error))
    return FALSE;
  if (waiting)
    return TRUE;
  statement = rt_db_prepare (rt_work_get_db (work),
                             "INSERT INTO rotation (slot, reason, asked_at, asked_by) VALUES (?1, ?2, ?3, ?4)", error);
  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "isii", (gint64) slot, reason, rt_work_get_now (work), rt_work_get_me (work));
  if (!rt_statement_run (statement, error))
    return FALSE;
  rt_work_changed (work, "rotation", 0);
  return rt_work_log (work, "keys.ask", NULL, 0, 0, reason, rt_grants_name (slot), error);
}

gboolean
rt_rotation_ask_all (RtWork *work, guint32 slots, const char *reason, GError **error)
{
  for (guint slot = 0; slot < RT_N_KEYS; slot++)
    if ((slots & (1u << slot)) != 0 && !rt_rotation_ask (work, slot, reason, error))
      return FALSE;
  return TRUE;
}

gboolean
rt_rotation_ask_every (RtWork *work, GError **error)
{
  return rt_work_need (work, RT_RIGHT_KEYS_MANAGE, error) &&
         rt_rotation_ask_all (work, (1u << RT_N_KEYS) - 1, RT_ROTATION_WANTED, error);
}
