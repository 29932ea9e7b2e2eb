/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A notice on its way to paper. */
#include "config.h"

#include "rt-notice-paper.h"

#include "rt-paper-notice.h"

typedef struct
{
  RtNotice *notice;
  RtStoreInfo *store;
  char *lang;
  gboolean counter;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  rt_notice_unref (job->notice);
  rt_store_info_unref (job->store);
  g_free (job->lang);
  g_free (job);
}

static RtPaperDoc *
make (gint64 number, gpointer data)
{
  Job *job = data;

  return job->counter ? rt_paper_notice_counter (job->store, job->notice, job->lang, number)
                      : rt_paper_notice (job->store, job->notice, job->lang, number);
}

void
rt_notice_paper_run (RtWindow *window, RtNotice *notice, const char *lang, gboolean counter, RtPaperWay way)
{
  g_autofree char *name = g_strdup_printf ("%s-%d", counter ? "notice-counter" : "notice", (int) notice->version);
  g_autoptr (RtSheet) sheet = NULL;
  Job *job = g_new0 (Job, 1);

  job->notice = rt_notice_ref (notice);
  job->store = rt_store_info_ref (rt_desk_get_store (rt_window_get_desk (window)));
  job->lang = g_strdup (lang);
  job->counter = counter;
  sheet = rt_sheet_new (window, counter ? "notice-counter" : "notice", notice->id, notice->id, lang, name, make, job,
                        job_free);
  rt_sheet_run (sheet, way);
}
