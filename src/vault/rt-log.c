/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Appending to the log: each entry is chained by a key that moves forward and forgets its past (product.md §5). */
#include "config.h"

#include <sodium.h>
#include <string.h>
#include <glib/gi18n.h>

#include "rt-db-private.h"
#include "rt-error.h"
#include "rt-log-private.h"

#define LABEL     "rolltop-log-1"
#define NO_TEXT   G_MAXUINT32
#define HEAD_SIZE (8 + RT_LOG_MAC_SIZE)

static gboolean
fail (GError **error, RtError code, const char *sentence)
{
  g_set_error_literal (error, RT_ERROR, code, sentence);
  return FALSE;
}

static void
add_length (crypto_generichash_state *state, guint32 length)
{
  guint32 bytes = GUINT32_TO_LE (length);

  crypto_generichash_update (state, (const guint8 *) &bytes, sizeof bytes);
}

static void
add_number (crypto_generichash_state *state, guint64 number)
{
  guint64 bytes = GUINT64_TO_LE (number);

  add_length (state, sizeof bytes);
  crypto_generichash_update (state, (const guint8 *) &bytes, sizeof bytes);
}

static void
add_text (crypto_generichash_state *state, const char *text)
{
  gsize length = text != NULL ? strlen (text) : 0;

  add_length (state, text != NULL ? (guint32) length : NO_TEXT);
  if (length > 0)
    crypto_generichash_update (state, (const guint8 *) text, length);
}

void
rt_log_step (guint8 key[RT_LOG_KEY_SIZE], const RtLogEntry *entry, const guint8 former_mac[RT_LOG_MAC_SIZE],
             guint8 mac[RT_LOG_MAC_SIZE])
{
  guint8 out[RT_LOG_MAC_SIZE + RT_LOG_KEY_SIZE];
  crypto_generichash_state state;

  crypto_generichash_init (&state, key, RT_LOG_KEY_SIZE, sizeof out);
  crypto_generichash_update (&state, (const guint8 *) LABEL, strlen (LABEL));
  add_number (&state, (guint64) entry->seq);
  crypto_generichash_update (&state, former_mac, RT_LOG_MAC_SIZE);
  add_number (&state, (guint64) entry->at);
  add_number (&state, (guint64) entry->actor);
  add_text (&state, entry->action);
  add_text (&state, entry->table);
  add_number (&state, (guint64) entry->row);
  add_number (&state, entry->fields);
  add_text (&state, entry->reason);
  add_text (&state, entry->origin);
  add_text (&state, entry->detail);
  crypto_generichash_final (&state, out, sizeof out);
  memcpy (mac, out, RT_LOG_MAC_SIZE);
  memcpy (key, out + RT_LOG_MAC_SIZE, RT_LOG_KEY_SIZE);
  sodium_memzero (out, sizeof out);
  sodium_memzero (&state, sizeof state);
}

void
rt_log_chain_clear (RtLogChain *self)
{
  sodium_memzero (self, sizeof *self);
}

static gboolean
take_chain_row (RtStatement *statement, RtLogChain *chain, GError **error)
{
  gsize key_size = 0, mac_size = 0;
  const guint8 *key = rt_statement_peek_blob (statement, 1, &key_size);
  const guint8 *mac = rt_statement_peek_blob (statement, 2, &mac_size);

  if (key_size != RT_LOG_KEY_SIZE || mac_size != RT_LOG_MAC_SIZE)
    return fail (error, RT_ERROR_DAMAGED,
                 _("The log of the store is damaged, so nothing can be recorded; restore the store from a backup."));
  chain->seq = rt_statement_get_int (statement, 0);
  memcpy (chain->next_key, key, key_size);
  memcpy (chain->mac, mac, mac_size);
  return TRUE;
}

gboolean
rt_log_chain_read (RtDb *db, RtLogChain *chain, GError **error)
{
  g_autoptr (RtStatement) statement = rt_db_prepare (db, "SELECT seq, next_key, mac FROM chain WHERE id = 1", error);
  gboolean row = FALSE;

  if (statement == NULL || !rt_statement_step (statement, &row, error))
    return FALSE;
  if (!row)
    return fail (error, RT_ERROR_DAMAGED,
                 _("The log of the store is damaged, so nothing can be recorded; restore the store from a backup."));
  return take_chain_row (statement, chain, error);
}

static void
bind_zero_as_null (RtStatement *statement, int index, gint64 value)
{
  if (value == 0)
    rt_statement_bind_null (statement, index);
  else
    rt_statement_bind_int (statement, index, value);
}

static gboolean
insert_entry (RtDb *db, const RtLogEntry *entry, const guint8 *mac, GError **error)
{
  g_autoptr (RtStatement) statement =
    rt_db_prepare (db,
                   "INSERT INTO log (seq, at, actor, action, subject, row, fields, reason, origin, detail, mac)"
                   " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                   error);

  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "iiiss", entry->seq, entry->at, entry->actor, entry->action, entry->table);
  bind_zero_as_null (statement, 6, entry->row);
  rt_statement_bind_int (statement, 7, (gint64) entry->fields);
  rt_statement_bind_text (statement, 8, entry->reason);
  rt_statement_bind_text (statement, 9, entry->origin);
  rt_statement_bind_text (statement, 10, entry->detail);
  rt_statement_bind_blob (statement, 11, mac, RT_LOG_MAC_SIZE);
  return rt_statement_run (statement, error);
}

/* The former key's bytes are gone from the page with this: secure_delete, and the same length in the same place. */
static gboolean
update_chain (RtDb *db, const RtLogChain *chain, GError **error)
{
  g_autoptr (RtStatement) statement =
    rt_db_prepare (db, "UPDATE chain SET seq = ?, next_key = ?, mac = ? WHERE id = 1", error);

  if (statement == NULL)
    return FALSE;
  rt_statement_bind_int (statement, 1, chain->seq);
  rt_statement_bind_blob (statement, 2, chain->next_key, RT_LOG_KEY_SIZE);
  rt_statement_bind_blob (statement, 3, chain->mac, RT_LOG_MAC_SIZE);
  return rt_statement_run (statement, error);
}

static gboolean
append (RtDb *db, RtLogEntry *entry, GError **error)
{
  g_auto (RtLogChain) chain = { 0 };

  if (!rt_log_chain_read (db, &chain, error))
    return FALSE;
  entry->seq = ++chain.seq;
  rt_log_step (chain.next_key, entry, chain.mac, chain.mac);
  return insert_entry (db, entry, chain.mac, error) && update_chain (db, &chain, error);
}

gboolean
rt_log_append (RtDb *db, RtClock *clock, RtLogEntry *entry, GError **error)
{
  gboolean done;

  if (!rt_db_check_thread (db, error))
    return FALSE;
  if (!rt_db_in_transaction (db) || entry->action == NULL)
    return rt_db_set_error (db, SQLITE_MISUSE, error);
  entry->at = rt_clock_now (clock);
  rt_db_enter_own_work (db);
  done = append (db, entry, error);
  rt_db_leave_own_work (db);
  return done;
}

gboolean
rt_log_count (RtDb *db, gint64 actor, const char *action, gint64 row, gint64 since, gint64 *count, GError **error)
{
  g_autoptr (RtStatement) statement = NULL;
  gboolean found = FALSE;

  rt_db_enter_own_work (db);
  statement =
    rt_db_prepare (db,
                   "SELECT count(*) FROM log WHERE actor = ?1 AND action = ?2 AND at >= ?3 AND (?4 = 0 OR row = ?4)",
                   error);
  rt_db_leave_own_work (db);
  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "isii", actor, action, since, row);
  if (!rt_statement_step (statement, &found, error))
    return FALSE;
  *count = rt_statement_get_int (statement, 0);
  return TRUE;
}

gboolean
rt_log_sum (RtDb *db, gint64 actor, const char *action, gint64 since, gint64 *sum, GError **error)
{
  g_autoptr (RtStatement) statement = NULL;
  gboolean found = FALSE;

  rt_db_enter_own_work (db);
  statement = rt_db_prepare (db,
                             "SELECT coalesce (sum (CAST (substr (detail, 7) AS INTEGER)), 0) FROM log"
                             " WHERE actor = ?1 AND action = ?2 AND at >= ?3 AND detail LIKE 'count=%'",
                             error);
  rt_db_leave_own_work (db);
  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "isi", actor, action, since);
  if (!rt_statement_step (statement, &found, error))
    return FALSE;
  *sum = rt_statement_get_int (statement, 0);
  return TRUE;
}

static gboolean
insert_chain (RtDb *db, const RtSecret *first_key, GError **error)
{
  const guint8 nothing[RT_LOG_MAC_SIZE] = { 0 };
  g_autoptr (RtStatement) statement =
    rt_db_prepare (db, "INSERT INTO chain (id, seq, next_key, mac) VALUES (1, 0, ?, ?)", error);

  if (statement == NULL)
    return FALSE;
  rt_statement_bind_blob (statement, 1, rt_secret_peek (first_key), RT_LOG_KEY_SIZE);
  rt_statement_bind_blob (statement, 2, nothing, sizeof nothing);
  return rt_statement_run (statement, error);
}

gboolean
rt_log_start (RtDb *db, RtClock *clock, RtSecret **first_key, GError **error)
{
  g_autoptr (RtSecret) key = rt_secret_new_random (RT_LOG_KEY_SIZE);
  RtLogEntry genesis = { .action = "log.start" };

  if (!rt_db_in_transaction (db))
    return rt_db_set_error (db, SQLITE_MISUSE, error);
  if (!insert_chain (db, key, error) || !rt_log_append (db, clock, &genesis, error))
    return FALSE;
  *first_key = g_steal_pointer (&key);
  return TRUE;
}

gboolean
rt_log_get_head (RtDb *db, RtLogHead *head, GError **error)
{
  g_auto (RtLogChain) chain = { 0 };
  gboolean done;

  rt_db_enter_own_work (db);
  done = rt_log_chain_read (db, &chain, error);
  rt_db_leave_own_work (db);
  head->seq = chain.seq;
  head->known = 0;
  memcpy (head->mac, chain.mac, sizeof head->mac);
  return done;
}

RtSecret *
rt_log_head_to_bytes (const RtLogHead *head)
{
  RtSecret *bytes = rt_secret_new (HEAD_SIZE);
  guint64 seq = GUINT64_TO_LE ((guint64) head->seq);

  memcpy (rt_secret_peek_writable (bytes), &seq, sizeof seq);
  memcpy (rt_secret_peek_writable (bytes) + sizeof seq, head->mac, sizeof head->mac);
  return bytes;
}

gboolean
rt_log_head_from_bytes (const RtSecret *bytes, RtLogHead *head)
{
  guint64 seq = 0;

  if (bytes == NULL || rt_secret_get_size (bytes) != HEAD_SIZE)
    return FALSE;
  memcpy (&seq, rt_secret_peek (bytes), sizeof seq);
  memcpy (head->mac, rt_secret_peek (bytes) + sizeof seq, sizeof head->mac);
  head->seq = (gint64) GUINT64_FROM_LE (seq);
  head->known = 0;
  return head->seq >= 0;
}
