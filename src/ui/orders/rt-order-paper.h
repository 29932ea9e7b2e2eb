/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-order.h"
#include "rt-sheet.h"

G_BEGIN_DECLS

/** rt_order_paper_run: the order on paper, in the store's language: given its number first (a preview has none),
 * then made and shown. */
void rt_order_paper_run (RtWindow *window, RtOrder *order, RtPaperWay way);

G_END_DECLS
