/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-desk.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/** RtSearchBox: one box for order and ticket numbers, names and telephone numbers; what it finds drops down below it.
 * Return opens the first. */
#define RT_TYPE_SEARCH_BOX (rt_search_box_get_type ())
G_DECLARE_FINAL_TYPE (RtSearchBox, rt_search_box, RT, SEARCH_BOX, GtkWidget)

/** rt_search_box_set_desk: once; what can be found by name gets ready from now on, and again when something was saved.
 */
void rt_search_box_set_desk (RtSearchBox *self, RtDesk *desk);

G_END_DECLS
