/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One unit of work for one person. From a sealed blob to a value lead two ways alone: rt_work_show(), and
 * rt_work_reveal() for who asked. */
#include "config.h"

#include "rt-work-private.h"

#include <glib/gi18n.h>

#include "rt-error.h"
#include "rt-gate.h"
#include "rt-seal.h"

typedef struct
{
  char *values[RT_N_FIELDS];
} Values;

static void
values_clear (Values *self)
{
  for (guint i = 0; i < RT_N_FIELDS; i++)
    g_clear_pointer (&self->values[i], rt_wipe_string);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Values, values_clear)

void
rt_work_init (RtWork *self, RtDb *db, RtSession *session, RtClock *clock, const RtStoreInfo *store,
              GCancellable *cancellable)
{
  *self = (RtWork){
    .db = db,
    .session = session,
    .clock = clock,
    .store = store,
    .matrix = *rt_session_get_matrix (session),
    .cancellable = cancellable,
    .now = rt_clock_now (clock),
    .today = rt_clock_today (clock),
  };
}

void
rt_work_clear (RtWork *self)
{
  g_clear_pointer (&self->changes, g_array_unref);
  g_clear_pointer (&self->staff_names, g_hash_table_unref);
}

void
rt_work_become_system (RtWork *self)
{
  g_autoptr (RtGate) gate = rt_gate_new_system ();

  rt_db_set_gate (self->db, gate);
}

RtDb *
rt_work_get_db (RtWork *self)
{
  return self->db;
}

RtSession *
rt_work_get_session (RtWork *self)
{
  return self->session;
}

RtPerson *
rt_work_get_person (RtWork *self)
{
  return rt_session_get_person (self->session);
}

RtClock *
rt_work_get_clock (RtWork *self)
{
  return self->clock;
}

GCancellable *
rt_work_get_cancellable (RtWork *self)
{
  return self->cancellable;
}

const RtStoreInfo *
rt_work_get_store (RtWork *self)
{
  return self->store;
}

RtDay
rt_work_get_today (RtWork *self)
{
  return self->today;
}

gint64
rt_work_get_now (RtWork *self)
{
  return self->now;
}

gint64
rt_work_get_me (RtWork *self)
{
  return rt_person_get_id (rt_work_get_person (self));
}

const RtMatrix *
rt_work_get_matrix (RtWork *self)
{
  return &self->matrix;
}

void
rt_work_adopt_matrix (RtWork *self, const RtMatrix *matrix)
{
  self->matrix = *matrix;
  self->adopted = TRUE;
  rt_session_set_renewing (self->session, TRUE);
}

gboolean
rt_work_need (RtWork *self, RtRight right, GError **error)
{
  if (rt_person_may (rt_work_get_person (self), right))
    return TRUE;
  self->refused = rt_right_id (right);
  g_set_error_literal (error, RT_ERROR, RT_ERROR_DENIED, rt_person_why_not (rt_work_get_person (self), right));
  return FALSE;
}

RtShow
rt_work_decide (RtWork *self, RtClass klass, RtRoles own_for)
{
  return rt_policy_show (rt_session_get_matrix (self->session), rt_session_get_viewer (self->session), klass, own_for);
}

void
rt_work_changed (RtWork *self, const char *table, gint64 row)
{
  const RtChange change = { table, row };

  if (self->changes == NULL)
    self->changes = g_array_new (FALSE, FALSE, sizeof (RtChange));
  g_array_append_val (self->changes, change);
}

gboolean
rt_work_progress (RtWork *self, gint64 done, gint64 total, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  if (rt_session_has_ended (self->session))
    {
      g_set_error_literal (error, RT_ERROR, RT_ERROR_LOCKED, _("The desk was locked before this was finished."));
      return FALSE;
    }
  if (self->progress != NULL)
    self->progress (done, total, self->progress_data);
  return TRUE;
}

gboolean
rt_work_commit_step (RtWork *self, GError **error)
{
  return rt_db_commit (self->db, error) && rt_db_begin (self->db, error);
}

gboolean
rt_work_take_back (RtWork *self, GError **error)
{
  rt_db_rollback (self->db);
  return rt_db_begin (self->db, error);
}

gboolean
rt_work_log (RtWork *self, const char *action, const char *table, gint64 row, guint64 fields, const char *reason,
             const char *detail, GError **error)
{
  RtPerson *person = rt_work_get_person (self);
  RtLogEntry entry = {
    .at = self->now,
    .actor = rt_person_get_id (person),
    .actor_name = rt_person_get_login (person),
    .action = action,
    .table = table,
    .row = row,
    .fields = fields,
    .reason = reason,
    .origin = rt_session_get_origin (self->session),
    .detail = detail,
  };

  return rt_log_append (self->db, self->log_clock != NULL ? self->log_clock : self->clock, &entry, error);
}

gboolean
rt_work_next_number (RtWork *self, const char *sequence, gint64 *number, GError **error)
{
  g_autoptr (RtStatement) statement =
    rt_db_prepare (self->db, "UPDATE sequence SET next = next + 1 WHERE id = ?1 RETURNING next - 1", error);
  gboolean row = FALSE;

  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "s", sequence);
  if (!rt_statement_step (statement, &row, error))
    return FALSE;
  if (!row)
    {
      g_set_error_literal (error, RT_ERROR, RT_ERROR_DAMAGED, _("The store has lost count of its numbers."));
      return FALSE;
    }
  *number = rt_statement_get_int (statement, 0);
  return rt_statement_run (statement, error);
}

static void
show_class (RtShownBuilder *builder, RtClass klass, RtShow show, char *const *values, guint64 *seen)
{
  for (guint i = 0; i < RT_N_FIELDS; i++)
    {
      if (rt_field_info ((RtFieldId) i)->klass != klass)
        continue;
      rt_shown_builder_set (builder, (RtFieldId) i, show, values[i]);
      if (show == RT_SHOW_CLEAR && values[i] != NULL && seen != NULL)
        *seen |= RT_FIELD_BIT (i);
    }
}

/* TRUE with *opened FALSE when the person does not hold the key the blob was sealed with. */
static gboolean
open_if_held (RtWork *self, RtClass klass, const char *table, gint64 row, const guint8 *sealed, gsize size, char **into,
              gboolean *opened, GError **error)
{
  const RtClassKeys *keys = rt_session_get_keys (self->session);
  g_autoptr (GError) local = NULL;

  *opened = FALSE;
  if (!rt_class_keys_has (keys, klass))
    return TRUE;
  if (sealed == NULL || rt_open_fields (keys, klass, table, row, sealed, size, into, &local))
    *opened = TRUE;
  else if (!g_error_matches (local, RT_ERROR, RT_ERROR_DENIED))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  return TRUE;
}

gboolean
rt_work_show (RtWork *self, RtShownBuilder *builder, RtClass klass, const char *table, gint64 row, RtRoles own_for,
              const guint8 *sealed, gsize sealed_size, const guint8 *masked, gsize masked_size, guint64 *seen,
              GError **error)
{
  g_auto (Values) fields = { { NULL } };
  RtShow show = rt_work_decide (self, klass, own_for);

  if (show == RT_SHOW_CLEAR)
    {
      gboolean opened = FALSE;

      if (!open_if_held (self, klass, table, row, sealed, sealed_size, fields.values, &opened, error))
        return FALSE;
      /* Without the key no more than a person without any own work gets: masked, or nothing where no masked form is. */
      if (!opened)
        {
          const RtViewer stranger = { rt_session_get_viewer (self->session)->roles, TRUE };

          show = rt_policy_show (rt_session_get_matrix (self->session), &stranger, klass, 0);
        }
    }
  if (show == RT_SHOW_HIDDEN)
    return TRUE;
  if (show == RT_SHOW_MASKED && masked != NULL && !rt_unpack_masked (klass, masked, masked_size, fields.values, error))
    return FALSE;
  show_class (builder, klass, show, fields.values, seen);
  return TRUE;
}

gboolean
rt_work_reveal (RtWork *self, RtShownBuilder *builder, RtClass klass, const char *table, gint64 row, RtRoles own_for,
                const guint8 *sealed, gsize sealed_size, guint64 *seen, GError **error)
{
  g_auto (Values) fields = { { NULL } };
  gboolean opened = FALSE;

  if (!rt_policy_may_reveal (rt_session_get_matrix (self->session), rt_session_get_viewer (self->session), klass,
                             own_for))
    {
      self->refused = rt_right_id (RT_RIGHT_REVEAL);
      g_set_error_literal (
        error, RT_ERROR, RT_ERROR_DENIED,
        _("This cannot be shown to you, not even for a minute. Ask a manager if your work needs it."));
      return FALSE;
    }
  if (!open_if_held (self, klass, table, row, sealed, sealed_size, fields.values, &opened, error))
    return FALSE;
  if (!opened)
    {
      g_set_error_literal (error, RT_ERROR, RT_ERROR_DENIED,
                           _("Your account has no key for this. A manager has to let you in again."));
      return FALSE;
    }
  show_class (builder, klass, RT_SHOW_CLEAR, fields.values, seen);
  return TRUE;
}

gboolean
rt_work_open (RtWork *self, RtClass klass, const char *table, gint64 row, RtRoles own_for, const guint8 *sealed,
              gsize sealed_size, char **values, GError **error)
{
  gboolean opened = FALSE;

  return rt_work_decide (self, klass, own_for) != RT_SHOW_CLEAR ||
         open_if_held (self, klass, table, row, sealed, sealed_size, values, &opened, error);
}

gboolean
rt_work_seal (RtWork *self, RtClass klass, const char *table, gint64 row, char *const *values, GBytes **sealed,
              GBytes **masked, GError **error)
{
  g_autoptr (GError) local = NULL;

  *masked = NULL;
  *sealed = rt_seal_fields (rt_session_get_keys (self->session), klass, table, row, values, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (*sealed != NULL)
    *masked = rt_mask_fields (klass, values);
  return TRUE;
}

gboolean
rt_work_merge (RtWork *self, RtClass klass, const char *table, gint64 row, RtRoles own_for, const guint8 *sealed,
               gsize size, char **values, GError **error)
{
  g_auto (Values) stored = { { NULL } };
  gboolean opened = FALSE;

  if (!open_if_held (self, klass, table, row, sealed, size, stored.values, &opened, error))
    return FALSE;
  if (opened && rt_work_decide (self, klass, own_for) == RT_SHOW_CLEAR)
    return TRUE;
  if (!opened && sealed != NULL)
    {
      g_set_error_literal (error, RT_ERROR, RT_ERROR_DENIED,
                           _("Part of this record can only be changed by somebody who may see it."));
      return FALSE;
    }
  for (guint i = 0; i < RT_N_FIELDS; i++)
    if (rt_field_info ((RtFieldId) i)->klass == klass)
      {
        rt_wipe_string (values[i]);
        values[i] = g_steal_pointer (&stored.values[i]);
      }
  return TRUE;
}
