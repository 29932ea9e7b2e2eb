/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that leave the store: private, and whole or not at all, with nameless files and without. */
#include "config.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "rt-error.h"
#include "rt-out-file.h"
#include "rt-test-files.h"

static void
test_disk_full (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("rt-out-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "list.csv", NULL);
  g_autofree char *data = g_malloc0 (256 * 1024);
  RtOutFile *file = rt_out_file_new (path, FALSE, &error);
  gboolean ok;

  g_assert_no_error (error);
  rt_test_set_room (64 * 1024, SIG_IGN);
  ok = rt_out_file_write (file, data, 256 * 1024, &error);
  rt_test_set_room (RLIM_INFINITY, SIG_DFL);
  g_assert_false (ok);
  g_assert_error (error, RT_ERROR, RT_ERROR_DISK_FULL);
  rt_out_file_free (file);
  g_assert_cmpint (g_rmdir (folder), ==, 0); /* it is empty */
}

typedef RtOutFile *(*NewFile) (const char *path, gboolean replace, GError **error);

static void
write_surely (RtOutFile *file, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_assert_no_error (error);
  g_assert_true (rt_out_file_write (file, text, strlen (text), &error));
  g_assert_true (rt_out_file_settle (file, &error));
  g_assert_no_error (error);
}

/* Killed before it has its name: the next file finds the folder as if nothing had been, and takes no living one's
 * file away. */
static void
check_killed (NewFile new_file)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("rt-out-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "list.csv", NULL);
  g_autofree char *other = g_build_filename (folder, "other.csv", NULL);
  g_autoptr (RtOutFile) living = new_file (other, FALSE, &error);
  g_autoptr (RtOutFile) next = NULL;
  int status = 0;
  pid_t child = fork ();

  if (child == 0)
    {
      write_surely (new_file (path, FALSE, NULL), "13800000010");
      raise (SIGKILL);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));
  next = new_file (path, FALSE, &error);
  g_assert_no_error (error);
  write_surely (next, "138****0010");
  g_assert_true (rt_out_file_publish (next, &error));
  write_surely (living, "138****0011");
  g_assert_true (rt_out_file_publish (living, &error));
  g_assert_cmpuint (rt_test_count_files (folder), ==, 2);
  g_unlink (path);
  g_unlink (other);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_killed (void)
{
  check_killed (rt_out_file_new);
  check_killed (rt_out_file_new_named);
}

/* Whoever made a file of that name meanwhile keeps it. */
static void
check_meanwhile (NewFile new_file)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("rt-out-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "list.csv", NULL);
  g_autofree char *text = NULL;
  g_autoptr (RtOutFile) file = new_file (path, FALSE, &error);

  write_surely (file, "ours");
  g_assert_true (g_file_set_contents (path, "theirs", -1, NULL));
  g_assert_false (rt_out_file_publish (file, &error));
  g_assert_error (error, RT_ERROR, RT_ERROR_EXISTS);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "theirs");
  g_clear_pointer (&file, rt_out_file_free);
  g_unlink (path);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_meanwhile (void)
{
  check_meanwhile (rt_out_file_new);
  check_meanwhile (rt_out_file_new_named);
}

static void
refuse (const char *path, RtError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (rt_out_file_new (path, FALSE, &error));
  g_assert_error (error, RT_ERROR, (int) code);
}

static void
test_places (void)
{
  g_autofree char *folder = g_dir_make_tmp ("rt-out-XXXXXX", NULL);
  g_autofree char *nowhere = g_build_filename (folder, "no-such", "list.csv", NULL);

  refuse (NULL, RT_ERROR_INVALID);
  refuse ("", RT_ERROR_INVALID);
  refuse (nowhere, RT_ERROR_NOT_FOUND);
  refuse (folder, RT_ERROR_EXISTS);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
check_given_up (NewFile new_file)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("rt-out-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "list.csv", NULL);
  RtOutFile *file = new_file (path, FALSE, &error);

  write_surely (file, "half");
  rt_out_file_free (file);
  g_assert_cmpint (g_rmdir (folder), ==, 0); /* it is empty */
}

static void
test_given_up (void)
{
  check_given_up (rt_out_file_new);
  check_given_up (rt_out_file_new_named);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/out-file/on a full disk nothing is left", test_disk_full);
  g_test_add_func ("/out-file/killed, nothing is left", test_killed);
  g_test_add_func ("/out-file/given up, nothing is left", test_given_up);
  g_test_add_func ("/out-file/a file that somebody made meanwhile stays", test_meanwhile);
  g_test_add_func ("/out-file/a place that cannot be is told", test_places);
  return g_test_run ();
}
