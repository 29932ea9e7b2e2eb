/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-import.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/** The tables of the import window. Each fills a GtkColumnView, taking out what was in it. The view keeps references on
 * what it shows.
 */
/** rt_import_view_mapping: which column of the file becomes what, with an example. */
void rt_import_view_mapping (GtkColumnView *view, RtImportPlan *plan);
/** rt_import_view_rows: the first rows of the file, the columns that become something only. */
void rt_import_view_rows (GtkColumnView *view, RtImportPlan *plan);
/** rt_import_view_rejects: refused rows; @rejects: RtImportReject, referenced. */
void rt_import_view_rejects (GtkColumnView *view, GPtrArray *rejects);
void rt_import_view_clear (GtkColumnView *view);

G_END_DECLS
