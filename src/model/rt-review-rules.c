/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What should not happen, after product.md §5: one tally for each rule, person and day (or customer), and the point at
 * which it becomes a finding. */
#include "config.h"

#include "rt-review-rules.h"

#include <string.h>

#define HOUR      3600
#define WORD_BITS (8 * sizeof (gsize))

typedef struct
{
  RtReviewRule rule;
  gint64 staff_id, customer_id;
  RtDay day;
} Key;

typedef struct
{
  Key key; /* first, so that a tally can be its own key */
  RtReviewFound found;
  GHashTable *people; /* customers seen: which word of bits → its bits; NULL: none yet. A day may have seen them all */
  RtDay days[RT_REVIEW_REPEATED_DAYS]; /* RT_REVIEW_REPEATED alone, and no more than it asks for */
  guint n_days;
  GArray *times; /* gint64: RT_REVIEW_LOOKUPS alone; NULL: none yet */
} Tally;

struct _RtReviewRules
{
  RtReviewLimits limits;
  GHashTable *tallies; /* Key → Tally */
  GHashTable *settled; /* Key → gint64 seq */
};

static const char *const rule_ids[RT_N_REVIEW_RULES] = {
  [RT_REVIEW_NO_JOB] = "no-job",       [RT_REVIEW_MANY] = "many",         [RT_REVIEW_OUTSIDE] = "outside-hours",
  [RT_REVIEW_NEW_STAFF] = "new-staff", [RT_REVIEW_REPEATED] = "repeated", [RT_REVIEW_REFUSED] = "refused",
  [RT_REVIEW_LOOKUPS] = "lookups",     [RT_REVIEW_EXPORTS] = "exports",   [RT_REVIEW_WRONG_LOGIN] = "wrong-login",
};

const char *
rt_review_rule_id (RtReviewRule rule)
{
  return (guint) rule < RT_N_REVIEW_RULES ? rule_ids[rule] : NULL;
}

gboolean
rt_review_rule_from_id (const char *id, RtReviewRule *rule)
{
  for (guint i = 0; id != NULL && i < RT_N_REVIEW_RULES; i++)
    if (strcmp (rule_ids[i], id) == 0)
      {
        *rule = (RtReviewRule) i;
        return TRUE;
      }
  return FALSE;
}

RtReviewAct
rt_review_act (const char *action)
{
  static const struct
  {
    const char *action;
    RtReviewAct act;
  } acts[] = {
    { "order.open", RT_REVIEW_ACT_LOOK },      { "ticket.open", RT_REVIEW_ACT_LOOK },
    { "customer.open", RT_REVIEW_ACT_LOOK },   { "lookup", RT_REVIEW_ACT_LOOKUP },
    { "reveal", RT_REVIEW_ACT_REVEAL },        { "export", RT_REVIEW_ACT_EXPORT },
    { "refused", RT_REVIEW_ACT_REFUSED },      { "sign-in.refused", RT_REVIEW_ACT_WRONG_LOGIN },
    { "order.take-over", RT_REVIEW_ACT_LOOK }, /* every list shows them clear from then on */
  };

  for (gsize i = 0; action != NULL && i < G_N_ELEMENTS (acts); i++)
    if (strcmp (acts[i].action, action) == 0)
      return acts[i].act;
  return RT_REVIEW_ACT_OTHER;
}

static guint
key_hash (gconstpointer data)
{
  const Key *key = data;

  return g_int64_hash (&key->staff_id) ^ (g_int64_hash (&key->customer_id) * 31) ^ ((guint) key->day * 131) ^
         ((guint) key->rule << 24);
}

static gboolean
key_equal (gconstpointer a, gconstpointer b)
{
  const Key *left = a;
  const Key *right = b;

  return left->rule == right->rule && left->staff_id == right->staff_id && left->customer_id == right->customer_id &&
         left->day == right->day;
}

static Key
make_key (RtReviewRule rule, gint64 staff_id, RtDay day, gint64 customer_id)
{
  if (rule == RT_REVIEW_REPEATED)
    return (Key){ rule, staff_id, customer_id, 0 };
  return (Key){ rule, staff_id, 0, day };
}

static void
tally_free (gpointer data)
{
  Tally *tally = data;

  g_clear_pointer (&tally->people, g_hash_table_unref);
  g_clear_pointer (&tally->times, g_array_unref);
  g_array_unref (tally->found.entries);
  g_free (tally);
}

RtReviewRules *
rt_review_rules_new (const RtReviewLimits *limits)
{
  RtReviewRules *self = g_new0 (RtReviewRules, 1);

  self->limits = *limits;
  self->tallies = g_hash_table_new_full (key_hash, key_equal, NULL, tally_free);
  self->settled = g_hash_table_new_full (key_hash, key_equal, g_free, g_free);
  return self;
}

void
rt_review_rules_free (RtReviewRules *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->tallies);
  g_hash_table_unref (self->settled);
  g_free (self);
}

void
rt_review_rules_settle (RtReviewRules *self, RtReviewRule rule, gint64 staff_id, RtDay day, gint64 customer_id,
                        gint64 seq)
{
  Key key = make_key (rule, staff_id, day, customer_id);
  gint64 *known = g_hash_table_lookup (self->settled, &key);

  if (known == NULL)
    g_hash_table_insert (self->settled, g_memdup2 (&key, sizeof key), g_memdup2 (&seq, sizeof seq));
  else
    *known = MAX (*known, seq);
}

static gboolean
is_settled (RtReviewRules *self, const Key *key, gint64 seq)
{
  const gint64 *known = g_hash_table_lookup (self->settled, key);

  return known != NULL && seq <= *known;
}

/* --- Which rules an entry counts for --- */

static gboolean
is_outside (const RtReviewLimits *limits, int hour)
{
  if (limits->day_begins == limits->day_ends)
    return FALSE;
  if (limits->day_begins < limits->day_ends)
    return hour < limits->day_begins || hour >= limits->day_ends;
  return hour < limits->day_begins && hour >= limits->day_ends; /* open over midnight */
}

static gboolean
counts_as_look (RtReviewRules *self, RtReviewRule rule, const RtReviewEntry *entry)
{
  gboolean own = !entry->no_job && entry->act == RT_REVIEW_ACT_LOOK;

  if (entry->customer == 0)
    return FALSE;
  switch (rule)
    {
    case RT_REVIEW_NO_JOB:
      return entry->no_job;
    case RT_REVIEW_MANY:
      return TRUE;
    case RT_REVIEW_OUTSIDE:
      return is_outside (&self->limits, entry->hour);
    case RT_REVIEW_NEW_STAFF:
      return !own && entry->since != RT_DAY_NONE && entry->day >= entry->since &&
             entry->day - entry->since < self->limits.new_staff_days;
    case RT_REVIEW_REPEATED:
      return !own;
    case RT_REVIEW_REFUSED:
    case RT_REVIEW_LOOKUPS:
    case RT_REVIEW_EXPORTS:
    case RT_REVIEW_WRONG_LOGIN:
    case RT_N_REVIEW_RULES:
    default:
      return FALSE;
    }
}

static gboolean
counts (RtReviewRules *self, RtReviewRule rule, const RtReviewEntry *entry)
{
  if (entry->earlier && rule != RT_REVIEW_REPEATED)
    return FALSE;
  switch (entry->act)
    {
    case RT_REVIEW_ACT_LOOKUP:
      return rule == RT_REVIEW_LOOKUPS || counts_as_look (self, rule, entry);
    case RT_REVIEW_ACT_LOOK:
    case RT_REVIEW_ACT_REVEAL:
      return counts_as_look (self, rule, entry);
    case RT_REVIEW_ACT_EXPORT:
      return rule == RT_REVIEW_EXPORTS;
    case RT_REVIEW_ACT_REFUSED:
      return rule == RT_REVIEW_REFUSED;
    case RT_REVIEW_ACT_WRONG_LOGIN:
      return rule == RT_REVIEW_WRONG_LOGIN;
    case RT_REVIEW_ACT_OTHER:
    default:
      return FALSE;
    }
}

/* --- Counting --- */

static Tally *
get_tally (RtReviewRules *self, const Key *key, const RtReviewEntry *entry)
{
  Tally *tally = g_hash_table_lookup (self->tallies, key);

  if (tally != NULL)
    return tally;
  tally = g_new0 (Tally, 1);
  tally->key = *key;
  tally->found = (RtReviewFound){ .rule = key->rule,
                                  .staff_id = key->staff_id,
                                  .customer_id = key->customer_id,
                                  .day = entry->day,
                                  .from = entry->at,
                                  .to = entry->at };
  tally->found.entries = g_array_new (FALSE, FALSE, sizeof (RtReviewSeen));
  g_hash_table_insert (self->tallies, &tally->key, tally);
  return tally;
}

static void
keep_entry (Tally *tally, const RtReviewEntry *entry)
{
  const RtReviewSeen seen = {
    .seq = entry->seq,
    .at = entry->at,
    .action = g_intern_string (entry->action),
    .subject = g_intern_string (entry->subject),
    .row = entry->row,
  };

  if (tally->found.entries->len < RT_REVIEW_MOST_ENTRIES)
    g_array_append_val (tally->found.entries, seen);
}

static void
add_customer (Tally *tally, gint64 customer)
{
  gpointer word = GSIZE_TO_POINTER ((gsize) customer / WORD_BITS);
  gsize bit = (gsize) 1 << ((gsize) customer % WORD_BITS);
  gsize bits;

  if (tally->people == NULL)
    tally->people = g_hash_table_new (NULL, NULL);
  bits = GPOINTER_TO_SIZE (g_hash_table_lookup (tally->people, word));
  tally->found.people += (bits & bit) == 0;
  g_hash_table_insert (tally->people, word, GSIZE_TO_POINTER (bits | bit));
}

static void
add_day (Tally *tally, RtDay day)
{
  for (guint i = 0; i < tally->n_days; i++)
    if (tally->days[i] == day)
      return;
  if (tally->n_days < G_N_ELEMENTS (tally->days))
    tally->days[tally->n_days++] = day;
}

static void
add_moment (Tally *tally, gint64 at)
{
  if (tally->times == NULL)
    tally->times = g_array_new (FALSE, FALSE, sizeof at);
  g_array_append_val (tally->times, at);
}

static void
add (Tally *tally, const RtReviewEntry *entry)
{
  RtReviewFound *found = &tally->found;

  found->from = MIN (found->from, entry->at);
  found->to = MAX (found->to, entry->at);
  found->day = MIN (found->day, entry->day);
  found->last_seq = MAX (found->last_seq, entry->seq);
  found->times++;
  if (entry->customer != 0)
    add_customer (tally, entry->customer);
  if (found->rule == RT_REVIEW_REPEATED)
    add_day (tally, entry->day);
  if (found->rule == RT_REVIEW_LOOKUPS)
    add_moment (tally, entry->at);
  keep_entry (tally, entry);
}

void
rt_review_rules_feed (RtReviewRules *self, const RtReviewEntry *entry)
{
  if (entry->actor == 0 || entry->day == RT_DAY_NONE)
    return;
  for (int rule = 0; rule < RT_N_REVIEW_RULES; rule++)
    if (counts (self, (RtReviewRule) rule, entry))
      {
        Key key = make_key ((RtReviewRule) rule, entry->actor, entry->day, entry->customer);

        if (!is_settled (self, &key, entry->seq))
          add (get_tally (self, &key, entry), entry);
      }
}

/* --- When it becomes a finding --- */

static int
compare_moments (gconstpointer a, gconstpointer b)
{
  gint64 left = *(const gint64 *) a;
  gint64 right = *(const gint64 *) b;

  return left < right ? -1 : left > right;
}

/* The most within any hour, and when that was. */
static guint
busiest_hour (Tally *tally)
{
  GArray *times = tally->times;
  guint most = 0;

  g_array_sort (times, compare_moments);
  for (guint first = 0, last = 0; last < times->len; last++)
    {
      while (g_array_index (times, gint64, last) - g_array_index (times, gint64, first) >= HOUR)
        first++;
      if (last - first + 1 > most)
        {
          most = last - first + 1;
          tally->found.from = g_array_index (times, gint64, first);
          tally->found.to = g_array_index (times, gint64, last);
        }
    }
  return most;
}

static guint
by_people (const RtReviewLimits *limits, guint people)
{
  guint severity = 0;

  for (guint i = 0; i < G_N_ELEMENTS (limits->people); i++)
    if (people >= limits->people[i])
      severity = i + 1;
  return severity;
}

/* One for @times of @least, one more for ten times as many. */
static guint
by_times (guint times, guint least)
{
  if (times < least)
    return 0;
  return times >= 10 * least ? 2 : 1;
}

/* 0: no finding. What was not own work weighs one step more than what was. */
static guint
weigh (const RtReviewLimits *limits, Tally *tally)
{
  const RtReviewFound *found = &tally->found;

  switch (tally->key.rule)
    {
    case RT_REVIEW_NO_JOB:
      return found->people >= RT_REVIEW_NO_JOB_PEOPLE ? MIN (by_people (limits, found->people) + 1, 3) : 0;
    case RT_REVIEW_MANY:
      return by_people (limits, found->people);
    case RT_REVIEW_OUTSIDE:
      return found->times >= RT_REVIEW_OUTSIDE_TIMES ? MIN (by_people (limits, found->people) + 1, 3) : 0;
    case RT_REVIEW_NEW_STAFF:
      return found->people >= RT_REVIEW_NEW_STAFF_PEOPLE ? MIN (by_people (limits, found->people) + 2, 3) : 0;
    case RT_REVIEW_REPEATED:
      return found->times >= RT_REVIEW_REPEATED_TIMES && tally->n_days >= RT_REVIEW_REPEATED_DAYS ? 2 : 0;
    case RT_REVIEW_REFUSED:
      return by_times (found->times, RT_REVIEW_REFUSED_TIMES);
    case RT_REVIEW_LOOKUPS:
      return limits->lookups > 0 && found->times >= limits->lookups && busiest_hour (tally) >= limits->lookups ? 2 : 0;
    case RT_REVIEW_EXPORTS:
      return 1;
    case RT_REVIEW_WRONG_LOGIN:
      return by_times (found->times, RT_REVIEW_WRONG_LOGIN_TIMES);
    case RT_N_REVIEW_RULES:
    default:
      return 0;
    }
}

GPtrArray *
rt_review_rules_find (RtReviewRules *self)
{
  GPtrArray *all = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->tallies);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Tally *tally = value;

      tally->found.severity = weigh (&self->limits, tally);
      if (tally->found.severity > 0)
        g_ptr_array_add (all, &tally->found);
    }
  return all;
}
