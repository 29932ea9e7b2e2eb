/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ready-made policy and modules of data/training. A question is a block of lines: the question, "- " a wrong
 * answer,
 * "+ " the right one, "> " what is said about it. */
#include "config.h"

#include "rt-lesson-private.h"

#include <string.h>

#include "rt-lang.h"
#include "rt-training-texts.h"
#include "rt-wording.h"

static const char *const topics[] = { "policy", "counter", "trouble" };

static char *
dup_section (GHashTable *wording, const char *topic, const char *part)
{
  g_autofree char *name = g_strconcat (topic, ".", part, NULL);

  return g_strdup (g_hash_table_lookup (wording, name));
}

static void
add_line (char **text, const char *line)
{
  char *longer = *text != NULL ? g_strconcat (*text, "\n", line, NULL) : g_strdup (line);

  g_free (*text);
  *text = longer;
}

static void
read_line (RtQuestion *question, guint language, const char *line)
{
  guint n = rt_lesson_count_answers (question, language);

  if (g_str_has_prefix (line, "> "))
    add_line (&question->why[language], line + 2);
  else if (!g_str_has_prefix (line, "- ") && !g_str_has_prefix (line, "+ "))
    add_line (&question->text[language], line);
  else if (n < RT_LESSON_ANSWERS)
    {
      question->answers[language][n] = g_strdup (line + 2);
      if (line[0] == '+')
        question->right = n;
    }
}

static gboolean
read_question (RtLesson *lesson, guint number, guint language, GHashTable *wording, const char *topic)
{
  g_autofree char *part = g_strdup_printf ("question.%u", number + 1);
  g_autofree char *block = dup_section (wording, topic, part);
  g_auto (GStrv) lines = block != NULL ? g_strsplit (block, "\n", -1) : NULL;

  for (gsize i = 0; lines != NULL && lines[i] != NULL; i++)
    read_line (&lesson->questions[number], language, lines[i]);
  return lines != NULL;
}

RtLesson *
rt_lesson_builtin (guint index)
{
  RtLesson *self = NULL;

  if (index >= G_N_ELEMENTS (topics))
    return NULL;
  self = rt_lesson_new ();
  self->topic = RT_TOPIC_POLICY + index;
  for (guint language = 0; language < RT_LESSON_LANGUAGES; language++)
    {
      g_autofree char *path = g_strdup_printf ("/org/rolltop/training/%s.txt", rt_lesson_language_id (language));
      g_autoptr (GHashTable) wording = rt_wording_load (rt_training_texts_get_resource (), path);
      guint n = 0;

      self->title[language] = dup_section (wording, topics[index], "title");
      self->text[language] = dup_section (wording, topics[index], "text");
      while (n < RT_LESSON_QUESTIONS && read_question (self, n, language, wording, topics[index]))
        n++;
      self->n_questions = MAX (self->n_questions, n);
    }
  return self;
}
