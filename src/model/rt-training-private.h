/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside the model, and for tests that need people who are trained. */
#pragma once

#include "rt-training.h"

G_BEGIN_DECLS

/** rt_training_insert: an event of the person signed in, good from today for as long as the store has set; "tried" is
 * good for nothing. */
gboolean rt_training_insert (RtWork *work, const RtLesson *lesson, const char *event, const char *language,
                             guint right_first, GError **error);
/** rt_training_insert_example: takes everything that is taught now as done by @staff_id on @day: examples and tests. On
 * the writer, in a transaction. */
gboolean rt_training_insert_example (RtDb *db, gint64 staff_id, RtDay day, gint64 at, GError **error);

G_END_DECLS
