/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A store to test with. */
#include "config.h"

#include "rt-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "rt-error.h"
#include "rt-export-requests.h"
#include "rt-grants.h"
#include "rt-lang.h"
#include "rt-totp.h"
#include "rt-training-private.h"

const RtKdfCost RT_FIXTURE_COST = { 1, 64 };

RtSecret *
rt_fixture_secret (const char *text)
{
  return rt_secret_new_from (text, strlen (text));
}

static void
init_process (void)
{
  static gboolean done;
  g_autoptr (GError) error = NULL;

  if (done)
    return;
  done = TRUE;
  rt_lang_init (rt_lang_current (), NULL); /* set-up writes the notice in both languages */
  rt_secret_system_init (FALSE, &error);
  g_assert_no_error (error);
  rt_kdf_allow_weak (TRUE);
}

RtFixture *
rt_fixture_new_empty (void)
{
  RtFixture *self = g_new0 (RtFixture, 1);
  g_autoptr (GError) error = NULL;

  init_process ();
  self->folder = g_dir_make_tmp ("rolltop-test-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "store.rolltop", NULL);
  self->clock = rt_clock_new_fake (RT_FIXTURE_NOW);
  self->cost = RT_FIXTURE_COST;
  self->keyring = rt_fixture_keyring_new ();
  self->desk = rt_desk_new (RT_KEYRING (self->keyring), self->clock, "window");
  return self;
}

static void
close_desk (RtFixture *self)
{
  g_autoptr (GAsyncResult) result = NULL;

  rt_desk_close_async (self->desk, rt_desk_await_cb, &result);
  rt_desk_close_finish (self->desk, rt_desk_await (&result));
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_folder (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

void
rt_fixture_free (RtFixture *self)
{
  if (self == NULL)
    return;
  close_desk (self);
  g_object_unref (self->desk);
  g_clear_object (&self->keyring);
  rt_clock_unref (self->clock);
  rt_secret_free (self->sheet);
  if (self->folder != NULL)
    remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->path);
  g_free (self);
}

gboolean
rt_fixture_create (RtFixture *self, const char *path, const char *region, GError **error)
{
  gboolean us = g_strcmp0 (region, "US") == 0;
  g_autoptr (RtStoreInfo) store =
    us ? rt_store_info_new (NULL, "Linden Furniture", "12 Example Street, Springfield\n(555) 555-0100",
                            "privacy@example.com", "USD", "US", "en")
       : rt_store_info_new (NULL, "椴木家具", "示例路12号\n555-0100", "privacy@example.com", "CNY", "CN", "zh_CN");
  g_autoptr (RtSecret) password = rt_fixture_secret (RT_FIXTURE_PASSWORD);
  const RtSetup setup = {
    .store = store,
    .manager_login = RT_FIXTURE_OWNER,
    .manager_name = "Owen Lind",
    .manager_roles = RT_ROLES_OF (RT_ROLE_MANAGER) | RT_ROLES_OF (RT_ROLE_ADMINISTRATOR),
    .manager_password = password,
    .cost = self->cost,
    .example = !self->untrained,
  };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (RtRecovery) recovery = NULL;

  rt_desk_create_async (self->desk, path != NULL ? path : self->path, &setup, NULL, rt_desk_await_cb, &result);
  recovery = rt_desk_create_finish (self->desk, rt_desk_await (&result), error);
  if (recovery == NULL)
    return FALSE;
  rt_secret_free (self->sheet);
  self->sheet = rt_recovery_to_text (recovery);
  return TRUE;
}

RtFixture *
rt_fixture_new (const char *region)
{
  RtFixture *self = rt_fixture_new_empty ();
  g_autoptr (GError) error = NULL;

  rt_fixture_create (self, NULL, region, &error);
  g_assert_no_error (error);
  return self;
}

RtFixture *
rt_fixture_new_real (const char *path, const char *region)
{
  RtFixture *self = g_new0 (RtFixture, 1);
  g_autoptr (RtKeyring) keyring = rt_keyring_new_service ();
  g_autoptr (GError) error = NULL;

  init_process ();
  self->path = g_strdup (path);
  self->clock = rt_clock_new_system ();
  self->cost = RT_KDF_COST_MINIMUM;
  self->desk = rt_desk_new (keyring, self->clock, "window");
  rt_fixture_create (self, NULL, region, &error);
  g_assert_no_error (error);
  return self;
}

gboolean
rt_fixture_open (RtFixture *self, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  close_desk (self);
  g_object_unref (self->desk);
  self->desk = rt_desk_new (RT_KEYRING (self->keyring), self->clock, "window");
  rt_desk_open_async (self->desk, self->path, NULL, rt_desk_await_cb, &result);
  return rt_desk_open_finish (self->desk, rt_desk_await (&result), error);
}

gboolean
rt_fixture_sign_in_with (RtFixture *self, const char *login, const char *password, const char *code, RtSignIn *what,
                         GError **error)
{
  g_autoptr (RtSecret) secret = rt_fixture_secret (password);
  g_autoptr (RtSecret) typed = code != NULL ? rt_fixture_secret (code) : NULL;
  g_autoptr (GAsyncResult) result = NULL;

  rt_desk_sign_in_async (self->desk, login, secret, typed, NULL, rt_desk_await_cb, &result);
  return rt_desk_sign_in_finish (self->desk, rt_desk_await (&result), what, error);
}

gboolean
rt_fixture_sign_in_as (RtFixture *self, const char *login, const char *password, RtSignIn *what, GError **error)
{
  return rt_fixture_sign_in_with (self, login, password, NULL, what, error);
}

char *
rt_fixture_code (RtFixture *self, const RtSecret *secret, gint64 steps)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RtSecret) code =
    rt_totp_code (secret, rt_totp_step (rt_clock_now (self->clock)) + steps, RT_TOTP_DIGITS, &error);

  g_assert_no_error (error);
  return g_strdup ((const char *) rt_secret_peek (code));
}

RtSecret *
rt_fixture_enrol (RtFixture *self, GPtrArray **codes)
{
  RtEnrolment *enrolment = rt_desk_get_enrolment (self->desk);
  g_autoptr (RtSecret) secret = NULL;
  g_autofree char *text = NULL;
  g_autoptr (RtSecret) code = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (enrolment);
  secret = rt_secret_copy (rt_enrolment_get_secret (enrolment));
  text = rt_fixture_code (self, secret, 0);
  code = rt_fixture_secret (text);
  rt_enrolment_confirm (enrolment, code, &error);
  g_assert_no_error (error);
  if (codes != NULL)
    {
      *codes = g_ptr_array_new_with_free_func ((GDestroyNotify) rt_secret_free);
      for (guint i = 0; i < rt_enrolment_get_codes (enrolment)->len; i++)
        g_ptr_array_add (*codes, rt_secret_copy (g_ptr_array_index (rt_enrolment_get_codes (enrolment), i)));
    }
  rt_desk_enrol_async (self->desk, NULL, rt_desk_await_cb, &result);
  rt_desk_enrol_finish (self->desk, rt_desk_await (&result), &error);
  g_assert_no_error (error);
  return g_steal_pointer (&secret);
}

gboolean
rt_fixture_choose_password (RtFixture *self, const char *login, const char *former, const char *chosen, GError **error)
{
  g_autoptr (RtSecret) former_secret = rt_fixture_secret (former);
  g_autoptr (RtSecret) chosen_secret = rt_fixture_secret (chosen);
  g_autoptr (GAsyncResult) result = NULL;

  rt_desk_choose_password_async (self->desk, login, former_secret, NULL, chosen_secret, NULL, rt_desk_await_cb,
                                 &result);
  return rt_desk_choose_password_finish (self->desk, rt_desk_await (&result), NULL, error);
}

void
rt_fixture_lock (RtFixture *self)
{
  rt_desk_lock (self->desk, "button");
}

static gint64
sign_in_surely (RtFixture *self, const char *login)
{
  g_autoptr (GError) error = NULL;

  rt_fixture_sign_in_as (self, login, RT_FIXTURE_PASSWORD, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (rt_desk_get_person (self->desk));
  return rt_person_get_id (rt_desk_get_person (self->desk));
}

gint64
rt_fixture_sign_in_owner (RtFixture *self)
{
  return sign_in_surely (self, RT_FIXTURE_OWNER);
}

gpointer
rt_fixture_run (RtFixture *self, RtWorkFunc func, gpointer data)
{
  g_autoptr (GError) error = NULL;
  gpointer result = rt_desk_call (self->desk, TRUE, func, data, NULL, &error);

  g_assert_no_error (error);
  return result;
}

gpointer
rt_fixture_read (RtFixture *self, RtWorkFunc func, gpointer data)
{
  g_autoptr (GError) error = NULL;
  gpointer result = rt_desk_call (self->desk, FALSE, func, data, NULL, &error);

  g_assert_no_error (error);
  return result;
}

gint64
rt_fixture_export (RtFixture *self, const RtExport *wanted, GCancellable *cancellable, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree gint64 *count = NULL;

  rt_request_export (self->desk, wanted, NULL, NULL, cancellable, rt_desk_await_cb, &result);
  count = rt_desk_run_finish (self->desk, rt_desk_await (&result), error);
  return count != NULL ? *count : -1;
}

void
rt_fixture_refuse (RtFixture *self, gboolean write, RtWorkFunc func, gpointer data, RtError code)
{
  g_autoptr (GError) error = NULL;

  rt_desk_call (self->desk, write, func, data, NULL, &error);
  g_assert_error (error, RT_ERROR, (int) code);
}

typedef struct
{
  const char *login, *name;
  RtRoles roles;
  RtKdfCost cost;
  gint64 id;
  gboolean trained;
} Adding;

static gpointer
add_staff (RtWork *work, gpointer data, GError **error)
{
  Adding *adding = data;
  g_autoptr (RtSecret) first = rt_fixture_secret ("first " RT_FIXTURE_PASSWORD);

  adding->id =
    rt_staff_add (work, adding->login, adding->name, adding->roles, rt_work_get_me (work), first, adding->cost, error);
  if (adding->trained)
    rt_training_insert_example (rt_work_get_db (work), adding->id, rt_work_get_today (work), rt_work_get_now (work),
                                error);
  return NULL;
}

static gpointer
admit_staff (RtWork *work, gpointer data, GError **error)
{
  const Adding *adding = data;
  g_autoptr (RtTraining) mine = NULL;

  if (!rt_staff_admit (work, adding->id, error))
    return NULL;
  mine = rt_training_mine (work, error);
  for (guint i = 0; mine != NULL && i < mine->supervises->len; i++)
    if (((const RtTrainee *) g_ptr_array_index (mine->supervises, i))->id == adding->id)
      rt_staff_release (work, adding->id, error);
  return NULL;
}

gint64
rt_fixture_add (RtFixture *self, const char *login, const char *name, RtRoles roles, gboolean admit)
{
  Adding adding = { login, name, roles, self->cost, 0, !self->untrained };
  g_autoptr (GError) error = NULL;

  rt_fixture_sign_in_owner (self);
  rt_fixture_run (self, add_staff, &adding);
  rt_fixture_lock (self);
  rt_fixture_choose_password (self, login, "first " RT_FIXTURE_PASSWORD, RT_FIXTURE_PASSWORD, &error);
  g_assert_no_error (error);
  if (admit)
    {
      rt_fixture_sign_in_owner (self);
      rt_fixture_run (self, admit_staff, &adding);
    }
  rt_fixture_lock (self);
  return adding.id;
}

static gboolean
is_there (RtFixture *self, const char *login)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) names = NULL;
  gboolean found = FALSE;

  rt_desk_list_names_async (self->desk, NULL, rt_desk_await_cb, &result);
  names = rt_desk_list_names_finish (self->desk, rt_desk_await (&result), &error);
  g_assert_no_error (error);
  for (guint i = 0; i < names->len; i++)
    found |= g_str_equal (((RtSignInName *) g_ptr_array_index (names, i))->login, login);
  return found;
}

gint64
rt_fixture_sign_in (RtFixture *self, RtRole role)
{
  static const char *const names[RT_N_ROLES] = {
    "Wang Fang", "Lin Mei", "Zhao Lei", "Chen Jing", "Sun Yan", "Wu Gang"
  };
  const char *login = rt_role_id (role);

  if (!is_there (self, login))
    rt_fixture_add (self, login, names[role], RT_ROLES_OF (role), TRUE);
  return sign_in_surely (self, login);
}

static RtDb *
open_beside (RtFixture *self, RtDbMode mode)
{
  g_autoptr (GError) error = NULL;
  RtDb *db = rt_db_open (self->path, mode, rt_fixture_keyring_peek (self->keyring, "store-key"), &error);

  g_assert_no_error (error);
  return db;
}

void
rt_fixture_exec (RtFixture *self, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RtDb) db = NULL;

  close_desk (self);
  db = open_beside (self, RT_DB_WRITE);
  rt_db_exec (db, sql, &error);
  g_assert_no_error (error);
  g_clear_pointer (&db, rt_db_free);
  rt_fixture_open (self, &error);
  g_assert_no_error (error);
}

gint64
rt_fixture_get_int (RtFixture *self, const char *sql)
{
  g_autoptr (RtDb) db = open_beside (self, RT_DB_READ);
  g_autoptr (GError) error = NULL;
  gint64 value = 0;

  rt_db_get_int (db, sql, &value, &error);
  g_assert_no_error (error);
  return value;
}

gint64
rt_fixture_count_log (RtFixture *self, const char *action)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM log WHERE action = '%s'", action);

  return rt_fixture_get_int (self, sql);
}

gboolean
rt_fixture_verify_log (RtFixture *self, RtLogReport *report)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RtRecovery) recovery = rt_recovery_from_text ((const char *) rt_secret_peek (self->sheet), &error);
  g_autoptr (RtSecret) secret_key = NULL;
  g_autoptr (RtClassKeys) keys = NULL;
  g_autoptr (RtDb) db = NULL;
  guint8 public_key[32];
  RtLogReport mine;
  RtLogHead head;
  guint bad = 0;

  g_assert_no_error (error);
  close_desk (self);
  db = open_beside (self, RT_DB_READ);
  secret_key = rt_recovery_secret_key (recovery, public_key);
  keys = rt_grants_load (db, RT_GRANTS_RECOVERY, secret_key, &bad, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (bad, ==, 0);
  g_assert_true (rt_log_head_from_bytes (rt_fixture_keyring_peek (self->keyring, "log-head"), &head));
  rt_log_verify (db, rt_class_keys_get (keys, RT_KEY_AUDIT, 1), &head, NULL, NULL, NULL, &mine, &error);
  g_assert_no_error (error);
  if (report != NULL)
    *report = mine;
  return mine.verdict == RT_LOG_WHOLE;
}
