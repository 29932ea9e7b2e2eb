/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-list-memory.h"
#include "rt-record-list.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RtListPane: a column view over an RtRecordList, with the number of rows, what to do when it is empty, and what went
 * wrong. Selecting with arrow keys moves the selection. Signals: "selected" (gint64 id; 0 none); "opened" (gint64 id):
 * Return; "own-window" (gint64 id): double click or Ctrl+Return.
 */
#define RT_TYPE_LIST_PANE (rt_list_pane_get_type ())
G_DECLARE_FINAL_TYPE (RtListPane, rt_list_pane, RT, LIST_PANE, GtkWidget)

/** What a cell shows of a record: a new string, or NULL for nothing. */
typedef char *(*RtCellText) (gpointer record);

GtkWidget *rt_list_pane_new (void);
/** rt_list_pane_set_desk: the list begins to load with @query. */
void rt_list_pane_set_desk (RtListPane *self, RtDesk *desk, const RtListQuery *query);
RtRecordList *rt_list_pane_get_list (RtListPane *self);
/** rt_list_pane_add_text: a column of text. @sort: the query's sort word, static, NULL when it cannot be sorted by.
 * @numeric: to the end, tabular digits. @style: a CSS class or NULL. */
void rt_list_pane_add_text (RtListPane *self, const char *id, const char *title, RtCellText text, const char *sort,
                            gboolean numeric, gboolean expand);
/** rt_list_pane_add_personal: a column of a personal field, masked where it is masked. */
void rt_list_pane_add_personal (RtListPane *self, const char *id, const char *title, RtFieldId field, gboolean expand);
/** rt_list_pane_set_empty: what an empty list says and the action it offers (may be NULL). */
void rt_list_pane_set_empty (RtListPane *self, const char *icon, const char *title, const char *words,
                             const char *button, const char *action);
/** rt_list_pane_select: selects a record by id once the list is there; 0 none. */
void rt_list_pane_select (RtListPane *self, gint64 id);
/** rt_list_pane_get_selected: the id of the selected record; 0 none. */
gint64 rt_list_pane_get_selected (RtListPane *self);
/** rt_list_pane_focus: to the selected row; while the list is still loading, as soon as it is there. */
void rt_list_pane_focus (RtListPane *self);
/** rt_list_pane_set_click_opens: a click is "opened" too, for a list that stands alone while the window is narrow. */
void rt_list_pane_set_click_opens (RtListPane *self, gboolean opens);
/** rt_list_pane_remember: columns and sort as @person left @list on this desk, and from now on kept. After the columns
 * were added and before rt_list_pane_set_desk(). @settings may be NULL. */
void rt_list_pane_remember (RtListPane *self, GSettings *settings, const char *list, gint64 person);
/** rt_list_pane_get_memory: for what else is to be remembered of the list; NULL before rt_list_pane_remember().
 * Borrowed. */
RtListMemory *rt_list_pane_get_memory (RtListPane *self);
/** rt_list_pane_dup_columns: as rt_list_columns_dup_shown(). */
char **rt_list_pane_dup_columns (RtListPane *self);
/** rt_list_pane_get_menu: columns and sort, for a menu button; its actions (rt_list_pane_get_actions()) are to be
 * inserted as "columns" in a widget around the button. Both borrowed. */
GMenuModel *rt_list_pane_get_menu (RtListPane *self);
GActionGroup *rt_list_pane_get_actions (RtListPane *self);

G_END_DECLS
