/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Training: until it is done nobody sees a customer clear, whatever their roles; it runs out; nobody does it for
 * another. */
#include "config.h"

#include "rt-training-fixture.h"

#include <string.h>

#include "rt-error.h"
#include "rt-settings.h"

#define DAY  G_GINT64_CONSTANT (86400)
#define YEAR (370 * DAY)

static void
test_first_manager (void)
{
  g_autoptr (RtFixture) f = rt_train_new_untrained ();
  g_autoptr (RtTraining) before = NULL;
  g_autoptr (RtTraining) after = NULL;

  rt_fixture_sign_in_owner (f);
  g_assert_cmpint (rt_train_restrictions (f), ==, RT_RESTRICTED_TRAINING);
  g_assert_cmpuint (rt_train_keys_held (f), ==, 0);
  before = rt_train_mine (f);
  g_assert_cmpuint (before->n_due, ==, 3);
  g_assert_cmpint (before->until, ==, RT_DAY_NONE);
  rt_train_do_training (f);
  /* done, but the session is what it was until it is begun anew */
  g_assert_cmpuint (rt_train_keys_held (f), ==, 0);
  rt_train_refresh_surely (f);
  g_assert_cmpint (rt_train_restrictions (f), ==, 0);
  g_assert_cmpuint (rt_train_keys_held (f), ==, 7);
  after = rt_train_mine (f);
  g_assert_cmpuint (after->n_due, ==, 0);
  g_assert_cmpint (after->until, ==, rt_day_add_months (rt_clock_today (f->clock), 12));
  rt_test_order (f, 12);
  g_assert_cmpint (rt_fixture_count_log (f, "training.acknowledged"), ==, 1);
  g_assert_cmpint (rt_fixture_count_log (f, "training.passed"), ==, 2);
  g_assert_cmpint (rt_fixture_count_log (f, "sign-in.refresh"), ==, 1);
  g_assert_true (rt_fixture_verify_log (f, NULL));
}

/* --- Nothing clear while it is due --- */

static void
test_brute_force (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  RtTrainRecords records = rt_train_make_records (f);
  RtTrainSeen trained[RT_N_ROLES];
  guint clear = 0;

  for (guint role = 0; role < RT_N_ROLES; role++)
    {
      rt_fixture_sign_in (f, (RtRole) role);
      trained[role] = rt_train_look (f, &records);
      for (guint field = 0; field < RT_N_FIELDS; field++)
        clear += trained[role].order[field] == RT_SHOW_CLEAR ? 1 : 0;
    }
  g_assert_cmpuint (clear, >, 10);
  rt_fixture_lock (f);
  rt_clock_fake_advance (f->clock, YEAR);
  for (guint role = 0; role < RT_N_ROLES; role++)
    {
      RtTrainSeen due, again;

      rt_fixture_sign_in (f, (RtRole) role);
      g_assert_cmpint (rt_train_restrictions (f), ==, RT_RESTRICTED_TRAINING);
      due = rt_train_look (f, &records);
      rt_train_check_masked (f, &due);
      rt_train_check_rights (f);
      rt_train_do_training (f);
      due = rt_train_look (f, &records);
      rt_train_check_masked (f, &due);
      rt_train_refresh_surely (f);
      again = rt_train_look (f, &records);
      g_assert_cmpmem (&again, sizeof again, &trained[role], sizeof trained[role]);
    }
  g_assert_true (rt_fixture_verify_log (f, NULL));
}

/* --- Running out --- */

static gpointer
get_mine (RtWork *work, gpointer data, GError **error)
{
  return rt_training_mine (work, error);
}

static void
test_runs_out (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  RtDay last = rt_day_add_months (rt_clock_today (f->clock), 12);

  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  rt_fixture_lock (f);
  rt_clock_fake_advance (f->clock, (last - rt_clock_today (f->clock)) * DAY);
  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  g_assert_cmpint (rt_train_restrictions (f), ==, 0);
  rt_training_free (rt_train_mine (f));
  /* the next day begins while they sit here: the next action says so, and no work is done with keys any more */
  rt_clock_fake_advance (f->clock, DAY);
  rt_fixture_refuse (f, FALSE, get_mine, NULL, RT_ERROR_LOCKED);
  g_assert_null (rt_desk_get_person (f->desk));
  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  g_assert_cmpint (rt_train_restrictions (f), ==, RT_RESTRICTED_TRAINING);
}

static gpointer
set_months (RtWork *work, gpointer data, GError **error)
{
  rt_settings_set (work, RT_SETTING_TRAINING_MONTHS, *(gint64 *) data, "twice a year", error);
  return NULL;
}

static void
test_months (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  g_autoptr (RtTraining) training = NULL;
  gint64 months = 6;

  rt_fixture_sign_in_owner (f);
  rt_fixture_run (f, set_months, &months);
  rt_clock_fake_advance (f->clock, YEAR);
  rt_fixture_refuse (f, TRUE, get_mine, NULL, RT_ERROR_LOCKED);
  rt_fixture_sign_in_owner (f);
  rt_train_do_training (f);
  training = rt_train_mine (f);
  g_assert_cmpint (training->until, ==, rt_day_add_months (rt_clock_today (f->clock), 6));
}

/* --- Doing it --- */

static void
test_first_try (void)
{
  g_autoptr (RtFixture) f = rt_train_new_untrained ();
  g_autoptr (RtTraining) before = NULL;
  g_autoptr (RtTraining) after = NULL;
  const RtTrainingItem *item;
  RtTry self;

  rt_fixture_sign_in_owner (f);
  before = rt_train_mine (f);
  self = rt_train_right_answers (rt_train_lesson_of (before, 1));
  self.answers[1] = (self.answers[1] + 1) % 3;
  self.answers[2] = (self.answers[2] + 1) % 3;
  rt_fixture_run (f, rt_train_answer, &self);
  g_assert_false (self.result.passed);
  g_assert_cmpuint (self.result.right, ==, 1 | 8);
  g_assert_cmpuint (self.result.right_first, ==, 2);
  self = rt_train_right_answers (rt_train_lesson_of (before, 1));
  rt_fixture_run (f, rt_train_answer, &self);
  g_assert_true (self.result.passed);
  g_assert_cmpuint (self.result.right_first, ==, 2);
  after = rt_train_mine (f);
  item = g_ptr_array_index (after->items, 1);
  g_assert_false (item->due);
  g_assert_cmpuint (item->asked, ==, 4);
  g_assert_cmpuint (item->right_first, ==, 2);
  /* done once more, it is a new first try */
  rt_fixture_run (f, rt_train_answer, &self);
  g_assert_cmpuint (self.result.right_first, ==, 4);
}

static void
test_refused (void)
{
  g_autoptr (RtFixture) f = rt_train_new_untrained ();
  g_autoptr (RtTraining) training = NULL;
  RtTry self;

  rt_fixture_sign_in_owner (f);
  training = rt_train_mine (f);
  self = rt_train_right_answers (rt_train_lesson_of (training, 1));
  self.n--;
  rt_fixture_refuse (f, TRUE, rt_train_answer, &self, RT_ERROR_INVALID);
  self = rt_train_right_answers (rt_train_lesson_of (training, 1));
  self.answers[0] = RT_LESSON_ANSWERS;
  rt_fixture_refuse (f, TRUE, rt_train_answer, &self, RT_ERROR_INVALID);
  rt_fixture_refuse (f, TRUE, rt_train_acknowledge, &self, RT_ERROR_INVALID);
  self.id = rt_train_lesson_of (training, 0)->id;
  rt_fixture_refuse (f, TRUE, rt_train_answer, &self, RT_ERROR_INVALID);
  self.id = 12345;
  rt_fixture_refuse (f, TRUE, rt_train_answer, &self, RT_ERROR_CONFLICT);
  rt_fixture_refuse (f, TRUE, rt_train_acknowledge, &self, RT_ERROR_CONFLICT);
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT count (*) FROM training_event"), ==, 0);
}

/* What one person does counts for nobody else; there is no way to name another, and no way to change what is written.
 */
static void
test_nobody_for_another (void)
{
  const char *sql = "SELECT count (*) FROM training_event e JOIN staff s ON s.id = e.staff_id WHERE s.login = 'clerk'";
  g_autoptr (RtFixture) f = rt_train_new_untrained ();

  rt_fixture_sign_in_owner (f);
  rt_train_do_training (f);
  rt_fixture_lock (f);
  rt_fixture_add (f, "clerk", "Wang Fang", RT_ROLES_OF (RT_ROLE_CLERK), TRUE);
  g_assert_cmpint (rt_fixture_get_int (f, sql), ==, 0);
  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  g_assert_true ((rt_train_restrictions (f) & RT_RESTRICTED_TRAINING) != 0);
  rt_train_do_training (f);
  g_assert_cmpint (rt_fixture_get_int (f, sql), ==, 3);
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT count (*) FROM training_event"), ==, 6);
}

static gpointer
get_states (RtWork *work, gpointer data, GError **error)
{
  return rt_training_states (work, error);
}

static void
test_states (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  g_autoptr (GArray) states = NULL;

  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  rt_fixture_refuse (f, FALSE, get_states, NULL, RT_ERROR_DENIED);
  rt_fixture_sign_in (f, RT_ROLE_ADMINISTRATOR);
  states = rt_fixture_read (f, get_states, NULL);
  g_assert_cmpuint (states->len, ==, 3);
  for (guint i = 0; i < states->len; i++)
    {
      const RtTrainingState *state = &g_array_index (states, RtTrainingState, i);

      g_assert_cmpuint (state->n_due, ==, 0);
      g_assert_cmpuint (state->asked, ==, 8);
      g_assert_cmpuint (state->right_first, ==, 8);
    }
}

/* --- Beginning the session anew --- */

static gpointer
reset (RtWork *work, gpointer data, GError **error)
{
  g_autoptr (RtSecret) first = rt_fixture_secret ("first " RT_FIXTURE_PASSWORD);

  rt_staff_reset (work, *(gint64 *) data, first, RT_FIXTURE_COST, error);
  return NULL;
}

static void
test_refresh (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  g_autoptr (GError) error = NULL;
  gint64 manager = rt_fixture_add (f, "second", "Second", RT_ROLES_OF (RT_ROLE_MANAGER), TRUE);

  g_assert_false (rt_train_refresh (f, &error));
  g_assert_error (error, RT_ERROR, RT_ERROR_LOCKED);
  g_clear_error (&error);
  /* an administrator resets their own password while they sit here: the former key opens nothing any more */
  rt_fixture_add (f, "third", "Third", RT_ROLES_OF (RT_ROLE_ADMINISTRATOR), TRUE);
  manager = rt_fixture_sign_in_owner (f);
  rt_fixture_run (f, reset, &manager);
  g_assert_false (rt_train_refresh (f, &error));
  g_assert_error (error, RT_ERROR, RT_ERROR_LOCKED);
  g_assert_null (rt_desk_get_person (f->desk));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/training/the first manager does it on the spot and goes on", test_first_manager);
  g_test_add_func ("/training/whatever the role nothing is clear while it is due, and all of it afterwards",
                   test_brute_force);
  g_test_add_func ("/training/it runs out, also while somebody sits there", test_runs_out);
  g_test_add_func ("/training/the store sets how long it is good for", test_months);
  g_test_add_func ("/training/the score of the first try is kept", test_first_try);
  g_test_add_func ("/training/what is no answer is refused", test_refused);
  g_test_add_func ("/training/nobody does it for another", test_nobody_for_another);
  g_test_add_func ("/training/who looks after the staff sees how everybody stands", test_states);
  g_test_add_func ("/training/a session is begun anew only for the same account", test_refresh);
  return g_test_run ();
}
