/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening a store: the key from the keyring or from the recovery sheet, the file, and the head of the log kept outside
 * it. */
#include "config.h"

#include "rt-desk-private.h"

#include <glib/gi18n.h>

#include "rt-error.h"
#include "rt-lesson-private.h"
#include "rt-renewal.h"
#include "rt-second-factor.h"

typedef struct
{
  RtOpened opened;
  RtClock *clock;
  const char *origin; /* the desk's */
  GPtrArray *keys;    /* RtSecret, from the keyring or the sheet */
  guint next_key;
  gboolean by_sheet;
  GPtrArray *heads; /* RtSecret */
  char *keyring_note;
} Opening;

static void
opening_free (gpointer data)
{
  Opening *opening = data;

  rt_opened_clear (&opening->opened);
  rt_clock_unref (opening->clock);
  g_clear_pointer (&opening->keys, g_ptr_array_unref);
  g_clear_pointer (&opening->heads, g_ptr_array_unref);
  g_free (opening->keyring_note);
  g_free (opening);
}

static void
fail (GTask *task, GError *error)
{
  g_task_return_error (task, error);
  g_object_unref (task);
}

static RtStoreInfo *
read_store (RtDb *db, GError **error)
{
  g_autoptr (RtStatement) statement =
    rt_db_prepare (db, "SELECT uuid, name, contact, privacy_contact, currency, region, language FROM store", error);
  gboolean row = FALSE;

  if (statement == NULL || !rt_statement_step (statement, &row, error))
    return NULL;
  if (!row)
    {
      g_set_error_literal (error, RT_ERROR, RT_ERROR_DAMAGED,
                           _("This store was never set up to the end; set it up again under another name."));
      return NULL;
    }
  return rt_store_info_new (rt_statement_get_text (statement, 0), rt_statement_get_text (statement, 1),
                            rt_statement_get_text (statement, 2), rt_statement_get_text (statement, 3),
                            rt_statement_get_text (statement, 4), rt_statement_get_text (statement, 5),
                            rt_statement_get_text (statement, 6));
}

static gboolean
read_rights (RtMatrix *matrix, RtDb *db, GError **error)
{
  g_autoptr (RtStatement) statement = rt_db_prepare (db, "SELECT role, right, allowed FROM role_right", error);
  gboolean row = TRUE;

  if (statement == NULL)
    return FALSE;
  while (row)
    {
      RtRight right;

      if (!rt_statement_step (statement, &row, error))
        return FALSE;
      if (row && rt_right_from_id (rt_statement_get_text (statement, 1), &right))
        rt_matrix_set_right (matrix, (RtRole) rt_statement_get_int (statement, 0), right,
                             rt_statement_get_int (statement, 2) != 0);
    }
  return TRUE;
}

gboolean
rt_matrix_read (RtMatrix *matrix, RtDb *db, GError **error)
{
  g_autoptr (RtStatement) statement = rt_db_prepare (db, "SELECT class, role, access FROM matrix", error);
  gboolean row = TRUE;

  rt_matrix_init_default (matrix);
  if (statement == NULL || !read_rights (matrix, db, error))
    return FALSE;
  while (row)
    {
      if (!rt_statement_step (statement, &row, error))
        return FALSE;
      if (row)
        rt_matrix_set (matrix, (RtClass) rt_statement_get_int (statement, 0),
                       (RtRole) rt_statement_get_int (statement, 1), (RtAccess) rt_statement_get_int (statement, 2));
    }
  return TRUE;
}

gboolean
rt_opened_read (RtOpened *self, RtDb *db, GError **error)
{
  g_clear_pointer (&self->store, rt_store_info_unref);
  self->store = read_store (db, error);
  return self->store != NULL && rt_matrix_read (&self->matrix, db, error) &&
         rt_second_factor_in_use (db, &self->uses_codes, error);
}

static void
finish_open (GTask *task)
{
  RtDesk *self = g_task_get_source_object (task);
  Opening *opening = g_task_get_task_data (task);

  rt_desk_take_opened (self, &opening->opened);
  self->keyring_note = g_steal_pointer (&opening->keyring_note);
  if (self->alarm == NULL)
    rt_desk_want_head (self, FALSE);
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static gboolean
log_alarm (RtDb *db, gpointer data, GError **error)
{
  const Opening *opening = data;
  RtLogEntry entry = {
    .at = rt_clock_now (opening->clock),
    .action = "log.alarm",
    .table = "log",
    .origin = opening->origin,
    .detail = "head",
  };

  return rt_log_append (db, opening->clock, &entry, error);
}

static gboolean
check_heads (Opening *opening, RtDb *db, GError **error)
{
  for (guint i = 0; opening->heads != NULL && i < opening->heads->len; i++)
    {
      g_autoptr (GError) local = NULL;
      RtLogHead head;

      if (!rt_log_head_from_bytes (g_ptr_array_index (opening->heads, i), &head) ||
          rt_log_check_head (db, &head, &local))
        continue;
      if (!g_error_matches (local, RT_ERROR, RT_ERROR_DAMAGED))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      g_free (opening->opened.alarm);
      opening->opened.alarm = g_strdup (local->message);
    }
  return opening->opened.alarm == NULL || rt_transact (db, log_alarm, opening, error);
}

static gboolean
store_lessons (RtDb *db, gpointer data, GError **error)
{
  const Opening *opening = data;
  gint64 now = rt_clock_now (opening->clock);
  RtLogEntry entry = {
    .at = now,
    .action = "lesson.builtin",
    .table = "lesson",
    .origin = opening->origin,
  };

  return rt_lesson_store_builtin (db, now, NULL, error) && rt_log_append (db, opening->clock, &entry, error);
}

/* A store of a version before there was training gets the ready-made one, and everybody has it to do. */
static gboolean
ensure_lessons (Opening *opening, RtDb *db, GError **error)
{
  gint64 have = 0;

  return rt_db_get_int (db, "SELECT count (*) FROM lesson", &have, error) &&
         (have > 0 || rt_transact (db, store_lessons, opening, error));
}

static gpointer
read_opened (RtDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Opening *opening = data;

  if (!rt_opened_read (&opening->opened, db, error) || !check_heads (opening, db, error) ||
      !ensure_lessons (opening, db, error))
    return NULL;
  rt_renewal_drop_left (rt_db_get_path (db));
  return RT_DONE;
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  Opening *opening = g_task_get_task_data (task);
  GError *error = NULL;

  rt_vault_run_finish (opening->opened.vault, result, &error);
  if (error != NULL)
    fail (task, error);
  else
    finish_open (task);
}

static void
read_from_store (GTask *task)
{
  Opening *opening = g_task_get_task_data (task);

  rt_vault_run_system_async (opening->opened.vault, read_opened, opening, NULL, NULL, NULL, on_read, task);
}

static void
on_heads (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  Opening *opening = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  opening->heads = rt_keyring_lookup_finish (RT_KEYRING (source), result, &error);
  if (error != NULL)
    g_message ("The head of the log could not be read from the keyring: %s", error->message);
  read_from_store (task);
}

static void
look_for_heads (GTask *task)
{
  RtDesk *self = g_task_get_source_object (task);
  Opening *opening = g_task_get_task_data (task);

  rt_keyring_lookup_async (self->keyring, "log-head", opening->opened.store_id, g_task_get_cancellable (task), on_heads,
                           task);
}

static void
on_key_stored (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  Opening *opening = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!rt_keyring_store_finish (RT_KEYRING (source), result, &error))
    {
      g_message ("The keyring did not take the store key: %s", error->message);
      opening->keyring_note =
        g_strdup (_("The keyring did not take the key of this store, so the recovery sheet will be "
                     "needed again at the next start."));
      read_from_store (task);
    }
  else
    look_for_heads (task);
}

/* The checksum lets two groups change places whose sums are equal (rt-recovery.h): so it is said here. */
static GError *
wrong_sheet (void)
{
  return g_error_new_literal (
    RT_ERROR, RT_ERROR_WRONG_KEY,
    _("What was entered does not open this store, and nothing was changed: please compare the order of the groups "
       "with the sheet. If it is the same, this is an earlier sheet or that of another store, or the beginning of the "
       "file is damaged."));
}

static void try_next_key (GTask *task);

static void
on_vault_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  RtDesk *self = g_task_get_source_object (task);
  Opening *opening = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  opening->opened.vault = rt_vault_open_finish (result, &error);
  if (opening->opened.vault == NULL)
    {
      if (g_error_matches (error, RT_ERROR, RT_ERROR_WRONG_KEY) && opening->next_key < opening->keys->len)
        try_next_key (task);
      else if (g_error_matches (error, RT_ERROR, RT_ERROR_WRONG_KEY) && !opening->by_sheet)
        rt_desk_fail_without_key (self, task, RT_ERROR_WRONG_KEY);
      else if (g_error_matches (error, RT_ERROR, RT_ERROR_WRONG_KEY))
        fail (task, wrong_sheet ());
      else
        fail (task, g_steal_pointer (&error));
    }
  else if (opening->by_sheet)
    rt_keyring_store_async (self->keyring, "store-key", opening->opened.store_id, opening->opened.path,
                            g_ptr_array_index (opening->keys, 0), NULL, on_key_stored, task);
  else
    look_for_heads (task);
}

/* Several items may match (faults.md K8): each is tried against the first page. */
static void
try_next_key (GTask *task)
{
  Opening *opening = g_task_get_task_data (task);

  rt_vault_open_async (opening->opened.path, g_ptr_array_index (opening->keys, opening->next_key++), FALSE,
                       opening->clock, g_task_get_cancellable (task), on_vault_opened, task);
}

static void
on_keys (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  RtDesk *self = g_task_get_source_object (task);
  Opening *opening = g_task_get_task_data (task);
  GError *error = NULL;

  opening->keys = rt_keyring_lookup_finish (RT_KEYRING (source), result, &error);
  if (error != NULL)
    fail (task, error);
  else if (opening->keys->len == 0)
    rt_desk_fail_without_key (self, task, RT_ERROR_KEY_MISSING);
  else
    try_next_key (task);
}

static void
read_id (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  char *id = rt_vault_read_store_id (data, &error);

  if (id != NULL)
    g_task_return_pointer (task, id, g_free);
  else
    g_task_return_error (task, error);
}

static void
on_id_read (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  RtDesk *self = RT_DESK (source);
  Opening *opening = g_task_get_task_data (task);
  GError *error = NULL;

  opening->opened.store_id = g_task_propagate_pointer (G_TASK (result), &error);
  if (error != NULL)
    fail (task, error);
  else if (opening->by_sheet)
    try_next_key (task);
  else
    rt_keyring_lookup_async (self->keyring, "store-key", opening->opened.store_id, g_task_get_cancellable (task),
                             on_keys, task);
}

/* The store that was open is let go first: it may be the same file. */
static void
on_closed (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  const Opening *opening = g_task_get_task_data (task);
  g_autoptr (GTask) reading = g_task_new (source, g_task_get_cancellable (task), on_id_read, task);

  rt_desk_close_finish (RT_DESK (source), result);
  g_task_set_task_data (reading, g_strdup (opening->opened.path), g_free);
  g_task_run_in_thread (reading, read_id);
}

static void
start_open (RtDesk *self, const char *path, RtSecret *sheet_key, gpointer tag, GCancellable *cancellable,
            GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Opening *opening = g_new0 (Opening, 1);

  opening->opened.path = g_canonicalize_filename (path, NULL);
  opening->clock = rt_clock_ref (self->clock);
  opening->origin = self->origin;
  if (sheet_key != NULL)
    {
      opening->by_sheet = TRUE;
      opening->keys = g_ptr_array_new_with_free_func ((GDestroyNotify) rt_secret_free);
      g_ptr_array_add (opening->keys, sheet_key);
    }
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, opening, opening_free);
  rt_desk_close_async (self, on_closed, task);
}

void
rt_desk_open_async (RtDesk *self, const char *path, GCancellable *cancellable, GAsyncReadyCallback callback,
                    gpointer user_data)
{
  start_open (self, path, NULL, rt_desk_open_async, cancellable, callback, user_data);
}

gboolean
rt_desk_open_finish (RtDesk *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
rt_desk_open_with_recovery_async (RtDesk *self, const char *path, const RtRecovery *recovery, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data)
{
  start_open (self, path, rt_recovery_store_key (recovery), rt_desk_open_with_recovery_async, cancellable, callback,
              user_data);
}

gboolean
rt_desk_open_with_recovery_finish (RtDesk *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
