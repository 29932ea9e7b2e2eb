/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** rt_focus_room_keep: scrolls a long form so that what has the keyboard focus is in sight with some room around it:
 * the label above, the sentence below and a little of what comes next. Takes the place of the viewport's own scrolling,
 * which stops at the edge of the widget. */
void rt_focus_room_keep (GtkScrolledWindow *scroller);

G_END_DECLS
