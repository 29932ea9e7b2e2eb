/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-paper-doc.h"
#include "rt-shown.h"

G_BEGIN_DECLS

/* Personal values on paper: what RtShown holds and no more. A masked value carries the word "masked"; a hidden one, and
 * one of which nothing is on file, has no row at all. Private to the print room. */

/** rt_paper_person_add: a pair for @field. Between rt_paper_doc_begin_pairs() and _end_pairs(). */
void rt_paper_person_add (RtPaperDoc *doc, const RtShown *shown, RtFieldId field);

/** rt_paper_person_add_address: one pair for all of the address that makes up a line (not floor, lift and parking). */
void rt_paper_person_add_address (RtPaperDoc *doc, const RtShown *shown);

/** rt_paper_person_has: whether any field from @first to @last has a row. */
gboolean rt_paper_person_has (const RtShown *shown, RtFieldId first, RtFieldId last);

/** rt_paper_person_add_customer: the heading "Customer" over number, contact and address, with floor, lift and parking;
 * @number: "C-1042" or NULL. */
void rt_paper_person_add_customer (RtPaperDoc *doc, const RtShown *shown, const char *number);

/** rt_paper_person_dup_text: the value of a long text, or the words that stand for it when it is masked; NULL when it
 * has no place on the paper. */
char *rt_paper_person_dup_text (RtPaperDoc *doc, const RtShown *shown, RtFieldId field);

G_END_DECLS
