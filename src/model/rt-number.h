/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Numbers people read out: letters, a dash, digits. Any thread. */
/** rt_number_format: "SO-10482". New string. */
char *rt_number_format (const char *letters, gint64 number);
/** rt_number_parse: forgiving: letters in either case or left out, dash or spaces or neither, full-width forms. FALSE,
 * leaving *number alone, when it is not one; zero and anything longer than 15 digits is none. */
gboolean rt_number_parse (const char *letters, const char *text, gint64 *number);

G_END_DECLS
