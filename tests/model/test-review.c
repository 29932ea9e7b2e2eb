/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The review of the log: what each rule finds and does not find, with no store; then what becomes of a finding in a
 * real one, for every role (product.md §5). */
#include "config.h"

#include <string.h>

#include "rt-looks.h"
#include "rt-day-sheet.h"
#include "rt-review-requests.h"
#include "rt-scene.h"
#include "rt-settings.h"

/* --- The rules alone --- */

#define DAY1 20000
#define ANNA 7

static const RtReviewLimits limits = { { 25, 250, 2500 }, 8, 21, 30, 60 };

typedef struct
{
  RtReviewRules *rules;
  gint64 seq;
} Stream;

static void
begin (Stream *s)
{
  s->rules = rt_review_rules_new (&limits);
  s->seq = 0;
}

static void
feed (Stream *s, const char *action, gint64 actor, RtDay day, int minute, gint64 customer, gboolean no_job)
{
  const RtReviewEntry entry = { .seq = ++s->seq,
                                .at = (gint64) day * 86400 + minute * 60,
                                .day = day,
                                .hour = minute / 60,
                                .actor = actor,
                                .customer = customer,
                                .no_job = no_job,
                                .since = DAY1 - 400,
                                .act = rt_review_act (action),
                                .action = action,
                                .subject = "customer",
                                .row = customer };

  rt_review_rules_feed (s->rules, &entry);
}

/* 0: the rule found nothing; else the severity of its only finding. */
static guint
severity_of (Stream *s, RtReviewRule rule)
{
  g_autoptr (GPtrArray) all = rt_review_rules_find (s->rules);
  guint severity = 0;

  for (guint i = 0; i < all->len; i++)
    {
      const RtReviewFound *found = g_ptr_array_index (all, i);

      if (found->rule == rule)
        {
          g_assert_cmpuint (severity, ==, 0);
          severity = found->severity;
        }
    }
  return severity;
}

static const RtReviewFound *
the_only (Stream *s, RtReviewRule rule)
{
  g_autoptr (GPtrArray) all = rt_review_rules_find (s->rules);

  for (guint i = 0; i < all->len; i++)
    if (((const RtReviewFound *) g_ptr_array_index (all, i))->rule == rule)
      return g_ptr_array_index (all, i);
  g_assert_not_reached ();
}

/* @people different customers in one day, each looked at twice. */
static void
check_people (guint people, gboolean no_job, int hour, const guint expected[4])
{
  static const RtReviewRule rules[] = { RT_REVIEW_NO_JOB, RT_REVIEW_MANY, RT_REVIEW_OUTSIDE, RT_REVIEW_REPEATED };
  Stream s;

  begin (&s);
  for (guint i = 0; i < 2 * people; i++)
    feed (&s, i % 2 == 0 ? "customer.open" : "order.open", ANNA, DAY1, hour * 60 + (int) i % 60, 1 + i % people,
          no_job);
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    g_assert_cmpuint (severity_of (&s, rules[i]), ==, expected[i]);
  rt_review_rules_free (s.rules);
}

static void
test_many (void)
{
  static const struct
  {
    guint people;
    guint own[4], no_job[4], late[4];
  } cases[] = {
    { 1, { 0, 0, 0, 0 }, { 0, 0, 0, 0 }, { 0, 0, 0, 0 } },    { 2, { 0, 0, 0, 0 }, { 0, 0, 0, 0 }, { 0, 0, 1, 0 } },
    { 4, { 0, 0, 0, 0 }, { 0, 0, 0, 0 }, { 0, 0, 1, 0 } },    { 5, { 0, 0, 0, 0 }, { 1, 0, 0, 0 }, { 0, 0, 1, 0 } },
    { 24, { 0, 0, 0, 0 }, { 1, 0, 0, 0 }, { 0, 0, 1, 0 } },   { 25, { 0, 1, 0, 0 }, { 2, 1, 0, 0 }, { 0, 1, 2, 0 } },
    { 249, { 0, 1, 0, 0 }, { 2, 1, 0, 0 }, { 0, 1, 2, 0 } },  { 250, { 0, 2, 0, 0 }, { 3, 2, 0, 0 }, { 0, 2, 3, 0 } },
    { 2499, { 0, 2, 0, 0 }, { 3, 2, 0, 0 }, { 0, 2, 3, 0 } }, { 2500, { 0, 3, 0, 0 }, { 3, 3, 0, 0 }, { 0, 3, 3, 0 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      check_people (cases[i].people, FALSE, 10, cases[i].own);
      check_people (cases[i].people, TRUE, 10, cases[i].no_job);
      check_people (cases[i].people, FALSE, 21, cases[i].late);
      check_people (cases[i].people, FALSE, 7, cases[i].late);
    }
}

static void
test_sentence_numbers (void)
{
  const RtReviewFound *found;
  Stream s;

  begin (&s);
  for (int i = 0; i < 31; i++)
    feed (&s, "customer.open", ANNA, DAY1, 21 * 60 + 10 + i, 100 + i, TRUE);
  feed (&s, "customer.open", ANNA + 1, DAY1, 600, 100, TRUE);
  feed (&s, "customer.open", ANNA, DAY1 + 1, 600, 100, TRUE);
  found = the_only (&s, RT_REVIEW_NO_JOB);
  g_assert_cmpuint (found->people, ==, 31);
  g_assert_cmpuint (found->times, ==, 31);
  g_assert_cmpint (found->from % 86400, ==, (21 * 60 + 10) * 60);
  g_assert_cmpint (found->to % 86400, ==, (21 * 60 + 40) * 60);
  g_assert_cmpint (found->day, ==, DAY1);
  g_assert_cmpint (found->last_seq, ==, 31);
  g_assert_cmpuint (found->entries->len, ==, 31);
  rt_review_rules_free (s.rules);
}

static void
test_most_entries (void)
{
  Stream s;

  begin (&s);
  for (int i = 0; i < RT_REVIEW_MOST_ENTRIES + 50; i++)
    feed (&s, "customer.open", ANNA, DAY1, 600, 1 + i, FALSE);
  g_assert_cmpuint (the_only (&s, RT_REVIEW_MANY)->people, ==, RT_REVIEW_MOST_ENTRIES + 50);
  g_assert_cmpuint (the_only (&s, RT_REVIEW_MANY)->entries->len, ==, RT_REVIEW_MOST_ENTRIES);
  rt_review_rules_free (s.rules);
}

/* Taken over one after the other, so that the list shows them: seen, though none of them was opened. */
static void
test_taken_over (void)
{
  Stream s;

  begin (&s);
  for (int i = 0; i < 25; i++)
    feed (&s, "order.take-over", ANNA, DAY1, 600 + i, 1 + i, FALSE);
  g_assert_cmpuint (the_only (&s, RT_REVIEW_MANY)->people, ==, 25);
  rt_review_rules_free (s.rules);
}

static void
test_repeated (void)
{
  static const struct
  {
    int looks, days;
    gboolean no_job;
    const char *action;
    guint severity;
  } cases[] = {
    { 5, 3, TRUE, "customer.open", 2 },  { 4, 3, TRUE, "customer.open", 0 }, { 9, 2, TRUE, "customer.open", 0 },
    { 9, 9, FALSE, "customer.open", 0 }, { 5, 5, FALSE, "reveal", 2 },       { 5, 5, FALSE, "lookup", 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Stream s;

      begin (&s);
      for (int look = 0; look < cases[i].looks; look++)
        feed (&s, cases[i].action, ANNA, DAY1 + look % cases[i].days, 600, 42, cases[i].no_job);
      g_assert_cmpuint (severity_of (&s, RT_REVIEW_REPEATED), ==, cases[i].severity);
      if (cases[i].severity > 0)
        g_assert_cmpint (the_only (&s, RT_REVIEW_REPEATED)->customer_id, ==, 42);
      rt_review_rules_free (s.rules);
    }
}

static void
test_counted (void)
{
  static const struct
  {
    const char *action;
    RtReviewRule rule;
    int least, serious;
  } cases[] = { { "refused", RT_REVIEW_REFUSED, 5, 50 },
                { "sign-in.refused", RT_REVIEW_WRONG_LOGIN, 5, 50 },
                { "export", RT_REVIEW_EXPORTS, 1, 0 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (int n = 0; n <= 60; n++)
      {
        Stream s;
        guint expected = n < cases[i].least ? 0 : cases[i].serious > 0 && n >= cases[i].serious ? 2 : 1;

        begin (&s);
        for (int k = 0; k < n; k++)
          feed (&s, cases[i].action, ANNA, DAY1, 600, 0, FALSE);
        g_assert_cmpuint (severity_of (&s, cases[i].rule), ==, expected);
        rt_review_rules_free (s.rules);
      }
}

/* Sixty within any sixty minutes, not sixty in a day. */
static void
test_lookups (void)
{
  Stream slow, fast;

  begin (&slow);
  begin (&fast);
  for (int i = 0; i < 120; i++)
    feed (&slow, "lookup", ANNA, DAY1, 9 * 60 + i * 2, 1 + i % 3, FALSE);
  for (int i = 0; i < 60; i++)
    feed (&fast, "lookup", ANNA, DAY1, 9 * 60 + 30 + i, 0, FALSE);
  g_assert_cmpuint (severity_of (&slow, RT_REVIEW_LOOKUPS), ==, 0);
  g_assert_cmpuint (severity_of (&fast, RT_REVIEW_LOOKUPS), ==, 2);
  feed (&slow, "lookup", ANNA, DAY1, 9 * 60, 1, FALSE);
  g_assert_cmpuint (severity_of (&slow, RT_REVIEW_LOOKUPS), ==, 0);
  rt_review_rules_free (slow.rules);
  rt_review_rules_free (fast.rules);
}

static void
test_new_staff (void)
{
  for (int age = 0; age < 60; age++)
    for (int people = 1; people < 5; people++)
      {
        g_autoptr (RtReviewRules) rules = rt_review_rules_new (&limits);
        Stream s = { rules, 0 };

        for (int i = 0; i < people; i++)
          {
            const RtReviewEntry entry = { .seq = i + 1,
                                          .at = 1,
                                          .day = DAY1,
                                          .hour = 10,
                                          .actor = ANNA,
                                          .customer = 1 + i,
                                          .since = DAY1 - age,
                                          .act = RT_REVIEW_ACT_REVEAL,
                                          .action = "reveal" };

            rt_review_rules_feed (rules, &entry);
          }
        g_assert_cmpuint (severity_of (&s, RT_REVIEW_NEW_STAFF), ==, age < 30 && people >= 3 ? 2 : 0);
      }
}

/* What was signed off counts no more; what came after does. */
static void
test_settled (void)
{
  for (gint64 until = 0; until <= 10; until++)
    {
      Stream s;

      begin (&s);
      rt_review_rules_settle (s.rules, RT_REVIEW_NO_JOB, ANNA, DAY1, 0, until);
      for (int i = 0; i < 10; i++)
        feed (&s, "customer.open", ANNA, DAY1, 600, 1 + i, TRUE);
      g_assert_cmpuint (severity_of (&s, RT_REVIEW_NO_JOB), ==, 10 - until >= RT_REVIEW_NO_JOB_PEOPLE ? 1 : 0);
      rt_review_rules_free (s.rules);
    }
}

static void
test_nobody (void)
{
  g_autoptr (GPtrArray) all = NULL;
  Stream s;

  begin (&s);
  for (int i = 0; i < 100; i++)
    {
      feed (&s, "sign-in.refused", 0, DAY1, 600, 0, FALSE);
      feed (&s, "customer.open", ANNA, RT_DAY_NONE, 600, 1 + i, TRUE);
      feed (&s, "list.orders", ANNA, DAY1, 600, 0, FALSE);
      feed (&s, "order.save", ANNA, DAY1, 600, 1 + i, FALSE);
    }
  all = rt_review_rules_find (s.rules);
  g_assert_cmpuint (all->len, ==, 0);
  rt_review_rules_free (s.rules);
}

static void
test_ids (void)
{
  RtReviewRule rule = RT_REVIEW_MANY;
  RtVerdict verdict = RT_VERDICT_TALKED;

  for (int i = 0; i < RT_N_REVIEW_RULES; i++)
    {
      g_assert_true (rt_review_rule_from_id (rt_review_rule_id ((RtReviewRule) i), &rule));
      g_assert_cmpint (rule, ==, i);
    }
  for (int i = 0; i < RT_N_VERDICTS; i++)
    {
      g_assert_true (rt_verdict_from_id (rt_verdict_id ((RtVerdict) i), &verdict));
      g_assert_cmpint (verdict, ==, i);
    }
  g_assert_false (rt_review_rule_from_id ("no such", &rule));
  g_assert_false (rt_review_rule_from_id (NULL, &rule));
  g_assert_false (rt_verdict_from_id ("no such", &verdict));
}

/* --- In a store --- */

#define PEOPLE 6

static void
run_review (RtFixture *f, guint expected)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint found = 99;

  rt_request_review_run (f->desk, NULL, rt_desk_await_cb, &result);
  rt_request_review_run_finish (f->desk, rt_desk_await (&result), &found, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found, ==, expected);
}

static gpointer
list_findings (RtWork *work, gpointer data, GError **error)
{
  return rt_review_list (work, (RtReviewList) GPOINTER_TO_INT (data), error);
}

static gpointer
list_asked (RtWork *work, gpointer data, GError **error)
{
  return rt_review_asked (work, error);
}

typedef struct
{
  gint64 id;
  RtVerdict verdict;
  const char *text;
} Act;

static gpointer
ask (RtWork *work, gpointer data, GError **error)
{
  rt_review_ask (work, ((Act *) data)->id, error);
  return NULL;
}

static gpointer
explain (RtWork *work, gpointer data, GError **error)
{
  rt_review_explain (work, ((Act *) data)->id, ((Act *) data)->text, error);
  return NULL;
}

static gpointer
sign (RtWork *work, gpointer data, GError **error)
{
  Act *act = data;

  rt_review_sign (work, act->id, act->verdict, act->text, error);
  return NULL;
}

static gpointer
get_entries (RtWork *work, gpointer data, GError **error)
{
  return rt_review_entries (work, ((Act *) data)->id, 100, error);
}

static gpointer
open_customers (RtWork *work, gpointer data, GError **error)
{
  guint n = GPOINTER_TO_UINT (data);

  for (guint i = 1; i <= n; i++)
    {
      g_autoptr (RtCustomer) customer = rt_customer_open (work, i, "list", error);

      if (customer == NULL)
        return NULL;
    }
  return NULL;
}

static gpointer
set_nobody_new (RtWork *work, gpointer data, GError **error)
{
  rt_settings_set (work, RT_SETTING_REVIEW_NEW_STAFF_DAYS, 0, "everybody is new here", error);
  return NULL;
}

static RtFixture *
new_store (void)
{
  RtFixture *f = rt_fixture_new (NULL);

  rt_fixture_sign_in_owner (f);
  rt_fixture_run (f, set_nobody_new, NULL);
  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  return f;
}

/* A store with some customers of a clerk's, all of whom the manager has looked at. */
static RtFixture *
new_scene (void)
{
  RtFixture *f = new_store ();

  for (guint i = 0; i < PEOPLE; i++)
    {
      g_autofree char *phone = g_strdup_printf ("1380000001%u", i);

      rt_scene_order (f, "王小明", phone);
    }
  rt_fixture_sign_in (f, RT_ROLE_MANAGER);
  rt_fixture_run (f, open_customers, GUINT_TO_POINTER (PEOPLE));
  return f;
}

static gint64
only_finding (RtFixture *f, RtReviewList which, RtFindingState state)
{
  g_autoptr (GPtrArray) all = rt_fixture_read (f, list_findings, GINT_TO_POINTER ((int) which));
  const RtFinding *finding;

  g_assert_cmpuint (all->len, ==, 1);
  finding = g_ptr_array_index (all, 0);
  g_assert_cmpint (finding->rule, ==, RT_REVIEW_NO_JOB);
  g_assert_cmpint (finding->state, ==, state);
  g_assert_cmpuint (finding->people, ==, PEOPLE);
  return finding->id;
}

static void
test_life (void)
{
  g_autoptr (RtFixture) f = new_scene ();
  g_autoptr (GPtrArray) asked = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  Act act = { 0, RT_VERDICT_TALKED, "" };
  RtLogReport report;

  run_review (f, 1);
  run_review (f, 0); /* what was found is not found again */
  act.id = only_finding (f, RT_REVIEW_LIST_OPEN, RT_FINDING_OPEN);
  /* nobody decides about their own looks */
  rt_fixture_refuse (f, TRUE, ask, &act, RT_ERROR_DENIED);
  rt_fixture_refuse (f, TRUE, sign, &act, RT_ERROR_DENIED);
  rt_fixture_refuse (f, TRUE, explain, &act, RT_ERROR_NOT_FOUND);
  asked = rt_fixture_read (f, list_asked, NULL);
  g_assert_cmpuint (asked->len, ==, 0);
  g_clear_pointer (&asked, g_ptr_array_unref);

  rt_fixture_sign_in_owner (f);
  rt_fixture_run (f, ask, &act);
  rt_fixture_refuse (f, TRUE, ask, &act, RT_ERROR_INVALID);

  rt_fixture_sign_in (f, RT_ROLE_MANAGER);
  asked = rt_fixture_read (f, list_asked, NULL);
  g_assert_cmpuint (asked->len, ==, 1);
  entries = rt_fixture_read (f, get_entries, &act);
  g_assert_cmpuint (entries->len, ==, PEOPLE);
  act.text = "";
  rt_fixture_refuse (f, TRUE, explain, &act, RT_ERROR_INVALID);
  act.text = "call 13800000011";
  rt_fixture_refuse (f, TRUE, explain, &act, RT_ERROR_INVALID);
  act.text = "Rang everybody about the late lorry.";
  rt_fixture_run (f, explain, &act);
  rt_fixture_refuse (f, TRUE, explain, &act, RT_ERROR_NOT_FOUND);

  rt_fixture_sign_in_owner (f);
  act.text = "";
  rt_fixture_refuse (f, TRUE, sign, &act, RT_ERROR_INVALID); /* a note is needed */
  act.text = "13800000011";
  rt_fixture_refuse (f, TRUE, sign, &act, RT_ERROR_INVALID);
  act.text = "Agreed to note the lorry next time.";
  rt_fixture_run (f, sign, &act);
  rt_fixture_refuse (f, TRUE, sign, &act, RT_ERROR_INVALID);
  only_finding (f, RT_REVIEW_LIST_CLOSED, RT_FINDING_CLOSED);
  run_review (f, 0); /* what is signed off stays so */

  rt_fixture_sign_in (f, RT_ROLE_MANAGER);
  rt_fixture_run (f, open_customers, GUINT_TO_POINTER (PEOPLE));
  run_review (f, 1); /* and what comes after is new */
  g_assert_cmpint (rt_fixture_count_log (f, "finding.ask"), ==, 1);
  g_assert_cmpint (rt_fixture_count_log (f, "finding.explain"), ==, 1);
  g_assert_cmpint (rt_fixture_count_log (f, "finding.sign"), ==, 1);
  g_assert_true (rt_fixture_verify_log (f, &report));
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT count(*) FROM finding"), ==, 2);
}

/* Rights, for every role, of what a person can do with somebody else's finding. */
static void
test_roles (void)
{
  g_autoptr (RtFixture) f = new_scene ();
  Act act = { 0, RT_VERDICT_FINE, NULL };

  run_review (f, 1);
  act.id = only_finding (f, RT_REVIEW_LIST_OPEN, RT_FINDING_OPEN);
  for (int role = 0; role < RT_N_ROLES; role++)
    {
      gboolean reads = role == RT_ROLE_MANAGER || role == RT_ROLE_PRIVACY_OFFICER;

      rt_fixture_sign_in (f, (RtRole) role);
      if (reads)
        {
          g_autoptr (GPtrArray) entries = rt_fixture_read (f, get_entries, &act);

          g_assert_cmpuint (entries->len, ==, PEOPLE);
          only_finding (f, RT_REVIEW_LIST_ALL, RT_FINDING_OPEN);
        }
      else
        {
          rt_fixture_refuse (f, FALSE, list_findings, NULL, RT_ERROR_DENIED);
          rt_fixture_refuse (f, FALSE, get_entries, &act, RT_ERROR_DENIED);
        }
      /* the only manager of this role is whom it is about */
      rt_fixture_refuse (f, TRUE, ask, &act, RT_ERROR_DENIED);
      rt_fixture_refuse (f, TRUE, sign, &act, RT_ERROR_DENIED);
      rt_fixture_refuse (f, TRUE, explain, &act, RT_ERROR_NOT_FOUND);
    }
  act.id = 4711;
  rt_fixture_sign_in_owner (f);
  rt_fixture_refuse (f, TRUE, sign, &act, RT_ERROR_NOT_FOUND);
  rt_fixture_refuse (f, TRUE, ask, &act, RT_ERROR_NOT_FOUND);
}

/* A look is without a job or not at the moment it is made. */
static void
test_own_work (void)
{
  g_autoptr (RtFixture) f = new_scene ();

  g_assert_cmpint (rt_fixture_get_int (f, "SELECT count(*) FROM log WHERE detail = 'no-job'"), ==, PEOPLE);
  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  rt_fixture_run (f, open_customers, GUINT_TO_POINTER (PEOPLE));
  rt_fixture_sign_in (f, RT_ROLE_SERVICE); /* sees them masked: no details, no finding */
  rt_fixture_run (f, open_customers, GUINT_TO_POINTER (PEOPLE));
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT count(*) FROM log WHERE detail = 'no-job'"), ==, PEOPLE);
  rt_fixture_sign_in_owner (f);
  run_review (f, 1);
}

/* Again and again over weeks: what a month ago and today have to do with each other is seen only across runs. */
static void
test_across_runs (void)
{
  g_autoptr (RtFixture) f = new_store ();

  rt_scene_order (f, "王小明", "13800000011");
  for (guint i = 0; i < 5; i++)
    {
      rt_fixture_sign_in (f, RT_ROLE_MANAGER);
      rt_fixture_run (f, open_customers, GUINT_TO_POINTER (1));
      run_review (f, i == 4 ? 1 : 0);
      rt_clock_fake_advance (f->clock, 3 * 86400);
    }
  /* it grows instead of being found anew */
  rt_fixture_sign_in (f, RT_ROLE_MANAGER);
  rt_fixture_run (f, open_customers, GUINT_TO_POINTER (1));
  run_review (f, 0);
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT times FROM finding"), ==, 6);
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT count(*) FROM finding_entry"), ==, 6);
}

static gpointer
read_looks (RtWork *work, gpointer data, GError **error)
{
  return rt_looks_read (work, rt_work_get_today (work) - 6, rt_work_get_today (work), error);
}

static gpointer
read_wrong_looks (RtWork *work, gpointer data, GError **error)
{
  return rt_looks_read (work, rt_work_get_today (work), rt_work_get_today (work) - 1, error);
}

static void
test_looks (void)
{
  g_autoptr (RtFixture) f = new_scene ();
  g_autoptr (RtLooks) looks = rt_fixture_read (f, read_looks, NULL);
  const RtLooksPerson *person = NULL;
  guint sum = 0;

  g_assert_cmpuint (looks->people->len, ==, 1);
  person = g_ptr_array_index (looks->people, 0);
  for (guint hour = 0; hour < RT_LOOKS_HOURS; hour++)
    sum += person->hours[hour];
  g_assert_cmpuint (sum, ==, PEOPLE);
  g_assert_cmpuint (person->total, ==, PEOPLE);
  g_assert_cmpuint (looks->most, ==, PEOPLE);
  rt_fixture_refuse (f, FALSE, read_wrong_looks, NULL, RT_ERROR_INVALID);
  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  rt_fixture_refuse (f, FALSE, read_looks, NULL, RT_ERROR_DENIED);
}

static gpointer
read_day (RtWork *work, gpointer data, GError **error)
{
  return rt_day_sheet_read (work, rt_work_get_today (work) + GPOINTER_TO_INT (data), error);
}

static void
test_day (void)
{
  g_autoptr (RtFixture) f = new_scene ();
  g_autoptr (RtDaySheet) sheet = rt_fixture_run (f, read_day, NULL);
  guint looks = 0, sign_ins = 0;

  for (guint i = 0; i < sheet->people->len; i++)
    {
      const RtDayPerson *person = g_ptr_array_index (sheet->people, i);

      looks += person->counts[RT_DAY_LOOKS];
      sign_ins += person->counts[RT_DAY_SIGN_INS];
    }
  g_assert_cmpuint (looks, ==, PEOPLE);
  g_assert_cmpint (sheet->head.seq, ==, rt_fixture_get_int (f, "SELECT seq FROM log WHERE action = 'log.day'"));
  g_assert_cmpuint (sign_ins, ==, (guint) rt_fixture_get_int (f, "SELECT count(*) FROM log WHERE action = 'sign-in'"));
  rt_fixture_sign_in (f, RT_ROLE_MANAGER);
  rt_fixture_refuse (f, TRUE, read_day, GINT_TO_POINTER (1), RT_ERROR_INVALID);
  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  rt_fixture_refuse (f, TRUE, read_day, NULL, RT_ERROR_DENIED);
}

static gpointer
list_history (RtWork *work, gpointer data, GError **error)
{
  return rt_history_list (work, data, error);
}

static guint
count_history (RtFixture *f, RtHistoryQuery query)
{
  g_autoptr (GPtrArray) entries = rt_fixture_run (f, list_history, &query);

  return entries->len;
}

static void
test_history (void)
{
  g_autoptr (RtFixture) f = new_scene ();
  RtDay today = rt_clock_today (f->clock);
  RtHistoryQuery query = { .record = "C-999999" };
  g_autoptr (GPtrArray) entries = NULL;
  g_autofree char *sentence = NULL;
  g_autofree char *facts = NULL;

  g_assert_cmpuint (count_history (f, (RtHistoryQuery){ .action = "customer.open" }), ==, PEOPLE);
  g_assert_cmpuint (count_history (f, (RtHistoryQuery){ .action = "*.open" }), ==, PEOPLE);
  g_assert_cmpuint (count_history (f, (RtHistoryQuery){ .action = "*.open", .actor = "clerk" }), ==, 0);
  g_assert_cmpuint (count_history (f, (RtHistoryQuery){ .action = "*.open", .from = today, .to = today }), ==, PEOPLE);
  g_assert_cmpuint (count_history (f, (RtHistoryQuery){ .action = "*.open", .to = today - 1 }), ==, 0);
  rt_fixture_refuse (f, TRUE, list_history, &query, RT_ERROR_NOT_FOUND);
  query.record = "anything";
  rt_fixture_refuse (f, TRUE, list_history, &query, RT_ERROR_INVALID);
  query = (RtHistoryQuery){ .action = "customer.open", .limit = 1 };
  entries = rt_fixture_run (f, list_history, &query);
  sentence = rt_history_sentence (entries->pdata[0]);
  facts = rt_history_facts (entries->pdata[0]);
  g_assert_nonnull (strstr (sentence, ((RtHistoryEntry *) entries->pdata[0])->record));
  g_assert_nonnull (strstr (sentence, ((RtHistoryEntry *) entries->pdata[0])->name));
  g_assert_cmpuint (strlen (facts), >, 0);
  query.record = ((RtHistoryEntry *) entries->pdata[0])->record;
  query.limit = 0;
  g_assert_cmpuint (count_history (f, query), ==, 1);
}

static guint
count_times_of_day (const char *sentence)
{
  guint n = 0;

  for (const char *colon = strchr (sentence, ':'); colon != NULL; colon = strchr (colon + 1, ':'))
    n++;
  return n;
}

static void
test_one_minute (void)
{
  char name[] = "Chen Jie";
  RtFinding finding = { .name = name, .times = 3, .people = 3, .day = DAY1 };

  for (RtReviewRule rule = 0; rule < RT_N_REVIEW_RULES; rule++)
    {
      g_autofree char *once = NULL;
      g_autofree char *twice = NULL;

      if (rule == RT_REVIEW_REPEATED) /* its days are several */
        continue;
      finding.rule = rule;
      finding.from = (gint64) DAY1 * 86400 + 2 * 3600 + 2 * 60;
      finding.to = finding.from + 59;
      once = rt_finding_sentence (&finding);
      finding.to = finding.from + 60;
      twice = rt_finding_sentence (&finding);
      g_assert_cmpuint (count_times_of_day (once), ==, 1);
      g_assert_cmpuint (count_times_of_day (twice), ==, 2);
      g_assert_nonnull (strstr (once, "Chen Jie"));
      g_assert_nonnull (strstr (once, "3 "));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/review/many customers in a day are an alarm that rises, without a job sooner", test_many);
  g_test_add_func ("/review/a finding counts one person's one day", test_sentence_numbers);
  g_test_add_func ("/review/counts are whole also where not every entry is kept", test_most_entries);
  g_test_add_func ("/review/who is taken over is counted like who is looked at", test_taken_over);
  g_test_add_func ("/review/the same customer again and again on several days is found", test_repeated);
  g_test_add_func ("/review/refusals, wrong passwords and exports are counted", test_counted);
  g_test_add_func ("/review/look-ups are counted within any hour", test_lookups);
  g_test_add_func ("/review/somebody new is watched more closely, for as long as the store says", test_new_staff);
  g_test_add_func ("/review/what is signed off counts no more", test_settled);
  g_test_add_func ("/review/nobody known, and what is no look, is no finding", test_nobody);
  g_test_add_func ("/review/what was all in one minute is said with one time of day", test_one_minute);
  g_test_add_func ("/review/words that are stored are read back", test_ids);
  g_test_add_func ("/review/a finding is asked about, explained and signed off by somebody else", test_life);
  g_test_add_func ("/review/every role can do with a finding what it may and no more", test_roles);
  g_test_add_func ("/review/own work and what is masked is no look without a job", test_own_work);
  g_test_add_func ("/review/looks over weeks are put together across runs", test_across_runs);
  g_test_add_func ("/review/looks are counted by person and hour", test_looks);
  g_test_add_func ("/review/a daily sheet counts the day and carries the head of the log", test_day);
  g_test_add_func ("/review/the log is filtered by person, action, record and day, and says whole sentences",
                   test_history);
  return g_test_run ();
}
