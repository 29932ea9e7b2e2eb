/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-desk.h"
#include "rt-order.h"
#include "rt-ticket.h"
#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  RT_LIST_ORDERS,
  RT_LIST_TICKETS,
  RT_LIST_CUSTOMERS
} RtListKind;

/** RtRow: an item of a list: the id at once, the record when its page has come (notify::record). Main thread. */
#define RT_TYPE_ROW (rt_row_get_type ())
G_DECLARE_FINAL_TYPE (RtRow, rt_row, RT, ROW, GObject)
gint64 rt_row_get_id (RtRow *self);
RtListKind rt_row_get_kind (RtRow *self);
gpointer rt_row_get_record (
  RtRow *self); /* RtOrder, RtTicket or RtCustomer by the list's kind; NULL while it is coming; borrowed */

/** What to list. Plain value. Filters and sorts only by what the person may read (product.md §4, no side doors): others
 * give RT_ERROR_DENIED. */
typedef struct
{
  RtListKind kind;
  guint states;        /* bit set; 0 all */
  gboolean mine;       /* orders taken by me; tickets assigned to me */
  gboolean unassigned; /* tickets */
  gint64 assignee;     /* tickets, 0 any */
  RtDay from, to;      /* ordered on / opened on; RT_DAY_NONE open */
  gint64 customer_id;  /* 0 any */
  const char *sort; /* "number" (default), "date", "total", "state", "delivery", "priority", "visit"; static string */
  gboolean ascending;
  guint most; /* rows, the first ones; 0 all */
} RtListQuery;

/**
 * RtRecordList: a GListModel of RtRow over a query. Holds the ids in order (8 bytes each) and a few pages of records
 * around what is looked at; pages come from the reader thread. The list as such is recorded once each time the query
 * changes or the list is refreshed ("list.orders" with count and query words). Emits exactly one items-changed for each
 * refresh. A long list that comes up does both twice: with its first rows, then with all. Main thread. Cleared by the
 * desk's "locking".
 */
#define RT_TYPE_RECORD_LIST (rt_record_list_get_type ())
G_DECLARE_FINAL_TYPE (RtRecordList, rt_record_list, RT, RECORD_LIST, GObject)
RtRecordList *rt_record_list_new (RtDesk *desk, const RtListQuery *query);
void rt_record_list_set_query (RtRecordList *self, const RtListQuery *query);
const RtListQuery *rt_record_list_get_query (RtRecordList *self);
void rt_record_list_refresh (RtRecordList *self);
gboolean rt_record_list_is_loading (RtRecordList *self);     /* property "loading" */
const GError *rt_record_list_get_error (RtRecordList *self); /* property notify "error" */
int rt_record_list_find (RtRecordList *self, gint64 id);     /* position or -1 */

/* The two halves as work, for rolltop-ctl and tests. */
GArray *rt_list_ids (RtWork *work, const RtListQuery *query, GError **error); /* gint64; recorded */
GPtrArray *rt_list_records (RtWork *work, RtListKind kind, const gint64 *ids, guint n,
                            GError **error); /* in the order of ids; vanished ones NULL */

G_END_DECLS
