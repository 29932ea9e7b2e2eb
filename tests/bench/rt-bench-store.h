/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-desk.h"
#include "rt-record-list.h"
#include <sqlcipher/sqlite3.h>

G_BEGIN_DECLS

/** RtBenchStore: an example store of a given size with somebody at its desk, and beside it a connection of the same
 * library that knows nothing of Rolltop. Main thread. */
typedef struct
{
  char *path;
  guint orders;
  RtKeyring *keyring;
  RtClock *clock;
  RtDesk *desk;
  RtSecret *key; /* of the file */
  sqlite3 *bare; /* reads and writes; the same settings as ours */
} RtBenchStore;

/** rt_bench_store_open: the store of that many orders in @folder, made when it is not there (minutes for a million).
 * Signed in as the manager, who sees everything clear: the dearest case. Its file was read through before. Ends the
 * program on failure. */
RtBenchStore *rt_bench_store_open (const char *folder, guint orders);
void rt_bench_store_free (RtBenchStore *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtBenchStore, rt_bench_store_free)
/** rt_bench_store_remove: frees it and removes its files: it is another store now than it was made. */
void rt_bench_store_remove (RtBenchStore *self);

/** rt_bench_store_let_go, rt_bench_store_take_up: closes the file, so that another program or window can open it, and
 * opens it again. */
void rt_bench_store_let_go (RtBenchStore *self);
void rt_bench_store_take_up (RtBenchStore *self);

/** rt_bench_sign_in: as one of the example people; ends the program when it is refused. */
void rt_bench_sign_in (RtBenchStore *self, const char *login);
/** rt_bench_open_bare: a connection of the library alone to @path; ends the program on failure. */
sqlite3 *rt_bench_open_bare (const char *path, const RtSecret *key);
/** rt_bench_prepare: a statement of @bare; ends the program on failure. */
sqlite3_stmt *rt_bench_prepare (sqlite3 *bare, const char *sql);
/** rt_bench_exec: ends the program on failure. */
void rt_bench_exec (sqlite3 *bare, const char *sql);
/** rt_bench_call: rt_desk_call() that ends the program on failure. */
gpointer rt_bench_call (RtBenchStore *self, gboolean write, RtWorkFunc func, gpointer data);
gint64 rt_bench_get_int (RtBenchStore *self, const char *sql);
G_NORETURN void rt_bench_fail (const char *what, const GError *error);

G_END_DECLS
