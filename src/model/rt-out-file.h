/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RtOutFile:
 * A file on its way out of the store, a list or a paper: readable by its owner only, and there whole or not at all. It
 * has its name only at the end, so that nothing is left of it however the program ends. One thread at a time; blocking.
 * Errors: RT_ERROR_INVALID with "path" for no path, RT_ERROR_DISK_FULL, RT_ERROR_READ_ONLY, RT_ERROR_NOT_FOUND for the
 * folder, RT_ERROR_EXISTS, RT_ERROR_FAILED.
 */
typedef struct _RtOutFile RtOutFile;

/** rt_out_file_new: @replace: a file that is there already; else RT_ERROR_EXISTS, and again when somebody made one
 * meanwhile. What killed programs left in that folder is taken away. */
RtOutFile *rt_out_file_new (const char *path, gboolean replace, GError **error);
/** rt_out_file_new_named: the same as where a file system knows no nameless files. */
RtOutFile *rt_out_file_new_named (const char *path, gboolean replace, GError **error);
gboolean rt_out_file_write (RtOutFile *self, const char *data, gsize size, GError **error);
/** rt_out_file_settle: on the disk, without its name. */
gboolean rt_out_file_settle (RtOutFile *self, GError **error);
/** rt_out_file_publish: gives it its name. */
gboolean rt_out_file_publish (RtOutFile *self, GError **error);
void rt_out_file_free (RtOutFile *self); /* takes away what was not published; accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtOutFile, rt_out_file_free)

G_END_DECLS
