/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** RtFoldBox: two parts side by side where there is room for both, else the second below the first. What is in them
 * scrolls. */
#define RT_TYPE_FOLD_BOX (rt_fold_box_get_type ())
G_DECLARE_FINAL_TYPE (RtFoldBox, rt_fold_box, RT, FOLD_BOX, GtkWidget)

/** rt_fold_box_new: takes both. */
GtkWidget *rt_fold_box_new (GtkWidget *main, GtkWidget *side);

G_END_DECLS
