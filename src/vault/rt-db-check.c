/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The two integrity checks of a whole file, on a connection of their own. */
#include "config.h"

#include "rt-db-private.h"
#include "rt-error.h"

static void
on_cancelled (GCancellable *cancellable, gpointer data)
{
  sqlite3_interrupt (data);
}

/* integrity_check says "ok" when there is nothing to say; cipher_integrity_check says nothing. */
static int
collect_rows (sqlite3 *handle, const char *sql, GPtrArray *lines)
{
  sqlite3_stmt *stmt = NULL;
  int rc = sqlite3_prepare_v2 (handle, sql, -1, &stmt, NULL);

  while (rc == SQLITE_OK && (rc = sqlite3_step (stmt)) == SQLITE_ROW)
    {
      const char *line = (const char *) sqlite3_column_text (stmt, 0);

      if (line != NULL && g_strcmp0 (line, "ok") != 0)
        g_ptr_array_add (lines, g_strdup (line));
      rc = SQLITE_OK;
    }
  if (rc != SQLITE_DONE)
    rc = sqlite3_extended_errcode (handle);
  sqlite3_finalize (stmt);
  return rc;
}

/* A damaged page makes the second check fail too; then the lines of the first are the report. */
static gboolean
check_open_file (sqlite3 *handle, GPtrArray *lines, GError **error)
{
  int rc = collect_rows (handle, "PRAGMA cipher_integrity_check", lines);

  if (rc == SQLITE_DONE)
    rc = collect_rows (handle, "PRAGMA integrity_check", lines);
  if (rc == SQLITE_DONE || (lines->len > 0 && rc != SQLITE_INTERRUPT))
    return TRUE;
  return rt_sqlite_set_error (handle, rc, error);
}

char **
rt_db_check_integrity (const char *path, const RtSecret *store_key, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (RtStoreFile) file = rt_store_file_hold (path, FALSE, error);
  sqlite3 *handle = file != NULL ? rt_sqlite_open (path, store_key, FALSE, error) : NULL;
  gulong watch = 0;
  gboolean done;

  if (handle == NULL)
    return NULL;
  if (cancellable != NULL)
    watch = g_cancellable_connect (cancellable, G_CALLBACK (on_cancelled), handle, NULL);
  done = !g_cancellable_set_error_if_cancelled (cancellable, error) && check_open_file (handle, lines, error);
  g_cancellable_disconnect (cancellable, watch);
  sqlite3_close (handle);
  if (!done)
    return NULL;
  g_ptr_array_add (lines, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&lines), FALSE);
}
