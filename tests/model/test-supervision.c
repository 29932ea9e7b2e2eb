/* SPDX-License-Identifier: GPL-3.0-or-later */
/* New people see customers masked until their supervisor or a manager says otherwise. */
#include "config.h"

#include "rt-training-fixture.h"

#include <string.h>

#include "rt-error.h"

/* --- New people --- */

typedef struct
{
  gint64 id, supervisor;
} Charge;

static gpointer
release (RtWork *work, gpointer data, GError **error)
{
  rt_staff_release (work, ((Charge *) data)->id, error);
  return NULL;
}

static gpointer
set_supervisor (RtWork *work, gpointer data, GError **error)
{
  rt_staff_set_supervisor (work, ((Charge *) data)->id, ((Charge *) data)->supervisor, error);
  return NULL;
}

static gpointer
admit (RtWork *work, gpointer data, GError **error)
{
  rt_staff_admit (work, ((Charge *) data)->id, error);
  return NULL;
}

static void
sign_in_as (RtFixture *f, const char *login)
{
  g_autoptr (GError) error = NULL;

  rt_fixture_sign_in_as (f, login, RT_FIXTURE_PASSWORD, NULL, &error);
  g_assert_no_error (error);
}

static void
test_supervised (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  g_autoptr (RtTraining) clerks = NULL;
  RtTrainRecords records = rt_train_make_records (f);
  RtTrainSeen seen;
  Charge charge = { .supervisor = rt_fixture_sign_in (f, RT_ROLE_CLERK) };

  charge.id =
    rt_fixture_add (f, "new.one", "New One", RT_ROLES_OF (RT_ROLE_MANAGER) | RT_ROLES_OF (RT_ROLE_SERVICE), FALSE);
  rt_fixture_sign_in (f, RT_ROLE_ADMINISTRATOR);
  rt_fixture_run (f, set_supervisor, &charge);
  rt_fixture_sign_in_owner (f);
  rt_fixture_run (f, admit, &charge);
  /* let in, trained, and still masked: for everything, with every right of a manager */
  sign_in_as (f, "new.one");
  g_assert_cmpint (rt_train_restrictions (f), ==, RT_RESTRICTED_SUPERVISED);
  seen = rt_train_look (f, &records);
  rt_train_check_masked (f, &seen);
  rt_train_check_rights (f);
  rt_fixture_refuse (f, TRUE, release, &charge, RT_ERROR_DENIED);
  rt_fixture_sign_in (f, RT_ROLE_SERVICE);
  rt_fixture_refuse (f, TRUE, release, &charge, RT_ERROR_DENIED);
  rt_fixture_sign_in (f, RT_ROLE_ADMINISTRATOR);
  rt_fixture_refuse (f, TRUE, release, &charge, RT_ERROR_DENIED);
  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  clerks = rt_train_mine (f);
  g_assert_cmpuint (clerks->supervises->len, ==, 1);
  rt_fixture_run (f, release, &charge);
  rt_fixture_refuse (f, TRUE, release, &charge, RT_ERROR_INVALID);
  sign_in_as (f, "new.one");
  g_assert_cmpint (rt_train_restrictions (f), ==, 0);
  g_assert_cmpint (rt_fixture_count_log (f, "staff.release"), ==, 3);
  g_assert_true (rt_fixture_verify_log (f, NULL));
}

/* Whose training has run out releases nobody either. */
static void
test_untrained_supervisor (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  Charge charge = { .id = rt_fixture_add (f, "new.one", "New One", RT_ROLES_OF (RT_ROLE_CLERK), FALSE) };

  rt_clock_fake_advance (f->clock, (370 * G_GINT64_CONSTANT (86400)));
  rt_fixture_sign_in_owner (f);
  rt_fixture_refuse (f, TRUE, release, &charge, RT_ERROR_DENIED);
  rt_train_do_training (f);
  rt_train_refresh_surely (f);
  rt_fixture_run (f, release, &charge);
}

static void
test_who_supervises (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  gint64 administrator = rt_fixture_sign_in (f, RT_ROLE_ADMINISTRATOR);
  gint64 officer = rt_fixture_sign_in (f, RT_ROLE_PRIVACY_OFFICER);
  gint64 first = rt_fixture_add (f, "new.one", "New One", RT_ROLES_OF (RT_ROLE_CLERK), FALSE);
  gint64 second = rt_fixture_add (f, "new.two", "New Two", RT_ROLES_OF (RT_ROLE_CLERK), FALSE);
  const gint64 unfit[] = { 0, administrator, officer, first, second, 12345 };

  rt_fixture_sign_in (f, RT_ROLE_ADMINISTRATOR);
  for (gsize i = 0; i < G_N_ELEMENTS (unfit); i++)
    {
      Charge charge = { first, unfit[i] };

      rt_fixture_refuse (f, TRUE, set_supervisor, &charge, RT_ERROR_INVALID);
    }
  rt_fixture_sign_in (f, RT_ROLE_MANAGER);
  rt_fixture_refuse (f, TRUE, set_supervisor, &(Charge){ first, 1 }, RT_ERROR_DENIED);
  /* who sees nothing clear anyway needs nobody's word */
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT count (*) FROM supervision v JOIN staff s ON s.id = v.staff_id"
                                          " WHERE s.login IN ('administrator', 'privacy-officer')"),
                   ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/supervision/new people see masks until their supervisor says otherwise", test_supervised);
  g_test_add_func ("/supervision/whose training is due releases nobody", test_untrained_supervisor);
  g_test_add_func ("/supervision/who can look after new people", test_who_supervises);
  return g_test_run ();
}
