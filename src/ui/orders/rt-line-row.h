/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-desk.h"
#include "rt-order.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RtLineRow: one line of the order form: a product from the list or typed words, quantity, price, total as you type,
 * made to order, warranty. Signals: "changed"; "remove": the person takes the line away.
 */
#define RT_TYPE_LINE_ROW (rt_line_row_get_type ())
G_DECLARE_FINAL_TYPE (RtLineRow, rt_line_row, RT, LINE_ROW, GtkWidget)

GtkWidget *rt_line_row_new (RtDesk *desk, const char *currency);
void rt_line_row_set (RtLineRow *self, const RtLineEdit *line);
RtLineEdit *rt_line_row_dup (RtLineRow *self); /* what was typed; (transfer full) */
gboolean rt_line_row_is_blank (RtLineRow *self);
/** rt_line_row_set_narrow: what is ordered stands above pieces and prices. */
void rt_line_row_set_narrow (RtLineRow *self, gboolean narrow);
/** rt_line_row_set_problem: @part "description", "quantity", "unit_price", "line_total" or "custom_note"; NULL
 * @sentence clears all. Gives the entry to go to, borrowed. */
GtkWidget *rt_line_row_set_problem (RtLineRow *self, const char *part, const char *sentence);

G_END_DECLS
