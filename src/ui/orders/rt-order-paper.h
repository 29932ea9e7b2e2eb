/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-order.h"
#include "rt-window.h"

G_BEGIN_DECLS

typedef enum
{
  RT_PAPER_WAY_PRINT,
  RT_PAPER_WAY_SAVE,
  RT_PAPER_WAY_PREVIEW
} RtPaperWay;

/** rt_order_paper_run: the order on paper, in the store's language: put on the print list first (a preview is not),
 * then made and shown. */
void rt_order_paper_run (RtWindow *window, RtOrder *order, RtPaperWay way);

G_END_DECLS
