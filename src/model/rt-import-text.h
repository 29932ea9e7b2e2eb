/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-csv.h"

G_BEGIN_DECLS

typedef enum
{
  RT_ENCODING_UTF8,
  RT_ENCODING_GB18030,
  RT_ENCODING_WINDOWS_1252
} RtEncoding;
const char *rt_encoding_name (RtEncoding encoding); /* "UTF-8", "GB18030", "Windows-1252" */

/** rt_encoding_guess: how the text file at @path is written: reads it once, in pieces. A UTF-8 mark decides; else what
 * the bytes above 127 look like. RT_ERROR_INVALID for something that is no text file of these (UTF-16, an archive, a
 * picture). Blocking. */
gboolean rt_encoding_guess (const char *path, RtEncoding *encoding, GCancellable *cancellable, GError **error);

/** rt_encoding_to_utf8: one cell. NULL with RT_ERROR_INVALID when it holds a NUL or is not text in @encoding. New
 * string. */
char *rt_encoding_to_utf8 (RtEncoding encoding, const RtCsvCell *cell, GError **error);

G_END_DECLS
