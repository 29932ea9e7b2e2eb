/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-list-pane.h"

G_BEGIN_DECLS

/**
 * RtBrowsePane: a strip of buttons and an RtListPane below it on one side, what about the record that is selected on
 * the other. Signal "show-record" (gint64 id; 0: nothing): the detail is to show this record. Where there is room for
 * the list alone nobody sees what the keys pass by in it: that is no look, and nothing is shown until it is opened.
 * Main thread. Properties, both set once and before anything else: "strip" and "detail" (GtkWidget).
 */
#define RT_TYPE_BROWSE_PANE (rt_browse_pane_get_type ())
G_DECLARE_FINAL_TYPE (RtBrowsePane, rt_browse_pane, RT, BROWSE_PANE, GtkWidget)

/** rt_browse_pane_new: takes both. */
GtkWidget *rt_browse_pane_new (GtkWidget *strip, GtkWidget *detail);
/** rt_browse_pane_get_list: the list. Borrowed. */
RtListPane *rt_browse_pane_get_list (RtBrowsePane *self);
/** rt_browse_pane_show: selects the record and shows it, wherever it is in the list. The keyboard stays where it is. */
void rt_browse_pane_show (RtBrowsePane *self, gint64 id);
/** rt_browse_pane_enter: shows the side of the detail and gives it the keyboard; to the list while there is nothing. */
void rt_browse_pane_enter (RtBrowsePane *self);
/** rt_browse_pane_focus: the keyboard goes to the list, or, where only what was opened is seen, to that. */
void rt_browse_pane_focus (RtBrowsePane *self);

G_END_DECLS
