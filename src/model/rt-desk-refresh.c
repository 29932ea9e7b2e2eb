/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who somebody is when they sign in, and who they are now that they have done what was due: the same session over
 * again, with the keys that go with it. */
#include "config.h"

#include "rt-desk-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "rt-error.h"
#include "rt-grants.h"
#include "rt-training.h"

RtPerson *
rt_desk_make_person (RtDb *db, const RtAccount *account, const RtMatrix *matrix, RtDay today, GError **error)
{
  RtViewer viewer = { .roles = account->roles };
  RtRestrictions why = 0;

  if (!rt_training_restrictions (db, account->id, today, &why, error))
    return NULL;
  if (g_str_equal (account->state, "waiting"))
    why |= RT_RESTRICTED_WAITING;
  if (why != 0)
    return rt_person_new_restricted (account->id, account->login, account->name, account->roles, why, matrix);
  return rt_person_new (account->id, account->login, account->name, &viewer, matrix);
}

typedef struct
{
  RtVault *vault;
  RtClock *clock;
  guint generation;
  RtSession *former;
  gboolean dismissed;
  RtSession *session;
} Refresh;

static void
refresh_free (gpointer data)
{
  Refresh *refresh = data;

  rt_vault_unref (refresh->vault);
  rt_clock_unref (refresh->clock);
  rt_session_unref (refresh->former);
  rt_session_unref (refresh->session);
  g_free (refresh);
}

/* The same person with the same key pair: nobody has reset, disabled or changed the account since. */
static gboolean
is_the_same (const Refresh *refresh, const RtAccount *account, gboolean found)
{
  RtPerson *person = rt_session_get_person (refresh->former);

  return found && account->id == rt_person_get_id (person) && account->roles == rt_person_get_roles (person) &&
         (g_str_equal (account->state, "active") || g_str_equal (account->state, "waiting")) &&
         memcmp (account->lock.public_key, rt_session_get_public_key (refresh->former), 32) == 0;
}

static gboolean
record (Refresh *refresh, RtDb *db, GError **error)
{
  RtPerson *person = rt_session_get_person (refresh->session);
  RtLogEntry entry = {
    .at = rt_clock_now (refresh->clock),
    .actor = rt_person_get_id (person),
    .actor_name = rt_person_get_login (person),
    .action = "sign-in.refresh",
    .table = "staff",
    .row = rt_person_get_id (person),
    .origin = rt_session_get_origin (refresh->session),
  };

  return rt_log_append (db, refresh->clock, &entry, error);
}

static gboolean
make_session (Refresh *refresh, RtDb *db, const RtAccount *account, GError **error)
{
  const RtSecret *secret_key = rt_session_get_secret_key (refresh->former);
  g_autoptr (RtPerson) person = NULL;
  g_autoptr (RtClassKeys) keys = NULL;
  RtMatrix matrix;
  guint bad = 0;

  if (!rt_matrix_read (&matrix, db, error))
    return FALSE;
  person = rt_desk_make_person (db, account, &matrix, rt_clock_today (refresh->clock), error);
  if (person == NULL)
    return FALSE;
  keys =
    rt_person_is_restricted (person) ? rt_class_keys_new () : rt_grants_load (db, account->id, secret_key, &bad, error);
  if (keys == NULL)
    return FALSE;
  refresh->session = rt_session_new (person, g_steal_pointer (&keys), rt_secret_copy (secret_key),
                                     account->lock.public_key, rt_session_get_origin (refresh->former));
  return record (refresh, db, error);
}

static gboolean
look_again (RtDb *db, gpointer data, GError **error)
{
  Refresh *refresh = data;
  g_auto (RtAccount) account = { 0 };
  gboolean found = FALSE;

  if (!rt_account_find (db, rt_person_get_login (rt_session_get_person (refresh->former)), &account, &found, error))
    return FALSE;
  refresh->dismissed = !is_the_same (refresh, &account, found);
  if (!refresh->dismissed)
    return make_session (refresh, db, &account, error);
  g_set_error_literal (error, RT_ERROR, RT_ERROR_LOCKED,
                       _("Your account has changed since you signed in; sign in again."));
  return FALSE;
}

static gpointer
run_look_again (RtDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return rt_transact (db, look_again, data, error) ? RT_DONE : NULL;
}

static void
on_looked_again (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  RtDesk *self = g_task_get_source_object (task);
  Refresh *refresh = g_task_get_task_data (task);
  GError *error = NULL;

  rt_vault_run_finish (refresh->vault, result, &error);
  if (self->vault != refresh->vault || self->generation != refresh->generation)
    {
      g_clear_error (&error);
      error = g_error_new_literal (RT_ERROR, RT_ERROR_LOCKED, _("The desk was locked before this was finished."));
    }
  else if (refresh->dismissed)
    rt_desk_lock (self, "account");
  else if (error == NULL)
    rt_desk_begin_session (self, g_steal_pointer (&refresh->session));
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

void
rt_desk_refresh_async (RtDesk *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Refresh *refresh = NULL;

  g_task_set_source_tag (task, rt_desk_refresh_async);
  if (self->session == NULL)
    {
      g_task_return_new_error (task, RT_ERROR, RT_ERROR_LOCKED, "%s", _("The desk is locked; sign in first."));
      g_object_unref (task);
      return;
    }
  refresh = g_new0 (Refresh, 1);
  refresh->vault = rt_vault_ref (self->vault);
  refresh->clock = rt_clock_ref (self->clock);
  refresh->generation = self->generation;
  refresh->former = rt_session_ref (self->session);
  g_task_set_check_cancellable (task, FALSE); /* what was recorded is so */
  g_task_set_task_data (task, refresh, refresh_free);
  rt_vault_run_system_async (refresh->vault, run_look_again, refresh, NULL, NULL, NULL, on_looked_again, task);
}

gboolean
rt_desk_refresh_finish (RtDesk *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
