/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** rt_focus_keep_begin: to be called before the parts of @area are filled anew, hidden or taken away. A menu of @area
 * that has the focus gives it back to its button, because the menu may be replaced. Returns whether the focus is in
 * @area. */
gboolean rt_focus_keep_begin (GtkWidget *area);

/** rt_focus_keep_end: to be called afterwards with what rt_focus_keep_begin() returned as @was_here: when the part with
 * the focus is there no more, @to gets it. Left alone, GTK would move it to somewhere outside, a passing message maybe.
 */
void rt_focus_keep_end (GtkWidget *area, gboolean was_here, GtkWidget *to);

G_END_DECLS
