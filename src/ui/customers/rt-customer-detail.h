/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-customer.h"
#include "rt-window.h"

G_BEGIN_DECLS

/** RtCustomerDetail: what about this customer: contact, address, orders, as far as they may be seen. Main thread. */
#define RT_TYPE_CUSTOMER_DETAIL (rt_customer_detail_get_type ())
G_DECLARE_FINAL_TYPE (RtCustomerDetail, rt_customer_detail, RT, CUSTOMER_DETAIL, GtkWidget)

/** rt_customer_detail_new: @window is borrowed and outlives the detail. */
GtkWidget *rt_customer_detail_new (RtWindow *window);
/** rt_customer_detail_show: loads and shows the customer; the look is recorded. 0: none. */
void rt_customer_detail_show (RtCustomerDetail *self, gint64 id);
/** rt_customer_detail_show_found: shows what a look-up by phone number gave, as it gave it. Takes a reference. */
void rt_customer_detail_show_found (RtCustomerDetail *self, RtCustomer *customer);

G_END_DECLS
