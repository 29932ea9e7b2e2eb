/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-customer.h"
#include "rt-window.h"

G_BEGIN_DECLS

/** rt_customer_dialog_edit: contact and address to change; values that may not be seen stay as they are. Main thread.
 */
void rt_customer_dialog_edit (RtWindow *window, RtCustomer *customer);

/** RtCustomerFound: takes what a look-up gave; @customer is borrowed for the call. */
typedef void (*RtCustomerFound) (GtkWidget *asker, RtCustomer *customer);
/** rt_customer_dialog_lookup: asks a full phone number; each look-up is recorded. @found is called while @asker lives.
 * Main thread. */
void rt_customer_dialog_lookup (RtWindow *window, GtkWidget *asker, RtCustomerFound found);

G_END_DECLS
