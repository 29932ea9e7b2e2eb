/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records for the tests of the papers. */
#pragma once

#include "rt-notice.h"
#include "rt-paper-layout.h"
#include "rt-ticket.h"

G_BEGIN_DECLS

RtStoreInfo *rt_sample_store (const char *lang);

/** rt_sample_value: what is on file in a field, in @lang's country; unlike every other field's. Static. */
const char *rt_sample_value (RtFieldId field, const char *lang);

/** rt_sample_shown: every field of the sample shown as @show says. */
RtShown *rt_sample_shown (const RtShow show[RT_N_FIELDS], const char *lang);
RtShown *rt_sample_shown_all (RtShow show, const char *lang);
/** rt_sample_shown_for: as the default matrix has it for @role. */
RtShown *rt_sample_shown_for (RtRole role, RtRoles own_for, const char *lang);

RtOrder *rt_sample_order (RtShown *shown, gboolean money, guint n_lines, const char *lang);
RtTicket *rt_sample_ticket (RtShown *shown, guint n_entries, const char *lang);
/** rt_sample_notice: the built-in wording, published as version 3. */
RtNotice *rt_sample_notice (const RtStoreInfo *store);

/** rt_sample_text: the text of all pages of @doc on A4, which must have a glyph for every character. */
char *rt_sample_text (RtPaperDoc *doc, guint *n_pages);

G_END_DECLS
