/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rt-killed.h"

#include <signal.h>
#include <string.h>

#include "rt-vault.h"

static char *
read_line (GIOChannel *in)
{
  g_autoptr (GError) error = NULL;
  char *line = NULL;

  g_io_channel_read_line (in, &line, NULL, NULL, &error);
  g_assert_no_error (error);
  return line != NULL ? g_strchomp (line) : NULL;
}

RtFixture *
rt_killed_begin (const char *path, char **more)
{
  RtFixture *f = rt_fixture_new_empty ();
  g_autoptr (GIOChannel) in = g_io_channel_unix_new (0);
  g_autoptr (GError) error = NULL;
  g_autofree char *hex = read_line (in);
  g_autofree char *line = read_line (in);
  g_autofree char *id = rt_vault_read_store_id (path, &error);
  g_autoptr (RtSecret) key = NULL;

  g_assert_no_error (error);
  key = rt_keyring_read_secret (hex, strlen (hex));
  g_assert_nonnull (key);
  g_free (f->path);
  f->path = g_strdup (path);
  rt_fixture_keyring_put (f->keyring, RT_KEYRING_STORE_KEY, id, key);
  rt_fixture_open (f, &error);
  g_assert_no_error (error);
  rt_fixture_sign_in_owner (f);
  if (more != NULL)
    *more = g_steal_pointer (&line);
  g_print ("begin\n");
  return f;
}

static void
tell (GOutputStream *in, const char *line)
{
  g_autoptr (GError) error = NULL;

  g_output_stream_write_all (in, line, strlen (line), NULL, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_write_all (in, "\n", 1, NULL, NULL, &error);
  g_assert_no_error (error);
}

static GSubprocess *
start (RtFixture *f, const char *program, const char *more)
{
  g_autoptr (GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (RtSecret) hex = rt_secret_to_hex (rt_fixture_keyring_peek (f->keyring, RT_KEYRING_STORE_KEY));
  g_autofree char *key = g_strndup ((const char *) rt_secret_peek (hex), 64);
  g_autoptr (GError) error = NULL;
  GSubprocess *child = NULL;
  GOutputStream *in = NULL;

  g_subprocess_launcher_setenv (launcher, "TMPDIR", f->folder, TRUE);
  child = g_subprocess_launcher_spawn (launcher, &error, program, "--child", f->path, NULL);
  g_assert_no_error (error);
  in = g_subprocess_get_stdin_pipe (child);
  tell (in, key);
  tell (in, more != NULL ? more : "");
  g_output_stream_close (in, NULL, &error);
  g_assert_no_error (error);
  return child;
}

void
rt_killed_run (RtFixture *f, const char *program, const char *more, gint32 longest_us)
{
  g_autoptr (GSubprocess) child = start (f, program, more);
  g_autoptr (GDataInputStream) out = g_data_input_stream_new (g_subprocess_get_stdout_pipe (child));
  g_autoptr (GError) error = NULL;
  g_autofree char *line = g_data_input_stream_read_line (out, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (line, ==, "begin");
  g_usleep ((gulong) g_test_rand_int_range (0, longest_us));
  g_subprocess_send_signal (child, SIGKILL);
  g_subprocess_wait (child, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_signaled (child));
  g_assert_cmpint (g_subprocess_get_term_sig (child), ==, SIGKILL);
}
