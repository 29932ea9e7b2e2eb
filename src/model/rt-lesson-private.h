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

/** What "is taught now" is in SQL, of a row l of lesson. */
#define RT_LESSON_IS_CURRENT                                                                                           \
  "l.state = 'published' AND NOT EXISTS (SELECT 1 FROM lesson_retired r WHERE r.topic = l.topic)"                      \
  " AND NOT EXISTS (SELECT 1 FROM lesson n WHERE n.topic = l.topic AND n.version > l.version)"

G_END_DECLS
