/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-db.h"

G_BEGIN_DECLS

/**
 * Schema steps (architecture.md, Must hold 9): numbered, each in one transaction together with PRAGMA user_version,
 * never edited once released. They are resources schema/0001.sql, 0002.sql, …; step n brings a store of version n-1 to
 * version n. Before a step of a store that was there already runs, a backup is made and stays: "<store>.schema-<version
 * before>.backup", under the same key.
 */

/** RtSchemaStep: one step; tests pass steps of their own. */
typedef struct
{
  int version;     /* what the store has when it is done */
  const char *sql; /* statements without values */
} RtSchemaStep;

/** rt_schema_upgrade: brings the store behind @self (a writer under the system gate, no transaction open) to
 * RT_DB_SCHEMA_VERSION. @store_key is for the backup. FALSE with an error: the store is wholly what it was before the
 * step that failed. Blocking. */
gboolean rt_schema_upgrade (RtDb *self, const RtSecret *store_key, GError **error);
/** rt_schema_upgrade_with: the same with @steps (ends with version 0), for tests. */
gboolean rt_schema_upgrade_with (RtDb *self, const RtSecret *store_key, const RtSchemaStep *steps, GError **error);
/** rt_schema_get_version: user_version; 0 while the set-up has not finished. */
gboolean rt_schema_get_version (RtDb *self, int *version, GError **error);
/** rt_schema_backup_path: where the backup before the step away from @version goes. New string. */
char *rt_schema_backup_path (const char *path, int version);

G_END_DECLS
