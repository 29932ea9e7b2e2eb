/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands about orders. */
#include "config.h"

#include "rt-ctl-private.h"

#include <glib/gi18n.h>

#include "rt-ctl-list.h"
#include "rt-ctl-order-new.h"
#include "rt-ctl-output.h"
#include "rt-ctl-records.h"
#include "rt-error.h"

static char *state_option, *from_option, *to_option;
static gboolean mine_option;
static int limit_option;

static const GOptionEntry list_options[] = {
  { "state", 0, 0, G_OPTION_ARG_STRING, &state_option, N_("Only orders in this state"), N_("STATE") },
  { "mine", 0, 0, G_OPTION_ARG_NONE, &mine_option, N_("Only orders you took"), NULL },
  { "from", 0, 0, G_OPTION_ARG_STRING, &from_option, N_("Ordered on this day or later"), N_("YYYY-MM-DD") },
  { "to", 0, 0, G_OPTION_ARG_STRING, &to_option, N_("Ordered on this day or earlier"), N_("YYYY-MM-DD") },
  { "limit", 0, 0, G_OPTION_ARG_INT, &limit_option, N_("At most so many, the newest first"), N_("N") },
  { NULL },
};

static gboolean
read_query (RtListQuery *query, GError **error)
{
  RtOrderState state = RT_ORDER_OPEN;

  if (state_option != NULL && !rt_order_state_from_id (state_option, &state))
    {
      rt_error_set_invalid (error, "state", _("There is no such state of an order."));
      return FALSE;
    }
  query->states = state_option != NULL ? 1u << state : 0;
  query->mine = mine_option;
  return rt_ctl_read_day (from_option, &query->from, error) && rt_ctl_read_day (to_option, &query->to, error);
}

static void
json_line (JsonBuilder *json, const RtOrderLine *line, const char *currency)
{
  json_builder_begin_object (json);
  rt_ctl_json_int (json, "position", line->position + 1);
  rt_ctl_json_string (json, "description", line->description);
  rt_ctl_json_int (json, "quantity", line->quantity);
  rt_ctl_json_money (json, "unit_price", line->unit_price, currency);
  rt_ctl_json_money (json, "line_total", line->line_total, currency);
  rt_ctl_json_bool (json, "custom_made", line->custom_made);
  rt_ctl_json_string (json, "custom_note", line->custom_note);
  rt_ctl_json_string (json, "warranty", rt_warranty_id (line->warranty));
  rt_ctl_json_day (json, "warranty_until", line->warranty_until);
  json_builder_end_object (json);
}

static void
json_lines (JsonBuilder *json, const RtOrder *order)
{
  json_builder_set_member_name (json, "lines");
  json_builder_begin_array (json);
  for (guint i = 0; order->lines != NULL && i < order->lines->len; i++)
    json_line (json, order->lines->pdata[i], order->currency);
  json_builder_end_array (json);
}

static void
json_payments (JsonBuilder *json, const RtOrder *order)
{
  if (order->payments == NULL)
    return;
  json_builder_set_member_name (json, "payments");
  json_builder_begin_array (json);
  for (guint i = 0; i < order->payments->len; i++)
    {
      const RtPayment *payment = order->payments->pdata[i];

      json_builder_begin_object (json);
      rt_ctl_json_string (json, "kind", payment->kind);
      rt_ctl_json_string (json, "method", payment->method);
      rt_ctl_json_money (json, "amount", payment->amount, order->currency);
      rt_ctl_json_day (json, "paid_on", payment->paid_on);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
json_acknowledgement (JsonBuilder *json, gconstpointer record)
{
  const RtAcknowledgement *ack = record;
  g_autofree char *at = rt_moment_to_iso (ack->at);

  rt_ctl_json_int (json, "version", ack->version);
  rt_ctl_json_string (json, "language", ack->language);
  rt_ctl_json_string (json, "channel", ack->channel);
  rt_ctl_json_string (json, "taken_by", ack->taken_by_name);
  rt_ctl_json_string (json, "at", at);
}

static void
json_ticket (JsonBuilder *json, gconstpointer ticket)
{
  rt_ctl_json_ticket (json, ticket);
}

static void
json_order (JsonBuilder *json, gconstpointer order)
{
  rt_ctl_json_order (json, order);
}

static gboolean
run_list (RtCtl *ctl, char **args, GError **error)
{
  RtListQuery query = { .kind = RT_LIST_ORDERS, .sort = "number" };
  g_autoptr (GPtrArray) orders = NULL;

  if (!read_query (&query, error) || !rt_ctl_sign_in (ctl, error))
    return FALSE;
  orders = rt_ctl_list (ctl, &query, NULL, limit_option, error);
  if (orders == NULL)
    return FALSE;
  if (ctl->json)
    rt_ctl_print_records_json (orders, json_order);
  else
    rt_ctl_say_orders (orders);
  return TRUE;
}

static gpointer
open_order (RtWork *work, gpointer data, GError **error)
{
  return rt_order_open_number (work, *(gint64 *) data, NULL, error);
}

static void
say_lines (const RtOrder *order)
{
  const char *titles[] = { _("Line"), _("Piece"), _("Quantity"), _("Line total"), _("Warranty until"), NULL };
  g_autoptr (RtCtlTable) table = rt_ctl_table_new (titles);

  for (guint i = 0; order->lines != NULL && i < order->lines->len; i++)
    {
      const RtOrderLine *line = order->lines->pdata[i];

      rt_ctl_table_take (table, g_strdup_printf ("%u", line->position + 1));
      rt_ctl_table_take (table, g_strdup (line->description));
      rt_ctl_table_take (table, g_strdup_printf ("%" G_GINT64_FORMAT, line->quantity));
      rt_ctl_table_take (table, rt_money_format (line->line_total, order->currency, TRUE, NULL));
      rt_ctl_table_take (table, rt_day_to_iso (line->warranty_until));
    }
  rt_ctl_table_print (table);
}

static void
say_payments (const RtOrder *order)
{
  const char *titles[] = { _("Paid on"), _("Payment"), _("Method"), _("Amount"), NULL };
  g_autoptr (RtCtlTable) table = rt_ctl_table_new (titles);

  for (guint i = 0; order->payments != NULL && i < order->payments->len; i++)
    {
      const RtPayment *payment = order->payments->pdata[i];

      rt_ctl_table_take (table, rt_day_to_iso (payment->paid_on));
      rt_ctl_table_take (table, g_strdup (payment->kind));
      rt_ctl_table_take (table, g_strdup (payment->method));
      rt_ctl_table_take (table, rt_money_format (payment->amount, order->currency, TRUE, NULL));
    }
  rt_ctl_say ("");
  rt_ctl_table_print (table);
}

static void
say_acknowledgements (const RtOrder *order)
{
  const char *titles[] = { _("Notice"), _("Language"), _("Given"), _("Taken by"), _("When"), NULL };
  g_autoptr (RtCtlTable) table = rt_ctl_table_new (titles);

  for (guint i = 0; i < order->acknowledgements->len; i++)
    {
      const RtAcknowledgement *ack = order->acknowledgements->pdata[i];

      rt_ctl_table_take (table, g_strdup_printf ("%" G_GINT64_FORMAT, ack->version));
      rt_ctl_table_take (table, g_strdup (ack->language));
      rt_ctl_table_take (table, g_strdup (ack->channel));
      rt_ctl_table_take (table, g_strdup (ack->taken_by_name));
      rt_ctl_table_take (table, rt_moment_format (ack->at, NULL));
    }
  rt_ctl_say ("");
  rt_ctl_table_print (table);
}

static void
say_delivery (const RtOrder *order)
{
  g_autofree char *from = rt_day_format (order->deliver_from, 'l', NULL);
  g_autofree char *to = rt_day_format (order->deliver_to, 'l', NULL);
  g_autofree char *on = rt_day_format (order->delivered_on, 'l', NULL);

  rt_ctl_say_pair (_("Delivery from"), from);
  rt_ctl_say_pair (_("Delivery until"), to);
  rt_ctl_say_pair (_("Time of day"), order->deliver_time);
  rt_ctl_say_pair (_("Planned by"), order->planned_by_name);
  rt_ctl_say_pair (_("Delivered on"), on);
}

static void
say_tables (const RtOrder *order)
{
  rt_ctl_say ("");
  say_lines (order);
  if (order->payments != NULL && order->payments->len > 0)
    say_payments (order);
  if (order->acknowledgements != NULL && order->acknowledgements->len > 0)
    say_acknowledgements (order);
  if (order->tickets == NULL || order->tickets->len == 0)
    return;
  rt_ctl_say ("");
  rt_ctl_say_tickets (order->tickets);
}

static void
say_order (const RtOrder *order)
{
  g_autofree char *number = rt_order_number_format (order->number);
  g_autofree char *customer = rt_customer_number_format (order->customer_number);
  g_autofree char *ordered = rt_day_format (order->ordered_on, 'l', NULL);
  g_autofree char *total = order->money ? rt_money_format (order->total, order->currency, TRUE, NULL) : NULL;
  g_autofree char *paid = order->money ? rt_money_format (order->paid, order->currency, TRUE, NULL) : NULL;

  rt_ctl_say_pair (_("Number"), number);
  rt_ctl_say_pair (_("Earlier number"), order->reference);
  rt_ctl_say_pair (_("Customer"), customer);
  rt_ctl_say_pair (_("State"), _ (rt_order_state_name (order->state)));
  rt_ctl_say_pair (_("Ordered on"), ordered);
  rt_ctl_say_pair (_("Taken by"), order->taken_by_name);
  say_delivery (order);
  rt_ctl_say_shown (order->shown);
  rt_ctl_say_pair (_("Total"), total);
  rt_ctl_say_pair (_("Paid"), paid);
  say_tables (order);
}

static gboolean
run_show (RtCtl *ctl, char **args, GError **error)
{
  g_autoptr (RtOrder) order = NULL;
  g_autoptr (JsonBuilder) json = NULL;
  gint64 number = 0;

  if (!rt_order_number_parse (args[0], &number))
    {
      rt_error_set_invalid (error, "number", _("An order's number is written as SO-10482."));
      return FALSE;
    }
  if (!rt_ctl_sign_in (ctl, error))
    return FALSE;
  order = rt_desk_call (ctl->desk, TRUE, open_order, &number, NULL, error);
  if (order == NULL)
    return FALSE;
  if (!ctl->json)
    {
      say_order (order);
      return TRUE;
    }
  json = json_builder_new ();
  json_builder_begin_object (json);
  rt_ctl_json_order (json, order);
  json_lines (json, order);
  json_payments (json, order);
  rt_ctl_json_bool (json, "home_consent", order->home_consent);
  rt_ctl_json_records (json, "acknowledgements", order->acknowledgements, json_acknowledgement);
  if (order->tickets != NULL)
    rt_ctl_json_records (json, "tickets", order->tickets, json_ticket);
  json_builder_end_object (json);
  rt_ctl_print_json (json);
  return TRUE;
}

const RtCtlCommand RT_CTL_ORDER_COMMANDS[] = {
  { "order list", "", N_("List orders, the newest first"),
    "  rolltop-ctl --user wang.fang order list --state open --json", 0, 0, run_list, list_options },
  { "order show", "NUMBER", N_("Show one order; the look is recorded"),
    "  rolltop-ctl --user wang.fang order show SO-10482", 1, 1, run_show, NULL },
  { "order new", "", N_("Enter an order"),
    "  rolltop-ctl --user wang.fang order new --from order.json\n"
    "  order.json: { \"personal\": { \"name\": \"Ann Lee\", \"phone\": \"(555) 555-0123\",\n"
    "                              \"street\": \"1 Elm St\", \"city\": \"Springfield\" },\n"
    "                \"lines\": [ { \"description\": \"Oak table\", \"quantity\": 1, \"unit_price\": \"500.00\" } ],\n"
    "                \"notice\": { \"version\": 1, \"language\": \"en\", \"channel\": \"counter\" } }",
    0, 0, rt_ctl_run_order_new, RT_CTL_ORDER_NEW_OPTIONS },
  { NULL },
};
