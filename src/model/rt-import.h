/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-desk.h"
#include "rt-money.h"

G_BEGIN_DECLS

typedef struct _RtImportPlan
  RtImportPlan; /* what a file is: delimiter, encoding, layout, mapping, first rows. Immutable, refcounted */

/** rt_import_plan_new: reads and understands a CSV file: delimiter, encoding (UTF-8 with or without mark, GB18030,
 * Windows-1252), known layout. Blocking: call it in a thread (rt_import_plan_new_async). RT_ERROR_INVALID with a
 * sentence when it cannot be an order file. No more than 1,000 columns, 10,000,000 bytes a cell are read (I3). */
RtImportPlan *rt_import_plan_new (const char *path, GCancellable *cancellable, GError **error);
void rt_import_plan_new_async (const char *path, GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data);
RtImportPlan *rt_import_plan_new_finish (GAsyncResult *result, GError **error);
RtImportPlan *rt_import_plan_ref (RtImportPlan *self);
void rt_import_plan_unref (RtImportPlan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtImportPlan, rt_import_plan_unref)
const char *rt_import_plan_get_encoding (RtImportPlan *self); /* "UTF-8", "GB18030", "Windows-1252" */
char rt_import_plan_get_delimiter (RtImportPlan *self);
const char *rt_import_plan_get_layout_id (RtImportPlan *self);   /* "superstore", "shopify", "rolltop": stable */
const char *rt_import_plan_get_layout_name (RtImportPlan *self); /* translated: "Superstore", "Shopify orders" */
guint rt_import_plan_get_n_columns (RtImportPlan *self);
const char *rt_import_plan_get_column (RtImportPlan *self, guint column); /* header */
const char *rt_import_plan_get_target (RtImportPlan *self,
                                       guint column); /* translated: what it becomes; NULL: left out */
const char *rt_import_plan_get_target_id (RtImportPlan *self,
                                          guint column); /* "order", "phone": stable; NULL: left out */
guint rt_import_plan_get_n_preview (RtImportPlan *self); /* up to 20 rows */
const char *rt_import_plan_get_cell (RtImportPlan *self, guint row, guint column);
gint64 rt_import_plan_get_n_records (RtImportPlan *self); /* rows in the file after the header */

typedef struct
{
  gint64 orders, customers, lines, pieces; /* added */
  RtMinor total;                           /* sum of added line totals, each rounded half up to the minor unit */
  gint64 already, rejected;                /* orders that were there; rows rejected */
  GPtrArray *rejects;                      /* RtImportReject */
} RtImportResult;
typedef struct
{
  gint64 line;
  char *reason;
} RtImportReject; /* line in the file, from 1; a sentence without the value */
void rt_import_result_free (RtImportResult *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtImportResult, rt_import_result_free)

/** rt_import_run_async: ORDER_IMPORT. All or nothing unless @keep_good: with a reject nothing is added and the result
 * says why. Progress on the caller's context. One transaction; cancelling leaves nothing. The same order (layout and
 * order id) is added once only. */
typedef void (*RtImportProgress) (gint64 done, gint64 total, gpointer user_data);
void rt_import_run_async (RtDesk *desk, RtImportPlan *plan, gboolean keep_good, RtImportProgress progress,
                          gpointer progress_data, GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data);
RtImportResult *rt_import_run_finish (RtDesk *desk, GAsyncResult *result, GError **error);
/** rt_import_write_rejects: a CSV of line and reason beside the chosen name, for its owner alone. No cell of it is
 * taken for a formula by a spreadsheet. */
gboolean rt_import_write_rejects (const RtImportResult *self, const char *path, GError **error);

G_END_DECLS
