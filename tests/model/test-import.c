/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Order files of other programs: what is taken, what is refused, and that all or nothing means it. */
#include "config.h"

#include "rt-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "rt-error.h"
#include "rt-import.h"

#define SUPERSTORE_HEAD                                                                                                \
  "Order ID,Order Date,Ship Date,Customer ID,Customer Name,Country,City,State,Postal Code,Product ID,Sub-Category,Product Name,Sales,Quantity\r\n"

typedef struct
{
  RtFixture *fixture;
  char *path;
  GCancellable *cancellable;
  guint told;
} Import;

static Import *
import_new (const char *region)
{
  Import *self = g_new0 (Import, 1);

  self->fixture = rt_fixture_new (region);
  self->path = g_build_filename (self->fixture->folder, "orders.csv", NULL);
  self->cancellable = g_cancellable_new ();
  rt_fixture_sign_in_owner (self->fixture);
  return self;
}

static void
import_free (Import *self)
{
  rt_fixture_free (self->fixture);
  g_free (self->path);
  g_object_unref (self->cancellable);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Import, import_free)

static void
write_file (Import *self, const char *text, gssize size)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (self->path, text, size, &error);
  g_assert_no_error (error);
}

static void
on_progress (gint64 done, gint64 total, gpointer data)
{
  Import *self = data;

  self->told++;
  g_cancellable_cancel (self->cancellable);
}

static RtImportResult *
run_plan (Import *self, RtImportPlan *plan, gboolean keep_good, gboolean cancel, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  rt_import_run_async (self->fixture->desk, plan, keep_good, cancel ? on_progress : NULL, self, self->cancellable,
                       rt_desk_await_cb, &result);
  return rt_import_run_finish (self->fixture->desk, rt_desk_await (&result), error);
}

static RtImportResult *
run (Import *self, gboolean keep_good)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RtImportPlan) plan = rt_import_plan_new (self->path, NULL, &error);
  RtImportResult *result;

  g_assert_no_error (error);
  result = run_plan (self, plan, keep_good, FALSE, &error);
  g_assert_no_error (error);
  return result;
}

static RtImportResult *
run_text (Import *self, const char *text, gboolean keep_good)
{
  write_file (self, text, -1);
  return run (self, keep_good);
}

/* --- The whole Superstore --- */

static char *
shared_file (const char *name)
{
  const char *folder = g_getenv ("ROLLTOP_SHARED_DATA");
  g_autofree char *path = folder != NULL ? g_build_filename (folder, name, NULL) : NULL;

  return path != NULL && g_file_test (path, G_FILE_TEST_EXISTS) ? g_steal_pointer (&path) : NULL;
}

static gint64
count_rows (Import *self, const char *sql)
{
  gint64 n = rt_fixture_get_int (self->fixture, sql);

  rt_fixture_sign_in_owner (self->fixture);
  return n;
}

static void
check_superstore_store (Import *self)
{
  g_assert_cmpint (count_rows (self, "SELECT count (*) FROM orders"), ==, 1764);
  g_assert_cmpint (count_rows (self, "SELECT count (*) FROM customer"), ==, 707);
  g_assert_cmpint (count_rows (self, "SELECT count (*) FROM order_line"), ==, 2121);
  g_assert_cmpint (count_rows (self, "SELECT sum (quantity) FROM order_line"), ==, 8028);
  g_assert_cmpint (count_rows (self, "SELECT sum (line_total) FROM order_line"), ==, 74199998);
  g_assert_cmpint (count_rows (self, "SELECT sum (total) FROM orders"), ==, 74199998);
  g_assert_cmpint (count_rows (self, "SELECT sum (pieces) FROM orders"), ==, 8028);
}

static void
test_superstore (void)
{
  g_autofree char *path = shared_file ("furniture-orders.csv");
  g_autoptr (Import) self = NULL;
  g_autoptr (RtImportResult) first = NULL;
  g_autoptr (RtImportResult) second = NULL;

  /* Input that nobody here wrote lies beside the tree, or it does not. */
  if (path == NULL)
    return;
  self = import_new ("US");
  g_free (self->path);
  self->path = g_steal_pointer (&path);
  first = run (self, FALSE);
  g_assert_cmpint (first->rejected, ==, 0);
  g_assert_cmpint (first->orders, ==, 1764);
  g_assert_cmpint (first->customers, ==, 707);
  g_assert_cmpint (first->lines, ==, 2121);
  g_assert_cmpint (first->pieces, ==, 8028);
  g_assert_cmpint (first->total, ==, 74199998);
  check_superstore_store (self);
  second = run (self, FALSE);
  g_assert_cmpint (second->orders + second->customers + second->lines + second->pieces + second->total, ==, 0);
  g_assert_cmpint (second->already, ==, 1764);
  check_superstore_store (self);
}

/* --- A file as long as one likes --- */

static char *
many_orders (guint n)
{
  GString *text = g_string_new ("\xEF\xBB\xBF" SUPERSTORE_HEAD);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (
      text,
      "US-2026-%u,1/2/2026,1/5/2026,CC-%u,\"Person, No. %u\",United States,Springfield,Oregon,97477,P-%u,Chairs,\"Chair \"\"%u\"\"\",10.005,2\r\n",
      i, i / 2, i / 2, i, i);
  return g_string_free (text, FALSE);
}

static void
test_cancelled (void)
{
  g_autoptr (Import) self = import_new ("US");
  g_autofree char *text = many_orders (20000);
  g_autoptr (GError) error = NULL;
  g_autoptr (RtImportPlan) plan = NULL;
  g_autoptr (RtImportResult) result = NULL;

  write_file (self, text, -1);
  plan = rt_import_plan_new (self->path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (rt_import_plan_get_n_records (plan), ==, 20000);
  result = run_plan (self, plan, FALSE, TRUE, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (result);
  g_assert_cmpuint (self->told, >, 0);
  g_assert_cmpint (count_rows (self, "SELECT (SELECT count (*) FROM orders) + (SELECT count (*) FROM customer)"), ==,
                   0);
  g_assert_cmpint (count_rows (self, "SELECT count (*) FROM log WHERE action = 'import.orders'"), ==, 0);
}

static void
test_rounding (void)
{
  g_autoptr (Import) self = import_new ("US");
  g_autofree char *text = many_orders (10);
  g_autoptr (RtImportResult) result = run_text (self, text, FALSE);

  g_assert_cmpint (result->orders, ==, 10);
  g_assert_cmpint (result->customers, ==, 5);
  g_assert_cmpint (result->total, ==, 10010); /* 10.005 is 10.01, ten times */
  g_assert_cmpint (count_rows (self, "SELECT count (*) FROM orders WHERE taken_by IS NULL AND state = 'delivered'"), ==,
                   10);
  g_assert_cmpint (
    count_rows (self, "SELECT count (*) FROM order_line WHERE description = 'Chair \"3\"' AND unit_price IS NULL"), ==,
    1);
}

static void
test_scattered (void)
{
  g_autoptr (Import) self = import_new ("US");
  g_autoptr (RtImportResult) result =
    run_text (self,
              SUPERSTORE_HEAD "A,1/2/2026,1/3/2026,C1,Ann,US,X,Y,1,P,Chairs,Chair,1.00,1\r\n"
                              "B,1/2/2026,1/3/2026,C2,Ben,US,X,Y,1,P,Chairs,Chair,2.00,1\r\n"
                              "A,1/2/2026,1/3/2026,C1,Ann,US,X,Y,1,P,Tables,Table,4.00,3\r\n",
              FALSE);

  g_assert_cmpint (result->orders, ==, 2);
  g_assert_cmpint (result->lines, ==, 3);
  g_assert_cmpint (result->total, ==, 700);
  g_assert_cmpint (count_rows (self, "SELECT total * 100 + n_lines * 10 + pieces FROM orders WHERE source_ref = 'A'"),
                   ==, 50024);
  g_assert_cmpint (count_rows (self, "SELECT count (*) FROM address"), ==, 2);
}

/* --- Shopify --- */

#define SHOPIFY_HEAD                                                                                                                    \
  "Name,Email,Currency,Created at,Fulfilled at,Cancelled at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Shipping Name," \
  "Shipping Street,Shipping City,Shipping Zip,Shipping Province,Shipping Country,Shipping Phone,Notes,Vendor\n"

static void
test_shopify (void)
{
  g_autoptr (Import) self = import_new ("US");
  g_autoptr (RtImportResult) result = run_text (
    self,
    SHOPIFY_HEAD
    "#1001,ann@example.com,USD,2026-03-04 10:00:00 -0500,2026-03-09 09:00:00 -0500,,1,Oak table,500.00,T1,Ann Lee,1 Elm St,Springfield,'02139,MA,US,(555) 555-0123,hi,V\n"
    "#1001,,,,,,4,Oak chair,99.50,C1,,,,,,,,,V\n"
    "#1002,ANN@example.com,USD,2026-03-05 10:00:00 -0500,,2026-03-06 10:00:00 -0500,2,Shelf,10.00,S1,Ann Lee,1 Elm St,Springfield,'02139,MA,US,,,V\n",
    FALSE);

  g_assert_cmpint (result->rejected, ==, 0);
  g_assert_cmpint (result->orders, ==, 2);
  g_assert_cmpint (result->customers, ==, 1);
  g_assert_cmpint (result->lines, ==, 3);
  g_assert_cmpint (result->total, ==, 50000 + 4 * 9950 + 2000);
  g_assert_cmpint (count_rows (self, "SELECT count (*) FROM orders WHERE state = 'cancelled' AND source_ref = '#1002'"),
                   ==, 1);
  g_assert_cmpint (count_rows (self, "SELECT count (*) FROM address"), ==, 1);
}

/* --- Delimiters and encodings --- */

static void
check_plan (Import *self, const char *encoding, char delimiter)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RtImportPlan) plan = rt_import_plan_new (self->path, NULL, &error);
  g_autoptr (RtImportResult) result = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (rt_import_plan_get_encoding (plan), ==, encoding);
  g_assert_cmpint (rt_import_plan_get_delimiter (plan), ==, delimiter);
  result = run_plan (self, plan, FALSE, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (result->rejected, ==, 0);
  g_assert_cmpint (result->orders, ==, 1);
}

static void
test_delimiters (void)
{
  static const char delimiters[] = { ',', ';', '\t', '|' };
  static const char *const head[] = { "Order number", "Date",    "Customer", "Phone", "Street",
                                      "City",         "Product", "Quantity", "Total" };
  static const char *const row[] = { "R-1",         "2026-03-04", "Ann Lee", "(555) 555-0123", "1 Elm St",
                                     "Springfield", "Table",      "1",       "10.00" };

  for (gsize i = 0; i < sizeof delimiters; i++)
    {
      g_autoptr (Import) self = import_new ("US");
      g_autoptr (GString) text = g_string_new (NULL);

      for (gsize k = 0; k < G_N_ELEMENTS (head); k++)
        g_string_append_printf (text, "%s%c", head[k], k + 1 < G_N_ELEMENTS (head) ? delimiters[i] : '\n');
      for (gsize k = 0; k < G_N_ELEMENTS (row); k++)
        g_string_append_printf (text, "%s%c", row[k], k + 1 < G_N_ELEMENTS (row) ? delimiters[i] : '\n');
      write_file (self, text->str, -1);
      check_plan (self, "UTF-8", delimiters[i]);
    }
}

static void
test_encodings (void)
{
  static const struct
  {
    const char *codeset, *name, *text, *region;
  } files[] = {
    { "UTF-8", "UTF-8",
      "订单号,日期,客户,电话,地址,城市,商品,数量,金额\n甲-1,2026-03-04,张伟,13800000012,样例路1号,杭州,衣柜,1,6900.00\n",
      "CN" },
    { "GB18030", "GB18030",
      "订单号,日期,客户,电话,地址,城市,商品,数量,金额\n甲-1,2026-03-04,张伟,13800000012,样例路1号,杭州,衣柜,1,6900.00\n",
      "CN" },
    { "WINDOWS-1252", "Windows-1252",
      "Order number;Date;Customer;Phone;Street;City;Product;Quantity;Total\nR-1;2026-03-04;José Müller;(555) 555-0123;Élysée 1;Zürich;Buffet – chêne;1;10.00\n",
      "US" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (Import) self = import_new (files[i].region);
      gsize size = 0;
      g_autofree char *bytes = g_convert (files[i].text, -1, files[i].codeset, "UTF-8", NULL, &size, NULL);

      g_assert_nonnull (bytes);
      write_file (self, bytes, (gssize) size);
      check_plan (self, files[i].name, i == 2 ? ';' : ',');
      g_assert_cmpint (count_rows (self, i == 2
                                           ? "SELECT count (*) FROM order_line WHERE description = 'Buffet – chêne'"
                                           : "SELECT count (*) FROM order_line WHERE description = '衣柜'"),
                       ==, 1);
    }
}

/* --- Refusals --- */

static void
test_rejects (void)
{
  g_autoptr (Import) self = import_new ("US");
  g_autoptr (GString) text = g_string_new (SUPERSTORE_HEAD);
  g_autofree char *long_name = g_strnfill (100000, 'x');
  g_autoptr (RtImportResult) nothing = NULL;
  g_autoptr (RtImportResult) good = NULL;
  g_autofree char *list = g_build_filename (self->fixture->folder, "rejects.csv", NULL);
  g_autofree char *written = NULL;
  static const char with_nul[] = "D5,1/2/2026,1/3/2026,C1,A\0nn,US,X,Y,1,P,Chairs,Chair,1.00,1\n";
  static const gint64 bad_lines[] = { 3, 4, 5, 6, 7, 8, 9, 11, 12 };

  g_string_append (text,
                   "OK,1/2/2026,1/3/2026,C1,Ann & <b>Co</b>\xE2\x80\xAE,US,X,Y,1,P,Chairs,Chair,1.00,1\n"); /* 2 */
  g_string_append (text, ",1/2/2026,1/3/2026,C1,Ann,US,X,Y,1,P,Chairs,Chair,1.00,1\n");       /* 3 no order */
  g_string_append (text, "D1,13/32/2026,1/3/2026,C1,Ann,US,X,Y,1,P,Chairs,Chair,1.00,1\n");   /* 4 no date */
  g_string_append (text, "D2,1/2/2026,1/3/2026,C1,Ann,US,X,Y,1,P,Chairs,Chair,one,1\n");      /* 5 no amount */
  g_string_append (text, "D3,1/2/2026,1/3/2026,C1,Ann,US,X,Y,1,P,Chairs,Chair,1.00,-1\n");    /* 6 quantity */
  g_string_append (text, "D4,1/2/2026,1/3/2026,C1,A\xFFnn,US,X,Y,1,P,Chairs,Chair,1.00,1\n"); /* 7 no text */
  g_string_append_len (text, with_nul, sizeof with_nul - 1);                                  /* 8 NUL */
  g_string_append_printf (text, "D6,1/2/2026,1/3/2026,C1,%s,US,X,Y,1,P,Chairs,Chair,1.00,1\n",
                          long_name); /* 9 over-long */
  g_string_append (
    text,
    "OK2,1/2/2026,1/3/2026,C2,\"Zoë, \xC3\xA9t\xC3\xA9 \xE5\xBC\xA0\xE4\xBC\x9F\",US,X,Y,1,P,Chairs,Chair,2.00,1\n"); /* 10 */
  g_string_append (text, "H,1/2/2026,1/3/2026,C3,Cy,US,X,Y,1,P,Chairs,Chair,2.00,1\n"); /* 11 with 12 */
  g_string_append (text, "H,1/2/2026,1/3/2026,C3,Cy,US,X,Y,1,P,Chairs,Chair,2.00,0\n"); /* 12 quantity */
  write_file (self, text->str, (gssize) text->len);

  nothing = run (self, FALSE);
  g_assert_cmpint (nothing->rejected, ==, G_N_ELEMENTS (bad_lines));
  g_assert_cmpint (nothing->orders + nothing->customers + nothing->lines, ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (bad_lines); i++)
    {
      gboolean found = FALSE;

      for (guint k = 0; k < nothing->rejects->len; k++)
        found = found || ((RtImportReject *) g_ptr_array_index (nothing->rejects, k))->line == bad_lines[i];
      g_assert_true (found);
    }
  g_assert_cmpint (count_rows (self, "SELECT count (*) FROM orders"), ==, 0);

  good = run (self, TRUE);
  g_assert_cmpint (good->rejected, ==, G_N_ELEMENTS (bad_lines));
  g_assert_cmpint (good->orders, ==, 2);
  g_assert_cmpint (good->total, ==, 300);
  g_assert_true (rt_import_write_rejects (good, list, NULL));
  g_assert_true (g_file_get_contents (list, &written, NULL, NULL));
  g_assert_nonnull (strstr (written, "\r\n12,\""));
  g_assert_null (strstr (written, "xxx"));
}

static void
test_formulas (void)
{
  static const char *const reasons[] = { "=1+1", "+1", "-1", "@SUM(1)", "\tA", "Say \"it\"." };
  g_autoptr (RtImportResult) result = g_new0 (RtImportResult, 1);
  g_autoptr (Import) self = import_new ("US");
  g_autofree char *written = NULL;

  result->rejects = g_ptr_array_new_with_free_func (g_free);
  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      RtImportReject *one = g_new (RtImportReject, 1);

      one->line = (gint64) i;
      one->reason = (char *) reasons[i];
      g_ptr_array_add (result->rejects, one);
    }
  g_assert_true (rt_import_write_rejects (result, self->path, NULL));
  g_assert_true (g_file_get_contents (self->path, &written, NULL, NULL));
  g_assert_nonnull (strstr (written, "\r\n0,\"'=1+1\"\r\n1,\"'+1\"\r\n2,\"'-1\"\r\n3,\"'@SUM(1)\"\r\n4,\"'\tA\"\r\n"
                                     "5,\"Say \"\"it\"\".\"\r\n"));
}

static void
refuse_plan (Import *self, const char *bytes, gssize size, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RtImportPlan) plan = NULL;

  write_file (self, bytes, size);
  plan = rt_import_plan_new (self->path, NULL, &error);
  g_assert_error (error, RT_ERROR, code);
  g_assert_null (plan);
}

static void
test_no_order_file (void)
{
  g_autoptr (Import) self = import_new ("US");
  g_autoptr (GString) noise = g_string_new (NULL);
  g_autoptr (GString) wide = g_string_new ("Order ID");
  g_autoptr (GString) cell = g_string_new (SUPERSTORE_HEAD "A,\"");
  g_autofree char *eleven_million = g_strnfill (11000000, 'x');
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (guint i = 0; i < 100000; i++)
    g_string_append_c (noise, (char) g_rand_int_range (rand, 0, 256));
  for (guint i = 0; i < 1000000; i++)
    g_string_append_c (wide, ',');
  g_string_append (cell, eleven_million);
  refuse_plan (self, noise->str, (gssize) noise->len, RT_ERROR_INVALID);
  refuse_plan (self, "", 0, RT_ERROR_INVALID);
  refuse_plan (self, "a,b,c\n1,2,3\n", -1, RT_ERROR_INVALID);
  refuse_plan (self, wide->str, (gssize) wide->len, RT_ERROR_TOO_LARGE);
  refuse_plan (self, cell->str, (gssize) cell->len, RT_ERROR_TOO_LARGE);
  g_unlink (self->path);
  {
    g_autoptr (GError) error = NULL;

    g_assert_null (rt_import_plan_new (self->path, NULL, &error));
    g_assert_error (error, RT_ERROR, RT_ERROR_NOT_FOUND);
  }
}

/* One import of two orders of the person with this number; gives how many customers it says are new. */
static gint64
new_people (Import *self, guint n, const char *phone)
{
  g_autofree char *text = g_strdup_printf ("Order number,Date,Customer,Phone,Street,City,Product,Quantity,Total\n"
                                           "R-%u,2026-03-04,Ann Lee,%s,1 Elm St,Salem,Chair,1,10.00\n"
                                           "R-%u,2026-03-05,Ann Lee,%s,1 Elm St,Salem,Chair,1,10.00\n",
                                           n, phone, n + 1, phone);
  g_autoptr (RtImportResult) result = run_text (self, text, FALSE);

  g_assert_cmpint (result->orders, ==, 2);
  return result->customers;
}

/* A file of guesses would tell who is a customer: not to somebody who sees them masked, whatever right they were given.
 */
static void
test_no_oracle (void)
{
  g_autoptr (Import) self = import_new ("US");

  g_assert_cmpint (new_people (self, 1, "(555) 555-0123"), ==, 1);
  g_assert_cmpint (new_people (self, 3, "(555) 555-0123"), ==, 0);
  rt_fixture_exec (self->fixture, "INSERT INTO role_right (role, right, allowed) VALUES (0, 'order-import', 1)");
  rt_fixture_sign_in (self->fixture, RT_ROLE_CLERK);
  g_assert_cmpint (new_people (self, 5, "(555) 555-0123"), ==, 1);
  g_assert_cmpint (new_people (self, 7, "(555) 555-0145"), ==, 1);
}

static void
test_only_managers (void)
{
  static const RtRole roles[] = { RT_ROLE_CLERK, RT_ROLE_SERVICE, RT_ROLE_DISPATCHER, RT_ROLE_PRIVACY_OFFICER,
                                  RT_ROLE_ADMINISTRATOR };
  g_autoptr (Import) self = import_new ("US");
  g_autofree char *text = many_orders (2);
  g_autoptr (RtImportPlan) plan = NULL;

  write_file (self, text, -1);
  plan = rt_import_plan_new (self->path, NULL, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      g_autoptr (GError) error = NULL;

      rt_fixture_sign_in (self->fixture, roles[i]);
      g_assert_null (run_plan (self, plan, FALSE, FALSE, &error));
      g_assert_error (error, RT_ERROR, RT_ERROR_DENIED);
    }
}

static void
test_preview (void)
{
  g_autoptr (Import) self = import_new ("US");
  g_autofree char *text = many_orders (50);
  g_autoptr (RtImportPlan) plan = NULL;

  write_file (self, text, -1);
  plan = rt_import_plan_new (self->path, NULL, NULL);
  g_assert_cmpstr (rt_import_plan_get_layout_name (plan), ==, "Superstore");
  g_assert_cmpuint (rt_import_plan_get_n_columns (plan), ==, 14);
  g_assert_cmpstr (rt_import_plan_get_column (plan, 0), ==, "Order ID");
  g_assert_nonnull (rt_import_plan_get_target (plan, 0));
  g_assert_cmpuint (rt_import_plan_get_n_preview (plan), ==, 20);
  g_assert_cmpstr (rt_import_plan_get_cell (plan, 2, 4), ==, "Person, No. 1");
  g_assert_null (rt_import_plan_get_cell (plan, 20, 0));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/the Superstore file gives exactly its orders, and nothing the second time",
                   test_superstore);
  g_test_add_func ("/import/cancelling half-way leaves nothing", test_cancelled);
  g_test_add_func ("/import/line totals are rounded half up, each for itself", test_rounding);
  g_test_add_func ("/import/rows of one order need not stand together", test_scattered);
  g_test_add_func ("/import/a shop's export: later rows of an order leave its cells empty", test_shopify);
  g_test_add_func ("/import/the delimiter is found out", test_delimiters);
  g_test_add_func ("/import/the encoding is found out", test_encodings);
  g_test_add_func ("/import/bad rows are told with line and reason, and keep everything out unless wanted otherwise",
                   test_rejects);
  g_test_add_func ("/import/a reason that looks like a formula is written as text", test_formulas);
  g_test_add_func ("/import/what is no order file is refused with a sentence", test_no_order_file);
  g_test_add_func ("/import/only who may import can", test_only_managers);
  g_test_add_func ("/import/a file of guesses does not tell whoever sees masks who is a customer", test_no_oracle);
  g_test_add_func ("/import/columns, targets and first rows are shown before", test_preview);
  return g_test_run ();
}
