/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-work.h"

G_BEGIN_DECLS

/** rt_printed_record: puts a sheet on the print list and into the log before it is printed; gives its number. A reprint
 * of the same row and language keeps its number (R5).
 *  @kind "order", "ticket", "notice", "notice-counter", "recovery". */
gboolean rt_printed_record (RtWork *work, const char *kind, gint64 row, gint64 notice_id, const char *language,
                            gint64 *number, GError **error);

G_END_DECLS
