/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One day of the log: its head and its counts. */
#include "config.h"

#include "rt-day-sheet.h"

#include <string.h>
#include <glib/gi18n.h>

#include "rt-error.h"
#include "rt-staff.h"

G_DEFINE_BOXED_TYPE (RtDaySheet, rt_day_sheet, rt_day_sheet_ref, rt_day_sheet_unref)

static void
person_free (gpointer data)
{
  RtDayPerson *person = data;

  g_free (person->name);
  g_free (person);
}

RtDaySheet *
rt_day_sheet_ref (RtDaySheet *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
rt_day_sheet_unref (RtDaySheet *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->refs))
    return;
  g_ptr_array_unref (self->people);
  g_free (self);
}

RtDayCount
rt_day_count_of (const char *action)
{
  static const struct
  {
    const char *action;
    RtDayCount count;
  } known[] = {
    { "order.open", RT_DAY_LOOKS },
    { "ticket.open", RT_DAY_LOOKS },
    { "customer.open", RT_DAY_LOOKS },
    { "lookup", RT_DAY_LOOKUPS },
    { "reveal", RT_DAY_REVEALS },
    { "print", RT_DAY_PRINTS },
    { "print.again", RT_DAY_PRINTS },
    { "export", RT_DAY_EXPORTS },
    { "refused", RT_DAY_REFUSALS },
    { "sign-in", RT_DAY_SIGN_INS },
    { "sign-in.refused", RT_DAY_WRONG_SIGN_INS },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_strcmp0 (known[i].action, action) == 0)
      return known[i].count;
  return RT_N_DAY_COUNTS;
}

static RtDayPerson *
get_person (RtWork *work, RtDaySheet *self, gint64 id)
{
  RtDayPerson *person = NULL;

  for (guint i = 0; i < self->people->len; i++)
    {
      person = g_ptr_array_index (self->people, i);
      if (person->staff_id == id)
        return person;
    }
  person = g_new0 (RtDayPerson, 1);
  person->staff_id = id;
  person->name = rt_staff_name (work, id);
  g_ptr_array_add (self->people, person);
  return person;
}

static int
compare_people (gconstpointer a, gconstpointer b)
{
  const RtDayPerson *left = *(RtDayPerson *const *) a;
  const RtDayPerson *right = *(RtDayPerson *const *) b;

  if (left->name == NULL || right->name == NULL)
    return (left->name == NULL) - (right->name == NULL);
  return g_utf8_collate (left->name, right->name);
}

static gboolean
read_counts (RtWork *work, RtDaySheet *self, GError **error)
{
  g_autoptr (RtStatement) statement =
    rt_db_prepare (rt_work_get_db (work),
                   "SELECT actor, action, count(*) FROM log WHERE at >= ?1 AND at < ?2 GROUP BY actor, action", error);
  gboolean row = TRUE;

  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "ii", rt_day_begin (self->day), rt_day_begin (self->day + 1));
  while (row)
    {
      RtDayCount count;

      if (!rt_statement_step (statement, &row, error))
        return FALSE;
      if (!row)
        break;
      self->entries += rt_statement_get_int (statement, 2);
      count = rt_day_count_of (rt_statement_get_text (statement, 1));
      if (count != RT_N_DAY_COUNTS)
        get_person (work, self, rt_statement_get_int (statement, 0))->counts[count] +=
          (guint) rt_statement_get_int (statement, 2);
    }
  g_ptr_array_sort (self->people, compare_people);
  return TRUE;
}

RtDaySheet *
rt_day_sheet_read (RtWork *work, RtDay day, GError **error)
{
  g_autoptr (RtDaySheet) self = NULL;
  g_autofree char *iso = rt_day_to_iso (day);

  if (!rt_work_need (work, RT_RIGHT_LOG_READ, error))
    return NULL;
  if (iso == NULL || day > rt_work_get_today (work))
    {
      rt_error_set_invalid (error, "day", _("Choose today or a day that is past."));
      return NULL;
    }
  /* The head is that of the entry which says so: what is on paper is in the log. */
  if (!rt_work_log (work, "log.day", "log", day, 0, NULL, NULL, error))
    return NULL;
  self = g_new0 (RtDaySheet, 1);
  g_atomic_ref_count_init (&self->refs);
  self->people = g_ptr_array_new_with_free_func (person_free);
  self->day = day;
  self->taken_at = rt_work_get_now (work);
  if (!rt_log_get_head (rt_work_get_db (work), &self->head, error) || !read_counts (work, self, error))
    return NULL;
  return g_steal_pointer (&self);
}
