/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-desk.h"
#include "rt-record-list.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/** RtOrderFilter: a popover with states and dates to list by. Signal "changed". */
#define RT_TYPE_ORDER_FILTER (rt_order_filter_get_type ())
G_DECLARE_FINAL_TYPE (RtOrderFilter, rt_order_filter, RT, ORDER_FILTER, GtkPopover)

GtkWidget *rt_order_filter_new (RtDesk *desk);
/** rt_order_filter_apply: narrows @query by what is chosen here; leaves alone what is not. */
void rt_order_filter_apply (RtOrderFilter *self, RtListQuery *query);
/** rt_order_filter_dup_words: the states chosen, as words to remember; NULL none. Days are not remembered. */
char *rt_order_filter_dup_words (RtOrderFilter *self);
void rt_order_filter_set_words (RtOrderFilter *self, const char *words);
/** rt_order_filter_clear: nothing is chosen; emits no "changed". */
void rt_order_filter_clear (RtOrderFilter *self);
gboolean rt_order_filter_is_on (RtOrderFilter *self);

G_END_DECLS
