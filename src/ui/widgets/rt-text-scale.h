/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** rt_text_scale: how many times its usual size text has on the widget's display: 1.0, or 2.0 for people who set 200 %.
 * Never below 1. */
double rt_text_scale (GtkWidget *widget);

G_END_DECLS
