/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-vault-types.h"
#include "rt-db.h"
#include "rt-gate.h"
#include "rt-clock.h"

G_BEGIN_DECLS

/**
 * RtVault:
 * An open store file with the two threads that own its connections: the writer (writes, checkpoints, and every read
 * that must be recorded) and the reader (lists; never waits for the writer). Work is handed over as a function and its
 * result comes back on the caller's thread-default main context.
 *
 * Against a second process (D12) it holds a lock on "<path>.lock", an empty file beside the store that stays there
 * (rt-store-file.h); the kernel releases it however the program ends. RT_ERROR_BUSY for whoever comes second, in this
 * process too. A store just opened is under the locked gate (rt-gate.h).
 */
typedef enum
{
  RT_VAULT_WRITER,
  RT_VAULT_READER
} RtVaultThread;

/** RtVaultFunc: runs on the vault's thread with that thread's connection. Returns a result for rt_vault_run_finish()
 * (freed with the GDestroyNotify given to rt_vault_run_async when nobody takes it), NULL with @error set on failure. No
 * transaction is open before; one that is left open is rolled back and reported as RT_ERROR_FAILED. */
typedef gpointer (*RtVaultFunc) (RtDb *db, gpointer data, GCancellable *cancellable, GError **error);

/** rt_vault_create: makes the file, and the schema, each step in one transaction; never replaces a file:
 * RT_ERROR_EXISTS. What it began it removes when it fails. rt_vault_open: RT_ERROR_NOT_FOUND, WRONG_KEY, DAMAGED,
 * NEWER, BUSY, READ_ONLY, UNSUPPORTED (network drive, no SQLCipher 4), each with its own sentence; a file that does not
 * open is left byte for byte as it was. Runs schema steps that are due, after a backup (rt-schema.h). Blocking; not for
 * the main thread of a window: use the _async form. */
RtVault *rt_vault_create (const char *path, const RtSecret *store_key, RtClock *clock, GError **error);
RtVault *rt_vault_open (const char *path, const RtSecret *store_key, RtClock *clock, GError **error);
void rt_vault_open_async (const char *path, const RtSecret *store_key, gboolean create, RtClock *clock,
                          GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
RtVault *rt_vault_open_finish (GAsyncResult *result, GError **error);
RtVault *rt_vault_ref (RtVault *self);
/** rt_vault_unref: any thread, also its own. The last one lets the jobs handed over finish, closes the file and ends
 * both threads, and waits for that (on one of its own threads: that one closes by itself afterwards). Accepts NULL. */
void rt_vault_unref (RtVault *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtVault, rt_vault_unref)

/** rt_vault_all_closed: whether no vault of this process has a file open any more. The process must not end before: its
 * libraries would be taken down under a thread that still writes. Any thread. */
gboolean rt_vault_all_closed (void);

RtClock *rt_vault_get_clock (RtVault *self);
const char *rt_vault_get_path (RtVault *self);

/** rt_vault_read_store_id: first 16 bytes of the file as hex (SQLCipher's salt), without opening it; RT_ERROR_NOT_FOUND
 * without a file, RT_ERROR_DAMAGED when it is shorter. Also while the file is open in this process: then nothing is
 * read (a descriptor that is closed would drop SQLite's locks) and what was read at opening is given. */
char *rt_vault_read_store_id (const char *path, GError **error);

/** rt_vault_run_async: hands @func over to a thread; jobs of one thread run in order. Cancelling stops this job only;
 * what it has committed before stays and is told as done. @data is freed on the vault's thread before the answer comes.
 * The caller keeps its reference of the vault until then. */
void rt_vault_run_async (RtVault *self, RtVaultThread thread, RtVaultFunc func, gpointer data, GDestroyNotify data_free,
                         GDestroyNotify result_free, GCancellable *cancellable, GAsyncReadyCallback callback,
                         gpointer user_data);
gpointer rt_vault_run_finish (RtVault *self, GAsyncResult *result, GError **error);
/** rt_vault_call: the same, waiting for the answer: for rolltop-ctl, tests and benchmarks; never on a window's main
 * thread. From a job of the same thread: RT_ERROR_FAILED, since it would wait for ever. */
gpointer rt_vault_call (RtVault *self, RtVaultThread thread, RtVaultFunc func, gpointer data, GCancellable *cancellable,
                        GError **error);

/** rt_vault_set_gate: both connections; takes effect before any work handed over later. @gate NULL: nothing may be
 * named. Does not wait. */
void rt_vault_set_gate (RtVault *self, RtGate *gate);
/** rt_vault_run_as_system*: same as run/call but under the system gate for the length of the call: sign-in, set-up, key
 * management. Model only. */
gpointer rt_vault_call_system (RtVault *self, RtVaultFunc func, gpointer data, GCancellable *cancellable,
                               GError **error);
void rt_vault_run_system_async (RtVault *self, RtVaultFunc func, gpointer data, GDestroyNotify data_free,
                                GDestroyNotify result_free, GCancellable *cancellable, GAsyncReadyCallback callback,
                                gpointer user_data);

G_END_DECLS
