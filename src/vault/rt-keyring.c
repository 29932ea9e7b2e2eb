/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every keyring does: the interface, its blocking forms, and what an item's names and text may be. */
#include "config.h"

#include "rt-keyring.h"

#include <sodium.h>
#include <string.h>
#include <glib/gi18n.h>

#include "rt-error.h"

#define MAX_STORE_ID 64

G_DEFINE_INTERFACE (RtKeyring, rt_keyring, G_TYPE_OBJECT)

static void
rt_keyring_default_init (RtKeyringInterface *iface)
{
}

void
rt_keyring_lookup_async (RtKeyring *self, const char *kind, const char *store_id, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer user_data)
{
  RT_KEYRING_GET_IFACE (self)->lookup_async (self, kind, store_id, cancellable, callback, user_data);
}

GPtrArray *
rt_keyring_lookup_finish (RtKeyring *self, GAsyncResult *result, GError **error)
{
  return RT_KEYRING_GET_IFACE (self)->lookup_finish (self, result, error);
}

void
rt_keyring_store_async (RtKeyring *self, const char *kind, const char *store_id, const char *path,
                        const RtSecret *secret, GCancellable *cancellable, GAsyncReadyCallback callback,
                        gpointer user_data)
{
  RT_KEYRING_GET_IFACE (self)->store_async (self, kind, store_id, path, secret, cancellable, callback, user_data);
}

gboolean
rt_keyring_store_finish (RtKeyring *self, GAsyncResult *result, GError **error)
{
  return RT_KEYRING_GET_IFACE (self)->store_finish (self, result, error);
}

void
rt_keyring_forget_async (RtKeyring *self, const char *kind, const char *store_id, const RtSecret *secret,
                         GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  RT_KEYRING_GET_IFACE (self)->forget_async (self, kind, store_id, secret, cancellable, callback, user_data);
}

gboolean
rt_keyring_forget_finish (RtKeyring *self, GAsyncResult *result, GError **error)
{
  return RT_KEYRING_GET_IFACE (self)->forget_finish (self, result, error);
}

void
rt_keyring_name_async (RtKeyring *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  if (RT_KEYRING_GET_IFACE (self)->name_async != NULL)
    {
      RT_KEYRING_GET_IFACE (self)->name_async (self, cancellable, callback, user_data);
      return;
    }
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_return_pointer (task, NULL, NULL);
}

char *
rt_keyring_name_finish (RtKeyring *self, GAsyncResult *result)
{
  if (RT_KEYRING_GET_IFACE (self)->name_finish != NULL)
    return RT_KEYRING_GET_IFACE (self)->name_finish (self, result);
  return g_task_propagate_pointer (G_TASK (result), NULL);
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **slot = user_data;

  *slot = g_object_ref (result);
}

/* Runs the context until on_done() has put a result into @slot. */
static void
await (GAsyncResult **slot)
{
  g_autoptr (GMainContext) context = g_main_context_ref_thread_default ();

  while (*slot == NULL)
    g_main_context_iteration (context, TRUE);
}

GPtrArray *
rt_keyring_lookup_sync (RtKeyring *self, const char *kind, const char *store_id, GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  rt_keyring_lookup_async (self, kind, store_id, cancellable, on_done, &result);
  await (&result);
  return rt_keyring_lookup_finish (self, result, error);
}

gboolean
rt_keyring_store_sync (RtKeyring *self, const char *kind, const char *store_id, const char *path,
                       const RtSecret *secret, GCancellable *cancellable, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  rt_keyring_store_async (self, kind, store_id, path, secret, cancellable, on_done, &result);
  await (&result);
  return rt_keyring_store_finish (self, result, error);
}

gboolean
rt_keyring_forget_sync (RtKeyring *self, const char *kind, const char *store_id, const RtSecret *secret,
                        GCancellable *cancellable, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  rt_keyring_forget_async (self, kind, store_id, secret, cancellable, on_done, &result);
  await (&result);
  return rt_keyring_forget_finish (self, result, error);
}

gboolean
rt_keyring_check_names (const char *kind, const char *store_id, GError **error)
{
  gboolean good = g_strcmp0 (kind, RT_KEYRING_STORE_KEY) == 0 || g_strcmp0 (kind, RT_KEYRING_LOG_HEAD) == 0;

  if (store_id != NULL)
    good = good && store_id[0] != '\0' && strlen (store_id) <= MAX_STORE_ID;
  for (const char *p = store_id; p != NULL && *p != '\0' && good; p++)
    good = g_ascii_isxdigit (*p);
  if (!good)
    g_set_error_literal (error, RT_ERROR, RT_ERROR_FAILED, _("This cannot be kept in the keyring."));
  return good;
}

RtSecret *
rt_keyring_read_secret (const char *text, gsize size)
{
  g_autoptr (RtSecret) secret = NULL;
  gsize parsed = 0;

  while (size > 0 && g_ascii_isspace (text[size - 1]))
    size--;
  if (size == 0 || size % 2 != 0 || size / 2 > RT_KEYRING_MAX_SECRET)
    return NULL;
  secret = rt_secret_new (size / 2);
  if (sodium_hex2bin (rt_secret_peek_writable (secret), size / 2, text, size, NULL, &parsed, NULL) != 0 ||
      parsed != size / 2)
    return NULL;
  return g_steal_pointer (&secret);
}
