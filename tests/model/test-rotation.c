/* SPDX-License-Identifier: GPL-3.0-or-later */
/* New versions of class keys: asked for, made, every value sealed anew, the former ones given up; whatever comes in
 * between. */
#include "config.h"

#include "rt-customer.h"
#include "rt-gate.h"
#include "rt-grants-renew.h"
#include "rt-grants.h"
#include "rt-order-fixture.h"
#include "rt-rotation-run.h"
#include "rt-rotation-step.h"
#include "rt-rotation.h"
#include "rt-scene.h"
#include "rt-sealed.h"
#include "rt-work-private.h"

#define ALL_SLOTS                                                                                                      \
  ((1u << RT_CLASS_CONTACT) | (1u << RT_CLASS_ADDRESS) | (1u << RT_CLASS_ACCESS) | (1u << RT_CLASS_HOME) |             \
   (1u << RT_CLASS_SERVICE) | (1u << RT_KEY_LOOKUP))
#define PHONE "13800000031"

typedef struct
{
  RtFixture *f;
  GHashTable *before; /* everything, by the sheet */
  gint64 leaver;
} Shop;

static gpointer
plan_visit (RtFixture *f, gint64 ticket)
{
  RtSceneChange visit = { .id = ticket,
                          .rev = rt_scene_rev (f, ticket),
                          .day = rt_desk_get_today (f->desk) + 2,
                          .time = "morning",
                          .code = "4711#",
                          .key = "under the mat" };

  return rt_fixture_run (f, rt_scene_visit, &visit);
}

static RtDb *
open_file (RtFixture *f)
{
  g_autoptr (GError) error = NULL;
  RtDb *db = rt_db_open (f->path, RT_DB_READ, rt_fixture_keyring_peek (f->keyring, RT_KEYRING_STORE_KEY), &error);

  g_assert_no_error (error);
  return db;
}

static GHashTable *
read_by_sheet (RtFixture *f)
{
  g_autoptr (RtDb) db = open_file (f);
  g_autoptr (RtClassKeys) keys = rt_sealed_keys_of_sheet (db, (const char *) rt_secret_peek (f->sheet));
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
  shop->leaver = rt_fixture_add (f, "wu.di", "吴迪", RT_ROLES_OF (RT_ROLE_CLERK) | RT_ROLES_OF (RT_ROLE_SERVICE), TRUE);
  rt_fixture_sign_in (f, RT_ROLE_SERVICE);
  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *phone = g_strdup_printf ("138000000%02u", 31 + i);
      gint64 order = rt_scene_order (f, "王小明", phone);

      rt_fixture_sign_in (f, RT_ROLE_SERVICE);
      plan_visit (f, rt_scene_ticket (f, order, TRUE, "衣柜门关不上"));
      rt_fixture_sign_in (f, RT_ROLE_CLERK);
    }
  for (guint i = 0; i < 3; i++)
    rt_test_order (f, 50 + i);
  shop->before = read_by_sheet (f);
  g_assert_cmpuint (g_hash_table_size (shop->before), >, 20);
}

static void
tear_down (Shop *shop, gconstpointer data)
{
  g_hash_table_unref (shop->before);
  rt_fixture_free (shop->f);
}

static gpointer
ask_all (RtWork *work, gpointer data, GError **error)
{
  rt_rotation_ask_all (work, ALL_SLOTS, RT_ROTATION_WANTED, error);
  return NULL;
}

static gpointer
switch_off (RtWork *work, gpointer data, GError **error)
{
  rt_staff_set_disabled (work, *(gint64 *) data, TRUE, error);
  return NULL;
}

static gpointer
step_once (RtWork *work, gpointer data, GError **error)
{
  return rt_rotation_step (work, data, error) ? data : NULL;
}

static guint
run (RtFixture *f)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint finished = 0;

  rt_rotation_run_async (f->desk, NULL, NULL, NULL, rt_desk_await_cb, &result);
  rt_rotation_run_finish (f->desk, rt_desk_await (&result), &finished, &error);
  g_assert_no_error (error);
  return finished;
}

static gint64
count_open (RtFixture *f)
{
  return rt_fixture_get_int (f, "SELECT count(*) FROM rotation WHERE finished_at IS NULL");
}

static void
check_all_there (Shop *shop)
{
  g_autoptr (GHashTable) after = read_by_sheet (shop->f);

  rt_sealed_check_same (shop->before, after);
}

/* Only one version of each class key is left, and it is what all is sealed under. */
static void
check_renewed (Shop *shop, gint64 version)
{
  g_autofree char *others =
    g_strdup_printf ("SELECT count(*) FROM class_key WHERE slot <> %d AND version <> %" G_GINT64_FORMAT, RT_KEY_AUDIT,
                     version);
  g_autofree char *wraps =
    g_strdup_printf ("SELECT count(*) FROM class_key_wrap WHERE slot <> %d AND version <> %" G_GINT64_FORMAT,
                     RT_KEY_AUDIT, version);

  g_assert_cmpint (count_open (shop->f), ==, 0);
  g_assert_cmpint (rt_fixture_get_int (shop->f, others), ==, 0);
  g_assert_cmpint (rt_fixture_get_int (shop->f, wraps), ==, 0);
  check_all_there (shop);
}

static void
test_columns (Shop *shop, gconstpointer data)
{
  g_autoptr (RtDb) db = open_file (shop->f);
  g_autofree char *columns = rt_sealed_columns (db);

  g_assert_cmpstr (columns, ==,
                   "address.address_sealed customer.contact_sealed diary.service_sealed orders.home_sealed"
                   " ticket.access_sealed ticket.service_sealed");
}

static void
test_renewed (Shop *shop, gconstpointer data)
{
  RtFixture *f = shop->f;

  rt_fixture_sign_in_owner (f);
  rt_fixture_run (f, ask_all, NULL);
  g_assert_cmpuint (run (f), ==, 6);
  check_renewed (shop, 2);
  g_assert_cmpint (rt_fixture_count_log (f, "keys.begin"), ==, 6);
  g_assert_cmpint (rt_fixture_count_log (f, "keys.finish"), ==, 6);
  g_assert_true (rt_fixture_verify_log (f, NULL));
}

/* Every role still opens with its own password what it opened before. */
static void
test_roles_read (Shop *shop, gconstpointer data)
{
  static const char *const logins[] = { "owner", "clerk", "service", "wu.di" };
  RtFixture *f = shop->f;

  for (guint i = 0; i < G_N_ELEMENTS (logins); i++)
    {
      g_autoptr (GHashTable) before = NULL;
      g_autoptr (GHashTable) after = NULL;

      for (guint round = 0; round < 2; round++)
        {
          g_autoptr (RtDb) db = open_file (f);
          g_autoptr (RtClassKeys) keys = rt_sealed_keys_of_login (db, logins[i]);

          *(round == 0 ? &before : &after) = rt_sealed_read (db, keys, NULL);
          if (round > 0)
            break;
          g_clear_pointer (&db, rt_db_free);
          rt_fixture_sign_in_owner (f);
          rt_fixture_run (f, ask_all, NULL);
          g_assert_cmpuint (run (f), ==, 6);
        }
      g_assert_cmpuint (g_hash_table_size (before), >, 0);
      rt_sealed_check_same (before, after);
    }
}

/* A leaver who kept the file, the store key and everything that their password opened. */
static void
test_leaver (Shop *shop, gconstpointer data)
{
  RtFixture *f = shop->f;
  g_autoptr (RtClassKeys) kept = NULL;
  g_autoptr (GHashTable) opened = NULL;
  guint closed = 0;

  {
    g_autoptr (RtDb) db = open_file (f);

    kept = rt_sealed_keys_of_login (db, "wu.di");
    opened = rt_sealed_read (db, kept, NULL);
    g_assert_cmpuint (g_hash_table_size (opened), ==, g_hash_table_size (shop->before));
    g_clear_pointer (&opened, g_hash_table_unref);
  }
  rt_fixture_sign_in_owner (f);
  rt_fixture_run (f, switch_off, &shop->leaver);
  g_assert_cmpuint (run (f), ==, 6);
  {
    g_autoptr (RtDb) db = open_file (f);

    opened = rt_sealed_read (db, kept, &closed);
    g_assert_cmpuint (g_hash_table_size (opened), ==, 0);
    g_assert_cmpuint (closed, ==, g_hash_table_size (shop->before));
  }
  check_renewed (shop, 2);
}

/* An administrator holds no class key: what they ask for waits until a manager signs in. */
static void
test_waits_for_manager (Shop *shop, gconstpointer data)
{
  RtFixture *f = shop->f;

  rt_fixture_sign_in (f, RT_ROLE_ADMINISTRATOR);
  rt_fixture_run (f, switch_off, &shop->leaver);
  g_assert_cmpuint (run (f), ==, 0);
  g_assert_cmpint (count_open (f), ==, 6);
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT max(version) FROM class_key"), ==, 1);
  rt_fixture_sign_in (f, RT_ROLE_MANAGER);
  g_assert_cmpuint (run (f), ==, 6);
  check_renewed (shop, 2);
}

static void
test_refused (Shop *shop, gconstpointer data)
{
  RtRotationStep step = { 0 };

  rt_fixture_sign_in (shop->f, RT_ROLE_CLERK);
  rt_fixture_refuse (shop->f, TRUE, step_once, &step, RT_ERROR_DENIED);
}

/* One step per session, with the store closed in between: after each everything opens, by the sheet and by whoever
 * needs it. */
static void
test_step_by_step (Shop *shop, gconstpointer data)
{
  RtFixture *f = shop->f;
  RtRotationStep step = { 0 };
  guint steps = 0;

  rt_fixture_sign_in_owner (f);
  rt_fixture_run (f, ask_all, NULL);
  do
    {
      g_autoptr (GError) error = NULL;

      step = (RtRotationStep){ 0 };
      rt_fixture_run (f, step_once, &step);
      check_all_there (shop);
      {
        g_autoptr (RtDb) db = open_file (f);
        g_autoptr (RtClassKeys) keys = rt_sealed_keys_of_login (db, "wu.di");
        g_autoptr (GHashTable) theirs = rt_sealed_read (db, keys, NULL);

        rt_sealed_check_same (shop->before, theirs);
      }
      rt_fixture_open (f, &error);
      g_assert_no_error (error);
      rt_fixture_sign_in_owner (f);
      g_assert_cmpuint (steps++, <, 200);
    }
  while (step.more);
  check_renewed (shop, 2);
}

typedef struct
{
  const char *phone;
  gint64 id;
} Lookup;

static gpointer
look_up (RtWork *work, gpointer data, GError **error)
{
  Lookup *lookup = data;
  guint others = 0;
  g_autoptr (RtCustomer) customer = rt_customer_lookup (work, lookup->phone, &others, error);

  lookup->id = customer != NULL ? customer->id : 0;
  return NULL;
}

/* At every point a customer is found, and what is entered in between is sealed under the newest version. */
static void
test_work_meanwhile (Shop *shop, gconstpointer data)
{
  RtFixture *f = shop->f;
  RtRotationStep step = { 0 };
  Lookup lookup = { PHONE, 0 };
  guint phone = 60;
  gint64 id;

  rt_fixture_sign_in_owner (f);
  rt_fixture_run (f, look_up, &lookup);
  id = lookup.id;
  g_assert_cmpint (id, >, 0);
  rt_fixture_run (f, ask_all, NULL);
  do
    {
      rt_fixture_run (f, step_once, &step);
      if (phone < 90)
        rt_test_order (f, phone++);
      rt_fixture_run (f, look_up, &lookup);
      g_assert_cmpint (lookup.id, ==, id);
    }
  while (step.more);
  g_hash_table_unref (shop->before);
  shop->before = read_by_sheet (f);
  check_renewed (shop, 2);
}

/* Asked for again while it goes on: one more version, and both former ones go. */
static void
test_asked_again (Shop *shop, gconstpointer data)
{
  RtFixture *f = shop->f;
  RtRotationStep step = { 0 };

  rt_fixture_sign_in_owner (f);
  rt_fixture_run (f, ask_all, NULL);
  for (guint i = 0; i < 2; i++)
    rt_fixture_run (f, step_once, &step);
  rt_fixture_run (f, switch_off, &shop->leaver);
  g_assert_cmpuint (run (f), ==, 6);
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT max(version) FROM class_key WHERE slot = 0"), ==, 3);
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT count(*) FROM class_key"), ==, 7);
  g_assert_cmpint (count_open (f), ==, 0);
  check_all_there (shop);
}

/* Somebody with the file puts a public key of their own in a clerk's place, and waits for a rotation. */
static void
test_planted_person (Shop *shop, gconstpointer data)
{
  RtFixture *f = shop->f;
  gint64 wraps;

  rt_fixture_exec (f, "UPDATE staff SET public_key = randomblob (32) WHERE login = 'wu.di'");
  rt_fixture_sign_in_owner (f);
  rt_fixture_run (f, ask_all, NULL);
  g_assert_cmpuint (run (f), ==, 6);
  wraps = rt_fixture_get_int (f, "SELECT count(*) FROM class_key_wrap JOIN staff ON staff.id = staff_id"
                                 " WHERE login = 'wu.di'");
  g_assert_cmpint (wraps, ==, 0);
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT state = 'waiting' FROM staff WHERE login = 'wu.di'"), ==, 1);
  g_assert_cmpint (rt_fixture_count_log (f, "keys.unproven"), ==, 1);
  check_renewed (shop, 2);
}

static void
test_planted_sheet (Shop *shop, gconstpointer data)
{
  RtFixture *f = shop->f;

  rt_fixture_exec (f, "UPDATE store SET recovery_key = randomblob (32)");
  rt_fixture_sign_in_owner (f);
  rt_fixture_run (f, ask_all, NULL);
  g_assert_cmpuint (run (f), ==, 0);
  g_assert_cmpint (count_open (f), ==, 6);
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT max(version) FROM class_key"), ==, 1);
  check_all_there (shop);
}

/* A planted version that nobody linked is not loaded, and nothing is sealed under it. */
static void
test_planted_key (Shop *shop, gconstpointer data)
{
  RtFixture *f = shop->f;
  g_autoptr (RtClassKeys) keys = NULL;
  g_autoptr (RtDb) db = NULL;
  g_autoptr (GError) error = NULL;
  guint bad = 0;

  rt_fixture_exec (f, "INSERT INTO class_key VALUES (0, 2, randomblob (32), 1);"
                      "INSERT INTO class_key_wrap SELECT slot, 2, staff_id, wrapped, vouched FROM class_key_wrap"
                      " WHERE slot = 0 AND version = 1");
  db = open_file (f);
  {
    g_autoptr (RtRecovery) recovery = rt_recovery_from_text ((const char *) rt_secret_peek (f->sheet), &error);
    guint8 public_key[32];
    g_autoptr (RtSecret) secret_key = rt_recovery_secret_key (recovery, public_key);

    keys = rt_grants_load (db, RT_GRANTS_RECOVERY, secret_key, &bad, &error);
  }
  g_assert_no_error (error);
  g_assert_cmpuint (bad, ==, 1);
  g_assert_cmpuint (rt_class_keys_current (keys, RT_CLASS_CONTACT), ==, 1);
}

/* What does not open keeps the former version alive, and is told; mended, the rotation ends. */
static void
test_damaged_value (Shop *shop, gconstpointer data)
{
  RtFixture *f = shop->f;

  rt_fixture_exec (f, "CREATE TABLE aside AS SELECT id, contact_sealed FROM customer WHERE id = 1;"
                      "UPDATE customer SET contact_sealed = (SELECT contact_sealed FROM customer WHERE id = 2)"
                      " WHERE id = 1");
  rt_fixture_sign_in_owner (f);
  rt_fixture_run (f, ask_all, NULL);
  g_assert_cmpuint (run (f), ==, 4); /* not contact, and not what is looked up by it */
  g_assert_cmpint (count_open (f), ==, 2);
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT count(*) FROM class_key WHERE slot = 0"), ==, 2);
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT damaged FROM rotation WHERE slot = 0"), ==, 1);
  g_assert_cmpint (rt_fixture_count_log (f, "keys.held"), ==, 2);
  rt_fixture_exec (f, "UPDATE customer SET contact_sealed = (SELECT contact_sealed FROM aside) WHERE id = 1;"
                      "DROP TABLE aside");
  rt_fixture_sign_in_owner (f);
  g_assert_cmpuint (run (f), ==, 2);
  check_renewed (shop, 2);
}

/* A new version that this session was not given. */
static gpointer
renew_behind (RtWork *work, gpointer data, GError **error)
{
  g_autoptr (RtGate) gate = rt_gate_new_system ();
  RtSession *session = rt_work_get_session (work);
  const RtGrantsHolder me = { rt_work_get_me (work), rt_session_get_public_key (session) };
  g_auto (RtGrantsRenewed) made = { 0 };

  rt_db_set_gate (rt_work_get_db (work), gate);
  rt_grants_renew (rt_work_get_db (work), rt_session_get_keys (session), rt_session_get_matrix (session),
                   RT_CLASS_CONTACT, &me, rt_work_get_now (work), &made, error);
  return NULL;
}

static void
test_session_of_before (Shop *shop, gconstpointer data)
{
  RtFixture *f = shop->f;
  g_autoptr (RtOrderEdit) edit = rt_test_edit (77);
  g_autoptr (GError) error = NULL;

  rt_fixture_sign_in_owner (f);
  rt_fixture_run (f, renew_behind, NULL);
  g_assert_cmpint (rt_test_save (f, edit, &error), ==, 0);
  g_assert_error (error, RT_ERROR, RT_ERROR_LOCKED);
  g_assert_null (rt_desk_get_person (f->desk));
  rt_fixture_sign_in_owner (f);
  rt_test_order (f, 77);
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT count(*) FROM customer WHERE hex (substr (contact_sealed, 3, 4)) ="
                                          " '02000000'"),
                   ==, 1);
}

static void
test_cancelled (Shop *shop, gconstpointer data)
{
  RtFixture *f = shop->f;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  rt_fixture_sign_in_owner (f);
  rt_fixture_run (f, ask_all, NULL);
  rt_rotation_run_async (f->desk, NULL, NULL, cancellable, rt_desk_await_cb, &result);
  g_cancellable_cancel (cancellable);
  g_assert_false (rt_rotation_run_finish (f->desk, rt_desk_await (&result), NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  check_all_there (shop);
  g_assert_cmpuint (run (f), ==, 6);
  check_renewed (shop, 2);
}

static void
test_locked (Shop *shop, gconstpointer data)
{
  RtFixture *f = shop->f;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  rt_fixture_sign_in_owner (f);
  rt_fixture_run (f, ask_all, NULL);
  rt_rotation_run_async (f->desk, NULL, NULL, NULL, rt_desk_await_cb, &result);
  rt_fixture_lock (f);
  g_assert_false (rt_rotation_run_finish (f->desk, rt_desk_await (&result), NULL, &error));
  g_assert_error (error, RT_ERROR, RT_ERROR_LOCKED);
  check_all_there (shop);
  rt_fixture_sign_in_owner (f);
  run (f);
  check_renewed (shop, 2);
}

#define ADD(name, func) g_test_add (name, Shop, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (rt_secret_system_init (FALSE, NULL));
  ADD ("/model/rotation/every sealed column of the schema is one that rotations know", test_columns);
  ADD ("/model/rotation/every value is sealed anew and only the new version stays", test_renewed);
  ADD ("/model/rotation/every role opens afterwards what it opened before", test_roles_read);
  ADD ("/model/rotation/keys that a leaver kept open nothing any more", test_leaver);
  ADD ("/model/rotation/asked for by an administrator, it waits for a manager", test_waits_for_manager);
  ADD ("/model/rotation/only who may renew keys runs it", test_refused);
  ADD ("/model/rotation/with the store closed after each step, nothing is lost at any of them", test_step_by_step);
  ADD ("/model/rotation/customers are found and orders saved all the while", test_work_meanwhile);
  ADD ("/model/rotation/asked for again while it goes on, both former versions go", test_asked_again);
  ADD ("/model/rotation/a public key put in a person's place is given nothing", test_planted_person);
  ADD ("/model/rotation/a public key put in the recovery sheet's place is given nothing", test_planted_sheet);
  ADD ("/model/rotation/a version that no holder made is not loaded", test_planted_key);
  ADD ("/model/rotation/a value that does not open keeps its key, and is told", test_damaged_value);
  ADD ("/model/rotation/a session without the newest version saves nothing and signs in anew", test_session_of_before);
  ADD ("/model/rotation/cancelled, it goes on later", test_cancelled);
  ADD ("/model/rotation/locked, it goes on at the next sign-in", test_locked);
  return g_test_run ();
}
