/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-record-list.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RtListPane: a column view over an RtRecordList, with the number of rows, what to do when it is empty, and what went
 * wrong. Selecting with arrow keys moves the selection. Signals: "selected" (gint64 id; 0 none), "opened" (gint64 id):
 * double click or Return.
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
void rt_list_pane_focus (RtListPane *self);

G_END_DECLS
