/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How orders, customers and tickets stand in lists, as JSON members or as a table: the same wherever they are named. */
#pragma once

#include "rt-ctl-output.h"
#include "rt-ticket.h"

G_BEGIN_DECLS

/** rt_ctl_json_order, rt_ctl_json_customer, rt_ctl_json_ticket: the members of an object that is begun. */
void rt_ctl_json_order (JsonBuilder *json, const RtOrder *order);
void rt_ctl_json_customer (JsonBuilder *json, const RtCustomer *customer);
void rt_ctl_json_ticket (JsonBuilder *json, const RtTicket *ticket);

/** What writes the members of one record. */
typedef void (*RtCtlJsonFunc) (JsonBuilder *json, gconstpointer record);
/** rt_ctl_json_records: an array of objects; as member @name, or for itself when that is NULL. @records may be NULL. */
void rt_ctl_json_records (JsonBuilder *json, const char *name, GPtrArray *records, RtCtlJsonFunc func);
/** rt_ctl_print_records_json: such an array as the whole answer. */
void rt_ctl_print_records_json (GPtrArray *records, RtCtlJsonFunc func);

void rt_ctl_say_orders (GPtrArray *orders);
void rt_ctl_say_customers (GPtrArray *customers);
void rt_ctl_say_tickets (GPtrArray *tickets);
/** rt_ctl_say_new_number: what a new record is called: {"number": …}, or the number on a line. */
void rt_ctl_say_new_number (gboolean json, const char *number);

G_END_DECLS
