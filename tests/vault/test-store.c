/* The store as a file: what is in it, who opens it, and how each way of not opening is told from the others (faults.md
 * D8). */
#define _GNU_SOURCE /* memmem */
#include "config.h"

#include <string.h>
#include <sys/stat.h>
#include <glib/gstdio.h>
#include <sqlcipher/sqlite3.h>

#include "rt-vault-fixture.h"

static void
test_encrypted (Fixture *f, gconstpointer data)
{
  g_autoptr (GBytes) bytes = NULL;
  gsize size = 0;
  const char *content = NULL;
  struct stat status;

  fixture_make_store (f);
  bytes = fixture_read (f->path);
  content = g_bytes_get_data (bytes, &size);
  g_assert_cmpint (size, >, 8 * 4096);
  g_assert_cmpint (memcmp (content, "SQLite format 3", 15), !=, 0);
  g_assert_null (memmem (content, size, "sideboard", strlen ("sideboard")));
  g_assert_null (memmem (content, size, "CREATE TABLE", strlen ("CREATE TABLE")));
  g_assert_cmpint (stat (f->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
}

static void
test_closed_leaves_no_wal (Fixture *f, gconstpointer data)
{
  g_autofree char *wal = fixture_name (f, "shop.rolltop-wal");

  fixture_make_store (f);
  g_assert_false (g_file_test (wal, G_FILE_TEST_EXISTS));
}

/* Page by page: reading with plain SQLite as if the header were there would still find random bytes. */
static void
test_no_page_without_key (Fixture *f, gconstpointer data)
{
  g_autoptr (GBytes) bytes = NULL;
  gsize size = 0;
  const guint8 *content = NULL;

  fixture_make_store (f);
  bytes = fixture_read (f->path);
  content = g_bytes_get_data (bytes, &size);
  for (gsize page = 0; page < size / 4096; page++)
    {
      guint count[256] = { 0 };

      for (gsize i = 0; i < 4096; i++)
        count[content[page * 4096 + i]]++;
      /* 16 on average; a page of text or zeroes has hundreds of one value */
      for (guint value = 0; value < 256; value++)
        g_assert_cmpuint (count[value], <, 64);
    }
}

static void
test_stock_program (Fixture *f, gconstpointer data)
{
  g_autofree char *out = NULL;

  fixture_make_store (f);
  out = fixture_sqlcipher (
    f, "PRAGMA cipher_integrity_check; PRAGMA integrity_check; PRAGMA user_version; SELECT count(*) FROM product;");
  g_assert_cmpstr (out, ==, "ok\nok\n" G_STRINGIFY (RT_DB_SCHEMA_VERSION) "\n300\n");
}

static void
test_reopen (Fixture *f, gconstpointer data)
{
  g_autoptr (RtVault) vault = NULL;

  fixture_make_store (f);
  vault = fixture_open (f);
  g_assert_cmpint (fixture_get_int (vault, "SELECT count(*) FROM product"), ==, 300);
}

static void
test_missing (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (rt_vault_open (f->path, f->key, f->clock, &error));
  g_assert_error (error, RT_ERROR, RT_ERROR_NOT_FOUND);
  g_assert_false (g_file_test (f->path, G_FILE_TEST_EXISTS));
}

static void
test_never_replaced (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture_write (f->path, "mine", 4);
  g_assert_null (rt_vault_create (f->path, f->key, f->clock, &error));
  g_assert_error (error, RT_ERROR, RT_ERROR_EXISTS);
}

static void
test_wrong_key (Fixture *f, gconstpointer data)
{
  fixture_make_store (f);
  rt_secret_free (f->key);
  f->key = rt_secret_new_random (32);
  fixture_check_refused (f, RT_ERROR_WRONG_KEY);
}

static void
test_short_key (Fixture *f, gconstpointer data)
{
  fixture_make_store (f);
  rt_secret_free (f->key);
  f->key = rt_secret_new_random (31);
  fixture_check_refused (f, RT_ERROR_WRONG_KEY);
}

static void
test_empty_file (Fixture *f, gconstpointer data)
{
  fixture_write (f->path, "", 0);
  fixture_check_refused (f, RT_ERROR_DAMAGED);
}

static void
test_noise (Fixture *f, gconstpointer data)
{
  fixture_write (f->path, "not a store", 11);
  fixture_check_refused (f, RT_ERROR_DAMAGED);
}

static void
test_truncated (Fixture *f, gconstpointer data)
{
  g_autoptr (GBytes) bytes = NULL;
  const gsize lengths[] = { 100, 4096, 3 * 4096, 5 * 4096 + 17 };

  fixture_make_store (f);
  bytes = fixture_read (f->path);
  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      fixture_write (f->path, g_bytes_get_data (bytes, NULL), lengths[i]);
      fixture_check_refused (f, RT_ERROR_DAMAGED);
    }
}

static void
test_first_page (Fixture *f, gconstpointer data)
{
  fixture_make_store (f);
  fixture_flip (f->path, 200);
  fixture_check_refused (f, RT_ERROR_DAMAGED);
}

/* Then no page fits any key. */
static void
test_salt (Fixture *f, gconstpointer data)
{
  fixture_make_store (f);
  fixture_flip (f->path, 5);
  fixture_check_refused (f, RT_ERROR_WRONG_KEY);
}

/* Of the pages after the first some hold the schema, which is read at once; the store opens in spite of the others. */
static void
test_schema_page (Fixture *f, gconstpointer data)
{
  g_autoptr (GBytes) bytes = NULL;
  guint refused = 0;

  fixture_make_store (f);
  bytes = fixture_read (f->path);
  for (gsize page = 2; page <= g_bytes_get_size (bytes) / 4096; page++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RtVault) vault = NULL;
      g_autofree char *sentence = g_strdup_printf ("Page %" G_GSIZE_FORMAT " of the store file is damaged", page);

      fixture_flip (f->path, (page - 1) * 4096 + 200);
      vault = rt_vault_open (f->path, f->key, f->clock, &error);
      if (vault == NULL)
        {
          g_assert_error (error, RT_ERROR, RT_ERROR_DAMAGED);
          g_assert_true (g_str_has_prefix (error->message, sentence));
          fixture_check_refused (f, RT_ERROR_DAMAGED);
          refused++;
        }
      g_clear_pointer (&vault, rt_vault_unref);
      fixture_write (f->path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
    }
  g_assert_cmpuint (refused, >=, 1);
}

static gpointer
do_read_products (RtDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 length = 0;

  rt_db_get_int (db, "SELECT sum(length(name)) FROM product", &length, error);
  return NULL;
}

static gpointer
do_read_version (RtDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 length = 0;

  rt_db_get_int (db, "SELECT count(*) FROM store", &length, error);
  return NULL;
}

/* The last page is one of the products': found when it is read, and nothing from that connection is believed any more.
 */
static void
test_later_page (Fixture *f, gconstpointer data)
{
  g_autoptr (RtVault) vault = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) report = NULL;
  g_autoptr (GBytes) bytes = NULL;

  fixture_make_store (f);
  bytes = fixture_read (f->path);
  fixture_flip (f->path, g_bytes_get_size (bytes) - 4096 + 300);
  vault = fixture_open (f);
  rt_vault_call_system (vault, do_read_products, NULL, NULL, &error);
  g_assert_error (error, RT_ERROR, RT_ERROR_DAMAGED);
  g_clear_error (&error);
  rt_vault_call_system (vault, do_read_version, NULL, NULL, &error);
  g_assert_error (error, RT_ERROR, RT_ERROR_DAMAGED);
  g_clear_error (&error);
  report = rt_db_check_integrity (f->path, f->key, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (report), >=, 1);
}

static void
test_clean_report (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) report = NULL;

  fixture_make_store (f);
  report = rt_db_check_integrity (f->path, f->key, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (report), ==, 0);
}

static void
test_cancelled_report (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  fixture_make_store (f);
  g_cancellable_cancel (cancellable);
  g_assert_null (rt_db_check_integrity (f->path, f->key, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_plain (Fixture *f, gconstpointer data)
{
  sqlite3 *handle = NULL;

  g_assert_cmpint (sqlite3_open (f->path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, "CREATE TABLE store (id)", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
  fixture_check_refused (f, RT_ERROR_DAMAGED);
}

static void
test_newer (Fixture *f, gconstpointer data)
{
  g_autofree char *out = NULL;

  fixture_make_store (f);
  out = fixture_sqlcipher (f, "PRAGMA user_version = 99;");
  fixture_check_refused (f, RT_ERROR_NEWER);
}

/* The version is still in the -wal: the newer program was killed. */
static void
test_newer_in_wal (Fixture *f, gconstpointer data)
{
  g_autofree char *out = NULL;
  g_autofree char *wal = fixture_name (f, "shop.rolltop-wal");
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) after = NULL;

  fixture_make_store (f);
  out = fixture_sqlcipher (f, ".dbconfig no_ckpt_on_close on\nPRAGMA user_version = 99;");
  before = fixture_read (wal);
  g_assert_cmpint (g_bytes_get_size (before), >, 0);
  fixture_check_refused (f, RT_ERROR_NEWER);
  after = fixture_read (wal);
  g_assert_true (g_bytes_equal (before, after));
}

static void
test_foreign_application (Fixture *f, gconstpointer data)
{
  g_autofree char *out = NULL;

  fixture_make_store (f);
  out = fixture_sqlcipher (f, "PRAGMA application_id = 1;");
  fixture_check_refused (f, RT_ERROR_DAMAGED);
}

static void
test_interrupted_set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  RtDb *db = rt_db_open (f->path, RT_DB_CREATE, f->key, &error);

  g_assert_no_error (error);
  rt_db_free (db);
  fixture_check_refused (f, RT_ERROR_DAMAGED);
}

/* faults.md, finding 8: with the right key. */
static void
test_foreign_wal (Fixture *f, gconstpointer data)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) foreign = NULL;
  g_autoptr (GBytes) after = NULL;
  g_autofree char *wal = fixture_name (f, "shop.rolltop-wal");
  g_autofree char *out = NULL;

  fixture_make_store (f);
  bytes = fixture_read (f->path);
  g_unlink (f->path);
  out = fixture_sqlcipher (f, "PRAGMA journal_mode = WAL;\n.dbconfig no_ckpt_on_close on\nCREATE TABLE other (x);");
  foreign = fixture_read (wal);
  g_assert_cmpint (g_bytes_get_size (foreign), >, 0);
  fixture_write (f->path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  fixture_check_refused (f, RT_ERROR_DAMAGED);
  after = fixture_read (wal);
  g_assert_true (g_bytes_equal (foreign, after));
  g_unlink (wal);
  rt_vault_unref (fixture_open (f));
}

static void
test_store_id (Fixture *f, gconstpointer data)
{
  g_autoptr (RtVault) vault = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *made = NULL, *closed = NULL, *open = NULL;
  g_autoptr (GBytes) bytes = NULL;
  char hex[33] = "";

  g_assert_null (rt_vault_read_store_id (f->path, &error));
  g_assert_error (error, RT_ERROR, RT_ERROR_NOT_FOUND);
  g_clear_error (&error);
  vault = fixture_create (f);
  made = rt_vault_read_store_id (f->path, &error);
  g_assert_no_error (error);
  g_clear_pointer (&vault, rt_vault_unref);
  closed = rt_vault_read_store_id (f->path, &error);
  vault = fixture_open (f);
  open = rt_vault_read_store_id (f->path, &error);
  bytes = fixture_read (f->path);
  for (guint i = 0; i < 16; i++)
    g_snprintf (hex + 2 * i, 3, "%02x", ((const guint8 *) g_bytes_get_data (bytes, NULL))[i]);
  g_assert_cmpstr (made, ==, hex);
  g_assert_cmpstr (closed, ==, hex);
  g_assert_cmpstr (open, ==, hex);
}

static gpointer
do_insert (RtDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  if (rt_db_begin (db, error) && rt_db_exec (db, "INSERT INTO product (code, name) VALUES ('NEW', 'new')", error))
    rt_db_commit (db, error);
  return NULL;
}

static void
test_replaced (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *away = fixture_name (f, "away");
  g_autoptr (RtVault) vault = NULL;

  fixture_make_store (f);
  vault = fixture_open (f);
  g_assert_cmpint (g_rename (f->path, away), ==, 0);
  rt_vault_call_system (vault, do_insert, NULL, NULL, &error);
  g_assert_error (error, RT_ERROR, RT_ERROR_DAMAGED);
  g_clear_error (&error);
  fixture_write (f->path, "other", 5);
  rt_vault_call_system (vault, do_insert, NULL, NULL, &error);
  g_assert_error (error, RT_ERROR, RT_ERROR_DAMAGED);
  g_clear_error (&error);
  g_assert_cmpint (g_rename (away, f->path), ==, 0);
  rt_vault_call_system (vault, do_insert, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
test_left_wal (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *wal = fixture_name (f, "shop.rolltop-wal");

  fixture_write (wal, "something", 9);
  g_assert_null (rt_vault_create (f->path, f->key, f->clock, &error));
  g_assert_error (error, RT_ERROR, RT_ERROR_EXISTS);
  g_assert_true (g_file_test (wal, G_FILE_TEST_EXISTS));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_add ("/store/nothing in the file can be read as text, and only its owner may open it", test_encrypted);
  fixture_add ("/store/every page looks random without the key", test_no_page_without_key);
  fixture_add ("/store/a closed store leaves no -wal", test_closed_leaves_no_wal);
  fixture_add ("/store/the stock sqlcipher program opens it with the key and finds it clean", test_stock_program);
  fixture_add ("/store/what was saved is there after opening again", test_reopen);
  fixture_add ("/store/a missing file is not found, and none is made", test_missing);
  fixture_add ("/store/a file that is there is never replaced", test_never_replaced);
  fixture_add ("/store/a new store is not made over the -wal of an earlier one", test_left_wal);
  fixture_add ("/store/a wrong key is said to be one", test_wrong_key);
  fixture_add ("/store/a key that is too short is refused", test_short_key);
  fixture_add ("/store/an empty file is said to be empty", test_empty_file);
  fixture_add ("/store/a file of noise is refused", test_noise);
  fixture_add ("/store/a file cut short anywhere is damaged", test_truncated);
  fixture_add ("/store/a damaged first page is told from a wrong key", test_first_page);
  fixture_add ("/store/damage to the first 16 bytes is told as a wrong key or a damaged beginning", test_salt);
  fixture_add ("/store/a damaged page of the schema is named", test_schema_page);
  fixture_add ("/store/a damaged later page is found when it is read, and the connection is not trusted after it",
               test_later_page);
  fixture_add ("/store/a whole file has an empty report", test_clean_report);
  fixture_add ("/store/checking can be cancelled", test_cancelled_report);
  fixture_add ("/store/an unencrypted database is refused", test_plain);
  fixture_add ("/store/a newer store is refused and left as it is", test_newer);
  fixture_add ("/store/a newer store whose version is still in the -wal is refused too", test_newer_in_wal);
  fixture_add ("/store/a file of another program is refused", test_foreign_application);
  fixture_add ("/store/a set-up that was interrupted is said to be one", test_interrupted_set_up);
  fixture_add ("/store/a -wal of another file is told from a wrong key", test_foreign_wal);
  fixture_add ("/store/its number is its first 16 bytes, open or closed", test_store_id);
  fixture_add ("/store/nothing is written once the file was moved or replaced", test_replaced);
  return g_test_run ();
}
