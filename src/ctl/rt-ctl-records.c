/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How orders, customers and tickets stand in lists. */
#include "config.h"

#include "rt-ctl-records.h"

#include <glib/gi18n.h>

/* --- JSON --- */

void
rt_ctl_json_order (JsonBuilder *json, const RtOrder *order)
{
  g_autofree char *number = rt_order_number_format (order->number);
  g_autofree char *customer = rt_customer_number_format (order->customer_number);

  rt_ctl_json_string (json, "number", number);
  rt_ctl_json_string (json, "earlier_number", order->reference);
  rt_ctl_json_string (json, "customer", customer);
  rt_ctl_json_string (json, "state", rt_order_state_id (order->state));
  rt_ctl_json_day (json, "ordered_on", order->ordered_on);
  rt_ctl_json_day (json, "deliver_from", order->deliver_from);
  rt_ctl_json_day (json, "deliver_to", order->deliver_to);
  rt_ctl_json_string (json, "deliver_time", order->deliver_time);
  rt_ctl_json_day (json, "delivered_on", order->delivered_on);
  rt_ctl_json_string (json, "taken_by", order->taken_by_name);
  rt_ctl_json_string (json, "planned_by", order->planned_by_name);
  rt_ctl_json_string (json, "currency", order->currency);
  if (order->money)
    {
      rt_ctl_json_money (json, "total", order->total, order->currency);
      rt_ctl_json_money (json, "paid", order->paid, order->currency);
    }
  rt_ctl_json_int (json, "n_lines", order->n_lines);
  rt_ctl_json_int (json, "pieces", order->pieces);
  rt_ctl_json_shown (json, order->shown);
}

void
rt_ctl_json_customer (JsonBuilder *json, const RtCustomer *customer)
{
  g_autofree char *number = rt_customer_number_format (customer->number);

  rt_ctl_json_string (json, "number", number);
  rt_ctl_json_int (json, "n_orders", customer->n_orders);
  rt_ctl_json_int (json, "n_open_tickets", customer->n_open_tickets);
  rt_ctl_json_shown (json, customer->shown);
}

static void
json_visit (JsonBuilder *json, const RtTicket *ticket)
{
  rt_ctl_json_day (json, "visit_on", ticket->visit_on);
  rt_ctl_json_string (json, "visit_time", ticket->visit_time);
  rt_ctl_json_bool (json, "visit_done", ticket->visit_done);
}

void
rt_ctl_json_ticket (JsonBuilder *json, const RtTicket *ticket)
{
  g_autofree char *number = rt_ticket_number_format (ticket->number);
  g_autofree char *order = rt_order_number_format (ticket->order_number);
  g_autofree char *opened = rt_moment_to_iso (ticket->opened_at);
  g_autofree char *resolved = ticket->resolved_at != 0 ? rt_moment_to_iso (ticket->resolved_at) : NULL;

  rt_ctl_json_string (json, "number", number);
  rt_ctl_json_string (json, "order", order);
  rt_ctl_json_string (json, "piece", ticket->line_description);
  rt_ctl_json_string (json, "type", rt_ticket_type_id (ticket->type));
  rt_ctl_json_string (json, "priority", rt_priority_id (ticket->priority));
  rt_ctl_json_string (json, "state", rt_ticket_state_id (ticket->state));
  rt_ctl_json_string (json, "assigned_to", ticket->assigned_name);
  rt_ctl_json_string (json, "opened_by", ticket->opened_by_name);
  rt_ctl_json_string (json, "opened_at", opened);
  rt_ctl_json_string (json, "resolved_at", resolved);
  rt_ctl_json_day (json, "warranty_until", ticket->warranty_until);
  rt_ctl_json_bool (json, "in_warranty", ticket->in_warranty);
  json_visit (json, ticket);
  rt_ctl_json_shown (json, ticket->shown);
}

void
rt_ctl_json_records (JsonBuilder *json, const char *name, GPtrArray *records, RtCtlJsonFunc func)
{
  if (name != NULL)
    json_builder_set_member_name (json, name);
  json_builder_begin_array (json);
  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      json_builder_begin_object (json);
      func (json, records->pdata[i]);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

void
rt_ctl_print_records_json (GPtrArray *records, RtCtlJsonFunc func)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  rt_ctl_json_records (json, NULL, records, func);
  rt_ctl_print_json (json);
}

/* --- Tables --- */

void
rt_ctl_say_orders (GPtrArray *orders)
{
  const char *titles[] = { _("Number"), _("Ordered on"), _("State"), _("Name"), _("Phone"), _("Total"), NULL };
  g_autoptr (RtCtlTable) table = rt_ctl_table_new (titles);

  for (guint i = 0; i < orders->len; i++)
    {
      const RtOrder *order = orders->pdata[i];

      rt_ctl_table_take (table, rt_order_number_format (order->number));
      rt_ctl_table_take (table, rt_day_to_iso (order->ordered_on));
      rt_ctl_table_take (table, g_strdup (_ (rt_order_state_name (order->state))));
      rt_ctl_table_take (table, rt_ctl_shown_text (order->shown, RT_FIELD_NAME));
      rt_ctl_table_take (table, rt_ctl_shown_text (order->shown, RT_FIELD_PHONE));
      rt_ctl_table_take (table, order->money ? rt_money_format (order->total, order->currency, TRUE, NULL) : NULL);
    }
  rt_ctl_table_print (table);
}

void
rt_ctl_say_customers (GPtrArray *customers)
{
  const char *titles[] = { _("Number"), _("Name"), _("Phone"), _("City"), _("Orders"), _("Open tickets"), NULL };
  g_autoptr (RtCtlTable) table = rt_ctl_table_new (titles);

  for (guint i = 0; i < customers->len; i++)
    {
      const RtCustomer *customer = customers->pdata[i];

      rt_ctl_table_take (table, rt_customer_number_format (customer->number));
      rt_ctl_table_take (table, rt_ctl_shown_text (customer->shown, RT_FIELD_NAME));
      rt_ctl_table_take (table, rt_ctl_shown_text (customer->shown, RT_FIELD_PHONE));
      rt_ctl_table_take (table, rt_ctl_shown_text (customer->shown, RT_FIELD_REGION_CITY));
      rt_ctl_table_take (table, g_strdup_printf ("%u", customer->n_orders));
      rt_ctl_table_take (table, g_strdup_printf ("%u", customer->n_open_tickets));
    }
  rt_ctl_table_print (table);
}

void
rt_ctl_say_tickets (GPtrArray *tickets)
{
  const char *titles[] = { _("Number"), _("Order"),       _("State"), _("Priority"),
                           _("Type"),   _("Assigned to"), _("Name"),  NULL };
  g_autoptr (RtCtlTable) table = rt_ctl_table_new (titles);

  for (guint i = 0; i < tickets->len; i++)
    {
      const RtTicket *ticket = tickets->pdata[i];

      rt_ctl_table_take (table, rt_ticket_number_format (ticket->number));
      rt_ctl_table_take (table, rt_order_number_format (ticket->order_number));
      rt_ctl_table_take (table, g_strdup (_ (rt_ticket_state_name (ticket->state))));
      rt_ctl_table_take (table, g_strdup (_ (rt_priority_name (ticket->priority))));
      rt_ctl_table_take (table, g_strdup (_ (rt_ticket_type_name (ticket->type))));
      rt_ctl_table_take (table, g_strdup (ticket->assigned_name));
      rt_ctl_table_take (table, rt_ctl_shown_text (ticket->shown, RT_FIELD_NAME));
    }
  rt_ctl_table_print (table);
}

void
rt_ctl_say_new_number (gboolean as_json, const char *number)
{
  g_autoptr (JsonBuilder) json = NULL;

  if (!as_json)
    {
      rt_ctl_say (number);
      return;
    }
  json = json_builder_new ();
  json_builder_begin_object (json);
  rt_ctl_json_string (json, "number", number);
  json_builder_end_object (json);
  rt_ctl_print_json (json);
}
