/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rotations go on in small steps, each a transaction: a new version is made and committed before anything is sealed
 * under it, and the former ones are given up only after a whole pass has found nothing of them. So whatever stops the
 * program, every value opens with a version that is in the store. */
#include "config.h"

#include "rt-rotation-step.h"

#include "rt-desk-private.h"
#include "rt-error.h"
#include "rt-grants-renew.h"
#include "rt-grants.h"
#include "rt-rotation-pass.h"
#include "rt-work-private.h"

typedef struct
{
  guint slot;
  guint32 version;  /* the newest made for it; 0 none */
  gboolean waiting; /* another one is asked for */
} Open;

static gboolean
holds_slot (RtWork *work, guint slot, gboolean *holds, GError **error)
{
  const RtClassKeys *keys = rt_session_get_keys (rt_work_get_session (work));
  g_autoptr (RtStatement) statement =
    rt_db_prepare (rt_work_get_db (work), "SELECT version FROM class_key WHERE slot = ?1", error);
  gboolean row = TRUE;

  *holds = rt_class_keys_has (keys, slot);
  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "i", (gint64) slot);
  while (row)
    {
      if (!rt_statement_step (statement, &row, error))
        return FALSE;
      if (row && rt_class_keys_get (keys, slot, (guint32) rt_statement_get_int (statement, 0)) == NULL)
        *holds = FALSE;
    }
  return TRUE;
}

gboolean
rt_rotation_holds_all (RtWork *work, guint slot, gboolean *holds, GError **error)
{
  return holds_slot (work, slot, holds, error) &&
         (slot != RT_KEY_LOOKUP || !*holds || holds_slot (work, RT_CLASS_CONTACT, holds, error));
}

/* The first one that is not skipped; *found FALSE when there is none. */
static gboolean
find_open (RtWork *work, RtRotationStep *step, Open *open, gboolean *found, GError **error)
{
  g_autoptr (RtStatement) statement =
    rt_db_prepare (rt_work_get_db (work),
                   "SELECT slot, coalesce (max (version), 0), sum (version IS NULL) FROM rotation"
                   " WHERE finished_at IS NULL GROUP BY slot ORDER BY slot",
                   error);

  *found = FALSE;
  if (statement == NULL)
    return FALSE;
  while (!*found)
    {
      gboolean row = FALSE, holds = FALSE;

      if (!rt_statement_step (statement, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      open->slot = (guint) rt_statement_get_int (statement, 0);
      open->version = (guint32) rt_statement_get_int (statement, 1);
      open->waiting = rt_statement_get_int (statement, 2) > 0;
      if (open->slot >= RT_N_KEYS || (step->skip & (1u << open->slot)) != 0)
        continue;
      if (!rt_rotation_holds_all (work, open->slot, &holds, error))
        return FALSE;
      if (holds)
        *found = TRUE;
      else
        step->skip |= 1u << open->slot;
    }
  return TRUE;
}

/* Everything open for this slot is served by the version just made. */
static gboolean
write_begun (RtWork *work, guint slot, guint32 version, GError **error)
{
  g_autoptr (RtStatement) statement =
    rt_db_prepare (rt_work_get_db (work),
                   "UPDATE rotation SET version = ?2, pass = 0, place = 0, cursor = 0, changed = 0, damaged = 0"
                   " WHERE slot = ?1 AND finished_at IS NULL",
                   error);

  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "ii", (gint64) slot, (gint64) version);
  return rt_statement_run (statement, error);
}

static gboolean
log_unproven (RtWork *work, const GArray *unproven, GError **error)
{
  for (guint i = 0; i < unproven->len; i++)
    {
      const gint64 id = g_array_index (unproven, gint64, i);

      rt_work_changed (work, "staff", id);
      if (!rt_work_log (work, "keys.unproven", "staff", id, 0, NULL, NULL, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
make_version (RtWork *work, guint slot, RtGrantsRenewed *made, GError **error)
{
  RtSession *session = rt_work_get_session (work);
  const RtGrantsHolder me = { rt_work_get_me (work), rt_session_get_public_key (session) };
  g_autofree char *detail = NULL;
  RtMatrix matrix;

  if (!rt_matrix_read (&matrix, rt_work_get_db (work), error) ||
      !rt_grants_renew (rt_work_get_db (work), rt_session_get_keys (session), &matrix, slot, &me,
                        rt_work_get_now (work), made, error))
    return FALSE;
  detail = g_strdup_printf ("%s %u, given to %u", rt_grants_name (slot), made->version, made->people);
  rt_work_changed (work, "rotation", 0);
  return write_begun (work, slot, made->version, error) && log_unproven (work, made->unproven, error) &&
         rt_work_log (work, "keys.begin", NULL, 0, 0, NULL, detail, error);
}

/* This session seals under the new version only once it stands in the store for certain. */
static gboolean
begin (RtWork *work, const Open *open, RtRotationStep *step, GError **error)
{
  g_auto (RtGrantsRenewed) made = { 0 };
  gboolean proven = FALSE;

  if (!rt_grants_sheet_is_proven (rt_work_get_db (work), rt_session_get_keys (rt_work_get_session (work)), open->slot,
                                  &proven, error))
    return FALSE;
  if (!proven)
    {
      step->skip |= 1u << open->slot;
      return TRUE;
    }
  if (!make_version (work, open->slot, &made, error) || !rt_work_commit_step (work, error))
    return FALSE;
  rt_session_add_key (rt_work_get_session (work), open->slot, made.version, g_steal_pointer (&made.key));
  return TRUE;
}

static gboolean
read_pass (RtWork *work, const Open *open, RtRotationPass *pass, GError **error)
{
  g_autoptr (RtStatement) statement =
    rt_db_prepare (rt_work_get_db (work),
                   "SELECT pass, place, cursor, changed, damaged, done FROM rotation WHERE slot = ?1 AND version = ?2"
                   " AND finished_at IS NULL ORDER BY id LIMIT 1",
                   error);
  gboolean row = FALSE;

  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "ii", (gint64) open->slot, (gint64) open->version);
  if (!rt_statement_step (statement, &row, error))
    return FALSE;
  if (row)
    *pass = (RtRotationPass){
      .pass = rt_statement_get_int (statement, 0),
      .place = rt_statement_get_int (statement, 1),
      .cursor = rt_statement_get_int (statement, 2),
      .changed = rt_statement_get_int (statement, 3),
      .damaged = rt_statement_get_int (statement, 4),
      .done = rt_statement_get_int (statement, 5),
    };
  return TRUE;
}

static gboolean
write_pass (RtWork *work, const Open *open, const RtRotationPass *pass, GError **error)
{
  g_autoptr (RtStatement) statement =
    rt_db_prepare (rt_work_get_db (work),
                   "UPDATE rotation SET pass = ?3, place = ?4, cursor = ?5, changed = ?6, damaged = ?7, done = ?8"
                   " WHERE slot = ?1 AND version = ?2 AND finished_at IS NULL",
                   error);

  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "iiiiiiii", (gint64) open->slot, (gint64) open->version, pass->pass, pass->place,
                     pass->cursor, pass->changed, pass->damaged, pass->done);
  return rt_statement_run (statement, error);
}

static gboolean
finish (RtWork *work, const Open *open, const RtRotationPass *pass, RtRotationStep *step, GError **error)
{
  g_autofree char *detail =
    g_strdup_printf ("%s %u, %" G_GINT64_FORMAT " values", rt_grants_name (open->slot), open->version, pass->done);
  g_autoptr (RtStatement) statement =
    rt_db_prepare (rt_work_get_db (work),
                   "UPDATE rotation SET finished_at = ?2 WHERE slot = ?1 AND finished_at IS NULL", error);

  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "ii", (gint64) open->slot, rt_work_get_now (work));
  step->finished = TRUE;
  step->done = step->total;
  rt_work_changed (work, "rotation", 0);
  return rt_statement_run (statement, error) &&
         rt_grants_settle (rt_work_get_db (work), rt_session_get_keys (rt_work_get_session (work)), open->slot,
                           open->version, error) &&
         rt_work_log (work, "keys.finish", NULL, 0, 0, NULL, detail, error);
}

/* What does not open might do so again once it stands where it belongs: so the former version stays for it, and the
 * next run looks again. */
static gboolean
hold_up (RtWork *work, const Open *open, const RtRotationPass *pass, RtRotationStep *step, GError **error)
{
  g_autofree char *detail = g_strdup_printf ("%s %u, %" G_GINT64_FORMAT " values do not open",
                                             rt_grants_name (open->slot), open->version, pass->damaged);
  const RtRotationPass again = { .pass = pass->pass, .damaged = pass->damaged, .done = pass->done };

  step->skip |= 1u << open->slot;
  rt_work_changed (work, "rotation", 0);
  return write_pass (work, open, &again, error) && rt_work_log (work, "keys.held", NULL, 0, 0, NULL, detail, error);
}

/* A pass that renewed something is followed by another, which shows that nothing was left. */
static gboolean
end_pass (RtWork *work, const Open *open, RtRotationPass *pass, RtRotationStep *step, GError **error)
{
  RtRotationPass next = { .pass = pass->pass + 1, .done = pass->done };

  if (pass->pass > 0 && pass->changed == 0)
    return pass->damaged == 0 ? finish (work, open, pass, step, error) : hold_up (work, open, pass, step, error);
  return write_pass (work, open, &next, error);
}

static gboolean
go_on (RtWork *work, const Open *open, RtRotationStep *step, GError **error)
{
  RtDb *db = rt_work_get_db (work);
  RtRotationPass pass = { 0 };
  gboolean over = FALSE;

  if (!read_pass (work, open, &pass, error))
    return FALSE;
  if (pass.place == 0 && pass.cursor == 0)
    pass.damaged = 0;
  if (!rt_rotation_pass_next (db, rt_session_get_keys (rt_work_get_session (work)), open->slot, &pass, &over, error) ||
      !rt_rotation_pass_measure (db, open->slot, &pass, &step->done, &step->total, error))
    return FALSE;
  return over ? end_pass (work, open, &pass, step, error) : write_pass (work, open, &pass, error);
}

gboolean
rt_rotation_step (RtWork *work, RtRotationStep *step, GError **error)
{
  Open open = { 0 };

  step->more = step->finished = FALSE;
  if (!rt_work_need (work, RT_RIGHT_KEYS_MANAGE, error))
    return FALSE;
  rt_work_become_system (work); /* who holds the keys may have no business with the values, by the matrix */
  if (!find_open (work, step, &open, &step->more, error))
    return FALSE;
  step->slot = open.slot;
  if (!step->more)
    return TRUE;
  return open.waiting ? begin (work, &open, step, error) : go_on (work, &open, step, error);
}
