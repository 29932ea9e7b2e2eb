/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A prompt of the Secret Service, from its path to its end. */
#include "config.h"

#include "rt-secret-prompt.h"

#define PROMPT_INTERFACE "org.freedesktop.Secret.Prompt"
#define NO_PROMPT        "/"

typedef struct
{
  GMainLoop *loop;
  gboolean completed;
  gboolean dismissed;
} Waiting;

static void
on_completed (GDBusConnection *connection, const char *sender, const char *path, const char *interface,
              const char *signal, GVariant *parameters, gpointer user_data)
{
  Waiting *self = user_data;

  self->completed = TRUE;
  self->dismissed = TRUE;
  if (g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(bv)")))
    g_variant_get (parameters, "(bv)", &self->dismissed, NULL);
  g_main_loop_quit (self->loop);
}

static gboolean
on_cancelled (GCancellable *cancellable, gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_REMOVE;
}

static void
on_owner_changed (GDBusProxy *service, GParamSpec *pspec, gpointer user_data)
{
  g_main_loop_quit (user_data);
}

/* Runs the loop until the prompt has ended, the daemon is gone or the caller has had enough. */
static void
wait (Waiting *self, GDBusProxy *service, GCancellable *cancellable)
{
  const gulong owner_id = g_signal_connect (service, "notify::g-name-owner", G_CALLBACK (on_owner_changed), self->loop);
  g_autoptr (GSource) source = cancellable != NULL ? g_cancellable_source_new (cancellable) : NULL;

  if (source != NULL)
    {
      g_source_set_callback (source, G_SOURCE_FUNC (on_cancelled), self->loop, NULL);
      g_source_attach (source, g_main_loop_get_context (self->loop));
    }
  g_main_loop_run (self->loop);
  if (source != NULL)
    g_source_destroy (source);
  g_signal_handler_disconnect (service, owner_id);
}

/* Nobody waits for the answer: the daemon may be the one that hangs. */
static void
dismiss (GDBusConnection *connection, const char *name, const char *path)
{
  g_dbus_connection_call (connection, name, path, PROMPT_INTERFACE, "Dismiss", NULL, NULL,
                          G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL, NULL, NULL);
}

static gboolean
run_prompt (Waiting *self, GDBusProxy *service, const char *path, GCancellable *cancellable, GError **error)
{
  GDBusConnection *connection = g_dbus_proxy_get_connection (service);
  const char *name = g_dbus_proxy_get_name (service);
  g_autoptr (GVariant) started = NULL;

  started = g_dbus_connection_call_sync (connection, name, path, PROMPT_INTERFACE, "Prompt", g_variant_new ("(s)", ""),
                                         NULL, G_DBUS_CALL_FLAGS_NONE, -1, cancellable, error);
  if (started == NULL)
    return FALSE;
  wait (self, service, cancellable);
  if (self->completed)
    return TRUE;
  if (!g_cancellable_set_error_if_cancelled (cancellable, error))
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED, "the service went away");
  dismiss (connection, name, path);
  return FALSE;
}

static gboolean
wait_for_prompt (GDBusProxy *service, const char *path, GCancellable *cancellable, gboolean *done, GError **error)
{
  GDBusConnection *connection = g_dbus_proxy_get_connection (service);
  g_autoptr (GMainContext) context = g_main_context_ref_thread_default ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (context, FALSE);
  Waiting waiting = { loop, FALSE, TRUE };
  const guint id =
    g_dbus_connection_signal_subscribe (connection, g_dbus_proxy_get_name (service), PROMPT_INTERFACE, "Completed",
                                        path, NULL, G_DBUS_SIGNAL_FLAGS_NONE, on_completed, &waiting, NULL);
  const gboolean ended = run_prompt (&waiting, service, path, cancellable, error);

  g_dbus_connection_signal_unsubscribe (connection, id);
  *done = ended && !waiting.dismissed;
  return ended;
}

gboolean
rt_secret_prompt_call (GDBusProxy *service, const char *method, GVariant *parameters, GCancellable *cancellable,
                       gboolean *done, GError **error)
{
  g_autoptr (GVariant) answer = NULL;
  g_autoptr (GVariant) last = NULL;

  *done = FALSE;
  answer = g_dbus_proxy_call_sync (service, method, parameters, G_DBUS_CALL_FLAGS_NONE, -1, cancellable, error);
  if (answer == NULL)
    return FALSE;
  if (g_variant_n_children (answer) > 0)
    last = g_variant_get_child_value (answer, g_variant_n_children (answer) - 1);
  if (last == NULL || !g_variant_is_of_type (last, G_VARIANT_TYPE_OBJECT_PATH))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "an answer of another type");
      return FALSE;
    }
  if (!g_str_equal (g_variant_get_string (last, NULL), NO_PROMPT))
    return wait_for_prompt (service, g_variant_get_string (last, NULL), cancellable, done, error);
  *done = TRUE;
  return TRUE;
}
