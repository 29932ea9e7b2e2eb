/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signing in and choosing a password: look the account up, stretch the password on a thread of its own, then count,
 * record and open the keys in one transaction before anybody is answered. An unknown name costs and answers the same.
 */
#include "config.h"

#include "rt-desk-private.h"

#include <glib/gi18n.h>

#include "rt-accounts.h"
#include "rt-error.h"
#include "rt-grants.h"
#include "rt-text.h"

#define MOST_DELAYS 10000

/* Of this process, by the clock that nobody can set: kept for known and unknown names alike. */
typedef struct
{
  gint64 failures;
  gint64 until_us;
} RtDelay;

typedef struct
{
  RtVault *vault;
  RtClock *clock;
  char *origin;
  guint generation;
  char *login; /* folded */
  GBytes *digest;
  RtSecret *password;
  RtSecret *new_password; /* NULL: signing in */
  RtKdfCost new_cost;

  gboolean known;
  RtAccount account;
  RtKdfCost cost; /* to stretch with when the name is unknown */

  gboolean right;
  RtSecret *secret_key;
  gboolean changed; /* new_lock holds the outcome of choosing */
  RtStaffLock new_lock;

  gint64 wait;     /* seconds; 0: the attempt is looked at */
  GError *verdict; /* why not, after it was recorded */
  RtSignIn what;
  RtSession *session;
} Attempt;

static void
attempt_free (gpointer data)
{
  Attempt *attempt = data;

  rt_vault_unref (attempt->vault);
  rt_clock_unref (attempt->clock);
  g_free (attempt->origin);
  g_free (attempt->login);
  g_bytes_unref (attempt->digest);
  rt_secret_free (attempt->password);
  rt_secret_free (attempt->new_password);
  rt_account_clear (&attempt->account);
  rt_secret_free (attempt->secret_key);
  rt_staff_lock_clear (&attempt->new_lock);
  g_clear_error (&attempt->verdict);
  rt_session_unref (attempt->session);
  g_free (attempt);
}

static void
fail (GTask *task, GError *error)
{
  g_task_return_error (task, error);
  g_object_unref (task);
}

/* The typed name never stands anywhere; somebody may have typed a password there. */
static GBytes *
make_digest (RtDesk *self, const char *login)
{
  g_autoptr (RtSecret) digest = rt_secret_derive (self->delay_key, login);

  return g_bytes_new (rt_secret_peek (digest), rt_secret_get_size (digest));
}

static RtDelay *
get_delay (RtDesk *self, Attempt *attempt)
{
  RtDelay *delay = g_hash_table_lookup (self->delays, attempt->digest);

  if (delay == NULL)
    {
      if (g_hash_table_size (self->delays) >= MOST_DELAYS)
        g_hash_table_remove_all (self->delays);
      delay = g_new0 (RtDelay, 1);
      g_hash_table_insert (self->delays, g_bytes_ref (attempt->digest), delay);
    }
  return delay;
}

/* Attempts before this process are known by the wall clock alone. Set back before the last failure it tells nothing:
 * then the whole delay is waited here, by the clock of this process, however often the program is started (faults.md
 * L4, D19). */
static gint64
seconds_by_wall_clock (RtDesk *self, Attempt *attempt)
{
  gint64 length = rt_account_delay (attempt->account.failures);
  gint64 now = rt_clock_now (attempt->clock);

  if (!attempt->known || length == 0 || now >= attempt->account.not_before)
    return 0;
  if (now >= attempt->account.not_before - length)
    return attempt->account.not_before - now;
  if (g_hash_table_lookup (self->delays, attempt->digest) == NULL)
    {
      RtDelay *delay = get_delay (self, attempt);

      delay->failures = attempt->account.failures;
      delay->until_us = rt_clock_monotonic_us (attempt->clock) + length * G_USEC_PER_SEC;
    }
  return 0;
}

/* Seconds still to wait: by this process's own clock, and by the wall clock. */
static gint64
seconds_to_wait (RtDesk *self, Attempt *attempt)
{
  gint64 wall = seconds_by_wall_clock (self, attempt);
  const RtDelay *delay = g_hash_table_lookup (self->delays, attempt->digest);
  gint64 own = 0;

  if (delay != NULL)
    own = (delay->until_us - rt_clock_monotonic_us (attempt->clock) + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC;
  return MAX (MAX (wall, own), 0);
}

static void
remember_outcome (RtDesk *self, Attempt *attempt)
{
  RtDelay *delay = NULL;

  if (attempt->right)
    {
      g_hash_table_remove (self->delays, attempt->digest);
      return;
    }
  delay = get_delay (self, attempt);
  delay->failures = MAX (delay->failures, attempt->account.failures) + 1;
  delay->until_us = rt_clock_monotonic_us (attempt->clock) + rt_account_delay (delay->failures) * G_USEC_PER_SEC;
}

static GError *
new_wrong_login (void)
{
  return g_error_new_literal (RT_ERROR, RT_ERROR_WRONG_LOGIN, _("The name or the password is not right."));
}

static GError *
new_wait (gint64 seconds)
{
  return g_error_new (RT_ERROR, RT_ERROR_WAIT,
                      ngettext ("There were too many wrong attempts; try again in %d second.",
                                "There were too many wrong attempts; try again in %d seconds.", (gulong) seconds),
                      (int) seconds);
}

static gboolean
record (Attempt *attempt, RtDb *db, const char *action, const char *detail, GError **error)
{
  RtLogEntry entry = {
    .at = rt_clock_now (attempt->clock),
    .actor = attempt->known ? attempt->account.id : 0,
    .actor_name = attempt->known ? attempt->account.login : NULL,
    .action = action,
    .table = attempt->known ? "staff" : NULL,
    .row = attempt->known ? attempt->account.id : 0,
    .origin = attempt->origin,
    .detail = detail,
  };

  return rt_log_append (db, attempt->clock, &entry, error);
}

static gboolean
record_refused (Attempt *attempt, RtDb *db, const char *why, GError *verdict, GError **error)
{
  attempt->verdict = verdict;
  return record (attempt, db, attempt->new_password != NULL ? "password.refused" : "sign-in.refused", why, error);
}

static gboolean
count_failure (Attempt *attempt, RtDb *db, GError **error)
{
  gint64 failures = attempt->account.failures + 1;
  gint64 now = rt_clock_now (attempt->clock);
  gboolean fits = TRUE;

  if (attempt->known &&
      !rt_account_count (db, &attempt->account, failures, now + rt_account_delay (failures), FALSE, now, &fits, error))
    return FALSE;
  if (!fits)
    return record_refused (attempt, db, "raced", new_wait (1), error);
  return record_refused (attempt, db, attempt->known ? "password" : "name", new_wrong_login (), error);
}

static RtPerson *
make_person (Attempt *attempt, const RtMatrix *matrix)
{
  const RtAccount *account = &attempt->account;
  RtDay today = rt_clock_today (attempt->clock);
  RtViewer viewer = { .roles = account->roles };

  if (g_str_equal (account->state, "waiting"))
    return rt_person_new_waiting (account->id, account->login, account->name, account->roles, matrix);
  viewer.restricted = account->trained_until != RT_DAY_NONE && account->trained_until < today;
  return rt_person_new (account->id, account->login, account->name, &viewer, matrix);
}

static gboolean
open_session (Attempt *attempt, RtDb *db, GError **error)
{
  const guint8 *public_key = attempt->account.lock.public_key;
  RtMatrix matrix;
  g_autoptr (RtPerson) person = NULL;
  g_autoptr (RtClassKeys) keys = NULL;
  g_autofree char *detail = NULL;
  guint bad = 0;

  if (!rt_matrix_read (&matrix, db, error))
    return FALSE;
  person = make_person (attempt, &matrix);
  if (rt_person_is_waiting (person))
    keys = rt_class_keys_new ();
  else
    keys = rt_grants_load (db, attempt->account.id, attempt->secret_key, &bad, error);
  if (keys == NULL)
    return FALSE;
  if (bad > 0)
    detail = g_strdup_printf ("%u keys did not fit", bad);
  attempt->session = rt_session_new (person, g_steal_pointer (&keys), g_steal_pointer (&attempt->secret_key),
                                     public_key, attempt->origin);
  return record (attempt, db, "sign-in", detail, error);
}

static gboolean
store_new_password (Attempt *attempt, RtDb *db, GError **error)
{
  RtAccount *account = &attempt->account;
  gboolean invited = g_str_equal (account->state, "invited");
  const char *state = invited ? "waiting" : account->state;

  if (!rt_account_set_lock (db, account->id, &attempt->new_lock, state, rt_clock_now (attempt->clock), error) ||
      !record (attempt, db, "password.choose", NULL, error))
    return FALSE;
  if (!invited)
    return TRUE;
  g_free (account->state);
  account->state = g_strdup ("waiting");
  rt_staff_lock_clear (&account->lock);
  account->lock = attempt->new_lock;
  attempt->new_lock = (RtStaffLock){ .sealed = NULL };
  return open_session (attempt, db, error);
}

/* The password was right. */
static gboolean
accept (Attempt *attempt, RtDb *db, GError **error)
{
  gint64 now = rt_clock_now (attempt->clock);
  gboolean fits = FALSE;

  if (g_str_equal (attempt->account.state, "disabled"))
    return record_refused (attempt, db, "disabled",
                           g_error_new_literal (RT_ERROR, RT_ERROR_DENIED,
                                                _("This account is switched off; ask an administrator.")),
                           error);
  if (!rt_account_count (db, &attempt->account, 0, 0, TRUE, now, &fits, error))
    return FALSE;
  if (!fits)
    return record_refused (attempt, db, "raced", new_wait (1), error);
  if (attempt->new_password != NULL)
    return store_new_password (attempt, db, error);
  if (g_str_equal (attempt->account.state, "invited"))
    {
      attempt->what = RT_SIGN_IN_CHOOSE_PASSWORD;
      return record (attempt, db, "sign-in.first", NULL, error);
    }
  return open_session (attempt, db, error);
}

static gboolean
decide (RtDb *db, gpointer data, GError **error)
{
  Attempt *attempt = data;

  if (attempt->wait > 0)
    return record_refused (attempt, db, "wait", new_wait (attempt->wait), error);
  return attempt->right ? accept (attempt, db, error) : count_failure (attempt, db, error);
}

static gpointer
run_decide (RtDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return rt_transact (db, decide, data, error) ? RT_DONE : NULL;
}

static void
on_decided (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  RtDesk *self = g_task_get_source_object (task);
  Attempt *attempt = g_task_get_task_data (task);
  GError *error = NULL;

  rt_vault_run_finish (attempt->vault, result, &error);
  if (error == NULL && attempt->wait == 0)
    remember_outcome (self, attempt);
  if (error == NULL && attempt->verdict != NULL)
    error = g_steal_pointer (&attempt->verdict);
  if (error == NULL && (self->vault != attempt->vault || self->generation != attempt->generation))
    error = g_error_new_literal (RT_ERROR, RT_ERROR_LOCKED, _("The desk was locked before this was finished."));
  if (self->vault == attempt->vault)
    rt_desk_want_head (self, FALSE);
  if (error != NULL)
    {
      fail (task, error);
      return;
    }
  if (attempt->session != NULL)
    rt_desk_begin_session (self, g_steal_pointer (&attempt->session));
  g_task_return_int (task, attempt->what);
  g_object_unref (task);
}

static void
start_decide (GTask *task)
{
  Attempt *attempt = g_task_get_task_data (task);

  rt_vault_run_system_async (attempt->vault, run_decide, attempt, NULL, NULL, NULL, on_decided, task);
}

static gboolean
prepare_new (Attempt *attempt, GError **error)
{
  RtStaffLock *old = &attempt->account.lock;
  RtSecret *secret = NULL;

  if (attempt->new_password == NULL || g_str_equal (attempt->account.state, "disabled"))
    return TRUE;
  if (!rt_password_check (attempt->new_password, attempt->login, error))
    return FALSE;
  if (g_str_equal (attempt->account.state, "invited"))
    {
      /* Whoever made the account knows the first password, and so could know the first pair. */
      if (!rt_staff_lock_make (&attempt->new_lock, attempt->new_password, attempt->new_cost, &secret, error))
        return FALSE;
      rt_secret_free (attempt->secret_key);
      attempt->secret_key = secret;
      return TRUE;
    }
  attempt->new_lock = *old;
  attempt->new_lock.sealed = g_bytes_ref (old->sealed);
  return rt_staff_lock_change (&attempt->new_lock, attempt->secret_key, attempt->new_password, attempt->new_cost,
                               error);
}

static void
stretch (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Attempt *attempt = data;
  GError *error = NULL;

  if (attempt->known)
    attempt->secret_key = rt_staff_lock_open (&attempt->account.lock, attempt->password, &error);
  else
    rt_staff_lock_open_nobody (attempt->password, attempt->cost, &error);
  g_clear_pointer (&attempt->password, rt_secret_free);
  attempt->right = attempt->secret_key != NULL;
  if (g_error_matches (error, RT_ERROR, RT_ERROR_WRONG_LOGIN))
    g_clear_error (&error);
  if (error == NULL && attempt->right)
    prepare_new (attempt, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
on_stretched (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    start_decide (task);
  else
    fail (task, error);
}

static gpointer
run_look (RtDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Attempt *attempt = data;
  g_autoptr (RtStatement) statement = NULL;
  gboolean row = FALSE;

  if (!rt_account_find (db, attempt->login, &attempt->account, &attempt->known, error))
    return NULL;
  statement = rt_db_prepare (db, "SELECT kdf_ops, kdf_mem_kib FROM staff ORDER BY id LIMIT 1", error);
  if (statement == NULL || !rt_statement_step (statement, &row, error))
    return NULL;
  attempt->cost = RT_KDF_COST_DEFAULT;
  if (row)
    {
      attempt->cost.ops = (guint32) rt_statement_get_int (statement, 0);
      attempt->cost.mem_kib = (guint32) rt_statement_get_int (statement, 1);
    }
  return RT_DONE;
}

static void
on_looked (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  RtDesk *self = g_task_get_source_object (task);
  Attempt *attempt = g_task_get_task_data (task);
  g_autoptr (GTask) stretching = NULL;
  GError *error = NULL;

  if (rt_vault_run_finish (attempt->vault, result, &error) == NULL)
    {
      fail (task, error);
      return;
    }
  attempt->wait = seconds_to_wait (self, attempt);
  if (attempt->wait > 0)
    {
      start_decide (task);
      return;
    }
  stretching = g_task_new (NULL, NULL, on_stretched, task);
  g_task_set_task_data (stretching, attempt, NULL);
  g_task_run_in_thread (stretching, stretch);
}

static void
start_attempt (RtDesk *self, const char *login, const RtSecret *password, const RtSecret *new_password, RtKdfCost cost,
               gpointer tag, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  g_autofree char *valid = g_utf8_make_valid (login, -1);
  Attempt *attempt = NULL;
  GError *error = NULL;

  g_task_set_source_tag (task, tag);
  if (!rt_desk_check_open (self, &error))
    {
      fail (task, error);
      return;
    }
  attempt = g_new0 (Attempt, 1);
  attempt->vault = rt_vault_ref (self->vault);
  attempt->clock = rt_clock_ref (self->clock);
  attempt->origin = g_strdup (self->origin);
  attempt->generation = self->generation;
  attempt->login = rt_text_fold (valid);
  attempt->digest = make_digest (self, attempt->login);
  attempt->password = rt_secret_copy (password);
  attempt->new_password = rt_secret_copy (new_password);
  attempt->new_cost = cost;
  attempt->account.trained_until = RT_DAY_NONE;
  g_task_set_check_cancellable (task, FALSE); /* an attempt that was counted is answered */
  g_task_set_task_data (task, attempt, attempt_free);
  rt_vault_run_system_async (attempt->vault, run_look, attempt, NULL, NULL, NULL, on_looked, task);
}

void
rt_desk_sign_in_async (RtDesk *self, const char *login, const RtSecret *password, GCancellable *cancellable,
                       GAsyncReadyCallback callback, gpointer user_data)
{
  start_attempt (self, login, password, NULL, RT_KDF_COST_DEFAULT, rt_desk_sign_in_async, cancellable, callback,
                 user_data);
}

gboolean
rt_desk_sign_in_finish (RtDesk *self, GAsyncResult *result, RtSignIn *what, GError **error)
{
  GError *local = NULL;
  gssize told = g_task_propagate_int (G_TASK (result), &local);

  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (what != NULL)
    *what = (RtSignIn) told;
  return TRUE;
}

void
rt_desk_choose_password_async (RtDesk *self, const char *login, const RtSecret *old_password,
                               const RtSecret *new_password, RtKdfCost cost, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  start_attempt (self, login, old_password, new_password, cost, rt_desk_choose_password_async, cancellable, callback,
                 user_data);
}

gboolean
rt_desk_choose_password_finish (RtDesk *self, GAsyncResult *result, GError **error)
{
  return rt_desk_sign_in_finish (self, result, NULL, error);
}
