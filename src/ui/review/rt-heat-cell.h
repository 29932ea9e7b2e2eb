/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** RtHeatCell: one person's one hour in the picture of looks. */
#define RT_TYPE_HEAT_CELL (rt_heat_cell_get_type ())
G_DECLARE_FINAL_TYPE (RtHeatCell, rt_heat_cell, RT, HEAT_CELL, GtkWidget)

/** rt_heat_cell_new: @count out of @most, which decides the colour; @outside: not an hour of the store; @words: what it
 * says to whoever points at it or hears it. */
GtkWidget *rt_heat_cell_new (guint count, guint most, gboolean outside, const char *words);
const char *rt_heat_cell_get_words (RtHeatCell *self);

G_END_DECLS
