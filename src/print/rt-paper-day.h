/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-day-sheet.h"
#include "rt-paper-doc.h"
#include "rt-store-info.h"

G_BEGIN_DECLS

/**
 * rt_paper_day:
 * @sheet: what was read of the day
 * @lang: the paper's language
 * @number: on the print list; 0: a preview
 *
 * The daily sheet: the log's head, as number, code and QR code, to be kept outside the file, and how much was looked at
 * by whom; no customer. Any thread.
 *
 * Returns: (transfer full)
 */
RtPaperDoc *rt_paper_day (const RtDaySheet *sheet, const RtStoreInfo *store, const char *lang, gint64 number);

/** rt_paper_day_code: what the QR code says: "rolltop-log 10482 7KQX-…". New string; any thread. */
char *rt_paper_day_code (const RtDaySheet *sheet);

G_END_DECLS
