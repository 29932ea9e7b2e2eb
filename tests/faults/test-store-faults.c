/* A full disk, a disk that errs, power that goes and programs that are killed, at every step of a save (faults.md D1 to
 * D4, D11). */
#include "config.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <glib/gstdio.h>

#include "rt-log.h"
#include "rt-schema.h"
#include "rt-vault-fixture.h"

typedef struct
{
  RtClock *clock;
  RtSecret *first_key;
  gboolean saved;
  gint64 products, lines, entries;
  RtLogReport report;
} Shop;

static void
shop_clear (Shop *shop)
{
  rt_secret_free (shop->first_key);
  rt_clock_unref (shop->clock);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Shop, shop_clear)

static gpointer
do_start (RtDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Shop *shop = data;

  if (rt_db_begin (db, error) && rt_log_start (db, shop->clock, &shop->first_key, error))
    rt_db_commit (db, error);
  return NULL;
}

/* One save as the desk makes it: rows of two tables, large enough for several pages, and an entry of the log, all in
 * one transaction. */
static gboolean
save (RtDb *db, Shop *shop, GError **error)
{
  RtLogEntry entry = { .action = "product.save" };

  return rt_db_exec (
           db,
           "INSERT INTO product (code, name) SELECT 'P' || (count(*) + 1), zeroblob (3000) || count(*) FROM product",
           error) &&
         rt_db_exec (db, "INSERT INTO setting VALUES ((SELECT count(*) FROM setting), '', '', '', 0, 0)", error) &&
         rt_log_append (db, shop->clock, &entry, error);
}

static gpointer
do_save (RtDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Shop *shop = data;

  shop->saved = FALSE;
  if (!rt_db_begin (db, error))
    return NULL;
  if (!save (db, shop, error))
    rt_db_rollback (db);
  else
    shop->saved = rt_db_commit (db, error);
  return NULL;
}

static gpointer
do_look (RtDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Shop *shop = data;

  if (rt_db_get_int (db, "SELECT count(*) FROM product", &shop->products, error) &&
      rt_db_get_int (db, "SELECT count(*) FROM setting", &shop->lines, error) &&
      rt_db_get_int (db, "SELECT count(*) FROM log", &shop->entries, error))
    rt_log_verify (db, shop->first_key, NULL, NULL, NULL, NULL, &shop->report, error);
  return NULL;
}

static void
make_shop (Fixture *f, Shop *shop)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RtVault) vault = NULL;

  rt_db_set_fault (NULL, 0);
  memset (shop, 0, sizeof *shop);
  shop->clock = rt_clock_ref (f->clock);
  vault = fixture_create (f);
  rt_vault_call_system (vault, do_start, shop, NULL, &error);
  g_assert_no_error (error);
}

static void
remove_shop (Fixture *f, Shop *shop)
{
  g_autofree char *wal = g_strconcat (f->path, "-wal", NULL);
  g_autofree char *shm = g_strconcat (f->path, "-shm", NULL);

  g_unlink (f->path);
  g_unlink (wal);
  g_unlink (shm);
  shop_clear (shop);
  memset (shop, 0, sizeof *shop);
}

/* All of a save or nothing of it, and the log whole. */
static void
look (Shop *shop, RtVault *vault)
{
  g_autoptr (GError) error = NULL;

  rt_vault_call_system (vault, do_look, shop, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (shop->products, ==, shop->lines);
  g_assert_cmpint (shop->products, ==, shop->entries - 1);
  g_assert_cmpint (shop->report.verdict, ==, RT_LOG_WHOLE);
}

static void
check_clean (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) report = rt_db_check_integrity (f->path, f->key, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (report), ==, 0);
}

static void
test_full (Fixture *f, gconstpointer data)
{
  g_auto (Shop) shop = { 0 };
  g_autoptr (RtVault) vault = NULL;
  gboolean fired = TRUE;
  gint64 products = 0;

  make_shop (f, &shop);
  vault = fixture_open (f);
  for (guint n = 1; fired; n++)
    {
      g_autoptr (GError) error = NULL;

      rt_db_set_fault ("full", n);
      rt_vault_call_system (vault, do_save, &shop, NULL, &error);
      fired = rt_db_fault_fired ();
      rt_db_set_fault (NULL, 0);
      g_assert_true (shop.saved == (error == NULL));
      if (error != NULL)
        g_assert_error (error, RT_ERROR, RT_ERROR_DISK_FULL);
      products += shop.saved;
      look (&shop, vault);
      g_assert_cmpint (shop.products, ==, products);
      g_clear_error (&error);
      rt_vault_call_system (vault, do_save, &shop, NULL, &error); /* there is room again */
      g_assert_no_error (error);
      products++;
    }
  g_assert_cmpint (products, >, 10);
  g_clear_pointer (&vault, rt_vault_unref);
  check_clean (f);
}

/* Opening, saving and closing while everything fails from the nth operation on, or only the nth does. */
static void
test_disk_errs (Fixture *f, gconstpointer kind)
{
  g_auto (Shop) shop = { 0 };
  gboolean fired = TRUE;
  gint64 products = 0;

  make_shop (f, &shop);
  for (guint n = 1; fired; n++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RtVault) vault = NULL;

      shop.saved = FALSE;
      rt_db_set_fault (kind, n);
      vault = rt_vault_open (f->path, f->key, f->clock, &error);
      if (vault != NULL)
        rt_vault_call_system (vault, do_save, &shop, NULL, &error);
      g_clear_pointer (&vault, rt_vault_unref);
      fired = rt_db_fault_fired ();
      rt_db_set_fault (NULL, 0);
      /* never told as a wrong key or a damaged file: nobody shall throw a good store away */
      if (error != NULL)
        g_assert_error (error, RT_ERROR, RT_ERROR_FAILED);
      g_clear_error (&error);
      vault = fixture_open (f);
      look (&shop, vault);
      if (shop.saved)
        g_assert_cmpint (shop.products, ==, products + 1);
      else
        g_assert_cmpint (shop.products, <=, products + 1);
      products = shop.products;
    }
  check_clean (f);
}

static void
test_disk_errs_for_good (Fixture *f, gconstpointer data)
{
  test_disk_errs (f, "io");
}

static void
test_disk_errs_once (Fixture *f, gconstpointer data)
{
  test_disk_errs (f, "io-once");
}

/* What cannot be brought to the disk is not told as saved. */
static void
test_sync (Fixture *f, gconstpointer data)
{
  g_auto (Shop) shop = { 0 };
  g_autoptr (RtVault) vault = NULL;
  g_autoptr (GError) error = NULL;

  make_shop (f, &shop);
  vault = fixture_open (f);
  rt_db_set_fault ("sync", 1);
  rt_vault_call_system (vault, do_save, &shop, NULL, &error);
  g_assert_error (error, RT_ERROR, RT_ERROR_FAILED);
  g_assert_false (shop.saved);
  g_clear_error (&error);
  rt_db_set_fault (NULL, 0);
  look (&shop, vault);
  g_assert_cmpint (shop.products, ==, 0);
  rt_vault_call_system (vault, do_save, &shop, NULL, &error);
  g_assert_no_error (error);
}

/* Saves until the power goes at the nth write; gives how many were told as saved before. */
static gint64
save_until_crash (Fixture *f, Shop *shop, guint n, guint saves, gboolean *fired)
{
  g_autoptr (RtVault) vault = NULL;
  gint64 told = 0;

  rt_db_set_fault ("crash", n);
  vault = rt_vault_open (f->path, f->key, f->clock, NULL);
  for (guint i = 0; vault != NULL && i < saves && !rt_db_fault_fired (); i++)
    {
      rt_vault_call_system (vault, do_save, shop, NULL, NULL);
      told += shop->saved && !rt_db_fault_fired ();
    }
  g_clear_pointer (&vault, rt_vault_unref);
  *fired = rt_db_fault_fired ();
  rt_db_set_fault (NULL, 0);
  return told;
}

static void
test_power (Fixture *f, gconstpointer data)
{
  gboolean fired = TRUE;
  guint crashes = 0;

  for (guint n = 1; fired; n += 3)
    {
      g_auto (Shop) shop = { 0 };
      g_autoptr (RtVault) vault = NULL;
      gint64 told;

      make_shop (f, &shop);
      told = save_until_crash (f, &shop, n, 6, &fired);
      crashes += fired;
      vault = fixture_open (f);
      look (&shop, vault);
      g_assert_cmpint (shop.products, >=, told);
      g_assert_cmpint (shop.products, <=, told + 1);
      g_clear_pointer (&vault, rt_vault_unref);
      check_clean (f);
      remove_shop (f, &shop);
    }
  g_assert_cmpuint (crashes, >, 10);
}

/* A store that was just made and lost the power is made or not made; what is there is never opened as something else.
 */
static void
test_power_at_set_up (Fixture *f, gconstpointer data)
{
  gboolean fired = TRUE;

  for (guint n = 1; fired; n += 5)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RtVault) vault = NULL;
      g_autofree char *wal = g_strconcat (f->path, "-wal", NULL);

      rt_db_set_fault ("crash", n);
      vault = rt_vault_create (f->path, f->key, f->clock, NULL);
      fired = rt_db_fault_fired ();
      g_clear_pointer (&vault, rt_vault_unref);
      fired = fired || rt_db_fault_fired ();
      rt_db_set_fault (NULL, 0);
      vault = rt_vault_open (f->path, f->key, f->clock, &error);
      if (vault != NULL)
        g_assert_cmpint (fixture_get_int (vault, "SELECT count(*) FROM product"), ==, 0);
      else
        g_assert_true (g_error_matches (error, RT_ERROR, RT_ERROR_DAMAGED) ||
                       g_error_matches (error, RT_ERROR, RT_ERROR_NOT_FOUND) ||
                       g_error_matches (error, RT_ERROR, RT_ERROR_WRONG_KEY));
      g_clear_pointer (&vault, rt_vault_unref);
      g_unlink (f->path);
      g_unlink (wal);
    }
}

static const RtSchemaStep next_step[] = {
  { 99, "CREATE TABLE later (id INTEGER PRIMARY KEY, x TEXT) STRICT; INSERT INTO later (x) SELECT name FROM product;"
        "ALTER TABLE product ADD COLUMN more TEXT NOT NULL DEFAULT ''; UPDATE product SET more = name;" },
  { 0, NULL },
};

/* Wholly the old version or wholly the new one; the backup under its final name is whole whenever it is there (D11,
 * B5). */
static void
test_power_at_step (Fixture *f, gconstpointer data)
{
  gboolean fired = TRUE;
  guint old = 0;

  for (guint n = 1; fired; n += 4)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *backup = rt_schema_backup_path (f->path, RT_DB_SCHEMA_VERSION);
      g_autofree char *out = NULL;
      gboolean is_new = FALSE;
      RtDb *db = NULL;

      rt_db_set_fault (NULL, 0);
      fixture_make_store (f);
      db = rt_db_open (f->path, RT_DB_WRITE, f->key, &error);
      g_assert_no_error (error);
      rt_db_set_fault ("crash", n);
      rt_schema_upgrade_with (db, f->key, next_step, NULL);
      rt_db_free (db);
      fired = rt_db_fault_fired ();
      rt_db_set_fault (NULL, 0);
      out = fixture_sqlcipher (
        f,
        "PRAGMA user_version; SELECT count(*) FROM pragma_table_info ('product') WHERE name = 'more';"
        "SELECT count(*) FROM sqlite_schema WHERE name = 'later'; SELECT count(*) FROM product; PRAGMA integrity_check;");
      is_new = strcmp (out, "ok\n99\n1\n1\n300\nok\n") == 0;
      g_assert_true (is_new || strcmp (out, "ok\n" G_STRINGIFY (RT_DB_SCHEMA_VERSION) "\n0\n0\n300\nok\n") == 0);
      old += !is_new;
      if (g_file_test (backup, G_FILE_TEST_EXISTS) && is_new)
        {
          g_auto (GStrv) report = rt_db_check_integrity (backup, f->key, NULL, &error);

          g_assert_no_error (error);
          g_assert_cmpuint (g_strv_length (report), ==, 0);
        }
      g_unlink (f->path);
      g_unlink (backup);
    }
  g_assert_cmpuint (old, >, 5);
}

/* In the child: saves for ever, and says so after each. */
static void
save_for_ever (Fixture *f, Shop *shop, int out)
{
  RtVault *vault = rt_vault_open (f->path, f->key, f->clock, NULL);

  while (vault != NULL)
    {
      rt_vault_call_system (vault, do_save, shop, NULL, NULL);
      if (!shop->saved || write (out, "s", 1) != 1)
        _exit (1);
    }
  _exit (2);
}

static gint64
kill_after (Fixture *f, Shop *shop, guint saves)
{
  gint64 told = 0;
  char byte = 0;
  int ends[2];
  pid_t child;

  g_assert_cmpint (pipe (ends), ==, 0);
  child = fork ();
  if (child == 0)
    {
      close (ends[0]);
      save_for_ever (f, shop, ends[1]);
    }
  close (ends[1]);
  while (told < saves && read (ends[0], &byte, 1) == 1)
    told++;
  g_assert_cmpint (told, ==, saves);
  for (gint i = g_test_rand_int_range (0, 200000); i > 0; i--)
    g_thread_yield ();
  g_assert_cmpint (kill (child, SIGKILL), ==, 0);
  while (read (ends[0], &byte, 1) == 1)
    told++;
  close (ends[0]);
  g_assert_cmpint (waitpid (child, NULL, 0), ==, child);
  return told;
}

static void
test_killed (Fixture *f, gconstpointer data)
{
  g_auto (Shop) shop = { 0 };
  gint64 products = 0;

  make_shop (f, &shop);
  for (guint round = 0; round < 30; round++)
    {
      gint64 told = kill_after (f, &shop, (guint) g_test_rand_int_range (0, 6));
      g_autoptr (RtVault) vault = fixture_open (f);

      look (&shop, vault);
      g_assert_cmpint (shop.products, >=, products + told);
      g_assert_cmpint (shop.products, <=, products + told + 1);
      products = shop.products;
    }
  check_clean (f);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_add ("/faults/store/what was told as saved survives kill -9, and the rest is all or nothing", test_killed);
  fixture_add ("/faults/store/a disk that is full at any write loses nothing, and saving again works", test_full);
  fixture_add ("/faults/store/a disk that errs from any operation on loses nothing that was told as saved",
               test_disk_errs_for_good);
  fixture_add ("/faults/store/a disk that errs once at any operation loses nothing that was told as saved",
               test_disk_errs_once);
  fixture_add ("/faults/store/what could not be brought to the disk is not told as saved", test_sync);
  fixture_add ("/faults/store/power that goes at any write leaves whole saves and a whole log", test_power);
  fixture_add ("/faults/store/power that goes during set-up leaves a store or none", test_power_at_set_up);
  fixture_add ("/faults/store/power that goes during a schema step leaves the old version or the new",
               test_power_at_step);
  return g_test_run ();
}
