/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * Calls of the Secret Service that may ask the person something: Unlock, CreateCollection (Secret Service API 0.2,
 * Prompts). By hand, because libsecret 0.20 never comes back from a prompt that was cancelled (faults.md K11).
 */

/** rt_secret_prompt_call: calls @method of @service, whose answer is "(?o)" with the path of a prompt at its end, and
 * waits for the prompt when there is one. Consumes a floating @parameters. *@done is FALSE when the person closed the
 * prompt. Blocking: runs the thread-default main context, which @service must have been made under. @cancellable also
 * closes the prompt. Errors: those of the bus and the daemon, G_IO_ERROR_CANCELLED, G_IO_ERROR_CONNECTION_CLOSED when
 * the daemon goes away. */
gboolean rt_secret_prompt_call (GDBusProxy *service, const char *method, GVariant *parameters,
                                GCancellable *cancellable, gboolean *done, GError **error);

G_END_DECLS
