/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-matrix.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/** RtMatrixGrid: who sees what: roles across, classes down. One stop on the way of Tab; arrow keys go from cell to
 * cell, plus and minus choose a step wider or narrower. Signal "changed": rt_matrix_grid_read(). */
#define RT_TYPE_MATRIX_GRID (rt_matrix_grid_get_type ())
G_DECLARE_FINAL_TYPE (RtMatrixGrid, rt_matrix_grid, RT, MATRIX_GRID, GtkWidget)

GtkWidget *rt_matrix_grid_new (void);
/** rt_matrix_grid_show: @seen as it is saved, @wanted as it is chosen; emits nothing. */
void rt_matrix_grid_show (RtMatrixGrid *self, const RtMatrix *seen, const RtMatrix *wanted, gboolean editable);
/** rt_matrix_grid_read: puts what is chosen into the cells of @matrix; its rights stay. */
void rt_matrix_grid_read (RtMatrixGrid *self, RtMatrix *matrix);

G_END_DECLS
