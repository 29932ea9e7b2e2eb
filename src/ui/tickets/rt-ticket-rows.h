/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-desk.h"
#include "rt-ticket.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/** The parts of a ticket's detail: each empties its place and fills it anew. Invisible as a whole when nothing is
 * shown. */
void rt_ticket_rows_fill_customer (GtkBox *box, const RtTicket *ticket, RtDesk *desk);
void rt_ticket_rows_fill_facts (GtkBox *box, const RtTicket *ticket);
/** rt_ticket_rows_fill_visit: the booked visit and how to get in. */
void rt_ticket_rows_fill_visit (GtkBox *box, const RtTicket *ticket, RtDesk *desk);
void rt_ticket_rows_fill_words (GtkBox *box, const RtTicket *ticket, RtDesk *desk);
void rt_ticket_rows_fill_diary (GtkListBox *list, const RtTicket *ticket, RtDesk *desk);
/** rt_ticket_rows_clear: takes what stood in @box (GtkBox or GtkListBox) off the screen. */
void rt_ticket_rows_clear (GtkWidget *box);

G_END_DECLS
