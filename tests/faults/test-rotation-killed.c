/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A rotation of all keys, killed at 200 moments nobody chose: after each the store opens, everything in it reads as
 * before for whoever may read it, and in the end the rotation comes to its end. The one that is killed is this program
 * again, in a process of its own. */
#include "config.h"

#include "rt-demo.h"
#include "rt-fixture.h"
#include "rt-killed.h"
#include "rt-rotation-run.h"
#include "rt-rotation.h"
#include "rt-sealed.h"

#define KILLS 200
#define SLOTS                                                                                                          \
  ((1u << RT_CLASS_CONTACT) | (1u << RT_CLASS_ADDRESS) | (1u << RT_CLASS_ACCESS) | (1u << RT_CLASS_HOME) |             \
   (1u << RT_CLASS_SERVICE) | (1u << RT_KEY_LOOKUP))
#define CLERK "clerk"

static const char *program;

static gpointer
ask_all (RtWork *work, gpointer data, GError **error)
{
  rt_rotation_ask_all (work, SLOTS, RT_ROTATION_WANTED, error);
  return NULL;
}

static void
run_to_end (RtFixture *f)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  rt_rotation_run_async (f->desk, NULL, NULL, NULL, rt_desk_await_cb, &result);
  rt_rotation_run_finish (f->desk, rt_desk_await (&result), NULL, &error);
  g_assert_no_error (error);
}

/* The process that is killed: goes on with what is there, then asks for more, until somebody ends it. */
static int
be_child (const char *path)
{
  g_autoptr (RtFixture) f = rt_killed_begin (path, NULL);

  while (TRUE)
    {
      run_to_end (f);
      rt_fixture_run (f, ask_all, NULL);
    }
  return 0;
}

static RtDb *
open_file (RtFixture *f, RtDbMode mode)
{
  g_autoptr (GError) error = NULL;
  RtDb *db = rt_db_open (f->path, mode, rt_fixture_keyring_peek (f->keyring, RT_KEYRING_STORE_KEY), &error);

  g_assert_no_error (error);
  return db;
}

typedef struct
{
  GHashTable *by_sheet, *by_owner, *by_clerk;
} Seen;

static void
seen_clear (Seen *self)
{
  g_clear_pointer (&self->by_sheet, g_hash_table_unref);
  g_clear_pointer (&self->by_owner, g_hash_table_unref);
  g_clear_pointer (&self->by_clerk, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Seen, seen_clear)

static void
look (RtFixture *f, Seen *seen)
{
  g_autoptr (RtDb) db = open_file (f, RT_DB_WRITE); /* as the next start does: what the -wal holds is taken in */
  g_autoptr (RtClassKeys) sheet = rt_sealed_keys_of_sheet (db, (const char *) rt_secret_peek (f->sheet));
  g_autoptr (RtClassKeys) owner = rt_sealed_keys_of_login (db, RT_FIXTURE_OWNER);
  g_autoptr (RtClassKeys) clerk = rt_sealed_keys_of_login (db, CLERK);
  guint closed = 0;

  seen->by_sheet = rt_sealed_read (db, sheet, &closed);
  g_assert_cmpuint (closed, ==, 0);
  seen->by_owner = rt_sealed_read (db, owner, &closed);
  g_assert_cmpuint (closed, ==, 0);
  seen->by_clerk = rt_sealed_read (db, clerk, &closed);
}

static void
close_desk (RtFixture *f)
{
  g_autoptr (GAsyncResult) result = NULL;

  rt_desk_close_async (f->desk, rt_desk_await_cb, &result);
  rt_desk_close_finish (f->desk, rt_desk_await (&result));
}

static void
fill (RtFixture *f)
{
  const RtDemoSize size = { .orders = 220, .tickets = 90, .seed = 11, .customers = 210 };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  rt_fixture_sign_in_owner (f);
  rt_demo_fill_async (f->desk, &size, NULL, NULL, NULL, rt_desk_await_cb, &result);
  rt_demo_fill_finish (f->desk, rt_desk_await (&result), &error);
  g_assert_no_error (error);
}

/* Nothing but the newest version of each key, and the log whole from its first entry on. */
static void
check_end (RtFixture *f)
{
  g_autoptr (GError) error = NULL;
  RtLogReport report;

  rt_fixture_open (f, &error);
  g_assert_no_error (error);
  rt_fixture_sign_in_owner (f);
  run_to_end (f);
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT count(*) FROM rotation WHERE finished_at IS NULL"), ==, 0);
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT count(*) FROM class_key"), ==, 7);
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT min(version) FROM class_key WHERE slot < 6"), >, 1);
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT count(*) FROM class_key_wrap w WHERE NOT EXISTS (SELECT 1 FROM"
                                          " class_key k WHERE k.slot = w.slot AND k.version = w.version)"),
                   ==, 0);
  rt_fixture_verify_log (f, &report);
  g_assert_cmpint (report.first_bad, ==, 0); /* the example's own clock goes back once, which is no tampering */
  g_assert_true (report.verdict == RT_LOG_WHOLE || report.verdict == RT_LOG_CLOCK);
}

static void
test_killed (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  g_auto (Seen) before = { NULL };
  g_auto (Seen) last = { NULL };

  fill (f);
  close_desk (f);
  look (f, &before);
  g_assert_cmpuint (g_hash_table_size (before.by_sheet), >, 500);
  g_assert_cmpuint (g_hash_table_size (before.by_clerk), >, 0);
  for (guint i = 0; i < KILLS; i++)
    {
      g_auto (Seen) after = { NULL };

      rt_killed_run (f, program, NULL, 80000);
      look (f, &after);
      rt_sealed_check_same (before.by_sheet, after.by_sheet);
      rt_sealed_check_same (before.by_owner, after.by_owner);
      rt_sealed_check_same (before.by_clerk, after.by_clerk);
    }
  check_end (f);
  look (f, &last);
  rt_sealed_check_same (before.by_sheet, last.by_sheet);
  rt_sealed_check_same (before.by_clerk, last.by_clerk);
}

int
main (int argc, char **argv)
{
  program = argv[0];
  if (argc == 3 && g_str_equal (argv[1], "--child"))
    return be_child (argv[2]);
  g_test_init (&argc, &argv, NULL);
  g_assert_true (rt_secret_system_init (FALSE, NULL));
  g_test_add_func ("/faults/rotation/killed at 200 moments, it loses no field and comes to its end", test_killed);
  return g_test_run ();
}
