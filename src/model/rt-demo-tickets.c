/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tickets of an example store: opened and worked through the same functions as real ones. */
#include "config.h"

#include "rt-demo-private.h"
#include "rt-log.h"
#include "rt-ticket.h"
#include "rt-work-private.h"

#define MORNING (10 * 3600)

void
rt_demo_set_day (RtWork *work, RtDay day)
{
  work->today = day != RT_DAY_NONE ? day : rt_clock_today (work->clock);
  work->now = day != RT_DAY_NONE ? (gint64) day * 86400 + MORNING : rt_clock_now (work->clock);
}

static gboolean
get_number (RtWork *work, const char *sql, gint64 id, gint64 *out, GError **error)
{
  g_autoptr (RtStatement) statement = rt_db_prepare (rt_work_get_db (work), sql, error);
  gboolean row = FALSE;

  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "i", id);
  if (!rt_statement_step (statement, &row, error))
    return FALSE;
  *out = row ? rt_statement_get_int (statement, 0) : 0;
  return TRUE;
}

static gboolean
get_rev (RtWork *work, gint64 id, gint64 *rev, GError **error)
{
  return get_number (work, "SELECT rev FROM ticket WHERE id = ?1", id, rev, error);
}

static gboolean
set_state (RtWork *work, gint64 id, RtTicketState state, const char *resolution, GError **error)
{
  gint64 rev;

  return get_rev (work, id, &rev, error) && rt_ticket_set_state (work, id, rev, state, resolution, error);
}

static gboolean
assign (RtWork *work, gint64 id, gint64 staff, GError **error)
{
  gint64 rev;

  return staff == 0 || (get_rev (work, id, &rev, error) && rt_ticket_assign (work, id, rev, staff, error));
}

static gboolean
book_visit (RtWork *work, gint64 id, RtDay day, GError **error)
{
  gint64 rev;

  return get_rev (work, id, &rev, error) && rt_ticket_book_visit (work, id, rev, day, "morning", "2468#", NULL, error);
}

/* Old ones are over; of the new ones some wait for somebody to take them. */
static gboolean
work_ticket (RtWork *work, gint64 id, const RtDemoCase *about, const RtDemoTeam *team, GRand *dice, GError **error)
{
  RtDay today = rt_clock_today (rt_work_get_clock (work));
  gint age = today - about->opened_on;
  gint64 helper = team->service[g_rand_int_range (dice, 0, 2)];
  const char *note = rt_demo_note (about->chinese, dice);
  const char *resolution = rt_demo_resolution (about->chinese, dice);
  gint luck = g_rand_int_range (dice, 0, 100);

  if (age < 4 && luck < 50)
    return TRUE;
  if (!assign (work, id, helper, error) || !set_state (work, id, RT_TICKET_IN_PROGRESS, NULL, error))
    return FALSE;
  rt_demo_set_day (work, MIN (about->opened_on + 1, today));
  if (!rt_ticket_add_note (work, id, note, error))
    return FALSE;
  if (age > 30 || (age > 10 && luck < 60))
    {
      rt_demo_set_day (work, MIN (about->opened_on + 7, today));
      return set_state (work, id, RT_TICKET_RESOLVED, resolution, error) &&
             (age < 60 || set_state (work, id, RT_TICKET_CLOSED, NULL, error));
    }
  if (luck % 4 == 0)
    return set_state (work, id, RT_TICKET_WAITING, NULL, error);
  return luck % 4 != 1 || book_visit (work, id, today + 1 + luck % 6, error);
}

gboolean
rt_demo_add_ticket (RtWork *work, const RtDemoCase *about, const RtDemoTeam *team, GRand *dice, GError **error)
{
  g_autoptr (RtTicketEdit) edit = NULL;
  gint64 line = 0;
  gint64 id;

  if (!get_number (work, "SELECT min (id) FROM order_line WHERE order_id = ?1", about->order_id, &line, error))
    return FALSE;
  rt_demo_set_day (work, about->opened_on);
  edit = rt_ticket_edit_new (about->order_id, line);
  edit->type = (RtTicketType) g_rand_int_range (dice, 0, RT_N_TICKET_TYPES);
  edit->priority = (RtPriority) g_rand_int_range (dice, 0, RT_N_PRIORITIES);
  edit->text = g_strdup (rt_demo_complaint (about->chinese, dice));
  id = rt_ticket_create (work, edit, error);
  if (id == 0 || !work_ticket (work, id, about, team, dice, error))
    return FALSE;
  rt_demo_set_day (work, RT_DAY_NONE);
  return TRUE;
}
