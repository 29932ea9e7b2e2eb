/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-work.h"

G_BEGIN_DECLS

#define RT_FOUND_ACTION "text.found"

/** rt_found_record: records in this transaction that @text, which is being saved as @field of a row, still holds
 * something that rt_scan_kinds() finds although the writer was asked to take it out: which kinds, never the text. So
 * whoever reads the log sees how often (product.md §2). Nothing when it holds none; @text may be NULL. */
gboolean rt_found_record (RtWork *work, const char *table, gint64 row, RtFieldId field, const char *text,
                          GError **error);
/** rt_found_words: a kind as it stands in the detail of such an entry, in words; NULL for none. Static. Pure. */
const char *rt_found_words (const char *kind);

G_END_DECLS
