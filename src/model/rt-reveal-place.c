/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a value stands, whose own work that is, and for which jobs it can be asked for. */
#include "config.h"

#include "rt-reveal-private.h"

#include <glib/gi18n.h>

#include "rt-error.h"
#include "rt-read.h"

#define MOST_JOBS 50

static gboolean
read_number (RtWork *work, const char *sql, gint64 id, gint64 *number, GError **error)
{
  g_autoptr (RtStatement) statement = rt_db_prepare (rt_work_get_db (work), sql, error);
  gboolean row = FALSE;

  *number = 0;
  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "i", id);
  if (!rt_statement_step (statement, &row, error))
    return FALSE;
  if (row)
    *number = rt_statement_get_int (statement, 0);
  return TRUE;
}

static gboolean
find_order (RtWork *work, gint64 id, RtRevealPlace *place, GError **error)
{
  g_autoptr (RtOrder) order = NULL;

  if (!rt_work_need (work, RT_RIGHT_ORDER_READ, error) ||
      (order = rt_order_read (work, id, FALSE, NULL, error)) == NULL)
    return FALSE;
  *place = (RtRevealPlace){ .table = "orders",
                            .row = id,
                            .number = order->number,
                            .order_id = id,
                            .customer_id = order->customer_id,
                            .address_id = order->address_id,
                            .own_for = order->own_for };
  return TRUE;
}

static gboolean
find_ticket (RtWork *work, gint64 id, RtRevealPlace *place, GError **error)
{
  g_autoptr (RtTicket) ticket = NULL;

  if (!rt_work_need (work, RT_RIGHT_TICKET_READ, error) ||
      (ticket = rt_ticket_read (work, id, FALSE, NULL, error)) == NULL)
    return FALSE;
  *place = (RtRevealPlace){ .table = "ticket",
                            .row = id,
                            .number = ticket->number,
                            .order_id = ticket->order_id,
                            .ticket_id = id,
                            .customer_id = ticket->customer_id,
                            .own_for = ticket->own_for };
  return read_number (work, "SELECT address_id FROM orders WHERE id = ?1", ticket->order_id, &place->address_id, error);
}

static gboolean
find_customer (RtWork *work, gint64 id, RtRevealPlace *place, GError **error)
{
  g_autoptr (RtCustomer) customer = NULL;

  if (!rt_work_need (work, RT_RIGHT_CUSTOMER_READ, error) ||
      (customer = rt_customer_read (work, id, 0, NULL, error)) == NULL)
    return FALSE;
  *place = (RtRevealPlace){ .table = "customer",
                            .row = id,
                            .number = customer->number,
                            .customer_id = id,
                            .address_id = customer->address_id,
                            .own_for = customer->own_for };
  return TRUE;
}

/* An entry of a diary is as much own work as its ticket. */
static gboolean
find_diary (RtWork *work, gint64 id, RtRevealPlace *place, GError **error)
{
  gint64 ticket = 0;

  if (!rt_work_need (work, RT_RIGHT_TICKET_READ, error) ||
      !read_number (work, "SELECT ticket_id FROM diary WHERE id = ?1", id, &ticket, error) ||
      !find_ticket (work, ticket, place, error))
    return FALSE;
  place->diary_id = id;
  return TRUE;
}

gboolean
rt_reveal_find (RtWork *work, const RtRevealRecord *record, RtRevealPlace *place, GError **error)
{
  switch (record->kind)
    {
    case RT_REVEAL_ORDER:
      return find_order (work, record->id, place, error);
    case RT_REVEAL_TICKET:
      return find_ticket (work, record->id, place, error);
    case RT_REVEAL_DIARY:
      return find_diary (work, record->id, place, error);
    case RT_REVEAL_CUSTOMER:
    default:
      return find_customer (work, record->id, place, error);
    }
}

gboolean
rt_reveal_find_number (RtWork *work, RtRevealRecord *record, gint64 number, GError **error)
{
  static const struct
  {
    RtRight right;
    const char *sql;
  } ways[] = {
    [RT_REVEAL_ORDER] = { RT_RIGHT_ORDER_READ, "SELECT id FROM orders WHERE number = ?1" },
    [RT_REVEAL_TICKET] = { RT_RIGHT_TICKET_READ, "SELECT id FROM ticket WHERE number = ?1" },
    [RT_REVEAL_CUSTOMER] = { RT_RIGHT_CUSTOMER_READ, "SELECT id FROM customer WHERE number = ?1" },
  };

  if ((guint) record->kind < G_N_ELEMENTS (ways) &&
      (!rt_work_need (work, ways[record->kind].right, error) ||
       !read_number (work, ways[record->kind].sql, number, &record->id, error)))
    return FALSE;
  if (record->id > 0)
    return TRUE;
  g_set_error_literal (error, RT_ERROR, RT_ERROR_NOT_FOUND, _("There is no such record."));
  return FALSE;
}

gboolean
rt_reveal_find_entry (RtWork *work, RtRevealRecord *record, gint64 entry, GError **error)
{
  gint64 ticket = 0;

  if (!rt_work_need (work, RT_RIGHT_TICKET_READ, error) ||
      !read_number (work, "SELECT ticket_id FROM diary WHERE id = ?1", entry, &ticket, error))
    return FALSE;
  if (record->kind == RT_REVEAL_TICKET && ticket != 0 && ticket == record->id)
    {
      *record = (RtRevealRecord){ RT_REVEAL_DIARY, entry };
      return TRUE;
    }
  g_set_error_literal (error, RT_ERROR, RT_ERROR_NOT_FOUND, _("There is no such record."));
  return FALSE;
}

/* --- Jobs --- */

void
rt_reveal_job_free (RtRevealJob *self)
{
  if (self == NULL)
    return;
  g_free (self->words);
  g_free (self);
}

static void
add_job (GPtrArray *jobs, RtRevealKind kind, RtStatement *statement)
{
  RtRevealJob *job = g_new0 (RtRevealJob, 1);
  const char *id = rt_statement_get_text (statement, 2);
  g_autofree char *number = NULL;
  const char *state = "";
  RtOrderState order;
  RtTicketState ticket;

  job->record.kind = kind;
  job->record.id = rt_statement_get_int (statement, 0);
  job->number = rt_statement_get_int (statement, 1);
  if (kind == RT_REVEAL_ORDER && rt_order_state_from_id (id, &order))
    state = _ (rt_order_state_name (order));
  else if (kind == RT_REVEAL_TICKET && rt_ticket_state_from_id (id, &ticket))
    state = _ (rt_ticket_state_name (ticket));
  number = kind == RT_REVEAL_ORDER ? rt_order_number_format (job->number) : rt_ticket_number_format (job->number);
  job->words = g_strconcat (number, " · ", state, NULL);
  g_ptr_array_add (jobs, job);
}

static gboolean
add_jobs (RtWork *work, GPtrArray *jobs, RtRevealKind kind, const char *where, gint64 id, GError **error)
{
  gboolean orders = kind == RT_REVEAL_ORDER;
  g_autofree char *sql = g_strconcat ("SELECT id, number, state FROM ", orders ? "orders" : "ticket", " WHERE ", where,
                                      " = ?1 ORDER BY id DESC LIMIT ?2", NULL);
  g_autoptr (RtStatement) statement = NULL;
  gboolean row = FALSE;

  if (id == 0 || !rt_person_may (rt_work_get_person (work), orders ? RT_RIGHT_ORDER_READ : RT_RIGHT_TICKET_READ))
    return TRUE;
  statement = rt_db_prepare (rt_work_get_db (work), sql, error);
  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "ii", id, (gint64) MOST_JOBS);
  while (rt_statement_step (statement, &row, error))
    {
      if (!row)
        return TRUE;
      add_job (jobs, kind, statement);
    }
  return FALSE;
}

GPtrArray *
rt_reveal_list_jobs (RtWork *work, const RtRevealRecord *record, GError **error)
{
  g_autoptr (GPtrArray) jobs = g_ptr_array_new_with_free_func ((GDestroyNotify) rt_reveal_job_free);
  RtRevealPlace place;
  gboolean ok;

  if (!rt_work_need (work, RT_RIGHT_REVEAL, error) || !rt_reveal_find (work, record, &place, error))
    return NULL;
  if (place.ticket_id != 0)
    ok = add_jobs (work, jobs, RT_REVEAL_TICKET, "id", place.ticket_id, error) &&
         add_jobs (work, jobs, RT_REVEAL_ORDER, "id", place.order_id, error);
  else if (place.order_id != 0)
    ok = add_jobs (work, jobs, RT_REVEAL_ORDER, "id", place.order_id, error) &&
         add_jobs (work, jobs, RT_REVEAL_TICKET, "order_id", place.order_id, error);
  else
    ok = add_jobs (work, jobs, RT_REVEAL_ORDER, "customer_id", place.customer_id, error) &&
         add_jobs (work, jobs, RT_REVEAL_TICKET, "customer_id", place.customer_id, error);
  return ok ? g_steal_pointer (&jobs) : NULL;
}
