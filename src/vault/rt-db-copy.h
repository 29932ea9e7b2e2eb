/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-db.h"

G_BEGIN_DECLS

/** RtDbProgress: pages, on the connection's thread. */
typedef void (*RtDbProgress) (gint64 done, gint64 total, gpointer user_data);

/** rt_db_backup_to: a copy of the whole database in a new file @path under @key (the same one, or another), on disk and
 * opened once more and checked, page by page, when it returns. @path must not exist; it is gone again after a failure.
 * @progress may be NULL. Long; stopped by rt_db_interrupt() between two steps: G_IO_ERROR_CANCELLED. */
gboolean rt_db_backup_to (RtDb *self, const char *path, const RtSecret *key, RtDbProgress progress, gpointer user_data,
                          GError **error);

/** rt_db_replace_with: puts the file @path, a whole store beside this one, in the place of the file that this writer
 * has open: what is in the -wal is taken into the old file first and the -wal emptied, then one rename decides.
 * Whenever the program is killed, one of the two files stands there, whole, and no -wal of the other (faults.md D16).
 * Afterwards this connection writes nothing any more (D20): close it. FALSE: nothing has changed. */
gboolean rt_db_replace_with (RtDb *self, const char *path, GError **error);

/** rt_db_opens_with: whether @key is the key of the file: a second, reading connection is opened with it and closed. */
gboolean rt_db_opens_with (RtDb *self, const RtSecret *key, gboolean *opens, GError **error);

G_END_DECLS
