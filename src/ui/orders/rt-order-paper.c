/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An order on its way to paper: the notice it was taken under, then the sheet. */
#include "config.h"

#include "rt-order-paper.h"

#include "rt-paper-order.h"
#include "rt-requests.h"

typedef struct
{
  RtWindow *window;
  RtOrder *order;
  RtStoreInfo *store;
  RtNotice *notice;
  RtPaperWay way;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->window);
  rt_order_unref (job->order);
  rt_store_info_unref (job->store);
  g_clear_pointer (&job->notice, rt_notice_unref);
  g_free (job);
}

static RtPaperDoc *
make (gint64 number, gpointer data)
{
  Job *job = data;

  return rt_paper_order (job->order, job->store, job->notice, job->store->language, number);
}

static void
on_notice (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Job *job = user_data;
  g_autoptr (RtWindow) window = g_steal_pointer (&job->window);
  g_autoptr (GError) error = NULL;
  g_autofree char *name = rt_order_number_format (job->order->number);
  g_autoptr (RtSheet) sheet = NULL;

  job->notice = rt_desk_run_finish (RT_DESK (source), result, &error);
  if (job->notice == NULL)
    {
      rt_window_toast_error (window, error);
      job_free (job);
      return;
    }
  sheet =
    rt_sheet_new (window, "order", job->order->id, job->notice->id, job->store->language, name, make, job, job_free);
  rt_sheet_run (sheet, job->way);
}

void
rt_order_paper_run (RtWindow *window, RtOrder *order, RtPaperWay way)
{
  RtDesk *desk = rt_window_get_desk (window);
  Job *job = g_new0 (Job, 1);

  job->window = g_object_ref (window);
  job->order = rt_order_ref (order);
  job->store = rt_store_info_ref (rt_desk_get_store (desk));
  job->way = way;
  if (order->acknowledgements != NULL && order->acknowledgements->len > 0)
    {
      const RtAcknowledgement *ack = g_ptr_array_index (order->acknowledgements, order->acknowledgements->len - 1);

      rt_request_notice (desk, ack->notice_id, NULL, on_notice, job);
    }
  else
    rt_request_notice_current (desk, NULL, on_notice, job);
}
