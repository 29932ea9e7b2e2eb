/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-window.h"

G_BEGIN_DECLS

/** RtTrainingWindow: does on the spot what training is due: the policy is read and acknowledged, each module read and
 * answered, wrong answers explained and asked again. When nothing is due any more, the session is begun anew and the
 * desk shows what the person's roles may see. Locking closes it; what was done until then stays done. */
#define RT_TYPE_TRAINING_WINDOW (rt_training_window_get_type ())
G_DECLARE_FINAL_TYPE (RtTrainingWindow, rt_training_window, RT, TRAINING_WINDOW, AdwWindow)

/** rt_training_window_open: over @window, which is borrowed and outlives it. @lesson_id: one text to read or do again;
 * 0: everything that is due. */
void rt_training_window_open (RtWindow *window, gint64 lesson_id);

G_END_DECLS
