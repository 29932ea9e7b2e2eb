/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which records a list holds and in which order. No side doors: what a person may not read they cannot sort or filter
 * by (product.md §4). */
#include "config.h"

#include <string.h>
#include <glib/gi18n.h>

#include "rt-customer-private.h"
#include "rt-error.h"
#include "rt-read.h"
#include "rt-record-list-private.h"

/* --- Sorting: by indexed columns only; the id makes the order whole --- */

typedef struct
{
  const char *word;
  const char *ascending;
  const char *descending;
  gboolean money;
  const char
    *column; /* of the same order as the first, in an index of its own, which is a small part of the table; NULL */
} Sort;

static const Sort order_sorts[] = {
  { "number", "o.id", "o.id DESC", FALSE, "o.number" },
  { "date", "o.ordered_on, o.id", "o.ordered_on DESC, o.id DESC", FALSE },
  { "total", "o.total, o.id", "o.total DESC, o.id DESC", TRUE },
  { "state", "o.state, o.id", "o.state DESC, o.id DESC", FALSE },
  { "delivery", "o.deliver_from, o.id", "o.deliver_from DESC, o.id DESC", FALSE },
  { NULL, NULL, NULL, FALSE },
};

#define PRIORITY_RANK "CASE t.priority WHEN 'urgent' THEN 3 WHEN 'high' THEN 2 WHEN 'normal' THEN 1 ELSE 0 END"
static const Sort ticket_sorts[] = {
  { "number", "t.id", "t.id DESC", FALSE, "t.number" },
  { "date", "t.opened_at, t.id", "t.opened_at DESC, t.id DESC", FALSE },
  { "state", "t.state, t.id", "t.state DESC, t.id DESC", FALSE },
  { "priority", PRIORITY_RANK ", t.id", PRIORITY_RANK " DESC, t.id DESC", FALSE },
  { "visit", "t.visit_on IS NULL, t.visit_on, t.id", "t.visit_on DESC, t.id DESC", FALSE },
  { NULL, NULL, NULL, FALSE },
};

static const Sort customer_sorts[] = {
  { "number", "c.id", "c.id DESC", FALSE, "c.number" },
  { "date", "c.id", "c.id DESC", FALSE },
  { NULL, NULL, NULL, FALSE },
};

static const struct
{
  const char *select;
  const char *action;
  RtRight right;
  const Sort *sorts;
  guint n_states;
} kinds[] = {
  [RT_LIST_ORDERS] = { "SELECT o.id FROM orders o WHERE 1", "list.orders", RT_RIGHT_ORDER_READ, order_sorts,
                       RT_N_ORDER_STATES },
  [RT_LIST_TICKETS] = { "SELECT t.id FROM ticket t WHERE 1", "list.tickets", RT_RIGHT_TICKET_READ, ticket_sorts,
                        RT_N_TICKET_STATES },
  [RT_LIST_CUSTOMERS] = { "SELECT c.id FROM customer c WHERE 1", "list.customers", RT_RIGHT_CUSTOMER_READ,
                          customer_sorts, 0 },
};

static const Sort *
find_sort (RtWork *work, const RtListQuery *query, GError **error)
{
  const char *word = query->sort != NULL ? query->sort : "number";

  for (const Sort *sort = kinds[query->kind].sorts; sort->word != NULL; sort++)
    if (strcmp (sort->word, word) == 0)
      {
        if (!sort->money || rt_work_sees_money (work))
          return sort;
        g_set_error_literal (error, RT_ERROR, RT_ERROR_DENIED,
                             _("You cannot sort by something that you may not see."));
        return NULL;
      }
  rt_error_set_invalid (error, "sort", _("This list cannot be sorted by that."));
  return NULL;
}

/* --- Filters. Parameters keep their numbers whatever is left out: ?1 me, ?2 from, ?3 to, ?4 customer, ?5 assignee; and
 * ?6 how many rows, -1 all. --- */

static const char *
state_word (RtListKind kind, guint state)
{
  return kind == RT_LIST_ORDERS ? rt_order_state_id ((RtOrderState) state) : rt_ticket_state_id ((RtTicketState) state);
}

/* The words are our own constants, never anything typed. */
static void
add_states (GString *sql, const RtListQuery *query)
{
  guint n = kinds[query->kind].n_states;
  guint all = (1u << n) - 1;
  const char *divider = "";

  if (n == 0 || (query->states & all) == 0 || (query->states & all) == all)
    return;
  g_string_append (sql, query->kind == RT_LIST_ORDERS ? " AND o.state IN (" : " AND t.state IN (");
  for (guint i = 0; i < n; i++)
    if (query->states & (1u << i))
      {
        g_string_append_printf (sql, "%s'%s'", divider, state_word (query->kind, i));
        divider = ", ";
      }
  g_string_append_c (sql, ')');
}

static void
add_filters (GString *sql, const RtListQuery *query)
{
  gboolean orders = query->kind == RT_LIST_ORDERS;

  add_states (sql, query);
  if (query->kind == RT_LIST_CUSTOMERS)
    return;
  if (query->mine)
    g_string_append (sql, orders ? " AND o.taken_by = ?1" : " AND t.assigned_to = ?1");
  if (!orders && query->unassigned)
    g_string_append (sql, " AND t.assigned_to IS NULL");
  if (!orders && query->assignee != 0)
    g_string_append (sql, " AND t.assigned_to = ?5");
  if (query->from != RT_DAY_NONE)
    g_string_append (sql, orders ? " AND o.ordered_on >= ?2" : " AND t.opened_at >= ?2");
  if (query->to != RT_DAY_NONE)
    g_string_append (sql, orders ? " AND o.ordered_on < ?3" : " AND t.opened_at < ?3");
  if (query->customer_id != 0)
    g_string_append (sql, orders ? " AND o.customer_id = ?4" : " AND t.customer_id = ?4");
}

static gint64
bound_of (const RtListQuery *query, RtDay day)
{
  return query->kind == RT_LIST_ORDERS ? day : rt_day_begin (day);
}

static void
bind_filters (RtStatement *statement, RtWork *work, const RtListQuery *query)
{
  rt_statement_bind_int (statement, 1, rt_work_get_me (work));
  rt_statement_bind_int (statement, 2, query->from != RT_DAY_NONE ? bound_of (query, query->from) : 0);
  rt_statement_bind_int (statement, 3, query->to != RT_DAY_NONE ? bound_of (query, query->to + 1) : 0);
  rt_statement_bind_int (statement, 4, query->customer_id);
  rt_statement_bind_int (statement, 5, query->assignee);
  rt_statement_bind_int (statement, 6, query->most > 0 ? (gint64) query->most : -1);
}

static gboolean
collect (RtWork *work, RtStatement *statement, GArray *ids, GError **error)
{
  gboolean row = FALSE;

  while (rt_statement_step (statement, &row, error))
    {
      gint64 id;

      if (!row)
        return TRUE;
      id = rt_statement_get_int (statement, 0);
      g_array_append_val (ids, id);
      if (ids->len % 65536 == 0 && g_cancellable_set_error_if_cancelled (rt_work_get_cancellable (work), error))
        return FALSE;
    }
  return FALSE;
}

/* Numbers are given in the order of the ids. The whole list is read from their index: the table itself is many times as
 * large. Where only some rows are wanted, their own index has the ids. */
static void
add_order (GString *sql, const Sort *sort, gboolean ascending, gboolean whole)
{
  if (whole && sort->column != NULL)
    g_string_append_printf (sql, " ORDER BY %s%s", sort->column, ascending ? "" : " DESC");
  else
    g_string_append_printf (sql, " ORDER BY %s", ascending ? sort->ascending : sort->descending);
  g_string_append (sql, " LIMIT ?6");
}

static gboolean
log_list (RtWork *work, const RtListQuery *query, guint count, GError **error)
{
  g_autofree char *detail =
    g_strdup_printf ("count=%u%s states=%x%s%s%s%s sort=%s", count,
                     query->most > 0 && count == query->most ? " first" : "", query->states, query->mine ? " mine" : "",
                     query->unassigned ? " unassigned" : "", query->customer_id != 0 ? " of-customer" : "",
                     query->from != RT_DAY_NONE || query->to != RT_DAY_NONE ? " by-date" : "",
                     query->sort != NULL ? query->sort : "number");

  return rt_work_log (work, kinds[query->kind].action, query->customer_id != 0 ? "customer" : NULL, query->customer_id,
                      0, NULL, detail, error);
}

GArray *
rt_list_ids (RtWork *work, const RtListQuery *query, GError **error)
{
  g_autoptr (GString) sql = g_string_new (kinds[query->kind].select);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (RtStatement) statement = NULL;
  const Sort *sort = NULL;
  gsize unfiltered;

  if (!rt_work_need (work, kinds[query->kind].right, error) || (sort = find_sort (work, query, error)) == NULL)
    return NULL;
  /* Always true; names the five parameters, so that each statement has them all. */
  g_string_append (sql, " AND coalesce (?1, ?2, ?3, ?4, ?5, 1) IS NOT NULL");
  unfiltered = sql->len;
  add_filters (sql, query);
  add_order (sql, sort, query->ascending, sql->len == unfiltered);
  statement = rt_db_prepare (rt_work_get_db (work), sql->str, error);
  if (statement == NULL)
    return NULL;
  bind_filters (statement, work, query);
  if (!collect (work, statement, ids, error) || !log_list (work, query, ids->len, error))
    return NULL;
  return g_steal_pointer (&ids);
}

static gpointer
read_record (RtWork *work, RtListKind kind, gint64 id, GError **error)
{
  switch (kind)
    {
    case RT_LIST_ORDERS:
      return rt_order_read (work, id, FALSE, NULL, error);
    case RT_LIST_TICKETS:
      return rt_ticket_read (work, id, FALSE, NULL, error);
    case RT_LIST_CUSTOMERS:
    default:
      return rt_customer_read (work, id, 0, NULL, error);
    }
}

GPtrArray *
rt_list_records (RtWork *work, RtListKind kind, const gint64 *ids, guint n, GError **error)
{
  static const GDestroyNotify frees[] = {
    [RT_LIST_ORDERS] = (GDestroyNotify) rt_order_unref,
    [RT_LIST_TICKETS] = (GDestroyNotify) rt_ticket_unref,
    [RT_LIST_CUSTOMERS] = (GDestroyNotify) rt_customer_unref,
  };
  g_autoptr (GPtrArray) records = g_ptr_array_new_full (n, frees[kind]);

  if (!rt_work_need (work, kinds[kind].right, error))
    return NULL;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GError) local = NULL;
      gpointer record = read_record (work, kind, ids[i], &local);

      if (record == NULL && !g_error_matches (local, RT_ERROR, RT_ERROR_NOT_FOUND))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
      g_ptr_array_add (records, record);
    }
  return g_steal_pointer (&records);
}
