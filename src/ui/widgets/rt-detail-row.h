/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-reveal-popover.h"
#include "rt-shown.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/** RtDetailRow: a label and its value in a detail. Invisible as a whole when there is nothing to show: a hidden value
 * leaves no gap. */
#define RT_TYPE_DETAIL_ROW (rt_detail_row_get_type ())
G_DECLARE_FINAL_TYPE (RtDetailRow, rt_detail_row, RT, DETAIL_ROW, GtkWidget)

GtkWidget *rt_detail_row_new (const char *label);
/** rt_detail_row_new_personal: with the registry's label of @field. */
GtkWidget *rt_detail_row_new_personal (RtFieldId field);
void rt_detail_row_set_text (RtDetailRow *self, const char *text); /* NULL or "": invisible */
/** rt_detail_row_allow_reveal: as rt_shown_label_allow_reveal(). */
void rt_detail_row_allow_reveal (RtDetailRow *self, const RtRevealSource *source);
void rt_detail_row_set_shown (RtDetailRow *self, const RtShown *shown, RtFieldId field);
void rt_detail_row_set_address (RtDetailRow *self, const RtShown *shown);

/** rt_detail_row_append_shown: to @box, a row for @field of @shown, which can be revealed from @source. */
void rt_detail_row_append_shown (GtkBox *box, const RtRevealSource *source, const RtShown *shown, RtFieldId field);
/** rt_detail_row_append_text: to @box, a row that says @text. */
void rt_detail_row_append_text (GtkBox *box, const char *label, const char *text);

G_END_DECLS
