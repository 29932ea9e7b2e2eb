/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What becomes of one attempt to sign in. */
#include "config.h"

#include "rt-attempt.h"

#include <glib/gi18n.h>
#include <string.h>

#include "rt-error.h"
#include "rt-grants.h"
#include "rt-settings.h"
#include "rt-stranger.h"

void
rt_attempt_free (gpointer data)
{
  RtAttempt *self = data;

  if (self == NULL)
    return;
  rt_vault_unref (self->vault);
  rt_clock_unref (self->clock);
  g_free (self->origin);
  g_free (self->login);
  g_bytes_unref (self->digest);
  rt_secret_free (self->password);
  rt_secret_free (self->code);
  rt_secret_free (self->new_password);
  g_clear_pointer (&self->new_codes, g_ptr_array_unref);
  rt_account_clear (&self->account);
  rt_secret_free (self->secret_key);
  rt_secret_free (self->new_key);
  rt_staff_lock_clear (&self->new_lock);
  g_clear_error (&self->verdict);
  rt_session_unref (self->session);
  g_free (self);
}

RtAttempt *
rt_attempt_move (RtAttempt *self)
{
  RtAttempt *moved = g_memdup2 (self, sizeof *self);

  memset (self, 0, sizeof *self);
  return moved;
}

gboolean
rt_attempt_read (RtAttempt *self, RtDb *db, GError **error)
{
  RtAccount *account = &self->account;
  gint64 code_roles = 0;

  if (!rt_account_find (db, self->login, account, &self->known, error) ||
      !rt_account_wanted_cost (db, &self->wanted, error) ||
      !rt_account_list_costs (db, self->costs, &self->n_costs, error) ||
      !rt_settings_get (db, RT_SETTING_SIGN_IN_ATTEMPTS, &self->most_failures, error) ||
      !rt_settings_get (db, RT_SETTING_CODE_ROLES, &code_roles, error))
    return FALSE;
  self->code_wanted = self->known && (account->roles & (RtRoles) code_roles) != 0;
  self->locked = account->locked_at != 0;
  if (self->known)
    return TRUE;
  if (!rt_stranger_find (db, self->login, rt_clock_now (self->clock), &account->failures, &account->not_before, error))
    return FALSE;
  self->locked = account->failures >= self->most_failures;
  return TRUE;
}

static GError *
new_wrong_login (void)
{
  return g_error_new_literal (RT_ERROR, RT_ERROR_WRONG_LOGIN, _("The name, the password or the code is not right."));
}

static GError *
new_wait (gint64 seconds)
{
  return g_error_new (RT_ERROR, RT_ERROR_WAIT,
                      ngettext ("There were too many wrong attempts; try again in %d second.",
                                "There were too many wrong attempts; try again in %d seconds.", (gulong) seconds),
                      (int) seconds);
}

/* Nothing is looked at any more, so this is said to everybody, and of names that nobody has as well. */
static GError *
new_locked (void)
{
  return g_error_new_literal (
    RT_ERROR, RT_ERROR_DENIED,
    _("There were too many wrong attempts with this name. A manager or an administrator has to unlock it."));
}

gboolean
rt_attempt_record (RtAttempt *self, RtDb *db, const char *action, const char *detail, GError **error)
{
  RtLogEntry entry = {
    .at = rt_clock_now (self->clock),
    .actor = self->known ? self->account.id : 0,
    .actor_name = self->known ? self->account.login : NULL,
    .action = action,
    .table = self->known ? "staff" : NULL,
    .row = self->known ? self->account.id : 0,
    .origin = self->origin,
    .detail = detail,
  };

  return rt_log_append (db, self->clock, &entry, error);
}

static gboolean
record_refused (RtAttempt *self, RtDb *db, const char *why, GError *verdict, GError **error)
{
  self->verdict = verdict;
  return rt_attempt_record (self, db,
                            self->new_codes != NULL      ? "code.refused"
                            : self->new_password != NULL ? "password.refused"
                                                         : "sign-in.refused",
                            why, error);
}

static gboolean
write_failure (RtAttempt *self, RtDb *db, gint64 failures, gboolean *fits, GError **error)
{
  const RtAccount *account = &self->account;
  gint64 now = rt_clock_now (self->clock);
  RtAccountOutcome outcome = {
    .failures = failures,
    .not_before = now + rt_account_delay (failures),
    .locked_at = failures >= self->most_failures ? now : 0,
    .totp_step = account->totp_step,
  };

  if (!self->known)
    return rt_stranger_count (db, self->login, account->failures, failures, outcome.not_before, fits, error);
  return rt_account_count (db, account, &outcome, now, fits, error);
}

static gboolean
count_failure (RtAttempt *self, RtDb *db, GError **error)
{
  const char *what = !self->known ? "name" : self->secret_key == NULL ? "password" : "code";
  gint64 failures = self->account.failures + 1;
  gboolean fits = FALSE;

  if (!write_failure (self, db, failures, &fits, error))
    return FALSE;
  if (!fits)
    return record_refused (self, db, "raced", new_wait (1), error);
  if (!record_refused (self, db, what, new_wrong_login (), error))
    return FALSE;
  return failures < self->most_failures || rt_attempt_record (self, db, "sign-in.locked", NULL, error);
}

gboolean
rt_attempt_open_session (RtAttempt *self, RtDb *db, GError **error)
{
  const guint8 *public_key = self->account.lock.public_key;
  RtMatrix matrix;
  g_autoptr (RtPerson) person = NULL;
  g_autoptr (RtClassKeys) keys = NULL;
  g_autofree char *detail = NULL;
  guint bad = 0;

  if (!rt_matrix_read (&matrix, db, error))
    return FALSE;
  person = rt_desk_make_person (db, &self->account, &matrix, rt_clock_today (self->clock), error);
  if (person == NULL)
    return FALSE;
  if (rt_person_is_restricted (person))
    keys = rt_class_keys_new ();
  else
    keys = rt_grants_load (db, self->account.id, self->secret_key, &bad, error);
  if (keys == NULL)
    return FALSE;
  if (bad > 0)
    detail = g_strdup_printf ("%u keys did not fit", bad);
  self->session =
    rt_session_new (person, g_steal_pointer (&keys), g_steal_pointer (&self->secret_key), public_key, self->origin);
  return rt_attempt_record (self, db, "sign-in", detail, error);
}

static gboolean
is_invited (const RtAttempt *self)
{
  return g_str_equal (self->account.state, "invited");
}

/* Chosen anew, the pair opens nothing that was sealed to the one before. */
static gboolean
must_enrol (const RtAttempt *self)
{
  return self->code_wanted && (self->account.totp == NULL || (is_invited (self) && self->new_password != NULL));
}

/* Whether this attempt, being right, lets the person in. */
static gboolean
opens (const RtAttempt *self)
{
  return self->new_codes == NULL && is_invited (self) == (self->new_password != NULL) && !must_enrol (self);
}

static gboolean
let_in (RtAttempt *self, RtDb *db, gboolean enrol, GError **error)
{
  if (!enrol)
    return rt_attempt_open_session (self, db, error);
  self->what = RT_SIGN_IN_ENROL_CODE;
  return rt_attempt_record (self, db, "sign-in.enrol", NULL, error);
}

static gboolean
store_new_password (RtAttempt *self, RtDb *db, GError **error)
{
  RtAccount *account = &self->account;
  gboolean enrol = must_enrol (self);
  gboolean invited = is_invited (self);
  const char *state = invited ? "waiting" : account->state;

  if (!rt_account_set_lock (db, account->id, &self->new_lock, state, rt_clock_now (self->clock), error) ||
      !rt_attempt_record (self, db, "password.choose", NULL, error))
    return FALSE;
  if (!invited)
    return TRUE;
  if (!rt_second_factor_remove (db, account->id, error))
    return FALSE;
  g_free (account->state);
  account->state = g_strdup ("waiting");
  g_clear_pointer (&account->totp, g_bytes_unref);
  rt_secret_free (self->secret_key);
  self->secret_key = g_steal_pointer (&self->new_key);
  rt_staff_lock_clear (&account->lock);
  account->lock = self->new_lock;
  self->new_lock = (RtStaffLock){ .sealed = NULL };
  return let_in (self, db, enrol, error);
}

/* The recovery code is used up in the transaction that its owner comes in with. */
static gboolean
use_spare (RtAttempt *self, RtDb *db, const RtSecondFactor *factor, gboolean *fits, GError **error)
{
  g_autofree char *detail = NULL;

  *fits = TRUE;
  if (factor->spare == NULL)
    return TRUE;
  if (!rt_second_factor_use_spare (db, self->account.id, factor->spare, rt_clock_now (self->clock), fits,
                                   &self->codes_left, error))
    return FALSE;
  detail = g_strdup_printf ("left=%" G_GINT64_FORMAT, self->codes_left);
  return !*fits || rt_attempt_record (self, db, "code.recovery", detail, error);
}

/* Of somebody who is in and has codes. */
static gboolean
store_new_codes (RtAttempt *self, RtDb *db, GError **error)
{
  if (self->account.totp == NULL || is_invited (self))
    return record_refused (self, db, "none",
                           g_error_new_literal (RT_ERROR, RT_ERROR_INVALID,
                                                _("You sign in without a code, so there are no recovery codes.")),
                           error);
  self->codes_left = -1;
  return rt_second_factor_renew_codes (db, self->account.id, self->secret_key, self->new_codes, error) &&
         rt_attempt_record (self, db, "code.renew", NULL, error);
}

/* Password and code were right. */
static gboolean
accept (RtAttempt *self, RtDb *db, const RtSecondFactor *factor, GError **error)
{
  const RtAccountOutcome outcome = { .totp_step = factor->step, .signed_in = opens (self) };
  gboolean fits = FALSE;

  self->right = TRUE;
  if (g_str_equal (self->account.state, "disabled"))
    return record_refused (self, db, "disabled",
                           g_error_new_literal (RT_ERROR, RT_ERROR_DENIED,
                                                _("This account is switched off; ask an administrator.")),
                           error);
  if (!rt_account_count (db, &self->account, &outcome, rt_clock_now (self->clock), &fits, error) ||
      (fits && !use_spare (self, db, factor, &fits, error)))
    return FALSE;
  if (!fits)
    return record_refused (self, db, "raced", new_wait (1), error);
  if (self->new_codes != NULL)
    return store_new_codes (self, db, error);
  if (self->new_password != NULL)
    return store_new_password (self, db, error);
  if (is_invited (self))
    {
      self->what = RT_SIGN_IN_CHOOSE_PASSWORD;
      return rt_attempt_record (self, db, "sign-in.first", NULL, error);
    }
  return let_in (self, db, must_enrol (self), error);
}

gboolean
rt_attempt_decide (RtDb *db, gpointer attempt, GError **error)
{
  RtAttempt *self = attempt;
  g_auto (RtSecondFactor) factor = { .right = FALSE };
  gboolean asked = FALSE;

  if (self->locked)
    return record_refused (self, db, "locked", new_locked (), error);
  if (self->wait > 0)
    return record_refused (self, db, "wait", new_wait (self->wait), error);
  if (!rt_second_factor_check (db, &self->account, self->secret_key, self->code, rt_clock_now (self->clock), &factor,
                               error))
    return FALSE;
  asked = self->account.totp != NULL &&
          (self->new_codes != NULL || self->signed_in == 0 || self->signed_in != self->account.id);
  if (self->secret_key != NULL && (factor.right || !asked))
    return accept (self, db, &factor, error);
  return count_failure (self, db, error);
}
