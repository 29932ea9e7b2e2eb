/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the record list share among themselves. */
#pragma once

#include "rt-record-list.h"

G_BEGIN_DECLS

gpointer rt_record_ref (RtListKind kind, gpointer record);
void rt_record_unref (RtListKind kind, gpointer record); /* accepts NULL */

RtRow *rt_row_new (RtListKind kind, gint64 id);
/** rt_row_set_record: takes a reference; NULL: gone. */
void rt_row_set_record (RtRow *self, gpointer record);

/** Where the row stands in its list now; -1 not known. Kept by the list alone. */
int rt_row_get_position (RtRow *self);
void rt_row_set_position (RtRow *self, int position);
/** Whether the record was read since the list was last refreshed. */
gboolean rt_row_is_fresh (RtRow *self);
void rt_row_set_stale (RtRow *self);

/** A page of records by position; some may be NULL (vanished). */
typedef struct
{
  RtListKind kind;
  guint n;
  gpointer *records;
} RtPage;
RtPage *rt_page_new (RtListKind kind, GPtrArray *records); /* takes the records out of @records */
void rt_page_free (RtPage *self);

G_END_DECLS
