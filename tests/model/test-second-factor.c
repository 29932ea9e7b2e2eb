/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Codes beside the password: setting them up, each good once, losing the telephone, and giving them up. */
#include "config.h"

#include "rt-fixture.h"

#include <string.h>

#include "rt-error.h"
#include "rt-staff-access.h"
#include "rt-totp.h"

#define WRONG    "wrong " RT_FIXTURE_PASSWORD
#define SENTENCE "The name, the password or the code is not right."

/* A store that asks everybody for codes; nobody has any yet. */
static RtFixture *
new_store (void)
{
  RtFixture *f = rt_fixture_new ("US");

  rt_fixture_exec (f, "UPDATE setting SET value = '63' WHERE id = 'code-roles'");
  return f;
}

static void
assert_refused (RtFixture *f, const char *login, const char *password, const char *code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (rt_fixture_sign_in_with (f, login, password, code, NULL, &error));
  g_assert_error (error, RT_ERROR, RT_ERROR_WRONG_LOGIN);
  g_assert_cmpstr (error->message, ==, SENTENCE);
  g_assert_null (rt_desk_get_person (f->desk));
}

static void
assert_in (RtFixture *f, const char *login, const char *code)
{
  g_autoptr (GError) error = NULL;
  RtSignIn what = RT_SIGN_IN_ENROL_CODE;

  rt_fixture_sign_in_with (f, login, RT_FIXTURE_PASSWORD, code, &what, &error);
  g_assert_no_error (error);
  g_assert_cmpint (what, ==, RT_SIGN_IN_DONE);
  g_assert_cmpstr (rt_person_get_login (rt_desk_get_person (f->desk)), ==, login);
}

static void
assert_asked (RtFixture *f, const char *login)
{
  g_autoptr (GError) error = NULL;
  RtSignIn what = RT_SIGN_IN_DONE;

  rt_fixture_sign_in_as (f, login, RT_FIXTURE_PASSWORD, &what, &error);
  g_assert_no_error (error);
  g_assert_cmpint (what, ==, RT_SIGN_IN_ENROL_CODE);
  g_assert_null (rt_desk_get_person (f->desk));
}

/* Forgets what was counted, so that a test of codes is not one of delays. */
static void
forget (RtFixture *f)
{
  rt_fixture_exec (f, "UPDATE staff SET failures = 0, not_before = 0, locked_at = NULL");
}

static RtSecret *
enrol_owner (RtFixture *f, GPtrArray **codes)
{
  RtSecret *secret = NULL;

  assert_asked (f, RT_FIXTURE_OWNER);
  secret = rt_fixture_enrol (f, codes);
  rt_fixture_lock (f);
  return secret;
}

static gboolean
confirm (RtEnrolment *enrolment, const char *code, GError **error)
{
  g_autoptr (RtSecret) typed = rt_fixture_secret (code);

  return rt_enrolment_confirm (enrolment, typed, error);
}

static gboolean
finish_enrolment (RtFixture *f, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  rt_desk_enrol_async (f->desk, NULL, rt_desk_await_cb, &result);
  return rt_desk_enrol_finish (f->desk, rt_desk_await (&result), error);
}

static void
test_enrol (void)
{
  g_autoptr (RtFixture) f = new_store ();
  g_autoptr (GError) error = NULL;
  RtEnrolment *enrolment = NULL;
  g_autofree char *wrong = NULL;
  g_autofree char *right = NULL;

  assert_asked (f, RT_FIXTURE_OWNER);
  enrolment = rt_desk_get_enrolment (f->desk);
  g_assert_cmpstr (rt_enrolment_get_login (enrolment), ==, RT_FIXTURE_OWNER);
  g_assert_cmpstr (rt_enrolment_get_name (enrolment), ==, "Owen Lind");
  wrong = rt_fixture_code (f, rt_enrolment_get_secret (enrolment), 5);
  right = rt_fixture_code (f, rt_enrolment_get_secret (enrolment), 0);
  g_assert_false (confirm (enrolment, wrong, &error));
  g_assert_error (error, RT_ERROR, RT_ERROR_INVALID);
  g_assert_cmpstr (rt_error_get_field (error), ==, "code");
  g_clear_error (&error);
  g_assert_null (rt_enrolment_get_codes (enrolment));
  /* not before a code has shown that the telephone took the secret */
  g_assert_false (finish_enrolment (f, &error));
  g_assert_error (error, RT_ERROR, RT_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_true (confirm (enrolment, right, &error));
  g_assert_cmpuint (rt_enrolment_get_codes (enrolment)->len, ==, 10);
  /* nothing is stored, and nobody is in, before the end */
  g_assert_null (rt_desk_get_person (f->desk));
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT count (*) FROM staff WHERE totp_sealed IS NOT NULL"), ==, 0);
  g_assert_true (finish_enrolment (f, &error));
  g_assert_no_error (error);
  g_assert_nonnull (rt_desk_get_person (f->desk));
  g_assert_null (rt_desk_get_enrolment (f->desk));
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT count (*) FROM staff_code WHERE used_at IS NULL"), ==, 10);
  g_assert_cmpint (rt_fixture_count_log (f, "sign-in.enrol"), ==, 1);
  g_assert_cmpint (rt_fixture_count_log (f, "code.enrol"), ==, 1);
  g_assert_cmpint (rt_fixture_count_log (f, "sign-in"), ==, 1);
  rt_fixture_lock (f);
  /* the code that was shown for setting up is used; none is not enough */
  assert_refused (f, RT_FIXTURE_OWNER, RT_FIXTURE_PASSWORD, right);
  assert_refused (f, RT_FIXTURE_OWNER, RT_FIXTURE_PASSWORD, NULL);
  g_assert_true (rt_fixture_verify_log (f, NULL));
}

static void
test_given_up (void)
{
  g_autoptr (RtFixture) f = new_store ();
  g_autoptr (GError) error = NULL;
  g_autofree char *right = NULL;

  assert_asked (f, RT_FIXTURE_OWNER);
  rt_fixture_lock (f);
  g_assert_null (rt_desk_get_enrolment (f->desk));
  g_assert_false (finish_enrolment (f, &error));
  g_assert_error (error, RT_ERROR, RT_ERROR_LOCKED);
  g_clear_error (&error);
  /* nor after too long */
  assert_asked (f, RT_FIXTURE_OWNER);
  right = rt_fixture_code (f, rt_enrolment_get_secret (rt_desk_get_enrolment (f->desk)), 0);
  g_assert_true (confirm (rt_desk_get_enrolment (f->desk), right, NULL));
  rt_clock_fake_advance (f->clock, RT_ENROLMENT_SECONDS);
  g_assert_false (finish_enrolment (f, &error));
  g_assert_error (error, RT_ERROR, RT_ERROR_LOCKED);
  g_clear_error (&error);
  g_assert_false (confirm (rt_desk_get_enrolment (f->desk), right, &error));
  g_assert_error (error, RT_ERROR, RT_ERROR_LOCKED);
  g_assert_null (rt_desk_get_person (f->desk));
}

static void
test_changed_meanwhile (void)
{
  g_autoptr (RtFixture) f = new_store ();
  g_autoptr (GError) error = NULL;
  g_autofree char *right = NULL;
  g_autoptr (RtDb) beside = NULL;

  assert_asked (f, RT_FIXTURE_OWNER);
  right = rt_fixture_code (f, rt_enrolment_get_secret (rt_desk_get_enrolment (f->desk)), 0);
  g_assert_true (confirm (rt_desk_get_enrolment (f->desk), right, NULL));
  beside = rt_db_open (f->path, RT_DB_WRITE, rt_fixture_keyring_peek (f->keyring, "store-key"), &error);
  g_assert_no_error (error);
  rt_db_exec (beside, "UPDATE staff SET roles = 8 WHERE id = 1", &error);
  g_assert_no_error (error);
  g_assert_false (finish_enrolment (f, &error));
  g_assert_error (error, RT_ERROR, RT_ERROR_CONFLICT);
  g_assert_null (rt_desk_get_person (f->desk));
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT count (*) FROM staff_code"), ==, 0);
}

/* faults.md L1, L3 */
static void
test_once (void)
{
  g_autoptr (RtFixture) f = new_store ();
  g_autoptr (RtSecret) secret = enrol_owner (f, NULL);

  for (gint64 away = -3; away <= 3; away++)
    {
      g_autofree char *code = NULL;

      rt_clock_fake_advance (f->clock, 10 * RT_TOTP_PERIOD);
      code = rt_fixture_code (f, secret, away);
      if (away < -1 || away > 1)
        {
          assert_refused (f, RT_FIXTURE_OWNER, RT_FIXTURE_PASSWORD, code);
          forget (f);
          continue;
        }
      assert_in (f, RT_FIXTURE_OWNER, code);
      rt_fixture_lock (f);
      assert_refused (f, RT_FIXTURE_OWNER, RT_FIXTURE_PASSWORD, code);
      forget (f);
    }
}

/* faults.md L2 */
static void
test_clock (void)
{
  g_autoptr (RtFixture) f = new_store ();
  g_autoptr (RtSecret) secret = enrol_owner (f, NULL);
  g_autofree char *seen = NULL;
  g_autofree char *before = NULL;
  g_autofree char *next = NULL;

  rt_clock_fake_advance (f->clock, 3600);
  before = rt_fixture_code (f, secret, -20);
  seen = rt_fixture_code (f, secret, 0);
  assert_in (f, RT_FIXTURE_OWNER, seen);
  rt_fixture_lock (f);
  /* back to where an older code would fit, and to where this one was good */
  rt_clock_fake_advance (f->clock, -20 * RT_TOTP_PERIOD);
  assert_refused (f, RT_FIXTURE_OWNER, RT_FIXTURE_PASSWORD, before);
  rt_clock_fake_advance (f->clock, 20 * RT_TOTP_PERIOD);
  assert_refused (f, RT_FIXTURE_OWNER, RT_FIXTURE_PASSWORD, seen);
  /* forward, and back again, with the program started anew */
  rt_clock_fake_advance (f->clock, 40 * RT_TOTP_PERIOD);
  forget (f);
  rt_clock_fake_advance (f->clock, -40 * RT_TOTP_PERIOD);
  assert_refused (f, RT_FIXTURE_OWNER, RT_FIXTURE_PASSWORD, seen);
  forget (f);
  rt_clock_fake_advance (f->clock, RT_TOTP_PERIOD);
  next = rt_fixture_code (f, secret, 0);
  assert_in (f, RT_FIXTURE_OWNER, next);
}

/* Five windows with the same code at once: one of them is let in (faults.md L1, L7). */
static void
race (RtFixture *f, const char *code)
{
  g_autoptr (RtSecret) password = rt_fixture_secret (RT_FIXTURE_PASSWORD);
  g_autoptr (RtSecret) typed = rt_fixture_secret (code);
  gint64 before = rt_fixture_count_log (f, "sign-in");
  GAsyncResult *results[5] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    rt_desk_sign_in_async (f->desk, RT_FIXTURE_OWNER, password, typed, NULL, rt_desk_await_cb, &results[i]);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      rt_desk_sign_in_finish (f->desk, rt_desk_await (&results[i]), NULL, NULL);
      g_object_unref (results[i]);
    }
  g_assert_cmpint (rt_fixture_count_log (f, "sign-in"), ==, before + 1);
  rt_fixture_lock (f);
  forget (f);
}

static void
test_race (void)
{
  g_autoptr (RtFixture) f = new_store ();
  g_autoptr (GPtrArray) spare = NULL;
  g_autoptr (RtSecret) secret = enrol_owner (f, &spare);

  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *code = NULL;

      rt_clock_fake_advance (f->clock, RT_TOTP_PERIOD);
      code = rt_fixture_code (f, secret, 0);
      race (f, code);
      race (f, (const char *) rt_secret_peek (g_ptr_array_index (spare, i)));
      g_assert_cmpint (rt_fixture_get_int (f, "SELECT count (*) FROM staff_code WHERE used_at IS NOT NULL"), ==, i + 1);
    }
}

static void
test_spare (void)
{
  g_autoptr (RtFixture) f = new_store ();
  g_autoptr (GPtrArray) spare = NULL;
  g_autoptr (RtSecret) secret = enrol_owner (f, &spare);

  for (guint i = 0; i < spare->len; i++)
    {
      const char *code = (const char *) rt_secret_peek (g_ptr_array_index (spare, i));

      assert_in (f, RT_FIXTURE_OWNER, code);
      g_assert_cmpint (rt_desk_get_codes_left (f->desk), ==, 9 - (gint64) i);
      rt_fixture_lock (f);
      assert_refused (f, RT_FIXTURE_OWNER, RT_FIXTURE_PASSWORD, code);
      forget (f);
    }
  g_assert_cmpint (rt_fixture_count_log (f, "code.recovery"), ==, 10);
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT count (*) FROM log WHERE action = 'code.recovery'"
                                          " AND detail = 'left=0'"),
                   ==, 1);
}

static GPtrArray *
renew (RtFixture *f, const char *password, const char *code, GError **error)
{
  g_autoptr (RtSecret) typed = rt_fixture_secret (password);
  g_autoptr (RtSecret) typed_code = code != NULL ? rt_fixture_secret (code) : NULL;
  g_autoptr (GAsyncResult) result = NULL;

  rt_desk_new_codes_async (f->desk, typed, typed_code, NULL, rt_desk_await_cb, &result);
  return rt_desk_new_codes_finish (f->desk, rt_desk_await (&result), error);
}

static const char *
peek_code (GPtrArray *codes, guint i)
{
  return (const char *) rt_secret_peek (g_ptr_array_index (codes, i));
}

static void
assert_not_renewed (RtFixture *f, const char *password, const char *code, int expected)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (renew (f, password, code, &error));
  g_assert_error (error, RT_ERROR, expected);
}

/* Whoever sits at somebody's open desk makes none without password and code, not even with a code that was good for
 * signing in; the former ones are void then. */
static void
test_new_codes (void)
{
  g_autoptr (RtFixture) f = new_store ();
  g_autoptr (GPtrArray) former = NULL, fresh = NULL;
  g_autoptr (RtSecret) secret = enrol_owner (f, &former);
  g_autoptr (GError) error = NULL;
  const char *const passwords[] = { WRONG, RT_FIXTURE_PASSWORD, RT_FIXTURE_PASSWORD, RT_FIXTURE_PASSWORD };
  const char *const codes[] = { peek_code (former, 9), NULL, "000000", peek_code (former, 3) };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      assert_in (f, RT_FIXTURE_OWNER, peek_code (former, i));
      assert_not_renewed (f, passwords[i], codes[i], RT_ERROR_WRONG_LOGIN);
      rt_fixture_lock (f);
      forget (f);
    }
  g_assert_cmpint (rt_fixture_count_log (f, "code.refused"), ==, G_N_ELEMENTS (codes));
  assert_in (f, RT_FIXTURE_OWNER, peek_code (former, 7));
  fresh = renew (f, RT_FIXTURE_PASSWORD, peek_code (former, 8), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fresh->len, ==, 10);
  g_assert_cmpint (rt_fixture_count_log (f, "code.renew"), ==, 1);
  g_assert_nonnull (rt_desk_get_person (f->desk));
  rt_fixture_lock (f);
  assert_refused (f, RT_FIXTURE_OWNER, RT_FIXTURE_PASSWORD, peek_code (former, 9));
  forget (f);
  assert_in (f, RT_FIXTURE_OWNER, peek_code (fresh, 0));
  g_assert_cmpint (rt_desk_get_codes_left (f->desk), ==, 9);
}

/* Nobody who signs in without a code is given any, and nobody at a locked desk. */
static void
test_no_new_codes (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new ("US");

  assert_not_renewed (f, RT_FIXTURE_PASSWORD, NULL, RT_ERROR_WRONG_LOGIN);
  rt_fixture_sign_in_owner (f);
  assert_not_renewed (f, RT_FIXTURE_PASSWORD, NULL, RT_ERROR_INVALID);
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT count (*) FROM staff_code"), ==, 0);
}

/* One sentence for each way of being wrong, and each is counted. */
static void
test_one_answer (void)
{
  g_autoptr (RtFixture) f = new_store ();
  g_autoptr (GPtrArray) spare = NULL;
  g_autoptr (RtSecret) secret = enrol_owner (f, &spare);
  g_autofree char *right = NULL;

  rt_clock_fake_advance (f->clock, RT_TOTP_PERIOD);
  right = rt_fixture_code (f, secret, 0);
  assert_refused (f, RT_FIXTURE_OWNER, WRONG, right);
  assert_refused (f, RT_FIXTURE_OWNER, WRONG, (const char *) rt_secret_peek (g_ptr_array_index (spare, 0)));
  assert_refused (f, RT_FIXTURE_OWNER, RT_FIXTURE_PASSWORD, "7KQXM-2ABCD");
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT failures FROM staff WHERE id = 1"), ==, 3);
  assert_refused (f, "nobody", RT_FIXTURE_PASSWORD, right);
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT count (*) FROM log WHERE action = 'sign-in.refused' AND detail IN"
                                          " ('password', 'code', 'name')"),
                   ==, 4);
  /* what was tried with a wrong password was not used up */
  assert_in (f, RT_FIXTURE_OWNER, right);
  rt_fixture_lock (f);
  assert_in (f, RT_FIXTURE_OWNER, (const char *) rt_secret_peek (g_ptr_array_index (spare, 0)));
}

/* A secret put in place by somebody who has only the file opens nothing; it is not an error that can be asked without
 * being counted. */
static void
test_tampered (void)
{
  g_autoptr (RtFixture) f = new_store ();
  g_autoptr (RtSecret) secret = enrol_owner (f, NULL);
  g_autofree char *code = NULL;

  rt_clock_fake_advance (f->clock, RT_TOTP_PERIOD);
  code = rt_fixture_code (f, secret, 0);
  rt_fixture_exec (f, "UPDATE staff SET totp_sealed = zeroblob (length (totp_sealed)) WHERE id = 1");
  assert_refused (f, RT_FIXTURE_OWNER, RT_FIXTURE_PASSWORD, code);
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT failures FROM staff WHERE id = 1"), ==, 1);
}

static gpointer
reset_code (RtWork *work, gpointer data, GError **error)
{
  rt_staff_reset_code (work, *(gint64 *) data, error);
  return NULL;
}

static gpointer
reset_password (RtWork *work, gpointer data, GError **error)
{
  g_autoptr (RtSecret) first = rt_fixture_secret ("second " RT_FIXTURE_PASSWORD);

  rt_staff_reset (work, *(gint64 *) data, first, RT_FIXTURE_COST, error);
  return NULL;
}

/* A clerk with codes of her own, in a store that asked nobody before; the owner is asked as well from then on. */
static RtSecret *
enrol_clerk (RtFixture *f, gint64 *id, GPtrArray **codes)
{
  RtSecret *secret = NULL;

  *id = rt_fixture_add (f, "wang.fang", "Wang Fang", RT_ROLES_OF (RT_ROLE_CLERK), TRUE);
  rt_fixture_exec (f, "UPDATE setting SET value = '1' WHERE id = 'code-roles'");
  assert_asked (f, "wang.fang");
  secret = rt_fixture_enrol (f, codes);
  rt_fixture_lock (f);
  return secret;
}

/* faults.md L10 */
static void
test_reset_code (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new ("US");
  g_autoptr (GPtrArray) spare = NULL;
  gint64 id = 0, nobody = 999;
  g_autoptr (RtSecret) secret = enrol_clerk (f, &id, &spare);
  g_autoptr (RtSecret) second = NULL;
  g_autofree char *code = NULL;
  g_autofree char *fresh = NULL;

  /* she cannot take her own second factor away */
  rt_clock_fake_advance (f->clock, RT_TOTP_PERIOD);
  code = rt_fixture_code (f, secret, 0);
  assert_in (f, "wang.fang", code);
  rt_fixture_refuse (f, TRUE, reset_code, &id, RT_ERROR_DENIED);
  rt_fixture_sign_in_owner (f);
  rt_fixture_refuse (f, TRUE, reset_code, &nobody, RT_ERROR_NOT_FOUND);
  rt_fixture_run (f, reset_code, &id);
  rt_fixture_lock (f);
  g_assert_cmpint (rt_fixture_count_log (f, "staff.reset-code"), ==, 1);
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT count (*) FROM staff_code"), ==, 0);
  /* neither without any code nor with an old one: she sets up new ones first */
  assert_refused (f, "wang.fang", WRONG, NULL);
  assert_asked (f, "wang.fang");
  second = rt_fixture_enrol (f, NULL);
  g_assert_false (rt_secret_equal (secret, second));
  rt_fixture_lock (f);
  rt_clock_fake_advance (f->clock, RT_TOTP_PERIOD);
  g_free (code);
  code = rt_fixture_code (f, secret, 0);
  fresh = rt_fixture_code (f, second, 0);
  assert_refused (f, "wang.fang", RT_FIXTURE_PASSWORD, code);
  assert_refused (f, "wang.fang", RT_FIXTURE_PASSWORD, (const char *) rt_secret_peek (g_ptr_array_index (spare, 0)));
  assert_in (f, "wang.fang", fresh);
}

static void
test_reset_password (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new ("US");
  gint64 id = 0;
  g_autoptr (RtSecret) secret = enrol_clerk (f, &id, NULL);
  g_autoptr (RtSecret) second = NULL;
  g_autoptr (GError) error = NULL;
  RtSignIn what = RT_SIGN_IN_DONE;

  rt_fixture_sign_in_owner (f);
  rt_fixture_run (f, reset_password, &id);
  rt_fixture_lock (f);
  rt_fixture_sign_in_as (f, "wang.fang", "second " RT_FIXTURE_PASSWORD, &what, &error);
  g_assert_no_error (error);
  g_assert_cmpint (what, ==, RT_SIGN_IN_CHOOSE_PASSWORD);
  rt_fixture_choose_password (f, "wang.fang", "second " RT_FIXTURE_PASSWORD, RT_FIXTURE_PASSWORD, &error);
  g_assert_no_error (error);
  /* her password is chosen, but nobody is in: the codes of the former pair are gone */
  g_assert_null (rt_desk_get_person (f->desk));
  g_assert_nonnull (rt_desk_get_enrolment (f->desk));
  second = rt_fixture_enrol (f, NULL);
  g_assert_true (rt_person_is_waiting (rt_desk_get_person (f->desk)));
  g_assert_false (rt_secret_equal (secret, second));
}

static void
test_setting (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new ("US");
  gint64 id = 0;
  g_autoptr (RtSecret) secret = enrol_clerk (f, &id, NULL);
  g_autofree char *code = NULL;

  /* asked of clerks only: the owner is none */
  g_assert_true (rt_desk_uses_codes (f->desk));
  rt_fixture_sign_in_owner (f);
  rt_fixture_lock (f);
  /* no longer asked: who has codes keeps to them until they are taken away */
  rt_fixture_exec (f, "UPDATE setting SET value = '0' WHERE id = 'code-roles'");
  g_assert_true (rt_desk_uses_codes (f->desk));
  assert_refused (f, "wang.fang", RT_FIXTURE_PASSWORD, NULL);
  rt_clock_fake_advance (f->clock, RT_TOTP_PERIOD);
  code = rt_fixture_code (f, secret, 0);
  assert_in (f, "wang.fang", code);
  rt_fixture_sign_in_owner (f);
  rt_fixture_run (f, reset_code, &id);
  rt_fixture_lock (f);
  assert_in (f, "wang.fang", NULL);
  rt_fixture_exec (f, "SELECT 1");
  g_assert_false (rt_desk_uses_codes (f->desk));
}

static gboolean
choose (RtFixture *f, const char *login, const char *old, const char *code, const char *chosen, GError **error)
{
  g_autoptr (RtSecret) before = rt_fixture_secret (old);
  g_autoptr (RtSecret) after = rt_fixture_secret (chosen);
  g_autoptr (RtSecret) typed = code != NULL ? rt_fixture_secret (code) : NULL;
  g_autoptr (GAsyncResult) result = NULL;

  rt_desk_choose_password_async (f->desk, login, before, typed, after, NULL, rt_desk_await_cb, &result);
  return rt_desk_choose_password_finish (f->desk, rt_desk_await (&result), NULL, error);
}

static void
test_change_password (void)
{
  g_autoptr (RtFixture) f = new_store ();
  g_autoptr (RtSecret) secret = enrol_owner (f, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *code = NULL;

  /* at a locked desk the code is asked for, and a password that cannot be taken tells nothing about the old one */
  rt_clock_fake_advance (f->clock, RT_TOTP_PERIOD);
  code = rt_fixture_code (f, secret, 0);
  g_assert_false (choose (f, RT_FIXTURE_OWNER, RT_FIXTURE_PASSWORD, NULL, "another " RT_FIXTURE_PASSWORD, &error));
  g_assert_error (error, RT_ERROR, RT_ERROR_WRONG_LOGIN);
  g_clear_error (&error);
  g_assert_false (choose (f, RT_FIXTURE_OWNER, WRONG, NULL, "short", &error));
  g_assert_error (error, RT_ERROR, RT_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_true (choose (f, RT_FIXTURE_OWNER, RT_FIXTURE_PASSWORD, code, "another " RT_FIXTURE_PASSWORD, &error));
  /* who sits at the desk has shown theirs; the codes go on with the new password */
  rt_clock_fake_advance (f->clock, RT_TOTP_PERIOD);
  g_free (code);
  code = rt_fixture_code (f, secret, 0);
  g_assert_true (rt_fixture_sign_in_with (f, RT_FIXTURE_OWNER, "another " RT_FIXTURE_PASSWORD, code, NULL, &error));
  g_assert_true (choose (f, RT_FIXTURE_OWNER, "another " RT_FIXTURE_PASSWORD, NULL, RT_FIXTURE_PASSWORD, &error));
  rt_fixture_lock (f);
  rt_clock_fake_advance (f->clock, RT_TOTP_PERIOD);
  g_free (code);
  code = rt_fixture_code (f, secret, 0);
  assert_in (f, RT_FIXTURE_OWNER, code);
}

static void
test_setup_decides (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new ("US");

  g_assert_false (rt_desk_uses_codes (f->desk));
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT value = '0' AND reason <> '' FROM setting WHERE id = 'code-roles'"),
                   ==, 1);
  rt_fixture_sign_in_owner (f);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/code/it is set up before anybody is in, and stored at once with the way in", test_enrol);
  g_test_add_func ("/model/code/setting up ends with locking and after ten minutes", test_given_up);
  g_test_add_func ("/model/code/setting up an account that changed meanwhile stores nothing", test_changed_meanwhile);
  g_test_add_func ("/model/code/one step beside is taken, two are not, and none a second time", test_once);
  g_test_add_func ("/model/code/the clock set back or forward makes no code good again", test_clock);
  g_test_add_func ("/model/code/of windows that race with one code one is let in", test_race);
  g_test_add_func ("/model/code/a recovery code lets in once", test_spare);
  g_test_add_func ("/model/code/new recovery codes need password and code, and end the former ones", test_new_codes);
  g_test_add_func ("/model/code/who has no codes gets no recovery codes", test_no_new_codes);
  g_test_add_func ("/model/code/a wrong password, a wrong code and a wrong name get one answer", test_one_answer);
  g_test_add_func ("/model/code/a secret that does not open is a wrong code", test_tampered);
  g_test_add_func ("/model/code/taking codes away does not skip them", test_reset_code);
  g_test_add_func ("/model/code/a new first password does not skip them", test_reset_password);
  g_test_add_func ("/model/code/the setting says whose roles are asked", test_setting);
  g_test_add_func ("/model/code/choosing a password at a locked desk needs the code", test_change_password);
  g_test_add_func ("/model/code/set-up decides who is asked", test_setup_decides);
  return g_test_run ();
}
