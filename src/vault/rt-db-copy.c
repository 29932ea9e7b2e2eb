/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whole copies of a store: the one before a schema step, and the one under a new key, which takes its place. */
#include "config.h"

#include "rt-db-copy.h"

#include <fcntl.h>
#include <unistd.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "rt-db-private.h"
#include "rt-error.h"

#define PAGES_AT_ONCE 256

static int
copy_pages (RtDb *self, sqlite3 *to, RtDbProgress progress, gpointer user_data)
{
  sqlite3_backup *backup = sqlite3_backup_init (to, "main", self->handle, "main");
  int rc = SQLITE_OK;

  if (backup == NULL)
    return sqlite3_extended_errcode (to);
  while (rc == SQLITE_OK)
    {
      rc = g_atomic_int_get (&self->interrupted) ? SQLITE_INTERRUPT : sqlite3_backup_step (backup, PAGES_AT_ONCE);
      if (progress != NULL)
        progress (sqlite3_backup_pagecount (backup) - sqlite3_backup_remaining (backup),
                  sqlite3_backup_pagecount (backup), user_data);
    }
  sqlite3_backup_finish (backup);
  return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

/* The copy is opened once more and read: a backup nobody has opened is a hope. */
static gboolean
verify_copy (const char *path, const RtSecret *key, GError **error)
{
  g_auto (GStrv) lines = rt_db_check_integrity (path, key, NULL, error);

  if (lines == NULL)
    return FALSE;
  return lines[0] == NULL || rt_sqlite_set_error (NULL, SQLITE_CORRUPT, error);
}

static gboolean
write_copy (RtDb *self, const char *path, const RtSecret *key, RtDbProgress progress, gpointer user_data,
            GError **error)
{
  sqlite3 *to = rt_sqlite_open (path, key, FALSE, error);
  int rc;

  if (to == NULL)
    return FALSE;
  rc = sqlite3_exec (to, "PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY;", NULL, NULL, NULL);
  if (rc == SQLITE_OK)
    rc = copy_pages (self, to, progress, user_data);
  if (rc == SQLITE_OK)
    rc = sqlite3_exec (to, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
  if (rc != SQLITE_OK)
    rt_sqlite_set_error (to, rc, error);
  sqlite3_close (to);
  return rc == SQLITE_OK;
}

gboolean
rt_db_backup_to (RtDb *self, const char *path, const RtSecret *key, RtDbProgress progress, gpointer user_data,
                 GError **error)
{
  if (!rt_db_check_thread (self, error) || !rt_store_file_create (path, error))
    return FALSE;
  if (write_copy (self, path, key, progress, user_data, error) && verify_copy (path, key, error))
    return TRUE;
  g_unlink (path);
  return FALSE;
}

static gboolean
fail (GError **error)
{
  g_set_error_literal (error, RT_ERROR, RT_ERROR_FAILED,
                       _("The new file could not be put in the place of the store; nothing was changed."));
  return FALSE;
}

static int
sync_path (const char *path, int flags)
{
  int fd = open (path, O_CLOEXEC | flags);
  int result = fd >= 0 ? fsync (fd) : -1;

  if (fd >= 0)
    close (fd);
  return result;
}

/* A stale -wal beside the new file would read as a wrong key (faults.md, finding 8), so it is empty, and that is on the
 * disk, before the name changes hands. SQLite keeps no lock on the -wal that closing it here could drop. */
static gboolean
empty_wal (RtDb *self, GError **error)
{
  g_autofree char *wal = g_strconcat (rt_store_file_get_path (self->file), "-wal", NULL);
  int rc = sqlite3_wal_checkpoint_v2 (self->handle, "main", SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);

  if (rc != SQLITE_OK)
    return rt_db_set_error (self, rc, error);
  if (rt_store_file_has_wal (rt_store_file_get_path (self->file)))
    return fail (error);
  return !g_file_test (wal, G_FILE_TEST_EXISTS) || sync_path (wal, O_RDWR) == 0 || fail (error);
}

gboolean
rt_db_replace_with (RtDb *self, const char *path, GError **error)
{
  const char *place = rt_store_file_get_path (self->file);
  g_autofree char *folder = g_path_get_dirname (place);

  if (!rt_db_check_thread (self, error))
    return FALSE;
  if (self->mode == RT_DB_READ || rt_db_in_transaction (self) || !rt_store_file_is_same (self->file) ||
      rt_store_file_has_wal (path))
    return fail (error);
  if (!empty_wal (self, error))
    return FALSE;
  if (sync_path (path, O_RDWR) != 0 || g_rename (path, place) != 0)
    return fail (error);
  /* The name is the new file's now; should the folder not be on the disk yet, after a power cut it is either one. */
  if (sync_path (folder, O_RDONLY | O_DIRECTORY) != 0)
    g_warning ("The folder of the store could not be synchronised");
  return TRUE;
}

gboolean
rt_db_opens_with (RtDb *self, const RtSecret *key, gboolean *opens, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (RtDb) second = NULL;

  if (!rt_db_check_thread (self, error))
    return FALSE;
  second = rt_db_open (rt_store_file_get_path (self->file), RT_DB_READ, key, &local);
  *opens = second != NULL;
  if (second != NULL || g_error_matches (local, RT_ERROR, RT_ERROR_WRONG_KEY))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}
