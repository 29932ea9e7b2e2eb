/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A rotation of all keys, killed at 200 moments nobody chose: after each the store opens, everything in it reads as
 * before for whoever may read it, and in the end the rotation comes to its end. The one that is killed is this program
 * again, in a process of its own. */
#include "config.h"

#include <signal.h>
#include <string.h>

#include "rt-demo.h"
#include "rt-fixture.h"
#include "rt-rotation-run.h"
#include "rt-rotation.h"
#include "rt-sealed.h"
#include "rt-vault.h"

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
  g_autoptr (RtFixture) f = rt_fixture_new_empty ();
  g_autoptr (GIOChannel) in = g_io_channel_unix_new (0);
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;
  g_autofree char *id = rt_vault_read_store_id (path, &error);
  g_autoptr (RtSecret) key = NULL;

  g_assert_no_error (error);
  g_io_channel_read_line (in, &line, NULL, NULL, &error);
  g_assert_no_error (error);
  key = rt_keyring_read_secret (line, strlen (line));
  g_assert_nonnull (key);
  g_free (f->path);
  f->path = g_strdup (path);
  rt_fixture_keyring_put (f->keyring, RT_KEYRING_STORE_KEY, id, key);
  rt_fixture_open (f, &error);
  g_assert_no_error (error);
  rt_fixture_sign_in_owner (f);
  g_print ("begin\n");
  while (TRUE)
    {
      run_to_end (f);
      rt_fixture_run (f, ask_all, NULL);
    }
  return 0;
}

static GSubprocess *
start_child (RtFixture *f)
{
  g_autoptr (GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (RtSecret) hex = rt_secret_to_hex (rt_fixture_keyring_peek (f->keyring, RT_KEYRING_STORE_KEY));
  g_autoptr (GError) error = NULL;
  GSubprocess *child = NULL;
  GOutputStream *in = NULL;

  g_subprocess_launcher_setenv (launcher, "TMPDIR", f->folder, TRUE); /* what it leaves goes with the fixture */
  child = g_subprocess_launcher_spawn (launcher, &error, program, "--child", f->path, NULL);
  g_assert_no_error (error);
  in = g_subprocess_get_stdin_pipe (child);
  g_output_stream_write_all (in, rt_secret_peek (hex), 64, NULL, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_write_all (in, "\n", 1, NULL, NULL, &error);
  g_output_stream_close (in, NULL, &error);
  g_assert_no_error (error);
  return child;
}

/* Reads until it has begun, then lets it work for as long as chance wants. */
static void
kill_one (RtFixture *f)
{
  g_autoptr (GSubprocess) child = start_child (f);
  g_autoptr (GDataInputStream) out = g_data_input_stream_new (g_subprocess_get_stdout_pipe (child));
  g_autoptr (GError) error = NULL;
  g_autofree char *line = g_data_input_stream_read_line (out, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (line, ==, "begin");
  g_usleep ((gulong) g_test_rand_int_range (0, 80000));
  g_subprocess_send_signal (child, SIGKILL);
  g_subprocess_wait (child, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_signaled (child));
  g_assert_cmpint (g_subprocess_get_term_sig (child), ==, SIGKILL);
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
  g_assert_true (rt_fixture_verify_log (f, NULL));
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

      kill_one (f);
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
