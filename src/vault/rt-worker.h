/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-vault.h"

G_BEGIN_DECLS

/**
 * RtWorker:
 * One thread with its one connection and its queue: jobs run in the order they were handed over. For RtVault only.
 */
typedef struct _RtWorker RtWorker;

/** rt_worker_new: starts the thread; the connection is opened by rt_worker_open(). */
RtWorker *rt_worker_new (const char *name);
/** rt_worker_count_running: threads of this process that have not closed their connection yet. Any thread. */
guint rt_worker_count_running (void);
/** rt_worker_open: opens the connection on the thread, and waits. A writer is brought to the newest schema. */
gboolean rt_worker_open (RtWorker *self, const char *path, RtDbMode mode, const RtSecret *key, GError **error);
/** rt_worker_end: what is queued is still done, then the connection is closed and the thread ends; waits for that,
 * except on the thread itself. Consumes. */
void rt_worker_end (RtWorker *self);

/** rt_worker_take_lock: closes @descriptor once the connection is closed, on whatever thread that happens. */
void rt_worker_take_lock (RtWorker *self, int descriptor);

/** rt_worker_set_gate: for all jobs handed over later. Does not wait. */
void rt_worker_set_gate (RtWorker *self, RtGate *gate);

typedef struct
{
  RtVaultFunc func;
  gpointer data;
  GDestroyNotify data_free;
  GDestroyNotify result_free;
  gboolean system; /* under the system gate */
} RtWorkerJob;

/** rt_worker_run: hands @job over; the answer goes to @task (consumed) on its own main context. */
void rt_worker_run (RtWorker *self, const RtWorkerJob *job, GTask *task);
/** rt_worker_call: the same, waiting. On the thread itself: %RT_ERROR_FAILED, since it would wait for ever. */
gpointer rt_worker_call (RtWorker *self, const RtWorkerJob *job, GCancellable *cancellable, GError **error);

G_END_DECLS
