/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A ticket on its way to paper: the print list, then the document. */
#include "config.h"

#include "rt-ticket-paper.h"

#include "rt-paper-ticket.h"
#include "rt-print-job.h"
#include "rt-requests.h"

typedef struct
{
  RtWindow *window;
  RtTicket *ticket;
  RtPaperWay way;
} Job;

/* A preview has no number yet: the sheet goes onto the print list before it leaves. */
static void
on_leave (GtkWindow *parent, gboolean save, gpointer user_data)
{
  if (RT_IS_WINDOW (parent))
    rt_ticket_paper_run (RT_WINDOW (parent), user_data, save ? RT_PAPER_WAY_SAVE : RT_PAPER_WAY_PRINT);
}

static void
make_paper (RtWindow *window, RtTicket *ticket, RtPaperWay way, gint64 sheet)
{
  const RtStoreInfo *store = rt_desk_get_store (rt_window_get_desk (window));
  g_autoptr (RtPaperDoc) doc = rt_paper_ticket (ticket, store, store->language, sheet);
  g_autofree char *name = rt_ticket_number_format (ticket->number);

  if (way == RT_PAPER_WAY_PRINT)
    rt_print_job_print (GTK_WINDOW (window), doc, name);
  else if (way == RT_PAPER_WAY_SAVE)
    rt_print_job_save (GTK_WINDOW (window), doc, name);
  else
    rt_print_preview_set_way (rt_print_job_preview (GTK_WINDOW (window), doc, name), on_leave, rt_ticket_ref (ticket),
                              (GDestroyNotify) rt_ticket_unref);
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Job *job = user_data;
  g_autoptr (RtWindow) window = job->window;
  g_autoptr (RtTicket) ticket = job->ticket;
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *sheet = rt_desk_run_finish (RT_DESK (source), result, &error);

  if (sheet != NULL)
    make_paper (window, ticket, job->way, *sheet);
  else
    rt_window_toast_error (window, error);
}

void
rt_ticket_paper_run (RtWindow *window, RtTicket *ticket, RtPaperWay way)
{
  RtDesk *desk = rt_window_get_desk (window);
  Job *job;

  if (way == RT_PAPER_WAY_PREVIEW)
    {
      make_paper (window, ticket, way, 0);
      return;
    }
  job = g_new (Job, 1);
  job->window = g_object_ref (window);
  job->ticket = rt_ticket_ref (ticket);
  job->way = way;
  rt_request_printed (desk, "ticket", ticket->id, 0, rt_desk_get_store (desk)->language, NULL, on_listed, job);
}
