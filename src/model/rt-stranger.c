/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counting for names that nobody has. */
#include "config.h"

#include "rt-stranger.h"

#define BUCKETS  1024
#define KEPT_FOR (30 * 24 * 60 * 60)

static gint64
get_bucket (const char *login)
{
  return g_str_hash (login) % BUCKETS;
}

gboolean
rt_stranger_find (RtDb *db, const char *login, gint64 now, gint64 *failures, gint64 *not_before, GError **error)
{
  g_autoptr (RtStatement) statement =
    rt_db_prepare (db, "SELECT failures, not_before FROM stranger WHERE bucket = ?1", error);
  gboolean row = FALSE;

  *failures = *not_before = 0;
  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "i", get_bucket (login));
  if (!rt_statement_step (statement, &row, error))
    return FALSE;
  if (!row)
    return TRUE;
  *failures = rt_statement_get_int (statement, 0);
  *not_before = rt_statement_get_int (statement, 1);
  if (now > *not_before + KEPT_FOR)
    *failures = *not_before = 0;
  return TRUE;
}

/* A row that is forgotten counts from nought again, so only a higher number says that somebody was faster. */
gboolean
rt_stranger_count (RtDb *db, const char *login, gint64 seen, gint64 failures, gint64 not_before, gboolean *fits,
                   GError **error)
{
  g_autoptr (RtStatement) statement =
    rt_db_prepare (db,
                   "INSERT INTO stranger (bucket, failures, not_before) VALUES (?1, ?2, ?3) ON CONFLICT (bucket)"
                   " DO UPDATE SET failures = ?2, not_before = ?3 WHERE failures = ?4 OR (?4 = 0 AND not_before < ?5)",
                   error);

  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "iiiii", get_bucket (login), failures, not_before, seen, not_before - KEPT_FOR);
  if (!rt_statement_run (statement, error))
    return FALSE;
  *fits = rt_db_changes (db) == 1;
  return TRUE;
}
