/* Statements, values, transactions and schema steps on one connection. */
#include "config.h"

#include <string.h>
#include <glib/gstdio.h>

#include "rt-day.h"
#include "rt-schema.h"
#include "rt-vault-fixture.h"

typedef struct
{
  Fixture base;
  RtDb *db;
} DbFixture;

static void
set_up (DbFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture_set_up (&f->base, data);
  rt_vault_unref (fixture_create (&f->base));
  f->db = rt_db_open (f->base.path, RT_DB_WRITE, f->base.key, &error);
  g_assert_no_error (error);
  rt_db_exec (f->db,
              "CREATE TABLE thing (id INTEGER PRIMARY KEY, a INTEGER, b TEXT UNIQUE, c BLOB, d INTEGER, e TEXT) STRICT",
              &error);
  g_assert_no_error (error);
}

static void
tear_down (DbFixture *f, gconstpointer data)
{
  rt_db_free (f->db);
  fixture_tear_down (&f->base, data);
}

static RtStatement *
prepare (DbFixture *f, const char *sql)
{
  g_autoptr (GError) error = NULL;
  RtStatement *statement = rt_db_prepare (f->db, sql, &error);

  g_assert_no_error (error);
  return statement;
}

static gint64
get_int (DbFixture *f, const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 value = 0;

  rt_db_get_int (f->db, sql, &value, &error);
  g_assert_no_error (error);
  return value;
}

static void
test_values (DbFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static ("\0\1\2", 3);
  g_autoptr (GBytes) empty = g_bytes_new_static (NULL, 0);
  g_autoptr (GBytes) back = NULL;
  g_autoptr (RtStatement) insert = prepare (f, "INSERT INTO thing (a, b, c, d, e) VALUES (?, ?, ?, ?, ?)");
  g_autoptr (RtStatement) select = NULL;
  gboolean row = FALSE;
  gsize size = 1;

  rt_statement_bind (insert, "isbdn", G_MAXINT64, "橱柜'; DROP TABLE thing; --", bytes, rt_day_new (2026, 11, 23));
  g_assert_true (rt_statement_run (insert, &error));
  g_assert_cmpint (rt_db_last_insert_id (f->db), ==, 1);
  g_assert_cmpint (rt_db_changes (f->db), ==, 1);
  rt_statement_reset (insert);
  rt_statement_bind (insert, "isbds", G_MININT64, NULL, empty, RT_DAY_NONE, "");
  g_assert_true (rt_statement_run (insert, &error));

  select = prepare (f, "SELECT a, b, c, d, e FROM thing ORDER BY id");
  g_assert_true (rt_statement_step (select, &row, &error) && row);
  g_assert_cmpint (rt_statement_get_int (select, 0), ==, G_MAXINT64);
  g_assert_cmpstr (rt_statement_get_text (select, 1), ==, "橱柜'; DROP TABLE thing; --");
  back = rt_statement_dup_bytes (select, 2);
  g_assert_true (g_bytes_equal (back, bytes));
  g_assert_cmpint (rt_statement_get_day (select, 3), ==, rt_day_new (2026, 11, 23));
  g_assert_true (rt_statement_is_null (select, 4));
  g_assert_null (rt_statement_get_text (select, 4));
  g_assert_true (rt_statement_step (select, &row, &error) && row);
  g_assert_cmpint (rt_statement_get_int (select, 0), ==, G_MININT64);
  g_assert_true (rt_statement_is_null (select, 1));
  g_assert_false (rt_statement_is_null (select, 2));
  g_assert_nonnull (rt_statement_peek_blob (select, 2, &size));
  g_assert_cmpuint (size, ==, 0);
  g_assert_cmpint (rt_statement_get_day (select, 3), ==, RT_DAY_NONE);
  g_assert_cmpstr (rt_statement_get_text (select, 4), ==, "");
  g_assert_true (rt_statement_step (select, &row, &error));
  g_assert_false (row);
}

static void
test_binding_error (DbFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RtStatement) statement = prepare (f, "SELECT ?1");
  gboolean row = FALSE;

  rt_statement_bind_int (statement, 2, 1);
  g_assert_false (rt_statement_step (statement, &row, &error));
  g_assert_error (error, RT_ERROR, RT_ERROR_FAILED);
  g_clear_error (&error);
  rt_statement_reset (statement);
  rt_statement_bind_int (statement, 1, 1);
  g_assert_true (rt_statement_step (statement, &row, &error) && row);
}

/* The same text twice at once gives two statements; given back, one text is prepared once; values do not stay behind.
 */
static void
test_cache (DbFixture *f, gconstpointer data)
{
  static const char sql[] = "SELECT ?1, ?2";
  RtStatement *first = prepare (f, sql), *second = prepare (f, sql), *again = NULL;
  gboolean row = FALSE;

  g_assert_true (first != second);
  rt_statement_bind (first, "ss", "one", "two");
  g_assert_true (rt_statement_step (first, &row, NULL) && row);
  rt_statement_free (first);
  rt_statement_free (second);
  again = prepare (f, sql);
  g_assert_true (again == first);
  g_assert_true (rt_statement_step (again, &row, NULL) && row);
  g_assert_true (rt_statement_is_null (again, 0));
  rt_statement_free (again);
  for (guint i = 0; i < 500; i++)
    {
      g_autofree char *text = g_strdup_printf ("SELECT %u", i);

      rt_statement_free (prepare (f, text));
    }
}

static void
test_outlives (DbFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RtStatement) statement = prepare (f, "SELECT ?1");
  gboolean row = FALSE;

  g_assert_true (rt_db_close (g_steal_pointer (&f->db), &error));
  g_assert_no_error (error);
  rt_statement_bind_int (statement, 1, 1);
  g_assert_false (rt_statement_step (statement, &row, &error));
  g_assert_error (error, RT_ERROR, RT_ERROR_FAILED);
  g_assert_null (rt_statement_get_text (statement, 0));
}

static void
check_error (DbFixture *f, const char *sql, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (rt_db_exec (f->db, sql, &error));
  g_assert_error (error, RT_ERROR, code);
  g_assert_true (g_str_has_suffix (error->message, "."));
  g_assert_null (strstr (error->message, " thing"));
  g_assert_null (strstr (error->message, "INSERT"));
  g_assert_null (strstr (error->message, "secret"));
}

/* Neither statements nor values stand in a message. */
static void
test_errors (DbFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  rt_db_exec (
    f->db,
    "INSERT INTO thing (b) VALUES ('secret'); CREATE TABLE part (thing_id INTEGER NOT NULL REFERENCES thing (id)) STRICT;",
    &error);
  g_assert_no_error (error);
  check_error (f, "INSERT INTO thing (b) VALUES ('secret')", RT_ERROR_EXISTS);
  check_error (f, "INSERT INTO thing (id) VALUES (1)", RT_ERROR_EXISTS);
  check_error (f, "INSERT INTO part VALUES (2)", RT_ERROR_CONFLICT);
  check_error (f, "INSERT INTO part VALUES (NULL)", RT_ERROR_FAILED);
  check_error (f, "INSERT INTO thing (a) VALUES ('secret')", RT_ERROR_FAILED);
  check_error (f, "SELECT * FROM secret", RT_ERROR_FAILED);
  check_error (f, "SELECT \"secret\" FROM thing", RT_ERROR_FAILED);
  check_error (f, "thing", RT_ERROR_FAILED);
  check_error (f, "INSERT INTO thing (c) VALUES (zeroblob (67108865))", RT_ERROR_TOO_LARGE);
  check_error (f, "ATTACH ':memory:' AS other", RT_ERROR_DENIED);
}

static void
test_frozen (DbFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  rt_db_exec (f->db,
              "INSERT INTO notice (id, state, changed_at) VALUES (1, 'draft', 0);"
              "INSERT INTO notice_part (notice_id, language, part, text) VALUES (1, 'en', 'who', 'text');"
              "UPDATE notice_part SET text = 'other'; UPDATE notice SET state = 'published', version = 1;",
              &error);
  g_assert_no_error (error);
  check_error (f, "UPDATE notice_part SET text = 'x'", RT_ERROR_CONFLICT);
  check_error (f, "DELETE FROM notice_part", RT_ERROR_CONFLICT);
  check_error (f, "UPDATE notice SET state = 'draft'", RT_ERROR_CONFLICT);
}

static void
test_not_found (DbFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 value = 0;

  g_assert_false (rt_db_get_int (f->db, "SELECT id FROM thing", &value, &error));
  g_assert_error (error, RT_ERROR, RT_ERROR_NOT_FOUND);
}

static void
test_transactions (DbFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  rt_db_rollback (f->db);
  g_assert_false (rt_db_in_transaction (f->db));
  g_assert_true (rt_db_begin (f->db, &error));
  g_assert_true (rt_db_in_transaction (f->db));
  g_assert_true (rt_db_exec (f->db, "INSERT INTO thing (a) VALUES (1)", &error));
  rt_db_rollback (f->db);
  g_assert_cmpint (get_int (f, "SELECT count(*) FROM thing"), ==, 0);
  g_assert_true (rt_db_begin (f->db, &error));
  g_assert_true (rt_db_exec (f->db, "INSERT INTO thing (a) VALUES (1)", &error));
  g_assert_true (rt_db_commit (f->db, &error));
  g_assert_cmpint (get_int (f, "SELECT count(*) FROM thing"), ==, 1);
  g_assert_false (rt_db_commit (f->db, &error));
  g_assert_error (error, RT_ERROR, RT_ERROR_FAILED);
}

/* COMMIT itself is refused: reported, and nothing stays half done. */
static void
test_refused_commit (DbFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  rt_db_exec (f->db, "CREATE TABLE late (thing_id INTEGER REFERENCES thing (id) DEFERRABLE INITIALLY DEFERRED) STRICT",
              &error);
  g_assert_no_error (error);
  g_assert_true (rt_db_begin (f->db, &error));
  g_assert_true (rt_db_exec (f->db, "INSERT INTO late VALUES (7)", &error));
  g_assert_false (rt_db_commit (f->db, &error));
  g_assert_error (error, RT_ERROR, RT_ERROR_CONFLICT);
  g_assert_false (rt_db_in_transaction (f->db));
  g_assert_cmpint (get_int (f, "SELECT count(*) FROM late"), ==, 0);
}

static void
test_settings (DbFixture *f, gconstpointer data)
{
  static const struct
  {
    const char *pragma;
    gint64 value;
  } settings[] = {
    { "PRAGMA foreign_keys", 1 },   { "PRAGMA secure_delete", 1 },
    { "PRAGMA synchronous", 2 },    { "PRAGMA temp_store", 2 },
    { "PRAGMA mmap_size", 0 },      { "PRAGMA cell_size_check", 1 },
    { "PRAGMA trusted_schema", 0 }, { "PRAGMA wal_autocheckpoint", 1000 },
    { "PRAGMA query_only", 0 },     { "PRAGMA application_id", RT_DB_APPLICATION_ID },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (RtDb) reader = NULL;
  gint64 value = -1;

  for (gsize i = 0; i < G_N_ELEMENTS (settings); i++)
    g_assert_cmpint (get_int (f, settings[i].pragma), ==, settings[i].value);
  reader = rt_db_open (f->base.path, RT_DB_READ, f->base.key, &error);
  g_assert_no_error (error);
  g_assert_true (rt_db_get_int (reader, "PRAGMA query_only", &value, &error));
  g_assert_cmpint (value, ==, 1);
  g_assert_true (rt_db_get_int (reader, "PRAGMA wal_autocheckpoint", &value, &error));
  g_assert_cmpint (value, ==, 0);
}

/* Two rows into a fresh table, then something that fails. */
static const RtSchemaStep good_step[] = {
  { 1, "nothing: it is there already" },
  { RT_DB_SCHEMA_VERSION + 1,
    "CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT; INSERT INTO later VALUES (1), (2);" },
  { 0, NULL },
};
static const RtSchemaStep bad_step[] = {
  { RT_DB_SCHEMA_VERSION + 1,
    "CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT; INSERT INTO later VALUES (1), (1);" },
  { 0, NULL },
};

static int
get_version (DbFixture *f)
{
  int version = -1;

  g_assert_true (rt_schema_get_version (f->db, &version, NULL));
  return version;
}

static void
test_step (DbFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *backup = rt_schema_backup_path (f->base.path, RT_DB_SCHEMA_VERSION);
  g_autofree char *out = NULL;

  g_assert_true (rt_db_exec (f->db, "INSERT INTO thing (b) VALUES ('before')", &error));
  g_assert_true (rt_schema_upgrade (f->db, f->base.key, &error));
  g_assert_false (g_file_test (backup, G_FILE_TEST_EXISTS));
  rt_schema_upgrade_with (f->db, f->base.key, good_step, &error);
  g_assert_no_error (error);
  g_assert_cmpint (get_version (f), ==, RT_DB_SCHEMA_VERSION + 1);
  g_assert_cmpint (get_int (f, "SELECT count(*) FROM later"), ==, 2);
  g_clear_pointer (&f->db, rt_db_free);

  /* the backup is a store of the version before with what was in it, opened by the same key, and by itself */
  g_assert_cmpint (g_rename (backup, f->base.path), ==, 0);
  rt_vault_unref (fixture_open (&f->base));
  out = fixture_sqlcipher (&f->base, "PRAGMA user_version; SELECT b FROM thing; PRAGMA integrity_check;");
  g_assert_cmpstr (out, ==, "ok\n" G_STRINGIFY (RT_DB_SCHEMA_VERSION) "\nbefore\nok\n");
}

static void
test_failed_step (DbFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *backup = rt_schema_backup_path (f->base.path, RT_DB_SCHEMA_VERSION);

  g_assert_false (rt_schema_upgrade_with (f->db, f->base.key, bad_step, &error));
  g_assert_error (error, RT_ERROR, RT_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_cmpint (get_version (f), ==, RT_DB_SCHEMA_VERSION);
  g_assert_cmpint (get_int (f, "SELECT count(*) FROM sqlite_schema WHERE name = 'later'"), ==, 0);
  g_assert_true (g_file_test (backup, G_FILE_TEST_EXISTS));
  /* tried again with a good one, the backup left from the first does not stand in the way */
  g_assert_true (rt_schema_upgrade_with (f->db, f->base.key, good_step, &error));
  g_assert_cmpint (get_version (f), ==, RT_DB_SCHEMA_VERSION + 1);
}

static void
test_no_backup_no_step (DbFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *backup = rt_schema_backup_path (f->base.path, RT_DB_SCHEMA_VERSION);

  g_assert_cmpint (g_mkdir (backup, 0700), ==, 0);
  g_assert_false (rt_schema_upgrade_with (f->db, f->base.key, good_step, &error));
  g_assert_error (error, RT_ERROR, RT_ERROR_FAILED);
  g_assert_cmpint (get_version (f), ==, RT_DB_SCHEMA_VERSION);
  g_assert_cmpint (g_rmdir (backup), ==, 0);
}

#define add(name, func) g_test_add (name, DbFixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/db/values of every kind come back as they were bound", test_values);
  add ("/db/an error in binding is told by the next step", test_binding_error);
  add ("/db/a statement given back is used again and keeps no values", test_cache);
  add ("/db/a statement that outlives its connection fails", test_outlives);
  add ("/db/errors have a code and a sentence without SQL or values", test_errors);
  add ("/db/a published notice cannot be changed by anyone", test_frozen);
  add ("/db/no row is not found", test_not_found);
  add ("/db/transactions commit and roll back", test_transactions);
  add ("/db/a refused commit is rolled back and reported", test_refused_commit);
  add ("/db/the settings of writer and reader are what they should be", test_settings);
  add ("/schema/before a step a backup is made, which opens by itself", test_step);
  add ("/schema/a step that fails leaves the store wholly as it was", test_failed_step);
  add ("/schema/without a backup no step is taken", test_no_backup_no_step);
  return g_test_run ();
}
