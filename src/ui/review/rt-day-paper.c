/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The daily sheet on its way to paper. */
#include "config.h"

#include "rt-day-paper.h"

#include "rt-lang.h"
#include "rt-paper-day.h"
#include "rt-review-requests.h"

typedef struct
{
  RtDaySheet *sheet;
  RtStoreInfo *store;
  const char *lang; /* static */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  rt_day_sheet_unref (job->sheet);
  rt_store_info_unref (job->store);
  g_free (job);
}

static RtPaperDoc *
make (gint64 number, gpointer data)
{
  Job *job = data;

  return rt_paper_day (job->sheet, job->store, job->lang, number);
}

typedef struct
{
  RtWindow *window; /* a reference */
  RtPaperWay way;
} Wanted;

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Wanted *wanted = user_data;
  g_autoptr (RtWindow) window = wanted->window;
  g_autoptr (GError) error = NULL;
  g_autoptr (RtDaySheet) day = rt_desk_run_finish (RT_DESK (source), result, &error);
  g_autoptr (RtSheet) sheet = NULL;
  g_autofree char *iso = NULL;
  g_autofree char *name = NULL;
  Job *job = NULL;

  if (day == NULL)
    {
      rt_window_toast_error (window, error);
      return;
    }
  iso = rt_day_to_iso (day->day);
  name = g_strconcat ("log-", iso, NULL);
  job = g_new0 (Job, 1);
  job->sheet = rt_day_sheet_ref (day);
  job->store = rt_store_info_ref (rt_desk_get_store (RT_DESK (source)));
  job->lang = rt_lang_list ()[rt_lang_is_chinese (NULL) ? 1 : 0];
  sheet = rt_sheet_new (window, "day", day->day, 0, job->lang, name, make, job, job_free);
  rt_sheet_run (sheet, wanted->way);
}

void
rt_day_paper_run (RtWindow *window, RtDay day, RtPaperWay way)
{
  Wanted *wanted = g_new0 (Wanted, 1);

  wanted->window = g_object_ref (window);
  wanted->way = way;
  rt_request_day_sheet (rt_window_get_desk (window), day, NULL, on_read, wanted);
}
