/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-matrix.h"

G_BEGIN_DECLS

/**
 * RtShown:
 * The personal values of one record as one person may see them now: for each field of the registry hidden, masked (with
 * its masked form) or clear (with the value). Immutable once built; reference-counted; any thread. It never holds a
 * value its viewer may not see. Clear values are wiped when it is freed.
 */
typedef struct _RtShown RtShown;
typedef struct _RtShownBuilder RtShownBuilder;

/** rt_shown_builder_new: everything hidden. One thread at a time. */
RtShownBuilder *rt_shown_builder_new (void);
/** rt_shown_builder_set: copies @text: the value when @show is clear, its rt_field_mask() when masked; NULL: nothing is
 * on file (or nothing of it is shown). Hidden ignores @text. */
void rt_shown_builder_set (RtShownBuilder *self, RtFieldId field, RtShow show, const char *text);
/** rt_shown_builder_end: consumes @self; gives the record. */
RtShown *rt_shown_builder_end (RtShownBuilder *self);
/** rt_shown_builder_free: for a builder that is not ended; accepts NULL. */
void rt_shown_builder_free (RtShownBuilder *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtShownBuilder, rt_shown_builder_free)

RtShown *rt_shown_ref (RtShown *self);
void rt_shown_unref (RtShown *self); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtShown, rt_shown_unref)

RtShow rt_shown_get_show (const RtShown *self, RtFieldId field);
/** The clear value or the masked form; NULL when hidden or nothing is on file. "" when masked and only "on file" may be
 * said. Borrowed. */
const char *rt_shown_get_text (const RtShown *self, RtFieldId field);
/** rt_shown_has: not hidden and something on file. */
gboolean rt_shown_has (const RtShown *self, RtFieldId field);
/** A one-line address from the visible parts, in the order of @lang (NULL: the process's): "street, building, unit,
 * district, city, province postcode" or 省市区街道楼单元. Country, floor, lift and parking are not part of the line. ""
 * when nothing is visible. New string. */
char *rt_shown_format_address (const RtShown *self, const char *lang);

G_END_DECLS
