/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-lesson.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/** RtQuestionEntry: one question of a module as it is written, in one language: the question, up to four answers, which
 * of them is right, and what is said about it. Signals "changed", "remove". */
#define RT_TYPE_QUESTION_ENTRY (rt_question_entry_get_type ())
G_DECLARE_FINAL_TYPE (RtQuestionEntry, rt_question_entry, RT, QUESTION_ENTRY, GtkWidget)

/** rt_question_entry_new: @number counts from 1. */
GtkWidget *rt_question_entry_new (guint number, const RtQuestion *question, guint language);
/** rt_question_entry_read: what is typed, into @question in that language. */
void rt_question_entry_read (RtQuestionEntry *self, RtQuestion *question, guint language);
void rt_question_entry_focus (RtQuestionEntry *self);

G_END_DECLS
