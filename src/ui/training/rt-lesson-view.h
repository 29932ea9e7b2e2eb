/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-lesson.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/** RtLessonView: one text of the training to be read, and its questions to be answered. */
#define RT_TYPE_LESSON_VIEW (rt_lesson_view_get_type ())
G_DECLARE_FINAL_TYPE (RtLessonView, rt_lesson_view, RT, LESSON_VIEW, GtkWidget)

/** rt_lesson_view_new: in @language (0 or 1). */
GtkWidget *rt_lesson_view_new (RtLesson *lesson, guint language);
/** rt_lesson_view_get_answers: what is chosen, by question; the first question without an answer gets the focus and
 * FALSE is given. */
gboolean rt_lesson_view_get_answers (RtLessonView *self, guint *answers);
/** rt_lesson_view_explain: says under each question whether it was right (bit set @right) and why; right ones are
 * closed, the first of the others gets the focus. */
void rt_lesson_view_explain (RtLessonView *self, guint right);

G_END_DECLS
