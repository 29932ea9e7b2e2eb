/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A manager made with the recovery sheet, when nobody is left who could let one in. */
#include "config.h"

#include "rt-desk-keys.h"

#include <glib/gi18n.h>

#include "rt-accounts.h"
#include "rt-delays.h"
#include "rt-desk-private.h"
#include "rt-error.h"
#include "rt-grants.h"
#include "rt-keys-private.h"
#include "rt-password.h"
#include "rt-second-factor.h"
#include "rt-supervision-private.h"
#include "rt-text.h"

#define ROLES (RT_ROLES_OF (RT_ROLE_MANAGER) | RT_ROLES_OF (RT_ROLE_ADMINISTRATOR))

typedef struct
{
  RtVault *vault;
  RtClock *clock;
  char *origin;
  RtRecovery *sheet;
  char *login, *name;
  RtSecret *password;
  RtKdfCost cost;
  RtStaffLock lock;
} Restore;

static void
restore_free (gpointer data)
{
  Restore *restore = data;

  rt_vault_unref (restore->vault);
  rt_clock_unref (restore->clock);
  g_free (restore->origin);
  rt_recovery_free (restore->sheet);
  g_free (restore->login);
  g_free (restore->name);
  rt_secret_free (restore->password);
  rt_staff_lock_clear (&restore->lock);
  g_free (restore);
}

static RtClassKeys *
open_keys (Restore *restore, RtDb *db, GError **error)
{
  RtDrill drill = { 0 };
  g_autoptr (RtClassKeys) keys = rt_sheet_load_keys (db, restore->sheet, &drill, error);

  if (keys == NULL)
    return NULL;
  if (drill.fits && drill.opened == drill.keys)
    return g_steal_pointer (&keys);
  rt_error_set_invalid (
    error, "recovery",
    _("This is not the recovery sheet that is valid for this store now, or two of its groups have changed places."));
  return NULL;
}

/* The second factor was the former owner's telephone; whoever has the sheet sets up their own. Nobody may be left who
 * could say that this person is not new any more. */
static gboolean
take_over (RtDb *db, const RtAccount *account, gint64 now, GError **error)
{
  g_autoptr (RtStatement) statement = rt_db_prepare (db, "UPDATE staff SET roles = ?2 WHERE id = ?1", error);

  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "ii", account->id, (gint64) (account->roles | ROLES));
  return rt_statement_run (statement, error) && rt_second_factor_remove (db, account->id, error) &&
         rt_supervision_end (db, account->id, now, error);
}

static gboolean
write_account (Restore *restore, RtDb *db, gint64 *id, RtRoles *roles, GError **error)
{
  const gint64 now = rt_clock_now (restore->clock);
  g_auto (RtAccount) account = { .login = NULL };
  gboolean found = FALSE;

  if (!rt_account_find (db, restore->login, &account, &found, error))
    return FALSE;
  *roles = (found ? account.roles : 0) | ROLES;
  if (!found)
    return rt_account_insert (db, restore->login, restore->name, ROLES, "active", &restore->lock, now, id, error);
  *id = account.id;
  return rt_account_set_lock (db, account.id, &restore->lock, "active", now, error) &&
         take_over (db, &account, now, error);
}

static gboolean
record (Restore *restore, RtDb *db, gint64 id, GError **error)
{
  RtLogEntry entry = {
    .at = rt_clock_now (restore->clock),
    .action = "recovery.manager",
    .table = "staff",
    .row = id,
    .origin = restore->origin,
    .detail = restore->login,
  };

  return rt_log_append (db, restore->clock, &entry, error);
}

static gboolean
restore_in_store (RtDb *db, gpointer data, GError **error)
{
  Restore *restore = data;
  g_autoptr (RtClassKeys) keys = open_keys (restore, db, error);
  RtMatrix matrix;
  RtRoles roles = 0;
  gint64 id = 0;
  guint missing = 0;

  return keys != NULL && rt_matrix_read (&matrix, db, error) && write_account (restore, db, &id, &roles, error) &&
         rt_grants_give (db, keys, &matrix, roles, id, restore->lock.public_key, &missing, error) &&
         record (restore, db, id, error);
}

static gpointer
run_restore (RtDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return rt_transact (db, restore_in_store, data, error) ? RT_DONE : NULL;
}

static void
on_restored (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  RtDesk *self = g_task_get_source_object (task);
  Restore *restore = g_task_get_task_data (task);
  GError *error = NULL;

  rt_vault_run_finish (restore->vault, result, &error);
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  rt_delays_forget (self->delays); /* whoever has the sheet waits for nothing */
  rt_desk_want_head (self, FALSE);
  g_task_return_boolean (task, TRUE);
}

static void
prepare (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Restore *restore = data;
  GError *error = NULL;

  if (rt_account_clean (&restore->login, &restore->name, &error) &&
      rt_password_check (restore->password, restore->login, &error) &&
      rt_staff_lock_make (&restore->lock, restore->password, restore->cost, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_prepared (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Restore *restore = g_task_get_task_data (task);
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    rt_vault_run_system_async (restore->vault, run_restore, restore, NULL, NULL, NULL, on_restored,
                               g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

void
rt_desk_restore_manager_async (RtDesk *self, const RtRecovery *sheet, const char *login, const char *name,
                               const RtSecret *password, RtKdfCost cost, GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  g_autoptr (GTask) preparing = NULL;
  GError *error = NULL;
  Restore *restore = NULL;

  g_task_set_source_tag (task, rt_desk_restore_manager_async);
  if (!rt_desk_check_open (self, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  restore = g_new0 (Restore, 1);
  restore->vault = rt_vault_ref (self->vault);
  restore->clock = rt_clock_ref (self->clock);
  restore->origin = g_strdup (self->origin);
  restore->sheet = rt_recovery_copy (sheet);
  restore->login = g_strdup (login);
  restore->name = g_strdup (name);
  restore->password = rt_secret_copy (password);
  restore->cost = cost;
  g_task_set_task_data (task, restore, restore_free);
  preparing = g_task_new (self, NULL, on_prepared, g_steal_pointer (&task));
  g_task_set_task_data (preparing, restore, NULL);
  g_task_run_in_thread (preparing, prepare);
}

gboolean
rt_desk_restore_manager_finish (RtDesk *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
