/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists as files: masked as on the screen, safe in spreadsheets, private, recorded, whole or not at all. Who may see
 * what in them is compared by brute force in test-who-sees-what.c. */
#include "config.h"

#include "rt-order-fixture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "rt-db.h"
#include "rt-export-private.h"
#include "rt-export-requests.h"
#include "rt-test-files.h"

#define NEVER            1000000
#define MORE_THAN_A_STEP 101

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
    rt_test_order (self->f, 10 + i % 80);
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
export_surely (Scene *self, gint64 expected)
{
  g_autoptr (GError) error = NULL;
  gint64 count = rt_fixture_export (self->f, &self->wanted, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (count, ==, expected);
}

static void
refuse (Scene *scene, RtError code)
{
  guint before = rt_test_count_files (scene->folder);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (rt_fixture_export (scene->f, &scene->wanted, NULL, &error), ==, -1);
  g_assert_error (error, RT_ERROR, (int) code);
  g_assert_cmpuint (rt_test_count_files (scene->folder), ==, before);
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
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  struct stat st;

  scene_open (&scene, 3);
  scene.wanted.columns = columns;
  scene.wanted.query.ascending = TRUE;
  export_surely (&scene, 3);
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
  export_surely (&scene, 2);
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
  export_surely (&scene, 1);
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
  refuse (&scene, RT_ERROR_EXISTS);
  text = read_file (&scene);
  g_assert_cmpstr (text, ==, "mine");
  scene.wanted.replace = TRUE;
  export_surely (&scene, 1);
  after = read_file (&scene);
  g_assert_nonnull (strstr (after, "SO-"));
  g_assert_cmpuint (rt_test_count_files (scene.folder), ==, 1);
  scene_close (&scene);
}

/* What is done between two steps, on the main thread: the export goes on only when it is over. */
typedef struct
{
  Scene *scene;
  GCancellable *cancellable;
  void (*act) (Scene *scene);
  guint steps;
} Between;

static void
on_step (gint64 done, gint64 total, gpointer data)
{
  Between *between = data;

  between->steps++;
  g_assert_cmpint (done, <, total + (between->steps > 1));
  g_assert_cmpuint (rt_test_count_files (between->scene->folder), ==, 0);
  g_assert_cmpint (rt_fixture_count_log (between->scene->f, "export.begin"), ==, 1);
  g_assert_cmpint (rt_fixture_count_log (between->scene->f, "export"), ==, 0);
  if (between->act != NULL)
    between->act (between->scene);
  if (between->cancellable != NULL)
    g_cancellable_cancel (between->cancellable);
}

static gint64
export_between (Between *between, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree gint64 *count = NULL;
  RtDesk *desk = between->scene->f->desk;

  rt_request_export (desk, &between->scene->wanted, on_step, between, between->cancellable, rt_desk_await_cb, &result);
  count = rt_desk_run_finish (desk, rt_desk_await (&result), error);
  return count != NULL ? *count : -1;
}

static void
save_an_order (Scene *scene)
{
  rt_test_order (scene->f, 95);
}

/* An export of two steps; an order is saved, durably, while it is under way and has not ended. */
static void
test_saving (void)
{
  Scene scene;
  Between between = { .scene = &scene, .act = save_an_order };
  g_autoptr (GError) error = NULL;
  gint64 count;

  scene_open (&scene, MORE_THAN_A_STEP);
  count = export_between (&between, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count, ==, MORE_THAN_A_STEP); /* those there were when it began */
  g_assert_cmpuint (between.steps, ==, 2);
  g_assert_cmpint (rt_fixture_get_int (scene.f, "SELECT count(*) FROM orders"), ==, MORE_THAN_A_STEP + 2);
  g_assert_cmpint (rt_fixture_get_int (scene.f, "SELECT (SELECT max(seq) FROM log WHERE action = 'order.save')"
                                                " BETWEEN (SELECT seq FROM log WHERE action = 'export.begin')"
                                                " AND (SELECT seq FROM log WHERE action = 'export')"),
                   ==, 1);
  scene_close (&scene);
}

/* What came to nothing is in the log as begun, with reason and columns, and never as done. */
static void
check_nothing (Scene *scene)
{
  g_assert_cmpuint (rt_test_count_files (scene->folder), ==, 0);
  g_assert_cmpint (rt_fixture_get_int (scene->f, "SELECT count(*) FROM log WHERE action = 'export.begin'"
                                                 " AND reason = 'for the accountant' AND detail LIKE 'list=orders %'"),
                   ==, 1);
  g_assert_cmpint (rt_fixture_count_log (scene->f, "export"), ==, 0);
}

static void
test_cancelled (void)
{
  Scene scene;
  g_autoptr (GCancellable) early = g_cancellable_new ();
  g_autoptr (GCancellable) late = g_cancellable_new ();
  g_autoptr (GError) first = NULL;
  g_autoptr (GError) second = NULL;
  Between between = { .scene = &scene, .cancellable = late };

  scene_open (&scene, MORE_THAN_A_STEP);
  g_cancellable_cancel (early);
  g_assert_cmpint (rt_fixture_export (scene.f, &scene.wanted, early, &first), ==, -1);
  g_assert_error (first, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (rt_fixture_count_log (scene.f, "export.begin"), ==, 0);
  g_assert_cmpint (export_between (&between, &second), ==, -1);
  g_assert_error (second, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (between.steps, ==, 1);
  check_nothing (&scene);
  scene_close (&scene);
}

/* The desk is no longer theirs after the first step, because of @act. */
static void
check_ended_by (void (*act) (Scene *scene))
{
  Scene scene;
  Between between = { .scene = &scene, .act = act };
  g_autoptr (GError) error = NULL;

  scene_open (&scene, MORE_THAN_A_STEP);
  g_assert_cmpint (export_between (&between, &error), ==, -1);
  g_assert_error (error, RT_ERROR, RT_ERROR_LOCKED);
  g_assert_cmpuint (between.steps, ==, 1);
  check_nothing (&scene);
  scene_close (&scene);
}

static void
lock_desk (Scene *scene)
{
  rt_desk_lock (scene->f->desk, "button");
}

static void
test_locked (void)
{
  check_ended_by (lock_desk);
}

/* Somebody else sits down between two steps: what the one before them began does not go on in their name. */
static void
change_person (Scene *scene)
{
  rt_fixture_sign_in_owner (scene->f);
}

static void
test_somebody_else (void)
{
  check_ended_by (change_person);
}

/* A step asks again whether the person may: a run that is handed on to somebody else does not go on. */
typedef struct
{
  RtExportRun *run;
} Handed;

static gpointer
begin_run (RtWork *work, gpointer data, GError **error)
{
  return rt_export_run_begin (work, ((Handed *) data)->run, error) ? data : NULL;
}

static gpointer
read_run (RtWork *work, gpointer data, GError **error)
{
  gboolean more = FALSE;

  return rt_export_run_read (work, ((Handed *) data)->run, &more, error) ? data : NULL;
}

static gpointer
end_run (RtWork *work, gpointer data, GError **error)
{
  return rt_export_run_end (work, ((Handed *) data)->run, error) >= 0 ? data : NULL;
}

static void
test_handed_on (void)
{
  Scene scene;
  Handed handed = { NULL };

  scene_open (&scene, 1);
  handed.run = rt_export_run_new (&scene.wanted);
  rt_fixture_refuse (scene.f, FALSE, read_run, &handed, RT_ERROR_LOCKED); /* not begun */
  rt_fixture_run (scene.f, begin_run, &handed);
  rt_fixture_sign_in_owner (scene.f);
  rt_fixture_refuse (scene.f, FALSE, read_run, &handed, RT_ERROR_LOCKED);
  rt_fixture_refuse (scene.f, TRUE, end_run, &handed, RT_ERROR_LOCKED);
  rt_fixture_sign_in (scene.f, RT_ROLE_CLERK);
  rt_fixture_refuse (scene.f, FALSE, read_run, &handed, RT_ERROR_DENIED);
  rt_export_run_unref (handed.run);
  check_nothing (&scene);
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
      gint64 before, count;

      rt_db_set_fault ("full", NEVER);
      rt_fixture_open (scene.f, &error);
      g_assert_no_error (error);
      rt_fixture_sign_in (scene.f, RT_ROLE_MANAGER);
      before = rt_fixture_count_log (scene.f, "export");
      rt_db_set_fault ("full", failed + 1);
      count = rt_fixture_export (scene.f, &scene.wanted, NULL, &error);
      done = !rt_db_fault_fired ();
      rt_db_set_fault ("full", NEVER);
      if (count < 0)
        {
          g_assert_error (error, RT_ERROR, RT_ERROR_DISK_FULL);
          g_assert_cmpuint (rt_test_count_files (scene.folder), ==, 0);
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
  g_assert_cmpuint (rt_test_count_files (scene.folder), ==, 1);
  scene_close (&scene);
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
  g_test_add_func ("/export/somebody else signed in meanwhile, nothing is left", test_somebody_else);
  g_test_add_func ("/export/what one person began no other reads on or ends", test_handed_on);
  g_test_add_func ("/export/while it is under way, orders are saved", test_saving);
  g_test_add_func ("/export/what cannot be recorded is not written", test_not_recorded);
  return g_test_run ();
}
