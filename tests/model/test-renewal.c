/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The recovery sheet after set-up: drills, a new sheet with a new store key, and a manager made with it. */
#include "config.h"

#include "rt-desk-keys.h"
#include "rt-fixture.h"
#include "rt-grants.h"
#include "rt-keys.h"
#include "rt-rotation-run.h"
#include "rt-rotation.h"
#include "rt-scene.h"
#include "rt-sealed.h"
#include "rt-training-fixture.h"
#include "rt-vault.h"

#include <string.h>

typedef struct
{
  RtFixture *f;
  RtRecovery *former, *fresh;
  RtSecret *former_key;
  GHashTable *before;
} Shop;

static RtDb *
open_file (RtFixture *f, const RtSecret *key)
{
  g_autoptr (GError) error = NULL;
  RtDb *db = rt_db_open (f->path, RT_DB_READ, key, &error);

  g_assert_no_error (error);
  return db;
}

static GHashTable *
read_by (RtFixture *f, const RtRecovery *sheet)
{
  g_autoptr (RtSecret) key = rt_recovery_store_key (sheet);
  g_autoptr (RtDb) db = open_file (f, key);
  g_autoptr (RtSecret) text = rt_recovery_to_text (sheet);
  g_autoptr (RtClassKeys) keys = rt_sealed_keys_of_sheet (db, (const char *) rt_secret_peek (text));
  guint closed = 0;
  GHashTable *values = rt_sealed_read (db, keys, &closed);

  g_assert_cmpuint (closed, ==, 0);
  return values;
}

static void
set_up (Shop *shop, gconstpointer data)
{
  RtFixture *f = rt_fixture_new (NULL);

  shop->f = f;
  shop->former = rt_recovery_from_text ((const char *) rt_secret_peek (f->sheet), NULL);
  shop->fresh = rt_recovery_new_random ();
  shop->former_key = rt_recovery_store_key (shop->former);
  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  rt_scene_order (f, "王小明", "13800000031");
  rt_scene_order (f, "王小红", "13800000032");
  shop->before = read_by (f, shop->former);
}

static void
tear_down (Shop *shop, gconstpointer data)
{
  g_hash_table_unref (shop->before);
  rt_recovery_free (shop->former);
  rt_recovery_free (shop->fresh);
  rt_secret_free (shop->former_key);
  rt_fixture_free (shop->f);
}

static gboolean
renew (Shop *shop, const RtRecovery *current, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  rt_desk_renew_async (shop->f->desk, shop->fresh, current, NULL, NULL, rt_desk_await_cb, &result);
  return rt_desk_renew_finish (shop->f->desk, rt_desk_await (&result), error);
}

static void
keep_sheet (Shop *shop)
{
  rt_secret_free (shop->f->sheet);
  shop->f->sheet = rt_recovery_to_text (shop->fresh);
}

static gboolean
opens (RtFixture *f, const RtRecovery *sheet)
{
  g_autoptr (RtSecret) key = rt_recovery_store_key (sheet);
  g_autoptr (GError) error = NULL;
  g_autoptr (RtDb) db = rt_db_open (f->path, RT_DB_READ, key, &error);

  if (db == NULL)
    g_assert_error (error, RT_ERROR, RT_ERROR_WRONG_KEY);
  return db != NULL;
}

static void
check_unchanged (Shop *shop)
{
  g_autofree char *copy = g_strconcat (shop->f->path, ".renewed", NULL);
  g_autoptr (GHashTable) after = read_by (shop->f, shop->former);

  g_assert_false (g_file_test (copy, G_FILE_TEST_EXISTS));
  g_assert_true (rt_desk_is_open (shop->f->desk));
  rt_sealed_check_same (shop->before, after);
  rt_fixture_sign_in_owner (shop->f);
  g_assert_false (opens (shop->f, shop->fresh));
  g_assert_cmpint (rt_fixture_count_log (shop->f, "recovery.new"), ==, 0);
}

static void
check_renewed (Shop *shop)
{
  g_autoptr (GHashTable) after = read_by (shop->f, shop->fresh);
  g_autofree char *copy = g_strconcat (shop->f->path, ".renewed", NULL);

  rt_sealed_check_same (shop->before, after);
  g_assert_false (opens (shop->f, shop->former));
  g_assert_false (g_file_test (copy, G_FILE_TEST_EXISTS));
  g_assert_true (rt_desk_is_open (shop->f->desk));
  g_assert_null (rt_desk_get_person (shop->f->desk));
  g_assert_cmpint (rt_fixture_count_log (shop->f, "recovery.new"), ==, 1);
}

/* The pair of the former sheet opens none of the keys that are in the file now. */
static void
check_former_opens_nothing (Shop *shop)
{
  g_autoptr (RtDb) db = open_file (shop->f, rt_fixture_keyring_peek (shop->f->keyring, RT_KEYRING_STORE_KEY));
  g_autoptr (GError) error = NULL;
  guint8 public_key[32];
  g_autoptr (RtSecret) secret_key = rt_recovery_secret_key (shop->former, public_key);
  guint bad = 0;
  g_autoptr (RtClassKeys) keys = rt_grants_load (db, RT_GRANTS_RECOVERY, secret_key, &bad, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (bad, ==, 7);
  for (guint slot = 0; slot < RT_N_KEYS; slot++)
    g_assert_false (rt_class_keys_has (keys, slot));
}

static void
test_new_sheet (Shop *shop, gconstpointer data)
{
  RtFixture *f = shop->f;
  g_autoptr (GError) error = NULL;

  rt_fixture_sign_in_owner (f);
  g_assert_true (renew (shop, NULL, &error));
  g_assert_no_error (error);
  check_renewed (shop);
  check_former_opens_nothing (shop);
  g_assert_cmpuint (rt_fixture_keyring_count (f->keyring, RT_KEYRING_STORE_KEY), ==, 2);
  keep_sheet (shop);
  rt_fixture_open (f, &error); /* with the key of the keyring */
  g_assert_no_error (error);
  g_assert_null (rt_desk_get_alarm (f->desk));
  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  rt_scene_order (f, "王小刚", "13800000033");
  g_assert_true (rt_fixture_verify_log (f, NULL));
}

static gpointer
ask_all (RtWork *work, gpointer data, GError **error)
{
  rt_rotation_ask_all (work, G_MAXUINT32, RT_ROTATION_WANTED, error);
  return NULL;
}

static guint
rotate (RtFixture *f)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint finished = 0;

  rt_rotation_run_async (f->desk, NULL, NULL, NULL, rt_desk_await_cb, &result);
  rt_rotation_run_finish (f->desk, rt_desk_await (&result), &finished, &error);
  g_assert_no_error (error);
  return finished;
}

static gpointer
list_rotations (RtWork *work, gpointer data, GError **error)
{
  return rt_rotations_list (work, error);
}

/* Of a store from before keys were vouched for, or one that somebody meddled with: nothing is wrapped to that pair any
 * more until there is a new sheet. */
static void
test_proves (Shop *shop, gconstpointer data)
{
  RtFixture *f = shop->f;
  g_autoptr (GPtrArray) list = NULL;

  rt_fixture_exec (f, "UPDATE class_key_wrap SET vouched = NULL WHERE staff_id = 0");
  rt_fixture_sign_in_owner (f);
  rt_fixture_run (f, ask_all, NULL);
  g_assert_cmpuint (rotate (f), ==, 0);
  list = rt_fixture_read (f, list_rotations, NULL);
  g_assert_cmpuint (list->len, ==, 6);
  g_assert_cmpint (((RtRotationInfo *) list->pdata[0])->state, ==, RT_ROTATION_NEEDS_SHEET);
  g_assert_true (renew (shop, NULL, NULL));
  rt_fixture_sign_in_owner (f);
  g_assert_cmpuint (rotate (f), ==, 6);
  rt_fixture_lock (f);
  check_renewed (shop);
}

static void
test_by_former_sheet (Shop *shop, gconstpointer data)
{
  g_autoptr (RtRecovery) other = rt_recovery_new_random ();
  g_autoptr (GError) denied = NULL;
  g_autoptr (GError) wrong = NULL;
  g_autoptr (GError) error = NULL;

  rt_fixture_sign_in (shop->f, RT_ROLE_ADMINISTRATOR);
  g_assert_false (renew (shop, NULL, &denied));
  g_assert_error (denied, RT_ERROR, RT_ERROR_DENIED);
  check_unchanged (shop);
  rt_fixture_sign_in (shop->f, RT_ROLE_ADMINISTRATOR);
  g_assert_false (renew (shop, other, &wrong));
  g_assert_error (wrong, RT_ERROR, RT_ERROR_INVALID);
  check_unchanged (shop);
  rt_fixture_sign_in (shop->f, RT_ROLE_ADMINISTRATOR);
  g_assert_true (renew (shop, shop->former, &error));
  g_assert_no_error (error);
  check_renewed (shop);
}

static void
test_no_right (Shop *shop, gconstpointer data)
{
  g_autoptr (GError) denied = NULL;
  g_autoptr (GError) locked = NULL;

  rt_fixture_sign_in (shop->f, RT_ROLE_CLERK);
  g_assert_false (renew (shop, shop->former, &denied));
  g_assert_error (denied, RT_ERROR, RT_ERROR_DENIED);
  rt_fixture_lock (shop->f);
  g_assert_false (renew (shop, NULL, &locked));
  g_assert_error (locked, RT_ERROR, RT_ERROR_LOCKED);
  check_unchanged (shop);
}

static void
test_keyring_refuses (Shop *shop, gconstpointer data)
{
  g_autoptr (GError) refused = NULL;
  g_autoptr (GError) lost = NULL;

  rt_fixture_sign_in_owner (shop->f);
  rt_fixture_keyring_fail_store (shop->f->keyring, RT_ERROR_NO_KEYRING);
  g_assert_false (renew (shop, NULL, &refused));
  g_assert_error (refused, RT_ERROR, RT_ERROR_NO_KEYRING);
  rt_fixture_keyring_fail_store (shop->f->keyring, -1);
  check_unchanged (shop);
  rt_fixture_keyring_lose (shop->f->keyring, TRUE);
  g_assert_false (renew (shop, NULL, &lost));
  g_assert_error (lost, RT_ERROR, RT_ERROR_NO_KEYRING);
  rt_fixture_keyring_lose (shop->f->keyring, FALSE);
  check_unchanged (shop);
}

/* Both keys are in the keyring before the file changes hands. */
static void
test_keyring_first (Shop *shop, gconstpointer data)
{
  RtFixture *f = shop->f;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) meanwhile = NULL;

  rt_fixture_sign_in_owner (f);
  rt_desk_renew_async (f->desk, shop->fresh, NULL, NULL, NULL, rt_desk_await_cb, &result);
  while (rt_desk_is_open (f->desk) || rt_fixture_keyring_get_held (f->keyring) == 0)
    {
      if (!rt_desk_is_open (f->desk))
        rt_fixture_keyring_hold (f->keyring, TRUE); /* the log's head is there; what comes now is the key */
      g_main_context_iteration (NULL, TRUE);
    }
  meanwhile = read_by (f, shop->former);
  rt_sealed_check_same (shop->before, meanwhile);
  g_assert_null (result);
  rt_fixture_keyring_hold (f->keyring, FALSE);
  g_assert_true (rt_desk_renew_finish (f->desk, rt_desk_await (&result), &error));
  g_assert_no_error (error);
  check_renewed (shop);
}

/* A keyring put back from a copy that is older than the new key (K10). */
static void
test_older_keyring (Shop *shop, gconstpointer data)
{
  RtFixture *f = shop->f;
  g_autofree char *former_id = rt_vault_read_store_id (f->path, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) opened = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  rt_fixture_sign_in_owner (f);
  g_assert_true (renew (shop, NULL, NULL));
  rt_fixture_keyring_forget (f->keyring, RT_KEYRING_STORE_KEY);
  rt_fixture_keyring_put (f->keyring, RT_KEYRING_STORE_KEY, former_id, shop->former_key);
  g_assert_false (rt_fixture_open (f, &error));
  g_assert_error (error, RT_ERROR, RT_ERROR_WRONG_KEY);
  g_assert_nonnull (strstr (error->message, "older"));
  g_assert_cmpuint (rt_fixture_keyring_count (f->keyring, RT_KEYRING_STORE_KEY), ==, 1);
  rt_desk_open_with_recovery_async (f->desk, f->path, shop->fresh, NULL, rt_desk_await_cb, &result);
  rt_desk_open_with_recovery_finish (f->desk, rt_desk_await (&result), &opened);
  g_assert_no_error (opened);
  g_assert_cmpuint (rt_fixture_keyring_count (f->keyring, RT_KEYRING_STORE_KEY), ==, 2); /* the former one too */
}

typedef struct
{
  const RtRecovery *sheet;
  RtDrill drill;
} Drill;

static gpointer
drill (RtWork *work, gpointer data, GError **error)
{
  Drill *self = data;

  return rt_sheet_drill (work, self->sheet, &self->drill, error) ? self : NULL;
}

static gpointer
sheet_info (RtWork *work, gpointer data, GError **error)
{
  return rt_sheet_info (work, data, error) ? data : NULL;
}

/* Every row of every table but those of the log. */
static char *
read_all (RtFixture *f)
{
  g_autoptr (RtDb) db = open_file (f, rt_fixture_keyring_peek (f->keyring, RT_KEYRING_STORE_KEY));
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (RtStatement) tables =
    rt_db_prepare (db,
                   "SELECT m.name, (SELECT group_concat ('quote (' || c.name || ')', '||') FROM"
                   " pragma_table_info (m.name) c) FROM sqlite_schema m WHERE m.type = 'table'"
                   " AND m.name NOT IN ('log', 'chain') AND m.name NOT LIKE 'sqlite_%' ORDER BY 1",
                   &error);
  gboolean row = TRUE;

  g_assert_no_error (error);
  while (rt_statement_step (tables, &row, &error) && row)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT %s FROM \"%s\" ORDER BY 1", rt_statement_get_text (tables, 1),
                                              rt_statement_get_text (tables, 0));
      g_autoptr (RtStatement) rows = rt_db_prepare (db, sql, &error);
      gboolean more = TRUE;

      g_assert_no_error (error);
      while (rt_statement_step (rows, &more, &error) && more)
        g_string_append_printf (text, "%s: %s\n", rt_statement_get_text (tables, 0), rt_statement_get_text (rows, 0));
    }
  g_assert_no_error (error);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_drill (Shop *shop, gconstpointer data)
{
  RtFixture *f = shop->f;
  Drill good = { .sheet = shop->former };
  Drill bad = { .sheet = shop->fresh };
  RtSheetInfo info = { 0 };
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gint64 entries;

  rt_fixture_sign_in (f, RT_ROLE_ADMINISTRATOR);
  rt_fixture_read (f, sheet_info, &info);
  g_assert_cmpint (info.tested_at, ==, 0);
  g_assert_cmpint (info.made_at, ==, RT_FIXTURE_NOW);
  before = read_all (f);
  entries = rt_fixture_get_int (f, "SELECT count(*) FROM log");
  rt_fixture_run (f, drill, &good);
  g_assert_true (rt_drill_is_good (&good.drill));
  g_assert_cmpuint (good.drill.opened, ==, 7);
  rt_fixture_run (f, drill, &bad);
  g_assert_false (bad.drill.fits || bad.drill.opens);
  g_assert_cmpuint (bad.drill.opened, ==, 0);
  after = read_all (f);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT count(*) FROM log"), ==, entries + 2);
  g_assert_cmpint (rt_fixture_count_log (f, "recovery.drill"), ==, 2);
  rt_fixture_read (f, sheet_info, &info);
  g_assert_cmpint (info.tested_at, ==, RT_FIXTURE_NOW);
  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  rt_fixture_refuse (f, TRUE, drill, &good, RT_ERROR_DENIED);
}

/* A sheet whose keys somebody took out of the file in part. */
static void
test_drill_in_part (Shop *shop, gconstpointer data)
{
  Drill part = { .sheet = shop->former };
  g_autofree char *sentence = NULL;

  rt_fixture_exec (shop->f, "DELETE FROM class_key_wrap WHERE staff_id = 0 AND slot = 0");
  rt_fixture_sign_in_owner (shop->f);
  rt_fixture_run (shop->f, drill, &part);
  g_assert_true (part.drill.fits && part.drill.opens);
  g_assert_cmpuint (part.drill.opened, ==, 6);
  g_assert_false (rt_drill_is_good (&part.drill));
  sentence = rt_drill_describe (&part.drill);
  g_assert_nonnull (strstr (sentence, "6"));
}

static gpointer
list_keys (RtWork *work, gpointer data, GError **error)
{
  return rt_keys_list (work, error);
}

static void
test_list (Shop *shop, gconstpointer data)
{
  g_autoptr (GPtrArray) keys = NULL;
  const RtKeyInfo *contact = NULL;

  rt_fixture_sign_in (shop->f, RT_ROLE_ADMINISTRATOR);
  keys = rt_fixture_read (shop->f, list_keys, NULL);
  g_assert_cmpuint (keys->len, ==, 7);
  contact = keys->pdata[0];
  g_assert_cmpuint (contact->slot, ==, RT_CLASS_CONTACT);
  g_assert_cmpuint (contact->version, ==, 1);
  g_assert_cmpint (contact->since, ==, RT_FIXTURE_NOW);
  g_assert_cmpuint (g_strv_length (contact->holders), ==, 2);
  g_assert_cmpstr (contact->holders[0], ==, "Owen Lind");
  g_assert_cmpstr (contact->holders[1], ==, "Wang Fang");
  rt_fixture_sign_in (shop->f, RT_ROLE_CLERK);
  rt_fixture_refuse (shop->f, FALSE, list_keys, NULL, RT_ERROR_DENIED);
  rt_fixture_refuse (shop->f, FALSE, list_rotations, NULL, RT_ERROR_DENIED);
}

static gboolean
restore (Shop *shop, const RtRecovery *sheet, const char *login, const char *password, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (RtSecret) secret = rt_fixture_secret (password);

  rt_desk_restore_manager_async (shop->f->desk, sheet, login, "Somebody New", secret, RT_FIXTURE_COST, rt_desk_await_cb,
                                 &result);
  return rt_desk_restore_manager_finish (shop->f->desk, rt_desk_await (&result), error);
}

static void
check_manager (Shop *shop, const char *login, const char *password)
{
  RtFixture *f = shop->f;
  g_autoptr (GError) error = NULL;

  rt_fixture_sign_in_as (f, login, password, NULL, &error);
  g_assert_no_error (error);
  /* somebody new has their training to do, and nobody's word to wait for */
  if (rt_train_restrictions (f) == RT_RESTRICTED_TRAINING)
    {
      rt_train_do_training (f);
      rt_train_refresh_surely (f);
    }
  g_assert_cmpint (rt_train_restrictions (f), ==, 0);
  g_assert_true (rt_person_may (rt_desk_get_person (f->desk), RT_RIGHT_STAFF_ADMIT));
  g_assert_true (rt_person_may (rt_desk_get_person (f->desk), RT_RIGHT_STAFF_MANAGE));
  rt_fixture_run (f, ask_all, NULL);
  g_assert_cmpuint (rotate (f), ==, 6); /* holds every key */
  g_assert_cmpint (rt_fixture_count_log (f, "recovery.manager"), ==, 1);
}

static void
test_manager_gone (Shop *shop, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  rt_fixture_exec (shop->f, "UPDATE staff SET state = 'disabled' WHERE login = 'owner'");
  g_assert_true (restore (shop, shop->former, "new.manager", "kettle under blanket", &error));
  g_assert_no_error (error);
  g_assert_null (rt_desk_get_person (shop->f->desk));
  check_manager (shop, "new.manager", "kettle under blanket");
}

/* Everybody who could help is locked out (L5): the sheet is the way. */
static void
test_locked_out (Shop *shop, gconstpointer data)
{
  g_autoptr (GError) wait = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) former = NULL;

  for (guint i = 0; i < 6; i++)
    rt_fixture_sign_in_as (shop->f, "owner", "wrong wrong wrong", NULL, NULL);
  g_assert_false (rt_fixture_sign_in_as (shop->f, "owner", RT_FIXTURE_PASSWORD, NULL, &wait));
  rt_fixture_exec (shop->f,
                   "INSERT INTO supervision (staff_id, began_at) SELECT id, 1 FROM staff WHERE login = 'owner'");
  g_assert_true (restore (shop, shop->former, "owner", "kettle under blanket", &error));
  g_assert_no_error (error);
  check_manager (shop, "owner", "kettle under blanket");
  rt_fixture_lock (shop->f);
  g_assert_false (rt_fixture_sign_in_as (shop->f, "owner", RT_FIXTURE_PASSWORD, NULL, &former));
  g_assert_cmpint (rt_fixture_get_int (shop->f, "SELECT count(*) FROM staff"), ==, 2);
}

static void
test_restore_refused (Shop *shop, gconstpointer data)
{
  g_autoptr (GError) sheet = NULL;
  g_autoptr (GError) password = NULL;
  g_autoptr (GError) login = NULL;

  g_assert_false (restore (shop, shop->fresh, "new.manager", "kettle under blanket", &sheet));
  g_assert_error (sheet, RT_ERROR, RT_ERROR_INVALID);
  g_assert_false (restore (shop, shop->former, "new.manager", "short", &password));
  g_assert_error (password, RT_ERROR, RT_ERROR_INVALID);
  g_assert_false (restore (shop, shop->former, "two words", "kettle under blanket", &login));
  g_assert_error (login, RT_ERROR, RT_ERROR_INVALID);
  g_assert_cmpint (rt_fixture_get_int (shop->f, "SELECT count(*) FROM staff"), ==, 2);
  g_assert_cmpint (rt_fixture_count_log (shop->f, "recovery.manager"), ==, 0);
}

#define ADD(name, func) g_test_add (name, Shop, NULL, set_up, func, tear_down)

/* --- Two groups of the sheet changed places, and the checksum is the same --- */

/* As somebody may type it in; NULL when no two groups of this sheet have equal sums. */
static RtRecovery *
new_swapped (const RtRecovery *sheet)
{
  const gsize group = RT_RECOVERY_GROUP_SIZE, step = group + 1;
  g_autoptr (RtSecret) text = rt_recovery_to_text (sheet);
  const char *right = (const char *) rt_secret_peek (text);

  for (gsize a = 0; a < 12; a++)
    for (gsize b = a + 1; b < 12; b++)
      {
        g_autofree char *swapped = g_strdup (right);
        g_autoptr (RtRecovery) recovery = NULL;

        memcpy (swapped + step * a, right + step * b, group);
        memcpy (swapped + step * b, right + step * a, group);
        recovery = rt_recovery_from_text (swapped, NULL);
        if (recovery != NULL && strcmp (swapped, right) != 0)
          return g_steal_pointer (&recovery);
      }
  return NULL;
}

/* The store gets a sheet that can be mistyped so; gives that, and what it is mistyped as. */
static RtRecovery *
use_swappable (Shop *shop, RtRecovery **swapped)
{
  RtRecovery *sheet;

  while ((*swapped = new_swapped (shop->fresh)) == NULL)
    {
      rt_recovery_free (shop->fresh);
      shop->fresh = rt_recovery_new_random ();
    }
  rt_fixture_sign_in_owner (shop->f);
  g_assert_true (renew (shop, NULL, NULL));
  keep_sheet (shop);
  sheet = shop->fresh;
  shop->fresh = rt_recovery_new_random ();
  return sheet;
}

static gboolean
open_with (RtFixture *f, const RtRecovery *sheet, GError **error)
{
  g_autoptr (GAsyncResult) closed = NULL;
  g_autoptr (GAsyncResult) opened = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize n_before, n_after;
  gboolean open;

  rt_desk_close_async (f->desk, rt_desk_await_cb, &closed);
  rt_desk_close_finish (f->desk, rt_desk_await (&closed));
  g_assert_true (g_file_get_contents (f->path, &before, &n_before, NULL));
  rt_desk_open_with_recovery_async (f->desk, f->path, sheet, NULL, rt_desk_await_cb, &opened);
  open = rt_desk_open_with_recovery_finish (f->desk, rt_desk_await (&opened), error);
  g_assert_true (g_file_get_contents (f->path, &after, &n_after, NULL));
  g_assert_true (n_before == n_after && memcmp (before, after, n_after) == 0);
  return open;
}

static void
assert_says_places (const char *sentence)
{
  g_assert_nonnull (strstr (sentence, "two of its groups have changed places"));
}

static void
test_swapped_groups (Shop *shop, gconstpointer data)
{
  RtFixture *f = shop->f;
  g_autoptr (RtRecovery) swapped = NULL;
  g_autoptr (RtRecovery) sheet = use_swappable (shop, &swapped);
  g_autoptr (GError) renewed = NULL;
  g_autoptr (GError) restored = NULL;
  g_autoptr (GError) opened = NULL;
  Drill drilled = { .sheet = swapped };
  g_autofree char *sentence = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  const guint keys = rt_fixture_keyring_count (f->keyring, RT_KEYRING_STORE_KEY);

  rt_fixture_sign_in (f, RT_ROLE_ADMINISTRATOR);
  before = read_all (f);
  rt_fixture_run (f, drill, &drilled);
  sentence = rt_drill_describe (&drilled.drill);
  assert_says_places (sentence);
  g_assert_false (renew (shop, swapped, &renewed));
  g_assert_error (renewed, RT_ERROR, RT_ERROR_INVALID);
  assert_says_places (renewed->message);
  g_assert_false (restore (shop, swapped, "new.manager", "kettle under blanket", &restored));
  g_assert_error (restored, RT_ERROR, RT_ERROR_INVALID);
  assert_says_places (restored->message);
  after = read_all (f);
  g_assert_cmpstr (before, ==, after);
  g_assert_false (open_with (f, swapped, &opened));
  g_assert_error (opened, RT_ERROR, RT_ERROR_WRONG_KEY);
  g_assert_nonnull (strstr (opened->message, "please compare the order of the groups with the sheet"));
  g_assert_cmpuint (rt_fixture_keyring_count (f->keyring, RT_KEYRING_STORE_KEY), ==, keys);
  g_assert_true (opens (f, sheet));
  g_assert_false (opens (f, shop->fresh));
  g_assert_true (rt_fixture_open (f, NULL));
  g_assert_true (rt_fixture_verify_log (f, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (rt_secret_system_init (FALSE, NULL));
  ADD ("/model/recovery/a new sheet opens everything, and the former nothing", test_new_sheet);
  ADD ("/model/recovery/a sheet that nobody vouches for is replaced before keys are renewed", test_proves);
  ADD ("/model/recovery/without every key it takes the sheet that is valid now", test_by_former_sheet);
  ADD ("/model/recovery/only who may renew keys gets a new sheet", test_no_right);
  ADD ("/model/recovery/a keyring that does not keep the new key leaves all as it was", test_keyring_refuses);
  ADD ("/model/recovery/both keys are in the keyring before the file changes", test_keyring_first);
  ADD ("/model/recovery/a keyring older than the new key is said, and the former key stays listed", test_older_keyring);
  ADD ("/model/recovery/a drill tells whether the sheet fits, and changes nothing but the log", test_drill);
  ADD ("/model/recovery/a drill tells when the sheet opens only part", test_drill_in_part);
  ADD ("/model/recovery/whoever may renew keys sees who holds them", test_list);
  ADD ("/model/recovery/with no manager left, the sheet makes one", test_manager_gone);
  ADD ("/model/recovery/with everybody locked out, the sheet lets one in", test_locked_out);
  ADD ("/model/recovery/another sheet, or a name or password that will not do, makes nobody", test_restore_refused);
  ADD ("/model/recovery/two groups that changed places are told where the checksum lets them pass",
       test_swapped_groups);
  return g_test_run ();
}
