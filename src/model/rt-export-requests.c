/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An export, step by step: others read and save between two of them. */
#include "config.h"

#include "rt-export-requests.h"

#include <glib/gi18n.h>

#include "rt-desk-private.h"
#include "rt-error.h"

/* Main thread; the run alone travels. */
typedef struct
{
  RtExportRun *run;
  guint generation; /* of the desk: who sits here */
  RtDeskProgress progress;
  gpointer progress_data;
} Call;

static void
call_free (gpointer data)
{
  Call *call = data;

  rt_export_run_unref (call->run);
  g_free (call);
}

static void
run_unref (gpointer data)
{
  rt_export_run_unref (data);
}

static gpointer
do_begin (RtWork *work, gpointer run, GError **error)
{
  return rt_export_run_begin (work, run, error) ? RT_DONE : NULL;
}

/* TRUE and FALSE as pointers that are not NULL. */
static gpointer
do_read (RtWork *work, gpointer run, GError **error)
{
  gboolean more = FALSE;

  return rt_export_run_read (work, run, &more, error) ? GINT_TO_POINTER (more ? 2 : 1) : NULL;
}

static gpointer
do_end (RtWork *work, gpointer run, GError **error)
{
  gint64 count = rt_export_run_end (work, run, error);

  return count >= 0 ? g_memdup2 (&count, sizeof count) : NULL;
}

/* Takes @task. The next step is for the one who sits here since it began, and for nobody else. */
static void
take_step (GTask *task, gboolean write, RtWorkFunc func, GDestroyNotify result_free, GAsyncReadyCallback callback)
{
  RtDesk *desk = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);

  if (desk->generation != call->generation)
    {
      g_task_return_new_error (task, RT_ERROR, RT_ERROR_LOCKED, "%s",
                               _("The desk was locked before this was finished."));
      g_object_unref (task);
      return;
    }
  rt_desk_run_async (desk, write, func, rt_export_run_ref (call->run), run_unref, result_free,
                     g_task_get_cancellable (task), callback, task);
}

static void
on_ended (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  gint64 *count = rt_desk_run_finish (RT_DESK (source), result, &error);

  if (count != NULL)
    g_task_return_pointer (task, count, g_free);
  else
    g_task_return_error (task, error);
}

static void
on_settled (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      take_step (task, TRUE, do_end, g_free, on_ended);
      return;
    }
  g_task_return_error (task, error);
  g_object_unref (task);
}

/* A long file takes its time to the disk: on a thread where nobody waits. */
static void
settle_thread (GTask *task, gpointer source, gpointer run, GCancellable *cancellable)
{
  GError *error = NULL;

  if (rt_export_run_settle (run, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* Takes @task. */
static void
settle (GTask *task)
{
  Call *call = g_task_get_task_data (task);
  g_autoptr (GTask) settling =
    g_task_new (g_task_get_source_object (task), g_task_get_cancellable (task), on_settled, task);

  g_task_set_source_tag (settling, settle);
  g_task_set_task_data (settling, rt_export_run_ref (call->run), run_unref);
  g_task_run_in_thread (settling, settle_thread);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  Call *call = g_task_get_task_data (task);
  GError *error = NULL;
  int answer = GPOINTER_TO_INT (rt_desk_run_finish (RT_DESK (source), result, &error));
  gint64 done = 0, total;

  if (error != NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  total = rt_export_run_get_total (call->run, &done);
  if (call->progress != NULL)
    call->progress (done, total, call->progress_data);
  if (answer == GPOINTER_TO_INT (RT_DONE))
    settle (task);
  else
    take_step (task, FALSE, do_read, NULL, on_read);
}

static void
on_begun (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  GError *error = NULL;

  if (rt_desk_run_finish (RT_DESK (source), result, &error) != NULL)
    {
      take_step (task, FALSE, do_read, NULL, on_read);
      return;
    }
  g_task_return_error (task, error);
  g_object_unref (task);
}

void
rt_request_export (RtDesk *desk, const RtExport *wanted, RtDeskProgress progress, gpointer progress_data,
                   RT_REQUEST_ARGS)
{
  GTask *task = g_task_new (desk, cancellable, callback, user_data);
  Call *call = g_new0 (Call, 1);

  call->run = rt_export_run_new (wanted);
  call->generation = desk->generation;
  call->progress = progress;
  call->progress_data = progress_data;
  g_task_set_source_tag (task, rt_request_export);
  g_task_set_check_cancellable (task, FALSE); /* what has its name was done */
  g_task_set_task_data (task, call, call_free);
  take_step (task, TRUE, do_begin, NULL, on_begun);
}
