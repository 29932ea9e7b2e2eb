/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-ticket.h"
#include "rt-window.h"

G_BEGIN_DECLS

/**
 * Dialogues about one ticket. Each asks what it must, saves, and says what was done in a toast; what does not pass
 * stays typed. @detail: emits "loaded" (RtTicket *) and has "ticket.reload": when somebody else changed the ticket
 * meanwhile, it shows the ticket as it is now under the dialogue, which keeps what was typed and can be accepted again.
 */
void rt_ticket_dialog_resolve (GtkWidget *detail, RtWindow *window, RtTicket *ticket);
void rt_ticket_dialog_visit (GtkWidget *detail, RtWindow *window, RtTicket *ticket);
void rt_ticket_dialog_visit_off (GtkWidget *detail, RtWindow *window, RtTicket *ticket);

G_END_DECLS
