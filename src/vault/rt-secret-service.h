/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-secret.h"
#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * The Secret Service, blocking: what rt-service-keyring.c runs on a thread of its own. Errors as in rt-keyring.h. The
 * calls end soon after @cancellable is cancelled, also while the daemon hangs or a prompt is open.
 */

/** RtPromptNotify: told, on the calling thread, before the person is asked something and after. */
typedef void (*RtPromptNotify) (gboolean asking, gpointer user_data);

typedef struct
{
  const char *kind;
  const char *store_id; /* NULL for all; not NULL for storing and forgetting */
  const char *path;     /* storing only */
  const RtSecret *hex;  /* storing and forgetting: NUL-terminated hex */
  RtPromptNotify notify;
  gpointer user_data;
} RtSecretServiceCall;

GPtrArray *rt_secret_service_lookup (const RtSecretServiceCall *call, GCancellable *cancellable, GError **error);
gboolean rt_secret_service_store (const RtSecretServiceCall *call, GCancellable *cancellable, GError **error);
/** rt_secret_service_forget: deletes what holds exactly that secret, and asks the person nothing. */
gboolean rt_secret_service_forget (const RtSecretServiceCall *call, GCancellable *cancellable, GError **error);

G_END_DECLS
