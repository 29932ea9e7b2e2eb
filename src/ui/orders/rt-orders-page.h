/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-area.h"

G_BEGIN_DECLS

/** RtOrdersPage: the orders: which ones (filters), the list, what about the one selected; the order form takes its
 * place while one is written. */
#define RT_TYPE_ORDERS_PAGE (rt_orders_page_get_type ())
G_DECLARE_FINAL_TYPE (RtOrdersPage, rt_orders_page, RT, ORDERS_PAGE, GtkWidget)

GtkWidget *rt_orders_page_new (RtWindow *window);

G_END_DECLS
