/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-day.h"
#include "rt-money.h"
#include "rt-paper-doc.h"
#include "rt-store-info.h"

G_BEGIN_DECLS

/* What all documents say alike, in the paper's language. Private to the print room. Strings are new. */

/** rt_paper_fill: the translation of @msgid with each {name} replaced by its value: pairs of name and value, ended by
 * NULL. Values are isolated (rt_text_isolate()) and never looked into; a NULL value is empty. */
char *rt_paper_fill (const char *lang, const char *msgid, ...) G_GNUC_NULL_TERMINATED;

/** rt_paper_days: "24 November 2026", or "24 November 2026 – 26 November 2026" when @to is another day. "" without
 * @from. */
char *rt_paper_days (RtDay from, RtDay to, const char *lang);

/** rt_paper_time_of_day: "Morning" for "morning"; NULL for none. Borrowed. */
const char *rt_paper_time_of_day (const char *id, const char *lang);

/** rt_paper_sheet: "sheet 17"; "not yet on the print list" for a @number of 0, which is a preview. */
char *rt_paper_sheet (gint64 number, const char *lang);

/** rt_paper_begin: a document with @store on top. @title and @mark: for the foot. */
RtPaperDoc *rt_paper_begin (const RtStoreInfo *store, const char *lang, const char *title, const char *mark);

/** rt_paper_add_text: a text as people write it: lines that start with "- " become bullets, others paragraphs; blank
 * lines only divide. */
void rt_paper_add_text (RtPaperDoc *doc, const char *text);

G_END_DECLS
