/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening a connection: everything that is checked before anything is written, and telling apart why a file does not
 * open (faults.md D8). */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* dladdr */
#endif
#include "config.h"

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "rt-db-private.h"
#include "rt-error.h"

#define KEY_SIZE            32
#define OLDEST_CIPHER_MAJOR 4
#define OLDEST_CIPHER_MINOR 5
#define BUSY_TIMEOUT_MS     2000

static gboolean
fail (GError **error, RtError code, const char *sentence)
{
  g_set_error_literal (error, RT_ERROR, code, sentence);
  return FALSE;
}

static int
exec (sqlite3 *handle, const char *sql)
{
  return sqlite3_exec (handle, sql, NULL, NULL, NULL);
}

int
rt_sqlite_get_int (sqlite3 *handle, const char *sql, gint64 *out)
{
  sqlite3_stmt *stmt = NULL;
  int rc = sqlite3_prepare_v2 (handle, sql, -1, &stmt, NULL);

  if (rc == SQLITE_OK)
    rc = sqlite3_step (stmt);
  if (rc == SQLITE_ROW)
    *out = sqlite3_column_int64 (stmt, 0);
  sqlite3_finalize (stmt);
  if (rc == SQLITE_ROW)
    return SQLITE_OK;
  return rc == SQLITE_DONE ? SQLITE_EMPTY : sqlite3_extended_errcode (handle);
}

static char *
dup_first_text (sqlite3 *handle, const char *sql)
{
  sqlite3_stmt *stmt = NULL;
  char *text = NULL;

  if (sqlite3_prepare_v2 (handle, sql, -1, &stmt, NULL) == SQLITE_OK && sqlite3_step (stmt) == SQLITE_ROW)
    text = g_strdup ((const char *) sqlite3_column_text (stmt, 0));
  sqlite3_finalize (stmt);
  return text;
}

/* Plain libsqlite3 takes a key without an error and writes plain text (faults.md, finding 2), and another library may
 * have pulled it in: so both the version of the cipher and that all calls end in one library are checked, before the
 * file is touched (D14). */
static gboolean
is_one_library (void)
{
  Dl_info plain, cipher;

  return dladdr ((void *) (guintptr) sqlite3_libversion, &plain) != 0 &&
         dladdr ((void *) (guintptr) sqlite3_key, &cipher) != 0 && plain.dli_fbase == cipher.dli_fbase;
}

static gboolean
is_cipher_new_enough (const char *version)
{
  int major = 0, minor = 0;

  if (version == NULL || sscanf (version, "%d.%d", &major, &minor) != 2)
    return FALSE;
  return major > OLDEST_CIPHER_MAJOR || (major == OLDEST_CIPHER_MAJOR && minor >= OLDEST_CIPHER_MINOR);
}

static gboolean
check_library (GError **error)
{
  static gsize checked;

  if (g_once_init_enter (&checked))
    {
      g_autofree char *version = NULL;
      sqlite3 *handle = NULL;

      if (sqlite3_open_v2 (":memory:", &handle, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK)
        version = dup_first_text (handle, "PRAGMA cipher_version");
      sqlite3_close (handle);
      g_once_init_leave (&checked,
                         is_one_library () && sqlite3_threadsafe () && is_cipher_new_enough (version) ? 1 : 2);
    }
  if (checked == 1)
    return TRUE;
  return fail (
    error, RT_ERROR_UNSUPPORTED,
    _("This computer has no SQLCipher 4.5 or newer, so the store cannot be opened safely; nothing was touched."));
}

/* Raw key: x'<64 hex digits>'. */
static RtSecret *
key_to_literal (const RtSecret *key)
{
  g_autoptr (RtSecret) hex = rt_secret_to_hex (key);
  RtSecret *literal = rt_secret_new (2 + 2 * KEY_SIZE + 1);
  guint8 *bytes = rt_secret_peek_writable (literal);

  bytes[0] = 'x';
  bytes[1] = '\'';
  memcpy (bytes + 2, rt_secret_peek (hex), 2 * KEY_SIZE);
  bytes[2 + 2 * KEY_SIZE] = '\'';
  return literal;
}

/* With immutable the file is read alone, as if no -wal stood beside it, and nothing can be written. */
static char *
immutable_name (const char *path)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *uri = g_filename_to_uri (absolute, NULL, NULL);

  return uri != NULL ? g_strconcat (uri, "?immutable=1", NULL) : NULL;
}

static void
configure (sqlite3 *handle)
{
  sqlite3_extended_result_codes (handle, 1);
  sqlite3_busy_timeout (handle, BUSY_TIMEOUT_MS);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1,
                     NULL); /* taken back for the writer once all checks are passed */
  sqlite3_db_config (handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
  sqlite3_limit (handle, SQLITE_LIMIT_LENGTH, 64 * 1024 * 1024);
  sqlite3_limit (handle, SQLITE_LIMIT_SQL_LENGTH, 1024 * 1024);
  sqlite3_limit (handle, SQLITE_LIMIT_EXPR_DEPTH, 100);
  sqlite3_limit (handle, SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1024);
  sqlite3_limit (handle, SQLITE_LIMIT_ATTACHED, 0);
  sqlite3_limit (handle, SQLITE_LIMIT_WORKER_THREADS, 0);
}

static gboolean
check_key_size (const RtSecret *key, GError **error)
{
  if (key != NULL && rt_secret_get_size (key) == KEY_SIZE)
    return TRUE;
  return fail (error, RT_ERROR_WRONG_KEY, _("This is not a key of a store."));
}

sqlite3 *
rt_sqlite_open (const char *path, const RtSecret *key, gboolean immutable, GError **error)
{
  g_autoptr (RtSecret) literal = NULL;
  g_autofree char *name = immutable ? immutable_name (path) : g_strdup (path);
  int flags = immutable ? SQLITE_OPEN_READONLY | SQLITE_OPEN_URI : SQLITE_OPEN_READWRITE;
  sqlite3 *handle = NULL;
  int rc;

  if (!check_library (error) || !check_key_size (key, error))
    return NULL;
  rc = sqlite3_open_v2 (name, &handle, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE, rt_db_fault_vfs ());
  if (rc == SQLITE_OK)
    {
      configure (handle);
      literal = key_to_literal (key);
      rc = sqlite3_key (handle, rt_secret_peek (literal), (int) rt_secret_get_size (literal));
      /* nothing on standard error: what went wrong is told in our own words; the first key of a process sets it back */
      exec (handle, "PRAGMA cipher_log_level = NONE");
    }
  if (rc == SQLITE_OK)
    return handle;
  rt_sqlite_set_error (handle, rc, error);
  sqlite3_close (handle);
  return NULL;
}

/* The rows of cipher_integrity_check name a page each, in words. */
static gint64
page_of_report (const char *line)
{
  const char *at = line != NULL ? strstr (line, "page ") : NULL;

  return at != NULL ? g_ascii_strtoll (at + strlen ("page "), NULL, 10) : 0;
}

gint64
rt_db_find_bad_page (const char *path, const RtSecret *key)
{
  g_autofree char *line = NULL;
  sqlite3 *handle = rt_sqlite_open (path, key, FALSE, NULL);

  if (handle == NULL)
    return 0;
  line = dup_first_text (handle, "PRAGMA cipher_integrity_check");
  sqlite3_close (handle);
  return page_of_report (line);
}

static gboolean
page_is_damaged (gint64 page, GError **error)
{
  g_set_error (error, RT_ERROR, RT_ERROR_DAMAGED,
               /* Translators: the number says which part of the file; for the person who repairs it */
               _("Page %ld"
                  " of the store file is damaged; nothing was changed. Restore the store from a backup."),
               (long) page);
  return FALSE;
}

static gboolean
opens_without_wal (const char *path, const RtSecret *key)
{
  gint64 number = 0;
  sqlite3 *handle = rt_sqlite_open (path, key, TRUE, NULL);
  int rc = handle != NULL ? rt_sqlite_get_int (handle, "PRAGMA application_id", &number) : SQLITE_ERROR;

  sqlite3_close (handle);
  return rc == SQLITE_OK && number == RT_DB_APPLICATION_ID;
}

/* SQLCipher goes on with a salt of its own when the disk does not give it the file's: then the right key looks wrong.
 * So it is tried once more, anew: FALSE with @error when the disk, and not the key, was the reason. */
static gboolean
fails_again (const char *path, const RtSecret *key, GError **error)
{
  gint64 number = 0;
  sqlite3 *handle = rt_sqlite_open (path, key, FALSE, error);
  int rc;

  if (handle == NULL)
    return FALSE;
  rc = rt_sqlite_get_int (handle, "PRAGMA application_id", &number);
  if (!rt_sqlite_is_damage (rc))
    rt_sqlite_set_error (handle, rc == SQLITE_OK ? SQLITE_IOERR : rc, error);
  sqlite3_close (handle);
  return rt_sqlite_is_damage (rc);
}

static gboolean
fits_later_page (const char *path, const RtSecret *key)
{
  sqlite3 *handle = rt_sqlite_open (path, key, FALSE, NULL);
  gboolean fits = handle != NULL && rt_sqlite_fits_later_page (handle, key);

  sqlite3_close (handle);
  return fits;
}

/* Page 1 does not open: a wrong key and a damaged page 1 look alike to SQLite, and a -wal of another file looks like
 * both (faults.md, finding 8). Only when the salt at the very beginning is damaged too nothing tells them apart. */
static gboolean
explain_first_page (const char *path, const RtSecret *key, GError **error)
{
  if (!fails_again (path, key, error))
    return FALSE;
  if (rt_store_file_has_wal (path) && opens_without_wal (path, key))
    return fail (
      error, RT_ERROR_DAMAGED,
      _("The store file is in order, but the -wal file beside it belongs to another file or is damaged. Nothing was "
         "changed; if the store was restored by hand, move the -wal file away and open the store again."));
  if (fits_later_page (path, key))
    return page_is_damaged (1, error);
  return fail (
    error, RT_ERROR_WRONG_KEY,
    _ (
      "The store does not open with this key: it is the key of another store, or the beginning of the file is damaged."));
}

static gboolean
explain_page (const char *path, const RtSecret *key, GError **error)
{
  gint64 page = rt_db_find_bad_page (path, key);

  if (page == 0)
    return rt_sqlite_set_error (NULL, SQLITE_CORRUPT, error);
  return page_is_damaged (page, error);
}

static gboolean
check_content (RtDb *self, const RtSecret *key, GError **error)
{
  const char *path = rt_store_file_get_path (self->file);
  gint64 application = 0, version = 0, tables = 0;
  int rc = rt_sqlite_get_int (self->handle, "PRAGMA application_id", &application);

  if (rc != SQLITE_OK && (rt_sqlite_is_damage (rc) || (rc & 0xff) == SQLITE_ERROR))
    return (rc & 0xff) == SQLITE_CORRUPT ? explain_page (path, key, error) : explain_first_page (path, key, error);
  if (rc != SQLITE_OK)
    return rt_db_set_error (self, rc, error);
  if (application != RT_DB_APPLICATION_ID)
    return fail (error, RT_ERROR_DAMAGED,
                 _("This file opens with the key, but it is not a store of Rolltop; it was left as it is."));
  rc = rt_sqlite_get_int (self->handle, "PRAGMA user_version", &version);
  if (rc == SQLITE_OK && version > RT_DB_SCHEMA_VERSION)
    return fail (error, RT_ERROR_NEWER,
                 _("This store was written by a newer Rolltop; install that version. The file was left as it is."));
  if (rc == SQLITE_OK)
    rc = rt_sqlite_get_int (self->handle, "SELECT count(*) FROM sqlite_schema", &tables);
  if (rc != SQLITE_OK && (rt_sqlite_is_damage (rc) || (rc & 0xff) == SQLITE_ERROR))
    return explain_page (path, key, error);
  return rc == SQLITE_OK || rt_db_set_error (self, rc, error);
}

static gboolean
set_up_journal (RtDb *self, GError **error)
{
  g_autofree char *mode = dup_first_text (self->handle, "PRAGMA journal_mode = WAL");

  if (g_strcmp0 (mode, "wal") == 0)
    return TRUE;
  if (sqlite3_errcode (self->handle) != SQLITE_OK)
    return rt_db_set_error (self, sqlite3_extended_errcode (self->handle), error);
  return fail (error, RT_ERROR_UNSUPPORTED,
               _("The disk does not allow a safe way of writing; move the store to a disk of this computer."));
}

static gboolean
set_up (RtDb *self, GError **error)
{
  static const char common[] =
    "PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; PRAGMA synchronous = FULL;"
    "PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA cache_size = -8192;";
  const char *own = self->mode == RT_DB_READ ? "PRAGMA wal_autocheckpoint = 0; PRAGMA query_only = ON;"
                                             : "PRAGMA wal_autocheckpoint = 1000;";
  int rc = exec (self->handle, common);

  if (rc == SQLITE_OK)
    rc = exec (self->handle, own);
  if (rc != SQLITE_OK)
    return rt_db_set_error (self, rc, error);
  if (self->mode == RT_DB_READ)
    return TRUE;
  if (!set_up_journal (self, error))
    return FALSE;
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
  return TRUE;
}

/* SQLCipher's salt is the first 16 bytes of the file; asked from the connection, since the file must not be opened and
 * closed any more. */
static void
remember_salt (RtDb *self)
{
  g_autofree char *hex = dup_first_text (self->handle, "PRAGMA cipher_salt");
  guint8 header[RT_STORE_HEADER_SIZE] = { 0 };

  for (gsize i = 0; hex != NULL && strlen (hex) == 2 * sizeof header && i < sizeof header; i++)
    header[i] = (guint8) (g_ascii_xdigit_value (hex[2 * i]) << 4 | g_ascii_xdigit_value (hex[2 * i + 1]));
  rt_store_file_set_header (self->file, header);
}

/* A new file is marked as ours at once: a set-up that is killed half-way is then told from somebody else's file. */
static gboolean
begin_file (RtDb *self, GError **error)
{
  g_autofree char *mark = g_strdup_printf ("PRAGMA application_id = %d", RT_DB_APPLICATION_ID);
  int rc;

  if (!set_up (self, error))
    return FALSE;
  rc = exec (self->handle, mark);
  if (rc != SQLITE_OK)
    return rt_db_set_error (self, rc, error);
  remember_salt (self);
  return TRUE;
}

static RtDb *
db_new (RtDbMode mode)
{
  RtDb *self = g_new0 (RtDb, 1);

  self->owner = g_thread_self ();
  self->mode = mode;
  self->gate = rt_gate_new_system ();
  self->statements = g_hash_table_new (NULL, NULL);
  self->idle[0] = g_hash_table_new (rt_db_hash_sql, g_str_equal);
  self->idle[1] = g_hash_table_new (rt_db_hash_sql, g_str_equal);
  g_queue_init (&self->recent);
  return self;
}

static gboolean
open_file (RtDb *self, const char *path, const RtSecret *key, GError **error)
{
  self->file = rt_store_file_hold (path, self->mode == RT_DB_CREATE, error);
  if (self->file == NULL)
    return FALSE;
  self->handle = rt_sqlite_open (path, key, FALSE, error);
  if (self->handle == NULL)
    return FALSE;
  if (self->mode == RT_DB_CREATE)
    return begin_file (self, error);
  return check_content (self, key, error) && set_up (self, error);
}

RtDb *
rt_db_open (const char *path, RtDbMode mode, const RtSecret *store_key, GError **error)
{
  RtDb *self = NULL;

  if (!check_library (error) || !check_key_size (store_key, error))
    return NULL;
  if (mode == RT_DB_CREATE && rt_store_file_has_wal (path))
    {
      fail (error, RT_ERROR_EXISTS, _("Files of an earlier store lie at this place, and they are never replaced."));
      return NULL;
    }
  if (mode == RT_DB_CREATE && !rt_store_file_create (path, error))
    return NULL;
  self = db_new (mode);
  if (open_file (self, path, store_key, error))
    {
      rt_db_ask_gate (self);
      rt_db_watch_interrupt (self);
      return self;
    }
  rt_db_free (self);
  if (mode == RT_DB_CREATE)
    g_unlink (path);
  return NULL;
}
