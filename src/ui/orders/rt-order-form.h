/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-order.h"
#include "rt-window.h"

G_BEGIN_DECLS

/**
 * RtOrderForm: a new order, or changing one, on one page in the order of talking: who, where, what, when, money,
 * notice. What is typed is kept sealed as it is typed and survives locking and a crash. Signal "done" (gint64 id):
 * saved; 0: left without saving.
 */
#define RT_TYPE_ORDER_FORM (rt_order_form_get_type ())
G_DECLARE_FINAL_TYPE (RtOrderForm, rt_order_form, RT, ORDER_FORM, GtkWidget)

/** rt_order_form_new: @order NULL: a new one, beginning with what was left unfinished. */
GtkWidget *rt_order_form_new (RtWindow *window, const RtOrder *order);
/** rt_order_form_is_of: whether it changes this order; 0: whether it is a new one. */
gboolean rt_order_form_is_of (RtOrderForm *self, gint64 id);

G_END_DECLS
