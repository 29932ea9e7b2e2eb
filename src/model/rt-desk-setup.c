/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a store begins: keys, file, first person, first notice; the key in the keyring, read back before anybody is told
 * that there is a store. */
#include "config.h"

#include "rt-desk-private.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <sys/stat.h>

#include "rt-accounts.h"
#include "rt-error.h"
#include "rt-grants.h"
#include "rt-kdf-measure.h"
#include "rt-lesson-private.h"
#include "rt-money.h"
#include "rt-notice-private.h"
#include "rt-setting.h"
#include "rt-text.h"
#include "rt-training-private.h"

typedef struct
{
  RtOpened opened;
  RtClock *clock;
  char *origin;
  RtStoreInfo *store;
  char *login;
  char *name;
  RtRoles roles;
  RtRoles code_roles;
  RtSecret *password;
  RtKdfCost cost;
  gboolean example;
  RtStaffLock lock;
  RtRecovery *recovery;
  RtSecret *store_key;
  gboolean offered; /* the key was handed to the keyring */
  gboolean made;    /* the file is ours: this device and inode */
  dev_t device;
  ino_t inode;
  GError *failure;
} Setup;

static void
setup_free (gpointer data)
{
  Setup *setup = data;

  rt_opened_clear (&setup->opened);
  rt_clock_unref (setup->clock);
  rt_store_info_unref (setup->store);
  g_free (setup->origin);
  g_free (setup->login);
  g_free (setup->name);
  rt_secret_free (setup->password);
  rt_staff_lock_clear (&setup->lock);
  rt_recovery_free (setup->recovery);
  rt_secret_free (setup->store_key);
  g_clear_error (&setup->failure);
  g_free (setup);
}

/* Only the file that this very set-up made, and what SQLite put beside it. */
static void
remove_made (const Setup *setup)
{
  static const char *const endings[] = { "", "-wal", "-shm", ".lock" };
  GStatBuf status;

  if (!setup->made || g_stat (setup->opened.path, &status) != 0 || status.st_dev != setup->device ||
      status.st_ino != setup->inode)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path = g_strconcat (setup->opened.path, endings[i], NULL);

      g_unlink (path);
    }
}

/* Closing waits for the vault's threads, so neither closing nor removing is for the main thread. */
static void
undo (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Setup *setup = data;

  g_clear_pointer (&setup->opened.vault, rt_vault_unref);
  remove_made (setup);
  g_task_return_boolean (task, TRUE);
}

static void
on_forgotten (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  Setup *setup = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!rt_keyring_forget_finish (RT_KEYRING (source), result, &error))
    g_message ("The key of a store that was not made stays in the keyring: %s", error->message);
  g_task_return_error (task, g_steal_pointer (&setup->failure));
  g_object_unref (task);
}

/* The file is gone first: a key without its file harms nobody, a file without its key is lost. */
static void
on_undone (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  RtDesk *self = g_task_get_source_object (task);
  Setup *setup = g_task_get_task_data (task);

  if (setup->offered)
    {
      rt_keyring_forget_async (self->keyring, "store-key", setup->opened.store_id, setup->store_key, NULL, on_forgotten,
                               task);
      return;
    }
  g_task_return_error (task, g_steal_pointer (&setup->failure));
  g_object_unref (task);
}

static void
fail (GTask *task, GError *error)
{
  Setup *setup = g_task_get_task_data (task);
  g_autoptr (GTask) undoing = g_task_new (NULL, NULL, on_undone, task);

  setup->failure = error;
  g_task_set_task_data (undoing, setup, NULL);
  g_task_run_in_thread (undoing, undo);
}

static void
on_read_back (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  RtDesk *self = g_task_get_source_object (task);
  Setup *setup = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) keys = rt_keyring_lookup_finish (RT_KEYRING (source), result, &error);
  gboolean found = FALSE;

  for (guint i = 0; keys != NULL && i < keys->len; i++)
    found |= rt_secret_equal (g_ptr_array_index (keys, i), setup->store_key);
  if (error == NULL && !found)
    error = g_error_new_literal (RT_ERROR, RT_ERROR_NO_KEYRING,
                                 _("The keyring did not keep the key of the store, so the store was not made."));
  if (error != NULL)
    {
      fail (task, error);
      return;
    }
  rt_desk_take_opened (self, &setup->opened);
  rt_desk_want_head (self, TRUE);
  g_task_return_pointer (task, g_steal_pointer (&setup->recovery), (GDestroyNotify) rt_recovery_free);
  g_object_unref (task);
}

static void
on_key_stored (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  Setup *setup = g_task_get_task_data (task);
  GError *error = NULL;

  if (rt_keyring_store_finish (RT_KEYRING (source), result, &error))
    rt_keyring_lookup_async (RT_KEYRING (source), "store-key", setup->opened.store_id, NULL, on_read_back, task);
  else
    fail (task, error);
}

static gboolean
insert_store (Setup *setup, RtDb *db, gint64 now, const guint8 recovery_key[32], GError **error)
{
  const RtStoreInfo *store = setup->store;
  g_autoptr (RtStatement) statement = rt_db_prepare (
    db,
    "INSERT INTO store (id, uuid, name, contact, privacy_contact, currency, region, language, created_at, recovery_key,"
    " kdf_ops, kdf_mem_kib) VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    error);
  g_autofree char *uuid = g_uuid_string_random ();

  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "sssssssi", store->uuid != NULL ? store->uuid : uuid, store->name, store->contact,
                     store->privacy_contact, store->currency, store->region, store->language, now);
  rt_statement_bind_blob (statement, 9, recovery_key, 32);
  rt_statement_bind_int (statement, 10, setup->cost.ops);
  rt_statement_bind_int (statement, 11, setup->cost.mem_kib);
  return rt_statement_run (statement, error) &&
         rt_db_exec (db,
                     "INSERT INTO sequence (id, next) VALUES ('order', 10001), ('ticket', 2001), ('customer', 1001),"
                     " ('print', 1)",
                     error);
}

/* What differs from the registry's standard is a decision of whoever sets up. */
static gboolean
insert_code_roles (Setup *setup, RtDb *db, gint64 now, gint64 staff, GError **error)
{
  const RtSettingInfo *info = rt_setting_info (RT_SETTING_CODE_ROLES);
  g_autofree char *value = g_strdup_printf ("%u", setup->code_roles);
  g_autoptr (RtStatement) statement = NULL;

  if ((gint64) setup->code_roles == info->standard)
    return TRUE;
  statement =
    rt_db_prepare (db, "INSERT INTO setting (id, value, reason, changed_at, changed_by) VALUES (?1, ?2, ?3, ?4, ?5)",
                   error);
  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "sssii", info->id, value, _("Chosen when the store was set up"), now, staff);
  return rt_statement_run (statement, error);
}

static gboolean
log_setup (Setup *setup, RtDb *db, gint64 now, gint64 staff, GError **error)
{
  RtLogEntry entry = {
    .at = now,
    .actor = staff,
    .action = "store.create",
    .table = "store",
    .row = 1,
    .origin = setup->origin,
  };

  return rt_log_append (db, setup->clock, &entry, error);
}

static gboolean
fill_store (RtDb *db, gpointer data, GError **error)
{
  Setup *setup = data;
  gint64 now = rt_clock_now (setup->clock);
  g_autoptr (RtSecret) first_key = NULL;
  g_autoptr (RtSecret) recovery_secret = NULL;
  guint8 recovery_key[32];
  RtMatrix matrix;
  gint64 staff = 0;

  rt_matrix_init_default (&matrix);
  recovery_secret = rt_recovery_secret_key (setup->recovery, recovery_key);
  return rt_log_start (db, setup->clock, &first_key, error) && insert_store (setup, db, now, recovery_key, error) &&
         rt_account_insert (db, setup->login, setup->name, setup->roles, "active", &setup->lock, now, &staff, error) &&
         insert_code_roles (setup, db, now, staff, error) &&
         rt_grants_create (db, now, first_key, recovery_key, staff, setup->lock.public_key, error) &&
         rt_notice_store_builtin (db, setup->store, &matrix, now, staff, error) &&
         rt_lesson_store_builtin (db, now, NULL, error) &&
         (!setup->example || rt_training_insert_example (db, staff, rt_clock_today (setup->clock), now, error)) &&
         log_setup (setup, db, now, staff, error);
}

static gpointer
run_fill (RtDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Setup *setup = data;

  return rt_transact (db, fill_store, setup, error) && rt_opened_read (&setup->opened, db, error) ? RT_DONE : NULL;
}

static void
on_filled (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  RtDesk *self = g_task_get_source_object (task);
  Setup *setup = g_task_get_task_data (task);
  GError *error = NULL;

  rt_vault_run_finish (setup->opened.vault, result, &error);
  if (error == NULL)
    setup->opened.store_id = rt_vault_read_store_id (setup->opened.path, &error);
  if (error != NULL)
    {
      fail (task, error);
      return;
    }
  setup->offered = TRUE;
  rt_keyring_store_async (self->keyring, "store-key", setup->opened.store_id, setup->opened.path, setup->store_key,
                          g_task_get_cancellable (task), on_key_stored, task);
}

static void
on_file_made (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  Setup *setup = g_task_get_task_data (task);
  GError *error = NULL;
  GStatBuf status;

  setup->opened.vault = rt_vault_open_finish (result, &error);
  if (setup->opened.vault != NULL && g_stat (setup->opened.path, &status) == 0)
    {
      setup->made = TRUE;
      setup->device = status.st_dev;
      setup->inode = status.st_ino;
    }
  if (error != NULL)
    fail (task, error);
  else
    rt_vault_run_system_async (setup->opened.vault, run_fill, setup, NULL, NULL, NULL, on_filled, task);
}

static gboolean
check_setup (const Setup *setup, GError **error)
{
  if ((setup->roles & RT_ROLES_OF (RT_ROLE_MANAGER)) == 0)
    {
      rt_error_set_invalid (error, "staff.roles", _("The first person must be a manager."));
      return FALSE;
    }
  if (rt_currency_digits (setup->store->currency) < 0)
    {
      rt_error_set_invalid (error, "store.currency", _("This currency is not known."));
      return FALSE;
    }
  if (rt_text_is_blank (setup->store->name))
    {
      rt_error_set_invalid (error, "store.name", _("The store needs a name."));
      return FALSE;
    }
  if (g_file_test (setup->opened.path, G_FILE_TEST_EXISTS))
    {
      g_set_error_literal (error, RT_ERROR, RT_ERROR_EXISTS,
                           _("There is already a file of this name, and it is never replaced."));
      return FALSE;
    }
  if (!rt_setting_check (RT_SETTING_CODE_ROLES, setup->code_roles, error))
    return FALSE;
  return rt_password_check (setup->password, setup->login, error);
}

static void
choose_cost (Setup *setup)
{
  if (setup->cost.ops == 0)
    setup->cost = rt_kdf_measure ();
}

/* On a thread of its own: Argon2id takes its time. */
static void
prepare (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Setup *setup = data;
  GError *error = NULL;

  choose_cost (setup);
  if (check_setup (setup, &error) && rt_account_clean (&setup->login, &setup->name, &error) &&
      rt_staff_lock_make (&setup->lock, setup->password, setup->cost, NULL, &error))
    {
      g_clear_pointer (&setup->password, rt_secret_free);
      setup->recovery = rt_recovery_new_random ();
      setup->store_key = rt_recovery_store_key (setup->recovery);
      g_task_return_boolean (task, TRUE);
    }
  else
    g_task_return_error (task, error);
}

static void
on_prepared (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  Setup *setup = g_task_get_task_data (task);
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    rt_vault_open_async (setup->opened.path, setup->store_key, TRUE, setup->clock, g_task_get_cancellable (task),
                         on_file_made, task);
  else
    fail (task, error);
}

static void
on_closed (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  g_autoptr (GTask) preparing = g_task_new (source, g_task_get_cancellable (task), on_prepared, task);

  rt_desk_close_finish (RT_DESK (source), result);
  g_task_set_task_data (preparing, g_task_get_task_data (task), NULL);
  g_task_run_in_thread (preparing, prepare);
}

void
rt_desk_create_async (RtDesk *self, const char *path, const RtSetup *setup, GCancellable *cancellable,
                      GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Setup *mine = g_new0 (Setup, 1);

  mine->opened.path = g_canonicalize_filename (path, NULL);
  mine->clock = rt_clock_ref (self->clock);
  mine->origin = g_strdup (self->origin);
  mine->store = rt_store_info_ref ((RtStoreInfo *) setup->store);
  mine->login = g_strdup (setup->manager_login);
  mine->name = g_strdup (setup->manager_name);
  mine->roles = setup->manager_roles;
  mine->password = rt_secret_copy (setup->manager_password);
  mine->cost = setup->cost;
  mine->code_roles = setup->code_roles;
  mine->example = setup->example;
  g_task_set_source_tag (task, rt_desk_create_async);
  g_task_set_check_cancellable (task, FALSE); /* a store that was made is there, and so is its sheet */
  g_task_set_task_data (task, mine, setup_free);
  rt_desk_close_async (self, on_closed, task);
}

RtRecovery *
rt_desk_create_finish (RtDesk *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
