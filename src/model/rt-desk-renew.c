/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A new recovery sheet and store key: lock, copy under the new key, keyring, then the copy takes the file's place. */
#include "config.h"

#include "rt-desk-keys.h"

#include <glib/gi18n.h>

#include "rt-desk-private.h"
#include "rt-error.h"
#include "rt-renewal.h"

typedef struct
{
  RtOpened opened; /* the store as it was; its vault holds the lock until the copy is in place */
  RtRenewal *renewal;
  GError *failure;

  GMutex mutex;
  RtDeskProgress progress;
  gpointer progress_data;
  gint64 done, total; /* under mutex */
  GSource *teller;
} Renew;

static void
stop_telling (Renew *renew)
{
  if (renew->teller != NULL)
    g_source_destroy (renew->teller);
  g_clear_pointer (&renew->teller, g_source_unref);
}

static void
renew_free (gpointer data)
{
  Renew *renew = data;

  stop_telling (renew);
  rt_opened_clear (&renew->opened);
  rt_renewal_free (renew->renewal);
  g_clear_error (&renew->failure);
  g_mutex_clear (&renew->mutex);
  g_free (renew);
}

/* On the vault's thread. */
static void
on_pages (gint64 done, gint64 total, gpointer data)
{
  Renew *renew = data;

  g_mutex_lock (&renew->mutex);
  renew->done = done;
  renew->total = total;
  g_mutex_unlock (&renew->mutex);
}

static gboolean
on_tell (gpointer data)
{
  Renew *renew = data;
  gint64 done, total;

  g_mutex_lock (&renew->mutex);
  done = renew->done;
  total = renew->total;
  g_mutex_unlock (&renew->mutex);
  if (total > 0)
    renew->progress (done, total, renew->progress_data);
  return G_SOURCE_CONTINUE;
}

static void
start_telling (Renew *renew, GMainContext *context)
{
  if (renew->progress == NULL)
    return;
  renew->teller = g_timeout_source_new (100);
  g_source_set_callback (renew->teller, on_tell, renew, NULL);
  g_source_attach (renew->teller, context);
}

/* The store is as it was: the desk has it again, locked. */
static void
on_dropped (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Renew *renew = g_task_get_task_data (task);

  rt_desk_take_opened (g_task_get_source_object (task), &renew->opened);
  g_task_return_error (task, g_steal_pointer (&renew->failure));
}

static void
drop (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  rt_renewal_drop (((Renew *) data)->renewal);
  g_task_return_boolean (task, TRUE);
}

/* Takes @task and @error. */
static void
fail (GTask *task, GError *error)
{
  Renew *renew = g_task_get_task_data (task);
  g_autoptr (GTask) dropping = g_task_new (NULL, NULL, on_dropped, task);

  stop_telling (renew);
  renew->failure = error;
  g_task_set_task_data (dropping, renew, NULL);
  g_task_run_in_thread (dropping, drop);
}

static gpointer
run_read (RtDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return rt_opened_read (data, db, error) ? RT_DONE : NULL;
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  RtDesk *self = g_task_get_source_object (task);
  Renew *renew = g_task_get_task_data (task);
  GError *error = NULL;

  if (rt_vault_run_finish (renew->opened.vault, result, &error) == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  rt_desk_take_opened (self, &renew->opened);
  rt_desk_want_head (self, TRUE);
  g_task_return_boolean (task, TRUE);
}

static void
on_reopened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Renew *renew = g_task_get_task_data (task);
  GError *error = NULL;

  renew->opened.vault = rt_vault_open_finish (result, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    rt_vault_run_system_async (renew->opened.vault, run_read, &renew->opened, NULL, NULL, NULL, on_read,
                               g_steal_pointer (&task));
}

/* The former file has no name any more; its connections are let go before the new one is opened in its place. */
static void
let_go (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Renew *renew = data;

  g_clear_pointer (&renew->opened.vault, rt_vault_unref);
  g_task_return_boolean (task, TRUE);
}

static void
on_let_go (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  Renew *renew = g_task_get_task_data (task);

  rt_vault_open_async (renew->opened.path, renew->renewal->store_key, FALSE, renew->renewal->clock, NULL, on_reopened,
                       task);
}

static gpointer
run_replace (RtDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Renew *renew = data;

  return rt_db_replace_with (db, renew->renewal->place, error) ? RT_DONE : NULL;
}

static void
on_replaced (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  Renew *renew = g_task_get_task_data (task);
  g_autoptr (GTask) letting = NULL;
  GError *error = NULL;

  if (rt_vault_run_finish (renew->opened.vault, result, &error) == NULL)
    {
      fail (task, error);
      return;
    }
  letting = g_task_new (NULL, NULL, on_let_go, task);
  g_task_set_task_data (letting, renew, NULL);
  g_task_run_in_thread (letting, let_go);
}

static void
on_read_back (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  Renew *renew = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) keys = rt_keyring_lookup_finish (RT_KEYRING (source), result, &error);
  gboolean found = FALSE;

  for (guint i = 0; keys != NULL && i < keys->len; i++)
    found |= rt_secret_equal (g_ptr_array_index (keys, i), renew->renewal->store_key);
  if (error == NULL && !found)
    error = g_error_new_literal (RT_ERROR, RT_ERROR_NO_KEYRING,
                                 _("The keyring did not keep the new key of the store; nothing was changed."));
  if (error != NULL)
    fail (task, error);
  else
    rt_vault_run_system_async (renew->opened.vault, run_replace, renew, NULL, NULL, NULL, on_replaced, task);
}

static void
on_key_stored (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  Renew *renew = g_task_get_task_data (task);
  GError *error = NULL;

  if (rt_keyring_store_finish (RT_KEYRING (source), result, &error))
    rt_keyring_lookup_async (RT_KEYRING (source), RT_KEYRING_STORE_KEY, renew->opened.store_id, NULL, on_read_back,
                             task);
  else
    fail (task, error);
}

/* The key has a file of another number, so the former one stays beside it. */
static void
on_copied (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  RtDesk *self = g_task_get_source_object (task);
  Renew *renew = g_task_get_task_data (task);
  GError *error = NULL;
  char *store_id = NULL;

  stop_telling (renew);
  if (rt_vault_run_finish (renew->opened.vault, result, &error) != NULL)
    store_id = rt_vault_read_store_id (renew->renewal->place, &error);
  if (error != NULL)
    {
      fail (task, error);
      return;
    }
  g_free (renew->opened.store_id);
  renew->opened.store_id = store_id;
  rt_keyring_store_async (self->keyring, RT_KEYRING_STORE_KEY, store_id, renew->opened.path, renew->renewal->store_key,
                          NULL, on_key_stored, task);
}

static gpointer
run_copy (RtDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return rt_renewal_make (((Renew *) data)->renewal, db, error) ? RT_DONE : NULL;
}

/* Everything handed over before is in the file, and nobody can hand over more. */
static void
on_closed (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  RtDesk *self = RT_DESK (source);
  Renew *renew = g_task_get_task_data (task);

  rt_desk_close_finish (self, result);
  start_telling (renew, self->context);
  rt_vault_run_system_async (renew->opened.vault, run_copy, renew, NULL, NULL, NULL, on_copied, task);
}

static gboolean
check_may (RtDesk *self, GError **error)
{
  if (self->session == NULL)
    g_set_error_literal (error, RT_ERROR, RT_ERROR_LOCKED, _("The desk is locked; sign in first."));
  else if (!rt_person_may (rt_session_get_person (self->session), RT_RIGHT_KEYS_MANAGE))
    g_set_error_literal (error, RT_ERROR, RT_ERROR_DENIED,
                         _("Your roles do not allow this. Ask a manager if your work needs it."));
  else
    return TRUE;
  return FALSE;
}

static void
take_desk (Renew *renew, RtDesk *self)
{
  const RtPerson *person = rt_session_get_person (self->session);

  renew->opened.vault = rt_vault_ref (self->vault);
  renew->opened.path = g_strdup (self->path);
  renew->opened.store_id = g_strdup (self->store_id);
  renew->opened.store = rt_store_info_ref (self->store);
  renew->opened.alarm = g_strdup (self->alarm);
  renew->opened.matrix = self->matrix;
  renew->renewal->actor = rt_person_get_id (person);
  renew->renewal->actor_login = g_strdup (rt_person_get_login (person));
  renew->renewal->origin = g_strdup (self->origin);
  renew->renewal->keys = rt_class_keys_ref ((RtClassKeys *) rt_session_get_keys (self->session));
  renew->renewal->progress = on_pages;
  renew->renewal->progress_data = renew;
}

void
rt_desk_renew_async (RtDesk *self, const RtRecovery *fresh, const RtRecovery *current, RtDeskProgress progress,
                     gpointer progress_data, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  GError *error = NULL;
  Renew *renew = NULL;

  g_task_set_source_tag (task, rt_desk_renew_async);
  if (!check_may (self, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  renew = g_new0 (Renew, 1);
  g_mutex_init (&renew->mutex);
  renew->progress = progress;
  renew->progress_data = progress_data;
  renew->renewal = rt_renewal_new (self->path, fresh, current, self->clock);
  g_task_set_task_data (task, renew, renew_free);
  take_desk (renew, self);
  rt_desk_close_async (self, on_closed, g_steal_pointer (&task));
}

gboolean
rt_desk_renew_finish (RtDesk *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
