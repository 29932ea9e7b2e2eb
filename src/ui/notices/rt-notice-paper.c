/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The notice on its way to paper: the print list, the document (made off the main thread: the counter's page takes its
 * time), the way out. */
#include "config.h"

#include "rt-notice-paper.h"

#include "rt-paper-notice.h"
#include "rt-print-job.h"
#include "rt-requests.h"

typedef struct
{
  RtWindow *window; /* owned; main thread only */
  RtNotice *notice;
  RtStoreInfo *store;
  char *lang;
  gboolean counter;
  RtPaperWay way;
  gint64 sheet; /* 0: a preview */
} Job;

static void
job_free (Job *job)
{
  g_object_unref (job->window);
  rt_notice_unref (job->notice);
  rt_store_info_unref (job->store);
  g_free (job->lang);
  g_free (job);
}

/* What a preview shows, when it is to leave after all. */
typedef struct
{
  RtNotice *notice;
  char *lang;
  gboolean counter;
} Seen;

static void
seen_free (gpointer data)
{
  Seen *seen = data;

  rt_notice_unref (seen->notice);
  g_free (seen->lang);
  g_free (seen);
}

/* A preview has no number yet: the notice goes onto the print list before it leaves. */
static void
on_leave (GtkWindow *parent, gboolean save, gpointer user_data)
{
  const Seen *seen = user_data;

  if (RT_IS_WINDOW (parent))
    rt_notice_paper_run (RT_WINDOW (parent), seen->notice, seen->lang, seen->counter,
                         save ? RT_PAPER_WAY_SAVE : RT_PAPER_WAY_PRINT);
}

static void
show_preview (Job *job, RtPaperDoc *doc, const char *name)
{
  Seen *seen = g_new0 (Seen, 1);

  seen->notice = rt_notice_ref (job->notice);
  seen->lang = g_strdup (job->lang);
  seen->counter = job->counter;
  rt_print_preview_set_way (rt_print_job_preview (GTK_WINDOW (job->window), doc, name), on_leave, seen, seen_free);
}

static void
show_paper (Job *job, RtPaperDoc *doc)
{
  g_autofree char *name =
    g_strdup_printf ("%s-%d", job->counter ? "notice-counter" : "notice", (int) job->notice->version);

  if (job->way == RT_PAPER_WAY_PRINT)
    rt_print_job_print (GTK_WINDOW (job->window), doc, name);
  else if (job->way == RT_PAPER_WAY_SAVE)
    rt_print_job_save (GTK_WINDOW (job->window), doc, name);
  else
    show_preview (job, doc, name);
}

static void
make_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  RtPaperDoc *doc = job->counter ? rt_paper_notice_counter (job->store, job->notice, job->lang, job->sheet)
                                 : rt_paper_notice (job->store, job->notice, job->lang, job->sheet);

  g_task_return_pointer (task, doc, g_object_unref);
}

static void
on_made (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Job *job = user_data;
  g_autoptr (RtPaperDoc) doc = g_task_propagate_pointer (G_TASK (result), NULL);

  /* Nothing comes up after the desk was locked. */
  if (doc != NULL && rt_desk_get_person (rt_window_get_desk (job->window)) != NULL)
    show_paper (job, doc);
  job_free (job);
}

/* The task borrows the job, which on_made() frees. */
static void
make_paper (Job *job)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, on_made, job);

  g_task_set_task_data (task, job, NULL);
  g_task_run_in_thread (task, make_in_thread);
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Job *job = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *sheet = rt_desk_run_finish (RT_DESK (source), result, &error);

  if (sheet == NULL)
    {
      rt_window_toast_error (job->window, error);
      job_free (job);
      return;
    }
  job->sheet = *sheet;
  make_paper (job);
}

void
rt_notice_paper_run (RtWindow *window, RtNotice *notice, const char *lang, gboolean counter, RtPaperWay way)
{
  RtDesk *desk = rt_window_get_desk (window);
  Job *job = g_new0 (Job, 1);

  job->window = g_object_ref (window);
  job->notice = rt_notice_ref (notice);
  job->store = rt_store_info_ref (rt_desk_get_store (desk));
  job->lang = g_strdup (lang);
  job->counter = counter;
  job->way = way;
  if (way == RT_PAPER_WAY_PREVIEW)
    make_paper (job);
  else
    rt_request_printed (desk, counter ? "notice-counter" : "notice", notice->id, notice->id, lang, NULL, on_listed,
                        job);
}
