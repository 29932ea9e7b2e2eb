/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Wrong attempts of names that do not exist, so that they wait and are locked as names that do, also after the program
 * was started anew (faults.md L4, L6). What was typed is not kept: somebody may have typed a password. Names share 1024
 * rows, and a row is forgotten thirty days after its last attempt. On the vault's threads, system gate. For the model
 * only. */
#pragma once

#include "rt-db.h"

G_BEGIN_DECLS

/** rt_stranger_find: wrong attempts in a row of the folded @login, and when the delay after the last ends. */
gboolean rt_stranger_find (RtDb *db, const char *login, gint64 now, gint64 *failures, gint64 *not_before,
                           GError **error);

/** rt_stranger_count: there was one more: now @failures, where @seen had been read; *fits FALSE when somebody else
 * counted meanwhile. */
gboolean rt_stranger_count (RtDb *db, const char *login, gint64 seen, gint64 failures, gint64 not_before,
                            gboolean *fits, GError **error);

G_END_DECLS
