/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-matrix.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/** RtRightsGrid: what roles may do: rights down, roles across, a tick each; those that are the same in every store are
 * shown so. One stop on the way of Tab, arrow keys inside. Signal "changed": rt_rights_grid_read(). */
#define RT_TYPE_RIGHTS_GRID (rt_rights_grid_get_type ())
G_DECLARE_FINAL_TYPE (RtRightsGrid, rt_rights_grid, RT, RIGHTS_GRID, GtkWidget)

GtkWidget *rt_rights_grid_new (void);
/** rt_rights_grid_show: @seen as it is saved, @wanted as it is chosen; emits nothing. */
void rt_rights_grid_show (RtRightsGrid *self, const RtMatrix *seen, const RtMatrix *wanted, gboolean editable);
/** rt_rights_grid_read: puts what is ticked into the rights of @matrix; its cells stay. */
void rt_rights_grid_read (RtRightsGrid *self, RtMatrix *matrix);

G_END_DECLS
