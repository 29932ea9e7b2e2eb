/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A thread that owns a connection, and its queue of jobs. */
#include "config.h"

#include <unistd.h>
#include <glib/gi18n.h>

#include "rt-error.h"
#include "rt-schema.h"
#include "rt-worker.h"

/* Where a caller waits. On the caller's stack: the thread does not touch it once done is set and the mutex is free. */
typedef struct
{
  GMutex mutex;
  GCond cond;
  gboolean done;
  gpointer result;
  GError *error;
} Waiter;

typedef struct
{
  const char *path;
  RtDbMode mode;
  const RtSecret *key;
} Opening;

typedef enum
{
  JOB_OPEN,
  JOB_RUN,
  JOB_GATE,
  JOB_END,
} JobKind;

typedef struct
{
  JobKind kind;
  RtWorkerJob work;
  const Opening *opening;
  RtGate *gate;
  GCancellable *cancellable;
  GTask *task; /* one of these two, or neither */
  Waiter *waiter;
} Job;

struct _RtWorker
{
  GThread *thread;
  GAsyncQueue *queue; /* Job */
  RtGate *system;     /* immutable */
  int lock;           /* of the store, closed last; -1 none */

  /* the thread's own */
  RtDb *db;
  RtGate *gate; /* of the session; NULL: nothing may be named */

  GMutex mutex;
  const Job *running; /* under mutex: what rt_db_interrupt() would stop */
};

typedef struct
{
  RtWorker *worker;
  const Job *job;
} Watch;

static void
job_free (Job *job)
{
  rt_gate_unref (job->gate);
  g_clear_object (&job->cancellable);
  g_free (job);
}

static Job *
job_new (JobKind kind)
{
  Job *job = g_new0 (Job, 1);

  job->kind = kind;
  return job;
}

static void
deliver (Job *job, gpointer result, GError *error)
{
  if (job->task != NULL)
    {
      if (error != NULL)
        g_task_return_error (job->task, error);
      else
        g_task_return_pointer (job->task, result, job->work.result_free);
      g_clear_object (&job->task);
    }
  else if (job->waiter != NULL)
    {
      g_mutex_lock (&job->waiter->mutex);
      job->waiter->result = result;
      job->waiter->error = error;
      job->waiter->done = TRUE;
      g_cond_signal (&job->waiter->cond);
      g_mutex_unlock (&job->waiter->mutex);
    }
}

/* On whatever thread cancels: stops this job only, never the one that follows it. */
static void
on_cancelled (GCancellable *cancellable, gpointer data)
{
  Watch *watch = data;

  g_mutex_lock (&watch->worker->mutex);
  if (watch->worker->running == watch->job)
    rt_db_interrupt (watch->worker->db);
  g_mutex_unlock (&watch->worker->mutex);
}

static void
set_running (RtWorker *self, const Job *job)
{
  g_mutex_lock (&self->mutex);
  self->running = job;
  g_mutex_unlock (&self->mutex);
}

static gpointer
run_watched (RtWorker *self, Job *job, GError **error)
{
  Watch watch = { self, job };
  gulong handler = 0;
  gpointer result = NULL;

  set_running (self, job);
  if (job->cancellable != NULL)
    handler = g_cancellable_connect (job->cancellable, G_CALLBACK (on_cancelled), &watch, NULL);
  if (!g_cancellable_set_error_if_cancelled (job->cancellable, error))
    result = job->work.func (self->db, job->work.data, job->cancellable, error);
  g_cancellable_disconnect (job->cancellable, handler);
  set_running (self, NULL);
  rt_db_clear_interrupt (self->db); /* nobody can interrupt it any more */
  return result;
}

/* A transaction left open would swallow everything that follows. */
static void
close_transaction (RtWorker *self, GError **error)
{
  if (!rt_db_in_transaction (self->db))
    return;
  rt_db_rollback (self->db);
  if (*error == NULL)
    g_set_error_literal (error, RT_ERROR, RT_ERROR_FAILED,
                         _("The store could not do this because of a fault in the program; nothing was changed."));
}

static void
run_job (RtWorker *self, Job *job)
{
  GError *error = NULL;
  gpointer result = NULL;

  rt_db_rollback (self->db); /* should the job before not even have had the memory to roll back */
  rt_db_set_gate (self->db, job->work.system ? self->system : self->gate);
  result = run_watched (self, job, &error);
  close_transaction (self, &error);
  rt_db_set_gate (self->db, self->gate);
  if (error != NULL && result != NULL)
    {
      if (job->work.result_free != NULL)
        job->work.result_free (result);
      result = NULL;
    }
  if (job->work.data_free != NULL)
    job->work.data_free (job->work.data);
  deliver (job, result, error);
}

static gboolean
bring_up_to_date (RtDb *db, const Opening *opening, GError **error)
{
  int version = 0;

  if (opening->mode == RT_DB_READ)
    return TRUE;
  if (!rt_schema_get_version (db, &version, error))
    return FALSE;
  if (version == 0 && opening->mode != RT_DB_CREATE)
    {
      g_set_error_literal (
        error, RT_ERROR, RT_ERROR_DAMAGED,
        _ (
          "The set-up of this store was interrupted and it holds nothing; remove the file and set the store up again."));
      return FALSE;
    }
  return rt_schema_upgrade (db, opening->key, error);
}

static void
open_db (RtWorker *self, Job *job)
{
  GError *error = NULL;
  RtDb *db = rt_db_open (job->opening->path, job->opening->mode, job->opening->key, &error);

  if (db != NULL && !bring_up_to_date (db, job->opening, &error))
    g_clear_pointer (&db, rt_db_free);
  if (db != NULL)
    rt_db_set_gate (db, self->gate);
  self->db = db;
  deliver (job, NULL, error);
}

static void
change_gate (RtWorker *self, Job *job)
{
  rt_gate_unref (self->gate);
  self->gate = g_steal_pointer (&job->gate);
  if (self->db != NULL)
    rt_db_set_gate (self->db, self->gate);
}

static gboolean
do_job (RtWorker *self, Job *job)
{
  switch (job->kind)
    {
    case JOB_OPEN:
      open_db (self, job);
      return TRUE;
    case JOB_RUN:
      run_job (self, job);
      return TRUE;
    case JOB_GATE:
      change_gate (self, job);
      return TRUE;
    case JOB_END:
    default:
      return FALSE;
    }
}

static void
worker_free (RtWorker *self)
{
  if (self->lock >= 0)
    close (self->lock);
  rt_gate_unref (self->gate);
  rt_gate_unref (self->system);
  g_async_queue_unref (self->queue);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/* Threads that still have a connection, or may get one. */
static gint running;

guint
rt_worker_count_running (void)
{
  return (guint) g_atomic_int_get (&running);
}

/* Ended from its own thread, nobody waits for it, and the thread frees what is left itself. */
static gpointer
worker_main (gpointer data)
{
  RtWorker *self = data;
  gboolean more = TRUE;

  while (more)
    {
      Job *job = g_async_queue_pop (self->queue);

      more = do_job (self, job);
      job_free (job);
    }
  g_clear_pointer (&self->db, rt_db_free);
  if (self->thread == NULL)
    worker_free (self);
  g_atomic_int_add (&running, -1);
  return NULL;
}

RtWorker *
rt_worker_new (const char *name)
{
  RtWorker *self = g_new0 (RtWorker, 1);

  self->queue = g_async_queue_new ();
  self->system = rt_gate_new_system ();
  self->gate = rt_gate_new_locked ();
  self->lock = -1;
  g_mutex_init (&self->mutex);
  g_atomic_int_inc (&running);
  self->thread = g_thread_new (name, worker_main, self);
  return self;
}

void
rt_worker_end (RtWorker *self)
{
  GThread *thread = NULL;

  if (self == NULL)
    return;
  thread = self->thread;
  if (thread == g_thread_self ())
    {
      self->thread = NULL;
      g_async_queue_push (self->queue, job_new (JOB_END));
      g_thread_unref (thread);
      return;
    }
  g_async_queue_push (self->queue, job_new (JOB_END));
  g_thread_join (thread);
  worker_free (self);
}

static gpointer
wait_for (RtWorker *self, Job *job, GError **error)
{
  Waiter waiter = { .done = FALSE };

  g_mutex_init (&waiter.mutex);
  g_cond_init (&waiter.cond);
  job->waiter = &waiter;
  g_async_queue_push (self->queue, job);
  g_mutex_lock (&waiter.mutex);
  while (!waiter.done)
    g_cond_wait (&waiter.cond, &waiter.mutex);
  g_mutex_unlock (&waiter.mutex);
  g_mutex_clear (&waiter.mutex);
  g_cond_clear (&waiter.cond);
  if (waiter.error != NULL)
    g_propagate_error (error, waiter.error);
  return waiter.result;
}

gboolean
rt_worker_open (RtWorker *self, const char *path, RtDbMode mode, const RtSecret *key, GError **error)
{
  const Opening opening = { path, mode, key };
  GError *failure = NULL;
  Job *job = job_new (JOB_OPEN);

  job->opening = &opening;
  wait_for (self, job, &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}

void
rt_worker_take_lock (RtWorker *self, int descriptor)
{
  self->lock = descriptor;
}

void
rt_worker_set_gate (RtWorker *self, RtGate *gate)
{
  Job *job = job_new (JOB_GATE);

  job->gate = gate != NULL ? rt_gate_ref (gate) : NULL;
  g_async_queue_push (self->queue, job);
}

static Job *
job_new_run (const RtWorkerJob *work, GCancellable *cancellable)
{
  Job *job = job_new (JOB_RUN);

  job->work = *work;
  g_set_object (&job->cancellable, cancellable);
  return job;
}

void
rt_worker_run (RtWorker *self, const RtWorkerJob *work, GTask *task)
{
  Job *job = job_new_run (work, g_task_get_cancellable (task));

  job->task = task;
  g_async_queue_push (self->queue, job);
}

gpointer
rt_worker_call (RtWorker *self, const RtWorkerJob *work, GCancellable *cancellable, GError **error)
{
  if (self->thread == g_thread_self ())
    {
      g_critical ("a job of the store waits for its own thread");
      g_set_error_literal (error, RT_ERROR, RT_ERROR_FAILED,
                           _("The store could not do this because of a fault in the program; nothing was changed."));
      return NULL;
    }
  return wait_for (self, job_new_run (work, cancellable), error);
}
