/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-desk.h"

G_BEGIN_DECLS

typedef enum
{
  RT_HIT_ORDER,
  RT_HIT_TICKET,
  RT_HIT_CUSTOMER
} RtHitKind;
typedef struct
{
  RtHitKind kind;
  gint64 id, number;
  char *title, *subtitle;
} RtHit; /* texts as this person may see them */
void rt_hit_free (RtHit *self);

/** rt_search: order and ticket numbers, any part of a name of one Chinese character or two letters up, a phone in full
 * or its last four digits and up, over what the person may see clear; at most @limit. The name index is built in memory
 * from sealed rows after sign-in (rt_search_prepare) and wiped at locking; exact numbers work at once. Recorded as
 * "search" with the kind of query and the number of hits, never the words. GPtrArray of RtHit. */
GPtrArray *rt_search (RtWork *work, const char *text, guint limit, GError **error);
/** rt_search_prepare: builds or refreshes the index of the work's session; on the reader; cancellable. */
gboolean rt_search_prepare (RtWork *work, GError **error);

G_END_DECLS
