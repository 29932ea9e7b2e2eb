/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rotations in the background of a desk: step after step, each handed over when the one before has come back. */
#include "config.h"

#include "rt-rotation-run.h"

#include "rt-rotation-step.h"

typedef struct
{
  RtDeskProgress progress;
  gpointer progress_data;
  guint32 skip;
  guint finished;
} Run;

static gpointer
step_once (RtWork *work, gpointer data, GError **error)
{
  g_autofree RtRotationStep *step = g_memdup2 (data, sizeof (RtRotationStep));

  return rt_rotation_step (work, step, error) ? g_steal_pointer (&step) : NULL;
}

static void take_step (GTask *task);

static void
on_step (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Run *run = g_task_get_task_data (task);
  GError *error = NULL;
  g_autofree RtRotationStep *step = rt_desk_run_finish (RT_DESK (source), result, &error);

  if (step == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  run->skip = step->skip;
  run->finished += step->finished ? 1 : 0;
  if (!step->more)
    {
      g_task_return_int (task, (gssize) run->finished);
      return;
    }
  if (run->progress != NULL && step->total > 0)
    run->progress (step->done, step->total, run->progress_data);
  if (!g_task_return_error_if_cancelled (task))
    take_step (g_steal_pointer (&task));
}

/* Takes @task. */
static void
take_step (GTask *task)
{
  const Run *run = g_task_get_task_data (task);
  RtRotationStep *step = g_new0 (RtRotationStep, 1);

  step->skip = run->skip;
  rt_desk_run_async (g_task_get_source_object (task), TRUE, step_once, step, g_free, g_free,
                     g_task_get_cancellable (task), on_step, task);
}

void
rt_rotation_run_async (RtDesk *desk, RtDeskProgress progress, gpointer progress_data, GCancellable *cancellable,
                       GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (desk, cancellable, callback, user_data);
  Run *run = g_new0 (Run, 1);

  run->progress = progress;
  run->progress_data = progress_data;
  g_task_set_source_tag (task, rt_rotation_run_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, run, g_free);
  take_step (task);
}

gboolean
rt_rotation_run_finish (RtDesk *desk, GAsyncResult *result, guint *finished, GError **error)
{
  GError *local = NULL;
  gssize told = g_task_propagate_int (G_TASK (result), &local);

  if (finished != NULL)
    *finished = local == NULL ? (guint) told : 0;
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}
