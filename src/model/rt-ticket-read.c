/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading a ticket as one person may see it. Each class is read by a statement of its own, which names only the columns
 * that the person's roles may name: the gate refuses the others when a statement is prepared. Nothing is recorded here;
 * see rt-read.h. */
#include "config.h"

#include <string.h>
#include <glib/gi18n.h>

#include "rt-error.h"
#include "rt-own-work.h"
#include "rt-read.h"
#include "rt-ticket-private.h"

/* Where one class of a row stands. @masked NULL: it has no masked form. */
typedef struct
{
  RtClass klass;
  const char *table;
  const char *clear;
  const char *masked;
} Place;

static const Place contact_place = { RT_CLASS_CONTACT, "customer",
                                     "SELECT contact_masked, contact_sealed FROM customer WHERE id = ?1",
                                     "SELECT contact_masked FROM customer WHERE id = ?1" };
static const Place address_place = { RT_CLASS_ADDRESS, "address",
                                     "SELECT address_masked, address_sealed FROM address WHERE id = ?1",
                                     "SELECT address_masked FROM address WHERE id = ?1" };
static const Place access_place = { RT_CLASS_ACCESS, "ticket", "SELECT NULL, access_sealed FROM ticket WHERE id = ?1",
                                    NULL };
static const Place service_place = { RT_CLASS_SERVICE, "ticket",
                                     "SELECT service_masked, service_sealed FROM ticket WHERE id = ?1",
                                     "SELECT service_masked FROM ticket WHERE id = ?1" };
static const Place diary_place = { RT_CLASS_SERVICE, "diary",
                                   "SELECT service_masked, service_sealed FROM diary WHERE id = ?1",
                                   "SELECT service_masked FROM diary WHERE id = ?1" };

static gboolean
show_row (RtWork *work, RtShownBuilder *builder, const Place *place, RtStatement *st, gint64 row, gboolean with_sealed,
          RtRoles own_for, guint64 *seen, GError **error)
{
  gsize masked_size = 0;
  gsize sealed_size = 0;
  const guint8 *masked = rt_statement_peek_blob (st, 0, &masked_size);
  const guint8 *sealed = with_sealed ? rt_statement_peek_blob (st, 1, &sealed_size) : NULL;

  return rt_work_show (work, builder, place->klass, place->table, row, own_for, sealed, sealed_size, masked,
                       masked_size, seen, error);
}

static gboolean
show_place (RtWork *work, RtShownBuilder *builder, const Place *place, gint64 row, RtRoles own_for, guint64 *seen,
            GError **error)
{
  RtShow show = rt_work_decide (work, place->klass, own_for);
  gboolean key = rt_class_keys_has (rt_session_get_keys (rt_work_get_session (work)), place->klass);
  gboolean clear = show == RT_SHOW_CLEAR && key;
  const char *sql = clear ? place->clear : place->masked;
  g_autoptr (RtStatement) st = NULL;
  gboolean found = FALSE;

  if (show == RT_SHOW_HIDDEN)
    return TRUE;
  /* With nothing on file the fields still are as visible as their class. */
  if (row == 0 || sql == NULL)
    return rt_work_show (work, builder, place->klass, place->table, row, own_for, NULL, 0, NULL, 0, seen, error);
  st = rt_db_prepare (rt_work_get_db (work), sql, error);
  if (st == NULL)
    return FALSE;
  rt_statement_bind (st, "i", row);
  if (!rt_statement_step (st, &found, error))
    return FALSE;
  return !found || show_row (work, builder, place, st, row, clear, own_for, seen, error);
}

/* --- The ticket --- */

static const char ticket_sql[] =
  "SELECT t.id, t.number, t.order_id, o.number, t.line_id, t.customer_id, l.description, t.type, t.priority, t.state, t.assigned_to,"
  " a.name, t.opened_by, b.name, t.opened_at, t.resolved_at, t.warranty_until, t.visit_on, t.visit_time, t.visit_planned_by,"
  " t.visit_done, t.rev, o.address_id, o.taken_by, o.delivered_on, o.state"
  " FROM ticket t JOIN orders o ON o.id = t.order_id LEFT JOIN order_line l ON l.id = t.line_id"
  " LEFT JOIN staff a ON a.id = t.assigned_to LEFT JOIN staff b ON b.id = t.opened_by WHERE t.id = ?1";

enum
{
  ADDRESS_ID = 22,
  ORDER_TAKEN_BY,
  ORDER_DELIVERED_ON,
  ORDER_STATE,
};

static gboolean
is_me (RtWork *work, RtStatement *st, int column)
{
  return !rt_statement_is_null (st, column) && rt_statement_get_int (st, column) == rt_work_get_me (work);
}

static RtRoles
decide_own (RtWork *work, const RtTicket *self, RtStatement *st)
{
  const RtOrderFacts order = {
    .taken_by_me = is_me (work, st, ORDER_TAKEN_BY),
    .delivered_on = rt_statement_get_day (st, ORDER_DELIVERED_ON),
    .cancelled = g_strcmp0 (rt_statement_get_text (st, ORDER_STATE), "cancelled") == 0,
    .delivery_day = RT_DAY_NONE,
  };
  RtRoles own_order = rt_own_work_order (&order, rt_work_get_today (work));
  const RtTicketFacts facts = {
    .assigned_to_me = self->assigned_to != 0 && self->assigned_to == rt_work_get_me (work),
    .open = rt_ticket_state_is_open (self->state),
    .visit_planned_by_me = self->visit_planned_by != 0 && self->visit_planned_by == rt_work_get_me (work),
    .visit_day = self->visit_on,
    .visit_done = self->visit_done,
    .order_taken_by_me_open = (own_order & RT_ROLES_OF (RT_ROLE_CLERK)) != 0,
  };

  return rt_own_work_ticket (&facts, rt_work_get_today (work));
}

static gboolean
set_damaged (GError **error)
{
  g_set_error_literal (error, RT_ERROR, RT_ERROR_DAMAGED, _("The store holds a ticket that cannot be read."));
  return FALSE;
}

static gboolean
fill_facts (RtTicket *self, RtStatement *st, GError **error)
{
  self->id = rt_statement_get_int (st, 0);
  self->number = rt_statement_get_int (st, 1);
  self->order_id = rt_statement_get_int (st, 2);
  self->order_number = rt_statement_get_int (st, 3);
  self->line_id = rt_statement_get_int (st, 4);
  self->customer_id = rt_statement_get_int (st, 5);
  self->line_description = g_strdup (rt_statement_get_text (st, 6));
  self->assigned_to = rt_statement_get_int (st, 10);
  self->assigned_name = g_strdup (rt_statement_get_text (st, 11));
  self->opened_by = rt_statement_get_int (st, 12);
  self->opened_by_name = g_strdup (rt_statement_get_text (st, 13));
  self->opened_at = rt_statement_get_int (st, 14);
  self->resolved_at = rt_statement_get_int (st, 15);
  self->warranty_until = rt_statement_get_day (st, 16);
  self->in_warranty =
    self->warranty_until != RT_DAY_NONE && rt_day_from_moment (self->opened_at) <= self->warranty_until;
  self->visit_on = rt_statement_get_day (st, 17);
  self->visit_time = g_strdup (rt_statement_get_text (st, 18));
  self->visit_planned_by = rt_statement_get_int (st, 19);
  self->visit_done = rt_statement_get_int (st, 20) != 0;
  self->rev = rt_statement_get_int (st, 21);
  return (rt_ticket_type_from_id (rt_statement_get_text (st, 7), &self->type) &&
          rt_priority_from_id (rt_statement_get_text (st, 8), &self->priority) &&
          rt_ticket_state_from_id (rt_statement_get_text (st, 9), &self->state)) ||
         set_damaged (error);
}

static gboolean
show_all (RtWork *work, RtTicket *self, gint64 address_id, guint64 *seen, GError **error)
{
  g_autoptr (RtShownBuilder) builder = rt_shown_builder_new ();

  if (!show_place (work, builder, &contact_place, self->customer_id, self->own_for, seen, error) ||
      !show_place (work, builder, &address_place, address_id, self->own_for, seen, error) ||
      !show_place (work, builder, &access_place, self->id, self->own_for, seen, error) ||
      !show_place (work, builder, &service_place, self->id, self->own_for, seen, error))
    return FALSE;
  self->shown = rt_shown_builder_end (g_steal_pointer (&builder));
  return TRUE;
}

RtTicket *
rt_ticket_read (RtWork *work, gint64 id, gboolean diary, guint64 *seen, GError **error)
{
  g_autoptr (RtTicket) self = rt_ticket_new ();
  g_autoptr (RtStatement) st = rt_db_prepare (rt_work_get_db (work), ticket_sql, error);
  gboolean row = FALSE;

  if (st == NULL)
    return NULL;
  rt_statement_bind (st, "i", id);
  if (!rt_statement_step (st, &row, error))
    return NULL;
  if (!row)
    {
      g_set_error_literal (error, RT_ERROR, RT_ERROR_NOT_FOUND, _("There is no such ticket."));
      return NULL;
    }
  if (!fill_facts (self, st, error))
    return NULL;
  self->own_for = decide_own (work, self, st);
  if (!show_all (work, self, rt_statement_get_int (st, ADDRESS_ID), seen, error))
    return NULL;
  if (diary)
    {
      self->diary = rt_ticket_read_diary (work, id, self->own_for, seen, error);
      if (self->diary == NULL)
        return NULL;
    }
  return g_steal_pointer (&self);
}

/* --- Its diary --- */

static const char diary_sql[] =
  "SELECT d.id, d.at, d.by, s.name, d.kind, d.from_word, d.to_word, a.name FROM diary d LEFT JOIN staff s ON s.id = d.by"
  " LEFT JOIN staff a ON d.kind = 'assigned' AND a.id = CAST (d.to_word AS INTEGER) WHERE d.ticket_id = ?1 ORDER BY d.id";

static gboolean
show_entry (RtWork *work, RtDiaryEntry *entry, RtRoles own_for, guint64 *seen, GError **error)
{
  g_autoptr (RtShownBuilder) builder = rt_shown_builder_new ();

  if (!show_place (work, builder, &diary_place, entry->id, own_for, seen, error))
    return FALSE;
  entry->shown = rt_shown_builder_end (g_steal_pointer (&builder));
  return TRUE;
}

static gboolean
add_entry (RtWork *work, GPtrArray *diary, RtStatement *st, RtRoles own_for, guint64 *seen, GError **error)
{
  RtDiaryEntry *entry = rt_diary_entry_new ();
  g_autofree char *me = NULL;

  g_ptr_array_add (diary, entry);
  entry->id = rt_statement_get_int (st, 0);
  entry->at = rt_statement_get_int (st, 1);
  entry->by = rt_statement_get_int (st, 2);
  entry->by_name = g_strdup (rt_statement_get_text (st, 3));
  entry->kind = g_strdup (rt_statement_get_text (st, 4));
  entry->from_word = g_strdup (rt_statement_get_text (st, 5));
  entry->to_word = g_strdup (rt_statement_get_text (st, 6));
  me = g_strdup_printf ("%" G_GINT64_FORMAT, entry->by);
  entry->sentence = rt_diary_sentence (entry->kind, entry->by_name, entry->from_word, entry->to_word,
                                       g_strcmp0 (entry->to_word, me) == 0, rt_statement_get_text (st, 7));
  return show_entry (work, entry, own_for, seen, error);
}

GPtrArray *
rt_ticket_read_diary (RtWork *work, gint64 ticket_id, RtRoles own_for, guint64 *seen, GError **error)
{
  g_autoptr (GPtrArray) diary = g_ptr_array_new_with_free_func ((GDestroyNotify) rt_diary_entry_free);
  g_autoptr (RtStatement) st = rt_db_prepare (rt_work_get_db (work), diary_sql, error);
  gboolean row = FALSE;

  if (st == NULL)
    return NULL;
  rt_statement_bind (st, "i", ticket_id);
  while (rt_statement_step (st, &row, error))
    {
      if (!row)
        return g_steal_pointer (&diary);
      if (!add_entry (work, diary, st, own_for, seen, error))
        return NULL;
    }
  return NULL;
}
