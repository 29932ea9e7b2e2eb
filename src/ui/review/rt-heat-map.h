/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rt-looks.h"

G_BEGIN_DECLS

/**
 * RtHeatMap: looks by person and hour of the day, drawn: the more, the deeper the colour, with the number in it where
 * there is room; hours outside those of the store are drawn in the warning colour. A table to a screen reader and to
 * the keyboard: one stop of Tab, arrow keys from cell to cell, and what the cell says below the picture.
 */
#define RT_TYPE_HEAT_MAP (rt_heat_map_get_type ())
G_DECLARE_FINAL_TYPE (RtHeatMap, rt_heat_map, RT, HEAT_MAP, GtkWidget)

GtkWidget *rt_heat_map_new (void);
/** rt_heat_map_set_looks: NULL: nothing. */
void rt_heat_map_set_looks (RtHeatMap *self, RtLooks *looks);

G_END_DECLS
