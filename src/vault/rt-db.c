/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One connection to the store: transactions, statements without values, rights, closing. Opening is in rt-db-open.c. */
#include "config.h"

#include <glib/gi18n.h>

#include "rt-db-private.h"
#include "rt-error.h"

#define OPERATIONS_BETWEEN_LOOKS 1000

static gboolean
exec (RtDb *self, const char *sql, GError **error)
{
  return sqlite3_exec (self->handle, sql, NULL, NULL, NULL) == SQLITE_OK ||
         rt_db_set_error (self, sqlite3_extended_errcode (self->handle), error);
}

gboolean
rt_db_exec (RtDb *self, const char *sql, GError **error)
{
  return rt_db_check_thread (self, error) && exec (self, sql, error);
}

/* Somebody renamed or replaced the file: what is written now would go to a file nobody finds (D20). */
static gboolean
check_same_file (RtDb *self, GError **error)
{
  if (rt_store_file_is_same (self->file))
    return TRUE;
  g_set_error_literal (
    error, RT_ERROR, RT_ERROR_DAMAGED,
    _("The store file was moved, deleted or replaced while it is open, so nothing is written any more; put it back, "
       "then close Rolltop and start it again."));
  return FALSE;
}

const char *
rt_db_get_path (RtDb *self)
{
  return sqlite3_db_filename (self->handle, "main");
}

gboolean
rt_db_begin (RtDb *self, GError **error)
{
  if (!rt_db_check_thread (self, error))
    return FALSE;
  if (self->mode == RT_DB_READ)
    return exec (self, "BEGIN", error);
  return check_same_file (self, error) && exec (self, "BEGIN IMMEDIATE", error);
}

gboolean
rt_db_commit (RtDb *self, GError **error)
{
  if (!rt_db_check_thread (self, error))
    {
      rt_db_rollback (self);
      return FALSE;
    }
  if (exec (self, "COMMIT", error))
    return TRUE;
  rt_db_rollback (self);
  return FALSE;
}

void
rt_db_rollback (RtDb *self)
{
  if (self->owner == g_thread_self () && rt_db_in_transaction (self))
    sqlite3_exec (self->handle, "ROLLBACK", NULL, NULL, NULL);
}

gboolean
rt_db_in_transaction (RtDb *self)
{
  return sqlite3_get_autocommit (self->handle) == 0;
}

gint64
rt_db_last_insert_id (RtDb *self)
{
  return sqlite3_last_insert_rowid (self->handle);
}

int
rt_db_changes (RtDb *self)
{
  return sqlite3_changes (self->handle);
}

/* sqlite3_interrupt() alone forgets itself when nothing is running at that moment; the flag is seen by the next
 * statement too. */
void
rt_db_interrupt (RtDb *self)
{
  g_atomic_int_set (&self->interrupted, 1);
  sqlite3_interrupt (self->handle);
}

void
rt_db_clear_interrupt (RtDb *self)
{
  g_atomic_int_set (&self->interrupted, 0);
}

static int
on_progress (void *data)
{
  RtDb *self = data;

  return g_atomic_int_get (&self->interrupted);
}

void
rt_db_watch_interrupt (RtDb *self)
{
  sqlite3_progress_handler (self->handle, OPERATIONS_BETWEEN_LOOKS, on_progress, self);
}

gboolean
rt_db_get_int (RtDb *self, const char *sql, gint64 *out, GError **error)
{
  g_autoptr (RtStatement) statement = rt_db_prepare (self, sql, error);
  gboolean row = FALSE;

  if (statement == NULL || !rt_statement_step (statement, &row, error))
    return FALSE;
  if (!row)
    {
      g_set_error_literal (error, RT_ERROR, RT_ERROR_NOT_FOUND, _("There is no such record."));
      return FALSE;
    }
  *out = rt_statement_get_int (statement, 0);
  return TRUE;
}

static int
on_authorise (void *data, int action, const char *first, const char *second, const char *database, const char *trigger)
{
  RtDb *self = data;
  int answer = rt_gate_authorise (self->gate, self->own_work > 0, action, first, second, database);

  self->denied |= answer != SQLITE_OK;
  return answer;
}

/* Setting it again makes SQLite ask anew for every statement that is already prepared. */
void
rt_db_ask_gate (RtDb *self)
{
  sqlite3_set_authorizer (self->handle, on_authorise, self);
}

void
rt_db_set_gate (RtDb *self, const RtGate *gate)
{
  RtGate *former = self->gate;

  if (gate == former)
    return;
  rt_db_flush_statements (self);
  self->generation++;
  self->gate = gate != NULL ? rt_gate_ref ((RtGate *) gate) : NULL;
  rt_gate_unref (former);
  rt_db_ask_gate (self);
}

void
rt_db_enter_own_work (RtDb *self)
{
  self->own_work++;
}

void
rt_db_leave_own_work (RtDb *self)
{
  self->own_work--;
}

static gboolean
close_handle (RtDb *self, GError **error)
{
  int rc;

  if (self->handle == NULL)
    return TRUE;
  rt_db_drop_statements (self);
  rt_db_rollback (self);
  rc = sqlite3_close (self->handle);
  if (rc != SQLITE_OK)
    {
      rt_db_set_error (self, rc, error);
      sqlite3_close_v2 (self->handle);
    }
  self->handle = NULL;
  return rc == SQLITE_OK;
}

gboolean
rt_db_close (RtDb *self, GError **error)
{
  gboolean closed;

  if (self == NULL)
    return TRUE;
  closed = close_handle (self, error);
  rt_store_file_release (self->file);
  g_hash_table_unref (self->statements);
  g_hash_table_unref (self->idle[0]);
  g_hash_table_unref (self->idle[1]);
  rt_gate_unref (self->gate);
  g_free (self);
  return closed;
}

void
rt_db_free (RtDb *self)
{
  rt_db_close (self, NULL);
}
