/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Guessing ends: at an account, at a name that nobody has, and nobody stays shut out for good. */
#include "config.h"

#include "rt-fixture.h"

#include "rt-accounts.h"
#include "rt-error.h"
#include "rt-staff-access.h"

#define WRONG    "wrong " RT_FIXTURE_PASSWORD
#define STRANGER "nobody-of-this-name"
#define ATTEMPTS 12 /* the standard */

static int
guess (RtFixture *f, const char *login, const char *password, char **sentence)
{
  g_autoptr (GError) error = NULL;

  if (rt_fixture_sign_in_as (f, login, password, NULL, &error))
    return -1;
  g_assert_cmpint (error->domain, ==, RT_ERROR);
  if (sentence != NULL)
    *sentence = g_strdup (error->message);
  return error->code;
}

/* Whoever guesses waits whenever they are told to. */
static int
guess_patiently (RtFixture *f, const char *login, char **sentence)
{
  rt_clock_fake_advance (f->clock, 300);
  return guess (f, login, WRONG, sentence);
}

static void
lock_out (RtFixture *f, const char *login)
{
  for (guint i = 0; i < ATTEMPTS; i++)
    g_assert_cmpint (guess_patiently (f, login, NULL), ==, RT_ERROR_WRONG_LOGIN);
  g_assert_cmpint (guess_patiently (f, login, NULL), ==, RT_ERROR_DENIED);
}

/* The same answers one after the other, with the same words, also when the program is started anew in between
 * (faults.md L4, L6). */
static void
test_stranger (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new ("US");

  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *known = NULL;
      g_autofree char *unknown = NULL;
      int code = guess (f, RT_FIXTURE_OWNER, WRONG, &known);

      g_assert_cmpint (guess (f, STRANGER, WRONG, &unknown), ==, code);
      g_assert_cmpstr (known, ==, unknown);
      if (i % 3 == 0)
        g_assert_true (rt_fixture_open (f, NULL));
      if (code == RT_ERROR_WAIT)
        rt_clock_fake_advance (f->clock, 300);
    }
  g_assert_cmpint (guess (f, RT_FIXTURE_OWNER, WRONG, NULL), ==, RT_ERROR_DENIED);
  g_assert_cmpint (guess (f, STRANGER, WRONG, NULL), ==, RT_ERROR_DENIED);
  /* and nothing of what was typed is in the file's tables as it was typed */
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT count (*) FROM stranger"), ==, 1);
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT count (*) FROM log WHERE actor = 0 AND action = 'sign-in.locked'"),
                   ==, 1);
}

static void
test_stranger_forgotten (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new ("US");

  lock_out (f, STRANGER);
  rt_clock_fake_advance (f->clock, 31 * 24 * 60 * 60);
  g_assert_cmpint (guess (f, STRANGER, WRONG, NULL), ==, RT_ERROR_WRONG_LOGIN);
}

static gpointer
unlock (RtWork *work, gpointer data, GError **error)
{
  rt_staff_unlock (work, *(gint64 *) data, error);
  return NULL;
}

static gpointer
is_locked (RtWork *work, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) staff = rt_staff_list (work, error);

  for (guint i = 0; staff != NULL && i < staff->len; i++)
    if (((RtStaff *) g_ptr_array_index (staff, i))->id == *(gint64 *) data)
      return GINT_TO_POINTER (((RtStaff *) g_ptr_array_index (staff, i))->locked);
  return NULL;
}

static void
test_unlock (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new ("US");
  gint64 id = rt_fixture_add (f, "wang.fang", "Wang Fang", RT_ROLES_OF (RT_ROLE_CLERK), TRUE);

  lock_out (f, "wang.fang");
  rt_fixture_sign_in (f, RT_ROLE_SERVICE);
  rt_fixture_refuse (f, TRUE, unlock, &id, RT_ERROR_DENIED);
  /* by a manager and by an administrator, each of them alone */
  for (guint i = 0; i < 2; i++)
    {
      rt_fixture_sign_in (f, i == 0 ? RT_ROLE_MANAGER : RT_ROLE_ADMINISTRATOR);
      g_assert_true (GPOINTER_TO_INT (rt_fixture_read (f, is_locked, &id)));
      rt_fixture_run (f, unlock, &id);
      g_assert_false (GPOINTER_TO_INT (rt_fixture_read (f, is_locked, &id)));
      rt_fixture_lock (f);
      /* at once, at this very desk, where the last attempt would still have to wait */
      g_assert_cmpint (guess (f, "wang.fang", RT_FIXTURE_PASSWORD, NULL), ==, -1);
      rt_fixture_lock (f);
      lock_out (f, "wang.fang");
    }
  g_assert_cmpint (rt_fixture_count_log (f, "staff.unlock"), ==, 2);
}

static gboolean
unlock_all (RtDb *db)
{
  return rt_account_unlock (db, 0, RT_FIXTURE_NOW, NULL);
}

/* Nobody is left who could unlock: the recovery sheet's way does it for all (faults.md L5). */
static void
test_everybody (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new ("US");
  g_autoptr (RtDb) db = NULL;
  g_autoptr (GError) error = NULL;

  lock_out (f, RT_FIXTURE_OWNER);
  db = rt_db_open (f->path, RT_DB_WRITE, rt_fixture_keyring_peek (f->keyring, "store-key"), &error);
  g_assert_no_error (error);
  g_assert_true (unlock_all (db));
  g_clear_pointer (&db, rt_db_free);
  rt_fixture_sign_in_owner (f);
}

/* An account that was locked when the store allowed fewer attempts stays so; one that was not is not locked by the
 * number alone, but by the next attempt that is wrong. */
static void
test_setting (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new ("US");

  for (guint i = 0; i < 7; i++)
    g_assert_cmpint (guess_patiently (f, RT_FIXTURE_OWNER, NULL), ==, RT_ERROR_WRONG_LOGIN);
  rt_clock_fake_advance (f->clock, 300);
  rt_fixture_exec (f, "INSERT INTO setting (id, value, changed_at, changed_by) VALUES ('sign-in-attempts', '5', 0, 1)");
  rt_fixture_sign_in_owner (f);
  rt_fixture_lock (f);
  for (guint i = 0; i < 5; i++)
    g_assert_cmpint (guess_patiently (f, RT_FIXTURE_OWNER, NULL), ==, RT_ERROR_WRONG_LOGIN);
  rt_fixture_exec (f, "UPDATE setting SET value = '50' WHERE id = 'sign-in-attempts'");
  g_assert_cmpint (guess_patiently (f, RT_FIXTURE_OWNER, NULL), ==, RT_ERROR_DENIED);
}

/* A password kept at a lower cost than the store's is kept at that cost after the next sign-in, and goes on working. */
static void
test_stronger (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new ("US");

  rt_fixture_exec (f, "UPDATE store SET kdf_ops = 2, kdf_mem_kib = 128");
  g_assert_cmpint (guess (f, RT_FIXTURE_OWNER, WRONG, NULL), ==, RT_ERROR_WRONG_LOGIN);
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT kdf_ops * kdf_mem_kib FROM staff"), ==, 64);
  rt_fixture_sign_in_owner (f);
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT kdf_ops * kdf_mem_kib FROM staff"), ==, 256);
  g_assert_cmpint (rt_fixture_count_log (f, "password.strengthen"), ==, 1);
  rt_fixture_lock (f);
  rt_fixture_sign_in_owner (f);
  g_assert_cmpint (rt_fixture_count_log (f, "password.strengthen"), ==, 1);
  /* never the other way */
  rt_fixture_exec (f, "UPDATE store SET kdf_ops = 1, kdf_mem_kib = 64");
  rt_fixture_sign_in_owner (f);
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT kdf_ops * kdf_mem_kib FROM staff"), ==, 256);
  g_assert_true (rt_fixture_verify_log (f, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/lock-out/a name that nobody has is answered like one that exists", test_stranger);
  g_test_add_func ("/model/lock-out/what was counted for nobody is forgotten after a month", test_stranger_forgotten);
  g_test_add_func ("/model/lock-out/a manager or an administrator unlocks, nobody else", test_unlock);
  g_test_add_func ("/model/lock-out/the last one who could unlock is not shut out for good", test_everybody);
  g_test_add_func ("/model/lock-out/the setting says when", test_setting);
  g_test_add_func ("/model/lock-out/a higher cost is taken on at sign-in", test_stronger);
  return g_test_run ();
}
