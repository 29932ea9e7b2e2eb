/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The picture of looks, counted by the index of the log. */
#include "config.h"

#include "rt-looks.h"

#include <glib/gi18n.h>

#include "rt-error.h"
#include "rt-settings.h"
#include "rt-staff.h"

#define QUARTER 900 /* time zones differ by quarters of an hour */

static void
person_free (gpointer data)
{
  RtLooksPerson *person = data;

  g_free (person->name);
  g_free (person);
}

RtLooks *
rt_looks_ref (RtLooks *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
rt_looks_unref (RtLooks *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->refs))
    return;
  g_ptr_array_unref (self->people);
  g_free (self);
}

static RtLooksPerson *
get_person (RtWork *work, RtLooks *self, gint64 id)
{
  RtLooksPerson *person = NULL;

  for (guint i = 0; i < self->people->len; i++)
    {
      person = g_ptr_array_index (self->people, i);
      if (person->staff_id == id)
        return person;
    }
  person = g_new0 (RtLooksPerson, 1);
  person->staff_id = id;
  person->name = rt_staff_name (work, id);
  g_ptr_array_add (self->people, person);
  return person;
}

static void
add_count (RtWork *work, RtLooks *self, gint64 staff_id, gint64 at, guint count)
{
  RtLooksPerson *person = get_person (work, self, staff_id);
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_local (at);
  int hour = moment != NULL ? g_date_time_get_hour (moment) : 0;

  person->hours[hour] += count;
  person->total += count;
  self->total += count;
  self->most = MAX (self->most, person->hours[hour]);
}

static int
compare_people (gconstpointer a, gconstpointer b)
{
  const RtLooksPerson *left = *(RtLooksPerson *const *) a;
  const RtLooksPerson *right = *(RtLooksPerson *const *) b;

  if (left->name == NULL || right->name == NULL)
    return (left->name == NULL) - (right->name == NULL);
  return g_utf8_collate (left->name, right->name);
}

static gboolean
read_counts (RtWork *work, RtLooks *self, GError **error)
{
  g_autoptr (RtStatement) statement =
    rt_db_prepare (rt_work_get_db (work),
                   "SELECT actor, at / ?3, count(*) FROM log WHERE at >= ?1 AND at < ?2 AND actor <> 0"
                   " AND action IN ('order.open', 'ticket.open', 'customer.open', 'lookup', 'reveal')"
                   " GROUP BY actor, at / ?3",
                   error);
  gboolean row = TRUE;

  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "iii", rt_day_begin (self->from), rt_day_begin (self->to + 1), (gint64) QUARTER);
  while (row)
    {
      if (!rt_statement_step (statement, &row, error))
        return FALSE;
      if (row)
        add_count (work, self, rt_statement_get_int (statement, 0), rt_statement_get_int (statement, 1) * QUARTER,
                   (guint) rt_statement_get_int (statement, 2));
    }
  g_ptr_array_sort (self->people, compare_people);
  return TRUE;
}

RtLooks *
rt_looks_read (RtWork *work, RtDay from, RtDay to, GError **error)
{
  g_autoptr (RtLooks) self = NULL;
  gint64 begins = 0, ends = 0;

  if (!rt_work_need (work, RT_RIGHT_REVIEW_READ, error))
    return NULL;
  if (!rt_day_split (from, NULL, NULL, NULL) || !rt_day_split (to, NULL, NULL, NULL) || from > to)
    {
      rt_error_set_invalid (error, "day", _("Choose a first and a last day, in this order."));
      return NULL;
    }
  if (!rt_settings_get (rt_work_get_db (work), RT_SETTING_REVIEW_DAY_BEGINS, &begins, error) ||
      !rt_settings_get (rt_work_get_db (work), RT_SETTING_REVIEW_DAY_ENDS, &ends, error))
    return NULL;
  self = g_new0 (RtLooks, 1);
  g_atomic_ref_count_init (&self->refs);
  self->people = g_ptr_array_new_with_free_func (person_free);
  self->from = from;
  self->to = to;
  self->day_begins = (int) begins;
  self->day_ends = (int) ends;
  return read_counts (work, self, error) ? g_steal_pointer (&self) : NULL;
}
