/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-work.h"

G_BEGIN_DECLS

/** Parts of a notice, product.md §6; the order of the paper. None may be missing when it is published. */
typedef enum
{
  RT_NOTICE_WHO,        /* who is responsible and how to reach them */
  RT_NOTICE_WHAT,       /* what is collected and why: from the registry */
  RT_NOTICE_PROTECTION, /* how it is protected, who inside may see it: from the matrix */
  RT_NOTICE_OUTSIDE,    /* who outside may receive it */
  RT_NOTICE_KEEPING,    /* how long, and what happens then */
  RT_NOTICE_RIGHTS,
  RT_NOTICE_COMPLAIN,
  RT_N_NOTICE_PARTS
} RtNoticePart;
const char *rt_notice_part_id (RtNoticePart part);
const char *rt_notice_part_title (RtNoticePart part); /* msgid */

/** A notice; immutable, reference-counted. text[language][part]: language 0 "en", 1 "zh_CN" (rt_lang_list order); plain
 * text, lines starting "- " are bullets. */
typedef struct
{
  gint64 id, version; /* version 0: draft */
  gboolean published;
  gint64 published_at;
  char *published_by_name;
  char *text[2][RT_N_NOTICE_PARTS];
  char *summary[2]; /* the short statement on an order form */
  gatomicrefcount refs;
} RtNotice;
RtNotice *rt_notice_ref (RtNotice *self);
void rt_notice_unref (RtNotice *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtNotice, rt_notice_unref)

/** rt_notice_compose: the built-in wording of one part for this store, from registry, matrix and settings. New string.
 * Pure. */
char *rt_notice_compose (RtNoticePart part, const RtStoreInfo *store, const RtMatrix *matrix, const char *lang);
char *rt_notice_compose_summary (const RtStoreInfo *store, const char *lang);

RtNotice *rt_notice_get_current (RtWork *work, GError **error); /* newest published */
RtNotice *rt_notice_get (RtWork *work, gint64 id, GError **error);
RtNotice *
rt_notice_get_draft (RtWork *work,
                     GError **error); /* NOTICE_WRITE: the draft, made from the current one when there is none */
GPtrArray *rt_notice_list (RtWork *work, GError **error); /* published ones, newest first */
gboolean rt_notice_set_part (RtWork *work, gint64 id, const char *lang, RtNoticePart part, const char *text,
                             GError **error); /* drafts only */
/** rt_notice_missing: parts that are blank in a language (bit set). */
guint rt_notice_missing (const RtNotice *self, const char *lang);
gboolean
rt_notice_publish (RtWork *work, gint64 id,
                   GError **error); /* NOTICE_WRITE; RT_ERROR_INVALID while a part is missing in any language */

/** rt_notice_reach: whom a new version concerns: reach[0]: orders that are not delivered yet, taken under what is in
 * force or before; reach[1]: customers whose consent to something optional stands. NOTICE_WRITE. */
gboolean rt_notice_reach (RtWork *work, gint64 reach[2], GError **error);

G_END_DECLS
