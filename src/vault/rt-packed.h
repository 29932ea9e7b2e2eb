/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-field.h"

G_BEGIN_DECLS

/**
 * How the fields of one class are laid out in bytes, inside a sealed value and as its masked form. Any thread.
 *
 * - u16le count
 * - then per field, ascending, each once: u16le field number, u32le length, UTF-8 text without NUL
 */
#define RT_PACKED_MAX_SIZE (16 * 1024 * 1024)

/** rt_packed_size: bytes needed for the fields of @klass among @values (RT_N_FIELDS entries); 0 when there is none.
 * Entries that are NULL are left out, and so are empty ones unless @with_empty. */
gsize rt_packed_size (RtClass klass, const char *const *values, gboolean with_empty);

/** rt_packed_write: writes them to @out, which has room for rt_packed_size() bytes. */
void rt_packed_write (RtClass klass, const char *const *values, gboolean with_empty, guint8 *out);

/** rt_packed_read: the other way, with every bound checked. Fields that are not of @klass, or unknown, are passed over.
 * Strings already in @values are wiped and replaced. FALSE, with @values untouched, when the bytes are not of this
 * layout. */
gboolean rt_packed_read (RtClass klass, const guint8 *data, gsize size, char **values);

G_END_DECLS
