/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-area.h"

G_BEGIN_DECLS

/** RtCustomersPage: the customers: the list, what about the one selected, and looking one up by full phone number. */
#define RT_TYPE_CUSTOMERS_PAGE (rt_customers_page_get_type ())
G_DECLARE_FINAL_TYPE (RtCustomersPage, rt_customers_page, RT, CUSTOMERS_PAGE, GtkWidget)

/** rt_customers_page_new: @window is borrowed and outlives the page. */
GtkWidget *rt_customers_page_new (RtWindow *window);

G_END_DECLS
