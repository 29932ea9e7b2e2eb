/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define RT_CSV_MAX_COLUMNS 1000
#define RT_CSV_MAX_CELL    10000000
#define RT_CSV_MAX_RECORD  32000000

/** A cell as the bytes of the file, quotes taken off; not NUL-terminated, in the file's own encoding. */
typedef struct
{
  const char *data;
  gsize size;
} RtCsvCell;

/** RtCsvFunc: one record. @line: in the file, from 1, where it begins. @n: cells; more than RT_CSV_MAX_COLUMNS are
 * counted but not given. FALSE stops: with
 *  @error set the reading fails, without it ends well. */
typedef gboolean (*RtCsvFunc) (gint64 line, const RtCsvCell *cells, guint n, gpointer data, GError **error);

/** rt_csv_read: reads @path in pieces and gives each record as it comes; memory is bounded by the largest record. A
 * UTF-8 mark at the beginning is skipped; empty lines are no records. RT_ERROR_TOO_LARGE for a cell over
 * RT_CSV_MAX_CELL or a record over RT_CSV_MAX_RECORD bytes (the sentence says the line), RT_ERROR_NOT_FOUND,
 *  RT_ERROR_FAILED, G_IO_ERROR_CANCELLED. Blocking. */
gboolean rt_csv_read (const char *path, char delimiter, GCancellable *cancellable, RtCsvFunc func, gpointer data,
                      GError **error);

/** rt_csv_take_error: why a file could not be read, as a clerk is told; takes @local, gives FALSE. Cancellation stays
 * what it is. */
gboolean rt_csv_take_error (GError *local, GError **error);

G_END_DECLS
