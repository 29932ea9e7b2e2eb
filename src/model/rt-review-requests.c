/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The log and its review as asynchronous requests. */
#include "config.h"

#include "rt-review-requests.h"

#include "rt-secret.h"

typedef struct
{
  gint64 id;
  guint most;
  int word; /* RtReviewList or RtVerdict */
  RtDay from, to;
  char *text;
  RtHistoryQuery query;
  char *actor, *action, *record; /* of the query */
  RtLogHead head;
} Args;

static void
args_free (gpointer data)
{
  Args *args = data;

  rt_wipe_string (args->text);
  g_free (args->actor);
  g_free (args->action);
  g_free (args->record);
  g_free (args);
}

static Args *
args_new (gint64 id)
{
  Args *args = g_new0 (Args, 1);

  args->id = id;
  return args;
}

static gpointer
id_if (gboolean done, gint64 id)
{
  return done ? g_memdup2 (&id, sizeof id) : NULL;
}

static void
free_array (gpointer data)
{
  g_ptr_array_unref (data);
}

/* --- The run --- */

typedef struct
{
  RtReviewRun *run;
  gboolean more;
  guint found;
  guint before; /* found in earlier portions */
} Step;

/* What was read of a long log are tens of thousands of little things: the main loop need not wait for that. */
static void
free_in_thread (GTask *task, gpointer source, gpointer run, GCancellable *cancellable)
{
  rt_review_run_unref (run);
}

static void
step_clear (gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);

  g_task_set_task_data (task, ((Step *) data)->run, NULL);
  g_task_run_in_thread (task, free_in_thread);
}

static Step *
step_new (void)
{
  Step *step = g_atomic_rc_box_new0 (Step);

  step->run = rt_review_run_new (RT_REVIEW_PORTION);
  return step;
}

/* Shared with the vault's thread, which may be at it still when a request was called off. */
static void
step_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, step_clear);
}

static gpointer
do_read (RtWork *work, gpointer data, GError **error)
{
  Step *step = data;

  return rt_review_run_read (work, step->run, &step->more, error) ? GINT_TO_POINTER (1) : NULL;
}

static gpointer
do_save (RtWork *work, gpointer data, GError **error)
{
  Step *step = data;

  return rt_review_run_save (work, step->run, &step->found, error) ? g_memdup2 (&step->found, sizeof step->found)
                                                                   : NULL;
}

static void read_on (GTask *task);

/* The vault's thread is done with the step when its answer is here. */
static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Step *step = g_task_get_task_data (task);
  GError *error = NULL;
  g_autofree guint *found = rt_desk_run_finish (RT_DESK (source), result, &error);

  if (found == NULL)
    g_task_return_error (task, error);
  else if (rt_review_run_is_last (step->run))
    g_task_return_int (task, (gssize) step->before + *found);
  else
    {
      Step *next = step_new ();

      next->before = step->before + *found;
      g_task_set_task_data (task, next, step_unref);
      read_on (g_steal_pointer (&task));
    }
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Step *step = g_task_get_task_data (task);
  GError *error = NULL;

  if (rt_desk_run_finish (RT_DESK (source), result, &error) == NULL)
    g_task_return_error (task, error);
  else if (step->more)
    read_on (g_steal_pointer (&task));
  else
    rt_desk_run_async (RT_DESK (source), TRUE, do_save, g_atomic_rc_box_acquire (step), step_unref, g_free,
                       g_task_get_cancellable (task), on_saved, g_object_ref (task));
}

/* Takes @task. */
static void
read_on (GTask *task)
{
  rt_desk_run_async (g_task_get_source_object (task), FALSE, do_read,
                     g_atomic_rc_box_acquire (g_task_get_task_data (task)), step_unref, NULL,
                     g_task_get_cancellable (task), on_read, task);
}

void
rt_request_review_run (RtDesk *desk, RT_REQUEST_ARGS)
{
  GTask *task = g_task_new (desk, cancellable, callback, user_data);

  g_task_set_source_tag (task, rt_request_review_run);
  g_task_set_task_data (task, step_new (), step_unref);
  read_on (task);
}

gboolean
rt_request_review_run_finish (RtDesk *desk, GAsyncResult *result, guint *found, GError **error)
{
  gssize count = g_task_propagate_int (G_TASK (result), error);

  if (found != NULL)
    *found = (guint) MAX (count, 0);
  return count >= 0;
}

/* --- Findings --- */

static gpointer
do_list (RtWork *work, gpointer data, GError **error)
{
  return rt_review_list (work, (RtReviewList) ((Args *) data)->word, error);
}

void
rt_request_review_list (RtDesk *desk, RtReviewList which, RT_REQUEST_ARGS)
{
  Args *args = args_new (0);

  args->word = (int) which;
  rt_desk_run_async (desk, FALSE, do_list, args, args_free, free_array, cancellable, callback, user_data);
}

static gpointer
do_asked (RtWork *work, gpointer data, GError **error)
{
  return rt_review_asked (work, error);
}

void
rt_request_review_asked (RtDesk *desk, RT_REQUEST_ARGS)
{
  rt_desk_run_async (desk, FALSE, do_asked, NULL, NULL, free_array, cancellable, callback, user_data);
}

static gpointer
do_entries (RtWork *work, gpointer data, GError **error)
{
  Args *args = data;

  return rt_review_entries (work, args->id, args->most, error);
}

void
rt_request_review_entries (RtDesk *desk, gint64 id, guint most, RT_REQUEST_ARGS)
{
  Args *args = args_new (id);

  args->most = most;
  rt_desk_run_async (desk, FALSE, do_entries, args, args_free, free_array, cancellable, callback, user_data);
}

static gpointer
do_ask (RtWork *work, gpointer data, GError **error)
{
  Args *args = data;

  return id_if (rt_review_ask (work, args->id, error), args->id);
}

void
rt_request_review_ask (RtDesk *desk, gint64 id, RT_REQUEST_ARGS)
{
  rt_desk_run_async (desk, TRUE, do_ask, args_new (id), args_free, g_free, cancellable, callback, user_data);
}

static gpointer
do_explain (RtWork *work, gpointer data, GError **error)
{
  Args *args = data;

  return id_if (rt_review_explain (work, args->id, args->text, error), args->id);
}

void
rt_request_review_explain (RtDesk *desk, gint64 id, const char *text, RT_REQUEST_ARGS)
{
  Args *args = args_new (id);

  args->text = g_strdup (text);
  rt_desk_run_async (desk, TRUE, do_explain, args, args_free, g_free, cancellable, callback, user_data);
}

static gpointer
do_sign (RtWork *work, gpointer data, GError **error)
{
  Args *args = data;

  return id_if (rt_review_sign (work, args->id, (RtVerdict) args->word, args->text, error), args->id);
}

void
rt_request_review_sign (RtDesk *desk, gint64 id, RtVerdict verdict, const char *note, RT_REQUEST_ARGS)
{
  Args *args = args_new (id);

  args->word = (int) verdict;
  args->text = g_strdup (note);
  rt_desk_run_async (desk, TRUE, do_sign, args, args_free, g_free, cancellable, callback, user_data);
}

/* --- Looks, log, daily sheet --- */

static void
free_looks (gpointer data)
{
  rt_looks_unref (data);
}

static gpointer
do_looks (RtWork *work, gpointer data, GError **error)
{
  Args *args = data;

  return rt_looks_read (work, args->from, args->to, error);
}

void
rt_request_looks (RtDesk *desk, RtDay from, RtDay to, RT_REQUEST_ARGS)
{
  Args *args = args_new (0);

  args->from = from;
  args->to = to;
  rt_desk_run_async (desk, FALSE, do_looks, args, args_free, free_looks, cancellable, callback, user_data);
}

static gpointer
do_history (RtWork *work, gpointer data, GError **error)
{
  return rt_history_list (work, &((Args *) data)->query, error);
}

void
rt_request_history (RtDesk *desk, const RtHistoryQuery *query, RT_REQUEST_ARGS)
{
  Args *args = args_new (0);

  args->query = *query;
  args->query.actor = args->actor = g_strdup (query->actor);
  args->query.action = args->action = g_strdup (query->action);
  args->query.record = args->record = g_strdup (query->record);
  rt_desk_run_async (desk, TRUE, do_history, args, args_free, free_array, cancellable, callback, user_data);
}

static gpointer
do_verify (RtWork *work, gpointer data, GError **error)
{
  Args *args = data;
  RtLogReport report = { 0 };

  return rt_history_verify (work, args->head.seq > 0 ? &args->head : NULL, &report, error)
           ? g_memdup2 (&report, sizeof report)
           : NULL;
}

void
rt_request_history_verify (RtDesk *desk, const RtLogHead *outside, RtDeskProgress progress, gpointer progress_data,
                           RT_REQUEST_ARGS)
{
  Args *args = args_new (0);

  if (outside != NULL)
    args->head = *outside;
  rt_desk_run_long_async (desk, do_verify, args, args_free, g_free, progress, progress_data, cancellable, callback,
                          user_data);
}

static void
free_sheet (gpointer data)
{
  rt_day_sheet_unref (data);
}

static gpointer
do_day_sheet (RtWork *work, gpointer data, GError **error)
{
  return rt_day_sheet_read (work, ((Args *) data)->from, error);
}

void
rt_request_day_sheet (RtDesk *desk, RtDay day, RT_REQUEST_ARGS)
{
  Args *args = args_new (0);

  args->from = day;
  rt_desk_run_async (desk, TRUE, do_day_sheet, args, args_free, free_sheet, cancellable, callback, user_data);
}
