/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading a customer as the person of the work may see them. Nothing is recorded here; see rt-read.h. */
#include "config.h"

#include <glib/gi18n.h>

#include "rt-customer-private.h"
#include "rt-error.h"
#include "rt-order-private.h"
#include "rt-read.h"

/* --- Own work --- */

#define OPEN_TICKETS "ticket t WHERE t.order_id = o.id AND t.state IN ('new', 'in-progress', 'waiting')"

/* The columns of rt_order_facts_get(); ?2 is the person. Whoever works no tickets has none assigned. */
static const char *const own_facts[] = {
  "o.taken_by, o.delivered_on, o.state, o.planned_by, o.deliver_from, ?2 < 0, NULL",
  "o.taken_by, o.delivered_on, o.state, o.planned_by, o.deliver_from,"
  " EXISTS (SELECT 1 FROM " OPEN_TICKETS " AND t.assigned_to = ?2),"
  " (SELECT min (t.visit_on) FROM " OPEN_TICKETS " AND t.visit_planned_by = ?2 AND t.visit_done = 0)",
};

const char *
rt_order_facts_columns (RtWork *work)
{
  return own_facts[rt_person_may (rt_work_get_person (work), RT_RIGHT_TICKET_READ) ? 1 : 0];
}

void
rt_order_facts_get (RtWork *work, RtStatement *statement, int column, RtOrderFacts *facts)
{
  gint64 me = rt_work_get_me (work);
  RtDay today = rt_work_get_today (work);

  facts->taken_by_me = rt_statement_get_int (statement, column) == me;
  facts->delivered_on = rt_statement_get_day (statement, column + 1);
  facts->cancelled = g_strcmp0 (rt_statement_get_text (statement, column + 2), "cancelled") == 0;
  facts->delivery_planned_by_me = rt_statement_get_int (statement, column + 3) == me;
  facts->delivery_day = rt_statement_get_day (statement, column + 4);
  facts->my_open_ticket = rt_statement_get_int (statement, column + 5) != 0;
  facts->my_planned_visit = rt_own_work_job_due (rt_statement_get_day (statement, column + 6), today);
}

static RtStatement *
prepare_own (RtWork *work, const char *where, gint64 id, GError **error)
{
  g_autofree char *sql = g_strconcat ("SELECT ", rt_order_facts_columns (work), " FROM orders o WHERE ", where, NULL);
  RtStatement *statement = rt_db_prepare (rt_work_get_db (work), sql, error);

  if (statement != NULL)
    rt_statement_bind (statement, "ii", id, rt_work_get_me (work));
  return statement;
}

gboolean
rt_order_read_facts (RtWork *work, gint64 order_id, RtOrderFacts *facts, GError **error)
{
  g_autoptr (RtStatement) statement = prepare_own (work, "o.id = ?1", order_id, error);
  gboolean row = FALSE;

  if (statement == NULL || !rt_statement_step (statement, &row, error))
    return FALSE;
  if (!row)
    {
      g_set_error_literal (error, RT_ERROR, RT_ERROR_NOT_FOUND, _("There is no such order."));
      return FALSE;
    }
  rt_order_facts_get (work, statement, 0, facts);
  return TRUE;
}

gboolean
rt_order_read_own (RtWork *work, gint64 order_id, RtRoles *own_for, GError **error)
{
  RtOrderFacts facts;

  if (!rt_order_read_facts (work, order_id, &facts, error))
    return FALSE;
  *own_for = rt_own_work_order (&facts, rt_work_get_today (work));
  return TRUE;
}

gboolean
rt_customer_read_own (RtWork *work, gint64 customer_id, RtRoles *own_for, GError **error)
{
  g_autoptr (RtStatement) statement = prepare_own (work, "o.customer_id = ?1", customer_id, error);
  gboolean row = FALSE;

  *own_for = 0;
  if (statement == NULL)
    return FALSE;
  while (rt_statement_step (statement, &row, error))
    {
      RtOrderFacts facts;

      if (!row)
        return TRUE;
      rt_order_facts_get (work, statement, 0, &facts);
      *own_for |= rt_own_work_order (&facts, rt_work_get_today (work));
    }
  return FALSE;
}

/* --- The record --- */

static const char *const contact_columns[] = { "NULL, NULL", "NULL, c.contact_masked",
                                               "c.contact_sealed, c.contact_masked" };
static const char *const address_columns[] = { "NULL, NULL", "NULL, a.address_masked",
                                               "a.address_sealed, a.address_masked" };
static const char *const ticket_count[] = {
  "0",
  "(SELECT count (*) FROM ticket t WHERE t.customer_id = c.id AND t.state IN ('new', 'in-progress', 'waiting'))",
};

static RtStatement *
prepare_customer (RtWork *work, GError **error)
{
  gboolean tickets = rt_person_may (rt_work_get_person (work), RT_RIGHT_TICKET_READ);
  g_autofree char *sql = g_strconcat (
    "SELECT c.number, c.rev, a.id, (SELECT count (*) FROM orders o WHERE o.customer_id = c.id), ",
    ticket_count[tickets ? 1 : 0], ", ", contact_columns[rt_work_get_columns (work, RT_CLASS_CONTACT)], ", ",
    address_columns[rt_work_get_columns (work, RT_CLASS_ADDRESS)],
    " FROM customer c LEFT JOIN address a ON a.id = (SELECT max (b.id) FROM address b WHERE b.customer_id = c.id)"
    " WHERE c.id = ?1",
    NULL);

  return rt_db_prepare (rt_work_get_db (work), sql, error);
}

static gboolean
fill_customer (RtWork *work, RtCustomer *self, RtStatement *statement, guint64 *seen, GError **error)
{
  g_autoptr (RtShownBuilder) builder = rt_shown_builder_new ();

  self->number = rt_statement_get_int (statement, 0);
  self->rev = rt_statement_get_int (statement, 1);
  self->address_id = rt_statement_get_int (statement, 2);
  self->n_orders = (guint) rt_statement_get_int (statement, 3);
  self->n_open_tickets = (guint) rt_statement_get_int (statement, 4);
  if (!rt_work_show_columns (work, builder, RT_CLASS_CONTACT, "customer", self->id, self->own_for, statement, 5, seen,
                             error) ||
      !rt_work_show_columns (work, builder, RT_CLASS_ADDRESS, "address", self->address_id, self->own_for, statement, 7,
                             seen, error))
    return FALSE;
  self->shown = rt_shown_builder_end (g_steal_pointer (&builder));
  return TRUE;
}

RtCustomer *
rt_customer_read (RtWork *work, gint64 id, RtRoles also, guint64 *seen, GError **error)
{
  g_autoptr (RtCustomer) self = rt_customer_new ();
  g_autoptr (RtStatement) statement = NULL;
  gboolean row = FALSE;

  self->id = id;
  if (!rt_customer_read_own (work, id, &self->own_for, error))
    return NULL;
  self->own_for |= also;
  statement = prepare_customer (work, error);
  if (statement == NULL)
    return NULL;
  rt_statement_bind_int (statement, 1, id);
  if (!rt_statement_step (statement, &row, error))
    return NULL;
  if (!row)
    {
      g_set_error_literal (error, RT_ERROR, RT_ERROR_NOT_FOUND, _("There is no such customer."));
      return NULL;
    }
  if (!fill_customer (work, self, statement, seen, error))
    return NULL;
  return g_steal_pointer (&self);
}
