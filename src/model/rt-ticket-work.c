/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tickets are worked: notes, who has them, their state, visits. A change says at which revision it was meant; each is
 * recorded with it. */
#include "config.h"

#include <string.h>
#include <glib/gi18n.h>

#include "rt-error.h"
#include "rt-found.h"
#include "rt-seal.h"
#include "rt-secret.h"
#include "rt-text.h"
#include "rt-ticket-private.h"

/* What a change needs to know of a ticket; no personal value. */
typedef struct
{
  gint64 id, rev, assigned_to;
  RtTicketState state;
  RtPriority priority;
  RtDay visit_on;
  gboolean visit_done;
} Facts;

static gboolean
read_facts (RtWork *work, gint64 id, Facts *facts, GError **error)
{
  g_autoptr (RtStatement) st =
    rt_db_prepare (rt_work_get_db (work),
                   "SELECT rev, assigned_to, state, visit_on, visit_done, priority FROM ticket WHERE id = ?1", error);
  gboolean row = FALSE;

  if (st == NULL)
    return FALSE;
  rt_statement_bind (st, "i", id);
  if (!rt_statement_step (st, &row, error))
    return FALSE;
  if (!row)
    return rt_error_refuse (error, RT_ERROR_NOT_FOUND, _("There is no such ticket."));
  facts->id = id;
  facts->rev = rt_statement_get_int (st, 0);
  facts->assigned_to = rt_statement_get_int (st, 1);
  facts->visit_on = rt_statement_get_day (st, 3);
  facts->visit_done = rt_statement_get_int (st, 4) != 0;
  if (!rt_ticket_state_from_id (rt_statement_get_text (st, 2), &facts->state) ||
      !rt_priority_from_id (rt_statement_get_text (st, 5), &facts->priority))
    return rt_error_refuse (error, RT_ERROR_DAMAGED, _("The store holds a ticket that cannot be read."));
  return TRUE;
}

/* architecture.md, Must hold 12: a change over somebody else's is refused. */
static gboolean
read_facts_at (RtWork *work, gint64 id, gint64 rev, Facts *facts, GError **error)
{
  if (!read_facts (work, id, facts, error))
    return FALSE;
  if (facts->rev != rev)
    return rt_error_refuse (error, RT_ERROR_CONFLICT,
                            _("Somebody else changed this ticket meanwhile. Look at it as it is now and try again."));
  return TRUE;
}

static gboolean
need_open (const Facts *facts, GError **error)
{
  if (rt_ticket_state_is_open (facts->state))
    return TRUE;
  return rt_error_refuse (error, RT_ERROR_INVALID,
                          _("This ticket is resolved. Take it up again before you change it."));
}

static gboolean
run (RtStatement *st, GError **error)
{
  return st != NULL && rt_statement_run (st, error);
}

/* The diary, the log and the lists hear of a change. */
static gboolean
record (RtWork *work, gint64 id, const char *action, guint64 fields, const char *from, const char *to, GError **error)
{
  g_autofree char *detail = g_strdup_printf ("%s -> %s", from != NULL ? from : "none", to != NULL ? to : "none");

  rt_work_changed (work, "ticket", id);
  return rt_work_log (work, action, "ticket", id, fields, NULL, detail, error);
}

static char *
number_word (gint64 number)
{
  return number != 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, number) : NULL;
}

/* --- Notes --- */

static gboolean
touch (RtWork *work, gint64 id, GError **error)
{
  g_autoptr (RtStatement) st =
    rt_db_prepare (rt_work_get_db (work), "UPDATE ticket SET changed_at = ?2 WHERE id = ?1", error);

  if (st == NULL)
    return FALSE;
  rt_statement_bind (st, "ii", id, rt_work_get_now (work));
  return rt_statement_run (st, error);
}

gboolean
rt_ticket_add_note (RtWork *work, gint64 id, const char *text, GError **error)
{
  Facts facts = { 0 };
  char *clean = NULL;
  gboolean done;

  if (!rt_work_need (work, RT_RIGHT_TICKET_WRITE, error) || !read_facts (work, id, &facts, error))
    return FALSE;
  if (facts.state == RT_TICKET_CLOSED)
    return rt_error_refuse (error, RT_ERROR_INVALID,
                            _("This ticket is closed. Take it up again before you add to its diary."));
  if (!rt_field_check (RT_FIELD_DIARY_TEXT, text, NULL, &clean, error))
    return FALSE;
  if (clean == NULL)
    {
      rt_error_set_invalid (error, rt_field_info (RT_FIELD_DIARY_TEXT)->name,
                            _("Write something down before you add the note."));
      return FALSE;
    }
  rt_work_changed (work, "ticket", id);
  done = rt_ticket_add_diary (work, id, "note", NULL, NULL, clean, error) && touch (work, id, error) &&
         rt_work_log (work, "ticket.note", "ticket", id, RT_FIELD_BIT (RT_FIELD_DIARY_TEXT), NULL, NULL, error) &&
         rt_found_record (work, "ticket", id, RT_FIELD_DIARY_TEXT, clean, error);
  rt_wipe_string (clean);
  return done;
}

/* --- Whose it is --- */

/* Only people who sign in and may work tickets can be given one. */
static gboolean
check_assignee (RtWork *work, gint64 staff_id, GError **error)
{
  const RtMatrix *matrix = rt_work_get_matrix (work);
  g_autoptr (RtStatement) st =
    rt_db_prepare (rt_work_get_db (work), "SELECT roles, state FROM staff WHERE id = ?1", error);
  gboolean row = FALSE;

  if (st == NULL)
    return FALSE;
  rt_statement_bind (st, "i", staff_id);
  if (!rt_statement_step (st, &row, error))
    return FALSE;
  if (row && g_strcmp0 (rt_statement_get_text (st, 1), "active") == 0 &&
      rt_matrix_may (matrix, (RtRoles) rt_statement_get_int (st, 0), RT_RIGHT_TICKET_WRITE))
    return TRUE;
  rt_error_set_invalid (error, "assigned_to",
                        _("This person does not work on tickets. Choose somebody from service."));
  return FALSE;
}

gboolean
rt_ticket_assign (RtWork *work, gint64 id, gint64 rev, gint64 staff_id, GError **error)
{
  g_autofree char *from = NULL;
  g_autofree char *to = number_word (staff_id);
  g_autoptr (RtStatement) st = NULL;
  Facts facts = { 0 };
  gboolean takes_it;

  if (!rt_work_need (work, RT_RIGHT_TICKET_READ, error) || !read_facts_at (work, id, rev, &facts, error))
    return FALSE;
  takes_it = facts.assigned_to == 0 && staff_id == rt_work_get_me (work);
  if (!rt_work_need (work, takes_it ? RT_RIGHT_TICKET_WRITE : RT_RIGHT_TICKET_ASSIGN, error) ||
      !need_open (&facts, error))
    return FALSE;
  if (facts.assigned_to == staff_id)
    return TRUE;
  if (staff_id != 0 && !check_assignee (work, staff_id, error))
    return FALSE;
  st = rt_db_prepare (rt_work_get_db (work),
                      "UPDATE ticket SET assigned_to = nullif (?2, 0), changed_at = ?3, rev = rev + 1 WHERE id = ?1",
                      error);
  if (st == NULL)
    return FALSE;
  rt_statement_bind (st, "iii", id, staff_id, rt_work_get_now (work));
  from = number_word (facts.assigned_to);
  return run (st, error) && rt_ticket_add_diary (work, id, "assigned", from, to, NULL, error) &&
         record (work, id, "ticket.assign", 0, from, to, error);
}

/* --- State and priority --- */

/* Puts the resolution beside what is already sealed; whoever resolves need not see the rest for that. */
static gboolean
seal_resolution (RtWork *work, gint64 id, const char *resolution, GError **error)
{
  RtDb *db = rt_work_get_db (work);
  char *values[RT_N_FIELDS] = { NULL };
  g_autoptr (GBytes) sealed = NULL;
  g_autoptr (GBytes) masked = NULL;
  g_autoptr (RtStatement) get = rt_db_prepare (db, "SELECT service_sealed FROM ticket WHERE id = ?1", error);
  g_autoptr (RtStatement) set = NULL;
  const guint8 *blob = NULL;
  gsize size = 0;
  gboolean row = FALSE;
  gboolean done = FALSE;

  if (get == NULL)
    return FALSE;
  rt_statement_bind (get, "i", id);
  if (!rt_statement_step (get, &row, error))
    return FALSE;
  blob = rt_statement_peek_blob (get, 0, &size);
  if (blob == NULL || rt_open_fields (rt_session_get_keys (rt_work_get_session (work)), RT_CLASS_SERVICE, "ticket", id,
                                      blob, size, values, error))
    {
      rt_wipe_string (values[RT_FIELD_RESOLUTION]);
      values[RT_FIELD_RESOLUTION] = g_strdup (resolution);
      done = rt_work_seal (work, RT_CLASS_SERVICE, "ticket", id, values, &sealed, &masked, error);
    }
  for (guint i = 0; i < RT_N_FIELDS; i++)
    rt_wipe_string (values[i]);
  set =
    done ? rt_db_prepare (db, "UPDATE ticket SET service_sealed = ?2, service_masked = ?3 WHERE id = ?1", error) : NULL;
  if (set == NULL)
    return FALSE;
  rt_statement_bind (set, "ibb", id, sealed, masked);
  return rt_statement_run (set, error);
}

static gboolean
check_step (RtWork *work, const Facts *facts, RtTicketState state, GError **error)
{
  if ((guint) state >= RT_N_TICKET_STATES || !(rt_ticket_state_next (facts->state) & (1u << state)))
    return rt_error_refuse (error, RT_ERROR_INVALID, _("A ticket cannot go from its state to this one."));
  /* Taking up a closed one is a manager's: they alone both work and hand out tickets. */
  return facts->state != RT_TICKET_CLOSED || rt_work_need (work, RT_RIGHT_TICKET_ASSIGN, error);
}

/* Access details go with the ticket: product.md §2. */
static gboolean
write_state (RtWork *work, gint64 id, RtTicketState state, GError **error)
{
  gboolean open = rt_ticket_state_is_open (state);
  const char *sql =
    "UPDATE ticket SET state = ?2, resolved_at = coalesce (resolved_at, ?3), access_sealed = NULL, changed_at = ?3,"
    " rev = rev + 1 WHERE id = ?1";
  g_autoptr (RtStatement) st = NULL;

  if (open)
    sql = "UPDATE ticket SET state = ?2, resolved_at = NULL, changed_at = ?3, rev = rev + 1 WHERE id = ?1";
  st = rt_db_prepare (rt_work_get_db (work), sql, error);
  if (st == NULL)
    return FALSE;
  rt_statement_bind (st, "isi", id, rt_ticket_state_id (state), rt_work_get_now (work));
  return rt_statement_run (st, error);
}

static gboolean
change_state (RtWork *work, const Facts *facts, RtTicketState state, const char *resolution, GError **error)
{
  const char *from = rt_ticket_state_id (facts->state);
  const char *to = rt_ticket_state_id (state);
  guint64 fields = resolution != NULL ? RT_FIELD_BIT (RT_FIELD_RESOLUTION) : 0;

  if (resolution != NULL && !seal_resolution (work, facts->id, resolution, error))
    return FALSE;
  return write_state (work, facts->id, state, error) &&
         rt_ticket_add_diary (work, facts->id, "state", from, to, resolution, error) &&
         record (work, facts->id, "ticket.state", fields, from, to, error) &&
         rt_found_record (work, "ticket", facts->id, RT_FIELD_RESOLUTION, resolution, error);
}

gboolean
rt_ticket_set_state (RtWork *work, gint64 id, gint64 rev, RtTicketState state, const char *resolution, GError **error)
{
  Facts facts = { 0 };
  char *clean = NULL;
  gboolean done = FALSE;

  if (!rt_work_need (work, RT_RIGHT_TICKET_WRITE, error) || !read_facts_at (work, id, rev, &facts, error))
    return FALSE;
  if (!check_step (work, &facts, state, error))
    return FALSE;
  if (state == RT_TICKET_RESOLVED && !rt_field_check (RT_FIELD_RESOLUTION, resolution, NULL, &clean, error))
    return FALSE;
  if (state == RT_TICKET_RESOLVED && clean == NULL)
    rt_error_set_invalid (error, rt_field_info (RT_FIELD_RESOLUTION)->name, _("Write down how it was resolved."));
  else
    done = change_state (work, &facts, state, clean, error);
  rt_wipe_string (clean);
  return done;
}

gboolean
rt_ticket_set_priority (RtWork *work, gint64 id, gint64 rev, RtPriority priority, GError **error)
{
  const char *to = rt_priority_id (priority);
  g_autoptr (RtStatement) st = NULL;
  Facts facts = { 0 };

  if (!rt_work_need (work, RT_RIGHT_TICKET_WRITE, error) || !read_facts_at (work, id, rev, &facts, error))
    return FALSE;
  if (!need_open (&facts, error))
    return FALSE;
  if (to == NULL)
    return rt_error_refuse (error, RT_ERROR_INVALID, _("There is no such priority."));
  if (facts.priority == priority)
    return TRUE;
  st = rt_db_prepare (rt_work_get_db (work),
                      "UPDATE ticket SET priority = ?2, changed_at = ?3, rev = rev + 1 WHERE id = ?1", error);
  if (st == NULL)
    return FALSE;
  rt_statement_bind (st, "isi", id, to, rt_work_get_now (work));
  return rt_statement_run (st, error) &&
         rt_ticket_add_diary (work, id, "priority", rt_priority_id (facts.priority), to, NULL, error) &&
         record (work, id, "ticket.priority", 0, rt_priority_id (facts.priority), to, error);
}
