/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding out whether the log is whole: against its first key, and against a head kept outside the file. */
#include "config.h"

#include <sodium.h>
#include <string.h>
#include <glib/gi18n.h>

#include "rt-db-private.h"
#include "rt-error.h"
#include "rt-log-private.h"

#define PROGRESS_EVERY 1000

typedef struct
{
  RtSecret *key;   /* of the entry expected next */
  gint64 expected; /* its number */
  gint64 former_at;
  guint8 mac[RT_LOG_MAC_SIZE]; /* of the last good entry */
  const RtLogHead *outside;
  gboolean outside_differs;
  RtLogReport *report;
} Walk;

static void
find_fault (Walk *walk, RtLogVerdict verdict, gint64 seq)
{
  if (walk->report->first_bad != 0)
    return;
  walk->report->verdict = verdict;
  walk->report->first_bad = seq;
}

static void
take_entry (RtStatement *statement, RtLogEntry *entry)
{
  entry->seq = rt_statement_get_int (statement, 0);
  entry->at = rt_statement_get_int (statement, 1);
  entry->actor = rt_statement_get_int (statement, 2);
  entry->action = rt_statement_get_text (statement, 3);
  entry->table = rt_statement_get_text (statement, 4);
  entry->row = rt_statement_get_int (statement, 5);
  entry->fields = (guint64) rt_statement_get_int (statement, 6);
  entry->reason = rt_statement_get_text (statement, 7);
  entry->origin = rt_statement_get_text (statement, 8);
  entry->detail = rt_statement_get_text (statement, 9);
}

/* Text with a NUL inside would be hashed only up to it. */
static gboolean
is_stored_well (RtStatement *statement)
{
  gsize size = 0;

  for (int column = 3; column <= 9; column++)
    {
      const char *text = column == 5 || column == 6 ? NULL : rt_statement_get_text (statement, column);

      if (text == NULL)
        continue;
      rt_statement_peek_blob (statement, column, &size);
      if (strlen (text) != size)
        return FALSE;
    }
  return rt_statement_is_null (statement, 5) || rt_statement_get_int (statement, 5) != 0;
}

static gboolean
mac_equals (RtStatement *statement, const guint8 *mac)
{
  gsize size = 0;
  const guint8 *stored = rt_statement_peek_blob (statement, 10, &size);

  return size == RT_LOG_MAC_SIZE && sodium_memcmp (stored, mac, size) == 0;
}

/* FALSE: here the chain breaks, and nothing after it can be trusted. */
static gboolean
check_entry (Walk *walk, RtStatement *statement)
{
  RtLogEntry entry = { 0 };
  guint8 mac[RT_LOG_MAC_SIZE];

  take_entry (statement, &entry);
  if (entry.seq != walk->expected)
    {
      /* a number that was there already, or one below 1, was put in */
      find_fault (walk, entry.seq > walk->expected ? RT_LOG_GAP : RT_LOG_EDITED, walk->expected);
      return FALSE;
    }
  rt_log_step (rt_secret_peek_writable (walk->key), &entry, walk->mac, mac);
  if (!mac_equals (statement, mac) || !is_stored_well (statement))
    {
      find_fault (walk, RT_LOG_EDITED, entry.seq);
      return FALSE;
    }
  if (walk->expected > 1 && entry.at < walk->former_at)
    {
      walk->report->clock_steps++;
      if (walk->report->first_step == 0)
        walk->report->first_step = entry.seq;
    }
  if (walk->outside != NULL && walk->outside->seq == entry.seq)
    walk->outside_differs = !rt_log_head_fits (walk->outside, mac);
  memcpy (walk->mac, mac, sizeof mac);
  walk->former_at = entry.at;
  walk->expected++;
  walk->report->entries++;
  walk->report->trusted_until = entry.seq;
  return TRUE;
}

/* The state the next entry would be chained to: an attacker who cuts the tail has only keys after the cut, never the
 * one that belongs here. */
static gboolean
check_tail (Walk *walk, RtDb *db, GError **error)
{
  g_auto (RtLogChain) chain = { 0 };
  GError *failure = NULL;
  gboolean read;

  rt_db_enter_own_work (db);
  read = rt_log_chain_read (db, &chain, &failure);
  rt_db_leave_own_work (db);
  if (!read && !g_error_matches (failure, RT_ERROR, RT_ERROR_DAMAGED))
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  g_clear_error (&failure);
  if (!read || chain.seq != walk->expected - 1 || sodium_memcmp (chain.mac, walk->mac, sizeof walk->mac) != 0 ||
      sodium_memcmp (chain.next_key, rt_secret_peek (walk->key), sizeof chain.next_key) != 0)
    find_fault (walk, RT_LOG_CUT, walk->expected);
  return TRUE;
}

static void
check_outside (Walk *walk)
{
  if (walk->outside == NULL)
    return;
  if (walk->outside->seq >= walk->expected)
    find_fault (walk, RT_LOG_ROLLED_BACK, walk->expected);
  else if (walk->outside_differs)
    find_fault (walk, RT_LOG_ROLLED_BACK, walk->outside->seq);
}

static gboolean
walk_entries (Walk *walk, RtDb *db, gint64 total, RtLogProgress progress, gpointer user_data, GCancellable *cancellable,
              GError **error)
{
  g_autoptr (RtStatement) statement = rt_db_prepare (
    db, "SELECT seq, at, actor, action, subject, row, fields, reason, origin, detail, mac FROM log ORDER BY seq",
    error);
  gboolean row = TRUE;

  while (statement != NULL && row)
    {
      if (walk->report->entries % PROGRESS_EVERY == 0)
        {
          if (g_cancellable_set_error_if_cancelled (cancellable, error))
            return FALSE;
          if (progress != NULL)
            progress (walk->report->entries, total, user_data);
        }
      if (!rt_statement_step (statement, &row, error))
        return FALSE;
      if (row && !check_entry (walk, statement))
        return TRUE;
    }
  return statement != NULL;
}

static gboolean
verify (Walk *walk, RtDb *db, RtLogProgress progress, gpointer user_data, GCancellable *cancellable, GError **error)
{
  gint64 total = 0;

  if (!rt_db_get_int (db, "SELECT count(*) FROM log", &total, error) ||
      !walk_entries (walk, db, total, progress, user_data, cancellable, error))
    return FALSE;
  if (walk->report->first_bad == 0 && !check_tail (walk, db, error))
    return FALSE;
  check_outside (walk);
  if (walk->report->verdict == RT_LOG_WHOLE && walk->report->clock_steps > 0)
    walk->report->verdict = RT_LOG_CLOCK;
  if (progress != NULL)
    progress (walk->report->entries, total, user_data);
  return TRUE;
}

gboolean
rt_log_verify (RtDb *db, const RtSecret *first_key, const RtLogHead *outside, RtLogProgress progress,
               gpointer user_data, GCancellable *cancellable, RtLogReport *report, GError **error)
{
  g_autoptr (RtSecret) key = rt_secret_copy (first_key);
  Walk walk = { .key = key, .expected = 1, .outside = outside, .report = report };
  gboolean ours = !rt_db_in_transaction (db);
  gboolean done;

  memset (report, 0, sizeof *report);
  if (key == NULL || rt_secret_get_size (key) != RT_LOG_KEY_SIZE)
    {
      g_set_error_literal (error, RT_ERROR, RT_ERROR_DENIED,
                           _("Only people who hold the key of the log can check it."));
      return FALSE;
    }
  /* one snapshot, so that an entry appended meanwhile is not mistaken for a cut */
  if (ours && !rt_db_begin (db, error))
    return FALSE;
  done = verify (&walk, db, progress, user_data, cancellable, error);
  if (ours)
    rt_db_rollback (db);
  return done;
}

static gboolean
alarm_about_head (GError **error)
{
  g_set_error_literal (
    error, RT_ERROR, RT_ERROR_DAMAGED,
    _ (
      "The log of this store is shorter than, or different from, what was last seen here: an older copy was put in its "
      "place, or entries were removed. Tell the manager."));
  return FALSE;
}

static gboolean
compare_entry (RtDb *db, const RtLogHead *outside, GError **error)
{
  g_autoptr (RtStatement) statement = rt_db_prepare (db, "SELECT mac FROM log WHERE seq = ?", error);
  gboolean row = FALSE;
  gsize size = 0;
  const guint8 *mac = NULL;

  if (statement == NULL)
    return FALSE;
  rt_statement_bind_int (statement, 1, outside->seq);
  if (!rt_statement_step (statement, &row, error))
    return FALSE;
  mac = row ? rt_statement_peek_blob (statement, 0, &size) : NULL;
  if (size != RT_LOG_MAC_SIZE || !rt_log_head_fits (outside, mac))
    return alarm_about_head (error);
  return TRUE;
}

gboolean
rt_log_check_head (RtDb *db, const RtLogHead *outside, GError **error)
{
  RtLogHead head = { 0 };
  gboolean same;

  if (!rt_log_get_head (db, &head, error))
    return FALSE;
  if (outside->seq == 0)
    return TRUE;
  if (outside->seq > head.seq)
    return alarm_about_head (error);
  rt_db_enter_own_work (db);
  same = compare_entry (db, outside, error);
  rt_db_leave_own_work (db);
  return same;
}
