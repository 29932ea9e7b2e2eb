/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-requests.h"
#include "rt-reveal-limit.h"
#include "rt-reveal.h"

G_BEGIN_DECLS

/* Revealing as requests for windows, as in rt-requests.h. */

/** What somebody who asks chooses from. */
typedef struct
{
  GPtrArray *jobs; /* RtRevealJob */
  RtRevealLimit limit;
} RtRevealChoice;
void rt_reveal_choice_free (RtRevealChoice *self); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtRevealChoice, rt_reveal_choice_free)

void rt_request_reveal_choice (RtDesk *desk, const RtRevealRecord *record, RT_REQUEST_ARGS); /* RtRevealChoice */
void rt_request_reveal (RtDesk *desk, const RtRevealWish *wish, RT_REQUEST_ARGS);            /* RtRevealed */
void rt_request_reveal_ask (RtDesk *desk, const char *reason, RT_REQUEST_ARGS);              /* gint64 *: its id */
void rt_request_reveal_asks (RtDesk *desk, RT_REQUEST_ARGS);                            /* GPtrArray of RtRevealAsk */
void rt_request_reveal_answer (RtDesk *desk, gint64 ask, guint extra, RT_REQUEST_ARGS); /* gint64 *: the ask */

G_END_DECLS
