/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** rt_keyring_name_of_process: what people call the program that keeps keys, by the name of its process; the name
 * itself for one that is not known here, NULL for none. Static or @process. */
const char *rt_keyring_name_of_process (const char *process);

/** rt_keyring_name_read: the name of the program that answers for the Secret Service on the session bus. NULL when none
 * does, when it does not tell in two seconds, or inside a sandbox, where its process cannot be seen. Blocking; any
 * thread. */
char *rt_keyring_name_read (GCancellable *cancellable);

G_END_DECLS
