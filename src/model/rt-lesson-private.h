/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside the model only. */
#pragma once

#include "rt-lesson.h"

G_BEGIN_DECLS

/** rt_lesson_builtin: the ready-made policy (@index 0) and modules (1, 2 …) in all languages; NULL beyond the last.
 * Pure. */
RtLesson *rt_lesson_builtin (guint index);
/** rt_lesson_store_builtin: publishes the ready-made texts in a store that has never had any; does nothing in any
 * other. *stored tells which; may be NULL. On the writer, inside the caller's transaction, under the system gate. */
gboolean rt_lesson_store_builtin (RtDb *db, gint64 now, gboolean *stored, GError **error);

/** RtLessonPart: one text of a lesson: the name of its row ("title", "answer.2.1") and its place in each language. */
typedef struct
{
  char name[24];
  char **slot[RT_LESSON_LANGUAGES]; /* into the lesson */
  gsize most;                       /* bytes */
  gboolean multiline;
} RtLessonPart;
/** rt_lesson_list_parts: every place a text has in @lesson, which is borrowed and must outlive it. GArray of
 * RtLessonPart, new. Pure. */
GArray *rt_lesson_list_parts (RtLesson *lesson, guint n_questions);
/** rt_lesson_take_part: copies @text into the part of that name and language; nothing when there is none. */
void rt_lesson_take_part (GArray *parts, const char *language, const char *name, const char *text);

/** What the kinds of unfinished work begin with that are about a topic (rt_lesson_draft_kind()). */
#define RT_LESSON_DRAFT_KIND "training:"

/** What "is taught now" is in SQL, of a row l of lesson. */
#define RT_LESSON_IS_CURRENT                                                                                           \
  "l.state = 'published' AND NOT EXISTS (SELECT 1 FROM lesson_retired r WHERE r.topic = l.topic)"                      \
  " AND NOT EXISTS (SELECT 1 FROM lesson n WHERE n.topic = l.topic AND n.version > l.version)"

G_END_DECLS
