/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The log is read with the rules a portion at a time: however large the portions, the same is found. */
#include "config.h"

#include <string.h>

#include "rt-fixture.h"
#include "rt-log.h"
#include "rt-read.h"
#include "rt-review.h"
#include "rt-work.h"

#define DAYS       12
#define CUSTOMERS  40
#define MOST_LOOKS 90
#define SEED       20261129

/* @staff: two people's ids. Each day goes on where the day before ended, so that the clock never goes back. */
static gpointer
fill_log (RtWork *work, gpointer data, GError **error)
{
  static const char *const actions[] = { "customer.open", "customer.open", "customer.open", "lookup",
                                         "reveal",        "refused",       "export",        "order.list" };
  const gint64 *staff = data;
  g_autoptr (GRand) dice = g_rand_new_with_seed (SEED);
  g_autoptr (RtClock) clock = rt_clock_new_fake (RT_FIXTURE_NOW);

  for (int day = 0; day < DAYS; day++)
    {
      int looks = day % 4 == 3 ? 0 : g_rand_int_range (dice, 1, MOST_LOOKS);

      rt_clock_fake_advance (clock, rt_day_begin (rt_clock_today (clock) + 1) + 7 * 3600 - rt_clock_now (clock));
      for (int i = 0; i < looks; i++)
        {
          gboolean no_job = g_rand_boolean (dice);
          RtLogEntry entry = { .actor = staff[g_rand_int_range (dice, 0, 2)],
                               .action = actions[g_rand_int_range (dice, 0, G_N_ELEMENTS (actions))],
                               .table = "customer",
                               .row = g_rand_int_range (dice, 1, CUSTOMERS),
                               .origin = "window",
                               .detail = no_job ? RT_LOOK_NO_JOB : NULL };

          if (!rt_log_append (rt_work_get_db (work), clock, &entry, error))
            return NULL;
          rt_clock_fake_advance (clock, g_rand_int_range (dice, 0, 600));
        }
    }
  return NULL;
}

/* How many runs it took. */
static gpointer
read_all (RtWork *work, gpointer data, GError **error)
{
  gboolean last = FALSE;
  guint runs = 0;

  while (!last)
    {
      g_autoptr (RtReviewRun) run = rt_review_run_new (GPOINTER_TO_UINT (data));
      gboolean more = TRUE;

      while (more)
        if (!rt_review_run_read (work, run, &more, error))
          return NULL;
      if (!rt_review_run_save (work, run, NULL, error))
        return NULL;
      last = rt_review_run_is_last (run);
      runs++;
    }
  return GUINT_TO_POINTER (runs);
}

static gint
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Lines of all that is said in the findings, and of how many entries each has. */
static gpointer
describe (RtWork *work, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) all = rt_review_list (work, RT_REVIEW_LIST_ALL, error);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      const RtFinding *one = g_ptr_array_index (all, i);
      g_autoptr (GPtrArray) entries = rt_review_entries (work, one->id, 1000, error);

      g_assert_nonnull (entries);
      g_ptr_array_add (lines,
                       g_strdup_printf ("%s %" G_GINT64_FORMAT " %d %" G_GINT64_FORMAT " %u %" G_GINT64_FORMAT
                                        " %" G_GINT64_FORMAT " %u %u %u",
                                        rt_review_rule_id (one->rule), one->staff_id, (int) one->day, one->customer_id,
                                        one->severity, one->from, one->to, one->people, one->times, entries->len));
    }
  g_ptr_array_sort (lines, compare_lines);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

/* As it was before anybody read the log. */
static void
forget (RtFixture *f)
{
  rt_fixture_exec (f, "DELETE FROM finding_entry; DELETE FROM finding; UPDATE review SET seq = 0, at = 0");
  rt_fixture_sign_in_owner (f);
}

static void
test_same (void)
{
  static const guint portions[] = { 1, 2, 7, 30, 64, 150 };
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  const gint64 staff[] = { rt_fixture_sign_in (f, RT_ROLE_CLERK), rt_fixture_sign_in (f, RT_ROLE_MANAGER) };
  g_autofree char *whole = NULL;
  guint before = G_MAXUINT;

  rt_fixture_sign_in_owner (f);
  rt_fixture_run (f, fill_log, (gpointer) staff);
  g_assert_cmpuint (GPOINTER_TO_UINT (rt_fixture_run (f, read_all, GUINT_TO_POINTER (RT_REVIEW_PORTION))), ==, 1);
  whole = rt_fixture_run (f, describe, NULL);
  g_assert_nonnull (strstr (whole, "no-job"));
  g_assert_nonnull (strstr (whole, "repeated"));
  g_assert_nonnull (strstr (whole, "exports"));
  for (guint i = 0; i < G_N_ELEMENTS (portions); i++)
    {
      g_autofree char *found = NULL;
      guint runs;

      forget (f);
      runs = GPOINTER_TO_UINT (rt_fixture_run (f, read_all, GUINT_TO_POINTER (portions[i])));
      g_assert_cmpuint (runs, >, 1);
      g_assert_cmpuint (runs, <=, before);
      before = runs;
      found = rt_fixture_run (f, describe, NULL);
      g_assert_cmpstr (found, ==, whole);
    }
}

/* Whoever locks the desk before a long log was read begins where the last portion ended. */
static void
test_goes_on (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  const gint64 staff[] = { rt_fixture_sign_in (f, RT_ROLE_CLERK), rt_fixture_sign_in (f, RT_ROLE_MANAGER) };
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  rt_fixture_sign_in_owner (f);
  rt_fixture_run (f, fill_log, (gpointer) staff);
  rt_fixture_run (f, read_all, GUINT_TO_POINTER (7));
  before = rt_fixture_run (f, describe, NULL);
  g_assert_cmpint (rt_fixture_count_log (f, "review.run"), >, 1);
  g_assert_cmpuint (GPOINTER_TO_UINT (rt_fixture_run (f, read_all, GUINT_TO_POINTER (7))), ==, 1);
  after = rt_fixture_run (f, describe, NULL);
  g_assert_cmpstr (after, ==, before);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/review/the same is found however large the portions the log is read in", test_same);
  g_test_add_func ("/review/what was read in portions is not read again", test_goes_on);
  return g_test_run ();
}
