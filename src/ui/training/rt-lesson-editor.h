/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-window.h"

G_BEGIN_DECLS

/** RtLessonEditor: the draft of one text of the training: its words in each language, its questions, a preview as
 * people will read it, and publishing with what changes. */
#define RT_TYPE_LESSON_EDITOR (rt_lesson_editor_get_type ())
G_DECLARE_FINAL_TYPE (RtLessonEditor, rt_lesson_editor, RT, LESSON_EDITOR, AdwWindow)

/** rt_lesson_editor_open: over @window, which is borrowed and outlives it. @topic 0: a new module. */
void rt_lesson_editor_open (RtWindow *window, gint64 topic);

G_END_DECLS
