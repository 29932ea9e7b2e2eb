/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ten thousand guesses at one password, and ten thousand at the codes of somebody whose password is known, by somebody
 * who always waits as long as they are told to. */
#include "config.h"

#include "rt-fixture.h"

#include "rt-error.h"

#define WRONG    "wrong " RT_FIXTURE_PASSWORD
#define ATTEMPTS 12 /* the standard of the setting */
#define GUESSES  10000

static int
guess (RtFixture *f, const char *password, const char *code)
{
  g_autoptr (GError) error = NULL;

  rt_clock_fake_advance (f->clock, 300);
  g_assert_false (rt_fixture_sign_in_with (f, RT_FIXTURE_OWNER, password, code, NULL, &error));
  g_assert_null (rt_desk_get_person (f->desk));
  g_assert_cmpint (error->domain, ==, RT_ERROR);
  return error->code;
}

static void
test_many (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new ("US");
  guint looked_at = 0;

  for (guint i = 0; i < GUESSES; i++)
    looked_at += guess (f, WRONG, NULL) == RT_ERROR_WRONG_LOGIN ? 1 : 0;
  g_assert_cmpuint (looked_at, ==, ATTEMPTS);
  /* not with the right password either, so that none of the guesses tells anything */
  g_assert_cmpint (guess (f, RT_FIXTURE_PASSWORD, NULL), ==, RT_ERROR_DENIED);
  g_assert_cmpint (rt_fixture_count_log (f, "sign-in.refused"), ==, GUESSES + 1);
  g_assert_cmpint (rt_fixture_count_log (f, "sign-in.locked"), ==, 1);
}

/* Whether @code would be right at the next guess: a guess that happens to be right is not what is counted here. */
static gboolean
is_right (RtFixture *f, const RtSecret *secret, const char *code)
{
  gboolean right = FALSE;

  for (gint64 away = 9; away <= 11; away++) /* 300 seconds from now, and a step to each side */
    {
      g_autofree char *good = rt_fixture_code (f, secret, away);

      right |= g_str_equal (good, code);
    }
  return right;
}

static void
test_codes (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new ("US");
  g_autoptr (RtSecret) secret = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *good = NULL;
  guint looked_at = 0, guessed = 0;
  RtSignIn what = RT_SIGN_IN_DONE;

  rt_fixture_exec (f, "UPDATE setting SET value = '63' WHERE id = 'code-roles'");
  rt_fixture_sign_in_as (f, RT_FIXTURE_OWNER, RT_FIXTURE_PASSWORD, &what, &error);
  g_assert_no_error (error);
  g_assert_cmpint (what, ==, RT_SIGN_IN_ENROL_CODE);
  secret = rt_fixture_enrol (f, NULL);
  rt_fixture_lock (f);
  for (guint i = 0; guessed < GUESSES; i++)
    {
      g_autofree char *code = g_strdup_printf ("%06u", i * 97 % 1000000);

      if (is_right (f, secret, code))
        continue;
      looked_at += guess (f, RT_FIXTURE_PASSWORD, code) == RT_ERROR_WRONG_LOGIN ? 1 : 0;
      guessed++;
    }
  g_assert_cmpuint (looked_at, ==, ATTEMPTS);
  /* not with the right one either */
  good = rt_fixture_code (f, secret, 10);
  g_assert_true (is_right (f, secret, good));
  g_assert_cmpint (guess (f, RT_FIXTURE_PASSWORD, good), ==, RT_ERROR_DENIED);
  g_assert_cmpint (rt_fixture_count_log (f, "sign-in.refused"), ==, GUESSES + 1);
  g_assert_cmpint (rt_fixture_count_log (f, "sign-in.locked"), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/attack/guesses/of ten thousand twelve are looked at, and all are recorded", test_many);
  g_test_add_func ("/attack/guesses/of ten thousand codes twelve are looked at, and none once it is locked",
                   test_codes);
  return g_test_run ();
}
