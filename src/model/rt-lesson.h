/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-work.h"

G_BEGIN_DECLS

#define RT_LESSON_LANGUAGES 2 /* 0 "en", 1 "zh_CN", as in notices */
#define RT_LESSON_QUESTIONS 8
#define RT_LESSON_ANSWERS   4
#define RT_TOPIC_POLICY     1

/** One question; texts by language. Answers beyond the last are NULL or blank. */
typedef struct
{
  char *text[RT_LESSON_LANGUAGES];
  char *answers[RT_LESSON_LANGUAGES][RT_LESSON_ANSWERS];
  char *why[RT_LESSON_LANGUAGES]; /* said when it was answered */
  guint right;                    /* index of the right answer */
} RtQuestion;

/** RtLesson: one version of what everybody who works here is taught: the policy (topic RT_TOPIC_POLICY, no questions:
 * it is read and acknowledged) or a short module with a few questions. Plain text, lines starting "- " are bullets.
 * Reference-counted; what the store gives is not changed. */
typedef struct
{
  gint64 id, topic, version; /* version 0: draft */
  gboolean published, retired;
  gint64 published_at, changed_at;
  char *published_by_name; /* NULL: came with the program */
  char *title[RT_LESSON_LANGUAGES];
  char *text[RT_LESSON_LANGUAGES];
  guint n_questions;
  RtQuestion questions[RT_LESSON_QUESTIONS];
  gatomicrefcount refs;
} RtLesson;
/** rt_lesson_new: an empty one with one reference, to be filled by whoever edits. */
RtLesson *rt_lesson_new (void);
RtLesson *rt_lesson_ref (RtLesson *self);
void rt_lesson_unref (RtLesson *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtLesson, rt_lesson_unref)

/** rt_lesson_language: the language to read it in: @wanted (NULL: the process's) when it is written in that one, else
 * the other. */
guint rt_lesson_language (const RtLesson *self, const char *wanted);
/** rt_lesson_language_id: "en", "zh_CN". Static. */
const char *rt_lesson_language_id (guint language);
/** rt_lesson_count_answers: how many answers a question has in a language. */
guint rt_lesson_count_answers (const RtQuestion *question, guint language);
/** rt_lesson_says_the_same: texts, questions and right answers alike. */
gboolean rt_lesson_says_the_same (const RtLesson *a, const RtLesson *b);
/** rt_lesson_check: RT_ERROR_INVALID, field "title", "text" or "question.2", unless it is whole in at least one
 * language and in no language begun but not finished: a title and a text, and for a module at least one question, each
 * with two answers or more, as many in each language, and an explanation. */
gboolean rt_lesson_check (const RtLesson *self, GError **error);

/** rt_lesson_to_draft: what is typed of a draft and not saved yet, as content of unfinished work (rt-draft.h). New. */
GBytes *rt_lesson_to_draft (const RtLesson *self);
/** rt_lesson_draft_kind: under which kind what is typed about @topic is kept, whichever draft of it there is. New. */
char *rt_lesson_draft_kind (gint64 topic);
/** rt_lesson_from_draft: puts what rt_lesson_to_draft() kept of this topic over it, with the moment it was read, so
 * that saving is refused when somebody saved it meanwhile; refused once, too, when the draft it was typed in was
 * published or thrown away and this one says something by now. FALSE, leaving it alone, when @content (may be NULL) is
 * no such thing. */
gboolean rt_lesson_from_draft (RtLesson *self, GBytes *content);

/** rt_lesson_list_current: what is taught now: the newest published version of each topic that is not retired, the
 * policy first. For whoever is signed in. GPtrArray of RtLesson. */
GPtrArray *rt_lesson_list_current (RtWork *work, GError **error);
/** rt_lesson_list_all: TRAINING_WRITE: every version and draft, by topic, drafts and newer versions first. */
GPtrArray *rt_lesson_list_all (RtWork *work, GError **error);
/** rt_lesson_get: a published one for whoever is signed in; a draft for TRAINING_WRITE. */
RtLesson *rt_lesson_get (RtWork *work, gint64 id, GError **error);
/** rt_lesson_get_current: the newest published version of @topic; NULL without error when there is none. */
RtLesson *rt_lesson_get_current (RtWork *work, gint64 topic, GError **error);

/* TRAINING_WRITE, recorded: */

/** rt_lesson_list_kept: TRAINING_WRITE: the topics of which something is kept that the person signed in typed and did
 * not save, also those that somebody else has thrown away since. GArray of gint64, new. */
GArray *rt_lesson_list_kept (RtWork *work, GError **error);
/** rt_lesson_get_draft: the draft of @topic, made from its newest version when there is none, and empty when nothing is
 * left of it but what the person signed in has typed; @topic 0: a new, empty module. */
RtLesson *rt_lesson_get_draft (RtWork *work, gint64 topic, GError **error);
/** rt_lesson_save: stores @edit over the draft it was read as (id, changed_at). RT_ERROR_CONFLICT when somebody saved
 * it meanwhile, RT_ERROR_INVALID when it is published or a text cannot be stored. */
gboolean rt_lesson_save (RtWork *work, const RtLesson *edit, GError **error);
/** rt_lesson_discard: throws a draft away, with what the person signed in typed into it and did not save; what others
 * typed stays theirs. */
gboolean rt_lesson_discard (RtWork *work, gint64 id, GError **error);
/** rt_lesson_publish: the draft gets its version and is frozen; everybody but the publisher has it to do from then on.
 * RT_ERROR_INVALID as rt_lesson_check(), and when it says what is published already. */
gboolean rt_lesson_publish (RtWork *work, gint64 id, GError **error);
/** rt_lesson_retire: a module that nobody is asked for any more; what was done stays recorded. */
gboolean rt_lesson_retire (RtWork *work, gint64 topic, GError **error);

G_END_DECLS
