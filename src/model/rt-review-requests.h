/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-day-sheet.h"
#include "rt-looks.h"
#include "rt-requests.h"
#include "rt-review.h"

G_BEGIN_DECLS

/* The log and its review as requests for windows: see rt-requests.h. */

/** rt_request_review_run: reads what is new of the log with the rules, step by step, so that lists are read and orders
 * saved in between. Finish with rt_request_review_run_finish(). "changed" tells "finding" when there is something new.
 */
void rt_request_review_run (RtDesk *desk, RT_REQUEST_ARGS);
/** rt_request_review_run_finish: *found (may be NULL): how many findings are new. */
gboolean rt_request_review_run_finish (RtDesk *desk, GAsyncResult *result, guint *found, GError **error);

void rt_request_review_list (RtDesk *desk, RtReviewList which, RT_REQUEST_ARGS);       /* GPtrArray of RtFinding */
void rt_request_review_asked (RtDesk *desk, RT_REQUEST_ARGS);                          /* GPtrArray of RtFinding */
void rt_request_review_entries (RtDesk *desk, gint64 id, guint most, RT_REQUEST_ARGS); /* GPtrArray of RtHistoryEntry */
void rt_request_review_ask (RtDesk *desk, gint64 id, RT_REQUEST_ARGS);                 /* gint64 *: the id, g_free */
void rt_request_review_explain (RtDesk *desk, gint64 id, const char *text, RT_REQUEST_ARGS); /* gint64 * */
void rt_request_review_sign (RtDesk *desk, gint64 id, RtVerdict verdict, const char *note,
                             RT_REQUEST_ARGS); /* gint64 * */

void rt_request_looks (RtDesk *desk, RtDay from, RtDay to, RT_REQUEST_ARGS);          /* RtLooks */
void rt_request_history (RtDesk *desk, const RtHistoryQuery *query, RT_REQUEST_ARGS); /* GPtrArray of RtHistoryEntry */
/** rt_request_history_verify: a long work; @outside: a head from a daily sheet, copied, or NULL. RtLogReport *, g_free.
 */
void rt_request_history_verify (RtDesk *desk, const RtLogHead *outside, RtDeskProgress progress, gpointer progress_data,
                                RT_REQUEST_ARGS);
void rt_request_day_sheet (RtDesk *desk, RtDay day, RT_REQUEST_ARGS); /* RtDaySheet */

G_END_DECLS
