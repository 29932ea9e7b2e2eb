/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-window.h"

G_BEGIN_DECLS

/**
 * RtImportWindow: orders from a CSV file: choose it, look at what its columns become and at its first rows, run, and
 * the result in numbers. All or nothing; when rows are refused, the good ones can be taken alone. Closing it while it
 * runs leaves nothing.
 */
#define RT_TYPE_IMPORT_WINDOW (rt_import_window_get_type ())
G_DECLARE_FINAL_TYPE (RtImportWindow, rt_import_window, RT, IMPORT_WINDOW, AdwWindow)

GtkWindow *rt_import_window_new (RtWindow *window);

G_END_DECLS
