/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-notice.h"
#include "rt-sheet.h"

G_BEGIN_DECLS

/**
 * rt_notice_paper_run: the notice on paper in @lang ("en", "zh_CN"): given its number first (a preview has none),
 * then made and shown. @counter: the page for the counter instead of the whole. @notice is published. What goes wrong
 * is said in @window. Main thread.
 */
void rt_notice_paper_run (RtWindow *window, RtNotice *notice, const char *lang, gboolean counter, RtPaperWay way);

G_END_DECLS
