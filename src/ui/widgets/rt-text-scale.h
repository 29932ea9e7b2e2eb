/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/** rt_text_scale: how many times its usual size text has on the widget's display: 1.0, or 2.0 for people who set 200 %.
 * Never below 1. */
double rt_text_scale (GtkWidget *widget);
/** rt_text_scale_clamp: lets what holds words be as much wider as its text is larger. Once, when it is made. */
void rt_text_scale_clamp (AdwClamp *clamp);

G_END_DECLS
