/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading the log with the rules, from where it was last read, a portion a run: what was read of it is kept in memory
 * until it is saved. What rules tell of whole days is read again from the beginning of the last day; what they tell of
 * several days, from a month before. */
#include "config.h"

#include <string.h>

#include "rt-read.h"
#include "rt-review.h"
#include "rt-settings.h"

/* Entries, each perhaps a page of an order; then whoever else waits for the reader has a turn. */
#define STEP 500

typedef struct
{
  gint64 hour; /* UTC, as hours since 1970 quartered: zones differ by quarters */
  RtDay day;
  int local;
} LocalHour;

struct _RtReviewRun
{
  gatomicrefcount refs;
  RtReviewRules *rules; /* NULL: not begun */
  GHashTable *since;    /* gint64 staff → RtDay as pointer */
  LocalHour local;      /* the last one: entries stand in order */
  gint64 next;          /* the next entry to read */
  gint64 until;         /* the last entry of the portion; 0: there is nothing new */
  gint64 newest;        /* the last there was when it began */
  gint64 read_before;
  guint portion;
  RtDay first_day; /* of what is new */
  gboolean earlier_done;
};

RtReviewRun *
rt_review_run_new (guint portion)
{
  RtReviewRun *self = g_new0 (RtReviewRun, 1);

  g_atomic_ref_count_init (&self->refs);
  self->since = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->local.hour = -1;
  self->portion = MAX (portion, 1);
  return self;
}

RtReviewRun *
rt_review_run_ref (RtReviewRun *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
rt_review_run_unref (RtReviewRun *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->refs))
    return;
  rt_review_rules_free (self->rules);
  g_hash_table_unref (self->since);
  g_free (self);
}

/* --- Beginning --- */

gboolean
rt_review_limits_read (RtDb *db, RtReviewLimits *limits, GError **error)
{
  return rt_settings_get (db, RT_SETTING_REVIEW_PEOPLE_FIRST, &limits->people[0], error) &&
         rt_settings_get (db, RT_SETTING_REVIEW_PEOPLE_SECOND, &limits->people[1], error) &&
         rt_settings_get (db, RT_SETTING_REVIEW_PEOPLE_THIRD, &limits->people[2], error) &&
         rt_settings_get (db, RT_SETTING_REVIEW_DAY_BEGINS, &limits->day_begins, error) &&
         rt_settings_get (db, RT_SETTING_REVIEW_DAY_ENDS, &limits->day_ends, error) &&
         rt_settings_get (db, RT_SETTING_REVIEW_NEW_STAFF_DAYS, &limits->new_staff_days, error) &&
         rt_settings_get (db, RT_SETTING_LOOKUPS_PER_HOUR, &limits->lookups, error);
}

static gboolean
read_since (RtWork *work, RtReviewRun *self, GError **error)
{
  g_autoptr (RtStatement) statement = rt_db_prepare (rt_work_get_db (work), "SELECT id, created_at FROM staff", error);
  gboolean row = TRUE;

  if (statement == NULL)
    return FALSE;
  while (row)
    {
      gint64 id;

      if (!rt_statement_step (statement, &row, error))
        return FALSE;
      id = row ? rt_statement_get_int (statement, 0) : 0;
      if (row)
        g_hash_table_insert (self->since, g_memdup2 (&id, sizeof id),
                             GINT_TO_POINTER (rt_day_from_moment (rt_statement_get_int (statement, 1))));
    }
  return TRUE;
}

/* What is signed off does not come up again. */
static gboolean
settle (RtWork *work, RtReviewRun *self, GError **error)
{
  g_autoptr (RtStatement) statement =
    rt_db_prepare (rt_work_get_db (work),
                   "SELECT rule, staff_id, day, customer_id, last_seq FROM finding WHERE signed_at IS NOT NULL", error);
  gboolean row = TRUE;

  if (statement == NULL)
    return FALSE;
  while (row)
    {
      RtReviewRule rule;

      if (!rt_statement_step (statement, &row, error))
        return FALSE;
      if (row && rt_review_rule_from_id (rt_statement_get_text (statement, 0), &rule))
        rt_review_rules_settle (self->rules, rule, rt_statement_get_int (statement, 1),
                                rt_statement_get_day (statement, 2), rt_statement_get_int (statement, 3),
                                rt_statement_get_int (statement, 4));
    }
  return TRUE;
}

/* 0: there is none. @types: of the values, "i" or "ii". */
static gboolean
get_int (RtWork *work, gint64 *out, GError **error, const char *sql, const char *types, gint64 first, gint64 second)
{
  g_autoptr (RtStatement) statement = rt_db_prepare (rt_work_get_db (work), sql, error);
  gboolean row = FALSE;

  *out = 0;
  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, types, first, second);
  if (!rt_statement_step (statement, &row, error))
    return FALSE;
  if (row && !rt_statement_is_null (statement, 0))
    *out = rt_statement_get_int (statement, 0);
  return TRUE;
}

/* The newest entry that any rule speaks about: rt_review_act(). */
static const char newest_sql[] =
  "SELECT seq FROM log WHERE seq > ?1 AND action IN ('order.open', 'ticket.open', 'customer.open', 'lookup', 'reveal',"
  " 'export', 'refused', 'sign-in.refused', 'order.take-over') ORDER BY seq DESC LIMIT 1";
static const char moment_sql[] = "SELECT at FROM log WHERE seq = ?1";
static const char since_sql[] = "SELECT seq FROM log WHERE at >= ?1 ORDER BY at LIMIT 1";
static const char first_of_day_sql[] = "SELECT min (seq) FROM log WHERE at >= ?1 AND at < ?2";

/* A portion ends with a day, so that none is read a second time but the last. */
static gboolean
end_portion (RtWork *work, RtReviewRun *self, GError **error)
{
  gint64 last = self->read_before + self->portion;
  gint64 at = 0, next_day = 0;

  self->until = self->newest;
  if (last >= self->newest)
    return TRUE;
  if (!get_int (work, &at, error, moment_sql, "i", last, 0) ||
      !get_int (work, &next_day, error, since_sql, "i", rt_day_begin (rt_day_from_moment (at) + 1), 0))
    return FALSE;
  if (next_day > 0)
    self->until = CLAMP (next_day - 1, last, self->newest);
  return TRUE;
}

static gboolean
begin (RtWork *work, RtReviewRun *self, GError **error)
{
  RtReviewLimits limits;
  gint64 read_at = 0, first_at = 0, first = 0;
  RtDay read_day;

  if (!rt_review_limits_read (rt_work_get_db (work), &limits, error))
    return FALSE;
  self->rules = rt_review_rules_new (&limits);
  if (!read_since (work, self, error) || !settle (work, self, error) ||
      !get_int (work, &self->read_before, error, "SELECT seq FROM review WHERE id = ?1", "i", 1, 0) ||
      !get_int (work, &read_at, error, "SELECT at FROM review WHERE id = ?1", "i", 1, 0) ||
      !get_int (work, &self->newest, error, newest_sql, "i", self->read_before, 0))
    return FALSE;
  self->next = self->read_before + 1;
  if (self->newest == 0)
    return TRUE;
  if (!end_portion (work, self, error) || !get_int (work, &first_at, error, moment_sql, "i", self->next, 0))
    return FALSE;
  self->first_day = rt_day_from_moment (first_at);
  if (self->read_before == 0)
    return TRUE;
  /* a clock that was set back may have put later entries before that day: those come by their number */
  read_day = rt_day_from_moment (read_at);
  if (!get_int (work, &first, error, first_of_day_sql, "ii", rt_day_begin (read_day), rt_day_begin (read_day + 1)))
    return FALSE;
  if (first > 0)
    self->next = MIN (self->next, first);
  return TRUE;
}

/* --- Feeding --- */

static const LocalHour *
local_hour (RtReviewRun *self, gint64 at)
{
  gint64 hour = at / 900;
  g_autoptr (GDateTime) moment = NULL;

  if (self->local.hour == hour)
    return &self->local;
  moment = g_date_time_new_from_unix_local (at);
  self->local.hour = hour;
  self->local.day = rt_day_from_moment (at);
  self->local.local = moment != NULL ? g_date_time_get_hour (moment) : 0;
  return &self->local;
}

static void
feed (RtReviewRun *self, RtStatement *statement, gboolean earlier)
{
  gint64 actor = rt_statement_get_int (statement, 2);
  gpointer since = NULL;
  gboolean known = g_hash_table_lookup_extended (self->since, &actor, NULL, &since);
  const LocalHour *local = local_hour (self, rt_statement_get_int (statement, 1));
  const RtReviewEntry entry = {
    .seq = rt_statement_get_int (statement, 0),
    .at = rt_statement_get_int (statement, 1),
    .day = local->day,
    .hour = local->local,
    /* a finding is about somebody who has an account */
    .actor = known ? actor : 0,
    .customer = rt_statement_get_int (statement, 7),
    .no_job = g_strcmp0 (rt_statement_get_text (statement, 6), RT_LOOK_NO_JOB) == 0,
    .earlier = earlier,
    .since = known ? (RtDay) GPOINTER_TO_INT (since) : RT_DAY_NONE,
    .act = rt_review_act (rt_statement_get_text (statement, 3)),
    .action = rt_statement_get_text (statement, 3),
    .subject = rt_statement_get_text (statement, 4),
    .row = rt_statement_get_int (statement, 5),
  };

  rt_review_rules_feed (self->rules, &entry);
}

#define ENTRY_COLUMNS                                                                                                  \
  "SELECT l.seq, l.at, l.actor, l.action, l.subject, l.row, l.detail,"                                                 \
  " CASE l.subject WHEN 'customer' THEN l.row WHEN 'orders' THEN o.customer_id WHEN 'ticket' THEN t.customer_id END"   \
  " FROM log AS l LEFT JOIN orders AS o ON l.subject = 'orders' AND o.id = l.row"                                      \
  " LEFT JOIN ticket AS t ON l.subject = 'ticket' AND t.id = l.row"

static const char step_sql[] = ENTRY_COLUMNS " WHERE l.seq >= ?1 AND l.seq <= ?2 ORDER BY l.seq LIMIT ?3";
/* Each finds its rows by an index of moments (the plus keeps SQLite from walking all entries before), none those of the
 * other. */
static const char earlier_looks_sql[] =
  ENTRY_COLUMNS " WHERE l.detail = 'no-job' AND l.at >= ?1 AND l.at < ?2 AND +l.seq < ?3";
static const char earlier_reveals_sql[] =
  ENTRY_COLUMNS " WHERE l.action IN ('reveal', 'lookup') AND l.actor = ?4 AND l.at >= ?1 AND l.at < ?2 AND +l.seq < ?3"
                " AND l.detail IS NOT 'no-job'";

static gboolean
feed_all (RtReviewRun *self, RtStatement *statement, gboolean earlier, gint64 *last, guint *count, GError **error)
{
  gboolean row = TRUE;

  while (row)
    {
      if (!rt_statement_step (statement, &row, error))
        return FALSE;
      if (!row)
        break;
      feed (self, statement, earlier);
      *last = rt_statement_get_int (statement, 0);
      *count += 1;
    }
  return TRUE;
}

static gboolean
feed_earlier (RtWork *work, RtReviewRun *self, GError **error)
{
  gint64 from = rt_day_begin (self->first_day - RT_REVIEW_REPEATED_WINDOW);
  /* the day itself is before it; a clock that was set back put some after it */
  gint64 to = rt_day_begin (self->first_day + RT_REVIEW_REPEATED_WINDOW);
  g_autoptr (RtStatement) looks = rt_db_prepare (rt_work_get_db (work), earlier_looks_sql, error);
  g_autoptr (RtStatement) reveals =
    looks != NULL ? rt_db_prepare (rt_work_get_db (work), earlier_reveals_sql, error) : NULL;
  GHashTableIter iter;
  gpointer staff;
  gint64 last = 0;
  guint count = 0;

  if (reveals == NULL)
    return FALSE;
  rt_statement_bind (looks, "iii", from, to, self->next);
  if (!feed_all (self, looks, TRUE, &last, &count, error))
    return FALSE;
  g_hash_table_iter_init (&iter, self->since);
  while (g_hash_table_iter_next (&iter, &staff, NULL))
    {
      rt_statement_reset (reveals);
      rt_statement_bind (reveals, "iiii", from, to, self->next, *(const gint64 *) staff);
      if (!feed_all (self, reveals, TRUE, &last, &count, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
rt_review_run_is_last (const RtReviewRun *self)
{
  return self->until >= self->newest;
}

gboolean
rt_review_run_read (RtWork *work, RtReviewRun *self, gboolean *more, GError **error)
{
  g_autoptr (RtStatement) statement = NULL;
  gint64 last = 0;
  guint count = 0;

  *more = FALSE;
  if (!rt_work_need (work, RT_RIGHT_REVIEW_READ, error) || (self->rules == NULL && !begin (work, self, error)))
    return FALSE;
  if (self->until == 0)
    return TRUE;
  if (!self->earlier_done && !feed_earlier (work, self, error))
    return FALSE;
  self->earlier_done = TRUE;
  statement = rt_db_prepare (rt_work_get_db (work), step_sql, error);
  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "iii", self->next, self->until, (gint64) STEP);
  if (!feed_all (self, statement, FALSE, &last, &count, error))
    return FALSE;
  *more = count == STEP;
  self->next = MAX (self->next, last + 1);
  return TRUE;
}

/* --- Keeping what was found --- */

/* The finding that is open about the same, or one that was signed off since this was read; *id 0: none. */
static gboolean
find_open (RtWork *work, const RtReviewFound *found, gint64 *id, gint64 *last_seq, GError **error)
{
  g_autoptr (RtStatement) statement =
    rt_db_prepare (rt_work_get_db (work),
                   "SELECT id, last_seq FROM finding WHERE rule = ?1 AND staff_id = ?2 AND customer_id = ?3"
                   " AND (customer_id <> 0 OR day = ?4) AND (signed_at IS NULL OR last_seq >= ?5)"
                   " ORDER BY signed_at IS NULL DESC LIMIT 1",
                   error);
  gboolean row = FALSE;

  *id = *last_seq = 0;
  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "siidi", rt_review_rule_id (found->rule), found->staff_id, found->customer_id,
                     found->day, found->last_seq);
  if (!rt_statement_step (statement, &row, error))
    return FALSE;
  *id = row ? rt_statement_get_int (statement, 0) : 0;
  *last_seq = row ? rt_statement_get_int (statement, 1) : 0;
  return TRUE;
}

static gboolean
insert (RtWork *work, const RtReviewFound *found, gint64 *id, GError **error)
{
  g_autoptr (RtStatement) statement =
    rt_db_prepare (rt_work_get_db (work),
                   "INSERT INTO finding (rule, staff_id, day, customer_id, severity, from_at, to_at, people, times,"
                   " last_seq, found_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
                   error);

  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "sidiiiiiiii", rt_review_rule_id (found->rule), found->staff_id, found->day,
                     found->customer_id, (gint64) found->severity, found->from, found->to, (gint64) found->people,
                     (gint64) found->times, found->last_seq, rt_work_get_now (work));
  if (!rt_statement_run (statement, error))
    return FALSE;
  *id = rt_db_last_insert_id (rt_work_get_db (work));
  return TRUE;
}

/* A finding only grows. */
static gboolean
update (RtWork *work, const RtReviewFound *found, gint64 id, GError **error)
{
  g_autoptr (RtStatement) statement =
    rt_db_prepare (rt_work_get_db (work),
                   "UPDATE finding SET severity = max (severity, ?2), from_at = min (from_at, ?3),"
                   " to_at = max (to_at, ?4), people = max (people, ?5), times = max (times, ?6), last_seq = ?7"
                   " WHERE id = ?1",
                   error);

  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "iiiiiii", id, (gint64) found->severity, found->from, found->to, (gint64) found->people,
                     (gint64) found->times, found->last_seq);
  return rt_statement_run (statement, error);
}

static gboolean
keep_entries (RtWork *work, const RtReviewFound *found, gint64 id, GError **error)
{
  g_autoptr (RtStatement) statement =
    rt_db_prepare (rt_work_get_db (work),
                   "INSERT OR IGNORE INTO finding_entry (finding_id, seq, at, action, subject, row)"
                   " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                   error);

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < found->entries->len; i++)
    {
      const RtReviewSeen *seen = &g_array_index (found->entries, RtReviewSeen, i);

      rt_statement_reset (statement);
      rt_statement_bind (statement, "iiissi", id, seen->seq, seen->at, seen->action, seen->subject, seen->row);
      if (!rt_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
keep (RtWork *work, const RtReviewFound *found, guint *fresh, GError **error)
{
  gint64 id = 0, last_seq = 0;

  if (!find_open (work, found, &id, &last_seq, error))
    return FALSE;
  if (id != 0 && last_seq >= found->last_seq)
    return TRUE;
  *fresh += id == 0;
  if (!(id != 0 ? update (work, found, id, error) : insert (work, found, &id, error)))
    return FALSE;
  rt_work_changed (work, "finding", id);
  return keep_entries (work, found, id, error);
}

static gboolean
note_read (RtWork *work, RtReviewRun *self, GError **error)
{
  g_autoptr (RtStatement) statement =
    rt_db_prepare (rt_work_get_db (work), "UPDATE review SET seq = max (seq, ?1), at = ?2 WHERE id = 1", error);
  gint64 at = 0;

  if (statement == NULL || !get_int (work, &at, error, moment_sql, "i", self->until, 0))
    return FALSE;
  rt_statement_bind (statement, "ii", self->until, at);
  return rt_statement_run (statement, error);
}

gboolean
rt_review_run_save (RtWork *work, RtReviewRun *self, guint *found, GError **error)
{
  g_autoptr (GPtrArray) all = NULL;
  g_autofree char *detail = NULL;
  guint fresh = 0;

  if (found != NULL)
    *found = 0;
  if (!rt_work_need (work, RT_RIGHT_REVIEW_READ, error))
    return FALSE;
  if (self->rules == NULL || self->until == 0)
    return TRUE;
  all = rt_review_rules_find (self->rules);
  for (guint i = 0; i < all->len; i++)
    if (!keep (work, g_ptr_array_index (all, i), &fresh, error))
      return FALSE;
  detail =
    g_strdup_printf ("%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT " found=%u", self->read_before + 1, self->until, fresh);
  if (found != NULL)
    *found = fresh;
  return note_read (work, self, error) && rt_work_log (work, "review.run", NULL, 0, 0, NULL, detail, error);
}
