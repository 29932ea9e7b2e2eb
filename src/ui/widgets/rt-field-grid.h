/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** rt_field_grid_set_narrow: lays the children of a grid of entries out for a narrow page, two abreast and wide ones
 * alone, in their order; FALSE: as they were attached. Children that are empty labels only fill and are left out. */
void rt_field_grid_set_narrow (GtkGrid *grid, gboolean narrow);
/** rt_field_grid_is_narrow: whether @width pixels are narrow for a form of six columns, by the size of the text of
 * @widget. */
gboolean rt_field_grid_is_narrow (GtkWidget *widget, int width);

G_END_DECLS
