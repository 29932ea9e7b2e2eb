/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-history.h"
#include "rt-review-rules.h"
#include "rt-work.h"

G_BEGIN_DECLS

/* The review of the log, product.md §5: what the rules found, what the person concerned says to it, and what somebody
 * else decided. Findings hold numbers, never a personal value, and are never deleted. On a vault thread inside a work
 * but where said otherwise. */

#define RT_REVIEW_TEXT_MAX_BYTES 2000

typedef enum
{
  RT_FINDING_OPEN,
  RT_FINDING_ASKED,     /* the person concerned was asked and has not answered */
  RT_FINDING_EXPLAINED, /* and has */
  RT_FINDING_CLOSED,    /* signed off */
} RtFindingState;
const char *rt_finding_state_id (RtFindingState state);   /* "asked"; static */
const char *rt_finding_state_name (RtFindingState state); /* translated, static */

typedef enum
{
  RT_VERDICT_FINE,
  RT_VERDICT_TALKED, /* to the person */
  RT_VERDICT_INCIDENT,
  RT_N_VERDICTS
} RtVerdict;
const char *rt_verdict_id (RtVerdict verdict); /* "fine"; stored: never renamed. NULL for no such */
gboolean rt_verdict_from_id (const char *id, RtVerdict *verdict);
const char *rt_verdict_name (RtVerdict verdict); /* translated, static */

typedef struct
{
  gint64 id;
  RtReviewRule rule;
  gint64 staff_id;
  char *name; /* of the person concerned */
  RtDay day;
  gint64 customer_id; /* looked at again and again; 0: not about one */
  char *customer;     /* "C-1042"; NULL */
  guint severity;     /* 1 worth a look, 2 serious, 3 an incident */
  gint64 from, to;    /* UTC seconds */
  guint people, times;
  RtFindingState state;
  gboolean mine;                            /* about whoever reads it: they cannot decide it */
  gint64 asked_at, explained_at, signed_at; /* 0: not */
  char *asked_by, *signed_by;               /* names; NULL */
  char *explanation, *note;                 /* NULL */
  RtVerdict verdict;                        /* once closed */
} RtFinding;
void rt_finding_free (RtFinding *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtFinding, rt_finding_free)

/** rt_finding_sentence: "Chen opened 31 customers without a job on 12 Nov between 21:10 and 21:40.", or "at 21:10."
 * when that was all in one minute. New string, translated. Any thread. */
char *rt_finding_sentence (const RtFinding *self);
/** rt_finding_why: what the rule looks for, one translated sentence; static. Any thread. */
const char *rt_finding_why (RtReviewRule rule);
/** rt_finding_severity_name: "Worth a look"; static, translated. Any thread. */
const char *rt_finding_severity_name (guint severity);

/** rt_review_limits_read: what the store has set. Any gate, either connection. */
gboolean rt_review_limits_read (RtDb *db, RtReviewLimits *limits, GError **error);

typedef enum
{
  RT_REVIEW_LIST_OPEN, /* and asked, and explained */
  RT_REVIEW_LIST_CLOSED,
  RT_REVIEW_LIST_ALL
} RtReviewList;
/** rt_review_list: REVIEW_READ: the worst first, then what concerns most people, then the newest; of closed ones the
 * last decided first. GPtrArray of RtFinding, at most 500. Either connection. */
GPtrArray *rt_review_list (RtWork *work, RtReviewList which, GError **error);
/** rt_review_get: REVIEW_READ; RT_ERROR_NOT_FOUND. Either connection. */
RtFinding *rt_review_get (RtWork *work, gint64 id, GError **error);
/** rt_review_entries: what of the log is behind it, oldest first: REVIEW_READ, or the person concerned once asked.
 * GPtrArray of RtHistoryEntry, with numbers as far as the person may read them; at most @most. Either connection. */
GPtrArray *rt_review_entries (RtWork *work, gint64 id, guint most, GError **error);

/** rt_review_ask: REVIEW_SIGN: the person concerned sees the question when they next sit here. Recorded.
 * RT_ERROR_DENIED about oneself; RT_ERROR_INVALID when it was asked before or is signed off; RT_ERROR_NOT_FOUND. */
gboolean rt_review_ask (RtWork *work, gint64 id, GError **error);
/** rt_review_asked: the findings the person of the work is asked about and has not answered, whoever they are.
 * GPtrArray of RtFinding. Either connection. */
GPtrArray *rt_review_asked (RtWork *work, GError **error);
/** rt_review_explain: the person concerned answers, once; recorded. @text is scanned like all free text:
 * RT_ERROR_INVALID or RT_ERROR_TOO_LARGE, field "explanation"; RT_ERROR_NOT_FOUND when they are not asked about it. */
gboolean rt_review_explain (RtWork *work, gint64 id, const char *text, GError **error);
/** rt_review_sign: REVIEW_SIGN: decides it for good; recorded. @note: their words, needed unless the verdict is
 * RT_VERDICT_FINE; scanned; field "note". RT_ERROR_DENIED about oneself: it stays open until somebody else with the
 * right comes. RT_ERROR_INVALID when it is signed off already. */
gboolean rt_review_sign (RtWork *work, gint64 id, RtVerdict verdict, const char *note, GError **error);

/* Reading the log with the rules, in steps so that nobody waits (rt-review-run.c; rt_request_review_run()). */

typedef struct _RtReviewRun RtReviewRun;
/** rt_review_run_new: a run reads a portion of the log, which it holds in memory until it is saved: @portion entries
 * and what is left of the day of the last of them. Any thread; used by one at a time. */
RtReviewRun *rt_review_run_new (guint portion);
#define RT_REVIEW_PORTION 50000
RtReviewRun *rt_review_run_ref (RtReviewRun *self);
void rt_review_run_unref (RtReviewRun *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtReviewRun, rt_review_run_unref)
/** rt_review_run_read: REVIEW_READ: the next step; *more FALSE: the portion was read. Either connection. */
gboolean rt_review_run_read (RtWork *work, RtReviewRun *run, gboolean *more, GError **error);
/** rt_review_run_save: REVIEW_READ, on the writer: keeps what was found, and records that the log was read, and up to
 * where; nothing when there was nothing new. *found (may be NULL): how many findings are new. */
gboolean rt_review_run_save (RtWork *work, RtReviewRun *run, guint *found, GError **error);
/** rt_review_run_is_last: once saved; FALSE: the log goes on where the portion ended, for another run. */
gboolean rt_review_run_is_last (const RtReviewRun *run);

G_END_DECLS
