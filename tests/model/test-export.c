/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists as files: masked as on the screen, safe in spreadsheets, private, recorded, whole or not at all. Who may see
 * what in them is compared by brute force in test-who-sees-what.c. */
#include "config.h"

#include "rt-order-fixture.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "rt-db.h"
#include "rt-export-private.h"

#define NEVER 1000000

static gpointer
do_export (RtWork *work, gpointer data, GError **error)
{
  gint64 count = rt_export (work, data, error);

  return count >= 0 ? g_memdup2 (&count, sizeof count) : NULL;
}

/* A place to export to, beside the store's folder, and what to export there. */
typedef struct
{
  RtFixture *f;
  char *folder, *path;
  RtExport wanted;
} Scene;

static void
scene_open (Scene *self, guint orders)
{
  g_autoptr (GError) error = NULL;

  self->f = rt_fixture_new (NULL);
  self->folder = g_dir_make_tmp ("rt-export-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "list.csv", NULL);
  self->wanted = (RtExport){ .query = { .kind = RT_LIST_ORDERS, .from = RT_DAY_NONE, .to = RT_DAY_NONE },
                             .path = self->path,
                             .reason = "for the accountant" };
  rt_fixture_sign_in (self->f, RT_ROLE_MANAGER);
  for (guint i = 0; i < orders; i++)
    rt_test_order (self->f, 10 + i);
}

static guint
count_files (const Scene *self)
{
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
scene_close (Scene *self)
{
  g_unlink (self->path);
  g_assert_cmpint (g_rmdir (self->folder), ==, 0); /* nothing else was left there */
  g_free (self->folder);
  g_free (self->path);
  rt_fixture_free (self->f);
}

static char *
read_file (const Scene *self)
{
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (self->path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static void
test_cells (void)
{
  static const struct
  {
    const char *text, *cell;
    gboolean number;
  } cells[] = {
    { NULL, "", FALSE },
    { "", "", FALSE },
    { "张伟", "张伟", FALSE },
    { "Oak wardrobe, 2 m", "\"Oak wardrobe, 2 m\"", FALSE },
    { "the \"old\" one", "\"the \"\"old\"\" one\"", FALSE },
    { "a \"b\", c", "\"a \"\"b\"\", c\"", FALSE },
    { "two\nlines", "\"two\nlines\"", FALSE },
    { "=1+1", "\"'=1+1\"", FALSE },
    { "=HYPERLINK(\"http://example.com\")", "\"'=HYPERLINK(\"\"http://example.com\"\")\"", FALSE },
    { "+15550100", "\"'+15550100\"", FALSE },
    { "-2+3+cmd|' /C calc'!A0", "\"'-2+3+cmd|' /C calc'!A0\"", FALSE },
    { "@SUM(A1)", "\"'@SUM(A1)\"", FALSE },
    { "\t=1", "\"'\t=1\"", FALSE },
    { "\r=1", "\"'\r=1\"", FALSE },
    { "  =1", "\"'  =1\"", FALSE },
    { "\xEF\xBC\x9D"
      "1",
      "\"'\xEF\xBC\x9D"
      "1\"",
      FALSE }, /* a full-width = */
    { "-12", "-12", FALSE },
    { "-12.50", "-12.50", FALSE },
    { "-1,234.50", "\"-1,234.50\"", FALSE },
    { "-12.50", "-12.50", TRUE },
    { "-", "\"'-\"", FALSE },
    { "-12a", "\"'-12a\"", FALSE },
    { "a=b", "a=b", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      g_autoptr (GString) line = g_string_new (NULL);

      rt_csv_append_cell (line, cells[i].text, cells[i].number);
      g_assert_cmpstr (line->str, ==, cells[i].cell);
    }
}

static void
test_csv (void)
{
  static const char *const columns[] = { "number", "phone", "total", NULL };
  Scene scene;
  g_autofree gint64 *count = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  struct stat st;

  scene_open (&scene, 3);
  scene.wanted.columns = columns;
  scene.wanted.query.ascending = TRUE;
  count = rt_fixture_run (scene.f, do_export, &scene.wanted);
  g_assert_cmpint (*count, ==, 3);
  text = read_file (&scene);
  g_assert_true (g_str_has_prefix (text, "\xEF\xBB\xBF"));
  lines = g_strsplit (text + 3, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 5);
  g_assert_cmpstr (strchr (lines[1], ','), ==, ",138 0000 0010,13800.00");
  g_assert_cmpstr (strchr (lines[3], ','), ==, ",138 0000 0012,13800.00");
  g_assert_cmpint (stat (scene.path, &st), ==, 0);
  g_assert_cmpint (st.st_mode & 0777, ==, 0600);
  g_assert_cmpint (
    rt_fixture_get_int (scene.f, "SELECT count(*) FROM log WHERE action = 'export' AND reason = 'for the accountant'"
                                 " AND detail = 'list=orders count=3 format=csv columns=number,phone,total'"
                                 " AND fields = (1 << 1) | (1 << 25)"),
    ==, 1);
  g_assert_cmpint (RT_FIELD_PHONE, ==, 1);
  g_assert_cmpint (RT_FIELD_PRICES, ==, 25);
  scene_close (&scene);
}

static void
test_json (void)
{
  Scene scene;
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  JsonArray *records;
  JsonObject *first;

  scene_open (&scene, 2);
  scene.wanted.format = RT_EXPORT_JSON;
  g_free (rt_fixture_run (scene.f, do_export, &scene.wanted));
  json_parser_load_from_file (parser, scene.path, &error);
  g_assert_no_error (error);
  records = json_node_get_array (json_parser_get_root (parser));
  g_assert_cmpuint (json_array_get_length (records), ==, 2);
  first = json_array_get_object_element (records, 0);
  g_assert_cmpstr (json_object_get_string_member (first, "state"), ==, "open");
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (first, "phone"), "text"), ==,
                   "+8613800000011");
  scene_close (&scene);
}

static void
refuse (Scene *scene, RtError code)
{
  rt_fixture_refuse (scene->f, TRUE, do_export, &scene->wanted, code);
  g_assert_cmpuint (count_files (scene), ==, 0);
}

static void
test_refused (void)
{
  static const char *const no_such[] = { "number", "street", NULL };
  static const char *const none[] = { NULL };
  Scene scene;
  RtExport good;
  g_autofree char *beside = NULL;
  g_autofree char *over = NULL;
  g_autofree char *nowhere = NULL;

  scene_open (&scene, 1);
  good = scene.wanted;
  scene.wanted.reason = " ";
  refuse (&scene, RT_ERROR_INVALID);
  scene.wanted = good;
  scene.wanted.columns = no_such;
  refuse (&scene, RT_ERROR_INVALID);
  scene.wanted.columns = none;
  refuse (&scene, RT_ERROR_INVALID);
  scene.wanted = good;
  beside = g_build_filename (scene.f->folder, "list.csv", NULL);
  scene.wanted.path = beside;
  refuse (&scene, RT_ERROR_INVALID);
  over = g_strdup (scene.f->path);
  scene.wanted.path = over;
  scene.wanted.replace = TRUE;
  refuse (&scene, RT_ERROR_INVALID);
  scene.wanted = good;
  nowhere = g_build_filename (scene.folder, "no-such", "list.csv", NULL);
  scene.wanted.path = nowhere;
  refuse (&scene, RT_ERROR_NOT_FOUND);
  scene.wanted.path = scene.folder;
  scene.wanted.replace = TRUE;
  refuse (&scene, RT_ERROR_EXISTS);
  scene.wanted.path = NULL;
  refuse (&scene, RT_ERROR_INVALID);
  scene.wanted = good;
  for (guint role = 0; role < RT_N_ROLES; role++)
    if (role != RT_ROLE_MANAGER)
      {
        rt_fixture_sign_in (scene.f, (RtRole) role);
        refuse (&scene, RT_ERROR_DENIED);
      }
  g_assert_cmpint (rt_fixture_count_log (scene.f, "export"), ==, 0);
  g_assert_cmpint (rt_fixture_count_log (scene.f, "refused"), ==, RT_N_ROLES - 1);
  scene_close (&scene);
}

/* A hidden class has no column, and asking for it tells no more than asking for nonsense. */
static void
test_hidden_column (void)
{
  static const char *const total[] = { "number", "total", NULL };
  Scene scene;
  g_autofree char *text = NULL;

  scene_open (&scene, 1);
  rt_fixture_exec (scene.f, "INSERT INTO role_right (role, right, allowed) VALUES (1, 'export', 1)");
  rt_fixture_sign_in (scene.f, RT_ROLE_SERVICE);
  scene.wanted.columns = total;
  refuse (&scene, RT_ERROR_INVALID);
  scene.wanted.columns = NULL;
  g_free (rt_fixture_run (scene.f, do_export, &scene.wanted));
  text = read_file (&scene);
  g_assert_null (strstr (text, "13800.00"));
  g_assert_nonnull (strstr (text, "138****0010"));
  scene_close (&scene);
}

static void
test_replace (void)
{
  Scene scene;
  g_autofree char *text = NULL;
  g_autofree char *after = NULL;

  scene_open (&scene, 1);
  g_assert_true (g_file_set_contents (scene.path, "mine", -1, NULL));
  rt_fixture_refuse (scene.f, TRUE, do_export, &scene.wanted, RT_ERROR_EXISTS);
  text = read_file (&scene);
  g_assert_cmpstr (text, ==, "mine");
  scene.wanted.replace = TRUE;
  g_free (rt_fixture_run (scene.f, do_export, &scene.wanted));
  after = read_file (&scene);
  g_assert_nonnull (strstr (after, "SO-"));
  g_assert_cmpuint (count_files (&scene), ==, 1);
  scene_close (&scene);
}

static void
test_cancelled (void)
{
  Scene scene;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  scene_open (&scene, 2);
  g_cancellable_cancel (cancellable);
  g_assert_null (rt_desk_call (scene.f->desk, TRUE, do_export, &scene.wanted, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_files (&scene), ==, 0);
  g_assert_cmpint (rt_fixture_count_log (scene.f, "export"), ==, 0);
  scene_close (&scene);
}

/* Locks as if the person pressed the key while records are written. */
static gpointer
end_and_export (RtWork *work, gpointer data, GError **error)
{
  rt_session_end (rt_work_get_session (work));
  return do_export (work, data, error);
}

static void
test_locked (void)
{
  Scene scene;
  g_autoptr (GError) error = NULL;

  scene_open (&scene, 2);
  g_assert_null (rt_desk_call (scene.f->desk, TRUE, end_and_export, &scene.wanted, NULL, &error));
  g_assert_error (error, RT_ERROR, RT_ERROR_LOCKED);
  g_assert_cmpuint (count_files (&scene), ==, 0);
  scene_close (&scene);
}

/* Whatever write of the store fails: no record, no file. */
static void
test_not_recorded (void)
{
  Scene scene;
  guint failed = 0;
  gboolean done = FALSE;

  scene_open (&scene, 2);
  while (!done)
    {
      g_autoptr (GError) error = NULL;
      g_autofree gint64 *count = NULL;
      gint64 before;

      rt_db_set_fault ("full", NEVER);
      rt_fixture_open (scene.f, &error);
      g_assert_no_error (error);
      rt_fixture_sign_in (scene.f, RT_ROLE_MANAGER);
      before = rt_fixture_count_log (scene.f, "export");
      rt_db_set_fault ("full", failed + 1);
      count = rt_desk_call (scene.f->desk, TRUE, do_export, &scene.wanted, NULL, &error);
      done = !rt_db_fault_fired ();
      rt_db_set_fault ("full", NEVER);
      if (count == NULL)
        {
          g_assert_error (error, RT_ERROR, RT_ERROR_DISK_FULL);
          g_assert_cmpuint (count_files (&scene), ==, 0);
          failed++;
        }
      else
        {
          g_assert_cmpint (rt_fixture_count_log (scene.f, "export"), ==, before + 1);
          break;
        }
    }
  rt_db_set_fault (NULL, 0);
  g_assert_cmpuint (failed, >, 0);
  g_assert_cmpuint (count_files (&scene), ==, 1);
  scene_close (&scene);
}

static void
test_disk_full (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("rt-export-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "list.csv", NULL);
  g_autofree char *data = g_malloc0 (256 * 1024);
  RtExportFile *file = rt_export_file_new (path, FALSE, "/nowhere/store.rolltop", &error);
  struct rlimit before, small;
  gboolean ok;

  g_assert_no_error (error);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  small = before;
  small.rlim_cur = 64 * 1024;
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  ok = rt_export_file_write (file, data, 256 * 1024, &error);
  setrlimit (RLIMIT_FSIZE, &before);
  g_assert_false (ok);
  g_assert_error (error, RT_ERROR, RT_ERROR_DISK_FULL);
  rt_export_file_free (file);
  g_assert_cmpint (g_rmdir (folder), ==, 0); /* it is empty */
}

typedef RtExportFile *(*NewFile) (const char *path, gboolean replace, const char *store_path, GError **error);

static void
write_surely (RtExportFile *file, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_assert_no_error (error);
  g_assert_true (rt_export_file_write (file, text, strlen (text), &error));
  g_assert_true (rt_export_file_settle (file, &error));
  g_assert_no_error (error);
}

/* Killed before it has its name: the next export finds the folder as if nothing had been, and takes no living one's
 * file away. */
static void
check_killed (NewFile new_file)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("rt-export-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "list.csv", NULL);
  g_autofree char *other = g_build_filename (folder, "other.csv", NULL);
  const Scene scene = { .folder = folder };
  g_autoptr (RtExportFile) living = new_file (other, FALSE, "/nowhere/store.rolltop", &error);
  g_autoptr (RtExportFile) next = NULL;
  int status = 0;
  pid_t child = fork ();

  if (child == 0)
    {
      write_surely (new_file (path, FALSE, "/nowhere/store.rolltop", NULL), "13800000010");
      raise (SIGKILL);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));
  next = new_file (path, FALSE, "/nowhere/store.rolltop", &error);
  g_assert_no_error (error);
  write_surely (next, "138****0010");
  g_assert_true (rt_export_file_publish (next, &error));
  write_surely (living, "138****0011");
  g_assert_true (rt_export_file_publish (living, &error));
  g_assert_cmpuint (count_files (&scene), ==, 2);
  g_unlink (path);
  g_unlink (other);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_killed (void)
{
  check_killed (rt_export_file_new);
  check_killed (rt_export_file_new_named);
}

/* Whoever made a file of that name meanwhile keeps it. */
static void
check_meanwhile (NewFile new_file)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("rt-export-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "list.csv", NULL);
  g_autofree char *text = NULL;
  g_autoptr (RtExportFile) file = new_file (path, FALSE, "/nowhere/store.rolltop", &error);

  write_surely (file, "ours");
  g_assert_true (g_file_set_contents (path, "theirs", -1, NULL));
  g_assert_false (rt_export_file_publish (file, &error));
  g_assert_error (error, RT_ERROR, RT_ERROR_EXISTS);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "theirs");
  g_clear_pointer (&file, rt_export_file_free);
  g_unlink (path);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_meanwhile (void)
{
  check_meanwhile (rt_export_file_new);
  check_meanwhile (rt_export_file_new_named);
}

static void
test_name (void)
{
  g_autofree char *orders = rt_export_suggest_name (RT_LIST_ORDERS, RT_EXPORT_CSV, rt_day_new (2026, 11, 28));
  g_autofree char *customers = rt_export_suggest_name (RT_LIST_CUSTOMERS, RT_EXPORT_JSON, rt_day_new (2026, 1, 2));
  RtExportFormat format;

  g_assert_cmpstr (orders, ==, "orders-2026-11-28.csv");
  g_assert_cmpstr (customers, ==, "customers-2026-01-02.json");
  g_assert_true (rt_export_format_from_id ("json", &format));
  g_assert_cmpint (format, ==, RT_EXPORT_JSON);
  g_assert_false (rt_export_format_from_id ("xls", &format));
  g_assert_false (rt_export_format_from_id (NULL, &format));
  g_assert_null (rt_export_format_id (RT_N_EXPORT_FORMATS));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/export/no cell is a formula, and a typed negative number stays one", test_cells);
  g_test_add_func ("/export/the suggested name says the list and the day", test_name);
  g_test_add_func ("/export/a list as CSV: chosen columns, private, recorded", test_csv);
  g_test_add_func ("/export/a list as JSON", test_json);
  g_test_add_func ("/export/without right, reason, column or place nothing is written", test_refused);
  g_test_add_func ("/export/a hidden class has no column", test_hidden_column);
  g_test_add_func ("/export/a file that is there stays unless it is to be replaced", test_replace);
  g_test_add_func ("/export/cancelled, nothing is left", test_cancelled);
  g_test_add_func ("/export/locked meanwhile, nothing is left", test_locked);
  g_test_add_func ("/export/what cannot be recorded is not written", test_not_recorded);
  g_test_add_func ("/export/on a full disk nothing is left", test_disk_full);
  g_test_add_func ("/export/killed, nothing is left", test_killed);
  g_test_add_func ("/export/a file that somebody made meanwhile stays", test_meanwhile);
  return g_test_run ();
}
