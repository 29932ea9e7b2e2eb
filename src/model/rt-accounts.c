/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Staff accounts as rows. */
#include "config.h"

#include "rt-accounts.h"

#include <glib/gi18n.h>
#include <string.h>

#include "rt-error.h"
#include "rt-text.h"

#define LOGIN_MAX_BYTES 64
#define NAME_MAX_BYTES  200
#define FREE_FAILURES   3
#define LONGEST_DELAY   300

void
rt_account_clear (RtAccount *self)
{
  g_clear_pointer (&self->login, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->state, g_free);
  g_clear_pointer (&self->totp, g_bytes_unref);
  rt_staff_lock_clear (&self->lock);
}

static gboolean
has_blank (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_unichar_isspace (g_utf8_get_char (text)))
      return TRUE;
  return FALSE;
}

gboolean
rt_account_clean (char **login, char **name, GError **error)
{
  g_autofree char *clean_login = rt_text_clean (*login, -1, LOGIN_MAX_BYTES, FALSE, "staff.login", error);
  g_autofree char *clean_name =
    clean_login != NULL ? rt_text_clean (*name, -1, NAME_MAX_BYTES, FALSE, "staff.name", error) : NULL;

  if (clean_name == NULL)
    return FALSE;
  if (rt_text_is_blank (clean_name))
    {
      rt_error_set_invalid (error, "staff.name", _("Enter the person’s name."));
      return FALSE;
    }
  if (rt_text_is_blank (clean_login) || has_blank (clean_login))
    {
      rt_error_set_invalid (error, "staff.login", _("A login is one word without blanks, such as “wang.fang”."));
      return FALSE;
    }
  g_free (*login);
  *login = rt_text_fold (clean_login);
  g_free (*name);
  *name = g_steal_pointer (&clean_name);
  return TRUE;
}

/* FALSE when the row cannot be one of ours. */
static gboolean
take_lock (RtStatement *statement, int first, RtStaffLock *lock)
{
  gsize public_size = 0;
  gsize salt_size = 0;
  const guint8 *public_key = rt_statement_peek_blob (statement, first, &public_size);
  const guint8 *salt = rt_statement_peek_blob (statement, first + 2, &salt_size);

  if (public_key == NULL || salt == NULL || public_size != sizeof lock->public_key || salt_size != sizeof lock->salt)
    return FALSE;
  memcpy (lock->public_key, public_key, sizeof lock->public_key);
  memcpy (lock->salt, salt, sizeof lock->salt);
  lock->sealed = rt_statement_dup_bytes (statement, first + 1);
  lock->cost.ops = (guint32) rt_statement_get_int (statement, first + 3);
  lock->cost.mem_kib = (guint32) rt_statement_get_int (statement, first + 4);
  return lock->sealed != NULL;
}

gboolean
rt_account_find (RtDb *db, const char *login, RtAccount *out, gboolean *found, GError **error)
{
  g_autoptr (RtStatement) statement =
    rt_db_prepare (db,
                   "SELECT id, login, name, roles, state, failures, not_before, public_key,"
                   " secret_sealed, kdf_salt, kdf_ops, kdf_mem_kib, locked_at, totp_sealed, totp_step FROM staff"
                   " WHERE login = ?1",
                   error);

  *found = FALSE;
  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "s", login);
  if (!rt_statement_step (statement, found, error))
    return FALSE;
  if (!*found)
    return TRUE;
  out->id = rt_statement_get_int (statement, 0);
  out->login = g_strdup (rt_statement_get_text (statement, 1));
  out->name = g_strdup (rt_statement_get_text (statement, 2));
  out->roles = (RtRoles) rt_statement_get_int (statement, 3);
  out->state = g_strdup (rt_statement_get_text (statement, 4));
  out->failures = rt_statement_get_int (statement, 5);
  out->not_before = rt_statement_get_int (statement, 6);
  out->locked_at = rt_statement_get_int (statement, 12);
  out->totp = rt_statement_dup_bytes (statement, 13);
  out->totp_step = rt_statement_get_int (statement, 14);
  if (take_lock (statement, 7, &out->lock))
    return TRUE;
  rt_account_clear (out);
  g_set_error_literal (error, RT_ERROR, RT_ERROR_DAMAGED,
                       _("This account is damaged; an administrator can reset it."));
  return FALSE;
}

static gboolean
is_taken (RtDb *db, const char *login, gboolean *taken, GError **error)
{
  g_autoptr (RtStatement) statement = rt_db_prepare (db, "SELECT id FROM staff WHERE login = ?1", error);

  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "s", login);
  return rt_statement_step (statement, taken, error);
}

static void
bind_lock (RtStatement *statement, int first, const RtStaffLock *lock)
{
  rt_statement_bind_blob (statement, first, lock->public_key, sizeof lock->public_key);
  rt_statement_bind_bytes (statement, first + 1, lock->sealed);
  rt_statement_bind_blob (statement, first + 2, lock->salt, sizeof lock->salt);
  rt_statement_bind_int (statement, first + 3, lock->cost.ops);
  rt_statement_bind_int (statement, first + 4, lock->cost.mem_kib);
}

gboolean
rt_account_insert (RtDb *db, const char *login, const char *name, RtRoles roles, const char *state,
                   const RtStaffLock *lock, gint64 now, gint64 *id, GError **error)
{
  g_autoptr (RtStatement) statement = NULL;
  gboolean taken = FALSE;

  if (!is_taken (db, login, &taken, error))
    return FALSE;
  if (taken)
    {
      g_set_error_literal (error, RT_ERROR, RT_ERROR_EXISTS, _("Somebody already has this login; choose another."));
      return FALSE;
    }
  statement = rt_db_prepare (db,
                             "INSERT INTO staff (login, name, roles, state, public_key, secret_sealed, kdf_salt,"
                             " kdf_ops, kdf_mem_kib, created_at, changed_at)"
                             " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?10)",
                             error);
  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "ssis", login, name, (gint64) roles, state);
  bind_lock (statement, 5, lock);
  rt_statement_bind_int (statement, 10, now);
  if (!rt_statement_run (statement, error))
    return FALSE;
  *id = rt_db_last_insert_id (db);
  return TRUE;
}

gboolean
rt_account_set_lock (RtDb *db, gint64 id, const RtStaffLock *lock, const char *state, gint64 now, GError **error)
{
  g_autoptr (RtStatement) statement =
    rt_db_prepare (db,
                   "UPDATE staff SET state = ?2, public_key = ?3, secret_sealed = ?4, kdf_salt = ?5, kdf_ops = ?6,"
                   " kdf_mem_kib = ?7, failures = 0, not_before = 0, locked_at = NULL, changed_at = ?8 WHERE id = ?1",
                   error);

  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "is", id, state);
  bind_lock (statement, 3, lock);
  rt_statement_bind_int (statement, 8, now);
  return rt_statement_run (statement, error);
}

gboolean
rt_account_strengthen (RtDb *db, const RtAccount *seen, const RtStaffLock *lock, gboolean *fits, GError **error)
{
  g_autoptr (RtStatement) statement =
    rt_db_prepare (db,
                   "UPDATE staff SET public_key = ?2, secret_sealed = ?3, kdf_salt = ?4, kdf_ops = ?5, kdf_mem_kib = ?6"
                   " WHERE id = ?1 AND secret_sealed = ?7",
                   error);

  if (statement == NULL)
    return FALSE;
  rt_statement_bind_int (statement, 1, seen->id);
  bind_lock (statement, 2, lock);
  rt_statement_bind_bytes (statement, 7, seen->lock.sealed);
  if (!rt_statement_run (statement, error))
    return FALSE;
  *fits = rt_db_changes (db) == 1;
  return TRUE;
}

gboolean
rt_account_count (RtDb *db, const RtAccount *seen, const RtAccountOutcome *outcome, gint64 now, gboolean *fits,
                  GError **error)
{
  g_autoptr (RtStatement) statement = rt_db_prepare (
    db,
    "UPDATE staff SET failures = ?2, not_before = ?3, locked_at = nullif (?4, 0), totp_step = ?5,"
    " last_sign_in = CASE WHEN ?6 THEN ?7 ELSE last_sign_in END"
    " WHERE id = ?1 AND failures = ?8 AND not_before = ?9 AND ifnull (locked_at, 0) = ?10"
    " AND totp_step = ?11 AND totp_sealed IS ?12 AND secret_sealed = ?13 AND state = ?14 AND roles = ?15",
    error);

  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "iiiiiiiiiiibbsi", seen->id, outcome->failures, outcome->not_before, outcome->locked_at,
                     outcome->totp_step, (gint64) outcome->signed_in, now, seen->failures, seen->not_before,
                     seen->locked_at, seen->totp_step, seen->totp, seen->lock.sealed, seen->state,
                     (gint64) seen->roles);
  if (!rt_statement_run (statement, error))
    return FALSE;
  *fits = rt_db_changes (db) == 1;
  return TRUE;
}

gboolean
rt_account_unlock (RtDb *db, gint64 id, gint64 now, GError **error)
{
  g_autoptr (RtStatement) statement =
    rt_db_prepare (db,
                   "UPDATE staff SET failures = 0, not_before = 0, locked_at = NULL, changed_at = ?2"
                   " WHERE id = ?1 OR ?1 = 0",
                   error);

  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "ii", id, now);
  return rt_statement_run (statement, error);
}

static RtKdfCost
get_cost (RtStatement *statement)
{
  return (RtKdfCost){ (guint32) rt_statement_get_int (statement, 0), (guint32) rt_statement_get_int (statement, 1) };
}

gboolean
rt_account_wanted_cost (RtDb *db, RtKdfCost *cost, GError **error)
{
  g_autoptr (RtStatement) statement = rt_db_prepare (db, "SELECT kdf_ops, kdf_mem_kib FROM store", error);
  gboolean row = FALSE;

  if (statement == NULL || !rt_statement_step (statement, &row, error))
    return FALSE;
  *cost = row && !rt_statement_is_null (statement, 0) ? get_cost (statement) : RT_KDF_COST_DEFAULT;
  if (!rt_kdf_cost_is_allowed (*cost))
    *cost = RT_KDF_COST_DEFAULT;
  return TRUE;
}

gboolean
rt_account_list_costs (RtDb *db, RtKdfCost costs[RT_ACCOUNT_MAX_COSTS], guint *n, GError **error)
{
  g_autoptr (RtStatement) statement =
    rt_db_prepare (db, "SELECT DISTINCT kdf_ops, kdf_mem_kib FROM staff ORDER BY kdf_ops * kdf_mem_kib DESC LIMIT 4",
                   error);
  gboolean row = TRUE;

  *n = 0;
  if (statement == NULL)
    return FALSE;
  while (row && *n < RT_ACCOUNT_MAX_COSTS)
    {
      if (!rt_statement_step (statement, &row, error))
        return FALSE;
      if (row && rt_kdf_cost_is_allowed (get_cost (statement)))
        costs[(*n)++] = get_cost (statement);
    }
  return TRUE;
}

gint64
rt_account_delay (gint64 failures)
{
  gint64 step = failures - FREE_FAILURES - 1;

  if (step < 0)
    return 0;
  return step >= 9 ? LONGEST_DELAY : MIN (G_GINT64_CONSTANT (1) << step, LONGEST_DELAY);
}
