/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading an order as the person of the work may see it. Nothing is recorded here; see rt-read.h. */
#include "config.h"

#include <glib/gi18n.h>

#include "rt-customer-private.h"
#include "rt-error.h"
#include "rt-order-private.h"
#include "rt-read.h"

/* --- The row --- */

enum
{
  COL_NUMBER,
  COL_CUSTOMER,
  COL_CUSTOMER_NUMBER,
  COL_CUSTOMER_REV,
  COL_ADDRESS,
  COL_STATE,
  COL_ORDERED_ON,
  COL_DELIVER_FROM,
  COL_DELIVER_TO,
  COL_DELIVERED_ON,
  COL_DELIVER_TIME,
  COL_TAKEN_BY,
  COL_TAKEN_BY_NAME,
  COL_PLANNED_BY,
  COL_PLANNED_BY_NAME,
  COL_CURRENCY,
  COL_PIECES,
  COL_N_LINES,
  COL_REV,
  COL_REFERENCE,
  COL_TOTAL,
  COL_PAID,
  COL_CONTACT,
  COL_CONTACT_MASKED,
  COL_ADDRESS_SEALED,
  COL_ADDRESS_MASKED,
  COL_HOME,
  COL_HOME_MASKED,
  COL_FACTS,
};

static const char row_columns[] =
  "SELECT o.number, o.customer_id, c.number, c.rev, o.address_id, o.state, o.ordered_on, o.deliver_from, o.deliver_to, o.delivered_on,"
  " o.deliver_time, o.taken_by, s.name, o.planned_by, p.name, o.currency, o.pieces, o.n_lines, o.rev, o.source_ref, ";
static const char row_tables[] =
  " FROM orders o JOIN customer c ON c.id = o.customer_id LEFT JOIN address a ON a.id = o.address_id"
  " LEFT JOIN staff s ON s.id = o.taken_by LEFT JOIN staff p ON p.id = o.planned_by WHERE o.id = ?1";
static const char *const money_columns[] = { "NULL, NULL", "o.total, o.paid" };
static const char *const contact_columns[] = { "NULL, NULL", "NULL, c.contact_masked",
                                               "c.contact_sealed, c.contact_masked" };
static const char *const address_columns[] = { "NULL, NULL", "NULL, a.address_masked",
                                               "a.address_sealed, a.address_masked" };
static const char *const home_columns[] = { "NULL, NULL", "NULL, o.home_masked", "o.home_sealed, o.home_masked" };

static RtStatement *
prepare_row (RtWork *work, gboolean whole, GError **error)
{
  RtColumns home = whole ? rt_work_get_columns (work, RT_CLASS_HOME) : RT_COLUMNS_NONE;
  g_autofree char *sql = g_strconcat (row_columns, money_columns[rt_work_names_money (work) ? 1 : 0], ", ",
                                      contact_columns[rt_work_get_columns (work, RT_CLASS_CONTACT)], ", ",
                                      address_columns[rt_work_get_columns (work, RT_CLASS_ADDRESS)], ", ",
                                      home_columns[home], ", ", rt_order_facts_columns (work), row_tables, NULL);

  return rt_db_prepare (rt_work_get_db (work), sql, error);
}

static void
fill_plain (RtOrder *self, RtStatement *statement)
{
  self->number = rt_statement_get_int (statement, COL_NUMBER);
  self->customer_id = rt_statement_get_int (statement, COL_CUSTOMER);
  self->customer_number = rt_statement_get_int (statement, COL_CUSTOMER_NUMBER);
  self->customer_rev = rt_statement_get_int (statement, COL_CUSTOMER_REV);
  self->address_id = rt_statement_get_int (statement, COL_ADDRESS);
  rt_order_state_from_id (rt_statement_get_text (statement, COL_STATE), &self->state);
  self->ordered_on = rt_statement_get_day (statement, COL_ORDERED_ON);
  self->deliver_from = rt_statement_get_day (statement, COL_DELIVER_FROM);
  self->deliver_to = rt_statement_get_day (statement, COL_DELIVER_TO);
  self->delivered_on = rt_statement_get_day (statement, COL_DELIVERED_ON);
  self->deliver_time = g_strdup (rt_statement_get_text (statement, COL_DELIVER_TIME));
  self->taken_by = rt_statement_get_int (statement, COL_TAKEN_BY);
  self->taken_by_name = g_strdup (rt_statement_get_text (statement, COL_TAKEN_BY_NAME));
  self->planned_by = rt_statement_get_int (statement, COL_PLANNED_BY);
  self->planned_by_name = g_strdup (rt_statement_get_text (statement, COL_PLANNED_BY_NAME));
  g_strlcpy (self->currency, rt_statement_get_text (statement, COL_CURRENCY), sizeof self->currency);
  self->pieces = (guint) rt_statement_get_int (statement, COL_PIECES);
  self->n_lines = (guint) rt_statement_get_int (statement, COL_N_LINES);
  self->rev = rt_statement_get_int (statement, COL_REV);
  self->reference = g_strdup (rt_statement_get_text (statement, COL_REFERENCE));
}

static void
fill_money (RtWork *work, RtOrder *self, RtStatement *statement, guint64 *seen)
{
  self->money = rt_work_is_clear (work, RT_CLASS_MONEY, self->own_for);
  if (!self->money)
    return;
  self->total = rt_statement_get_int (statement, COL_TOTAL);
  self->paid = rt_statement_get_int (statement, COL_PAID);
  if (seen != NULL)
    *seen |= RT_FIELD_BIT (RT_FIELD_PRICES) | RT_FIELD_BIT (RT_FIELD_PAYMENTS);
}

static gboolean
fill_shown (RtWork *work, RtOrder *self, RtStatement *statement, gboolean whole, guint64 *seen, GError **error)
{
  g_autoptr (RtShownBuilder) builder = rt_shown_builder_new ();
  RtOrderFacts facts;

  rt_order_facts_get (work, statement, COL_FACTS, &facts);
  self->own_for = rt_own_work_order (&facts, rt_work_get_today (work));
  if (!rt_work_show_columns (work, builder, RT_CLASS_CONTACT, "customer", self->customer_id, self->own_for, statement,
                             COL_CONTACT, seen, error) ||
      !rt_work_show_columns (work, builder, RT_CLASS_ADDRESS, "address", self->address_id, self->own_for, statement,
                             COL_ADDRESS_SEALED, seen, error))
    return FALSE;
  if (whole && !rt_work_show_columns (work, builder, RT_CLASS_HOME, "orders", self->id, self->own_for, statement,
                                      COL_HOME, seen, error))
    return FALSE;
  self->shown = rt_shown_builder_end (g_steal_pointer (&builder));
  return TRUE;
}

/* --- What belongs to the order --- */

static const char *const line_sql[] = {
  "SELECT id, product_id, position, description, quantity, custom_made, custom_note, warranty, warranty_months, NULL, NULL"
  " FROM order_line WHERE order_id = ?1 ORDER BY position, id",
  "SELECT id, product_id, position, description, quantity, custom_made, custom_note, warranty, warranty_months, unit_price, line_total"
  " FROM order_line WHERE order_id = ?1 ORDER BY position, id",
};

static RtMinor
get_minor (RtStatement *statement, int column)
{
  return rt_statement_is_null (statement, column) ? RT_MINOR_NONE : rt_statement_get_int (statement, column);
}

static void
add_line (RtWork *work, RtOrder *order, RtStatement *statement)
{
  RtOrderLine *line = g_new0 (RtOrderLine, 1);

  line->id = rt_statement_get_int (statement, 0);
  line->product_id = rt_statement_get_int (statement, 1);
  line->position = (guint) rt_statement_get_int (statement, 2);
  line->description = g_strdup (rt_statement_get_text (statement, 3));
  line->quantity = rt_statement_get_int (statement, 4);
  line->custom_made = rt_statement_get_int (statement, 5) != 0;
  line->custom_note = g_strdup (rt_statement_get_text (statement, 6));
  rt_warranty_from_id (rt_statement_get_text (statement, 7), &line->warranty);
  line->warranty_months = (guint) rt_statement_get_int (statement, 8);
  line->unit_price = get_minor (statement, 9);
  line->line_total = get_minor (statement, 10);
  line->warranty_until = rt_warranty_until (order->delivered_on, line->warranty_months);
  g_ptr_array_add (order->lines, line);
}

static void
add_payment (RtWork *work, RtOrder *order, RtStatement *statement)
{
  RtPayment *payment = g_new0 (RtPayment, 1);

  payment->id = rt_statement_get_int (statement, 0);
  payment->kind = g_strdup (rt_statement_get_text (statement, 1));
  payment->method = g_strdup (rt_statement_get_text (statement, 2));
  payment->amount = rt_statement_get_int (statement, 3);
  payment->paid_on = rt_statement_get_day (statement, 4);
  payment->taken_by = rt_statement_get_int (statement, 5);
  g_ptr_array_add (order->payments, payment);
}

static void
add_acknowledgement (RtWork *work, RtOrder *order, RtStatement *statement)
{
  RtAcknowledgement *ack = g_new0 (RtAcknowledgement, 1);

  ack->notice_id = rt_statement_get_int (statement, 0);
  ack->version = rt_statement_get_int (statement, 1);
  ack->language = g_strdup (rt_statement_get_text (statement, 2));
  ack->channel = g_strdup (rt_statement_get_text (statement, 3));
  ack->taken_by = rt_statement_get_int (statement, 4);
  ack->taken_by_name = g_strdup (rt_statement_get_text (statement, 5));
  ack->at = rt_statement_get_int (statement, 6);
  g_ptr_array_add (order->acknowledgements, ack);
}

static gboolean
read_each (RtWork *work, RtOrder *order, const char *sql, gint64 id, void (*add) (RtWork *, RtOrder *, RtStatement *),
           GError **error)
{
  g_autoptr (RtStatement) statement = rt_db_prepare (rt_work_get_db (work), sql, error);
  gboolean row = FALSE;

  if (statement == NULL)
    return FALSE;
  rt_statement_bind_int (statement, 1, id);
  while (rt_statement_step (statement, &row, error))
    {
      if (!row)
        return TRUE;
      add (work, order, statement);
    }
  return FALSE;
}

static void
add_consent (RtWork *work, RtOrder *order, RtStatement *statement)
{
  order->home_consent = g_strcmp0 (rt_statement_get_text (statement, 0), "given") == 0;
}

static gboolean
read_tickets (RtWork *work, RtOrder *order, guint64 *seen, GError **error)
{
  g_autoptr (RtStatement) statement =
    rt_db_prepare (rt_work_get_db (work), "SELECT t.id FROM ticket t WHERE t.order_id = ?1 ORDER BY t.id", error);
  gboolean row = FALSE;

  if (statement == NULL)
    return FALSE;
  order->tickets = g_ptr_array_new_with_free_func ((GDestroyNotify) rt_ticket_unref);
  rt_statement_bind_int (statement, 1, order->id);
  while (rt_statement_step (statement, &row, error))
    {
      RtTicket *ticket;

      if (!row)
        return TRUE;
      ticket = rt_ticket_read (work, rt_statement_get_int (statement, 0), FALSE, seen, error);
      if (ticket == NULL)
        return FALSE;
      g_ptr_array_add (order->tickets, ticket);
    }
  return FALSE;
}

static gboolean
read_rest (RtWork *work, RtOrder *self, guint64 *seen, GError **error)
{
  static const char payments[] =
    "SELECT id, kind, method, amount, paid_on, taken_by FROM payment WHERE order_id = ?1 ORDER BY id";
  static const char acknowledgements[] =
    "SELECT k.notice_id, n.version, k.language, k.channel, k.taken_by, s.name, k.at FROM acknowledgement k"
    " JOIN notice n ON n.id = k.notice_id LEFT JOIN staff s ON s.id = k.taken_by WHERE k.order_id = ?1 ORDER BY k.id";
  static const char consent[] =
    "SELECT event FROM consent_event WHERE customer_id = ?1 AND purpose = 'design' ORDER BY id DESC LIMIT 1";

  self->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) rt_order_line_free);
  self->acknowledgements = g_ptr_array_new_with_free_func ((GDestroyNotify) rt_acknowledgement_free);
  if (self->money)
    self->payments = g_ptr_array_new_with_free_func ((GDestroyNotify) rt_payment_free);
  if (!read_each (work, self, line_sql[self->money ? 1 : 0], self->id, add_line, error) ||
      (self->money && !read_each (work, self, payments, self->id, add_payment, error)) ||
      !read_each (work, self, acknowledgements, self->id, add_acknowledgement, error) ||
      !read_each (work, self, consent, self->customer_id, add_consent, error))
    return FALSE;
  return !rt_person_may (rt_work_get_person (work), RT_RIGHT_TICKET_READ) || read_tickets (work, self, seen, error);
}

RtOrder *
rt_order_read (RtWork *work, gint64 id, gboolean whole, guint64 *seen, GError **error)
{
  g_autoptr (RtOrder) self = rt_order_new ();
  g_autoptr (RtStatement) statement = prepare_row (work, whole, error);
  gboolean row = FALSE;

  if (statement == NULL)
    return NULL;
  self->id = id;
  rt_statement_bind (statement, "ii", id, rt_work_get_me (work));
  if (!rt_statement_step (statement, &row, error))
    return NULL;
  if (!row)
    {
      g_set_error_literal (error, RT_ERROR, RT_ERROR_NOT_FOUND, _("There is no such order."));
      return NULL;
    }
  fill_plain (self, statement);
  if (!fill_shown (work, self, statement, whole, seen, error))
    return NULL;
  fill_money (work, self, statement, seen);
  if (whole && !read_rest (work, self, seen, error))
    return NULL;
  return g_steal_pointer (&self);
}
