/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-paper-doc.h"
#include "rt-secret.h"
#include "rt-store-info.h"

G_BEGIN_DECLS

/**
 * rt_paper_recovery:
 * @text: groups divided by '-', NUL-terminated: of rt_recovery_to_text()
 * @lang: the paper's language
 *
 * The recovery sheet: the groups in large type and as a QR code, what they are for, where to keep them, and a box for
 * drills. The document holds the secret until it is freed, when it is wiped: print it, and let go of it. Any thread.
 *
 * Returns: (transfer full)
 */
RtPaperDoc *rt_paper_recovery (const RtStoreInfo *store, const RtSecret *text, const char *lang);

G_END_DECLS
