/* Memory that runs out at the nth request of the database library, while a store is saved to (faults.md D4).
 * Not while it is opened: SQLCipher 4.6 itself does not look whether it got the memory when it is given the key. */
#include "config.h"

#include <sqlcipher/sqlite3.h>

#include "rt-vault-fixture.h"

static sqlite3_mem_methods real;
static int countdown; /* atomic; 0: off */
static int fired;     /* atomic */

/* From the nth on, five requests are refused: some are retried once by the library itself. */
static gboolean
refuses (void)
{
  int left;

  if (g_atomic_int_get (&countdown) == 0)
    return FALSE;
  left = g_atomic_int_add (&countdown, -1);
  if (left > 5)
    return FALSE;
  if (left <= 1)
    g_atomic_int_set (&countdown, 0);
  g_atomic_int_set (&fired, 1);
  return TRUE;
}

static void *
on_malloc (int size)
{
  return refuses () ? NULL : real.xMalloc (size);
}

static void *
on_realloc (void *memory, int size)
{
  return refuses () ? NULL : real.xRealloc (memory, size);
}

static void
replace_memory (void)
{
  sqlite3_mem_methods ours;

  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_GETMALLOC, &real), ==, SQLITE_OK);
  ours = real;
  ours.xMalloc = on_malloc;
  ours.xRealloc = on_realloc;
  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_MALLOC, &ours), ==, SQLITE_OK);
}

static void
refuse_at (int n)
{
  g_atomic_int_set (&fired, 0);
  g_atomic_int_set (&countdown, n == 0 ? 0 : n + 5);
}

static gpointer
do_save (RtDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  gboolean *saved = data;

  if (!rt_db_begin (db, error))
    return NULL;
  if (rt_db_exec (db, "INSERT INTO product (code, name) SELECT count(*), 'x' FROM product", error))
    *saved = rt_db_commit (db, error);
  else
    rt_db_rollback (db);
  return NULL;
}

static void
test_memory (Fixture *f, gconstpointer data)
{
  g_autoptr (RtVault) vault = NULL;
  gboolean more = TRUE;
  gint64 products = 300;
  guint failures = 0;

  fixture_make_store (f);
  for (int n = 1; more; n++)
    {
      g_autoptr (GError) error = NULL;
      gboolean saved = FALSE;

      vault = fixture_open (f);
      refuse_at (n);
      rt_vault_call_system (vault, do_save, &saved, NULL, &error);
      more = g_atomic_int_get (&fired);
      refuse_at (0);
      g_assert_true (saved == (error == NULL));
      if (error != NULL)
        g_assert_error (error, RT_ERROR, RT_ERROR_FAILED);
      failures += error != NULL;
      products += saved;
      g_assert_cmpint (fixture_get_int (vault, "SELECT count(*) FROM product"), ==, products);
      g_clear_pointer (&vault, rt_vault_unref);
    }
  g_assert_cmpuint (failures, >, 20);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  replace_memory ();
  fixture_add ("/faults/memory/wherever memory runs out, what was told as saved is there and nothing crashes",
               test_memory);
  return g_test_run ();
}
