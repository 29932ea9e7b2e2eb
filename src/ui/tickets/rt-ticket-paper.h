/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-order-paper.h"
#include "rt-ticket.h"

G_BEGIN_DECLS

/** rt_ticket_paper_run: the ticket's sheet, in the store's language: put on the print list first (a preview is not),
 * then made and shown. */
void rt_ticket_paper_run (RtWindow *window, RtTicket *ticket, RtPaperWay way);

G_END_DECLS
