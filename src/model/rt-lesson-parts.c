/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The texts of a lesson by name, and what is typed of one and not saved yet as unfinished work. */
#include "config.h"

#include "rt-lesson-private.h"

#include "rt-text.h"

#define TITLE_BYTES 300
#define TEXT_BYTES  20000
#define SHORT_BYTES 1000

/* Topic, id, moment it was read as, right answers, texts by language and name. */
#define DRAFT_TYPE "(xxxaua(uss))"

/* --- Parts by name --- */

static RtLessonPart
make_part (const char *name, char **english, char **chinese, gsize most)
{
  RtLessonPart part = { .slot = { english, chinese }, .most = most, .multiline = most == TEXT_BYTES };

  g_strlcpy (part.name, name, sizeof part.name);
  return part;
}

static void
add_question_parts (GArray *parts, RtQuestion *question, guint number)
{
  RtLessonPart part = make_part ("", &question->text[0], &question->text[1], SHORT_BYTES);

  g_snprintf (part.name, sizeof part.name, "question.%u", number);
  g_array_append_val (parts, part);
  part = make_part ("", &question->why[0], &question->why[1], SHORT_BYTES);
  g_snprintf (part.name, sizeof part.name, "why.%u", number);
  g_array_append_val (parts, part);
  for (guint i = 0; i < RT_LESSON_ANSWERS; i++)
    {
      part = make_part ("", &question->answers[0][i], &question->answers[1][i], SHORT_BYTES);
      g_snprintf (part.name, sizeof part.name, "answer.%u.%u", number, i + 1);
      g_array_append_val (parts, part);
    }
}

GArray *
rt_lesson_list_parts (RtLesson *lesson, guint n_questions)
{
  GArray *parts = g_array_new (FALSE, FALSE, sizeof (RtLessonPart));
  RtLessonPart title = make_part ("title", &lesson->title[0], &lesson->title[1], TITLE_BYTES);
  RtLessonPart text = make_part ("text", &lesson->text[0], &lesson->text[1], TEXT_BYTES);

  g_array_append_val (parts, title);
  g_array_append_val (parts, text);
  for (guint i = 0; i < n_questions; i++)
    add_question_parts (parts, &lesson->questions[i], i + 1);
  return parts;
}

static void
take_text (GArray *parts, guint language, const char *name, const char *text)
{
  for (guint i = 0; i < parts->len; i++)
    {
      RtLessonPart *part = &g_array_index (parts, RtLessonPart, i);

      if (g_strcmp0 (part->name, name) != 0)
        continue;
      g_free (*part->slot[language]);
      *part->slot[language] = g_strdup (text);
    }
}

void
rt_lesson_take_part (GArray *parts, const char *language, const char *name, const char *text)
{
  take_text (parts, g_strcmp0 (language, rt_lesson_language_id (1)) == 0 ? 1 : 0, name, text);
}

/* --- Unfinished work --- */

char *
rt_lesson_draft_kind (gint64 topic)
{
  return g_strdup_printf (RT_LESSON_DRAFT_KIND "%" G_GINT64_FORMAT, topic);
}

GBytes *
rt_lesson_to_draft (const RtLesson *self)
{
  g_autoptr (GArray) parts = rt_lesson_list_parts ((RtLesson *) self, self->n_questions);
  g_autoptr (GVariant) content = NULL;
  GVariantBuilder right, texts;

  g_variant_builder_init (&right, G_VARIANT_TYPE ("au"));
  for (guint i = 0; i < self->n_questions; i++)
    g_variant_builder_add (&right, "u", self->questions[i].right);
  g_variant_builder_init (&texts, G_VARIANT_TYPE ("a(uss)"));
  for (guint i = 0; i < parts->len; i++)
    for (guint language = 0; language < RT_LESSON_LANGUAGES; language++)
      {
        const RtLessonPart *part = &g_array_index (parts, RtLessonPart, i);

        if (*part->slot[language] != NULL)
          g_variant_builder_add (&texts, "(uss)", language, part->name, *part->slot[language]);
      }
  content = g_variant_ref_sink (g_variant_new (DRAFT_TYPE, self->topic, self->id, self->changed_at, &right, &texts));
  return g_variant_get_data_as_bytes (content);
}

static void
clear_texts (RtLesson *self)
{
  g_autoptr (GArray) parts = rt_lesson_list_parts (self, RT_LESSON_QUESTIONS);

  for (guint i = 0; i < parts->len; i++)
    for (guint language = 0; language < RT_LESSON_LANGUAGES; language++)
      g_clear_pointer (g_array_index (parts, RtLessonPart, i).slot[language], g_free);
}

static void
read_texts (RtLesson *self, GVariant *texts)
{
  g_autoptr (GArray) parts = rt_lesson_list_parts (self, self->n_questions);
  GVariantIter iter;
  const char *name, *text;
  guint language;

  g_variant_iter_init (&iter, texts);
  while (g_variant_iter_next (&iter, "(u&s&s)", &language, &name, &text))
    if (language < RT_LESSON_LANGUAGES)
      take_text (parts, language, name, text);
}

/* The moment that what was typed into the draft @id, as it was at @changed_at, counts as read at: in another draft that
 * says something none, which no draft was ever changed at; over an empty one nothing is written. */
static gint64
find_moment (const RtLesson *self, gint64 id, gint64 changed_at)
{
  g_autoptr (GArray) parts = rt_lesson_list_parts ((RtLesson *) self, self->n_questions);

  if (id == self->id)
    return changed_at;
  for (guint i = 0; i < parts->len; i++)
    for (guint language = 0; language < RT_LESSON_LANGUAGES; language++)
      if (!rt_text_is_blank (*g_array_index (parts, RtLessonPart, i).slot[language]))
        return 0;
  return self->changed_at;
}

gboolean
rt_lesson_from_draft (RtLesson *self, GBytes *content)
{
  g_autoptr (GVariant) draft =
    content != NULL ? g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE (DRAFT_TYPE), content, FALSE))
                    : NULL;
  g_autoptr (GVariant) right = NULL;
  g_autoptr (GVariant) texts = NULL;
  gint64 topic = 0, id = 0, changed_at = 0;

  if (draft == NULL || !g_variant_is_normal_form (draft))
    return FALSE;
  g_variant_get (draft, "(xxx@au@a(uss))", &topic, &id, &changed_at, &right, &texts);
  if (topic != self->topic || g_variant_n_children (right) > RT_LESSON_QUESTIONS)
    return FALSE;
  self->changed_at = find_moment (self, id, changed_at);
  clear_texts (self);
  self->n_questions = (guint) g_variant_n_children (right);
  for (guint i = 0; i < self->n_questions; i++)
    g_variant_get_child (right, i, "u", &self->questions[i].right);
  read_texts (self, texts);
  return TRUE;
}
