/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RtStoreFile:
 * The store as a file, apart from what is in it. One per connection; connections of this process to the same file share
 * what was read of it.
 *
 * POSIX locks belong to the process and are dropped when *any* descriptor of the file is closed, so the file may be
 * opened and closed here only while SQLite does not have it open. A table of held files keeps count: a file is read
 * once, before the first connection, and never while held.
 */
typedef struct _RtStoreFile RtStoreFile;

#define RT_STORE_HEADER_SIZE 16

/** rt_store_file_create: makes an empty file with mode 0600, durably named; %RT_ERROR_EXISTS when there is something of
 * that name. */
gboolean rt_store_file_create (const char *path, GError **error);

/** rt_store_file_hold: looks at @path before it is opened: there and a regular file (%RT_ERROR_NOT_FOUND), on a local
 * disk (%RT_ERROR_UNSUPPORTED, D13), not plain SQLite, not cut short (%RT_ERROR_DAMAGED). @fresh: it was just made, so
 * it is empty and that is right. NULL with error. Any thread. */
RtStoreFile *rt_store_file_hold (const char *path, gboolean fresh, GError **error);
/** rt_store_file_release: after SQLite has closed the file; accepts NULL. */
void rt_store_file_release (RtStoreFile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtStoreFile, rt_store_file_release)

const char *rt_store_file_get_path (const RtStoreFile *self);
/** rt_store_file_set_header: after a file was made: its first bytes, as SQLCipher tells them, for
 * rt_store_file_read_id(). */
void rt_store_file_set_header (RtStoreFile *self, const guint8 header[RT_STORE_HEADER_SIZE]);
/** rt_store_file_is_same: FALSE when the name now leads to another file, or to none (D20). */
gboolean rt_store_file_is_same (const RtStoreFile *self);
/** rt_store_file_has_wal: whether a -wal with something in it stands beside @path. */
gboolean rt_store_file_has_wal (const char *path);

/** rt_store_file_read_id: the first 16 bytes as lower-case hex, without opening the database. %RT_ERROR_NOT_FOUND,
 * %RT_ERROR_DAMAGED when shorter. Safe also while the file is open in this process: then what was read at opening is
 * given. */
char *rt_store_file_read_id (const char *path, GError **error);

/** rt_store_file_lock: takes the lock of the store at @path against other processes, in an empty file "@path.lock"
 * beside it (0600), which stays. The kernel releases it when this process ends, however it ends. A file of its own, so
 * that no lock of SQLite is touched. Returns the descriptor, closed by the caller to release; -1 with %RT_ERROR_BUSY
 * when held elsewhere (also elsewhere in this process). */
int rt_store_file_lock (const char *path, GError **error);

G_END_DECLS
