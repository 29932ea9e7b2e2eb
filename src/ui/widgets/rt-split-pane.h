/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RtSplitPane: a list on one side, what is opened from it on the other. Where there is no room for both, one of them,
 * and a way back. Property "folded" (boolean, read): there is room for one. Signal "back": the person went back to the
 * list, which wants the keyboard. Main thread.
 */
#define RT_TYPE_SPLIT_PANE (rt_split_pane_get_type ())
G_DECLARE_FINAL_TYPE (RtSplitPane, rt_split_pane, RT, SPLIT_PANE, GtkWidget)

/** rt_split_pane_new: takes both sides. */
GtkWidget *rt_split_pane_new (GtkWidget *list_side, GtkWidget *detail);
gboolean rt_split_pane_get_folded (RtSplitPane *self);
/** rt_split_pane_shows_detail: whether the detail can be seen: always while there is room for both. */
gboolean rt_split_pane_shows_detail (RtSplitPane *self);
/** rt_split_pane_turn: where there is room for one side only, shows the detail. */
void rt_split_pane_turn (RtSplitPane *self);
/** rt_split_pane_enter: the keyboard goes to the detail, or to the way back while the detail has nothing for it. FALSE:
 * there is neither. */
gboolean rt_split_pane_enter (RtSplitPane *self);

G_END_DECLS
