/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-vault-types.h"
#include "rt-db.h"
#include "rt-gate.h"
#include "rt-clock.h"

G_BEGIN_DECLS

/**
 * RtVault:
 * An open store file with the two threads that own its connections: the writer (writes, checkpoints, and every read that must be recorded)
 * and the reader (lists; never waits for the writer). Work is handed over as a function and its result comes back on the caller's
 * thread-default main context. Locks the file against a second process (D12) with a lock that the kernel releases.
 */
typedef enum { RT_VAULT_WRITER, RT_VAULT_READER } RtVaultThread;

/** RtVaultFunc: runs on the vault's thread with that thread's connection. Returns a result for rt_vault_run_finish() (freed with the
 *  GDestroyNotify given to rt_vault_run_async when nobody takes it), NULL with @error set on failure. No transaction is open. */
typedef gpointer (*RtVaultFunc) (RtDb *db, gpointer data, GCancellable *cancellable, GError **error);

/** rt_vault_create: makes the file, the schema (all steps) in one transaction; never replaces a file. Blocking; not for the main thread of a window:
 *  use the _async form. */
RtVault *rt_vault_create (const char *path, const RtSecret *store_key, RtClock *clock, GError **error);
RtVault *rt_vault_open (const char *path, const RtSecret *store_key, RtClock *clock, GError **error);
void rt_vault_open_async (const char *path, const RtSecret *store_key, gboolean create, RtClock *clock, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
RtVault *rt_vault_open_finish (GAsyncResult *result, GError **error);
RtVault *rt_vault_ref (RtVault *self);
void rt_vault_unref (RtVault *self);                    /* the last one closes: ends both threads */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtVault, rt_vault_unref)

RtClock *rt_vault_get_clock (RtVault *self);
const char *rt_vault_get_path (RtVault *self);

/** rt_vault_read_store_id: first 16 bytes of the file as hex (SQLCipher's salt), without opening it; RT_ERROR_NOT_FOUND without a file. */
char *rt_vault_read_store_id (const char *path, GError **error);

void rt_vault_run_async (RtVault *self, RtVaultThread thread, RtVaultFunc func, gpointer data, GDestroyNotify data_free, GDestroyNotify result_free,
                         GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gpointer rt_vault_run_finish (RtVault *self, GAsyncResult *result, GError **error);
/** rt_vault_call: the same, waiting for the answer: for rolltop-ctl, tests and benchmarks; never on a window's main thread. */
gpointer rt_vault_call (RtVault *self, RtVaultThread thread, RtVaultFunc func, gpointer data, GCancellable *cancellable, GError **error);

/** rt_vault_set_gate: both connections; takes effect before any work handed over later. */
void rt_vault_set_gate (RtVault *self, RtGate *gate);
/** rt_vault_run_as_system*: same as run/call but under the system gate for the length of the call: sign-in, set-up, key management. Model only. */
gpointer rt_vault_call_system (RtVault *self, RtVaultFunc func, gpointer data, GCancellable *cancellable, GError **error);
void rt_vault_run_system_async (RtVault *self, RtVaultFunc func, gpointer data, GDestroyNotify data_free, GDestroyNotify result_free,
                                GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);

G_END_DECLS
