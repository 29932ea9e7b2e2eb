/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A new recovery sheet and store key, killed at 80 moments nobody chose (faults.md D16): after each either the former
 * key or the new one opens the file, and only that one; the sheet that goes with it opens everything. */
#include "config.h"

#include <string.h>

#include "rt-desk-keys.h"
#include "rt-fixture.h"
#include "rt-killed.h"
#include "rt-scene.h"
#include "rt-sealed.h"

#define KILLS  80
#define ORDERS 12

static const char *program;

/* The process that is killed: once it is done it waits for that. */
static int
be_child (const char *path)
{
  g_autofree char *text = NULL;
  g_autoptr (RtFixture) f = rt_killed_begin (path, &text);
  g_autoptr (RtRecovery) fresh = rt_recovery_from_text (text, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (fresh);
  rt_desk_renew_async (f->desk, fresh, NULL, NULL, NULL, rt_desk_await_cb, &result);
  rt_desk_renew_finish (f->desk, rt_desk_await (&result), &error);
  g_assert_no_error (error);
  while (TRUE)
    g_usleep (G_USEC_PER_SEC);
  return 0;
}

/* As the next start does; NULL when it is not the key. */
static RtDb *
try_sheet (RtFixture *f, const char *text)
{
  g_autoptr (RtRecovery) sheet = rt_recovery_from_text (text, NULL);
  g_autoptr (RtSecret) key = rt_recovery_store_key (sheet);
  g_autoptr (GError) error = NULL;
  RtDb *db = rt_db_open (f->path, RT_DB_WRITE, key, &error);

  if (db == NULL)
    g_assert_error (error, RT_ERROR, RT_ERROR_WRONG_KEY);
  return db;
}

static GHashTable *
read_by (RtDb *db, const char *text)
{
  g_autoptr (RtClassKeys) keys = rt_sealed_keys_of_sheet (db, text);
  g_autoptr (RtClassKeys) owner = rt_sealed_keys_of_login (db, RT_FIXTURE_OWNER);
  guint closed = 0;
  GHashTable *values = rt_sealed_read (db, keys, &closed);
  g_autoptr (GHashTable) theirs = rt_sealed_read (db, owner, NULL);

  g_assert_cmpuint (closed, ==, 0);
  rt_sealed_check_same (values, theirs);
  return values;
}

/* Which of the two sheets is in force is what the keyring of the next process holds. */
static void
look (RtFixture *f, const char *fresh, GHashTable *before)
{
  g_autoptr (RtDb) by_former = try_sheet (f, (const char *) rt_secret_peek (f->sheet));
  g_autoptr (RtDb) by_fresh = by_former == NULL ? try_sheet (f, fresh) : NULL;
  g_autoptr (GHashTable) after = NULL;

  if (by_former != NULL)
    {
      g_assert_null (try_sheet (f, fresh));
      after = read_by (by_former, (const char *) rt_secret_peek (f->sheet));
    }
  else
    {
      g_autoptr (RtRecovery) sheet = rt_recovery_from_text (fresh, NULL);
      g_autoptr (RtSecret) key = rt_recovery_store_key (sheet);

      g_assert_nonnull (by_fresh);
      after = read_by (by_fresh, fresh);
      rt_fixture_keyring_forget (f->keyring, RT_KEYRING_STORE_KEY);
      rt_fixture_keyring_put (f->keyring, RT_KEYRING_STORE_KEY, "00", key);
      rt_secret_free (f->sheet);
      f->sheet = rt_recovery_to_text (sheet);
    }
  rt_sealed_check_same (before, after);
}

static void
close_desk (RtFixture *f)
{
  g_autoptr (GAsyncResult) result = NULL;

  rt_desk_close_async (f->desk, rt_desk_await_cb, &result);
  rt_desk_close_finish (f->desk, rt_desk_await (&result));
}

/* Whatever copy was being made goes with the next start. */
static void
check_nothing_left (RtFixture *f)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *copy = g_strconcat (f->path, ".renewed", NULL);
  g_autoptr (GDir) folder = NULL;
  const char *name;

  g_assert_true (g_file_set_contents (copy, "half", 4, &error));
  g_assert_true (rt_fixture_open (f, &error));
  folder = g_dir_open (f->folder, 0, &error);
  g_assert_no_error (error);
  while ((name = g_dir_read_name (folder)) != NULL)
    g_assert_null (strstr (name, ".renewed"));
}

static void
test_killed (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  g_autoptr (RtDb) db = NULL;
  g_autoptr (GHashTable) before = NULL;

  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  for (guint i = 0; i < ORDERS; i++)
    {
      g_autofree char *phone = g_strdup_printf ("138000000%02u", 31 + i);

      rt_scene_order (f, "王小明", phone);
    }
  close_desk (f);
  db = try_sheet (f, (const char *) rt_secret_peek (f->sheet));
  before = read_by (db, (const char *) rt_secret_peek (f->sheet));
  g_assert_cmpuint (g_hash_table_size (before), ==, 2 * ORDERS);
  g_clear_pointer (&db, rt_db_free);
  for (guint i = 0; i < KILLS; i++)
    {
      g_autoptr (RtRecovery) fresh = rt_recovery_new_random ();
      g_autoptr (RtSecret) text = rt_recovery_to_text (fresh);

      rt_killed_run (f, program, (const char *) rt_secret_peek (text), 260000);
      look (f, (const char *) rt_secret_peek (text), before);
    }
  check_nothing_left (f);
}

int
main (int argc, char **argv)
{
  program = argv[0];
  if (argc == 3 && g_str_equal (argv[1], "--child"))
    return be_child (argv[2]);
  g_test_init (&argc, &argv, NULL);
  g_assert_true (rt_secret_system_init (FALSE, NULL));
  g_test_add_func ("/faults/recovery/killed at 80 moments, the former key opens the store or the new one", test_killed);
  return g_test_run ();
}
