/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-notice.h"
#include "rt-paper-doc.h"

G_BEGIN_DECLS

/**
 * rt_paper_notice:
 * @lang: the language of the notice and of the paper
 * @number: of rt_printed_reserve(); 0 for a preview
 *
 * The whole data-use notice in one language (PIPL art. 17, GDPR art. 13). A draft says that it is one. Pure; any
 * thread.
 *
 * Returns: (transfer full): holds no personal data but the names a store wrote into it
 */
RtPaperDoc *rt_paper_notice (const RtStoreInfo *store, const RtNotice *notice, const char *lang, gint64 number);

/**
 * rt_paper_notice_counter:
 *
 * The same notice on one page of A4 or Letter, to be put up at the counter: of each part its beginning,
 * in the notice's own words, and where the whole of it is to be had. As much as fits is taken; a list is taken whole or
 * not at all, and the type gets a little smaller when that brings every part in. Lays the page out again and again to
 * find that out, which takes some tenths of a second: not on the main thread.
 *
 * Returns: (transfer full): has one page
 */
RtPaperDoc *rt_paper_notice_counter (const RtStoreInfo *store, const RtNotice *notice, const char *lang, gint64 number);

G_END_DECLS
