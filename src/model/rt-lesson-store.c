/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people are taught, in the store: one draft of a topic at a time, published versions frozen. */
#include "config.h"

#include "rt-lesson-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "rt-draft.h"
#include "rt-error.h"
#include "rt-text.h"
#include "rt-training-private.h"

/* --- Reading --- */

static gboolean
read_texts (RtDb *db, RtLesson *self, GError **error)
{
  g_autoptr (GArray) parts = rt_lesson_list_parts (self, RT_LESSON_QUESTIONS);
  g_autoptr (RtStatement) st =
    rt_db_prepare (db, "SELECT language, part, text FROM lesson_part WHERE lesson_id = ?1", error);
  gboolean row = TRUE;

  if (st == NULL)
    return FALSE;
  rt_statement_bind (st, "i", self->id);
  while (row)
    {
      if (!rt_statement_step (st, &row, error))
        return FALSE;
      if (row)
        rt_lesson_take_part (parts, rt_statement_get_text (st, 0), rt_statement_get_text (st, 1),
                             rt_statement_get_text (st, 2));
    }
  return TRUE;
}

static gboolean
read_questions (RtDb *db, RtLesson *self, GError **error)
{
  g_autoptr (RtStatement) st =
    rt_db_prepare (db, "SELECT number, right_answer FROM lesson_question WHERE lesson_id = ?1 ORDER BY number", error);
  gboolean row = TRUE;

  if (st == NULL)
    return FALSE;
  rt_statement_bind (st, "i", self->id);
  while (row)
    {
      gint64 number;

      if (!rt_statement_step (st, &row, error))
        return FALSE;
      number = row ? rt_statement_get_int (st, 0) : 0;
      if (number < 1 || number > RT_LESSON_QUESTIONS)
        continue;
      self->questions[number - 1].right = (guint) rt_statement_get_int (st, 1) - 1;
      self->n_questions = (guint) number;
    }
  return TRUE;
}

#define COLUMNS                                                                                                        \
  "SELECT l.id, l.topic, l.version, l.state, l.published_at, l.changed_at, s.name,"                                    \
  " EXISTS (SELECT 1 FROM lesson_retired r WHERE r.topic = l.topic)"                                                   \
  " FROM lesson l LEFT JOIN staff s ON s.id = l.published_by "

static RtLesson *
read_lesson (RtDb *db, RtStatement *st, GError **error)
{
  g_autoptr (RtLesson) self = rt_lesson_new ();

  self->id = rt_statement_get_int (st, 0);
  self->topic = rt_statement_get_int (st, 1);
  self->version = rt_statement_get_int (st, 2);
  self->published = g_strcmp0 (rt_statement_get_text (st, 3), "published") == 0;
  self->published_at = rt_statement_get_int (st, 4);
  self->changed_at = rt_statement_get_int (st, 5);
  self->published_by_name = g_strdup (rt_statement_get_text (st, 6));
  self->retired = rt_statement_get_int (st, 7) != 0;
  return read_texts (db, self, error) && read_questions (db, self, error) ? g_steal_pointer (&self) : NULL;
}

/* @value is bound when it is not 0. */
static GPtrArray *
query (RtDb *db, const char *sql, gint64 value, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) rt_lesson_unref);
  g_autoptr (RtStatement) st = rt_db_prepare (db, sql, error);
  gboolean row = TRUE;

  if (st == NULL)
    return NULL;
  if (value != 0)
    rt_statement_bind (st, "i", value);
  while (row)
    {
      RtLesson *lesson = NULL;

      if (!rt_statement_step (st, &row, error))
        return NULL;
      lesson = row ? read_lesson (db, st, error) : NULL;
      if (row && lesson == NULL)
        return NULL;
      if (row)
        g_ptr_array_add (list, lesson);
    }
  return g_steal_pointer (&list);
}

/* FALSE only with an error. */
static gboolean
query_one (RtDb *db, const char *sql, gint64 value, RtLesson **out, GError **error)
{
  g_autoptr (GPtrArray) list = query (db, sql, value, error);

  if (list == NULL)
    return FALSE;
  *out = list->len > 0 ? rt_lesson_ref (g_ptr_array_index (list, 0)) : NULL;
  return TRUE;
}

GPtrArray *
rt_lesson_list_current (RtWork *work, GError **error)
{
  return query (rt_work_get_db (work), COLUMNS "WHERE " RT_LESSON_IS_CURRENT " ORDER BY l.topic", 0, error);
}

GPtrArray *
rt_lesson_list_all (RtWork *work, GError **error)
{
  if (!rt_work_need (work, RT_RIGHT_TRAINING_WRITE, error))
    return NULL;
  return query (rt_work_get_db (work), COLUMNS "ORDER BY l.topic, l.state, l.version DESC", 0, error);
}

static RtLesson *
set_not_found (GError **error)
{
  g_set_error_literal (error, RT_ERROR, RT_ERROR_NOT_FOUND, _("There is no such text in the training of this store."));
  return NULL;
}

RtLesson *
rt_lesson_get (RtWork *work, gint64 id, GError **error)
{
  g_autoptr (RtLesson) lesson = NULL;

  if (!query_one (rt_work_get_db (work), COLUMNS "WHERE l.id = ?1", id, &lesson, error))
    return NULL;
  if (lesson == NULL)
    return set_not_found (error);
  if (!lesson->published && !rt_work_need (work, RT_RIGHT_TRAINING_WRITE, error))
    return NULL;
  return g_steal_pointer (&lesson);
}

RtLesson *
rt_lesson_get_current (RtWork *work, gint64 topic, GError **error)
{
  RtLesson *lesson = NULL;

  query_one (rt_work_get_db (work),
             COLUMNS "WHERE l.topic = ?1 AND l.state = 'published' ORDER BY l.version DESC LIMIT 1", topic, &lesson,
             error);
  return lesson;
}

/* --- Writing --- */

static gboolean
write_part (RtDb *db, gint64 id, const char *language, const char *part, const char *text, GError **error)
{
  g_autoptr (RtStatement) st =
    rt_db_prepare (db, "INSERT INTO lesson_part (lesson_id, language, part, text) VALUES (?1, ?2, ?3, ?4)", error);

  if (st == NULL)
    return FALSE;
  rt_statement_bind (st, "isss", id, language, part, text);
  return rt_statement_run (st, error);
}

static gboolean
write_right (RtDb *db, gint64 id, guint number, guint right, GError **error)
{
  g_autoptr (RtStatement) st =
    rt_db_prepare (db, "INSERT INTO lesson_question (lesson_id, number, right_answer) VALUES (?1, ?2, ?3)", error);

  if (st == NULL)
    return FALSE;
  rt_statement_bind (st, "iii", id, (gint64) number, (gint64) right);
  return rt_statement_run (st, error);
}

/* The texts are cleaned as they are written. */
static gboolean
write_texts (RtDb *db, gint64 id, const RtLesson *lesson, GError **error)
{
  g_autoptr (GArray) parts = rt_lesson_list_parts ((RtLesson *) lesson, lesson->n_questions);

  for (guint i = 0; i < parts->len; i++)
    for (guint language = 0; language < RT_LESSON_LANGUAGES; language++)
      {
        const RtLessonPart *part = &g_array_index (parts, RtLessonPart, i);
        g_autofree char *clean =
          rt_text_clean (*part->slot[language], -1, part->most, part->multiline, part->name, error);

        if (clean == NULL ||
            (*clean != '\0' && !write_part (db, id, rt_lesson_language_id (language), part->name, clean, error)))
          return FALSE;
      }
  for (guint i = 0; i < lesson->n_questions; i++)
    if (!write_right (db, id, i + 1, MIN (lesson->questions[i].right, RT_LESSON_ANSWERS - 1) + 1, error))
      return FALSE;
  return TRUE;
}

static gboolean
run_with_id (RtDb *db, const char *sql, gint64 id, GError **error)
{
  g_autoptr (RtStatement) st = rt_db_prepare (db, sql, error);

  if (st == NULL)
    return FALSE;
  rt_statement_bind (st, "i", id);
  return rt_statement_run (st, error);
}

static gboolean
delete_texts (RtDb *db, gint64 id, GError **error)
{
  return run_with_id (db, "DELETE FROM lesson_part WHERE lesson_id = ?1", id, error) &&
         run_with_id (db, "DELETE FROM lesson_question WHERE lesson_id = ?1", id, error);
}

static gint64
insert_draft (RtDb *db, gint64 topic, const RtLesson *lesson, gint64 now, GError **error)
{
  g_autoptr (RtStatement) st =
    rt_db_prepare (db, "INSERT INTO lesson (topic, state, changed_at) VALUES (?1, 'draft', ?2)", error);
  gint64 id;

  if (st == NULL)
    return 0;
  rt_statement_bind (st, "ii", topic, now);
  if (!rt_statement_run (st, error))
    return 0;
  id = rt_db_last_insert_id (db);
  return lesson == NULL || write_texts (db, id, lesson, error) ? id : 0;
}

static gboolean
freeze (RtDb *db, gint64 id, gint64 topic, gint64 now, gint64 staff, GError **error)
{
  g_autoptr (RtStatement) st =
    rt_db_prepare (db,
                   "UPDATE lesson SET state = 'published', published_at = ?3, published_by = ?4, changed_at = ?3,"
                   " version = (SELECT coalesce (max (o.version), 0) + 1 FROM lesson o WHERE o.topic = ?2)"
                   " WHERE id = ?1 AND state = 'draft'",
                   error);

  if (st == NULL)
    return FALSE;
  rt_statement_bind (st, "iiii", id, topic, now, staff);
  if (!rt_statement_run (st, error))
    return FALSE;
  return rt_db_changes (db) == 1 || set_not_found (error) != NULL;
}

gboolean
rt_lesson_store_builtin (RtDb *db, gint64 now, gboolean *stored, GError **error)
{
  gint64 have = 0;

  if (!rt_db_get_int (db, "SELECT count (*) FROM lesson", &have, error))
    return FALSE;
  if (stored != NULL)
    *stored = have == 0;
  for (guint i = 0; have == 0; i++)
    {
      g_autoptr (RtLesson) lesson = rt_lesson_builtin (i);
      gint64 id = lesson != NULL ? insert_draft (db, lesson->topic, lesson, now, error) : 0;

      if (lesson == NULL)
        return TRUE;
      if (id == 0 || !freeze (db, id, lesson->topic, now, 0, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
record (RtWork *work, const char *action, gint64 id, const char *detail, GError **error)
{
  rt_work_changed (work, "lesson", id);
  return rt_work_log (work, action, "lesson", id, 0, NULL, detail, error);
}

GArray *
rt_lesson_list_kept (RtWork *work, GError **error)
{
  g_autoptr (GArray) topics = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_auto (GStrv) kinds = rt_work_need (work, RT_RIGHT_TRAINING_WRITE, error) ? rt_draft_kinds (work, error) : NULL;

  if (kinds == NULL)
    return NULL;
  for (guint i = 0; kinds[i] != NULL; i++)
    {
      gint64 topic;

      if (g_str_has_prefix (kinds[i], RT_LESSON_DRAFT_KIND) &&
          g_ascii_string_to_signed (kinds[i] + strlen (RT_LESSON_DRAFT_KIND), 10, 1, G_MAXINT64, &topic, NULL))
        g_array_append_val (topics, topic);
    }
  return g_steal_pointer (&topics);
}

static gboolean
is_kept (RtWork *work, gint64 topic, gboolean *kept, GError **error)
{
  g_autoptr (GArray) topics = rt_lesson_list_kept (work, error);

  *kept = FALSE;
  for (guint i = 0; topics != NULL && i < topics->len; i++)
    *kept = *kept || g_array_index (topics, gint64, i) == topic;
  return topics != NULL;
}

/* None that anybody has typed something about, either: a module that was thrown away stays what they find it as. */
static gboolean
find_new_topic (RtDb *db, gint64 *topic, GError **error)
{
  return rt_db_get_int (db,
                        "SELECT max (1, coalesce ((SELECT max (topic) FROM lesson), 1), coalesce ("
                        " (SELECT max (CAST (substr (kind, 10) AS INTEGER)) FROM draft"
                        "  WHERE kind GLOB '" RT_LESSON_DRAFT_KIND "*'), 1)) + 1",
                        topic, error);
}

static RtLesson *
make_draft (RtWork *work, gint64 topic, GError **error)
{
  RtDb *db = rt_work_get_db (work);
  g_autoptr (RtLesson) base = NULL;
  g_autofree char *detail = NULL;
  gboolean kept = topic == 0;
  gint64 id;

  if (topic == 0)
    {
      if (!find_new_topic (db, &topic, error))
        return NULL;
    }
  else if (!query_one (db, COLUMNS "WHERE l.topic = ?1 ORDER BY l.version DESC LIMIT 1", topic, &base, error))
    return NULL;
  else if (base == NULL && !is_kept (work, topic, &kept, error))
    return NULL;
  if (base == NULL && !kept)
    return set_not_found (error);
  id = insert_draft (db, topic, base, rt_work_get_now (work), error);
  detail = g_strdup_printf ("topic=%" G_GINT64_FORMAT, topic);
  if (id == 0 || !record (work, "lesson.draft", id, detail, error))
    return NULL;
  return rt_lesson_get (work, id, error);
}

RtLesson *
rt_lesson_get_draft (RtWork *work, gint64 topic, GError **error)
{
  RtLesson *draft = NULL;

  if (!rt_work_need (work, RT_RIGHT_TRAINING_WRITE, error))
    return NULL;
  if (topic != 0 &&
      !query_one (rt_work_get_db (work), COLUMNS "WHERE l.topic = ?1 AND l.state = 'draft'", topic, &draft, error))
    return NULL;
  return draft != NULL ? draft : make_draft (work, topic, error);
}

/* The draft as it stands now; refused when it is published. */
static RtLesson *
find_draft (RtWork *work, gint64 id, GError **error)
{
  g_autoptr (RtLesson) lesson = NULL;

  if (!rt_work_need (work, RT_RIGHT_TRAINING_WRITE, error))
    return NULL;
  lesson = rt_lesson_get (work, id, error);
  if (lesson == NULL || !lesson->published)
    return g_steal_pointer (&lesson);
  rt_error_set_invalid (error, "lesson",
                        _("A published text stays as it is. Change the draft of the next version instead."));
  return NULL;
}

static gboolean
touch (RtWork *work, gint64 id, GError **error)
{
  g_autoptr (RtStatement) st =
    rt_db_prepare (rt_work_get_db (work), "UPDATE lesson SET changed_at = ?2 WHERE id = ?1", error);

  if (st == NULL)
    return FALSE;
  rt_statement_bind (st, "ii", id, rt_work_get_now (work));
  return rt_statement_run (st, error);
}

gboolean
rt_lesson_save (RtWork *work, const RtLesson *edit, GError **error)
{
  RtDb *db = rt_work_get_db (work);
  g_autoptr (RtLesson) draft = find_draft (work, edit->id, error);

  if (draft == NULL)
    return FALSE;
  if (draft->changed_at != edit->changed_at)
    {
      g_set_error_literal (error, RT_ERROR, RT_ERROR_CONFLICT,
                           _("Somebody else has changed this draft meanwhile; open it again."));
      return FALSE;
    }
  return delete_texts (db, edit->id, error) && write_texts (db, edit->id, edit, error) &&
         touch (work, edit->id, error) && record (work, "lesson.edit", edit->id, NULL, error);
}

gboolean
rt_lesson_discard (RtWork *work, gint64 id, GError **error)
{
  RtDb *db = rt_work_get_db (work);
  g_autoptr (RtLesson) draft = find_draft (work, id, error);
  g_autofree char *kind = draft != NULL ? rt_lesson_draft_kind (draft->topic) : NULL;

  return draft != NULL && delete_texts (db, id, error) && rt_draft_save (work, kind, NULL, error) &&
         run_with_id (db, "DELETE FROM lesson WHERE id = ?1", id, error) &&
         record (work, "lesson.discard", id, NULL, error);
}

static gboolean
check_new (RtWork *work, const RtLesson *draft, GError **error)
{
  g_autoptr (RtLesson) current = NULL;
  g_autoptr (GError) local = NULL;

  if (draft->retired)
    {
      rt_error_set_invalid (error, "lesson", _("This module is retired; write a new one instead."));
      return FALSE;
    }
  current = rt_lesson_get_current (work, draft->topic, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (current == NULL || !rt_lesson_says_the_same (current, draft))
    return TRUE;
  rt_error_set_invalid (error, "lesson", _("The draft says what is published already. Change it first."));
  return FALSE;
}

gboolean
rt_lesson_publish (RtWork *work, gint64 id, GError **error)
{
  g_autoptr (RtLesson) draft = find_draft (work, id, error);
  g_autofree char *detail = NULL;

  if (draft == NULL || !rt_lesson_check (draft, error) || !check_new (work, draft, error) ||
      !freeze (rt_work_get_db (work), id, draft->topic, rt_work_get_now (work), rt_work_get_me (work), error) ||
      !rt_training_insert (work, draft, "published", NULL, 0, error))
    return FALSE;
  detail = g_strdup_printf ("topic=%" G_GINT64_FORMAT, draft->topic);
  rt_work_changed (work, "training", 0);
  return record (work, "lesson.publish", id, detail, error);
}

gboolean
rt_lesson_retire (RtWork *work, gint64 topic, GError **error)
{
  g_autoptr (RtLesson) current = NULL;
  g_autoptr (RtStatement) st = NULL;
  g_autofree char *detail = NULL;

  if (!rt_work_need (work, RT_RIGHT_TRAINING_WRITE, error))
    return FALSE;
  if (topic == RT_TOPIC_POLICY)
    {
      rt_error_set_invalid (error, "lesson", _("The policy cannot be retired; publish a new version of it."));
      return FALSE;
    }
  if (!query_one (rt_work_get_db (work), COLUMNS "WHERE l.topic = ?1 AND " RT_LESSON_IS_CURRENT, topic, &current,
                  error))
    return FALSE;
  if (current == NULL)
    return set_not_found (error) != NULL;
  st = rt_db_prepare (rt_work_get_db (work), "INSERT INTO lesson_retired (topic, at, by) VALUES (?1, ?2, ?3)", error);
  if (st == NULL)
    return FALSE;
  rt_statement_bind (st, "iii", topic, rt_work_get_now (work), rt_work_get_me (work));
  detail = g_strdup_printf ("topic=%" G_GINT64_FORMAT, topic);
  rt_work_changed (work, "training", 0);
  return rt_statement_run (st, error) && record (work, "lesson.retire", current->id, detail, error);
}
