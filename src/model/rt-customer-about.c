/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What belongs to a customer: orders, tickets, what they acknowledged, and who looked at them. */
#include "config.h"

#include <string.h>
#include <glib/gi18n.h>

#include "rt-customer-private.h"
#include "rt-order-private.h"
#include "rt-read.h"
#include "rt-staff.h"
#include "rt-ticket.h"

#define MOST_RECORDS 500

/* Adds what the current row tells to @self. */
typedef gboolean (*AddRow) (RtWork *work, RtCustomer *self, RtStatement *statement, guint64 *seen, GError **error);

static gboolean
read_each (RtWork *work, RtCustomer *self, const char *sql, gint64 most, AddRow add, guint64 *seen, GError **error)
{
  g_autoptr (RtStatement) statement = rt_db_prepare (rt_work_get_db (work), sql, error);
  gboolean row = FALSE;

  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "ii", self->id, most);
  while (rt_statement_step (statement, &row, error))
    {
      if (!row)
        return TRUE;
      if (!add (work, self, statement, seen, error))
        return FALSE;
    }
  return FALSE;
}

static gboolean
add_order (RtWork *work, RtCustomer *self, RtStatement *statement, guint64 *seen, GError **error)
{
  RtOrder *order = rt_order_read (work, rt_statement_get_int (statement, 0), FALSE, seen, error);

  if (order != NULL)
    g_ptr_array_add (self->orders, order);
  return order != NULL;
}

static gboolean
add_ticket (RtWork *work, RtCustomer *self, RtStatement *statement, guint64 *seen, GError **error)
{
  RtTicket *ticket = rt_ticket_read (work, rt_statement_get_int (statement, 0), FALSE, seen, error);

  if (ticket != NULL)
    g_ptr_array_add (self->tickets, ticket);
  return ticket != NULL;
}

static gboolean
add_acknowledgement (RtWork *work, RtCustomer *self, RtStatement *statement, guint64 *seen, GError **error)
{
  RtAcknowledgement *ack = g_new0 (RtAcknowledgement, 1);

  ack->notice_id = rt_statement_get_int (statement, 0);
  ack->version = rt_statement_get_int (statement, 1);
  ack->language = g_strdup (rt_statement_get_text (statement, 2));
  ack->channel = g_strdup (rt_statement_get_text (statement, 3));
  ack->taken_by = rt_statement_get_int (statement, 4);
  ack->taken_by_name = rt_staff_name (work, ack->taken_by);
  ack->at = rt_statement_get_int (statement, 5);
  ack->order_id = rt_statement_get_int (statement, 6);
  ack->order_number = rt_statement_get_int (statement, 7);
  g_ptr_array_add (self->acknowledgements, ack);
  return TRUE;
}

/* --- Who looked --- */

/* Translators: %1$s is a member of staff, %2$s the number of an order. */
static const struct
{
  const char *action, *sentence;
} sentences[] = {
  { "customer.open", N_("%1$s opened the customer.") },
  { "customer.save", N_("%1$s changed the customer.") },
  { "lookup", N_("%1$s looked the customer up by phone number.") },
  { "order.open", N_("%1$s opened order %2$s.") },
  { "order.", N_("%1$s changed order %2$s.") },
  { "ticket.open", N_("%1$s opened a ticket of order %2$s.") },
  { "ticket.", N_("%1$s worked on a ticket of order %2$s.") },
  { "reveal", N_("%1$s asked to see masked details with order %2$s.") },
  { "reveal", N_("%1$s asked to see masked details of the customer.") },
  { "print", N_("%1$s printed a paper of order %2$s.") },
  { "", N_("%1$s read details of the customer.") },
};

static char *
entry_sentence (const char *action, const char *name, gint64 order)
{
  g_autofree char *number = order != 0 ? rt_order_number_format (order) : NULL;
  GString *words;
  guint i = 0;

  while (!g_str_has_prefix (action, sentences[i].action) ||
         (number == NULL && strstr (sentences[i].sentence, "%2$s") != NULL))
    i++;
  words = g_string_new (_ (sentences[i].sentence));
  g_string_replace (words, "%2$s", number != NULL ? number : "", 0);
  g_string_replace (words, "%1$s", name, 0);
  return g_string_free (words, FALSE);
}

static void
entry_free (RtCustomerEntry *self)
{
  g_free (self->by_name);
  g_free (self->sentence);
  g_free (self);
}

static gboolean
add_entry (RtWork *work, RtCustomer *self, RtStatement *statement, guint64 *seen, GError **error)
{
  RtCustomerEntry *entry = g_new0 (RtCustomerEntry, 1);

  entry->seq = rt_statement_get_int (statement, 0);
  entry->at = rt_statement_get_int (statement, 1);
  entry->by_name = rt_staff_name (work, rt_statement_get_int (statement, 2));
  entry->sentence =
    entry_sentence (rt_statement_get_text (statement, 3),
                    /* Translators: who did it, when no person did */
                    entry->by_name != NULL ? entry->by_name : _("The program"), rt_statement_get_int (statement, 4));
  g_ptr_array_add (self->entries, entry);
  return TRUE;
}

/* --- All of it --- */

static const char orders_sql[] = "SELECT o.id FROM orders o WHERE o.customer_id = ?1 ORDER BY o.id DESC LIMIT ?2";
static const char tickets_sql[] = "SELECT t.id FROM ticket t WHERE t.customer_id = ?1 ORDER BY t.id DESC LIMIT ?2";
static const char acknowledgements_sql[] =
  "SELECT k.notice_id, n.version, k.language, k.channel, k.taken_by, k.at, o.id, o.number"
  " FROM orders o JOIN acknowledgement k ON k.order_id = o.id JOIN notice n ON n.id = k.notice_id"
  " WHERE o.customer_id = ?1 ORDER BY k.id DESC LIMIT ?2";
/* One statement for each table, so that each finds its rows by the log's index. */
static const char entries_sql[] =
  "SELECT l.seq, l.at, l.actor, l.action, NULL FROM log l WHERE l.subject = 'customer' AND l.row = ?1"
  " UNION ALL SELECT l.seq, l.at, l.actor, l.action, o.number FROM orders o"
  " JOIN log l ON l.subject = 'orders' AND l.row = o.id WHERE o.customer_id = ?1"
  " UNION ALL SELECT l.seq, l.at, l.actor, l.action, o.number FROM ticket t JOIN orders o ON o.id = t.order_id"
  " JOIN log l ON l.subject = 'ticket' AND l.row = t.id WHERE t.customer_id = ?1"
  " ORDER BY 1 DESC LIMIT ?2";

gboolean
rt_customer_read_about (RtWork *work, RtCustomer *self, guint64 *seen, GError **error)
{
  RtPerson *person = rt_work_get_person (work);
  gboolean orders = rt_person_may (person, RT_RIGHT_ORDER_READ);
  gboolean tickets = rt_person_may (person, RT_RIGHT_TICKET_READ);
  gboolean log = rt_person_may (person, RT_RIGHT_LOG_READ);

  if (orders)
    {
      self->orders = g_ptr_array_new_with_free_func ((GDestroyNotify) rt_order_unref);
      self->acknowledgements = g_ptr_array_new_with_free_func ((GDestroyNotify) rt_acknowledgement_free);
    }
  if (tickets)
    self->tickets = g_ptr_array_new_with_free_func ((GDestroyNotify) rt_ticket_unref);
  if (log)
    self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
  return (!orders || read_each (work, self, orders_sql, MOST_RECORDS, add_order, seen, error)) &&
         (!orders || read_each (work, self, acknowledgements_sql, MOST_RECORDS, add_acknowledgement, seen, error)) &&
         (!tickets || read_each (work, self, tickets_sql, MOST_RECORDS, add_ticket, seen, error)) &&
         (!log || read_each (work, self, entries_sql, RT_CUSTOMER_ENTRIES, add_entry, seen, error));
}
