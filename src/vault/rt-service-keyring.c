/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The desktop's Secret Service as a keyring that never keeps a window waiting. */
#include "config.h"

#include "rt-service-keyring.h"

#include <glib/gi18n.h>

#include "rt-error.h"
#include "rt-keyring-name.h"
#include "rt-secret-service.h"

#define QUIET_MS  30000
#define PROMPT_MS 120000
#define CHECK_MS  500

struct _RtServiceKeyring
{
  GObject parent_instance;
  guint quiet_ms;
  guint prompt_ms;
};

/* One call, held by the task that the caller waits for, the thread and the timer. */
typedef struct
{
  char *kind;
  char *store_id;
  char *path;
  RtSecret *hex;   /* NULL for a look-up */
  gboolean forget; /* @hex is to be taken out */
  guint quiet_ms;
  guint prompt_ms;
  GCancellable *cancellable; /* of the thread's work: by the caller's, or by the timer */

  /* shared with the thread */
  gint asking; /* atomic */
  GMutex lock;
  gint64 deadline; /* monotonic, µs; under lock */

  /* the caller's thread */
  GTask *task;
  GSource *timer;
  GCancellable *callers;
  gulong callers_id;
  gboolean timed_out;
  gboolean timed_out_asking;
} Call;

static void rt_service_keyring_keyring_init (RtKeyringInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RtServiceKeyring, rt_service_keyring, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (RT_TYPE_KEYRING, rt_service_keyring_keyring_init))

static void
call_clear (gpointer data)
{
  Call *self = data;

  g_free (self->kind);
  g_free (self->store_id);
  g_free (self->path);
  rt_secret_free (self->hex);
  g_object_unref (self->cancellable);
  g_clear_object (&self->callers);
  g_clear_pointer (&self->timer, g_source_unref);
  g_mutex_clear (&self->lock);
}

static void
call_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, call_clear);
}

static void
set_deadline (Call *self, guint ms)
{
  g_mutex_lock (&self->lock);
  self->deadline = g_get_monotonic_time () + (gint64) ms * 1000;
  g_mutex_unlock (&self->lock);
}

static gint64
get_deadline (Call *self)
{
  gint64 deadline;

  g_mutex_lock (&self->lock);
  deadline = self->deadline;
  g_mutex_unlock (&self->lock);
  return deadline;
}

/* On the thread: while the person is asked there is more time. */
static void
on_prompt (gboolean asking, gpointer user_data)
{
  Call *self = user_data;

  g_atomic_int_set (&self->asking, asking);
  set_deadline (self, asking ? self->prompt_ms : self->quiet_ms);
}

static void
run_in_thread (GTask *worker, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Call *self = task_data;
  const RtSecretServiceCall call = { self->kind, self->store_id, self->path, self->hex, on_prompt, self };
  GError *error = NULL;
  GPtrArray *found = NULL;

  if (self->forget)
    rt_secret_service_forget (&call, cancellable, &error);
  else if (self->hex != NULL)
    rt_secret_service_store (&call, cancellable, &error);
  else
    found = rt_secret_service_lookup (&call, cancellable, &error);
  if (error != NULL)
    g_task_return_error (worker, error);
  else
    g_task_return_pointer (worker, found, (GDestroyNotify) g_ptr_array_unref);
}

static void arm_timer (Call *self);

static gboolean
on_timer (gpointer user_data)
{
  Call *self = user_data;

  g_clear_pointer (&self->timer, g_source_unref);
  if (g_get_monotonic_time () < get_deadline (self))
    arm_timer (self);
  else
    {
      self->timed_out = TRUE;
      self->timed_out_asking = g_atomic_int_get (&self->asking) != 0;
      g_cancellable_cancel (self->cancellable);
    }
  return G_SOURCE_REMOVE;
}

/* Looks again when the deadline as it stands is over, and every now and then before: the thread may have moved it. */
static void
arm_timer (Call *self)
{
  const gint64 left = (get_deadline (self) - g_get_monotonic_time ()) / 1000 + 1;

  self->timer = g_timeout_source_new ((guint) CLAMP (left, 1, CHECK_MS));
  g_source_set_callback (self->timer, on_timer, g_atomic_rc_box_acquire (self), call_unref);
  g_source_attach (self->timer, g_task_get_context (self->task));
}

static void
return_failure (Call *self, GTask *task, GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && self->timed_out)
    {
      g_clear_error (&error);
      if (self->timed_out_asking)
        error = g_error_new_literal (RT_ERROR, RT_ERROR_LOCKED,
                                     _("The keyring was not unlocked in time: try again, or use the recovery sheet."));
      else
        error =
          g_error_new_literal (RT_ERROR, RT_ERROR_NO_KEYRING,
                               _ (
                                 "The keyring of this desktop does not answer: try again, or use the recovery sheet."));
    }
  g_task_return_error (task, error);
}

/* On the caller's context, as soon as the thread is done or the work was cancelled, whichever is first. */
static void
on_worker_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Call *self = user_data;
  g_autoptr (GTask) task = g_steal_pointer (&self->task);
  GError *error = NULL;
  GPtrArray *found = g_task_propagate_pointer (G_TASK (result), &error);

  if (self->timer != NULL)
    g_source_destroy (self->timer);
  g_clear_pointer (&self->timer, g_source_unref);
  g_cancellable_disconnect (self->callers, self->callers_id);
  if (error != NULL)
    return_failure (self, task, error);
  else if (self->hex != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_pointer (task, found, (GDestroyNotify) g_ptr_array_unref);
  call_unref (self);
}

static void
on_cancelled (GCancellable *callers, gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
}

static Call *
call_new (RtServiceKeyring *keyring, const char *kind, const char *store_id, const char *path, RtSecret *hex)
{
  Call *self = g_atomic_rc_box_new0 (Call);

  self->kind = g_strdup (kind);
  self->store_id = g_strdup (store_id);
  self->path = g_strdup (path);
  self->hex = hex;
  self->quiet_ms = keyring->quiet_ms;
  self->prompt_ms = keyring->prompt_ms;
  self->cancellable = g_cancellable_new ();
  g_mutex_init (&self->lock);
  set_deadline (self, self->quiet_ms);
  return self;
}

/* Consumes @call and @task. */
static void
start (Call *call, GTask *task)
{
  g_autoptr (GTask) worker = g_task_new (NULL, call->cancellable, on_worker_done, call);

  call->task = task;
  call->callers = g_task_get_cancellable (task) != NULL ? g_object_ref (g_task_get_cancellable (task)) : NULL;
  g_task_set_check_cancellable (task, FALSE);
  arm_timer (call);
  g_task_set_task_data (worker, g_atomic_rc_box_acquire (call), call_unref);
  g_task_set_return_on_cancel (worker, TRUE);
  g_task_run_in_thread (worker, run_in_thread);
  if (call->callers != NULL)
    call->callers_id = g_cancellable_connect (call->callers, G_CALLBACK (on_cancelled),
                                              g_object_ref (call->cancellable), g_object_unref);
}

/* libsecret's own file would be a plain-text place when nothing unlocks it: not here (K6). */
static gboolean
check (const char *kind, const char *store_id, GError **error)
{
  if (g_strcmp0 (g_getenv ("SECRET_BACKEND"), "file") == 0)
    {
      g_set_error_literal (
        error, RT_ERROR, RT_ERROR_NO_KEYRING,
        _("This desktop only offers to keep keys in a file, which Rolltop does not use: please start a keyring."));
      return FALSE;
    }
  return rt_keyring_check_names (kind, store_id, error);
}

static void
lookup_async (RtKeyring *keyring, const char *kind, const char *store_id, GCancellable *cancellable,
              GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (keyring, cancellable, callback, user_data);
  GError *error = NULL;

  if (check (kind, store_id, &error))
    {
      start (call_new (RT_SERVICE_KEYRING (keyring), kind, store_id, NULL, NULL), task);
      return;
    }
  g_task_return_error (task, error);
  g_object_unref (task);
}

static GPtrArray *
lookup_finish (RtKeyring *keyring, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
check_to_store (const char *kind, const char *store_id, const char *path, const RtSecret *secret, GError **error)
{
  const gsize size = secret != NULL ? rt_secret_get_size (secret) : 0;

  if (!check (kind, store_id, error))
    return FALSE;
  if (store_id != NULL && path != NULL && g_path_is_absolute (path) && g_utf8_validate (path, -1, NULL) && size > 0 &&
      size <= RT_KEYRING_MAX_SECRET)
    return TRUE;
  g_set_error_literal (error, RT_ERROR, RT_ERROR_FAILED, _("This cannot be kept in the keyring."));
  return FALSE;
}

static void
store_async (RtKeyring *keyring, const char *kind, const char *store_id, const char *path, const RtSecret *secret,
             GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (keyring, cancellable, callback, user_data);
  GError *error = NULL;

  if (check_to_store (kind, store_id, path, secret, &error))
    {
      start (call_new (RT_SERVICE_KEYRING (keyring), kind, store_id, path, rt_secret_to_hex (secret)), task);
      return;
    }
  g_task_return_error (task, error);
  g_object_unref (task);
}

static gboolean
store_finish (RtKeyring *keyring, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
forget_async (RtKeyring *keyring, const char *kind, const char *store_id, const RtSecret *secret,
              GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (keyring, cancellable, callback, user_data);
  GError *error = NULL;
  Call *call;

  if (!check_to_store (kind, store_id, "/", secret, &error))
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  call = call_new (RT_SERVICE_KEYRING (keyring), kind, store_id, NULL, rt_secret_to_hex (secret));
  call->forget = TRUE;
  start (call, task);
}

static void
name_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_pointer (task, rt_keyring_name_read (cancellable), g_free);
}

static void
name_async (RtKeyring *keyring, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (keyring, cancellable, callback, user_data);

  g_task_set_return_on_cancel (task, TRUE);
  g_task_run_in_thread (task, name_in_thread);
}

static char *
name_finish (RtKeyring *keyring, GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}

static void
rt_service_keyring_class_init (RtServiceKeyringClass *klass)
{
}

static void
rt_service_keyring_keyring_init (RtKeyringInterface *iface)
{
  iface->lookup_async = lookup_async;
  iface->lookup_finish = lookup_finish;
  iface->store_async = store_async;
  iface->store_finish = store_finish;
  iface->forget_async = forget_async;
  iface->forget_finish = store_finish;
  iface->name_async = name_async;
  iface->name_finish = name_finish;
}

static void
rt_service_keyring_init (RtServiceKeyring *self)
{
  rt_service_keyring_set_limits (self, QUIET_MS, PROMPT_MS);
}

void
rt_service_keyring_set_limits (RtServiceKeyring *self, guint quiet_ms, guint prompt_ms)
{
  self->quiet_ms = MAX (quiet_ms, 1);
  self->prompt_ms = MAX (prompt_ms, 1);
}

RtKeyring *
rt_keyring_new_service (void)
{
  return g_object_new (RT_TYPE_SERVICE_KEYRING, NULL);
}
