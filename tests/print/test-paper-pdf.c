/* SPDX-License-Identifier: GPL-3.0-or-later */
/* PDFs: whole or not at all. */
#define _GNU_SOURCE
#include "config.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "rt-error.h"
#include "rt-paper-pdf.h"
#include "rt-test-files.h"

static RtPaperDoc *
new_doc (const char *text)
{
  RtPaperDoc *doc = rt_paper_doc_new ("en");

  rt_paper_doc_set_title (doc, "Order 1042");
  for (int i = 0; i < 200; i++)
    rt_paper_doc_add_paragraph (doc, text);
  return doc;
}

static char *
make_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *path = g_dir_make_tmp ("rt-paper-XXXXXX", &error);

  g_assert_no_error (error);
  return path;
}

static void
test_whole (void)
{
  g_autoptr (RtPaperDoc) doc = new_doc ("Text");
  g_autofree char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, "order.pdf", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;
  RtPaperSetup a4 = rt_paper_setup_a4 ();
  GStatBuf info;
  gsize length;

  for (int i = 0; i < 2; i++)
    {
      rt_paper_pdf_write_file (doc, &a4, file, NULL, &error);
      g_assert_no_error (error);
    }
  g_assert_cmpuint (rt_test_count_files (folder), ==, 1);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  g_assert_true (g_str_has_prefix (content, "%PDF-"));
  g_assert_nonnull (g_strrstr_len (content + length - 16, 16, "%%EOF"));
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static gboolean
write_pdf (const char *path, GError **error)
{
  g_autoptr (RtPaperDoc) doc = new_doc ("Text");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  RtPaperSetup a4 = rt_paper_setup_a4 ();

  return rt_paper_pdf_write_file (doc, &a4, file, NULL, error);
}

static void
test_full_disk (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, "order.pdf", NULL);
  g_autoptr (GError) error = NULL;
  gboolean ok;

  rt_test_set_room (2048, SIG_IGN);
  ok = write_pdf (path, &error);
  rt_test_set_room (RLIM_INFINITY, SIG_DFL);
  g_assert_false (ok);
  g_assert_error (error, RT_ERROR, RT_ERROR_DISK_FULL);
  g_assert_cmpint (g_rmdir (folder), ==, 0); /* it is empty */
}

static void
on_too_much (int number)
{
  kill (getpid (), SIGKILL);
}

/* Killed in the midst of writing: nothing is beside where it would have been, and what was there is what it was. */
static void
test_killed (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, "order.pdf", NULL);
  g_autofree char *content = NULL;
  int status = 0;
  pid_t child;

  g_assert_true (g_file_set_contents (path, "before", -1, NULL));
  child = fork ();
  if (child == 0)
    {
      rt_test_set_room (2048, on_too_much);
      _exit (write_pdf (path, NULL) ? 0 : 1);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));
  g_assert_cmpint (WTERMSIG (status), ==, SIGKILL);
  g_assert_cmpuint (rt_test_count_files (folder), ==, 1);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "before");
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_elsewhere (void)
{
  g_autoptr (RtPaperDoc) doc = new_doc ("Text");
  g_autoptr (GFile) file = g_file_new_for_uri ("sftp://desk.example/order.pdf");
  g_autoptr (GError) error = NULL;
  RtPaperSetup a4 = rt_paper_setup_a4 ();

  g_assert_false (rt_paper_pdf_write_file (doc, &a4, file, NULL, &error));
  g_assert_error (error, RT_ERROR, RT_ERROR_INVALID);
}

/* @code: the one expected, or -1 for any of ours */
static void
assert_refused (const char *path, int code)
{
  g_autoptr (RtPaperDoc) doc = new_doc ("Text");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  RtPaperSetup a4 = rt_paper_setup_a4 ();

  g_assert_false (rt_paper_pdf_write_file (doc, &a4, file, NULL, &error));
  g_assert_nonnull (error);
  g_assert_true (error->domain == RT_ERROR);
  if (code >= 0)
    g_assert_cmpint (error->code, ==, code);
}

static void
test_bad_places (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *missing = g_build_filename (folder, "none", "order.pdf", NULL);
  g_autofree char *taken = g_build_filename (folder, "taken", NULL);

  assert_refused (missing, RT_ERROR_NOT_FOUND);
  g_assert_cmpint (g_mkdir (taken, 0700), ==, 0);
  assert_refused (taken, RT_ERROR_EXISTS);
  g_assert_cmpuint (rt_test_count_files (folder), ==, 1);
  g_assert_cmpint (g_rmdir (taken), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  /* A folder nobody may add to, not even root; what the kernel calls the refusal depends on who asks. */
  assert_refused ("/proc/order.pdf", -1);
}

static void
test_earlier_file_stays (void)
{
  g_autoptr (RtPaperDoc) doc = new_doc ("Text");
  g_autofree char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, "order.pdf", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;
  RtPaperSetup a4 = rt_paper_setup_a4 ();

  g_assert_true (g_file_set_contents (path, "before", -1, NULL));
  g_cancellable_cancel (cancellable);
  g_assert_false (rt_paper_pdf_write_file (doc, &a4, file, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "before");
  g_assert_cmpuint (rt_test_count_files (folder), ==, 1);
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  rt_paper_pdf_write_file_finish (result, &error);
  g_assert_no_error (error);
  g_main_loop_quit (data);
}

static void
test_async (void)
{
  g_autoptr (RtPaperDoc) doc = new_doc ("Text");
  g_autofree char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, "order.pdf", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  RtPaperSetup letter = rt_paper_setup_letter ();

  rt_paper_pdf_write_file_async (doc, &letter, file, NULL, on_written, loop);
  g_main_loop_run (loop);
  g_assert_cmpuint (rt_test_count_files (folder), ==, 1);
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static const char *
find (const char *data, gsize length, const char *word)
{
  return memmem (data, length, word, strlen (word));
}

/* cairo 1.16 loses 如 when it embeds Noto Sans CJK; the PDF must hold outlines of our own instead of that font. */
static void
test_outlines (void)
{
  g_autoptr (RtPaperDoc) doc = rt_paper_doc_new ("zh_CN");
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = NULL;
  RtPaperSetup a4 = rt_paper_setup_a4 ();
  const char *data;
  gsize length;

  rt_paper_doc_add_paragraph (doc, "如需办理，请联系本店。");
  pdf = rt_paper_pdf_to_bytes (doc, &a4, NULL, &error);
  g_assert_no_error (error);
  data = g_bytes_get_data (pdf, &length);
  g_assert_nonnull (find (data, length, "/Type3"));
  g_assert_nonnull (find (data, length, "/ToUnicode"));
  g_assert_null (find (data, length, "CIDFontType0C"));
}

/* In a child process, which sees no font that has Chinese (main()). */
static void
test_missing_font (void)
{
  if (g_test_subprocess ())
    {
      g_autoptr (RtPaperDoc) doc = rt_paper_doc_new ("zh_CN");
      g_autoptr (GError) error = NULL;
      RtPaperSetup a4 = rt_paper_setup_a4 ();

      rt_paper_doc_add_paragraph (doc, "订单");
      g_assert_null (rt_paper_pdf_to_bytes (doc, &a4, NULL, &error));
      g_assert_error (error, RT_ERROR, RT_ERROR_UNSUPPORTED);
      g_assert_nonnull (strstr (error->message, "Noto Sans CJK"));
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

/* Hides the fonts that have Chinese, before Pango looks. Returns the folder that holds the rule. */
static char *
hide_chinese_fonts (void)
{
  char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, "fonts.conf", NULL);
  const char *conf = "<?xml version='1.0'?><!DOCTYPE fontconfig SYSTEM 'urn:fontconfig:fonts.dtd'><fontconfig>"
                     "<dir>/usr/share/fonts</dir><selectfont><rejectfont><pattern><patelt name='lang'>"
                     "<string>zh-cn</string></patelt></pattern></rejectfont></selectfont></fontconfig>";

  g_assert_true (g_file_set_contents (path, conf, -1, NULL));
  g_setenv ("FONTCONFIG_FILE", path, TRUE);
  return folder;
}

int
main (int argc, char **argv)
{
  g_autofree char *fonts = NULL;
  int result;

  g_test_init (&argc, &argv, NULL);
  if (g_test_subprocess ())
    fonts = hide_chinese_fonts ();
  g_test_add_func ("/print/pdf/a file is whole and its owner's alone", test_whole);
  g_test_add_func ("/print/pdf/a full disk is an error", test_full_disk);
  g_test_add_func ("/print/pdf/killed while it is written, nothing is left of it", test_killed);
  g_test_add_func ("/print/pdf/a place that is not of this computer is refused", test_elsewhere);
  g_test_add_func ("/print/pdf/a bad place is an error and nothing is left", test_bad_places);
  g_test_add_func ("/print/pdf/an earlier file stays when writing stops", test_earlier_file_stays);
  g_test_add_func ("/print/pdf/a file is written on a thread of its own", test_async);
  g_test_add_func ("/print/pdf/Chinese is embedded as outlines that stay text", test_outlines);
  g_test_add_func ("/print/pdf/a missing Chinese font is refused", test_missing_font);
  result = g_test_run ();
  if (fonts != NULL)
    {
      g_remove (g_getenv ("FONTCONFIG_FILE"));
      g_rmdir (fonts);
    }
  return result;
}
