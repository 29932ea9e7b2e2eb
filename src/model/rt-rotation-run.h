/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-desk.h"

G_BEGIN_DECLS

/** rt_rotation_run_async: runs the rotations that are asked for, for as far as the person signed in holds the keys,
 * each step a small write of its own, so that other work of the desk comes in between. Ends when nothing is left that
 * could go on; by cancelling, locking or closing it stops between two steps, and whoever may renew keys goes on with it
 * later.
 * @progress (may be NULL): rows of the key at hand. Main thread. */
void rt_rotation_run_async (RtDesk *desk, RtDeskProgress progress, gpointer progress_data, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data);
/** rt_rotation_run_finish: *finished (may be NULL): how many keys were renewed to the end. FALSE with
 * G_IO_ERROR_CANCELLED, RT_ERROR_LOCKED, RT_ERROR_DENIED (KEYS_MANAGE), or what the store says. */
gboolean rt_rotation_run_finish (RtDesk *desk, GAsyncResult *result, guint *finished, GError **error);

G_END_DECLS
