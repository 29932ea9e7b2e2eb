/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-work.h"

G_BEGIN_DECLS

/* How often one person may ask to see masked values in a day, and asking a manager for more. A day is the store's: from
 * local midnight. All on a vault thread inside a work. */

#define RT_REVEAL_MOST_EXTRA 500

/** Where the person of the work stands today. */
typedef struct
{
  guint most;       /* of their roles' settings the most generous, and what was granted today */
  guint left;       /* of these */
  gboolean asked;   /* a question of theirs is open */
  gboolean refused; /* the last one of today was answered with no */
} RtRevealLimit;

/** rt_reveal_limit_get: REVEAL; counted from the log. Either connection. */
gboolean rt_reveal_limit_get (RtWork *work, RtRevealLimit *limit, GError **error);
/** rt_reveals_left: how many more the person has today. REVEAL. */
gboolean rt_reveals_left (RtWork *work, guint *left, GError **error);
/** rt_reveal_limit_check: RT_ERROR_WAIT when none is left. */
gboolean rt_reveal_limit_check (RtWork *work, GError **error);

/** rt_reveal_ask: REVEAL: asks for more today: recorded. @reason: the person's words, needed. RT_ERROR_EXISTS while an
 * earlier question is open. Gives its id; 0 with error. */
gint64 rt_reveal_ask (RtWork *work, const char *reason, GError **error);

/** A question that no manager has answered yet. */
typedef struct
{
  gint64 id, staff_id, asked_at;
  char *name, *reason;
  guint used; /* reveals of that person today */
} RtRevealAsk;
void rt_reveal_ask_free (RtRevealAsk *self);
/** rt_reveal_list_asks: REVEAL_GRANT: today's open ones, the oldest first. GPtrArray of RtRevealAsk. Either connection.
 */
GPtrArray *rt_reveal_list_asks (RtWork *work, GError **error);
/** rt_reveal_answer: REVEAL_GRANT: so many more for today; 0: no. Recorded. RT_ERROR_INVALID ("extra") out of bounds;
 * RT_ERROR_NOT_FOUND when it is not open (any more); RT_ERROR_DENIED for one's own. */
gboolean rt_reveal_answer (RtWork *work, gint64 ask, guint extra, GError **error);

G_END_DECLS
