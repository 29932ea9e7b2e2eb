/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people are taught, as a record: its languages, and whether it is whole. Pure. */
#include "config.h"

#include "rt-lesson-private.h"

#include <glib/gi18n.h>

#include "rt-error.h"
#include "rt-lang.h"
#include "rt-text.h"

static const char *const languages[RT_LESSON_LANGUAGES] = { "en", "zh_CN" };

RtLesson *
rt_lesson_new (void)
{
  RtLesson *self = g_new0 (RtLesson, 1);

  g_atomic_ref_count_init (&self->refs);
  return self;
}

RtLesson *
rt_lesson_ref (RtLesson *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

static void
clear_question (RtQuestion *question)
{
  for (guint i = 0; i < RT_LESSON_LANGUAGES; i++)
    {
      g_free (question->text[i]);
      g_free (question->why[i]);
      for (guint answer = 0; answer < RT_LESSON_ANSWERS; answer++)
        g_free (question->answers[i][answer]);
    }
}

void
rt_lesson_unref (RtLesson *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->refs))
    return;
  for (guint i = 0; i < RT_LESSON_LANGUAGES; i++)
    {
      g_free (self->title[i]);
      g_free (self->text[i]);
    }
  for (guint i = 0; i < RT_LESSON_QUESTIONS; i++)
    clear_question (&self->questions[i]);
  g_free (self->published_by_name);
  g_free (self);
}

const char *
rt_lesson_language_id (guint language)
{
  return language < RT_LESSON_LANGUAGES ? languages[language] : NULL;
}

guint
rt_lesson_language (const RtLesson *self, const char *wanted)
{
  guint language = rt_lang_is_chinese (wanted) ? 1 : 0;

  return rt_text_is_blank (self->title[language]) ? 1 - language : language;
}

guint
rt_lesson_count_answers (const RtQuestion *question, guint language)
{
  guint n = 0;

  while (n < RT_LESSON_ANSWERS && !rt_text_is_blank (question->answers[language][n]))
    n++;
  return n;
}

static gboolean
same_question (const RtQuestion *a, const RtQuestion *b)
{
  gboolean same = a->right == b->right;

  for (guint i = 0; i < RT_LESSON_LANGUAGES && same; i++)
    {
      same = g_strcmp0 (a->text[i], b->text[i]) == 0 && g_strcmp0 (a->why[i], b->why[i]) == 0;
      for (guint answer = 0; answer < RT_LESSON_ANSWERS && same; answer++)
        same = g_strcmp0 (a->answers[i][answer], b->answers[i][answer]) == 0;
    }
  return same;
}

gboolean
rt_lesson_says_the_same (const RtLesson *a, const RtLesson *b)
{
  gboolean same = a->n_questions == b->n_questions;

  for (guint i = 0; i < RT_LESSON_LANGUAGES && same; i++)
    same = g_strcmp0 (a->title[i], b->title[i]) == 0 && g_strcmp0 (a->text[i], b->text[i]) == 0;
  for (guint i = 0; i < a->n_questions && same; i++)
    same = same_question (&a->questions[i], &b->questions[i]);
  return same;
}

/* --- Whether it is whole --- */

static gboolean
question_is_begun (const RtQuestion *question, guint language)
{
  gboolean begun = !rt_text_is_blank (question->text[language]) || !rt_text_is_blank (question->why[language]);

  for (guint i = 0; i < RT_LESSON_ANSWERS; i++)
    begun |= !rt_text_is_blank (question->answers[language][i]);
  return begun;
}

static gboolean
is_begun (const RtLesson *self, guint language)
{
  gboolean begun = !rt_text_is_blank (self->title[language]) || !rt_text_is_blank (self->text[language]);

  for (guint i = 0; i < self->n_questions; i++)
    begun |= question_is_begun (&self->questions[i], language);
  return begun;
}

/* Answers stand one after the other: nobody may be given a question with a hole in it. */
static gboolean
question_is_whole (const RtQuestion *question, guint language)
{
  guint n = rt_lesson_count_answers (question, language);

  for (guint i = n; i < RT_LESSON_ANSWERS; i++)
    if (!rt_text_is_blank (question->answers[language][i]))
      return FALSE;
  return n >= 2 && question->right < n && !rt_text_is_blank (question->text[language]) &&
         !rt_text_is_blank (question->why[language]);
}

static const char *
own_name (guint language)
{
  return language == 0 ? "English" : "简体中文";
}

static gboolean
check_questions (const RtLesson *self, guint language, GError **error)
{
  for (guint i = 0; i < self->n_questions; i++)
    {
      const RtQuestion *question = &self->questions[i];
      g_autofree char *field = g_strdup_printf ("question.%u", i + 1);

      if (!question_is_whole (question, language))
        {
          /* Translators: a number, and a language in its own words. */
          g_autofree char *message = g_strdup_printf (
            _("Question %1$u is not complete in %2$s: it needs its text, two answers or more without a "
               "gap, one of them marked as right, and an explanation."),
            i + 1, own_name (language));

          rt_error_set_invalid (error, field, message);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
check_language (const RtLesson *self, guint language, GError **error)
{
  g_autofree char *message = NULL;

  if (!rt_text_is_blank (self->title[language]) && !rt_text_is_blank (self->text[language]))
    return check_questions (self, language, error);
  if (rt_text_is_blank (self->title[language]))
    /* Translators: a language in its own words. */
    message = g_strdup_printf (_("The title in %s is missing."), own_name (language));
  else
    /* Translators: a language in its own words. */
    message = g_strdup_printf (_("The text in %s is missing."), own_name (language));
  rt_error_set_invalid (error, rt_text_is_blank (self->title[language]) ? "title" : "text", message);
  return FALSE;
}

static gboolean
check_same_answers (const RtLesson *self, GError **error)
{
  for (guint i = 0; i < self->n_questions; i++)
    {
      const RtQuestion *question = &self->questions[i];
      g_autofree char *field = g_strdup_printf ("question.%u", i + 1);
      g_autofree char *message = NULL;

      if (rt_lesson_count_answers (question, 0) == rt_lesson_count_answers (question, 1))
        continue;
      message = g_strdup_printf (_("Question %u must have as many answers in each language."), i + 1);
      rt_error_set_invalid (error, field, message);
      return FALSE;
    }
  return TRUE;
}

gboolean
rt_lesson_check (const RtLesson *self, GError **error)
{
  guint begun = 0;

  if (self->topic == RT_TOPIC_POLICY ? self->n_questions > 0 : self->n_questions == 0)
    {
      rt_error_set_invalid (error, "question.1",
                            self->topic == RT_TOPIC_POLICY
                              ? _("The policy is acknowledged; questions belong in a module.")
                              : _("A module needs at least one question."));
      return FALSE;
    }
  for (guint language = 0; language < RT_LESSON_LANGUAGES; language++)
    {
      if (!is_begun (self, language))
        continue;
      begun++;
      if (!check_language (self, language, error))
        return FALSE;
    }
  if (begun == 0)
    {
      rt_error_set_invalid (error, "title", _("Write a title and a text in at least one language."));
      return FALSE;
    }
  return begun < RT_LESSON_LANGUAGES || check_same_answers (self, error);
}
