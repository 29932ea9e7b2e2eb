/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-notice.h"
#include "rt-order.h"
#include "rt-paper-doc.h"

G_BEGIN_DECLS

/**
 * rt_paper_order:
 * @order: as rt_order_open() gave it: the paper says what its viewer may see and nothing else; without money no amount
 * @notice: (nullable): the notice the order is taken under, for the data statement and the line to sign; NULL: neither
 * @lang: the paper's language
 * @number: of rt_printed_reserve(); 0 for a preview
 *
 * The order for the customer: who, where and when, the lines, what is paid and left to pay, the data statement (PIPL
 * art. 17) and the signature line, which stay together. Pure; any thread.
 *
 * Returns: (transfer full): may hold personal data
 */
RtPaperDoc *rt_paper_order (const RtOrder *order, const RtStoreInfo *store, const RtNotice *notice, const char *lang,
                            gint64 number);

G_END_DECLS
