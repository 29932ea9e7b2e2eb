/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-ticket.h"

G_BEGIN_DECLS

/** Words about tickets as the windows say them. Translated; new strings unless said otherwise. Any thread. */

/** rt_ticket_words_warranty: of a ticket, whole sentence; NULL when it is about the whole order. */
char *rt_ticket_words_warranty (const RtTicket *ticket, RtDay today);
/** rt_ticket_words_line_warranty: of an order line as things stand on @today, whole sentence. */
char *rt_ticket_words_line_warranty (const RtOrderLine *line, RtDay today);
/** rt_ticket_words_visit: day, time and who planned it; NULL when no visit is booked. */
char *rt_ticket_words_visit (const RtTicket *ticket);
/** The style of a pill; static, NULL for the plain one. */
const char *rt_ticket_state_style (RtTicketState state);
const char *rt_priority_style (RtPriority priority);
/** rt_ticket_words_step: the label, with its mnemonic, of going to @state. Static. */
const char *rt_ticket_words_step (RtTicketState from, RtTicketState to);

G_END_DECLS
