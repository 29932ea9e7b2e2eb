/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists of records: one items-changed for each refresh, pages read as they are looked at, rows that stay the same
 * object. */
#include "config.h"

#include "rt-order-fixture.h"

#include "rt-error.h"

typedef struct
{
  guint emitted, position, removed, added;
} Changes;

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, gpointer data)
{
  Changes *changes = data;

  changes->emitted++;
  changes->position = position;
  changes->removed = removed;
  changes->added = added;
}

static void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
wait_loaded (RtRecordList *list)
{
  do
    g_main_context_iteration (NULL, FALSE);
  while (rt_record_list_is_loading (list));
  settle ();
}

static void
wait_record (RtRow *row)
{
  while (rt_row_get_record (row) == NULL)
    g_main_context_iteration (NULL, TRUE);
}

/* @n orders, numbered in the order of the file. */
static void
import_orders (RtFixture *f, guint n)
{
  g_autoptr (GString) rows = g_string_new (NULL);
  g_autoptr (RtImportResult) done = NULL;

  for (guint i = 0; i < n; i++)
    g_string_append_printf (rows, "R-%u,2026-01-%02u,Person %u,1380000%04u,Road %u,Town,Chair,1,%u.00\n", i, i % 28 + 1,
                            i, i % 10000, i, i % 97 + 1);
  done = rt_test_import (f, rows->str);
  g_assert_cmpint (done->orders, ==, n);
}

static RtRecordList *
list_new (RtFixture *f, const char *sort, gboolean ascending, Changes *changes)
{
  const RtListQuery query = { .kind = RT_LIST_ORDERS,
                              .from = RT_DAY_NONE,
                              .to = RT_DAY_NONE,
                              .sort = sort,
                              .ascending = ascending };
  RtRecordList *list = rt_record_list_new (f->desk, &query);

  *changes = (Changes){ 0 };
  g_signal_connect (list, "items-changed", G_CALLBACK (on_items_changed), changes);
  wait_loaded (list);
  g_assert_null (rt_record_list_get_error (list));
  return list;
}

static void
test_one_change (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  g_autoptr (RtRecordList) list = NULL;
  g_autoptr (RtRow) first = NULL;
  g_autoptr (RtRow) again = NULL;
  Changes changes;
  gint64 logged;

  rt_fixture_sign_in_owner (f);
  import_orders (f, 300);
  list = list_new (f, "number", FALSE, &changes);
  g_assert_cmpuint (changes.emitted, ==, 2);
  g_assert_cmpuint (changes.position + changes.added, ==, 300);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 300);
  logged = rt_fixture_count_log (f, "list.orders");
  first = g_list_model_get_item (G_LIST_MODEL (list), 0);
  wait_record (first);
  /* One more on top: one change, and what was first is the same object one further down. */
  changes = (Changes){ 0 };
  rt_test_order (f, 12);
  settle ();
  wait_loaded (list);
  g_assert_cmpuint (changes.emitted, ==, 1);
  g_assert_cmpuint (changes.position, ==, 0);
  g_assert_cmpuint (changes.removed, ==, 0);
  g_assert_cmpuint (changes.added, ==, 1);
  again = g_list_model_get_item (G_LIST_MODEL (list), 1);
  g_assert_true (again == first);
  g_assert_cmpint (rt_fixture_count_log (f, "list.orders"), ==, logged + 1);
  /* Nothing changed: still one for the refresh, of nothing. */
  changes = (Changes){ 0 };
  rt_record_list_refresh (list);
  wait_loaded (list);
  g_assert_cmpuint (changes.emitted, ==, 1);
  g_assert_cmpuint (changes.removed + changes.added, ==, 0);
}

/* What is shown first is a screenful, of the right end of the whole, and the list says that it is not all yet. */
static void
test_first_rows (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  g_autoptr (RtRecordList) list = NULL;
  g_autoptr (RtRow) first = NULL;
  const RtListQuery query = { .kind = RT_LIST_ORDERS, .from = RT_DAY_NONE, .to = RT_DAY_NONE };
  guint shown;

  rt_fixture_sign_in_owner (f);
  import_orders (f, 300);
  list = rt_record_list_new (f->desk, &query);
  while ((shown = g_list_model_get_n_items (G_LIST_MODEL (list))) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (shown, <, 100);
  g_assert_true (rt_record_list_is_loading (list));
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (list), shown));
  first = g_list_model_get_item (G_LIST_MODEL (list), 0);
  wait_record (first);
  g_assert_cmpint (((const RtOrder *) rt_row_get_record (first))->number, ==, 10300);
  /* Asked anew in the meantime, all of it comes, and nothing is lost. */
  rt_record_list_refresh (list);
  wait_loaded (list);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 300);
}

/* The first rows end within a page: what follows them comes too, and what is there stays and is not read again. */
static void
test_rest (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  g_autoptr (RtRecordList) list = NULL;
  g_autoptr (RtRow) first = NULL;
  g_autoptr (RtRow) next = NULL;
  const RtListQuery query = { .kind = RT_LIST_ORDERS, .from = RT_DAY_NONE, .to = RT_DAY_NONE };
  gpointer record;
  guint shown;

  rt_fixture_sign_in_owner (f);
  import_orders (f, 300);
  list = rt_record_list_new (f->desk, &query);
  while ((shown = g_list_model_get_n_items (G_LIST_MODEL (list))) == 0)
    g_main_context_iteration (NULL, TRUE);
  first = g_list_model_get_item (G_LIST_MODEL (list), 0);
  wait_record (first);
  record = rt_row_get_record (first);
  wait_loaded (list);
  next = g_list_model_get_item (G_LIST_MODEL (list), shown);
  wait_record (next);
  g_assert_cmpint (((const RtOrder *) rt_row_get_record (next))->number, ==, 10300 - shown);
  g_assert_true (rt_row_get_record (first) == record);
  /* Both askings are on record, with how much they gave. */
  g_assert_cmpint (rt_fixture_count_log (f, "list.orders"), ==, 2);
}

/* An order that is taken while only the first rows are there stands on top of all. */
static void
test_changed_meanwhile (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  g_autoptr (RtRecordList) list = NULL;
  g_autoptr (RtRow) top = NULL;
  const RtListQuery query = { .kind = RT_LIST_ORDERS, .from = RT_DAY_NONE, .to = RT_DAY_NONE };

  rt_fixture_sign_in_owner (f);
  import_orders (f, 300);
  list = rt_record_list_new (f->desk, &query);
  while (g_list_model_get_n_items (G_LIST_MODEL (list)) == 0)
    g_main_context_iteration (NULL, TRUE);
  rt_test_order (f, 12);
  wait_loaded (list);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 301);
  top = g_list_model_get_item (G_LIST_MODEL (list), 0);
  wait_record (top);
  g_assert_cmpint (((const RtOrder *) rt_row_get_record (top))->number, ==, 10301);
}

static void
test_depth (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  g_autoptr (RtRecordList) list = NULL;
  static const guint positions[] = { 0, 1, 63, 64, 1000, 2047, 4095, 4999, 0 };
  Changes changes;

  rt_fixture_sign_in_owner (f);
  import_orders (f, 5000);
  list = list_new (f, "number", TRUE, &changes);
  for (gsize i = 0; i < G_N_ELEMENTS (positions); i++)
    {
      g_autoptr (RtRow) row = g_list_model_get_item (G_LIST_MODEL (list), positions[i]);
      g_autoptr (RtRow) same = g_list_model_get_item (G_LIST_MODEL (list), positions[i]);
      const RtOrder *order;

      g_assert_true (row == same);
      wait_record (row);
      order = rt_row_get_record (row);
      g_assert_cmpint (order->id, ==, rt_row_get_id (row));
      g_assert_cmpint (order->number, ==, 10001 + positions[i]);
      g_assert_cmpint (rt_record_list_find (list, order->id), ==, (int) positions[i]);
    }
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (list), 5000));
  /* Running over the whole list reads nothing and leaves nothing behind. */
  for (guint i = 0; i < 5000; i++)
    g_object_unref (g_list_model_get_item (G_LIST_MODEL (list), i));
  settle ();
}

static void
check_sorted (RtRecordList *list, const char *sort, gboolean ascending)
{
  const RtListQuery query = { .kind = RT_LIST_ORDERS,
                              .from = RT_DAY_NONE,
                              .to = RT_DAY_NONE,
                              .sort = sort,
                              .ascending = ascending };
  gint64 before = ascending ? G_MININT64 : G_MAXINT64;

  rt_record_list_set_query (list, &query);
  wait_loaded (list);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i += 37)
    {
      g_autoptr (RtRow) row = g_list_model_get_item (G_LIST_MODEL (list), i);
      const RtOrder *order;
      gint64 now;

      wait_record (row);
      order = rt_row_get_record (row);
      now = g_strcmp0 (sort, "total") == 0  ? order->total
            : g_strcmp0 (sort, "date") == 0 ? order->ordered_on
                                            : order->number;
      g_assert_true (ascending ? now >= before : now <= before);
      before = now;
    }
}

static void
test_sorts (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  g_autoptr (RtRecordList) list = NULL;
  Changes changes;

  rt_fixture_sign_in_owner (f);
  import_orders (f, 500);
  list = list_new (f, "number", FALSE, &changes);
  check_sorted (list, "total", TRUE);
  check_sorted (list, "total", FALSE);
  check_sorted (list, "date", TRUE);
  check_sorted (list, "number", FALSE);
}

static gpointer
list_ids (RtWork *work, gpointer data, GError **error)
{
  return rt_list_ids (work, data, error);
}

static guint
count_ids (RtFixture *f, RtListQuery query)
{
  g_autoptr (GArray) ids = rt_fixture_run (f, list_ids, &query);

  return ids->len;
}

static void
test_filters (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  const RtListQuery all = { .kind = RT_LIST_ORDERS, .from = RT_DAY_NONE, .to = RT_DAY_NONE };
  RtListQuery query = all;

  rt_fixture_sign_in_owner (f);
  import_orders (f, 280);
  rt_test_order (f, 12);
  g_assert_cmpuint (count_ids (f, query), ==, 281);
  query.from = query.to = rt_day_new (2026, 1, 5);
  g_assert_cmpuint (count_ids (f, query), ==, 10);
  query = all;
  query.mine = TRUE;
  g_assert_cmpuint (count_ids (f, query), ==, 1);
  query = all;
  query.states = 1u << RT_ORDER_CANCELLED;
  g_assert_cmpuint (count_ids (f, query), ==, 0);
  query.states = 1u << RT_ORDER_OPEN | 1u << RT_ORDER_DELIVERED;
  g_assert_cmpuint (count_ids (f, query), ==, 281);
  query = all;
  query.customer_id = 1;
  g_assert_cmpuint (count_ids (f, query), ==, 1);
  query = all;
  query.kind = RT_LIST_CUSTOMERS;
  g_assert_cmpuint (count_ids (f, query), ==, 281);
  query.kind = RT_LIST_TICKETS;
  g_assert_cmpuint (count_ids (f, query), ==, 0);
}

static void
test_locking (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  g_autoptr (RtRecordList) list = NULL;
  g_autoptr (RtRow) row = NULL;
  Changes changes;

  rt_fixture_sign_in_owner (f);
  import_orders (f, 100);
  list = list_new (f, "number", FALSE, &changes);
  row = g_list_model_get_item (G_LIST_MODEL (list), 0);
  wait_record (row);
  changes = (Changes){ 0 };
  rt_fixture_lock (f);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
  g_assert_cmpuint (changes.emitted, ==, 1);
  g_assert_cmpuint (changes.removed, ==, 100);
  g_assert_null (rt_row_get_record (row));
  settle ();
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
}

static void
test_denied (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  const RtListQuery query = { .kind = RT_LIST_ORDERS, .from = RT_DAY_NONE, .to = RT_DAY_NONE, .sort = "total" };
  g_autoptr (RtRecordList) list = NULL;

  rt_fixture_sign_in (f, RT_ROLE_SERVICE);
  list = rt_record_list_new (f->desk, &query);
  wait_loaded (list);
  g_assert_error (rt_record_list_get_error (list), RT_ERROR, RT_ERROR_DENIED);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/record-list/each refresh is one change, and held rows stay the same objects", test_one_change);
  g_test_add_func ("/record-list/a list that comes up shows a screenful, then all", test_first_rows);
  g_test_add_func ("/record-list/the rest of a list follows its first rows", test_rest);
  g_test_add_func ("/record-list/what is saved between the first rows and the rest is in the list",
                   test_changed_meanwhile);
  g_test_add_func ("/record-list/records come page by page at any depth", test_depth);
  g_test_add_func ("/record-list/sorted by what is asked", test_sorts);
  g_test_add_func ("/record-list/filtered by what is asked", test_filters);
  g_test_add_func ("/record-list/locking empties the list and the rows still held", test_locking);
  g_test_add_func ("/record-list/what may not be sorted by is said", test_denied);
  return g_test_run ();
}
