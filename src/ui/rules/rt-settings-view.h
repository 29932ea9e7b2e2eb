/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-window.h"

G_BEGIN_DECLS

/** RtSettingsView: every setting with its value, its bounds, why it is so and where that comes from, who changed it and
 * why. Whoever may changes one at a time, with a reason. */
#define RT_TYPE_SETTINGS_VIEW (rt_settings_view_get_type ())
G_DECLARE_FINAL_TYPE (RtSettingsView, rt_settings_view, RT, SETTINGS_VIEW, GtkWidget)

/** rt_settings_view_new: @window is borrowed and outlives the view. */
GtkWidget *rt_settings_view_new (RtWindow *window);
/** rt_settings_view_load: reads them anew. */
void rt_settings_view_load (RtSettingsView *self);

G_END_DECLS
