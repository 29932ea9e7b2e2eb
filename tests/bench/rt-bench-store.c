/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes and opens the stores that are measured. Their keys lie beside them: nobody in them is real. */
#include "config.h"

#include "rt-bench-store.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "rt-demo.h"
#include "rt-memory-keyring.h"
#include "rt-settings.h"
#include "rt-vault.h"

/* A store chain's ten years: for every ten orders three customers, two tickets and fifty entries of the log. */
#define CUSTOMERS(orders) ((guint) ((guint64) (orders) *3 / 10))
#define TICKETS(orders)   ((orders) / 5)
#define LOOKS(orders)     ((guint) ((guint64) (orders) *4))
#define YEARS             10
#define SECONDS_TO_SETTLE 60
#define READ_SIZE         (1024 * 1024)

void
rt_bench_fail (const char *what, const GError *error)
{
  fprintf (stderr, "bench: %s%s%s\n", what, error != NULL ? ": " : "", error != NULL ? error->message : "");
  exit (1);
}

static char *
key_path (RtBenchStore *self)
{
  return g_strconcat (self->path, ".key", NULL);
}

static void
put_key (RtBenchStore *self)
{
  g_autofree char *path = key_path (self);
  g_autofree char *hex = NULL;
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;

  id = rt_vault_read_store_id (self->path, &error);
  if (id == NULL || !g_file_get_contents (path, &hex, NULL, &error))
    rt_bench_fail ("the store that was made earlier has no key; remove it", error);
  g_strchomp (hex);
  rt_memory_keyring_add (RT_MEMORY_KEYRING (self->keyring), RT_KEYRING_STORE_KEY, id, self->path, hex);
  self->key = rt_secret_new_from_hex (hex, 32);
}

static void
keep_key (RtBenchStore *self)
{
  g_autofree char *path = key_path (self);
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;
  const char *hex = NULL;

  id = rt_vault_read_store_id (self->path, &error);
  hex = id != NULL ? rt_memory_keyring_get_text (RT_MEMORY_KEYRING (self->keyring), RT_KEYRING_STORE_KEY, id) : NULL;
  if (hex == NULL || !g_file_set_contents_full (path, hex, -1, G_FILE_SET_CONTENTS_NONE, 0600, &error))
    rt_bench_fail ("the key of the new store could not be kept", error);
  self->key = rt_secret_new_from_hex (hex, 32);
}

static void
on_progress (gint64 done, gint64 total, gpointer data)
{
  gint64 *told = data;

  if (done * 20 / MAX (total, 1) == *told)
    return;
  *told = done * 20 / MAX (total, 1);
  fprintf (stderr, "  %d of 100\n", (int) *told * 5);
}

static void
create (RtBenchStore *self)
{
  g_autoptr (RtSecret) password = rt_secret_new_from (RT_DEMO_PASSWORD, strlen (RT_DEMO_PASSWORD));
  g_autoptr (RtStoreInfo) store = rt_store_info_new (NULL, "Oak & Elm Furniture", "12 Example Street · 555-0100",
                                                     "privacy@example.com", "USD", "US", "en");
  const RtSetup setup = {
    .store = store,
    .manager_login = RT_DEMO_MANAGER,
    .manager_name = "Zhao Min",
    .manager_roles = RT_DEMO_MANAGER_ROLES,
    .manager_password = password,
    .cost = RT_KDF_COST_MINIMUM,
    .example = TRUE,
  };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (RtRecovery) recovery = NULL;
  g_autoptr (GError) error = NULL;

  rt_desk_create_async (self->desk, self->path, &setup, NULL, rt_desk_await_cb, &result);
  recovery = rt_desk_create_finish (self->desk, rt_desk_await (&result), &error);
  if (recovery == NULL)
    rt_bench_fail ("the store could not be made", error);
  keep_key (self);
}

static void
fill (RtBenchStore *self)
{
  const RtDemoSize size = { .orders = self->orders,
                            .tickets = TICKETS (self->orders),
                            .seed = 1,
                            .customers = CUSTOMERS (self->orders),
                            .years = YEARS,
                            .looks = LOOKS (self->orders),
                            .now = rt_clock_now (self->clock) };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 told = 0;

  rt_demo_fill_async (self->desk, &size, on_progress, &told, NULL, rt_desk_await_cb, &result);
  if (!rt_demo_fill_finish (self->desk, rt_desk_await (&result), &error))
    rt_bench_fail ("the store could not be filled", error);
}

static void
remove_files (const char *path)
{
  static const char *const ends[] = { "", ".key", ".lock", "-wal", "-shm" };

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *name = g_strconcat (path, ends[i], NULL);

      g_unlink (name);
    }
}

static void
make (RtBenchStore *self)
{
  g_autofree char *final_path = g_steal_pointer (&self->path);
  g_autofree char *final_key = g_strconcat (final_path, ".key", NULL);
  g_autofree char *part_key = NULL;

  self->path = g_strconcat (final_path, ".part", NULL);
  part_key = key_path (self);
  remove_files (self->path); /* of a run that was ended in the middle */
  fprintf (stderr, "Making a store of %u orders …\n", self->orders);
  create (self);
  rt_bench_sign_in (self, RT_DEMO_MANAGER);
  fill (self);
  rt_desk_settle (self->desk, SECONDS_TO_SETTLE);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->key, rt_secret_free);
  if (g_rename (part_key, final_key) != 0 || g_rename (self->path, final_path) != 0)
    rt_bench_fail ("the new store could not be put in its place", NULL);
  g_free (self->path);
  self->path = g_steal_pointer (&final_path);
}

void
rt_bench_sign_in (RtBenchStore *self, const char *login)
{
  g_autoptr (RtSecret) password = rt_secret_new_from (RT_DEMO_PASSWORD, strlen (RT_DEMO_PASSWORD));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  rt_desk_sign_in_async (self->desk, login, password, NULL, NULL, rt_desk_await_cb, &result);
  if (!rt_desk_sign_in_finish (self->desk, rt_desk_await (&result), NULL, &error))
    rt_bench_fail ("signing in was refused", error);
}

static void
open_desk (RtBenchStore *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  self->desk = rt_desk_new (self->keyring, self->clock, "window");
  rt_desk_open_async (self->desk, self->path, NULL, rt_desk_await_cb, &result);
  if (!rt_desk_open_finish (self->desk, rt_desk_await (&result), &error))
    rt_bench_fail ("the store does not open", error);
  rt_bench_sign_in (self, RT_DEMO_MANAGER);
}

void
rt_bench_store_let_go (RtBenchStore *self)
{
  g_clear_pointer (&self->bare, sqlite3_close);
  if (self->desk != NULL)
    rt_desk_settle (self->desk, SECONDS_TO_SETTLE);
  g_clear_object (&self->desk);
}

void
rt_bench_store_take_up (RtBenchStore *self)
{
  open_desk (self);
  self->bare = rt_bench_open_bare (self->path, self->key);
}

/* Nobody touches the computer while it measures: the desk would lock. */
static gpointer
lock_late (RtWork *work, gpointer data, GError **error)
{
  gint64 most = rt_setting_info (RT_SETTING_LOCK_IDLE_MINUTES)->most;
  gint64 now = 0;

  if (!rt_settings_get (rt_work_get_db (work), RT_SETTING_LOCK_IDLE_MINUTES, &now, error))
    return NULL;
  return now == most || rt_settings_set (work, RT_SETTING_LOCK_IDLE_MINUTES, most, "measuring", error) ? data : NULL;
}

/* So that no figure is of the disk: what the system keeps of a file in its memory is not ours to say. */
static void
read_through (const char *path)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  g_autofree char *buffer = g_malloc (READ_SIZE);

  while (fd >= 0 && read (fd, buffer, READ_SIZE) > 0)
    ;
  if (fd >= 0)
    close (fd);
}

RtBenchStore *
rt_bench_store_open (const char *folder, guint orders)
{
  RtBenchStore *self = g_new0 (RtBenchStore, 1);
  g_autofree char *name = g_strdup_printf ("bench-%u.rolltop", orders);

  g_mkdir_with_parents (folder, 0700);
  self->path = g_build_filename (folder, name, NULL);
  self->orders = orders;
  self->keyring = RT_KEYRING (rt_memory_keyring_new ());
  self->clock = rt_clock_new_system ();
  if (!g_file_test (self->path, G_FILE_TEST_EXISTS))
    {
      g_autoptr (RtDesk) beside = rt_desk_new (self->keyring, self->clock, "window");

      self->desk = rt_demo_desk_new (beside);
      make (self);
      g_object_unref (self->keyring);
      self->keyring = RT_KEYRING (rt_memory_keyring_new ());
    }
  read_through (self->path);
  put_key (self);
  rt_bench_store_take_up (self);
  rt_bench_call (self, TRUE, lock_late, self);
  return self;
}

void
rt_bench_store_free (RtBenchStore *self)
{
  if (self == NULL)
    return;
  rt_bench_store_let_go (self);
  g_object_unref (self->keyring);
  rt_clock_unref (self->clock);
  rt_secret_free (self->key);
  g_free (self->path);
  g_free (self);
}

void
rt_bench_store_remove (RtBenchStore *self)
{
  g_autofree char *path = g_strdup (self->path);

  rt_bench_store_free (self);
  remove_files (path);
}

void
rt_bench_exec (sqlite3 *bare, const char *sql)
{
  if (sqlite3_exec (bare, sql, NULL, NULL, NULL) != SQLITE_OK)
    rt_bench_fail (sqlite3_errmsg (bare), NULL);
}

sqlite3 *
rt_bench_open_bare (const char *path, const RtSecret *key)
{
  sqlite3 *bare = NULL;
  g_autoptr (RtSecret) hex = rt_secret_to_hex (key);
  g_autofree char *pragma = g_strdup_printf ("x'%s'", (const char *) rt_secret_peek (hex));

  if (sqlite3_open_v2 (path, &bare, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL) != SQLITE_OK ||
      sqlite3_key (bare, pragma, (int) strlen (pragma)) != SQLITE_OK)
    rt_bench_fail ("the bare connection does not open", NULL);
  rt_bench_exec (bare, "PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;"
                       "PRAGMA synchronous = FULL; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0;"
                       "PRAGMA cache_size = -8192; PRAGMA wal_autocheckpoint = 0; PRAGMA journal_mode = WAL;");
  sqlite3_db_config (bare, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  return bare;
}

sqlite3_stmt *
rt_bench_prepare (sqlite3 *bare, const char *sql)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v3 (bare, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) != SQLITE_OK)
    rt_bench_fail (sqlite3_errmsg (bare), NULL);
  return statement;
}

gpointer
rt_bench_call (RtBenchStore *self, gboolean write, RtWorkFunc func, gpointer data)
{
  g_autoptr (GError) error = NULL;
  gpointer result = rt_desk_call (self->desk, write, func, data, NULL, &error);

  if (error != NULL)
    rt_bench_fail ("what is measured was refused", error);
  return result;
}

gint64
rt_bench_get_int (RtBenchStore *self, const char *sql)
{
  sqlite3_stmt *statement = rt_bench_prepare (self->bare, sql);
  gint64 value = sqlite3_step (statement) == SQLITE_ROW ? sqlite3_column_int64 (statement, 0) : 0;

  sqlite3_finalize (statement);
  return value;
}
