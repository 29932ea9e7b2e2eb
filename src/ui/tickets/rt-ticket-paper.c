/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A ticket on its way to paper. */
#include "config.h"

#include "rt-ticket-paper.h"

#include "rt-paper-ticket.h"

typedef struct
{
  RtTicket *ticket;
  RtStoreInfo *store;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  rt_ticket_unref (job->ticket);
  rt_store_info_unref (job->store);
  g_free (job);
}

static RtPaperDoc *
make (gint64 number, gpointer data)
{
  Job *job = data;

  return rt_paper_ticket (job->ticket, job->store, job->store->language, number);
}

void
rt_ticket_paper_run (RtWindow *window, RtTicket *ticket, RtPaperWay way)
{
  g_autofree char *name = rt_ticket_number_format (ticket->number);
  g_autoptr (RtSheet) sheet = NULL;
  Job *job = g_new0 (Job, 1);

  job->ticket = rt_ticket_ref (ticket);
  job->store = rt_store_info_ref (rt_desk_get_store (rt_window_get_desk (window)));
  sheet = rt_sheet_new (window, "ticket", ticket->id, 0, job->store->language, name, make, job, job_free);
  rt_sheet_run (sheet, way);
}
