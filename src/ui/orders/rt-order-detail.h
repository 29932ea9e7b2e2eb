/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-window.h"

G_BEGIN_DECLS

/**
 * RtOrderDetail: what about this order. Showing one is a look, recorded by the model. Signal "edit" (RtOrder *): the
 * person wants to change it. Actions: "order.edit", "order.preview", "order.print", "order.save-pdf",
 * "order.take-over", "order.plan", "order.payment", "order.state" (s), "order.new-ticket" (x, line or 0),
 * "order.customer". Property "title": the order's number.
 */
#define RT_TYPE_ORDER_DETAIL (rt_order_detail_get_type ())
G_DECLARE_FINAL_TYPE (RtOrderDetail, rt_order_detail, RT, ORDER_DETAIL, GtkWidget)

void rt_order_detail_set_window (RtOrderDetail *self, RtWindow *window);
/** rt_order_detail_show: loads and shows the order; 0: nothing is selected. */
void rt_order_detail_show (RtOrderDetail *self, gint64 id);

G_END_DECLS
