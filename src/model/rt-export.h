/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-record-list.h"

G_BEGIN_DECLS

/* What a list shows, as a file: its rows in its order, its columns, masked as on the screen (product.md §4). */

typedef enum
{
  RT_EXPORT_CSV, /* UTF-8 with a mark for spreadsheets, RFC 4180; no cell is a formula (faults.md I1) */
  RT_EXPORT_JSON,
  RT_N_EXPORT_FORMATS
} RtExportFormat;
const char *rt_export_format_id (RtExportFormat format); /* "csv": also the ending of the file; static; NULL for none */
gboolean rt_export_format_from_id (const char *id, RtExportFormat *format);

/** rt_export_columns: the ids of the columns that a list of @kind has for @person, in their order: those of the
 * window's list. NULL-terminated; free the array with g_free(), not the ids. Any thread. */
const char **rt_export_columns (RtListKind kind, const RtPerson *person);

/** rt_export_suggest_name: "orders-2026-11-28.csv": nothing of a customer is in it. New string. */
char *rt_export_suggest_name (RtListKind kind, RtExportFormat format, RtDay today);

/** What to export. Strings are borrowed during the call. */
typedef struct
{
  RtListQuery query;
  const char *const *columns; /* ids, NULL-terminated, in the order of the file; NULL: all */
  RtExportFormat format;
  const char *path;
  gboolean replace;   /* a file that is there already */
  const char *reason; /* the person's words, needed: rt_reason_clean() */
} RtExport;

/**
 * rt_export: EXPORT, and the right to read such records; on the writer, with progress (rt_desk_run_long_async()).
 * The file is readable by its owner only, and is there whole or not at all: also when it was cancelled, the desk was
 * locked or the disk is full. Recorded as "export" with the number of records, the columns and the fields that were
 * clear, and the record is on the disk before the file has its name; so it ends in a transaction of its own.
 * RT_ERROR_INVALID with "columns", "path" or "reason"; RT_ERROR_EXISTS; RT_ERROR_DISK_FULL, RT_ERROR_READ_ONLY,
 * RT_ERROR_NOT_FOUND for the folder. Gives the number of records; -1 with error.
 */
gint64 rt_export (RtWork *work, const RtExport *self, GError **error);

G_END_DECLS
