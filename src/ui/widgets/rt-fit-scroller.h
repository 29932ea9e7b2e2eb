/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** RtFitScroller: of one width, and as tall as its child is at that width, up to a limit; beyond it, the child scrolls.
 * (The toolkit's scroller asks how tall the child would like to be at another width, and cuts text that wraps, or
 * leaves room below it.) */
#define RT_TYPE_FIT_SCROLLER (rt_fit_scroller_get_type ())
G_DECLARE_FINAL_TYPE (RtFitScroller, rt_fit_scroller, RT, FIT_SCROLLER, GtkWidget)

/** rt_fit_scroller_new: takes @child; @width and @most_height are in pixels. A child that needs more width gets it. */
GtkWidget *rt_fit_scroller_new (GtkWidget *child, int width, int most_height);
/** rt_fit_scroller_set_most_height: another @most_height from now on. */
void rt_fit_scroller_set_most_height (GtkWidget *scroller, int most_height);

G_END_DECLS
