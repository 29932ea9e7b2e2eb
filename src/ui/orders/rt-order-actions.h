/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-order.h"
#include "rt-window.h"

G_BEGIN_DECLS

/** What can be done with an order, by name; the index is the bit of rt_order_actions_possible(). */
typedef enum
{
  RT_ORDER_ACTION_EDIT,
  RT_ORDER_ACTION_PRINT,
  RT_ORDER_ACTION_PREVIEW,
  RT_ORDER_ACTION_SAVE_PDF,
  RT_ORDER_ACTION_TAKE_OVER,
  RT_ORDER_ACTION_PLAN,
  RT_ORDER_ACTION_PAYMENT,
  RT_ORDER_ACTION_STATE,
  RT_ORDER_ACTION_NEW_TICKET,
  RT_ORDER_ACTION_CUSTOMER,
  RT_N_ORDER_ACTIONS
} RtOrderAction;
extern const char *const rt_order_action_names[RT_N_ORDER_ACTIONS + 1];
extern const char *const rt_order_action_types[RT_N_ORDER_ACTIONS]; /* GVariant type of the parameter; NULL none */

/** rt_order_actions_possible: bit set of what @person may do with @order now; 0 when either is NULL. */
guint rt_order_actions_possible (const RtOrder *order, const RtPerson *person);
/** rt_order_actions_menu: what comes next for it. New menu. */
GMenu *rt_order_actions_menu (const RtOrder *order);
/** rt_order_actions_run: carries one out, with its dialogue where it needs one. */
void rt_order_actions_run (GtkWidget *widget, RtWindow *window, RtOrder *order, const char *name, GVariant *parameter);

G_END_DECLS
