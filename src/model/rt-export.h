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
 * RtExportRun:
 * One export, in steps, so that a long one keeps nobody from saving: begun on the writer, read on the reader a page at
 * a time, ended on the writer; rt_request_export() does all of it. The file is readable by its owner only, and is there
 * whole or not at all: also when it was cancelled, the desk was locked, the program was killed or the disk is full.
 * Recorded are "export.begin" with reason, number of records and columns before the first is read, and "export" with
 * the fields that were clear as well, on the disk before the file has its name. So an export that came to nothing is in
 * the log as one that began. One step at a time, each on whichever thread; a run belongs to who began it.
 */
typedef struct _RtExportRun RtExportRun;
RtExportRun *rt_export_run_new (const RtExport *wanted);
RtExportRun *rt_export_run_ref (RtExportRun *self);
void rt_export_run_unref (RtExportRun *self); /* without its end: nothing is left. Accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtExportRun, rt_export_run_unref)

/** rt_export_run_begin: EXPORT, and the right to read such records; on the writer. RT_ERROR_INVALID with "columns",
 * "path" or "reason"; RT_ERROR_EXISTS; RT_ERROR_DISK_FULL, RT_ERROR_READ_ONLY, RT_ERROR_NOT_FOUND for the folder. */
gboolean rt_export_run_begin (RtWork *work, RtExportRun *self, GError **error);
/** rt_export_run_read: the next page, on the reader. *@more: whether there is another. */
gboolean rt_export_run_read (RtWork *work, RtExportRun *self, gboolean *more, GError **error);
/** rt_export_run_settle: what was read is on the disk. No work: on any thread but a window's. */
gboolean rt_export_run_settle (RtExportRun *self, GError **error);
/** rt_export_run_end: on the writer: records it, in a transaction that it ends, and gives the file its name. Gives the
 * number of records; -1 with error. */
gint64 rt_export_run_end (RtWork *work, RtExportRun *self, GError **error);
/** rt_export_run_get_total: how many records there were when it began, and *@done of them looked at. Between steps. */
gint64 rt_export_run_get_total (RtExportRun *self, gint64 *done);

G_END_DECLS
