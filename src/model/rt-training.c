/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who has done what of the training, and what follows from it. Nothing is overwritten: each acknowledgement and each
 * try is a row of its own. product.md §4. */
#include "config.h"

#include "rt-training-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "rt-error.h"
#include "rt-lesson-private.h"
#include "rt-settings.h"
#include "rt-staff.h"

/* The last time that somebody did a text, of a row l of lesson; ?1 is the person. */
#define LAST_DONE                                                                                                      \
  "(SELECT max (e.id) FROM training_event e WHERE e.lesson_id = l.id AND e.staff_id = ?1 AND e.until IS NOT NULL)"

static void
item_free (gpointer data)
{
  RtTrainingItem *item = data;

  rt_lesson_unref (item->lesson);
  g_free (item);
}

static void
trainee_free (gpointer data)
{
  RtTrainee *trainee = data;

  g_free (trainee->name);
  g_free (trainee);
}

void
rt_training_free (RtTraining *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->supervises, g_ptr_array_unref);
  g_free (self->supervisor);
  g_free (self);
}

/* --- What is due --- */

static gboolean
count_due (RtDb *db, gint64 staff_id, RtDay today, guint *n_due, RtDay *until, GError **error)
{
  g_autoptr (RtStatement) st =
    rt_db_prepare (db,
                   "SELECT (SELECT d.until FROM training_event d WHERE d.id = " LAST_DONE ") FROM lesson l"
                   " WHERE " RT_LESSON_IS_CURRENT,
                   error);
  gboolean row = TRUE;

  *n_due = 0;
  *until = RT_DAY_NONE;
  if (st == NULL)
    return FALSE;
  rt_statement_bind (st, "i", staff_id);
  while (row)
    {
      RtDay end;

      if (!rt_statement_step (st, &row, error))
        return FALSE;
      end = row ? rt_statement_get_day (st, 0) : RT_DAY_NONE;
      if (row && (end == RT_DAY_NONE || end < today))
        (*n_due)++;
      else if (row && (*until == RT_DAY_NONE || end < *until))
        *until = end;
    }
  if (*n_due > 0)
    *until = RT_DAY_NONE;
  return TRUE;
}

static gboolean
is_supervised (RtDb *db, gint64 staff_id, gboolean *supervised, GError **error)
{
  g_autoptr (RtStatement) st =
    rt_db_prepare (db, "SELECT 1 FROM supervision WHERE staff_id = ?1 AND released_at IS NULL", error);

  if (st == NULL)
    return FALSE;
  rt_statement_bind (st, "i", staff_id);
  return rt_statement_step (st, supervised, error);
}

gboolean
rt_training_restrictions (RtDb *db, gint64 staff_id, RtDay today, RtRestrictions *out, GError **error)
{
  gboolean supervised = FALSE;
  guint n_due = 0;
  RtDay until;

  if (!count_due (db, staff_id, today, &n_due, &until, error) || !is_supervised (db, staff_id, &supervised, error))
    return FALSE;
  *out = (n_due > 0 ? RT_RESTRICTED_TRAINING : 0) | (supervised ? RT_RESTRICTED_SUPERVISED : 0);
  return TRUE;
}

/* --- One's own --- */

static gboolean
read_item (RtDb *db, gint64 staff_id, RtTrainingItem *item, GError **error)
{
  g_autoptr (RtStatement) st = rt_db_prepare (
    db,
    "SELECT at, until, asked, right_first, event FROM training_event WHERE staff_id = ?1 AND lesson_id = ?2"
    " AND until IS NOT NULL ORDER BY id DESC LIMIT 1",
    error);
  gboolean row = FALSE;

  item->until = RT_DAY_NONE;
  if (st == NULL)
    return FALSE;
  rt_statement_bind (st, "ii", staff_id, item->lesson->id);
  if (!rt_statement_step (st, &row, error))
    return FALSE;
  if (!row)
    return TRUE;
  item->done_at = rt_statement_get_int (st, 0);
  item->until = rt_statement_get_day (st, 1);
  item->asked = (guint) rt_statement_get_int (st, 2);
  item->right_first = (guint) rt_statement_get_int (st, 3);
  item->written = g_strcmp0 (rt_statement_get_text (st, 4), "published") == 0;
  return TRUE;
}

static gboolean
add_items (RtWork *work, RtTraining *self, GError **error)
{
  g_autoptr (GPtrArray) lessons = rt_lesson_list_current (work, error);

  if (lessons == NULL)
    return FALSE;
  self->items = g_ptr_array_new_with_free_func (item_free);
  for (guint i = 0; i < lessons->len; i++)
    {
      RtTrainingItem *item = g_new0 (RtTrainingItem, 1);

      item->lesson = rt_lesson_ref (g_ptr_array_index (lessons, i));
      g_ptr_array_add (self->items, item);
      if (!read_item (rt_work_get_db (work), rt_work_get_me (work), item, error))
        return FALSE;
      item->due = item->until == RT_DAY_NONE || item->until < rt_work_get_today (work);
    }
  return TRUE;
}

static gboolean
add_supervisor (RtWork *work, RtTraining *self, GError **error)
{
  g_autoptr (RtStatement) st =
    rt_db_prepare (rt_work_get_db (work), "SELECT supervisor_id FROM staff WHERE id = ?1", error);
  gboolean row = FALSE;

  if (st == NULL)
    return FALSE;
  rt_statement_bind (st, "i", rt_work_get_me (work));
  if (!rt_statement_step (st, &row, error))
    return FALSE;
  if (row)
    self->supervisor = rt_staff_name (work, rt_statement_get_int (st, 0));
  return is_supervised (rt_work_get_db (work), rt_work_get_me (work), &self->supervised, error);
}

static gboolean
add_trainees (RtWork *work, RtTraining *self, GError **error)
{
  g_autoptr (RtStatement) st = rt_db_prepare (
    rt_work_get_db (work),
    "SELECT s.id, s.name FROM staff s JOIN supervision v ON v.staff_id = s.id"
    " WHERE s.supervisor_id = ?1 AND v.released_at IS NULL AND s.state <> 'disabled' ORDER BY s.name, s.id",
    error);
  gboolean row = TRUE;

  self->supervises = g_ptr_array_new_with_free_func (trainee_free);
  if (st == NULL)
    return FALSE;
  rt_statement_bind (st, "i", rt_work_get_me (work));
  while (row)
    {
      RtTrainee *trainee = NULL;
      guint n_due = 0;
      RtDay until;

      if (!rt_statement_step (st, &row, error))
        return FALSE;
      if (!row)
        break;
      trainee = g_new0 (RtTrainee, 1);
      trainee->id = rt_statement_get_int (st, 0);
      trainee->name = g_strdup (rt_statement_get_text (st, 1));
      g_ptr_array_add (self->supervises, trainee);
      if (!count_due (rt_work_get_db (work), trainee->id, rt_work_get_today (work), &n_due, &until, error))
        return FALSE;
      trainee->trained = n_due == 0;
    }
  return TRUE;
}

RtTraining *
rt_training_mine (RtWork *work, GError **error)
{
  g_autoptr (RtTraining) self = g_new0 (RtTraining, 1);

  if (!add_items (work, self, error) || !add_supervisor (work, self, error) || !add_trainees (work, self, error) ||
      !count_due (rt_work_get_db (work), rt_work_get_me (work), rt_work_get_today (work), &self->n_due, &self->until,
                  error))
    return NULL;
  return g_steal_pointer (&self);
}

/* --- Doing it --- */

static gboolean
insert_event (RtDb *db, gint64 staff_id, const RtLesson *lesson, const char *event, const char *language,
              guint right_first, gint64 at, RtDay day, GError **error)
{
  g_autoptr (RtStatement) st = NULL;
  RtDay until = RT_DAY_NONE;
  gint64 months = 0;

  if (!rt_settings_get (db, RT_SETTING_TRAINING_MONTHS, &months, error))
    return FALSE;
  if (strcmp (event, "tried") != 0)
    until = rt_day_add_months (day, (int) months);
  st = rt_db_prepare (db,
                      "INSERT INTO training_event (staff_id, lesson_id, event, language, asked, right_first, at, until)"
                      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                      error);
  if (st == NULL)
    return FALSE;
  rt_statement_bind (st, "iissiiid", staff_id, lesson->id, event, language, (gint64) lesson->n_questions,
                     (gint64) right_first, at, until);
  return rt_statement_run (st, error);
}

gboolean
rt_training_insert (RtWork *work, const RtLesson *lesson, const char *event, const char *language, guint right_first,
                    GError **error)
{
  const char *read_in = rt_lesson_language_id (rt_lesson_language (lesson, language));
  g_autofree char *action = g_strconcat ("training.", event, NULL);
  g_autofree char *detail = g_strdup_printf ("topic=%" G_GINT64_FORMAT " version=%" G_GINT64_FORMAT " right=%u/%u",
                                             lesson->topic, lesson->version, right_first, lesson->n_questions);

  rt_work_changed (work, "training", rt_work_get_me (work));
  return insert_event (rt_work_get_db (work), rt_work_get_me (work), lesson, event, read_in, right_first,
                       rt_work_get_now (work), rt_work_get_today (work), error) &&
         rt_work_log (work, action, "lesson", lesson->id, 0, NULL, detail, error);
}

static RtLesson *
find_current (RtWork *work, gint64 lesson_id, GError **error)
{
  g_autoptr (GPtrArray) lessons = rt_lesson_list_current (work, error);

  if (lessons == NULL)
    return NULL;
  for (guint i = 0; i < lessons->len; i++)
    if (((const RtLesson *) g_ptr_array_index (lessons, i))->id == lesson_id)
      return rt_lesson_ref (g_ptr_array_index (lessons, i));
  g_set_error_literal (error, RT_ERROR, RT_ERROR_CONFLICT,
                       _("This text has been replaced by a newer one meanwhile; begin again with that."));
  return NULL;
}

gboolean
rt_training_acknowledge (RtWork *work, gint64 lesson_id, const char *language, GError **error)
{
  g_autoptr (RtLesson) lesson = find_current (work, lesson_id, error);

  if (lesson == NULL)
    return FALSE;
  if (lesson->n_questions == 0)
    return rt_training_insert (work, lesson, "acknowledged", language, 0, error);
  rt_error_set_invalid (error, "lesson", _("A module is passed by answering its questions."));
  return FALSE;
}

/* *first is left alone when this is the first try since it was last passed. */
static gboolean
read_first_try (RtWork *work, gint64 lesson_id, guint *first, GError **error)
{
  g_autoptr (RtStatement) st = rt_db_prepare (
    rt_work_get_db (work),
    "SELECT e.right_first FROM training_event e WHERE e.staff_id = ?1 AND e.lesson_id = ?2 AND e.event = 'tried'"
    " AND NOT EXISTS (SELECT 1 FROM training_event d WHERE d.staff_id = ?1 AND d.lesson_id = ?2"
    " AND d.until IS NOT NULL AND d.id > e.id) ORDER BY e.id LIMIT 1",
    error);
  gboolean row = FALSE;

  if (st == NULL)
    return FALSE;
  rt_statement_bind (st, "ii", rt_work_get_me (work), lesson_id);
  if (!rt_statement_step (st, &row, error))
    return FALSE;
  if (row)
    *first = (guint) rt_statement_get_int (st, 0);
  return TRUE;
}

static gboolean
check_answers (const RtLesson *lesson, const char *language, const guint *answers, guint n, RtTrainingResult *result,
               GError **error)
{
  guint read_in = rt_lesson_language (lesson, language);

  *result = (RtTrainingResult){ .asked = lesson->n_questions };
  for (guint i = 0; i < lesson->n_questions; i++)
    {
      if (i >= n || answers[i] >= rt_lesson_count_answers (&lesson->questions[i], read_in))
        {
          g_autofree char *field = g_strdup_printf ("question.%u", i + 1);

          rt_error_set_invalid (error, field, _("Choose an answer to every question."));
          return FALSE;
        }
      if (answers[i] == lesson->questions[i].right)
        {
          result->right |= 1u << i;
          result->right_first++;
        }
    }
  result->passed = result->right_first == lesson->n_questions;
  return TRUE;
}

gboolean
rt_training_answer (RtWork *work, gint64 lesson_id, const char *language, const guint *answers, guint n,
                    RtTrainingResult *result, GError **error)
{
  g_autoptr (RtLesson) lesson = find_current (work, lesson_id, error);

  if (lesson == NULL)
    return FALSE;
  if (lesson->n_questions == 0)
    {
      rt_error_set_invalid (error, "lesson", _("The policy is acknowledged; it has no questions."));
      return FALSE;
    }
  return check_answers (lesson, language, answers, n, result, error) &&
         read_first_try (work, lesson_id, &result->right_first, error) &&
         rt_training_insert (work, lesson, result->passed ? "passed" : "tried", language, result->right_first, error);
}

/* --- Everybody's --- */

static gboolean
may_see_states (RtWork *work, GError **error)
{
  const RtPerson *person = rt_work_get_person (work);

  return rt_person_may (person, RT_RIGHT_STAFF_MANAGE) || rt_person_may (person, RT_RIGHT_STAFF_ADMIT) ||
         rt_work_need (work, RT_RIGHT_TRAINING_WRITE, error);
}

static gboolean
add_score (RtDb *db, RtTrainingState *state, GError **error)
{
  g_autoptr (RtStatement) st =
    rt_db_prepare (db,
                   "SELECT coalesce (sum (d.asked), 0), coalesce (sum (d.right_first), 0) FROM lesson l"
                   " JOIN training_event d ON d.id = " LAST_DONE " AND d.event = 'passed' WHERE " RT_LESSON_IS_CURRENT,
                   error);
  gboolean row = FALSE;

  if (st == NULL)
    return FALSE;
  rt_statement_bind (st, "i", state->staff_id);
  if (!rt_statement_step (st, &row, error))
    return FALSE;
  state->asked = row ? (guint) rt_statement_get_int (st, 0) : 0;
  state->right_first = row ? (guint) rt_statement_get_int (st, 1) : 0;
  return TRUE;
}

GArray *
rt_training_states (RtWork *work, GError **error)
{
  RtDb *db = rt_work_get_db (work);
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (RtTrainingState));
  g_autoptr (RtStatement) st = NULL;
  gboolean row = TRUE;

  if (!may_see_states (work, error))
    return NULL;
  st = rt_db_prepare (db, "SELECT id FROM staff ORDER BY id", error);
  if (st == NULL)
    return NULL;
  while (row)
    {
      RtTrainingState state = { 0 };

      if (!rt_statement_step (st, &row, error))
        return NULL;
      if (!row)
        break;
      state.staff_id = rt_statement_get_int (st, 0);
      if (!count_due (db, state.staff_id, rt_work_get_today (work), &state.n_due, &state.until, error) ||
          !is_supervised (db, state.staff_id, &state.supervised, error) || !add_score (db, &state, error))
        return NULL;
      g_array_append_val (list, state);
    }
  return g_steal_pointer (&list);
}

gboolean
rt_training_insert_example (RtDb *db, gint64 staff_id, RtDay day, gint64 at, GError **error)
{
  g_autoptr (RtStatement) st = rt_db_prepare (
    db,
    "SELECT l.id, l.topic, (SELECT count (*) FROM lesson_question q WHERE q.lesson_id = l.id) FROM lesson l"
    " WHERE " RT_LESSON_IS_CURRENT " ORDER BY l.topic",
    error);
  gboolean row = TRUE;

  if (st == NULL)
    return FALSE;
  while (row)
    {
      RtLesson lesson = { 0 };

      if (!rt_statement_step (st, &row, error))
        return FALSE;
      if (!row)
        break;
      lesson.id = rt_statement_get_int (st, 0);
      lesson.topic = rt_statement_get_int (st, 1);
      lesson.n_questions = (guint) rt_statement_get_int (st, 2);
      if (!insert_event (db, staff_id, &lesson, lesson.topic == RT_TOPIC_POLICY ? "acknowledged" : "passed", "en",
                         lesson.n_questions, at, day, error))
        return FALSE;
    }
  return TRUE;
}
