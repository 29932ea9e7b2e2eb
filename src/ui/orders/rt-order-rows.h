/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-desk.h"
#include "rt-order.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/** The parts of an order's detail: each empties its place and fills it anew. */
void rt_order_rows_fill_personal (GtkBox *box, const RtOrder *order, RtDesk *desk);
void rt_order_rows_fill_lines (GtkListBox *list, const RtOrder *order);
void rt_order_rows_fill_facts (GtkBox *box, const RtOrder *order);
void rt_order_rows_fill_tickets (GtkListBox *list, const RtOrder *order);
void rt_order_rows_clear (GtkBox *personal, GtkListBox *lines, GtkBox *facts, GtkListBox *tickets);

/** rt_order_words_window: "12 to 14 Nov, morning"; NULL when no delivery is booked. New string. */
char *rt_order_words_window (const RtOrder *order);
/** Words for stored ids, translated; static. */
const char *rt_words_time (const char *id);            /* "morning" … */
const char *rt_words_payment (const char *kind);       /* "deposit" … */
const char *rt_words_method (const char *method);      /* "cash" …, inside a sentence */
const char *rt_words_method_name (const char *method); /* the same standing alone */

G_END_DECLS
