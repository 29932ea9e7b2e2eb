/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tickets are opened and looked at. Each look and each change is recorded in the transaction that makes it. */
#include "config.h"

#include <glib/gi18n.h>

#include "rt-error.h"
#include "rt-found.h"
#include "rt-read.h"
#include "rt-secret.h"
#include "rt-ticket-private.h"

/* --- Looking --- */

RtTicket *
rt_ticket_open (RtWork *work, gint64 id, const char *reason, GError **error)
{
  g_autoptr (RtTicket) ticket = NULL;
  guint64 seen = 0;

  if (!rt_work_need (work, RT_RIGHT_TICKET_READ, error))
    return NULL;
  ticket = rt_ticket_read (work, id, TRUE, &seen, error);
  if (ticket == NULL ||
      !rt_work_log (work, "ticket.open", "ticket", id, seen, reason, rt_look_detail (ticket->own_for, seen), error))
    return NULL;
  return g_steal_pointer (&ticket);
}

RtTicket *
rt_ticket_open_number (RtWork *work, gint64 number, const char *reason, GError **error)
{
  g_autoptr (RtStatement) st = NULL;
  gboolean row = FALSE;

  if (!rt_work_need (work, RT_RIGHT_TICKET_READ, error))
    return NULL;
  st = rt_db_prepare (rt_work_get_db (work), "SELECT id FROM ticket WHERE number = ?1", error);
  if (st == NULL)
    return NULL;
  rt_statement_bind (st, "i", number);
  if (!rt_statement_step (st, &row, error))
    return NULL;
  if (!row)
    {
      g_set_error_literal (error, RT_ERROR, RT_ERROR_NOT_FOUND, _("There is no ticket with this number."));
      return NULL;
    }
  return rt_ticket_open (work, rt_statement_get_int (st, 0), reason, error);
}

/* --- The diary --- */

/* @values has one entry set, which is sealed to the new row. */
static gboolean
seal_diary (RtWork *work, gint64 id, const char *text, GError **error)
{
  const char *values[RT_N_FIELDS] = { [RT_FIELD_DIARY_TEXT] = text };
  g_autoptr (GBytes) sealed = NULL;
  g_autoptr (GBytes) masked = NULL;
  g_autoptr (RtStatement) st = NULL;

  if (!rt_work_seal (work, RT_CLASS_SERVICE, "diary", id, (char *const *) values, &sealed, &masked, error))
    return FALSE;
  st = rt_db_prepare (rt_work_get_db (work), "UPDATE diary SET service_sealed = ?2, service_masked = ?3 WHERE id = ?1",
                      error);
  if (st == NULL)
    return FALSE;
  rt_statement_bind (st, "ibb", id, sealed, masked);
  return rt_statement_run (st, error);
}

gboolean
rt_ticket_add_diary (RtWork *work, gint64 ticket_id, const char *kind, const char *from_word, const char *to_word,
                     const char *text, GError **error)
{
  RtDb *db = rt_work_get_db (work);
  g_autoptr (RtStatement) st =
    rt_db_prepare (db,
                   "INSERT INTO diary (ticket_id, at, by, kind, from_word, to_word) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                   error);

  if (st == NULL)
    return FALSE;
  rt_statement_bind (st, "iiisss", ticket_id, rt_work_get_now (work), rt_work_get_me (work), kind, from_word, to_word);
  if (!rt_statement_run (st, error))
    return FALSE;
  return text == NULL || seal_diary (work, rt_db_last_insert_id (db), text, error);
}

/* --- Opening a new one --- */

typedef struct
{
  gint64 customer_id;
  RtDay warranty_until;
} Ground;

static gboolean
set_not_there (GError **error, const char *message)
{
  g_set_error_literal (error, RT_ERROR, RT_ERROR_NOT_FOUND, message);
  return FALSE;
}

/* The order the ticket stands on, and how long the warranty of its line runs as things stand today. */
static gboolean
read_ground (RtWork *work, const RtTicketEdit *edit, Ground *ground, GError **error)
{
  g_autoptr (RtStatement) st =
    rt_db_prepare (rt_work_get_db (work),
                   "SELECT o.customer_id, o.delivered_on, l.id, l.warranty_months FROM orders o"
                   " LEFT JOIN order_line l ON l.order_id = o.id AND l.id = ?2 WHERE o.id = ?1",
                   error);
  gboolean row = FALSE;

  if (st == NULL)
    return FALSE;
  rt_statement_bind (st, "ii", edit->order_id, edit->line_id);
  if (!rt_statement_step (st, &row, error))
    return FALSE;
  if (!row)
    return set_not_there (error, _("There is no such order."));
  if (edit->line_id != 0 && rt_statement_is_null (st, 2))
    return set_not_there (error, _("This order has no such line."));
  ground->customer_id = rt_statement_get_int (st, 0);
  ground->warranty_until = rt_ticket_warranty_end (rt_statement_get_day (st, 1), (guint) rt_statement_get_int (st, 3));
  return TRUE;
}

static gint64
insert_ticket (RtWork *work, const RtTicketEdit *edit, const Ground *ground, GError **error)
{
  RtDb *db = rt_work_get_db (work);
  g_autoptr (RtStatement) st = NULL;
  gint64 number = 0;

  if (!rt_work_next_number (work, "ticket", &number, error))
    return 0;
  st = rt_db_prepare (
    db,
    "INSERT INTO ticket (number, order_id, line_id, customer_id, type, priority, state, assigned_to, opened_by, opened_at,"
    " warranty_until, changed_at) VALUES (?1, ?2, nullif (?3, 0), ?4, ?5, ?6, 'new', nullif (?7, 0), ?8, ?9, ?10, ?9)",
    error);
  if (st == NULL)
    return 0;
  rt_statement_bind (st, "iiiissiiid", number, edit->order_id, edit->line_id, ground->customer_id,
                     rt_ticket_type_id (edit->type), rt_priority_id (edit->priority),
                     edit->assign_to_me ? rt_work_get_me (work) : (gint64) 0, rt_work_get_me (work),
                     rt_work_get_now (work), ground->warranty_until);
  return rt_statement_run (st, error) ? rt_db_last_insert_id (db) : 0;
}

static gboolean
seal_text (RtWork *work, gint64 id, char *text, GError **error)
{
  char *values[RT_N_FIELDS] = { [RT_FIELD_TICKET_TEXT] = text };
  g_autoptr (GBytes) sealed = NULL;
  g_autoptr (GBytes) masked = NULL;
  g_autoptr (RtStatement) st = NULL;

  if (!rt_work_seal (work, RT_CLASS_SERVICE, "ticket", id, values, &sealed, &masked, error))
    return FALSE;
  st = rt_db_prepare (rt_work_get_db (work), "UPDATE ticket SET service_sealed = ?2, service_masked = ?3 WHERE id = ?1",
                      error);
  if (st == NULL)
    return FALSE;
  rt_statement_bind (st, "ibb", id, sealed, masked);
  return rt_statement_run (st, error);
}

static gboolean
record_new (RtWork *work, gint64 id, const RtTicketEdit *edit, GError **error)
{
  g_autofree char *me = g_strdup_printf ("%" G_GINT64_FORMAT, rt_work_get_me (work));

  if (!rt_ticket_add_diary (work, id, "state", NULL, rt_ticket_state_id (RT_TICKET_NEW), NULL, error))
    return FALSE;
  if (edit->assign_to_me && !rt_ticket_add_diary (work, id, "assigned", NULL, me, NULL, error))
    return FALSE;
  if (!rt_work_log (work, "ticket.new", "ticket", id, RT_FIELD_BIT (RT_FIELD_TICKET_TEXT), NULL,
                    edit->assign_to_me ? "assigned to oneself" : NULL, error) ||
      !rt_found_record (work, "ticket", id, RT_FIELD_TICKET_TEXT, edit->text, error))
    return FALSE;
  rt_work_changed (work, "ticket", id);
  rt_work_changed (work, "orders", edit->order_id);
  return TRUE;
}

static gboolean
check_edit (const RtTicketEdit *edit, char **text, GError **error)
{
  g_autoptr (GPtrArray) problems = rt_ticket_edit_check (edit);

  if (problems->len > 0)
    {
      const RtProblem *first = g_ptr_array_index (problems, 0);

      rt_error_set_invalid (error, first->field, first->message);
      return FALSE;
    }
  return rt_field_check (RT_FIELD_TICKET_TEXT, edit->text, NULL, text, error);
}

gint64
rt_ticket_create (RtWork *work, const RtTicketEdit *edit, GError **error)
{
  Ground ground = { 0, RT_DAY_NONE };
  char *text = NULL;
  gint64 id = 0;

  if (!rt_work_need (work, RT_RIGHT_TICKET_WRITE, error) || !check_edit (edit, &text, error))
    return 0;
  if (read_ground (work, edit, &ground, error))
    id = insert_ticket (work, edit, &ground, error);
  if (id != 0 && (!seal_text (work, id, text, error) || !record_new (work, id, edit, error)))
    id = 0;
  rt_wipe_string (text);
  return id;
}
