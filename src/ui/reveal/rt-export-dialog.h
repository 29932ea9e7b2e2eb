/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-list-pane.h"
#include "rt-window.h"

G_BEGIN_DECLS

/** rt_export_dialog_add: "Export…" in the menu of a list, where the person may export: what the list shows now, its
 * columns, filter and order, goes into a file. @page: the widget around list and menu button; it gets the action
 * "export.list". @menu: what the menu button has so far; gives what it is to have. All borrowed; they live as long as
 * @page. Returns: (transfer full) */
GMenuModel *rt_export_dialog_add (RtWindow *window, GtkWidget *page, RtListPane *list, GMenuModel *menu);

G_END_DECLS
