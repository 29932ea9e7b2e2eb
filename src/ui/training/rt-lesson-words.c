/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a lesson says, as plain lines. */
#include "config.h"

#include "rt-lesson-words.h"

#include "rt-text.h"

static const char *
text_or_empty (const char *text)
{
  return text != NULL ? text : "";
}

static void
add_question (GString *out, const RtQuestion *question, guint number, guint language)
{
  g_string_append_printf (out, "\n%u. %s", number, text_or_empty (question->text[language]));
  for (guint answer = 0; answer < RT_LESSON_ANSWERS; answer++)
    if (!rt_text_is_blank (question->answers[language][answer]))
      g_string_append_printf (out, "\n%s %s", answer == question->right ? "✓" : "–",
                              question->answers[language][answer]);
  g_string_append_printf (out, "\n%s", text_or_empty (question->why[language]));
}

char *
rt_lesson_words (const RtLesson *lesson, guint language)
{
  GString *out = g_string_new (NULL);

  if (lesson == NULL)
    return g_string_free (out, FALSE);
  g_string_append_printf (out, "%s\n%s", text_or_empty (lesson->title[language]),
                          text_or_empty (lesson->text[language]));
  for (guint i = 0; i < lesson->n_questions; i++)
    add_question (out, &lesson->questions[i], i + 1, language);
  return g_string_free (out, FALSE);
}

char *
rt_lesson_all_words (const RtLesson *lesson)
{
  GString *out = g_string_new (NULL);

  for (guint language = 0; language < RT_LESSON_LANGUAGES; language++)
    {
      g_autofree char *words = rt_lesson_words (lesson, language);

      g_string_append_printf (out, "%s\n", words);
    }
  return g_string_free (out, FALSE);
}
