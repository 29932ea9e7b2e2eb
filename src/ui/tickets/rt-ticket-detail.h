/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-window.h"

G_BEGIN_DECLS

/**
 * RtTicketDetail: what about this ticket. Showing one is a look, recorded by the model. Signal "loaded" (RtTicket *):
 * it is shown as it is now. Actions: those of rt-ticket-actions.h, "ticket.next", "ticket.reload".
 */
#define RT_TYPE_TICKET_DETAIL (rt_ticket_detail_get_type ())
G_DECLARE_FINAL_TYPE (RtTicketDetail, rt_ticket_detail, RT, TICKET_DETAIL, GtkWidget)

void rt_ticket_detail_set_window (RtTicketDetail *self, RtWindow *window);
/** rt_ticket_detail_set_staff: RtStaff, whom it can be given to; referenced. */
void rt_ticket_detail_set_staff (RtTicketDetail *self, GPtrArray *staff);
/** rt_ticket_detail_show: loads and shows the ticket; 0: nothing is selected. */
void rt_ticket_detail_show (RtTicketDetail *self, gint64 id);

G_END_DECLS
