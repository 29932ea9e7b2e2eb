/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-day.h"

G_BEGIN_DECLS

/** What should not happen (product.md §5), as rules over a stream of entries of the log. Pure: no store, no clock. */
typedef enum
{
  RT_REVIEW_NO_JOB,      /* customers seen clear who were not own work, in a day */
  RT_REVIEW_MANY,        /* customers seen in a day, own work or not: 25, 250, 2,500 */
  RT_REVIEW_OUTSIDE,     /* customers seen outside the hours of the store */
  RT_REVIEW_NEW_STAFF,   /* customers seen by somebody new who were not their own work */
  RT_REVIEW_REPEATED,    /* the same customer again and again without a job */
  RT_REVIEW_REFUSED,     /* refusals in a day */
  RT_REVIEW_LOOKUPS,     /* look-ups by telephone up to the limit of an hour */
  RT_REVIEW_EXPORTS,     /* each is looked at */
  RT_REVIEW_WRONG_LOGIN, /* wrong passwords for one account in a day */
  RT_N_REVIEW_RULES
} RtReviewRule;
const char *rt_review_rule_id (RtReviewRule rule); /* "no-job"; stored: never renamed. NULL for no such rule */
/** rt_review_rule_from_id: FALSE, leaving @rule alone, when @id is NULL or no rule's. */
gboolean rt_review_rule_from_id (const char *id, RtReviewRule *rule);

/** When a rule speaks; those that stores set come from the settings (rt_review_limits_read()). */
typedef struct
{
  gint64 people[3];            /* REVIEW_PEOPLE_FIRST to _THIRD */
  gint64 day_begins, day_ends; /* hours; the same: always open */
  gint64 new_staff_days;
  gint64 lookups; /* in an hour */
} RtReviewLimits;
#define RT_REVIEW_NO_JOB_PEOPLE     5 /* a few are a question over the counter */
#define RT_REVIEW_NEW_STAFF_PEOPLE  3
#define RT_REVIEW_OUTSIDE_TIMES     3 /* somebody who stays a little longer is no finding */
#define RT_REVIEW_REPEATED_TIMES    5
#define RT_REVIEW_REPEATED_DAYS     3
#define RT_REVIEW_REPEATED_WINDOW   30 /* days */
#define RT_REVIEW_REFUSED_TIMES     5
#define RT_REVIEW_WRONG_LOGIN_TIMES 5
#define RT_REVIEW_MOST_ENTRIES      5000 /* of a finding that are kept one by one; its counts are whole */

/** What the rules ask of an action of the log. */
typedef enum
{
  RT_REVIEW_ACT_OTHER,
  RT_REVIEW_ACT_LOOK, /* a record was opened, or taken over and so shown from then on */
  RT_REVIEW_ACT_LOOKUP,
  RT_REVIEW_ACT_REVEAL,
  RT_REVIEW_ACT_EXPORT,
  RT_REVIEW_ACT_REFUSED,
  RT_REVIEW_ACT_WRONG_LOGIN,
} RtReviewAct;
RtReviewAct rt_review_act (const char *action);

/** One entry, as the rules see it. Strings are borrowed while it is fed. */
typedef struct
{
  gint64 seq, at;
  RtDay day;        /* local */
  int hour;         /* local, 0 to 23 */
  gint64 actor;     /* 0: nobody known; no rule speaks about them */
  gint64 customer;  /* whom the record is about; 0: nobody */
  gboolean no_job;  /* somebody's details were seen clear, and it was not own work */
  gboolean earlier; /* was read before: only for what spans several days */
  RtDay since;      /* the actor's first day here; RT_DAY_NONE: unknown */
  RtReviewAct act;
  const char *action, *subject;
  gint64 row;
} RtReviewEntry;

/** Part of an entry that is kept with a finding. */
typedef struct
{
  gint64 seq, at;
  const char *action, *subject; /* interned: there are few; subject NULL: none */
  gint64 row;
} RtReviewSeen;

/** What a rule found. Owned by the rules until they are freed. */
typedef struct
{
  RtReviewRule rule;
  gint64 staff_id;
  RtDay day;          /* of several days the first */
  gint64 customer_id; /* RT_REVIEW_REPEATED; else 0 */
  guint severity;     /* 1 worth a look, 2 serious, 3 an incident */
  gint64 from, to;    /* UTC seconds */
  guint people, times;
  gint64 last_seq;
  GArray *entries; /* RtReviewSeen, at most RT_REVIEW_MOST_ENTRIES */
} RtReviewFound;

typedef struct _RtReviewRules RtReviewRules;
/** rt_review_rules_new: @limits is copied. One thread at a time. */
RtReviewRules *rt_review_rules_new (const RtReviewLimits *limits);
void rt_review_rules_free (RtReviewRules *self); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtReviewRules, rt_review_rules_free)
/** rt_review_rules_settle: what a person, a day (or, for RT_REVIEW_REPEATED, a customer) did up to entry @seq is signed
 * off for this rule: it counts no more. Before any entry is fed. */
void rt_review_rules_settle (RtReviewRules *self, RtReviewRule rule, gint64 staff_id, RtDay day, gint64 customer_id,
                             gint64 seq);
/** rt_review_rules_feed: the next entry, in whatever order. */
void rt_review_rules_feed (RtReviewRules *self, const RtReviewEntry *entry);
/** rt_review_rules_find: what the rules say to all that was fed: RtReviewFound, borrowed; the container is the
 * caller's. */
GPtrArray *rt_review_rules_find (RtReviewRules *self);

G_END_DECLS
