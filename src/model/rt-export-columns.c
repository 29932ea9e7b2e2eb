/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The columns of exported lists: those of the windows, by the same records. */
#include "config.h"

#include "rt-export-private.h"

#include <string.h>
#include <glib/gi18n.h>

#define PERSONAL(id, title, field)                                                                                     \
  {                                                                                                                    \
    id, title, RT_CELL_PERSONAL, RT_FIELD_##field, NULL, NULL                                                          \
  }
#define PLAIN(id, title, kind, text, word)                                                                             \
  {                                                                                                                    \
    id, title, RT_CELL_##kind, RT_N_FIELDS, text, word                                                                 \
  }

/* --- Orders --- */

static char *
order_number (gpointer record)
{
  return rt_order_number_format (((RtOrder *) record)->number);
}

static char *
order_date (gpointer record)
{
  return rt_day_to_iso (((RtOrder *) record)->ordered_on);
}

static char *
order_state (gpointer record)
{
  return g_strdup (_ (rt_order_state_name (((RtOrder *) record)->state)));
}

static char *
order_state_word (gpointer record)
{
  return g_strdup (rt_order_state_id (((RtOrder *) record)->state));
}

static char *
order_total (gpointer record)
{
  const RtOrder *order = record;

  return order->money ? rt_money_to_plain (order->total, order->currency) : NULL;
}

static const RtExportColumn order_columns[] = {
  PLAIN ("number", N_("Number"), TEXT, order_number, NULL),
  PLAIN ("date", N_("Date"), TEXT, order_date, NULL),
  PERSONAL ("name", N_("Customer"), NAME),
  PERSONAL ("phone", N_("Phone"), PHONE),
  PLAIN ("state", N_("State"), TEXT, order_state, order_state_word),
  { "total", N_("Total"), RT_CELL_NUMBER, RT_FIELD_PRICES, order_total, NULL },
  { NULL },
};

/* --- Tickets --- */

static char *
ticket_number (gpointer record)
{
  return rt_ticket_number_format (((RtTicket *) record)->number);
}

static char *
ticket_about (gpointer record)
{
  const RtTicket *ticket = record;

  return ticket->line_id != 0 ? g_strdup (ticket->line_description) : rt_order_number_format (ticket->order_number);
}

static char *
ticket_state (gpointer record)
{
  return g_strdup (_ (rt_ticket_state_name (((RtTicket *) record)->state)));
}

static char *
ticket_state_word (gpointer record)
{
  return g_strdup (rt_ticket_state_id (((RtTicket *) record)->state));
}

static char *
ticket_priority (gpointer record)
{
  return g_strdup (_ (rt_priority_name (((RtTicket *) record)->priority)));
}

static char *
ticket_priority_word (gpointer record)
{
  return g_strdup (rt_priority_id (((RtTicket *) record)->priority));
}

/* A file is read later: it says since when, where the window says how long. */
static char *
ticket_opened (gpointer record)
{
  return rt_day_to_iso (rt_day_from_moment (((RtTicket *) record)->opened_at));
}

static char *
ticket_assigned (gpointer record)
{
  return g_strdup (((RtTicket *) record)->assigned_name);
}

static char *
ticket_visit (gpointer record)
{
  const RtTicket *ticket = record;

  return ticket->visit_done ? NULL : rt_day_to_iso (ticket->visit_on);
}

static const RtExportColumn ticket_columns[] = {
  PLAIN ("number", N_("Number"), TEXT, ticket_number, NULL),
  PLAIN ("about", N_("About"), TEXT, ticket_about, NULL),
  PERSONAL ("name", N_("Customer"), NAME),
  PLAIN ("state", N_("State"), TEXT, ticket_state, ticket_state_word),
  PLAIN ("priority", N_("Priority"), TEXT, ticket_priority, ticket_priority_word),
  PLAIN ("age", N_("Opened"), TEXT, ticket_opened, NULL),
  PLAIN ("assigned", N_("Assigned to"), TEXT, ticket_assigned, NULL),
  PLAIN ("visit", N_("Visit"), TEXT, ticket_visit, NULL),
  { NULL },
};

/* --- Customers --- */

static char *
customer_number (gpointer record)
{
  return rt_customer_number_format (((RtCustomer *) record)->number);
}

static char *
customer_orders (gpointer record)
{
  return g_strdup_printf ("%u", ((RtCustomer *) record)->n_orders);
}

static char *
customer_tickets (gpointer record)
{
  return g_strdup_printf ("%u", ((RtCustomer *) record)->n_open_tickets);
}

static const RtExportColumn customer_columns[] = {
  PLAIN ("number", N_("Number"), TEXT, customer_number, NULL),
  PERSONAL ("name", N_("Customer"), NAME),
  PERSONAL ("phone", N_("Phone"), PHONE),
  PERSONAL ("city", N_("City"), REGION_CITY),
  PLAIN ("orders", N_("Orders"), NUMBER, customer_orders, NULL),
  PLAIN ("tickets", N_("Open tickets"), NUMBER, customer_tickets, NULL),
  { NULL },
};

/* --- Which of them --- */

static const RtExportColumn *const all_columns[] = {
  [RT_LIST_ORDERS] = order_columns,
  [RT_LIST_TICKETS] = ticket_columns,
  [RT_LIST_CUSTOMERS] = customer_columns,
};

/* A hidden class has no column, as in the window. */
static gboolean
has_column (const RtPerson *person, const RtExportColumn *column)
{
  return column->field >= RT_N_FIELDS || rt_person_sees (person, rt_field_info (column->field)->klass);
}

const char **
rt_export_columns (RtListKind kind, const RtPerson *person)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (const RtExportColumn *column = all_columns[kind]; column->id != NULL; column++)
    if (has_column (person, column))
      g_ptr_array_add (ids, (gpointer) column->id);
  g_ptr_array_add (ids, NULL);
  return (const char **) g_ptr_array_free (g_steal_pointer (&ids), FALSE);
}

const RtExportColumn *
rt_export_find_column (RtListKind kind, const RtPerson *person, const char *id)
{
  for (const RtExportColumn *column = all_columns[kind]; column->id != NULL; column++)
    if (strcmp (column->id, id) == 0 && has_column (person, column))
      return column;
  return NULL;
}

const RtShown *
rt_export_get_shown (RtListKind kind, gpointer record)
{
  switch (kind)
    {
    case RT_LIST_ORDERS:
      return ((RtOrder *) record)->shown;
    case RT_LIST_TICKETS:
      return ((RtTicket *) record)->shown;
    case RT_LIST_CUSTOMERS:
    default:
      return ((RtCustomer *) record)->shown;
    }
}
