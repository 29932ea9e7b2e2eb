/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-vault-types.h"
#include "rt-secret.h"

G_BEGIN_DECLS

/**
 * RtDb:
 * One connection to a SQLCipher 4 file. Every function asserts (with a result, not an abort) that it is called on the
 * thread that opened it. Opening checks, in this order and before anything is written: cipher_version ≥ 4.5 of the
 * library loaded; the file's header is not "SQLite format 3" (plain text); not on a network file system (NFS, CIFS:
 * D13); the key opens page 1; application_id; user_version not newer. It tells apart (D8): wrong key, damaged page, a
 * stale or foreign -wal, newer, not ours. Settings: temp_store=MEMORY, trusted_schema=OFF, SQLITE_DBCONFIG_DEFENSIVE,
 * foreign_keys=ON, secure_delete=ON, synchronous=FULL, journal_mode=WAL, cell_size_check, mmap_size=0, limits on length
 * (64 MiB) and expression depth; no extension loading.
 */
typedef enum
{
  RT_DB_CREATE, /* must not exist yet: made with O_EXCL, RT_ERROR_EXISTS otherwise; mode 0600 */
  RT_DB_WRITE,  /* the one connection that writes and checkpoints */
  RT_DB_READ,   /* query_only, never checkpoints, not even when closed */
} RtDbMode;

#define RT_DB_APPLICATION_ID 0x52544f50 /* "RTOP" */
#define RT_DB_SCHEMA_VERSION 2

RtDb *rt_db_open (const char *path, RtDbMode mode, const RtSecret *store_key, GError **error);
gboolean rt_db_close (RtDb *self, GError **error); /* frees in every case */
void rt_db_free (RtDb *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtDb, rt_db_free)

/** rt_db_exec: one statement or several, without values. For pragmas and schema. */
gboolean rt_db_exec (RtDb *self, const char *sql, GError **error);
/** rt_db_get_path: of the store's file, absolute; borrowed. */
const char *rt_db_get_path (RtDb *self);
/** rt_db_begin: BEGIN IMMEDIATE (writer) or BEGIN (reader). */
gboolean rt_db_begin (RtDb *self, GError **error);
gboolean rt_db_commit (RtDb *self, GError **error); /* checked; rolls back and reports when it fails */
void rt_db_rollback (RtDb *self);                   /* harmless when there is no transaction */
gboolean rt_db_in_transaction (RtDb *self);
gint64 rt_db_last_insert_id (RtDb *self);
int rt_db_changes (RtDb *self);
/** rt_db_interrupt: from any thread: stops what runs now, or would run next: it ends with G_IO_ERROR_CANCELLED. Holds
 * until rt_db_clear_interrupt(), which RtVault calls after every job. */
void rt_db_interrupt (RtDb *self);
void rt_db_clear_interrupt (RtDb *self);

/**
 * rt_db_prepare: a statement from a static SQL text, cached by the text's content per connection; values are always
 * bound. "not authorised" by the gate gives RT_ERROR_DENIED. Give it back with rt_statement_free() (resets, clears
 * bindings, returns it to the cache).
 */
RtStatement *rt_db_prepare (RtDb *self, const char *sql, GError **error);
void rt_statement_free (RtStatement *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtStatement, rt_statement_free)

/* Parameters are numbered from 1. Binding errors are remembered and reported by the next step. Text and blobs are
 * copied. NULL text/bytes bind NULL. */
void rt_statement_bind_int (RtStatement *self, int index, gint64 value);
void rt_statement_bind_text (RtStatement *self, int index, const char *value);
void rt_statement_bind_bytes (RtStatement *self, int index, GBytes *value);
void rt_statement_bind_blob (RtStatement *self, int index, gconstpointer data, gsize size);
void rt_statement_bind_null (RtStatement *self, int index);
/** rt_statement_bind: by format: 'i' gint64, 's' const char *, 'b' GBytes *, 'n' nothing (NULL), 'd' RtDay (RT_DAY_NONE
 * → NULL). rt_statement_bind (st, "isd", id, name, day). */
void rt_statement_bind (RtStatement *self, const char *format, ...);
void rt_statement_reset (RtStatement *self); /* to run it again with other values */

/** rt_statement_step: TRUE with *row TRUE while there is a row. */
gboolean rt_statement_step (RtStatement *self, gboolean *row, GError **error);
/** rt_statement_run: steps to the end; for statements that give no rows. */
gboolean rt_statement_run (RtStatement *self, GError **error);

/* Columns are numbered from 0. Borrowed until the next step. */
gboolean rt_statement_is_null (RtStatement *self, int column);
gint64 rt_statement_get_int (RtStatement *self, int column);
const char *rt_statement_get_text (RtStatement *self, int column); /* NULL for NULL */
const guint8 *rt_statement_peek_blob (RtStatement *self, int column, gsize *size);
GBytes *rt_statement_dup_bytes (RtStatement *self, int column); /* NULL for NULL */
gint32 rt_statement_get_day (RtStatement *self, int column);    /* RT_DAY_NONE for NULL */

/** rt_db_get_int: first column of the first row of a statement without values; RT_ERROR_NOT_FOUND without a row. */
gboolean rt_db_get_int (RtDb *self, const char *sql, gint64 *out, GError **error);

/** Both checks of faults.md D6/D7, on a connection of their own: every line of the report; NULL-terminated, empty when
 * clean. Blocking, long; @cancellable. */
char **rt_db_check_integrity (const char *path, const RtSecret *store_key, GCancellable *cancellable, GError **error);

/**
 * rt_db_set_fault: tests only: puts a layer below every connection opened from now on (of the whole process) that makes
 * faults, counted from this call: "full": from the @nth write on the disk is full; "io": from the @nth operation on all
 * fail; "io-once": the @nth alone; "sync": from the @nth sync on; "crash": at the @nth write the power goes: unsynced
 * writes are lost, later ones never reach the disk, and nobody is told. 0 or NULL switches off.
 */
void rt_db_set_fault (const char *kind, guint nth);
/** rt_db_fault_fired: whether the fault set last has happened. */
gboolean rt_db_fault_fired (void);

/** rt_db_set_gate: what may be named from now on (rt-gate.h); prepared statements are asked again. A new connection is
 * under the system gate. */
struct _RtGate;
void rt_db_set_gate (RtDb *self, const struct _RtGate *gate); /* NULL: nothing may be named */

G_END_DECLS
