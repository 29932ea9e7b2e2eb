/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Visits of a ticket. Access details (door code, where the key is) are there only while a visit is booked: product.md
 * §2. */
#include "config.h"

#include <string.h>
#include <glib/gi18n.h>

#include "rt-error.h"
#include "rt-own-work.h"
#include "rt-secret.h"
#include "rt-text.h"
#include "rt-ticket-private.h"

#define ACCESS_BITS (RT_FIELD_BIT (RT_FIELD_DOOR_CODE) | RT_FIELD_BIT (RT_FIELD_KEY_PLACE))

typedef struct
{
  gint64 id;
  gboolean open, done;
  RtDay day;
  RtRoles own_for;
} Visit;

/* PLAN, or TICKET_WRITE on a ticket of one's own. */
static gboolean
check_may (RtWork *work, gboolean mine, GError **error)
{
  if (mine && rt_person_may (rt_work_get_person (work), RT_RIGHT_TICKET_WRITE))
    return TRUE;
  return rt_work_need (work, RT_RIGHT_PLAN, error);
}

static void
fill_visit (RtWork *work, RtStatement *st, Visit *visit)
{
  RtTicketState state = RT_TICKET_CLOSED;
  RtTicketFacts facts = { 0 };

  visit->open = rt_ticket_state_from_id (rt_statement_get_text (st, 2), &state) && rt_ticket_state_is_open (state);
  visit->day = rt_statement_get_day (st, 3);
  visit->done = rt_statement_get_int (st, 4) != 0;
  facts.assigned_to_me = rt_statement_get_int (st, 1) == rt_work_get_me (work);
  facts.open = visit->open;
  facts.visit_planned_by_me = rt_statement_get_int (st, 5) == rt_work_get_me (work);
  facts.visit_day = visit->day;
  facts.visit_done = visit->done;
  visit->own_for = rt_own_work_ticket (&facts, rt_work_get_today (work));
}

static gboolean
read_visit (RtWork *work, gint64 id, gint64 rev, Visit *visit, GError **error)
{
  g_autoptr (RtStatement) st = NULL;
  gboolean row = FALSE;

  if (!rt_work_need (work, RT_RIGHT_TICKET_READ, error))
    return FALSE;
  st =
    rt_db_prepare (rt_work_get_db (work),
                   "SELECT rev, assigned_to, state, visit_on, visit_done, visit_planned_by FROM ticket WHERE id = ?1",
                   error);
  if (st == NULL)
    return FALSE;
  rt_statement_bind (st, "i", id);
  if (!rt_statement_step (st, &row, error))
    return FALSE;
  if (!row)
    return rt_error_refuse (error, RT_ERROR_NOT_FOUND, _("There is no such ticket."));
  visit->id = id;
  fill_visit (work, st, visit);
  if (!check_may (work, rt_statement_get_int (st, 1) == rt_work_get_me (work), error))
    return FALSE;
  if (rt_statement_get_int (st, 0) != rev)
    return rt_error_refuse (error, RT_ERROR_CONFLICT,
                            _("Somebody else changed this ticket meanwhile. Look at it as it is now and try again."));
  if (!visit->open)
    return rt_error_refuse (error, RT_ERROR_INVALID,
                            _("This ticket is resolved. Take it up again before you change it."));
  return TRUE;
}

/* --- Access details --- */

static gboolean
store_access (RtWork *work, gint64 id, GBytes *sealed, GError **error)
{
  g_autoptr (RtStatement) st =
    rt_db_prepare (rt_work_get_db (work), "UPDATE ticket SET access_sealed = ?2 WHERE id = ?1", error);

  if (st == NULL)
    return FALSE;
  rt_statement_bind (st, "ib", id, sealed);
  return rt_statement_run (st, error);
}

/* Whoever sees the details now decides what they are; who does not may give new ones, and leaves what is there
 * otherwise. */
static gboolean
write_access (RtWork *work, const Visit *visit, char *const *values, GError **error)
{
  gboolean typed = values[RT_FIELD_DOOR_CODE] != NULL || values[RT_FIELD_KEY_PLACE] != NULL;
  g_autoptr (GBytes) sealed = NULL;
  g_autoptr (GBytes) masked = NULL;

  if (!typed && rt_work_decide (work, RT_CLASS_ACCESS, visit->own_for) != RT_SHOW_CLEAR)
    return TRUE;
  return rt_work_seal (work, RT_CLASS_ACCESS, "ticket", visit->id, values, &sealed, &masked, error) &&
         store_access (work, visit->id, sealed, error);
}

static gboolean
check_access (const char *door_code, const char *key_place, char **values, GError **error)
{
  return rt_field_check (RT_FIELD_DOOR_CODE, door_code, NULL, &values[RT_FIELD_DOOR_CODE], error) &&
         rt_field_check (RT_FIELD_KEY_PLACE, key_place, NULL, &values[RT_FIELD_KEY_PLACE], error);
}

static gboolean
set_access (RtWork *work, const Visit *visit, const char *door_code, const char *key_place, GError **error)
{
  char *values[RT_N_FIELDS] = { NULL };
  gboolean done = check_access (door_code, key_place, values, error) && write_access (work, visit, values, error);

  rt_wipe_string (values[RT_FIELD_DOOR_CODE]);
  rt_wipe_string (values[RT_FIELD_KEY_PLACE]);
  return done;
}

/* --- The visit --- */

static gboolean
record (RtWork *work, const Visit *visit, const char *to, guint64 fields, GError **error)
{
  g_autofree char *from = rt_day_to_iso (visit->day);
  g_autofree char *detail = g_strdup_printf ("%s -> %s", from != NULL ? from : "none", to != NULL ? to : "none");

  rt_work_changed (work, "ticket", visit->id);
  return rt_ticket_add_diary (work, visit->id, "visit", from, to, NULL, error) &&
         rt_work_log (work, "ticket.visit", "ticket", visit->id, fields, NULL, detail, error);
}

static gboolean
call_off (RtWork *work, const Visit *visit, GError **error)
{
  g_autoptr (RtStatement) st = NULL;

  if (visit->day == RT_DAY_NONE)
    return TRUE;
  st = rt_db_prepare (
    rt_work_get_db (work),
    "UPDATE ticket SET visit_on = NULL, visit_time = '', visit_planned_by = NULL, visit_done = 0, access_sealed = NULL,"
    " changed_at = ?2, rev = rev + 1 WHERE id = ?1",
    error);
  if (st == NULL)
    return FALSE;
  rt_statement_bind (st, "ii", visit->id, rt_work_get_now (work));
  return rt_statement_run (st, error) && record (work, visit, NULL, 0, error);
}

static gboolean
is_clock_time (const char *time)
{
  if (strlen (time) != 5 || time[2] != ':')
    return FALSE;
  for (guint i = 0; i < 5; i++)
    if (i != 2 && !g_ascii_isdigit (time[i]))
      return FALSE;
  return (time[0] - '0') * 10 + time[1] - '0' < 24 && time[3] < '6';
}

static gboolean
check_time (const char *time, GError **error)
{
  static const char *const times[] = { "", "morning", "afternoon", "evening", NULL };

  if (time == NULL || g_strv_contains (times, time) || is_clock_time (time))
    return TRUE;
  rt_error_set_invalid (error, "visit_time",
                        _("Enter the time of the visit as 14:30, or choose morning, afternoon or evening."));
  return FALSE;
}

gboolean
rt_ticket_book_visit (RtWork *work, gint64 id, gint64 rev, RtDay day, const char *time, const char *door_code,
                      const char *key_place, GError **error)
{
  g_autoptr (RtStatement) st = NULL;
  g_autofree char *to = NULL;
  Visit visit = { 0 };
  gboolean typed = !rt_text_is_blank (door_code) || !rt_text_is_blank (key_place);

  if (!read_visit (work, id, rev, &visit, error))
    return FALSE;
  if (day == RT_DAY_NONE)
    return call_off (work, &visit, error);
  if (day < rt_work_get_today (work))
    {
      rt_error_set_invalid (error, "visit_on", _("The day of the visit has passed already. Choose another day."));
      return FALSE;
    }
  if (!check_time (time, error) || !set_access (work, &visit, door_code, key_place, error))
    return FALSE;
  st = rt_db_prepare (
    rt_work_get_db (work),
    "UPDATE ticket SET visit_on = ?2, visit_time = ?3, visit_planned_by = ?4, visit_done = 0, changed_at = ?5,"
    " rev = rev + 1 WHERE id = ?1",
    error);
  if (st == NULL)
    return FALSE;
  rt_statement_bind (st, "idsii", id, day, time != NULL ? time : "", rt_work_get_me (work), rt_work_get_now (work));
  to = rt_day_to_iso (day);
  return rt_statement_run (st, error) && record (work, &visit, to, typed ? ACCESS_BITS : 0, error);
}

gboolean
rt_ticket_visit_done (RtWork *work, gint64 id, gint64 rev, GError **error)
{
  g_autoptr (RtStatement) st = NULL;
  Visit visit = { 0 };

  if (!read_visit (work, id, rev, &visit, error))
    return FALSE;
  if (visit.day == RT_DAY_NONE)
    return rt_error_refuse (error, RT_ERROR_INVALID, _("No visit is booked for this ticket."));
  if (visit.done)
    return TRUE;
  st = rt_db_prepare (
    rt_work_get_db (work),
    "UPDATE ticket SET visit_done = 1, access_sealed = NULL, changed_at = ?2, rev = rev + 1 WHERE id = ?1", error);
  if (st == NULL)
    return FALSE;
  rt_statement_bind (st, "ii", id, rt_work_get_now (work));
  return rt_statement_run (st, error) && record (work, &visit, "done", 0, error);
}
