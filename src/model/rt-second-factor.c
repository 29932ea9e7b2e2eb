/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One-time codes and recovery codes in the store. */
#include "config.h"

#include "rt-second-factor.h"

#include "rt-box.h"
#include "rt-settings.h"

#define CONTEXT "totp"

void
rt_second_factor_clear (RtSecondFactor *self)
{
  g_clear_pointer (&self->spare, g_bytes_unref);
}

static gboolean
is_unused (RtDb *db, gint64 staff, GBytes *digest, gboolean *unused, GError **error)
{
  g_autoptr (RtStatement) statement =
    rt_db_prepare (db, "SELECT digest FROM staff_code WHERE staff_id = ?1 AND digest = ?2 AND used_at IS NULL", error);

  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "ib", staff, digest);
  return rt_statement_step (statement, unused, error);
}

/* Something of the usual size that opens for nobody. */
static GBytes *
make_dummy (const RtSecret *secret)
{
  static const guint8 nobody[RT_BOX_KEY_SIZE] = { 9 }; /* the base point: a public key like any other */

  return rt_wrap_to (nobody, secret, CONTEXT, NULL);
}

static gboolean
check_spare (RtDb *db, const RtAccount *account, const RtSecret *secret_key, const RtSecret *typed, RtSecondFactor *out,
             GError **error)
{
  g_autoptr (GBytes) digest = rt_spare_code_digest (secret_key, typed);
  gboolean unused = FALSE;

  if (digest == NULL)
    return TRUE;
  if (!is_unused (db, account->id, digest, &unused, error))
    return FALSE;
  if (unused && account->totp != NULL && !out->right)
    {
      out->right = TRUE;
      out->spare = g_steal_pointer (&digest);
    }
  return TRUE;
}

/* A password that was wrong, an account without codes and one with them go the same way, so that the time of an answer
 * does not tell which it was. */
gboolean
rt_second_factor_check (RtDb *db, const RtAccount *account, const RtSecret *secret_key, const RtSecret *typed,
                        gint64 now, RtSecondFactor *out, GError **error)
{
  g_autoptr (RtSecret) any_key = rt_secret_new_random (RT_BOX_KEY_SIZE);
  g_autoptr (RtSecret) any_secret = rt_totp_new_secret ();
  g_autoptr (GBytes) dummy = make_dummy (any_secret);
  const gboolean real = secret_key != NULL && account->totp != NULL;
  const RtSecret *key = secret_key != NULL ? secret_key : any_key;
  g_autoptr (RtSecret) secret = rt_unwrap (key, real ? account->totp : dummy, CONTEXT, NULL);
  gint64 step = account->totp_step;

  *out = (RtSecondFactor){ .right = FALSE, .step = account->totp_step };
  if (rt_totp_check (secret != NULL ? secret : any_secret, typed, now, account->totp_step, &step) && real &&
      secret != NULL)
    {
      out->right = TRUE;
      out->step = step;
    }
  return check_spare (db, account, key, typed, out, error);
}

static gboolean
count_unused (RtDb *db, gint64 staff, gint64 *left, GError **error)
{
  g_autoptr (RtStatement) statement =
    rt_db_prepare (db, "SELECT count (*) FROM staff_code WHERE staff_id = ?1 AND used_at IS NULL", error);
  gboolean row = FALSE;

  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "i", staff);
  if (!rt_statement_step (statement, &row, error))
    return FALSE;
  *left = rt_statement_get_int (statement, 0);
  return TRUE;
}

gboolean
rt_second_factor_use_spare (RtDb *db, gint64 staff, GBytes *digest, gint64 now, gboolean *fits, gint64 *left,
                            GError **error)
{
  g_autoptr (RtStatement) statement =
    rt_db_prepare (db, "UPDATE staff_code SET used_at = ?3 WHERE staff_id = ?1 AND digest = ?2 AND used_at IS NULL",
                   error);

  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "ibi", staff, digest, now);
  if (!rt_statement_run (statement, error))
    return FALSE;
  *fits = rt_db_changes (db) == 1;
  return count_unused (db, staff, left, error);
}

static gboolean
delete_codes (RtDb *db, gint64 staff, GError **error)
{
  g_autoptr (RtStatement) statement = rt_db_prepare (db, "DELETE FROM staff_code WHERE staff_id = ?1", error);

  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "i", staff);
  return rt_statement_run (statement, error);
}

static gboolean
insert_code (RtDb *db, gint64 staff, const RtSecret *secret_key, const RtSecret *code, GError **error)
{
  g_autoptr (RtStatement) statement =
    rt_db_prepare (db, "INSERT INTO staff_code (staff_id, digest) VALUES (?1, ?2)", error);
  g_autoptr (GBytes) digest = rt_spare_code_digest (secret_key, code);

  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "ib", staff, digest);
  return rt_statement_run (statement, error);
}

static gboolean
store_secret (RtDb *db, const RtAccount *seen, GBytes *sealed, gint64 step, gint64 now, gboolean *fits, GError **error)
{
  g_autoptr (RtStatement) statement =
    rt_db_prepare (db,
                   "UPDATE staff SET totp_sealed = ?2, totp_step = ?3, last_sign_in = ?4, changed_at = ?4"
                   " WHERE id = ?1 AND totp_sealed IS NULL AND locked_at IS NULL AND secret_sealed = ?5 AND state = ?6"
                   " AND roles = ?7",
                   error);

  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "ibiibsi", seen->id, sealed, step, now, seen->lock.sealed, seen->state,
                     (gint64) seen->roles);
  if (!rt_statement_run (statement, error))
    return FALSE;
  *fits = rt_db_changes (db) == 1;
  return TRUE;
}

gboolean
rt_second_factor_renew_codes (RtDb *db, gint64 staff, const RtSecret *secret_key, GPtrArray *codes, GError **error)
{
  if (!delete_codes (db, staff, error))
    return FALSE;
  for (guint i = 0; i < codes->len; i++)
    if (!insert_code (db, staff, secret_key, g_ptr_array_index (codes, i), error))
      return FALSE;
  return TRUE;
}

gboolean
rt_second_factor_store (RtDb *db, const RtAccount *seen, const RtSecret *secret_key, const RtSecret *secret,
                        gint64 step, GPtrArray *codes, gint64 now, gboolean *fits, GError **error)
{
  g_autoptr (GBytes) sealed = rt_wrap_to (seen->lock.public_key, secret, CONTEXT, error);

  if (sealed == NULL || !store_secret (db, seen, sealed, step, now, fits, error))
    return FALSE;
  return !*fits || rt_second_factor_renew_codes (db, seen->id, secret_key, codes, error);
}

gboolean
rt_second_factor_remove (RtDb *db, gint64 staff, GError **error)
{
  g_autoptr (RtStatement) statement = rt_db_prepare (db, "UPDATE staff SET totp_sealed = NULL WHERE id = ?1", error);

  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "i", staff);
  return rt_statement_run (statement, error) && delete_codes (db, staff, error);
}

gboolean
rt_second_factor_in_use (RtDb *db, gboolean *in_use, GError **error)
{
  gint64 roles = 0;
  gint64 somebody = 0;

  if (!rt_settings_get (db, RT_SETTING_CODE_ROLES, &roles, error) ||
      !rt_db_get_int (db, "SELECT count (*) FROM staff WHERE totp_sealed IS NOT NULL", &somebody, error))
    return FALSE;
  *in_use = roles != 0 || somebody > 0;
  return TRUE;
}
