/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-area.h"

G_BEGIN_DECLS

/** RtTrainingPage: one's own training with its dates, the new people one looks after, and, for whoever writes it, the
 * texts and how everybody stands. */
#define RT_TYPE_TRAINING_PAGE (rt_training_page_get_type ())
G_DECLARE_FINAL_TYPE (RtTrainingPage, rt_training_page, RT, TRAINING_PAGE, GtkWidget)

/** rt_training_page_new: @window is borrowed and outlives the page. */
GtkWidget *rt_training_page_new (RtWindow *window);

G_END_DECLS
