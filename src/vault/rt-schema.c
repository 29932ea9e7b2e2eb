/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Brings a store to the schema of this program, step by step, each wholly or not at all. */
#include "config.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "rt-db-copy.h"
#include "rt-db-private.h"
#include "rt-error.h"
#include "rt-schema.h"
#include "rt-vault-resources.h"

#define RESOURCE_FOLDER "/org/rolltop/vault/schema"

gboolean
rt_schema_get_version (RtDb *self, int *version, GError **error)
{
  gint64 number = 0;

  if (!rt_db_get_int (self, "PRAGMA user_version", &number, error))
    return FALSE;
  *version = (int) number;
  return TRUE;
}

char *
rt_schema_backup_path (const char *path, int version)
{
  return g_strdup_printf ("%s.schema-%d.backup", path, version);
}

static gboolean
run_step (RtDb *self, int version, const char *sql, GError **error)
{
  g_autofree char *mark = g_strdup_printf ("PRAGMA user_version = %d", version);

  if (!rt_db_begin (self, error))
    return FALSE;
  if (rt_db_exec (self, sql, error) && rt_db_exec (self, mark, error))
    return rt_db_commit (self, error);
  rt_db_rollback (self);
  return FALSE;
}

static gboolean
sync_name (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  int result = fd >= 0 ? fsync (fd) : -1;

  if (fd >= 0)
    close (fd);
  return result == 0;
}

/* Written under another name and opened once more before it takes its own: there is never a half backup under the final
 * name (faults.md B5). An earlier one of the same version is of an upgrade that did not come through, so the store has
 * not changed since its schema did. */
static gboolean
back_up (RtDb *self, const RtSecret *key, int version, GError **error)
{
  g_autofree char *path = rt_schema_backup_path (rt_store_file_get_path (self->file), version);
  g_autofree char *part = g_strconcat (path, ".part", NULL);

  g_unlink (part);
  if (!rt_db_backup_to (self, part, key, NULL, NULL, error))
    return FALSE;
  if (g_rename (part, path) == 0 && sync_name (path))
    return TRUE;
  g_unlink (part);
  g_set_error_literal (
    error, RT_ERROR, RT_ERROR_FAILED,
    _("The store must be brought up to date, but the backup before it could not be written; nothing was changed."));
  return FALSE;
}

/* @found: the version it began with, 0 for a store that is just being made: that one has nothing to back up. */
static gboolean
advance (RtDb *self, const RtSecret *key, int found, int *have, int version, const char *sql, GError **error)
{
  if (version <= *have)
    return TRUE;
  if (found > 0 && !back_up (self, key, *have, error))
    return FALSE;
  if (!run_step (self, version, sql, error))
    return FALSE;
  *have = version;
  return TRUE;
}

gboolean
rt_schema_upgrade_with (RtDb *self, const RtSecret *store_key, const RtSchemaStep *steps, GError **error)
{
  int found = 0, have = 0;

  if (!rt_schema_get_version (self, &found, error))
    return FALSE;
  have = found;
  for (; steps->version != 0; steps++)
    if (!advance (self, store_key, found, &have, steps->version, steps->sql, error))
      return FALSE;
  return TRUE;
}

gboolean
rt_schema_upgrade (RtDb *self, const RtSecret *store_key, GError **error)
{
  int found = 0, have = 0;

  if (!rt_schema_get_version (self, &found, error))
    return FALSE;
  have = found;
  for (int version = have + 1; version <= RT_DB_SCHEMA_VERSION; version++)
    {
      g_autofree char *name = g_strdup_printf (RESOURCE_FOLDER "/%04d.sql", version);
      g_autoptr (GBytes) sql =
        g_resource_lookup_data (rt_vault_get_resource (), name, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

      if (sql == NULL)
        return rt_db_set_error (self, SQLITE_INTERNAL, error);
      if (!advance (self, store_key, found, &have, version, g_bytes_get_data (sql, NULL), error))
        return FALSE;
    }
  return TRUE;
}
