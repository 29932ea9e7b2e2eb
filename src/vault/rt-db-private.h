/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the connection share among themselves. For src/vault only. */
#pragma once

#include <sqlcipher/sqlite3.h>

#include "rt-db.h"
#include "rt-gate-private.h"
#include "rt-store-file.h"

G_BEGIN_DECLS

#define RT_DB_PAGE_SIZE         4096
#define RT_DB_CACHED_STATEMENTS 100

struct _RtDb
{
  sqlite3 *handle;
  GThread *owner; /* the thread that opened it; compared, not owned */
  RtStoreFile *file;
  RtDbMode mode;
  RtGate *gate;           /* NULL: nothing may be named */
  guint own_work;         /* depth of rt_db_enter_own_work() */
  guint generation;       /* of the gate; statements of an older one are not reused */
  GHashTable *statements; /* set of every RtStatement alive */
  GHashTable *idle[2];    /* SQL text → idle RtStatement: ordinary, own work */
  GQueue recent;          /* idle statements, latest used first */
  int interrupted;        /* atomic */
  gboolean denied;        /* the gate has refused something since the last error */
  gboolean poisoned;      /* a page failed its check: nothing read from here on can be trusted (faults.md, finding 7) */
};

struct _RtStatement
{
  RtDb *db; /* NULL once the connection is closed */
  sqlite3_stmt *stmt;
  char *sql;
  guint generation;
  gboolean own_work;
  int bind_result; /* first binding error since the last reset */
  GList link;      /* in db->recent while idle */
};

/** rt_db_check_thread: FALSE with %RT_ERROR_FAILED unless @self may be used here and now: its own thread, and no page
 * found damaged. */
gboolean rt_db_check_thread (RtDb *self, GError **error);

/** rt_db_set_error: maps the result code @rc of SQLite to the error domain; always FALSE. Marks the connection when a
 * page was damaged. */
gboolean rt_db_set_error (RtDb *self, int rc, GError **error);
/** rt_sqlite_set_error: the same without an RtDb; @handle may be NULL. */
gboolean rt_sqlite_set_error (sqlite3 *handle, int rc, GError **error);
/** rt_sqlite_is_damage: whether @rc says that a page failed its check. */
gboolean rt_sqlite_is_damage (int rc);

/** rt_db_enter_own_work, rt_db_leave_own_work: bracket in which the vault itself may use the log, its chain and the
 * sequences whatever the gate. Statements prepared inside are kept apart from all others. Nests. */
void rt_db_enter_own_work (RtDb *self);
void rt_db_leave_own_work (RtDb *self);

/** rt_db_ask_gate: has every statement prepared from now on, and every prepared one before its next run, checked by the
 * gate. */
void rt_db_ask_gate (RtDb *self);
/** rt_db_watch_interrupt: once, when the connection is open. */
void rt_db_watch_interrupt (RtDb *self);
/** rt_db_hash_sql: a GHashFunc for the texts of statements, which are long: eight bytes at a time. */
guint rt_db_hash_sql (gconstpointer sql);
/** rt_db_flush_statements: forgets all idle statements. */
void rt_db_flush_statements (RtDb *self);
/** rt_db_drop_statements: finalises every statement, those given out too, before the connection closes. */
void rt_db_drop_statements (RtDb *self);

/** rt_sqlite_open: opens @path with @key on the right file layer. @immutable: the file alone, as if no -wal were there.
 * NULL with error. */
sqlite3 *rt_sqlite_open (const char *path, const RtSecret *key, gboolean immutable, GError **error);
/** rt_sqlite_get_int: the first value of the first row of a pragma. Returns SQLite's result code. */
int rt_sqlite_get_int (sqlite3 *handle, const char *sql, gint64 *out);

/** rt_db_find_bad_page: on a new connection: the first page that fails its check, 0 when none is found. */
gint64 rt_db_find_bad_page (const char *path, const RtSecret *key);

/** rt_sqlite_fits_later_page: whether @key is the key of one of the pages after the first, of those at the beginning of
 * the file. Page 1 need not open; the file's salt, its first 16 bytes, must be whole. */
gboolean rt_sqlite_fits_later_page (sqlite3 *handle, const RtSecret *key);

/** rt_db_fault_vfs: name of the file layer to open with: the one that makes faults once a test asked for it, else NULL.
 */
const char *rt_db_fault_vfs (void);

G_END_DECLS
