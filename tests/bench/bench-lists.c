/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of orders: its first page, one far down, and another order of the whole. */
#include "config.h"

#include "rt-bench.h"

#define PAGE 100

typedef struct
{
  RtBenchStore *store;
  RtListQuery query;
  GArray *ids;    /* of the list, newest first */
  guint position; /* of the page that is read */
  sqlite3_stmt *rows, *sorted;
  gint64 ours_sum, bare_sum; /* of what was read, so that both are known to have read the same */
  guint ours_count, bare_count;
} Lists;

static gpointer
read_ids (RtWork *work, gpointer data, GError **error)
{
  Lists *self = data;

  return rt_list_ids (work, &self->query, error);
}

static gpointer
read_page (RtWork *work, gpointer data, GError **error)
{
  Lists *self = data;

  return rt_list_records (work, RT_LIST_ORDERS, &g_array_index (self->ids, gint64, self->position), PAGE, error);
}

static void
ours_page (gpointer data)
{
  Lists *self = data;
  g_autoptr (GPtrArray) records = rt_bench_call (self->store, FALSE, read_page, self);

  self->ours_sum = 0;
  for (guint i = 0; i < records->len; i++)
    {
      const RtOrder *order = g_ptr_array_index (records, i);

      if (!rt_shown_has (order->shown, RT_FIELD_NAME))
        rt_bench_fail ("an order without a name was read", NULL);
      self->ours_sum += order->total;
    }
}

/* The same rows of the same tables, raw: nothing is opened, masked or made into a record. */
static void
bare_page (gpointer data)
{
  Lists *self = data;

  self->bare_sum = 0;
  for (guint i = 0; i < PAGE; i++)
    {
      sqlite3_bind_int64 (self->rows, 1, g_array_index (self->ids, gint64, self->position + i));
      if (sqlite3_step (self->rows) != SQLITE_ROW)
        rt_bench_fail ("an order is missing", NULL);
      self->bare_sum += sqlite3_column_int64 (self->rows, 0);
      for (int column = 1; column < sqlite3_column_count (self->rows); column++)
        {
          sqlite3_column_blob (self->rows, column);
          sqlite3_column_bytes (self->rows, column);
        }
      sqlite3_reset (self->rows);
    }
}

static gboolean
pages_agree (gpointer data)
{
  Lists *self = data;

  return self->ours_sum == self->bare_sum;
}

/* A page at the top, the one far down as ours and the one at the top as bare: their ratio is asked for. */
static void
ours_deep (gpointer data)
{
  Lists *self = data;

  self->position = self->ids->len / 10 * 9;
  ours_page (self);
}

static void
ours_first (gpointer data)
{
  Lists *self = data;

  self->position = 0;
  ours_page (self);
}

static void
ours_resort (gpointer data)
{
  Lists *self = data;
  g_autoptr (GArray) ids = rt_bench_call (self->store, TRUE, read_ids, self);
  g_autoptr (GArray) former = g_steal_pointer (&self->ids);

  self->ids = g_steal_pointer (&ids);
  self->ours_count = self->ids->len;
  self->position = 0;
  ours_page (self);
}

static void
bare_resort (gpointer data)
{
  Lists *self = data;

  self->bare_count = 0;
  while (sqlite3_step (self->sorted) == SQLITE_ROW)
    self->bare_count += sqlite3_column_int64 (self->sorted, 0) != 0;
  sqlite3_reset (self->sorted);
}

static gboolean
counts_agree (gpointer data)
{
  Lists *self = data;

  return self->ours_count == self->bare_count;
}

static const char row_sql[] =
  "SELECT o.total, o.number, o.state, o.ordered_on, o.deliver_from, o.deliver_to, o.delivered_on, o.taken_by, s.name,"
  " o.planned_by, p.name, o.currency, o.pieces, o.n_lines, o.rev, o.paid, c.number, c.contact_sealed, c.contact_masked,"
  " a.address_sealed, a.address_masked FROM orders o JOIN customer c ON c.id = o.customer_id"
  " LEFT JOIN address a ON a.id = o.address_id LEFT JOIN staff s ON s.id = o.taken_by"
  " LEFT JOIN staff p ON p.id = o.planned_by WHERE o.id = ?1";

void
rt_bench_lists (RtBenchStore *store, GPtrArray *results)
{
  Lists self = { .store = store };
  RtMeasure first = { .name = "list-first-page",
                      .most_ratio = 3,
                      .most_p99_ms = 5,
                      .ours = ours_page,
                      .bare = bare_page,
                      .agree = pages_agree,
                      .data = &self,
                      .pairs = 101 };
  RtMeasure deep = { .name = "list-deep-page",
                     .most_ratio = 1.5,
                     .ours = ours_deep,
                     .bare = ours_first,
                     .data = &self,
                     .pairs = 101 };
  RtMeasure resort = { .name = "list-resort",
                       .most_ratio = 1.5,
                       .ours = ours_resort,
                       .bare = bare_resort,
                       .agree = counts_agree,
                       .data = &self };

  self.query = (RtListQuery){ .kind = RT_LIST_ORDERS, .from = RT_DAY_NONE, .to = RT_DAY_NONE };
  self.ids = rt_bench_call (store, TRUE, read_ids, &self);
  self.rows = rt_bench_prepare (store->bare, row_sql);
  g_ptr_array_add (results, rt_measure_run (&first));
  g_ptr_array_add (results, rt_measure_run (&deep));
  self.query.sort = "total";
  self.sorted = rt_bench_prepare (store->bare, "SELECT id FROM orders ORDER BY total DESC, id DESC");
  g_ptr_array_add (results, rt_measure_run (&resort));
  sqlite3_finalize (self.rows);
  sqlite3_finalize (self.sorted);
  g_array_unref (self.ids);
}
