/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-lesson.h"

G_BEGIN_DECLS

/** rt_lesson_words: everything a lesson says in a language, line by line; the right answers are marked. New; "" for
 * NULL. */
char *rt_lesson_words (const RtLesson *lesson, guint language);
/** rt_lesson_all_words: the same in all languages, one after the other: two that are alike say the same. */
char *rt_lesson_all_words (const RtLesson *lesson);

G_END_DECLS
