/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prepared statements: binding, stepping, reading, and the cache of idle ones. */
#include "config.h"

#include <string.h>

#include "rt-day.h"
#include "rt-db-private.h"
#include "rt-error.h"

static void
statement_destroy (RtStatement *self)
{
  if (self->stmt != NULL)
    sqlite3_finalize (self->stmt);
  g_free (self->sql);
  g_free (self);
}

static void
forget_idle (RtDb *db, RtStatement *statement)
{
  g_hash_table_remove (db->idle[statement->own_work], statement->sql);
  g_queue_unlink (&db->recent, &statement->link);
}

static void
forget_and_destroy (RtDb *db, RtStatement *statement)
{
  forget_idle (db, statement);
  g_hash_table_remove (db->statements, statement);
  statement_destroy (statement);
}

guint
rt_db_hash_sql (gconstpointer sql)
{
  gsize length = strlen (sql);
  guint64 hash = length;
  guint64 piece = 0;

  for (gsize i = 0; i < length; i += sizeof piece)
    {
      piece = 0;
      memcpy (&piece, (const char *) sql + i, MIN (sizeof piece, length - i));
      hash = (hash ^ piece) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
      hash ^= hash >> 32;
    }
  return (guint) hash;
}

void
rt_db_flush_statements (RtDb *self)
{
  while (self->recent.head != NULL)
    forget_and_destroy (self, self->recent.head->data);
}

void
rt_db_drop_statements (RtDb *self)
{
  GHashTableIter iter;
  gpointer key = NULL;

  rt_db_flush_statements (self);
  g_hash_table_iter_init (&iter, self->statements);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      RtStatement *statement = key;

      sqlite3_finalize (statement->stmt);
      statement->stmt = NULL;
      statement->db = NULL;
      g_hash_table_iter_remove (&iter);
    }
}

static RtStatement *
statement_new (RtDb *db, const char *sql, GError **error)
{
  RtStatement *self = NULL;
  sqlite3_stmt *stmt = NULL;
  int rc = sqlite3_prepare_v3 (db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt, NULL);

  if (rc == SQLITE_OK && stmt == NULL)
    rc = SQLITE_MISUSE;
  if (rc != SQLITE_OK)
    {
      rt_db_set_error (db, sqlite3_extended_errcode (db->handle), error);
      return NULL;
    }
  self = g_new0 (RtStatement, 1);
  self->db = db;
  self->stmt = stmt;
  self->sql = g_strdup (sql);
  self->generation = db->generation;
  self->own_work = db->own_work > 0;
  self->link.data = self;
  g_hash_table_add (db->statements, self);
  return self;
}

RtStatement *
rt_db_prepare (RtDb *self, const char *sql, GError **error)
{
  RtStatement *idle = NULL;

  if (!rt_db_check_thread (self, error))
    return NULL;
  idle = g_hash_table_lookup (self->idle[self->own_work > 0], sql);
  if (idle == NULL)
    return statement_new (self, sql, error);
  forget_idle (self, idle);
  return idle;
}

/* Back to the cache, unless its rights are out of date or one of the same text is there already. */
static void
statement_park (RtStatement *self)
{
  RtDb *db = self->db;
  GHashTable *idle = db->idle[self->own_work];

  sqlite3_reset (self->stmt);
  sqlite3_clear_bindings (self->stmt);
  self->bind_result = SQLITE_OK;
  if (self->generation != db->generation || g_hash_table_contains (idle, self->sql))
    {
      g_hash_table_remove (db->statements, self);
      statement_destroy (self);
      return;
    }
  g_hash_table_insert (idle, self->sql, self);
  g_queue_push_head_link (&db->recent, &self->link);
  if (db->recent.length > RT_DB_CACHED_STATEMENTS)
    forget_and_destroy (db, db->recent.tail->data);
}

void
rt_statement_free (RtStatement *self)
{
  if (self == NULL)
    return;
  if (self->db != NULL)
    statement_park (self);
  else
    statement_destroy (self);
}

/* SQLite refuses to bind while a statement runs: so binding always begins it anew. */
static void
remember (RtStatement *self, int rc)
{
  if (rc != SQLITE_OK && self->bind_result == SQLITE_OK)
    self->bind_result = rc;
}

void
rt_statement_bind_int (RtStatement *self, int index, gint64 value)
{
  remember (self, self->stmt != NULL ? sqlite3_bind_int64 (self->stmt, index, value) : SQLITE_MISUSE);
}

void
rt_statement_bind_text (RtStatement *self, int index, const char *value)
{
  if (value == NULL)
    rt_statement_bind_null (self, index);
  else
    remember (self,
              self->stmt != NULL ? sqlite3_bind_text (self->stmt, index, value, -1, SQLITE_TRANSIENT) : SQLITE_MISUSE);
}

void
rt_statement_bind_blob (RtStatement *self, int index, gconstpointer data, gsize size)
{
  if (data == NULL)
    rt_statement_bind_null (self, index);
  else
    remember (self, self->stmt != NULL ? sqlite3_bind_blob64 (self->stmt, index, data, size, SQLITE_TRANSIENT)
                                       : SQLITE_MISUSE);
}

void
rt_statement_bind_bytes (RtStatement *self, int index, GBytes *value)
{
  gsize size = 0;
  gconstpointer data = value != NULL ? g_bytes_get_data (value, &size) : NULL;

  if (value != NULL && data == NULL)
    data = ""; /* an empty GBytes is a value, not NULL */
  rt_statement_bind_blob (self, index, data, size);
}

void
rt_statement_bind_null (RtStatement *self, int index)
{
  remember (self, self->stmt != NULL ? sqlite3_bind_null (self->stmt, index) : SQLITE_MISUSE);
}

static void
bind_day (RtStatement *self, int index, RtDay day)
{
  if (day == RT_DAY_NONE)
    rt_statement_bind_null (self, index);
  else
    rt_statement_bind_int (self, index, day);
}

void
rt_statement_bind (RtStatement *self, const char *format, ...)
{
  va_list values;

  va_start (values, format);
  for (int i = 0; format[i] != '\0'; i++)
    switch (format[i])
      {
      case 'i':
        rt_statement_bind_int (self, i + 1, va_arg (values, gint64));
        break;
      case 's':
        rt_statement_bind_text (self, i + 1, va_arg (values, const char *));
        break;
      case 'b':
        rt_statement_bind_bytes (self, i + 1, va_arg (values, GBytes *));
        break;
      case 'd':
        bind_day (self, i + 1, va_arg (values, RtDay));
        break;
      case 'n':
        rt_statement_bind_null (self, i + 1);
        break;
      default:
        remember (self, SQLITE_MISUSE);
      }
  va_end (values);
}

void
rt_statement_reset (RtStatement *self)
{
  if (self->stmt != NULL)
    {
      sqlite3_reset (self->stmt);
      sqlite3_clear_bindings (self->stmt);
    }
  self->bind_result = SQLITE_OK;
}

static gboolean
check_ready (RtStatement *self, GError **error)
{
  if (self->db == NULL)
    return rt_sqlite_set_error (NULL, SQLITE_MISUSE, error);
  if (!rt_db_check_thread (self->db, error))
    return FALSE;
  return self->bind_result == SQLITE_OK || rt_db_set_error (self->db, self->bind_result, error);
}

gboolean
rt_statement_step (RtStatement *self, gboolean *row, GError **error)
{
  int rc;

  *row = FALSE;
  if (!check_ready (self, error))
    return FALSE;
  /* a short statement would be over before the progress handler looks */
  if (g_atomic_int_get (&self->db->interrupted))
    return rt_db_set_error (self->db, SQLITE_INTERRUPT, error);
  rc = sqlite3_step (self->stmt);
  if (rc == SQLITE_ROW || rc == SQLITE_DONE)
    {
      *row = rc == SQLITE_ROW;
      return TRUE;
    }
  rt_db_set_error (self->db, sqlite3_extended_errcode (self->db->handle), error);
  sqlite3_reset (self->stmt);
  return FALSE;
}

gboolean
rt_statement_run (RtStatement *self, GError **error)
{
  gboolean row = TRUE;

  while (row)
    if (!rt_statement_step (self, &row, error))
      return FALSE;
  return TRUE;
}

gboolean
rt_statement_is_null (RtStatement *self, int column)
{
  return self->stmt == NULL || sqlite3_column_type (self->stmt, column) == SQLITE_NULL;
}

gint64
rt_statement_get_int (RtStatement *self, int column)
{
  return self->stmt != NULL ? sqlite3_column_int64 (self->stmt, column) : 0;
}

const char *
rt_statement_get_text (RtStatement *self, int column)
{
  return self->stmt != NULL ? (const char *) sqlite3_column_text (self->stmt, column) : NULL;
}

const guint8 *
rt_statement_peek_blob (RtStatement *self, int column, gsize *size)
{
  const guint8 *data = NULL;

  *size = 0;
  if (rt_statement_is_null (self, column))
    return NULL;
  data = sqlite3_column_blob (self->stmt, column);
  *size = (gsize) sqlite3_column_bytes (self->stmt, column);
  return data != NULL ? data : (const guint8 *) "";
}

GBytes *
rt_statement_dup_bytes (RtStatement *self, int column)
{
  gsize size = 0;
  const guint8 *data = rt_statement_peek_blob (self, column, &size);

  return data != NULL ? g_bytes_new (data, size) : NULL;
}

gint32
rt_statement_get_day (RtStatement *self, int column)
{
  return rt_statement_is_null (self, column) ? RT_DAY_NONE : (RtDay) rt_statement_get_int (self, column);
}
