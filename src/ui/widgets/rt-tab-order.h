/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** rt_tab_order_focus: the focus function (GtkWidgetClass.focus) of every widget that passes gtk_widget_grab_focus() on
 * to a part of itself: moves the focus through its children in their order, and out of it at the end. Without it
 * Shift+Tab would come back to that part for ever. */
gboolean rt_tab_order_focus (GtkWidget *widget, GtkDirectionType direction);

G_END_DECLS
