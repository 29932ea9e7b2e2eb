/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ten thousand guesses at one account, by somebody who always waits as long as they are told to. */
#include "config.h"

#include "rt-fixture.h"

#include "rt-error.h"

#define WRONG    "wrong " RT_FIXTURE_PASSWORD
#define ATTEMPTS 12 /* the standard of the setting */
#define GUESSES  10000

static int
guess (RtFixture *f, const char *password)
{
  g_autoptr (GError) error = NULL;

  rt_clock_fake_advance (f->clock, 300);
  g_assert_false (rt_fixture_sign_in_as (f, RT_FIXTURE_OWNER, password, NULL, &error));
  g_assert_cmpint (error->domain, ==, RT_ERROR);
  return error->code;
}

static void
test_many (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new ("US");
  guint looked_at = 0;

  for (guint i = 0; i < GUESSES; i++)
    looked_at += guess (f, WRONG) == RT_ERROR_WRONG_LOGIN ? 1 : 0;
  g_assert_cmpuint (looked_at, ==, ATTEMPTS);
  /* not with the right password either, so that none of the guesses tells anything */
  g_assert_cmpint (guess (f, RT_FIXTURE_PASSWORD), ==, RT_ERROR_DENIED);
  g_assert_cmpint (rt_fixture_count_log (f, "sign-in.refused"), ==, GUESSES + 1);
  g_assert_cmpint (rt_fixture_count_log (f, "sign-in.locked"), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/attack/guesses/of ten thousand twelve are looked at, and all are recorded", test_many);
  return g_test_run ();
}
