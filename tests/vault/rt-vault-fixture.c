/* A folder, a key and a fake clock for tests on a real file. */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>
#include <glib/gstdio.h>

#include "rt-vault-fixture.h"

void
fixture_set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  rt_secret_system_init (FALSE, &error);
  g_assert_no_error (error);
  f->folder = g_dir_make_tmp ("rolltop-test-XXXXXX", &error);
  g_assert_no_error (error);
  f->path = fixture_name (f, "shop.rolltop");
  f->key = rt_secret_new_random (32);
  f->clock = rt_clock_new_fake (1700000000);
}

void
fixture_tear_down (Fixture *f, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (f->folder, 0, NULL);
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = fixture_name (f, name);

      g_unlink (path);
    }
  g_rmdir (f->folder);
  g_free (f->folder);
  g_free (f->path);
  rt_secret_free (f->key);
  rt_clock_unref (f->clock);
}

char *
fixture_name (Fixture *f, const char *name)
{
  return g_build_filename (f->folder, name, NULL);
}

RtVault *
fixture_create (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  RtVault *vault = rt_vault_create (f->path, f->key, f->clock, &error);

  g_assert_no_error (error);
  return vault;
}

RtVault *
fixture_open (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  RtVault *vault = rt_vault_open (f->path, f->key, f->clock, &error);

  g_assert_no_error (error);
  return vault;
}

void
fixture_make_store (Fixture *f)
{
  g_autoptr (RtVault) vault = fixture_create (f);

  fixture_exec (
    vault,
    "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 300)"
    " INSERT INTO product (code, name) SELECT 'P' || i, 'Walnut sideboard with sliding doors, number ' || i FROM n");
}

GBytes *
fixture_read (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *bytes = NULL;
  gsize size = 0;

  g_file_get_contents (path, &bytes, &size, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (bytes, size);
}

void
fixture_write (const char *path, gconstpointer data, gsize size)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full (path, data, (gssize) size, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error);
  g_assert_no_error (error);
}

void
fixture_flip (const char *path, gsize offset)
{
  guint8 byte = 0;
  int fd = g_open (path, O_RDWR | O_CLOEXEC, 0);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (pread (fd, &byte, 1, (off_t) offset), ==, 1);
  byte ^= 0x40;
  g_assert_cmpint (pwrite (fd, &byte, 1, (off_t) offset), ==, 1);
  close (fd);
}

static gpointer
do_exec (RtDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  if (rt_db_begin (db, error) && rt_db_exec (db, data, error))
    rt_db_commit (db, error);
  return NULL;
}

void
fixture_exec (RtVault *vault, const char *sql)
{
  g_autoptr (GError) error = NULL;

  rt_vault_call_system (vault, do_exec, (gpointer) sql, NULL, &error);
  g_assert_no_error (error);
}

typedef struct
{
  const char *sql;
  gint64 value;
} Question;

static gpointer
do_get_int (RtDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Question *question = data;

  rt_db_get_int (db, question->sql, &question->value, error);
  return NULL;
}

gint64
fixture_get_int (RtVault *vault, const char *sql)
{
  g_autoptr (GError) error = NULL;
  Question question = { sql, 0 };

  rt_vault_call_system (vault, do_get_int, &question, NULL, &error);
  g_assert_no_error (error);
  return question.value;
}

char *
fixture_sqlcipher (Fixture *f, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RtSecret) hex = rt_secret_to_hex (f->key);
  g_autofree char *script = g_strdup_printf ("PRAGMA key = \"x'%s'\";\n%s\n", (const char *) rt_secret_peek (hex), sql);
  g_autofree char *out = NULL;
  g_autoptr (GSubprocess) program =
    g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE,
                      &error, "sqlcipher", "-batch", f->path, NULL);

  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (program, script, NULL, &out, NULL, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&out);
}

void
fixture_check_refused (Fixture *f, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) before = fixture_read (f->path);
  g_autoptr (GBytes) after = NULL;
  RtVault *vault = rt_vault_open (f->path, f->key, f->clock, &error);

  g_assert_null (vault);
  g_assert_error (error, RT_ERROR, code);
  g_test_message ("%s", error->message);
  g_assert_true (g_str_has_suffix (error->message, "."));
  g_assert_null (strstr (error->message, f->folder));
  after = fixture_read (f->path);
  g_assert_true (g_bytes_equal (before, after));
}
