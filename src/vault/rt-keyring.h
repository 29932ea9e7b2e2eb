/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-secret.h"
#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RtKeyring:
 * The desktop's Secret Service through libsecret. Asynchronous, main-loop safe; every call has a time limit (30 s without a prompt, K11).
 * Items: schema org.rolltop.Store with attributes "application"="rolltop", "kind"="store-key" | "log-head", "store"=store id (first 16 bytes of the
 * file, hex), "file"=absolute path. Secret: one line of hex (K9). Never writes where only a plain-text store is offered (K6).
 * An interface (GInterface) so that tests pass a scripted one.
 */
#define RT_TYPE_KEYRING (rt_keyring_get_type ())
G_DECLARE_INTERFACE (RtKeyring, rt_keyring, RT, KEYRING, GObject)

struct _RtKeyringInterface
{
  GTypeInterface parent;
  void (*lookup_async) (RtKeyring *self, const char *kind, const char *store_id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
  GPtrArray *(*lookup_finish) (RtKeyring *self, GAsyncResult *result, GError **error);
  void (*store_async) (RtKeyring *self, const char *kind, const char *store_id, const char *path, const RtSecret *secret, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
  gboolean (*store_finish) (RtKeyring *self, GAsyncResult *result, GError **error);
};

RtKeyring *rt_keyring_new_service (void);               /* the real one */

/** rt_keyring_lookup: all secrets of @kind (RtSecret of raw bytes, full), those of @store_id first, then any other store-key items (K8: the caller
 *  tries each). Asks to unlock a locked collection (K2, K3). Empty array when there are none. RT_ERROR_NO_KEYRING, RT_ERROR_LOCKED, cancelled. */
void rt_keyring_lookup_async (RtKeyring *self, const char *kind, const char *store_id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *rt_keyring_lookup_finish (RtKeyring *self, GAsyncResult *result, GError **error);
void rt_keyring_store_async (RtKeyring *self, const char *kind, const char *store_id, const char *path, const RtSecret *secret, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean rt_keyring_store_finish (RtKeyring *self, GAsyncResult *result, GError **error);

/** rt_keyring_await: runs the thread-default main context until @done; for rolltop-ctl and tests. */

G_END_DECLS
