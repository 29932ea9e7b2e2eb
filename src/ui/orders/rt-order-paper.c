/* An order on its way to paper: the print list, the notice it was taken under, the document. */
#include "config.h"

#include "rt-order-paper.h"

#include "rt-paper-order.h"
#include "rt-print-job.h"
#include "rt-requests.h"
#include <glib/gi18n.h>

typedef struct
{
  RtWindow *window;
  RtOrder *order;
  RtNotice *notice;
  RtPaperWay way;
} Job;

static void
job_free (Job *job)
{
  g_object_unref (job->window);
  rt_order_unref (job->order);
  if (job->notice != NULL)
    rt_notice_unref (job->notice);
  g_free (job);
}

static const char *
paper_language (Job *job)
{
  return rt_desk_get_store (rt_window_get_desk (job->window))->language;
}

/* A preview has no number yet: the order goes onto the print list before it leaves. */
static void
on_leave (GtkWindow *parent, gboolean save, gpointer user_data)
{
  if (RT_IS_WINDOW (parent))
    rt_order_paper_run (RT_WINDOW (parent), user_data, save ? RT_PAPER_WAY_SAVE : RT_PAPER_WAY_PRINT);
}

static void
make_paper (Job *job, gint64 sheet)
{
  RtDesk *desk = rt_window_get_desk (job->window);
  g_autoptr (RtPaperDoc) doc =
    rt_paper_order (job->order, rt_desk_get_store (desk), job->notice, paper_language (job), sheet);
  g_autofree char *name = rt_order_number_format (job->order->number);

  if (job->way == RT_PAPER_WAY_PRINT)
    rt_print_job_print (GTK_WINDOW (job->window), doc, name);
  else if (job->way == RT_PAPER_WAY_SAVE)
    rt_print_job_save (GTK_WINDOW (job->window), doc, name);
  else
    rt_print_preview_set_way (rt_print_job_preview (GTK_WINDOW (job->window), doc, name), on_leave,
                              rt_order_ref (job->order), (GDestroyNotify) rt_order_unref);
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Job *job = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *sheet = rt_desk_run_finish (RT_DESK (source), result, &error);

  if (sheet != NULL)
    make_paper (job, *sheet);
  else
    rt_window_toast_error (job->window, error);
  job_free (job);
}

static void
on_notice (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Job *job = user_data;
  g_autoptr (GError) error = NULL;

  job->notice = rt_desk_run_finish (RT_DESK (source), result, &error);
  if (job->notice == NULL)
    {
      rt_window_toast_error (job->window, error);
      job_free (job);
    }
  else if (job->way == RT_PAPER_WAY_PREVIEW)
    {
      make_paper (job, 0);
      job_free (job);
    }
  else
    rt_request_printed (RT_DESK (source), "order", job->order->id, job->notice->id, paper_language (job), NULL,
                        on_listed, job);
}

void
rt_order_paper_run (RtWindow *window, RtOrder *order, RtPaperWay way)
{
  RtDesk *desk = rt_window_get_desk (window);
  Job *job = g_new0 (Job, 1);

  job->window = g_object_ref (window);
  job->order = rt_order_ref (order);
  job->way = way;
  if (order->acknowledgements != NULL && order->acknowledgements->len > 0)
    {
      const RtAcknowledgement *ack = g_ptr_array_index (order->acknowledgements, order->acknowledgements->len - 1);

      rt_request_notice (desk, ack->notice_id, NULL, on_notice, job);
    }
  else
    rt_request_notice_current (desk, NULL, on_notice, job);
}
