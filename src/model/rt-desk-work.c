/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Work for the person signed in: begun, checked, committed on a vault thread; its result comes back only while that
 * person still sits here. */
#include "config.h"

#include "rt-desk-private.h"

#include <glib/gi18n.h>

#include "rt-error.h"
#include "rt-matrix-change.h"
#include "rt-training.h"
#include "rt-work-private.h"

/* Shared by the vault's thread (until it is done) and the main thread (from then on). Progress alone is shared
 * meanwhile, under its mutex. */
typedef struct
{
  gatomicrefcount refs;

  /* set before it is handed over */
  gboolean write;
  guint generation;
  RtWorkFunc func;
  gpointer data;
  GDestroyNotify data_free;
  GDestroyNotify result_free;
  RtClock *clock;
  RtStoreInfo *store;
  RtSession *session; /* dropped on the vault's thread as soon as the work is done */

  /* set by the work */
  gpointer result;
  GArray *changes;
  const char *refused; /* a refusal still to be recorded: the reader cannot write */
  gboolean dismissed;  /* the person may no longer work: the desk locks */
  gboolean renewed;    /* the person changed what they themselves see or may do: to @matrix */
  RtMatrix matrix;

  GMutex mutex;
  RtDeskProgress progress;
  gpointer progress_data;
  GMainContext *context;
  gint64 done, total;
  gboolean telling;
  gboolean over; /* main thread: no more progress */
} Job;

static Job *
job_ref (Job *job)
{
  g_atomic_ref_count_inc (&job->refs);
  return job;
}

static void
job_unref (gpointer data)
{
  Job *job = data;

  if (!g_atomic_ref_count_dec (&job->refs))
    return;
  if (job->data_free != NULL)
    job->data_free (job->data);
  if (job->result != NULL && job->result_free != NULL)
    job->result_free (job->result);
  rt_session_unref (job->session);
  rt_store_info_unref (job->store);
  rt_clock_unref (job->clock);
  g_clear_pointer (&job->changes, g_array_unref);
  g_clear_pointer (&job->context, g_main_context_unref);
  g_mutex_clear (&job->mutex);
  g_free (job);
}

static gboolean
fail_locked (GError **error)
{
  g_set_error_literal (error, RT_ERROR, RT_ERROR_LOCKED, _("The desk is locked; sign in first."));
  return FALSE;
}

static Job *
job_new (RtDesk *desk, gboolean write, RtWorkFunc func, gpointer data, GDestroyNotify data_free,
         GDestroyNotify result_free)
{
  Job *job = g_new0 (Job, 1);

  g_atomic_ref_count_init (&job->refs);
  g_mutex_init (&job->mutex);
  job->write = write;
  job->generation = desk->generation;
  job->func = func;
  job->data = data;
  job->data_free = data_free;
  job->result_free = result_free;
  job->clock = rt_clock_ref (desk->clock);
  job->store = desk->store != NULL ? rt_store_info_ref (desk->store) : NULL;
  job->session = desk->session != NULL ? rt_session_ref (desk->session) : NULL;
  return job;
}

static gboolean
tell_progress (gpointer data)
{
  Job *job = data;
  gint64 done, total;

  g_mutex_lock (&job->mutex);
  done = job->done;
  total = job->total;
  job->telling = FALSE;
  g_mutex_unlock (&job->mutex);
  if (!job->over)
    job->progress (done, total, job->progress_data);
  return G_SOURCE_REMOVE;
}

/* On the vault's thread: only the newest numbers travel. */
static void
on_progress (gint64 done, gint64 total, gpointer data)
{
  Job *job = data;
  gboolean telling;

  g_mutex_lock (&job->mutex);
  telling = job->telling;
  job->telling = TRUE;
  job->done = done;
  job->total = total;
  g_mutex_unlock (&job->mutex);
  if (!telling)
    {
      g_autoptr (GSource) source = g_idle_source_new ();

      g_source_set_priority (source, G_PRIORITY_DEFAULT);
      g_source_set_callback (source, tell_progress, job_ref (job), job_unref);
      g_source_attach (source, job->context);
    }
}

/* Training that runs out, or a new policy, while somebody sits here: signed in again they see masks and are told why.
 */
static gboolean
check_training (RtDb *db, Job *job, GError **error)
{
  RtPerson *person = rt_session_get_person (job->session);
  RtRestrictions now = 0;

  if (!rt_training_restrictions (db, rt_person_get_id (person), rt_clock_today (job->clock), &now, error))
    return FALSE;
  if ((now & ~rt_person_get_restrictions (person)) == 0)
    return TRUE;
  job->dismissed = TRUE;
  g_set_error_literal (error, RT_ERROR, RT_ERROR_LOCKED,
                       _("There is training for you to do; sign in again and do it on the spot."));
  return FALSE;
}

/* Somebody whose account was switched off or whose roles changed while they sit here goes no further (faults.md L8). */
static gboolean
check_account (RtDb *db, Job *job, GError **error)
{
  RtPerson *person = rt_session_get_person (job->session);
  const char *state = rt_person_is_waiting (person) ? "waiting" : "active";
  g_autoptr (RtStatement) statement = rt_db_prepare (db, "SELECT state, roles FROM staff WHERE id = ?1", error);
  gboolean row = FALSE;

  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "i", rt_person_get_id (person));
  if (!rt_statement_step (statement, &row, error))
    return FALSE;
  if (row && g_strcmp0 (rt_statement_get_text (statement, 0), state) == 0 &&
      rt_statement_get_int (statement, 1) == (gint64) rt_person_get_roles (person))
    return check_training (db, job, error);
  job->dismissed = TRUE;
  g_set_error_literal (error, RT_ERROR, RT_ERROR_LOCKED,
                       _("Your account has changed since you signed in; sign in again."));
  return FALSE;
}

/* What others may see or do is looked up anew each time; whoever lost or gained something since they signed in goes no
 * further with keys and gate of before. */
static gboolean
check_matrix (RtDb *db, Job *job, RtWork *work, GError **error)
{
  RtRoles roles = rt_session_get_viewer (job->session)->roles;

  if (!rt_matrix_read (&work->matrix, db, error))
    return FALSE;
  if (rt_matrix_same_for (&work->matrix, rt_session_get_matrix (job->session), roles))
    return TRUE;
  job->dismissed = !rt_session_is_renewing (job->session);
  g_set_error_literal (error, RT_ERROR, RT_ERROR_LOCKED,
                       _("What your roles may see or do has changed since you signed in; sign in again."));
  return FALSE;
}

/* After the transaction: whether the person's own session must go on under the table they saved. */
static void
note_matrix (Job *job, const RtWork *work, gboolean done)
{
  RtRoles roles = rt_session_get_viewer (job->session)->roles;

  if (!work->adopted)
    return;
  job->renewed = done && !rt_matrix_same_for (&work->matrix, rt_session_get_matrix (job->session), roles);
  job->matrix = work->matrix;
  if (!job->renewed)
    rt_session_set_renewing (job->session, FALSE);
}

/* A key that got a new version since they signed in: nothing may be sealed under the former one, which is being given
 * up. (Who runs the rotation is given the new one at once.) */
static gboolean
check_keys (RtDb *db, Job *job, GError **error)
{
  const RtClassKeys *keys = rt_session_get_keys (job->session);
  g_autoptr (RtStatement) statement =
    rt_db_prepare (db, "SELECT slot, max(version) FROM class_key GROUP BY slot", error);
  gboolean row = TRUE;

  if (statement == NULL)
    return FALSE;
  while (row)
    {
      if (!rt_statement_step (statement, &row, error))
        return FALSE;
      if (!row || !rt_class_keys_has (keys, (guint) rt_statement_get_int (statement, 0)) ||
          rt_class_keys_current (keys, (guint) rt_statement_get_int (statement, 0)) >=
            rt_statement_get_int (statement, 1))
        continue;
      job->dismissed = TRUE;
      g_set_error_literal (error, RT_ERROR, RT_ERROR_LOCKED,
                           _("The keys of the store were renewed since you signed in; sign in again."));
      return FALSE;
    }
  return TRUE;
}

static gboolean
record_refusal (RtDb *db, gpointer data, GError **error)
{
  RtWork *work = data;

  return rt_work_log (work, "refused", NULL, 0, 0, NULL, work->refused, error);
}

static void
note_refusal (Job *job, RtWork *work, const GError *error)
{
  g_autoptr (GError) local = NULL;

  if (!g_error_matches (error, RT_ERROR, RT_ERROR_DENIED))
    return;
  if (work->refused == NULL)
    work->refused = "policy";
  if (!job->write)
    job->refused = work->refused;
  else if (!rt_transact (work->db, record_refusal, work, &local))
    g_warning ("A refusal could not be recorded: %s", local->message);
}

/* Inside a transaction. */
static gboolean
run_func (RtDb *db, gpointer data, GError **error)
{
  RtWork *work = ((gpointer *) data)[0];
  Job *job = ((gpointer *) data)[1];
  g_autoptr (GError) local = NULL;

  if (!check_account (db, job, error) || !check_matrix (db, job, work, error) ||
      (job->write && !check_keys (db, job, error)))
    return FALSE;
  job->result = job->func (work, job->data, &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static void
drop_result (Job *job)
{
  if (job->result != NULL && job->result_free != NULL)
    job->result_free (job->result);
  job->result = NULL;
}

/* What was handed over to be written before the desk was locked is still written (an unfinished order, above all);
 * nothing is read any more. */
static gpointer
run_job (RtDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;
  g_auto (RtWork) work = { NULL };
  gpointer both[] = { &work, job };
  GError *local = NULL;

  if (!job->write && rt_session_has_ended (job->session))
    {
      g_clear_pointer (&job->session, rt_session_unref);
      fail_locked (error);
      return NULL;
    }
  rt_work_init (&work, db, job->session, job->clock, job->store, cancellable);
  if (job->progress != NULL)
    {
      work.progress = on_progress;
      work.progress_data = job;
    }
  if (rt_transact (db, run_func, both, &local))
    job->changes = g_steal_pointer (&work.changes);
  else
    {
      drop_result (job);
      note_refusal (job, &work, local);
      g_propagate_error (error, local);
    }
  note_matrix (job, &work, local == NULL);
  if (job->refused == NULL)
    g_clear_pointer (&job->session, rt_session_unref);
  return local == NULL ? RT_DONE : NULL;
}

static gpointer
run_refusal (RtDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;
  g_auto (RtWork) work = { NULL };

  rt_work_init (&work, db, job->session, job->clock, job->store, cancellable);
  work.refused = job->refused;
  rt_transact (db, record_refusal, &work, error);
  g_clear_pointer (&job->session, rt_session_unref);
  return RT_DONE;
}

static void
emit_changes (RtDesk *self, const Job *job)
{
  for (guint i = 0; job->changes != NULL && i < job->changes->len; i++)
    {
      const RtChange *change = &g_array_index (job->changes, RtChange, i);

      rt_desk_emit_changed (self, change->table, change->row);
    }
}

/* The end on the main thread: the result, or why there is none. Takes @error. */
static gpointer
conclude (RtDesk *self, Job *job, GError *failure, GError **error)
{
  gpointer result = NULL;

  job->over = TRUE;
  if (job->write)
    rt_desk_want_head (self, FALSE);
  if (job->generation != self->generation)
    {
      g_clear_error (&failure);
      fail_locked (error);
      return NULL;
    }
  if (failure != NULL)
    {
      if (job->dismissed)
        rt_desk_lock (self, "account");
      g_propagate_error (error, failure);
      return NULL;
    }
  result = g_steal_pointer (&job->result);
  if (job->renewed)
    rt_desk_renew_session (self, &job->matrix);
  emit_changes (self, job);
  return result;
}

typedef struct
{
  GTask *task;
  RtVault *vault;
  Job *job;
} Handed;

static void
handed_free (Handed *handed)
{
  g_object_unref (handed->task);
  rt_vault_unref (handed->vault);
  job_unref (handed->job);
  g_free (handed);
}

static void
on_refusal_recorded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RtVault) vault = data;
  g_autoptr (GError) error = NULL;

  rt_vault_run_finish (vault, result, &error);
  if (error != NULL)
    g_warning ("A refusal could not be recorded: %s", error->message);
}

static void
on_ran (GObject *source, GAsyncResult *async, gpointer data)
{
  Handed *handed = data;
  RtDesk *self = g_task_get_source_object (handed->task);
  GError *failure = NULL;
  g_autoptr (GError) error = NULL;
  gpointer result = NULL;

  rt_vault_run_finish (handed->vault, async, &failure);
  if (handed->job->refused != NULL && handed->job->session != NULL)
    rt_vault_run_system_async (handed->vault, run_refusal, job_ref (handed->job), job_unref, NULL, NULL,
                               on_refusal_recorded, rt_vault_ref (handed->vault));
  result = conclude (self, handed->job, failure, &error);
  if (error != NULL)
    g_task_return_error (handed->task, g_steal_pointer (&error));
  else
    g_task_return_pointer (handed->task, result, handed->job->result_free);
  handed_free (handed);
}

static void
hand_over (RtDesk *self, Job *job, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  Handed *handed = NULL;
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, rt_desk_run_async);
  g_task_set_check_cancellable (task, FALSE); /* what was committed was done */
  if (self->session == NULL)
    {
      GError *error = NULL;

      fail_locked (&error);
      g_task_return_error (task, error);
      g_object_unref (task);
      job_unref (job);
      return;
    }
  handed = g_new0 (Handed, 1);
  handed->task = task;
  handed->vault = rt_vault_ref (self->vault);
  handed->job = job;
  rt_vault_run_async (self->vault, job->write ? RT_VAULT_WRITER : RT_VAULT_READER, run_job, job_ref (job), job_unref,
                      NULL, cancellable, on_ran, handed);
}

void
rt_desk_run_async (RtDesk *self, gboolean write, RtWorkFunc func, gpointer data, GDestroyNotify data_free,
                   GDestroyNotify result_free, GCancellable *cancellable, GAsyncReadyCallback callback,
                   gpointer user_data)
{
  hand_over (self, job_new (self, write, func, data, data_free, result_free), cancellable, callback, user_data);
}

void
rt_desk_run_long_async (RtDesk *self, RtWorkFunc func, gpointer data, GDestroyNotify data_free,
                        GDestroyNotify result_free, RtDeskProgress progress, gpointer progress_data,
                        GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  Job *job = job_new (self, TRUE, func, data, data_free, result_free);

  job->progress = progress;
  job->progress_data = progress_data;
  job->context = g_main_context_ref (self->context);
  hand_over (self, job, cancellable, callback, user_data);
}

gpointer
rt_desk_run_finish (RtDesk *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

gpointer
rt_desk_call (RtDesk *self, gboolean write, RtWorkFunc func, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = NULL;
  GError *failure = NULL;
  gpointer result = NULL;

  if (self->session == NULL)
    {
      fail_locked (error);
      return NULL;
    }
  job = job_new (self, write, func, data, NULL, NULL);
  rt_vault_call (self->vault, write ? RT_VAULT_WRITER : RT_VAULT_READER, run_job, job, cancellable, &failure);
  if (job->refused != NULL && job->session != NULL)
    {
      g_autoptr (GError) ignored = NULL;

      rt_vault_call_system (self->vault, run_refusal, job, NULL, &ignored);
    }
  result = conclude (self, job, failure, error);
  job_unref (job);
  return result;
}
