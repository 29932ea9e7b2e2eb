/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RtNameIndex:
 * Names and telephone numbers of the customers whom one person may see clear, packed in memory of its own that is left
 * out of core dumps and wiped when it is freed. One thread fills it; once it is shared it is only read. About 66 bytes
 * for a customer.
 */
typedef struct _RtNameIndex RtNameIndex;

RtNameIndex *rt_name_index_new (void);
/** rt_name_index_new_copy: to be changed while others still read the former one. */
RtNameIndex *rt_name_index_new_copy (const RtNameIndex *from);
RtNameIndex *rt_name_index_ref (RtNameIndex *self);
void rt_name_index_unref (RtNameIndex *self); /* accepts NULL; the last one wipes */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtNameIndex, rt_name_index_unref)

/** rt_name_index_put: adds a customer, or replaces what was known of them. @rev: the revision of the row it was read
 * from. @name as typed, @phone and
 *  @phone2 normalised; each may be NULL. @id > 0. Quick in the order of ids; a replaced one is kept behind the others.
 */
void rt_name_index_put (RtNameIndex *self, gint64 id, gint64 rev, const char *name, const char *phone,
                        const char *phone2);
/** rt_name_index_knows: whether what is there of the customer was read from this revision. */
gboolean rt_name_index_knows (const RtNameIndex *self, gint64 id, gint64 rev);
/** rt_name_index_get_highest: the highest id ever put, 0 none. */
gint64 rt_name_index_get_highest (const RtNameIndex *self);
guint rt_name_index_get_size (const RtNameIndex *self);
/** The moment up to which changes are in: kept here for whoever fills it. */
gint64 rt_name_index_get_mark (const RtNameIndex *self);
void rt_name_index_set_mark (RtNameIndex *self, gint64 mark);

/** rt_name_index_find_name: adds to @ids (gint64) up to @limit customers whose folded name holds @folded
 * (rt_text_fold()), every character taken as it is. */
void rt_name_index_find_name (const RtNameIndex *self, const char *folded, guint limit, GArray *ids);
/** rt_name_index_find_phone: those with a number that ends with @digits (ASCII digits, four at least: fewer find
 * nobody). */
void rt_name_index_find_phone (const RtNameIndex *self, const char *digits, guint limit, GArray *ids);

G_END_DECLS
