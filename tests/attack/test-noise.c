/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Noise, and good input with noise in it, for everything that reads what others wrote: order files, unfinished work,
 * recovery texts, store files. It is taken or refused with a sentence; a sanitizer sees the rest. The seed is told by
 * the test program; ROLLTOP_NOISE_ROUNDS in the environment makes it longer. */
#include "config.h"

#include "rt-order-fixture.h"

#include <string.h>

#include "rt-import.h"
#include "rt-ticket.h"
#include "rt-vault.h"

static const char *const order_files[] = {
  "Order ID,Order Date,Ship Date,Customer ID,Customer Name,Country,City,State,Postal Code,Product ID,Sub-Category,"
  "Product Name,Sales,Quantity\r\n"
  "CA-1,11/8/2026,11/11/2026,CG-1,Ada Quill,United States,Henderson,Kentucky,42420,FUR-1,Bookcases,\"Shelf, oak\","
  "261.96,2\r\nCA-1,11/8/2026,11/11/2026,CG-1,Ada Quill,United States,Henderson,Kentucky,42420,FUR-2,Chairs,"
  "\"Chair \"\"A\"\"\",731.94,3\r\nCA-2,6/12/2026,6/16/2026,DV-1,Bo Vance,United States,Los Angeles,California,90036,"
  "OFF-1,Tables,Table,14.62,1\r\n",
  "Name;Email;Created at;Lineitem quantity;Lineitem name;Lineitem price;Shipping Name;Shipping Street;Shipping "
  "City;Shipping Zip;Phone\n#1001;a@example.org;2026-01-05 10:00:00 +0800;2;Sofa;100.50;Ada Quill;1 "
  "Street;Town;12345;+12125550100\n#1001;;;1;Chair;20;;;;;\n",
  "\xef\xbb\xbf订单号,下单日期,姓名,电话,城市,地址,商品,数量,单价\nA1,2026年1月5日,张三,13800000000,杭州市,样例路1号,"
  "沙发,1,8260\n",
};

static guint
rounds (guint usual)
{
  const char *wanted = g_getenv ("ROLLTOP_NOISE_ROUNDS");

  return wanted != NULL ? (guint) g_ascii_strtoull (wanted, NULL, 10) : usual;
}

static guint
below (gsize n)
{
  return n > 0 ? (guint) g_test_rand_int_range (0, (gint32) n) : 0;
}

static void
insert_signs (GString *text)
{
  static const char *const signs[] = { "\"",
                                       "\"\"",
                                       ",",
                                       ";",
                                       "\n",
                                       "\r",
                                       "\t",
                                       "{",
                                       "}",
                                       "[",
                                       "null",
                                       "-1",
                                       "1e999",
                                       "\xff",
                                       "\xc3",
                                       "\xed\xa0\x80",
                                       "=",
                                       "\\",
                                       "\\u",
                                       "0x",
                                       "\xe2\x80\xae",
                                       "\xef\xbb\xbf",
                                       "9",
                                       "𠀀",
                                       "I",
                                       "O",
                                       " ",
                                       "<b>&",
                                       "%s%n",
                                       "/",
                                       ":",
                                       "年" };
  const char *sign = signs[below (G_N_ELEMENTS (signs))];
  guint times = below (10) == 0 ? below (5000) : 1;

  for (guint i = 0; i < times && text->len < 100000; i++)
    g_string_insert (text, below (text->len + 1), sign);
}

/* A few changes: bytes flipped, signs put in, a piece doubled or cut out, the end cut off, NULs. */
static GString *
spoil (gconstpointer good, gsize size)
{
  GString *text = g_string_new_len (good, (gssize) size);

  for (guint i = 1 + below (6); i > 0 && text->len > 0; i--)
    {
      gsize at = below (text->len), length = below (MIN (text->len - at, 200)) + 1;

      switch (below (6))
        {
        case 0:
          text->str[at] ^= (char) (1 << below (8));
          break;
        case 1:
          insert_signs (text);
          break;
        case 2:
          {
            g_autofree char *piece = g_memdup2 (text->str + at, length);

            g_string_insert_len (text, below (text->len + 1), piece, (gssize) length);
            break;
          }
        case 3:
          g_string_erase (text, at, (gssize) length);
          break;
        case 4:
          text->str[at] = '\0';
          break;
        default:
          g_string_truncate (text, at);
        }
    }
  return text;
}

/* Whatever is refused is refused in words. */
static void
check_refusal (const GError *error)
{
  g_assert_nonnull (error);
  g_assert_true (error->domain == RT_ERROR);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_cmpuint (strlen (error->message), >, 10);
  g_assert_null (strstr (error->message, "(null)"));
}

static void
look_at_plan (RtImportPlan *plan)
{
  for (guint column = 0; column < rt_import_plan_get_n_columns (plan); column++)
    {
      g_assert_true (g_utf8_validate (rt_import_plan_get_column (plan, column), -1, NULL));
      for (guint row = 0; row < rt_import_plan_get_n_preview (plan); row++)
        g_assert_true (g_utf8_validate (rt_import_plan_get_cell (plan, row, column), -1, NULL));
    }
}

static void
import_plan (RtFixture *f, RtImportPlan *plan, const char *rejects)
{
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (RtImportResult) result = NULL;

  rt_import_run_async (f->desk, plan, below (2), NULL, NULL, NULL, rt_desk_await_cb, &done);
  result = rt_import_run_finish (f->desk, rt_desk_await (&done), &error);
  if (result == NULL)
    check_refusal (error);
  else
    {
      g_assert_true (rt_import_write_rejects (result, rejects, &error));
      g_assert_no_error (error);
    }
}

static void
test_order_files (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  g_autofree char *path = g_build_filename (f->folder, "noise.csv", NULL);
  g_autofree char *rejects = g_build_filename (f->folder, "rejects.csv", NULL);
  guint understood = 0, n = rounds (300);

  rt_fixture_sign_in_owner (f);
  for (guint i = 0; i < n; i++)
    {
      const char *good = order_files[i % G_N_ELEMENTS (order_files)];
      g_autoptr (GError) error = NULL;
      g_autoptr (RtImportPlan) plan = NULL;
      GString *text = spoil (good, strlen (good));

      g_assert_true (g_file_set_contents (path, text->str, (gssize) text->len, NULL));
      g_string_free (text, TRUE);
      plan = rt_import_plan_new (path, NULL, &error);
      if (plan == NULL)
        check_refusal (error);
      else
        {
          understood++;
          look_at_plan (plan);
          import_plan (f, plan, rejects);
        }
    }
  g_assert_cmpuint (understood, >, n / 10);
  g_assert_cmpuint (understood, <, n);
}

static void
test_large_cells (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  g_autofree char *path = g_build_filename (f->folder, "large.csv", NULL);
  static const struct
  {
    const char *piece;
    guint times;
  } cells[] = { { "x", 11000000 }, { ",", 1000000 }, { "\"\"", 6000000 }, { "\n", 1000000 }, { ",\"a", 100000 } };

  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RtImportPlan) plan = NULL;
      GString *text = g_string_new (order_files[0]);

      g_string_append_c (text, '"');
      for (guint k = 0; k < cells[i].times; k++)
        g_string_append (text, cells[i].piece);
      g_assert_true (g_file_set_contents (path, text->str, (gssize) text->len, NULL));
      g_string_free (text, TRUE);
      plan = rt_import_plan_new (path, NULL, &error);
      if (plan == NULL)
        check_refusal (error);
    }
}

static void
test_unfinished_work (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  g_autoptr (RtOrderEdit) good = rt_test_edit (7);
  g_autoptr (GBytes) bytes = rt_order_edit_to_bytes (good);
  guint read = 0, n = rounds (3000);

  for (guint i = 0; i < n; i++)
    {
      GString *text = spoil (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      g_autoptr (GBytes) spoilt = g_string_free_to_bytes (text);
      g_autoptr (GError) error = NULL, other = NULL;
      g_autoptr (RtOrderEdit) edit = rt_order_edit_from_bytes (spoilt, &error);
      g_autoptr (RtTicketEdit) ticket = rt_ticket_edit_from_bytes (spoilt, &other);

      if (edit == NULL)
        check_refusal (error);
      else
        {
          RtMinor total = 0;
          g_autoptr (GPtrArray) problems =
            rt_order_edit_check (edit, rt_desk_get_store (f->desk), rt_desk_get_today (f->desk), &total);

          g_assert_nonnull (problems);
          read++;
        }
      if (ticket == NULL)
        check_refusal (other);
    }
  g_assert_cmpuint (read, <, n);
}

static void
test_recovery_texts (void)
{
  g_autoptr (RtRecovery) good = rt_recovery_new_random ();
  g_autoptr (RtSecret) text = rt_recovery_to_text (good);

  for (guint i = 0; i < rounds (5000); i++)
    {
      GString *spoilt = spoil (rt_secret_peek (text), rt_secret_get_size (text) - 1);
      g_autoptr (GError) error = NULL;
      g_autoptr (RtRecovery) read = rt_recovery_from_text (spoilt->str, &error);

      if (read == NULL)
        check_refusal (error);
      g_string_free (spoilt, TRUE);
    }
}

/* The beginning of the file and any page of it, the -wal too. */
static void
test_store_files (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  g_autoptr (RtSecret) key = rt_secret_copy (rt_fixture_keyring_peek (f->keyring, "store-key"));
  g_autofree char *path = g_build_filename (f->folder, "noise.rolltop", NULL);
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  g_autofree char *good = NULL;
  gsize size = 0;

  rt_fixture_get_int (f, "PRAGMA wal_checkpoint (TRUNCATE)");
  g_assert_true (g_file_get_contents (f->path, &good, &size, NULL));
  for (guint i = 0; i < rounds (120); i++)
    {
      gsize begin = below (2) == 0 ? 0 : below (size / 4096) * 4096;
      GString *text = spoil (good + begin, MIN (4096, size - begin));
      GString *whole = g_string_new_len (good, (gssize) begin);
      g_autoptr (GError) error = NULL;
      g_autoptr (RtVault) vault = NULL;

      g_string_append_len (whole, text->str, (gssize) text->len);
      if (begin + 4096 < size)
        g_string_append_len (whole, good + begin + 4096, (gssize) (size - begin - 4096));
      g_assert_true (g_file_set_contents (path, whole->str, (gssize) whole->len, NULL));
      if (below (3) == 0)
        g_assert_true (g_file_set_contents (wal, text->str, (gssize) text->len, NULL));
      vault = rt_vault_open (path, key, f->clock, &error);
      if (vault == NULL)
        check_refusal (error);
      g_string_free (whole, TRUE);
      g_string_free (text, TRUE);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/attack/noise/files of noise are imported or refused, and nothing is read past its end",
                   test_order_files);
  g_test_add_func ("/attack/noise/cells and rows without end are refused", test_large_cells);
  g_test_add_func ("/attack/noise/spoilt unfinished work is read or refused", test_unfinished_work);
  g_test_add_func ("/attack/noise/spoilt recovery texts are read or refused", test_recovery_texts);
  g_test_add_func ("/attack/noise/spoilt store files are opened or refused", test_store_files);
  return g_test_run ();
}
