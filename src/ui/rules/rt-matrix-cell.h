/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-matrix.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/** RtMatrixCell: what one role sees of one class: a choice of four words, a mark where it is not saved yet, and the way
 * back to the product's default where it differs. Signal "changed": the person chose; rt_matrix_cell_get_access(). */
#define RT_TYPE_MATRIX_CELL (rt_matrix_cell_get_type ())
G_DECLARE_FINAL_TYPE (RtMatrixCell, rt_matrix_cell, RT, MATRIX_CELL, GtkWidget)

GtkWidget *rt_matrix_cell_new (RtClass klass, RtRole role, RtAccess standard);
/** rt_matrix_cell_show: @seen as it is saved, @wanted as it is chosen; emits nothing. */
void rt_matrix_cell_show (RtMatrixCell *self, RtAccess seen, RtAccess wanted, gboolean editable);
RtAccess rt_matrix_cell_get_access (RtMatrixCell *self);
RtClass rt_matrix_cell_get_class (RtMatrixCell *self);
RtRole rt_matrix_cell_get_role (RtMatrixCell *self);
/** rt_matrix_cell_step: one step wider (+1) or narrower (-1), as if it were chosen. */
void rt_matrix_cell_step (RtMatrixCell *self, int step);

G_END_DECLS
