/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The open store: its lock, its two threads, and handing work over to them. */
#include "config.h"

#include <unistd.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "rt-error.h"
#include "rt-store-file.h"
#include "rt-worker.h"

struct _RtVault
{
  gatomicrefcount refs;
  char *path;
  RtClock *clock;
  RtWorker *workers[2]; /* RtVaultThread */
  int lock;             /* while opening; then the writer has it */
};

static RtVault *
vault_new (const char *path, RtClock *clock)
{
  RtVault *self = g_new0 (RtVault, 1);

  g_atomic_ref_count_init (&self->refs);
  self->path = g_canonicalize_filename (path, NULL);
  self->clock = rt_clock_ref (clock);
  self->lock = -1;
  return self;
}

static gboolean
start (RtVault *self, RtDbMode mode, const RtSecret *key, GError **error)
{
  self->workers[RT_VAULT_WRITER] = rt_worker_new ("rt-writer");
  if (!rt_worker_open (self->workers[RT_VAULT_WRITER], self->path, mode, key, error))
    return FALSE;
  self->workers[RT_VAULT_READER] = rt_worker_new ("rt-reader");
  return rt_worker_open (self->workers[RT_VAULT_READER], self->path, RT_DB_READ, key, error);
}

/* The writer's thread may be the last to let the store go, so it keeps the lock until then. */
static void
hand_over_lock (RtVault *self)
{
  rt_worker_take_lock (self->workers[RT_VAULT_WRITER], self->lock);
  self->lock = -1;
}

static gboolean
check_there (const char *path, GError **error)
{
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  g_set_error_literal (error, RT_ERROR, RT_ERROR_NOT_FOUND, _("There is no store file at this place."));
  return FALSE;
}

static gboolean
check_free (const char *path, GError **error)
{
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  g_set_error_literal (error, RT_ERROR, RT_ERROR_EXISTS,
                       _("There is already a file of this name, and it is never replaced."));
  return FALSE;
}

/* Only what this very call made: it holds the lock, and the file was made with O_EXCL. */
static void
remove_files (const char *path)
{
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  g_autofree char *shm = g_strconcat (path, "-shm", NULL);

  g_unlink (path);
  g_unlink (wal);
  g_unlink (shm);
}

/* Under the lock of the store, so that of two programs that begin at once one makes it and the other is told (D12). */
static RtVault *
create_locked (RtVault *self, const RtSecret *key, GError **error)
{
  GError *failure = NULL;

  if (!check_free (self->path, error))
    return NULL;
  if (start (self, RT_DB_CREATE, key, &failure))
    {
      hand_over_lock (self);
      return rt_vault_ref (self);
    }
  for (guint i = 0; i < G_N_ELEMENTS (self->workers); i++)
    rt_worker_end (g_steal_pointer (&self->workers[i]));
  if (!g_error_matches (failure, RT_ERROR, RT_ERROR_EXISTS))
    remove_files (self->path);
  g_propagate_error (error, failure);
  return NULL;
}

RtVault *
rt_vault_create (const char *path, const RtSecret *store_key, RtClock *clock, GError **error)
{
  g_autoptr (RtVault) self = vault_new (path, clock);

  if (!check_free (self->path, error))
    return NULL;
  self->lock = rt_store_file_lock (self->path, error);
  return self->lock >= 0 ? create_locked (self, store_key, error) : NULL;
}

RtVault *
rt_vault_open (const char *path, const RtSecret *store_key, RtClock *clock, GError **error)
{
  g_autoptr (RtVault) self = vault_new (path, clock);

  if (!check_there (self->path, error))
    return NULL;
  self->lock = rt_store_file_lock (self->path, error);
  if (self->lock < 0 || !start (self, RT_DB_WRITE, store_key, error))
    return NULL;
  hand_over_lock (self);
  return g_steal_pointer (&self);
}

typedef struct
{
  char *path;
  RtSecret *key;
  gboolean create;
  RtClock *clock;
} Opening;

static void
opening_free (Opening *opening)
{
  g_free (opening->path);
  rt_secret_free (opening->key);
  rt_clock_unref (opening->clock);
  g_free (opening);
}

static void
open_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Opening *opening = data;
  GError *error = NULL;
  RtVault *vault = opening->create ? rt_vault_create (opening->path, opening->key, opening->clock, &error)
                                   : rt_vault_open (opening->path, opening->key, opening->clock, &error);

  if (vault != NULL)
    g_task_return_pointer (task, vault, (GDestroyNotify) rt_vault_unref);
  else
    g_task_return_error (task, error);
}

void
rt_vault_open_async (const char *path, const RtSecret *store_key, gboolean create, RtClock *clock,
                     GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Opening *opening = g_new0 (Opening, 1);

  opening->path = g_strdup (path);
  opening->key = rt_secret_copy (store_key);
  opening->create = create;
  opening->clock = rt_clock_ref (clock);
  g_task_set_source_tag (task, rt_vault_open_async);
  g_task_set_task_data (task, opening, (GDestroyNotify) opening_free);
  g_task_set_check_cancellable (task, !create); /* a store that was made is there, and the caller must know it */
  g_task_run_in_thread (task, open_in_thread);
}

RtVault *
rt_vault_open_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

RtVault *
rt_vault_ref (RtVault *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
rt_vault_unref (RtVault *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->refs))
    return;
  rt_worker_end (self->workers[RT_VAULT_READER]); /* first, so that the writer's close leaves no -wal behind */
  rt_worker_end (self->workers[RT_VAULT_WRITER]);
  if (self->lock >= 0)
    close (self->lock);
  rt_clock_unref (self->clock);
  g_free (self->path);
  g_free (self);
}

gboolean
rt_vault_all_closed (void)
{
  return rt_worker_count_running () == 0;
}

RtClock *
rt_vault_get_clock (RtVault *self)
{
  return self->clock;
}

const char *
rt_vault_get_path (RtVault *self)
{
  return self->path;
}

char *
rt_vault_read_store_id (const char *path, GError **error)
{
  return rt_store_file_read_id (path, error);
}

static void
run_async (RtVault *self, RtVaultThread thread, const RtWorkerJob *job, GCancellable *cancellable,
           GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, rt_vault_run_async);
  g_task_set_check_cancellable (task, FALSE); /* what was committed before the cancel came through was done */
  rt_worker_run (self->workers[thread], job, task);
}

void
rt_vault_run_async (RtVault *self, RtVaultThread thread, RtVaultFunc func, gpointer data, GDestroyNotify data_free,
                    GDestroyNotify result_free, GCancellable *cancellable, GAsyncReadyCallback callback,
                    gpointer user_data)
{
  const RtWorkerJob job = { func, data, data_free, result_free, FALSE };

  run_async (self, thread, &job, cancellable, callback, user_data);
}

gpointer
rt_vault_run_finish (RtVault *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

gpointer
rt_vault_call (RtVault *self, RtVaultThread thread, RtVaultFunc func, gpointer data, GCancellable *cancellable,
               GError **error)
{
  const RtWorkerJob job = { func, data, NULL, NULL, FALSE };

  return rt_worker_call (self->workers[thread], &job, cancellable, error);
}

void
rt_vault_set_gate (RtVault *self, RtGate *gate)
{
  rt_worker_set_gate (self->workers[RT_VAULT_WRITER], gate);
  rt_worker_set_gate (self->workers[RT_VAULT_READER], gate);
}

gpointer
rt_vault_call_system (RtVault *self, RtVaultFunc func, gpointer data, GCancellable *cancellable, GError **error)
{
  const RtWorkerJob job = { func, data, NULL, NULL, TRUE };

  return rt_worker_call (self->workers[RT_VAULT_WRITER], &job, cancellable, error);
}

void
rt_vault_run_system_async (RtVault *self, RtVaultFunc func, gpointer data, GDestroyNotify data_free,
                           GDestroyNotify result_free, GCancellable *cancellable, GAsyncReadyCallback callback,
                           gpointer user_data)
{
  const RtWorkerJob job = { func, data, data_free, result_free, TRUE };

  run_async (self, RT_VAULT_WRITER, &job, cancellable, callback, user_data);
}
