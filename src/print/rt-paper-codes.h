/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-paper-doc.h"
#include "rt-secret.h"
#include "rt-store-info.h"

G_BEGIN_DECLS

/** rt_paper_codes: @name's recovery codes on one page, each with a place to cross it out. @codes: RtSecret with NUL, of
 * rt_spare_code_new(). The document holds them until it is freed: print it, and let go of it. Any thread. Returns:
 * (transfer full) */
RtPaperDoc *rt_paper_codes (const RtStoreInfo *store, const char *name, GPtrArray *codes, const char *lang);

G_END_DECLS
