/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signing in and choosing a password: look the account up, stretch the password on a thread of its own, then count,
 * record and open the keys in one transaction before anybody is answered. An unknown name costs and answers the same.
 */
#include "config.h"

#include "rt-desk-private.h"

#include <glib/gi18n.h>

#include "rt-attempt.h"
#include "rt-delays.h"
#include "rt-enrolment-private.h"
#include "rt-error.h"
#include "rt-kdf-measure.h"
#include "rt-text.h"

static void
fail (GTask *task, GError *error)
{
  g_task_return_error (task, error);
  g_object_unref (task);
}

/* Whoever sat at the desk before has left it. */
static void
begin_enrolment (RtDesk *self, RtAttempt *attempt)
{
  rt_desk_lock (self, "change");
  attempt->generation = self->generation;
  self->enrolment = rt_enrolment_new (rt_attempt_move (attempt));
}

static void
answer (GTask *task)
{
  RtDesk *self = g_task_get_source_object (task);
  RtAttempt *attempt = g_task_get_task_data (task);
  RtSignIn what = attempt->what;
  GError *error = g_steal_pointer (&attempt->verdict);

  if (error == NULL && (self->vault != attempt->vault || self->generation != attempt->generation))
    error = g_error_new_literal (RT_ERROR, RT_ERROR_LOCKED, _("The desk was locked before this was finished."));
  if (error != NULL)
    {
      fail (task, error);
      return;
    }
  self->codes_left = attempt->codes_left;
  if (attempt->session != NULL)
    rt_desk_begin_session (self, g_steal_pointer (&attempt->session));
  else if (what == RT_SIGN_IN_ENROL_CODE)
    begin_enrolment (self, attempt);
  g_task_return_int (task, what);
  g_object_unref (task);
}

static gboolean
store_stronger (RtDb *db, gpointer data, GError **error)
{
  RtAttempt *attempt = data;
  gboolean fits = FALSE;

  return rt_account_strengthen (db, &attempt->account, &attempt->new_lock, &fits, error) &&
         (!fits || rt_attempt_record (attempt, db, "password.strengthen", NULL, error));
}

static gpointer
run_store_stronger (RtDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return rt_transact (db, store_stronger, data, error) ? RT_DONE : NULL;
}

/* The person is in either way; what did not work is tried again at the next sign-in. */
static void
on_stronger (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  RtAttempt *attempt = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  rt_vault_run_finish (attempt->vault, result, &error);
  if (error != NULL)
    g_message ("A password could not be kept more strongly: %s", error->message);
  answer (task);
}

static void
stretch_anew (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  RtAttempt *attempt = data;
  GError *error = NULL;

  attempt->new_lock = attempt->account.lock;
  attempt->new_lock.sealed = g_bytes_ref (attempt->account.lock.sealed);
  if (rt_staff_lock_change (&attempt->new_lock, rt_session_get_secret_key (attempt->session), attempt->password,
                            attempt->wanted, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_stretched_anew (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  RtAttempt *attempt = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      rt_vault_run_system_async (attempt->vault, run_store_stronger, attempt, NULL, NULL, NULL, on_stronger, task);
      return;
    }
  g_message ("A password could not be kept more strongly: %s", error->message);
  answer (task);
}

/* After everything was right, so that the time of a refusal does not tell that the password was. */
static gboolean
wants_stronger (const RtAttempt *attempt)
{
  return attempt->session != NULL && attempt->new_password == NULL && attempt->password != NULL &&
         rt_kdf_cost_is_lower (attempt->account.lock.cost, attempt->wanted);
}

static void
run_in_thread (GTask *task, GAsyncReadyCallback callback, GTaskThreadFunc func)
{
  g_autoptr (GTask) inner = g_task_new (NULL, NULL, callback, task);

  g_task_set_task_data (inner, g_task_get_task_data (task), NULL);
  g_task_run_in_thread (inner, func);
}

static gpointer
run_decide (RtDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return rt_transact (db, rt_attempt_decide, data, error) ? RT_DONE : NULL;
}

static void
on_decided (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  RtDesk *self = g_task_get_source_object (task);
  RtAttempt *attempt = g_task_get_task_data (task);
  GError *error = NULL;

  rt_vault_run_finish (attempt->vault, result, &error);
  if (error == NULL && attempt->wait == 0 && !attempt->locked)
    rt_delays_note (self->delays, attempt->digest, attempt->right, attempt->account.failures, attempt->clock);
  if (self->vault == attempt->vault)
    rt_desk_want_head (self, FALSE);
  if (error != NULL)
    fail (task, error);
  else if (wants_stronger (attempt))
    run_in_thread (task, on_stretched_anew, stretch_anew);
  else
    answer (task);
}

static void
start_decide (GTask *task)
{
  RtAttempt *attempt = g_task_get_task_data (task);

  rt_vault_run_system_async (attempt->vault, run_decide, attempt, NULL, NULL, NULL, on_decided, task);
}

static gboolean
prepare_new (RtAttempt *attempt, GError **error)
{
  RtStaffLock *old = &attempt->account.lock;
  RtSecret *secret = NULL;

  if (g_str_equal (attempt->account.state, "disabled"))
    return TRUE;
  if (g_str_equal (attempt->account.state, "invited"))
    {
      /* Whoever made the account knows the first password, and so could know the first pair. */
      if (!rt_staff_lock_make (&attempt->new_lock, attempt->new_password, attempt->wanted, &secret, error))
        return FALSE;
      rt_secret_free (attempt->new_key);
      attempt->new_key = secret;
      return TRUE;
    }
  attempt->new_lock = *old;
  attempt->new_lock.sealed = g_bytes_ref (old->sealed);
  return rt_staff_lock_change (&attempt->new_lock, attempt->secret_key, attempt->new_password, attempt->wanted, error);
}

static gboolean
is_same_cost (RtKdfCost a, RtKdfCost b)
{
  return a.ops == b.ops && a.mem_kib == b.mem_kib;
}

/* Every name takes the work of every cost that some account has, its own among them: while a higher cost spreads, the
 * time of an answer does not tell who has it already, nor who is there at all (faults.md L6). */
static void
stretch_others (RtAttempt *attempt)
{
  gboolean own_left = TRUE;

  for (guint i = 0; i < attempt->n_costs; i++)
    {
      if (own_left && is_same_cost (attempt->costs[i], attempt->known ? attempt->account.lock.cost : attempt->costs[0]))
        own_left = FALSE;
      else
        rt_staff_lock_open_nobody (attempt->password, attempt->costs[i], NULL);
    }
}

static void
stretch (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  RtAttempt *attempt = data;
  GError *error = NULL;

  if (attempt->new_password != NULL && !rt_password_check (attempt->new_password, attempt->login, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  stretch_others (attempt);
  if (attempt->known)
    attempt->secret_key = rt_staff_lock_open (&attempt->account.lock, attempt->password, &error);
  else
    rt_staff_lock_open_nobody (attempt->password, attempt->n_costs > 0 ? attempt->costs[0] : attempt->wanted, &error);
  if (g_error_matches (error, RT_ERROR, RT_ERROR_WRONG_LOGIN))
    g_clear_error (&error);
  if (error == NULL && attempt->new_password != NULL)
    {
      if (attempt->secret_key != NULL)
        prepare_new (attempt, &error);
      else
        rt_staff_lock_open_nobody (attempt->new_password, attempt->wanted, NULL);
    }
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
  return rt_attempt_read (data, db, error) ? RT_DONE : NULL;
}

static void
on_looked (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  RtDesk *self = g_task_get_source_object (task);
  RtAttempt *attempt = g_task_get_task_data (task);
  GError *error = NULL;

  if (rt_vault_run_finish (attempt->vault, result, &error) == NULL)
    {
      fail (task, error);
      return;
    }
  if (!attempt->locked)
    attempt->wait = rt_delays_get (self->delays, attempt->digest, attempt->account.failures,
                                   attempt->account.not_before, attempt->clock);
  if (attempt->locked || attempt->wait > 0)
    start_decide (task);
  else
    run_in_thread (task, on_stretched, stretch);
}

static void
start_attempt (RtDesk *self, const char *login, const RtSecret *password, const RtSecret *code,
               const RtSecret *new_password, GPtrArray *new_codes, gpointer tag, GCancellable *cancellable,
               GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  g_autofree char *valid = g_utf8_make_valid (login, -1);
  RtAttempt *attempt = NULL;
  GError *error = NULL;

  g_task_set_source_tag (task, tag);
  rt_desk_give_up_enrolment (self);
  if (!rt_desk_check_open (self, &error))
    {
      fail (task, error);
      return;
    }
  attempt = g_new0 (RtAttempt, 1);
  attempt->vault = rt_vault_ref (self->vault);
  attempt->clock = rt_clock_ref (self->clock);
  attempt->origin = g_strdup (self->origin);
  attempt->generation = self->generation;
  attempt->login = rt_text_fold (valid);
  attempt->digest = rt_delays_digest (self->delays, attempt->login);
  attempt->password = rt_secret_copy (password);
  attempt->code = rt_secret_copy (code);
  attempt->new_password = rt_secret_copy (new_password);
  attempt->new_codes = new_codes != NULL ? g_ptr_array_ref (new_codes) : NULL;
  attempt->signed_in = self->session != NULL ? rt_person_get_id (rt_session_get_person (self->session)) : 0;
  attempt->codes_left = -1;
  g_task_set_check_cancellable (task, FALSE); /* an attempt that was counted is answered */
  g_task_set_task_data (task, attempt, rt_attempt_free);
  rt_vault_run_system_async (attempt->vault, run_look, attempt, NULL, NULL, NULL, on_looked, task);
}

void
rt_desk_sign_in_async (RtDesk *self, const char *login, const RtSecret *password, const RtSecret *code,
                       GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  start_attempt (self, login, password, code, NULL, NULL, rt_desk_sign_in_async, cancellable, callback, user_data);
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
rt_desk_choose_password_async (RtDesk *self, const char *login, const RtSecret *old_password, const RtSecret *code,
                               const RtSecret *new_password, GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data)
{
  start_attempt (self, login, old_password, code, new_password, NULL, rt_desk_choose_password_async, cancellable,
                 callback, user_data);
}

gboolean
rt_desk_choose_password_finish (RtDesk *self, GAsyncResult *result, RtSignIn *what, GError **error)
{
  return rt_desk_sign_in_finish (self, result, what, error);
}

void
rt_desk_new_codes_async (RtDesk *self, const RtSecret *password, const RtSecret *code, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer user_data)
{
  const RtPerson *person = rt_desk_get_person (self);
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func ((GDestroyNotify) rt_secret_free);

  for (guint i = 0; i < RT_SPARE_CODES; i++)
    g_ptr_array_add (codes, rt_spare_code_new ());
  start_attempt (self, person != NULL ? rt_person_get_login (person) : "", password, code, NULL, codes,
                 rt_desk_new_codes_async, cancellable, callback, user_data);
}

GPtrArray *
rt_desk_new_codes_finish (RtDesk *self, GAsyncResult *result, GError **error)
{
  RtAttempt *attempt = g_task_get_task_data (G_TASK (result));

  if (!rt_desk_sign_in_finish (self, result, NULL, error))
    return NULL;
  return g_ptr_array_ref (attempt->new_codes);
}
