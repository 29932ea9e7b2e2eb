/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-sheet.h"
#include "rt-ticket.h"

G_BEGIN_DECLS

/** rt_ticket_paper_run: the ticket's sheet, in the store's language: given its number first (a preview has none),
 * then made and shown. */
void rt_ticket_paper_run (RtWindow *window, RtTicket *ticket, RtPaperWay way);

G_END_DECLS
