/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-list-memory.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RtListColumns: the columns of a column view: which are shown, how wide, sorted by which, and the menu and actions
 * that change it by keyboard. Actions (group "columns"): "show-ID" for each column but the first, "sort" (s), and
 * "ascending". Signal "sorted": the person chose another order.
 */
#define RT_TYPE_LIST_COLUMNS (rt_list_columns_get_type ())
G_DECLARE_FINAL_TYPE (RtListColumns, rt_list_columns, RT, LIST_COLUMNS, GObject)

/** rt_list_columns_new: @view is borrowed and must live as long. */
RtListColumns *rt_list_columns_new (GtkColumnView *view);
/** rt_list_columns_append: takes @factory. @id: of letters; static. @sort: the query's word, static; NULL when it
 * cannot be sorted by. */
void rt_list_columns_append (RtListColumns *self, const char *id, const char *title, GtkListItemFactory *factory,
                             const char *sort, gboolean numeric, gboolean expand);
/** rt_list_columns_restore: as they were left; from now on what changes is kept in @memory, which is borrowed. */
void rt_list_columns_restore (RtListColumns *self, RtListMemory *memory);
/** rt_list_columns_get_sort: the query's word of the column sorted by, static; NULL when none was chosen. */
const char *rt_list_columns_get_sort (RtListColumns *self, gboolean *ascending);
/** rt_list_columns_dup_shown: the ids of the columns that are shown, in their order. NULL-terminated; g_strfreev(). */
char **rt_list_columns_dup_shown (RtListColumns *self);
GMenuModel *rt_list_columns_get_menu (RtListColumns *self);      /* borrowed */
GActionGroup *rt_list_columns_get_actions (RtListColumns *self); /* borrowed */

G_END_DECLS
