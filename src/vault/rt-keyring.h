/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-secret.h"
#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RtKeyring:
 * Where the store key and the head of the log are kept outside the file. An interface, so that tests pass a scripted
 * one (rt-memory-keyring.h); rt_keyring_new_service() is the desktop's Secret Service through libsecret.
 *
 * Items: schema org.rolltop.Store with the attributes "application" = "rolltop", "kind" = one of the two below, "store"
 * = store id (first 16 bytes of the file, hex) and "file" = absolute path. Secret: one line of lower-case hex without a
 * line feed (faults.md K9). Storing replaces the item of the same kind and store and never deletes another one.
 *
 * Asynchronous and safe on the main loop: callbacks come on the caller's thread-default main context, and every call
 * ends by itself, also when the daemon hangs (K11): 30 s without a prompt, 2 minutes with one.
 *
 * Errors of all calls: RT_ERROR_NO_KEYRING when no Secret Service is there (K1), it does not answer, or it only offers
 * a plain-text or a session-only place (K6); RT_ERROR_LOCKED when the person did not unlock it (K2); RT_ERROR_FAILED
 * for a kind or id that is none; G_IO_ERROR_CANCELLED.
 */
#define RT_TYPE_KEYRING (rt_keyring_get_type ())
G_DECLARE_INTERFACE (RtKeyring, rt_keyring, RT, KEYRING, GObject)

#define RT_KEYRING_STORE_KEY "store-key"
#define RT_KEYRING_LOG_HEAD  "log-head"

struct _RtKeyringInterface
{
  GTypeInterface parent;
  void (*lookup_async) (RtKeyring *self, const char *kind, const char *store_id, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data);
  GPtrArray *(*lookup_finish) (RtKeyring *self, GAsyncResult *result, GError **error);
  void (*store_async) (RtKeyring *self, const char *kind, const char *store_id, const char *path,
                       const RtSecret *secret, GCancellable *cancellable, GAsyncReadyCallback callback,
                       gpointer user_data);
  gboolean (*store_finish) (RtKeyring *self, GAsyncResult *result, GError **error);
  void (*forget_async) (RtKeyring *self, const char *kind, const char *store_id, const RtSecret *secret,
                        GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
  gboolean (*forget_finish) (RtKeyring *self, GAsyncResult *result, GError **error);
  /* may be NULL: it has no name */
  void (*name_async) (RtKeyring *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
  char *(*name_finish) (RtKeyring *self, GAsyncResult *result);
};

/** rt_keyring_new_service: the real one. Does not touch the bus yet. */
RtKeyring *rt_keyring_new_service (void);

/** rt_keyring_lookup: secrets of @kind, as RtSecret of raw bytes: those of @store_id first, the newest first. For store
 * keys then those of any other store, as the file may have been restored or copied: the caller tries each (K8).
 * @store_id may be NULL: all. Asks to unlock a locked collection and looks again before it says that there is nothing
 * (K2, K3). Empty array when there are none; what cannot be read as hex is passed over. The array is given to the
 * caller and frees its elements. */
void rt_keyring_lookup_async (RtKeyring *self, const char *kind, const char *store_id, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *rt_keyring_lookup_finish (RtKeyring *self, GAsyncResult *result, GError **error);

/** rt_keyring_store: keeps @secret (1 to 512 bytes, copied) for the store in @path, and reads it back before it says
 * so. */
void rt_keyring_store_async (RtKeyring *self, const char *kind, const char *store_id, const char *path,
                             const RtSecret *secret, GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean rt_keyring_store_finish (RtKeyring *self, GAsyncResult *result, GError **error);

/** rt_keyring_forget: takes out the item of @kind and @store_id that holds exactly @secret: the one that an undone
 * set-up had put in. Never another one, and a locked keyring is not asked to open. TRUE also when there is none. */
void rt_keyring_forget_async (RtKeyring *self, const char *kind, const char *store_id, const RtSecret *secret,
                              GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean rt_keyring_forget_finish (RtKeyring *self, GAsyncResult *result, GError **error);

/** rt_keyring_name_async: what people call the program that keeps the keys ("GNOME Keyring"), so that a change of it
 * can be told (K5). _finish: new; NULL when it cannot be told. Never fails and asks the person nothing. */
void rt_keyring_name_async (RtKeyring *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                            gpointer user_data);
char *rt_keyring_name_finish (RtKeyring *self, GAsyncResult *result);

/** rt_keyring_lookup_sync, _store_sync, _forget_sync: the same, running the thread-default main context until it is
 * done. For rolltop-ctl and tests; never in a window, whose own callbacks would run in between. */
GPtrArray *rt_keyring_lookup_sync (RtKeyring *self, const char *kind, const char *store_id, GCancellable *cancellable,
                                   GError **error);
gboolean rt_keyring_store_sync (RtKeyring *self, const char *kind, const char *store_id, const char *path,
                                const RtSecret *secret, GCancellable *cancellable, GError **error);
gboolean rt_keyring_forget_sync (RtKeyring *self, const char *kind, const char *store_id, const RtSecret *secret,
                                 GCancellable *cancellable, GError **error);

/** rt_keyring_check_names: whether @kind and @store_id can name an item; RT_ERROR_FAILED else. For implementations. */
gboolean rt_keyring_check_names (const char *kind, const char *store_id, GError **error);

/** rt_keyring_read_secret: the raw bytes of an item's text of @size bytes: 1 to 512 bytes as hex, white space after it
 * forgiven. NULL when it is something else. For implementations. */
RtSecret *rt_keyring_read_secret (const char *text, gsize size);
#define RT_KEYRING_MAX_SECRET 512

G_END_DECLS
