/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-paper-doc.h"
#include "rt-ticket.h"

G_BEGIN_DECLS

/**
 * rt_paper_ticket:
 * @ticket: as rt_ticket_open() gave it: the paper says what its viewer may see and nothing else
 * @lang: the paper's language
 * @number: of rt_printed_reserve(); 0 for a preview
 *
 * The sheet a fitter takes along: what, where, when, what is wrong, the diary, room to write and two lines to sign.
 * Pure; any thread.
 *
 * Returns: (transfer full): may hold personal data
 */
RtPaperDoc *rt_paper_ticket (const RtTicket *ticket, const RtStoreInfo *store, const char *lang, gint64 number);

G_END_DECLS
