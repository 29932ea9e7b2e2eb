/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define RT_REASON_MAX_BYTES 300

/** rt_reason_clean: why somebody does something, in their words, as it goes into the log: cleaned text that is not
 * blank and holds nothing that rt_scan_text() finds (the log holds no personal values, product.md §5). New string; NULL
 * with RT_ERROR_INVALID or RT_ERROR_TOO_LARGE, field "reason". @typed may be NULL. Any thread. */
char *rt_reason_clean (const char *typed, GError **error);

G_END_DECLS
