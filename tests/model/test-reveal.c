/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asking to see what is masked: job, reason, record, limit, and asking a manager for more. Who may see what is compared
 * by brute force in test-who-sees-what.c. */
#include "config.h"

#include "rt-order-fixture.h"

#include <string.h>

#include "rt-reveal-limit.h"
#include "rt-reveal.h"
#include "rt-settings.h"
#include "rt-ticket.h"

#define PHONE "+8613800000012"

static gpointer
do_reveal (RtWork *work, gpointer data, GError **error)
{
  return rt_reveal (work, data, error);
}

static gpointer
do_limit (RtWork *work, gpointer data, GError **error)
{
  return rt_reveal_limit_get (work, data, error) ? data : NULL;
}

static gpointer
do_jobs (RtWork *work, gpointer data, GError **error)
{
  return rt_reveal_list_jobs (work, data, error);
}

static gpointer
do_ask (RtWork *work, gpointer data, GError **error)
{
  gint64 id = rt_reveal_ask (work, data, error);

  return id != 0 ? g_memdup2 (&id, sizeof id) : NULL;
}

static gpointer
do_asks (RtWork *work, gpointer data, GError **error)
{
  return rt_reveal_list_asks (work, error);
}

typedef struct
{
  gint64 ask;
  guint extra;
} Answer;

static gpointer
do_answer (RtWork *work, gpointer data, GError **error)
{
  const Answer *answer = data;

  return rt_reveal_answer (work, answer->ask, answer->extra, error) ? data : NULL;
}

typedef struct
{
  RtSettingId setting;
  gint64 value;
} Setting;

static gpointer
do_set (RtWork *work, gpointer data, GError **error)
{
  const Setting *setting = data;

  return rt_settings_set (work, setting->setting, setting->value, "for the test", error) ? data : NULL;
}

static void
set_limit (RtFixture *f, RtSettingId id, gint64 value)
{
  Setting setting = { id, value };

  rt_fixture_sign_in (f, RT_ROLE_MANAGER);
  rt_fixture_run (f, do_set, &setting);
}

/* An order of somebody else's, and the wish to see its contact. */
static RtRevealWish
make_wish (RtFixture *f)
{
  RtRevealWish wish = { .klass = RT_CLASS_CONTACT };
  gint64 id;

  rt_fixture_sign_in (f, RT_ROLE_MANAGER);
  id = rt_test_order (f, 12);
  wish.record = (RtRevealRecord){ RT_REVEAL_ORDER, id };
  wish.job = wish.record;
  return wish;
}

static void
test_recorded (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  RtRevealWish wish = make_wish (f);
  g_autoptr (RtRevealed) revealed = NULL;

  wish.reason = RT_REVEAL_FOR_DELIVERY;
  wish.words = "  the driver is lost ";
  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  revealed = rt_fixture_run (f, do_reveal, &wish);
  g_assert_cmpstr (rt_shown_get_text (revealed->shown, RT_FIELD_PHONE), ==, PHONE);
  g_assert_cmpuint (revealed->left, ==, 19);
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT count(*) FROM log WHERE action = 'reveal' AND subject = 'orders' AND"
                                          " row = 1 AND reason = 'delivery: the driver is lost' AND fields & 3 = 3 AND"
                                          " detail = 'class=contact job=SO-' || (SELECT number FROM orders)"),
                   ==, 1);
  /* The log holds no value of the customer. */
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT count(*) FROM log WHERE reason || detail LIKE '%0012%'"), ==, 0);
}

static void
test_asked_wrongly (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  RtRevealWish good = make_wish (f);
  RtRevealWish wish = good;
  gint64 other = rt_test_order (f, 34);

  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  wish.job = (RtRevealRecord){ RT_REVEAL_ORDER, 0 };
  rt_fixture_refuse (f, TRUE, do_reveal, &wish, RT_ERROR_INVALID);
  wish.job = (RtRevealRecord){ RT_REVEAL_ORDER, other }; /* another customer's */
  rt_fixture_refuse (f, TRUE, do_reveal, &wish, RT_ERROR_INVALID);
  wish.job = (RtRevealRecord){ RT_REVEAL_ORDER, 9999 };
  rt_fixture_refuse (f, TRUE, do_reveal, &wish, RT_ERROR_INVALID);
  wish.job = (RtRevealRecord){ RT_REVEAL_CUSTOMER, 1 };
  rt_fixture_refuse (f, TRUE, do_reveal, &wish, RT_ERROR_INVALID);
  wish = good;
  wish.reason = RT_REVEAL_FOR_OTHER; /* says nothing by itself */
  rt_fixture_refuse (f, TRUE, do_reveal, &wish, RT_ERROR_INVALID);
  wish.words = "call 138 1234 8931"; /* the log holds no such thing */
  rt_fixture_refuse (f, TRUE, do_reveal, &wish, RT_ERROR_INVALID);
  wish.reason = RT_N_REVEAL_REASONS;
  rt_fixture_refuse (f, TRUE, do_reveal, &wish, RT_ERROR_INVALID);
  wish = good;
  wish.record.id = 9999;
  rt_fixture_refuse (f, TRUE, do_reveal, &wish, RT_ERROR_NOT_FOUND);
  wish = good;
  wish.klass = RT_CLASS_HOME; /* none on file */
  rt_fixture_refuse (f, TRUE, do_reveal, &wish, RT_ERROR_NOT_FOUND);
  wish.klass = RT_CLASS_MONEY;
  rt_fixture_refuse (f, TRUE, do_reveal, &wish, RT_ERROR_INVALID); /* clear to a clerk */
  wish.klass = RT_CLASS_ACCESS;
  rt_fixture_refuse (f, TRUE, do_reveal, &wish, RT_ERROR_DENIED);
  g_assert_cmpint (rt_fixture_count_log (f, "reveal"), ==, 0);
}

/* Whoever may not ask learns nothing by asking: the same answer whether there is a value or not. */
static void
test_no_right (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  RtRevealWish wish = make_wish (f);

  rt_fixture_exec (f, "INSERT INTO role_right (role, right, allowed) VALUES (0, 'reveal', 0)");
  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  rt_fixture_refuse (f, TRUE, do_reveal, &wish, RT_ERROR_DENIED);
  wish.klass = RT_CLASS_HOME;
  rt_fixture_refuse (f, TRUE, do_reveal, &wish, RT_ERROR_DENIED);
  wish.record.id = 9999;
  rt_fixture_refuse (f, TRUE, do_reveal, &wish, RT_ERROR_DENIED);
  rt_fixture_refuse (f, FALSE, do_jobs, &wish.record, RT_ERROR_DENIED);
  rt_fixture_refuse (f, TRUE, do_ask, (gpointer) "please", RT_ERROR_DENIED);
  g_assert_cmpint (rt_fixture_count_log (f, "refused"), >=, 3);
}

/* A person whom no manager has let in asks in vain. */
static void
test_waiting (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  RtRevealWish wish = make_wish (f);

  rt_fixture_sign_in_owner (f);
  rt_fixture_add (f, "new.clerk", "New Clerk", RT_ROLES_OF (RT_ROLE_CLERK), FALSE);
  g_assert_true (rt_fixture_sign_in_as (f, "new.clerk", RT_FIXTURE_PASSWORD, NULL, NULL));
  rt_fixture_refuse (f, TRUE, do_reveal, &wish, RT_ERROR_DENIED);
  g_assert_false (rt_reveal_is_possible (rt_desk_get_person (f->desk), RT_CLASS_CONTACT, 0));
}

static void
reveal_times (RtFixture *f, RtRevealWish *wish, guint times)
{
  for (guint i = 0; i < times; i++)
    rt_revealed_free (rt_fixture_run (f, do_reveal, wish));
}

static void
test_limit (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  RtRevealWish wish = make_wish (f);
  RtRevealLimit limit;

  set_limit (f, RT_SETTING_REVEALS_CLERK, 3);
  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  reveal_times (f, &wish, 3);
  rt_fixture_refuse (f, TRUE, do_reveal, &wish, RT_ERROR_WAIT);
  rt_fixture_read (f, do_limit, &limit);
  g_assert_cmpuint (limit.most, ==, 3);
  g_assert_cmpuint (limit.left, ==, 0);
  /* Signing in again gives none back, and one person's are not another's. */
  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  rt_fixture_refuse (f, TRUE, do_reveal, &wish, RT_ERROR_WAIT);
  rt_fixture_sign_in (f, RT_ROLE_SERVICE);
  reveal_times (f, &wish, 1);
  /* Tomorrow there are new ones. */
  rt_clock_fake_advance (f->clock, 24 * 3600);
  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  reveal_times (f, &wish, 3);
  rt_fixture_refuse (f, TRUE, do_reveal, &wish, RT_ERROR_WAIT);
  g_assert_cmpint (rt_fixture_count_log (f, "reveal"), ==, 7);
}

/* Of several roles the most generous one counts, of those that may ask at all. */
static void
test_limit_of_roles (void)
{
  static const struct
  {
    RtRoles roles;
    guint most;
  } people[] = {
    { RT_ROLES_OF (RT_ROLE_CLERK), 4 },
    { RT_ROLES_OF (RT_ROLE_CLERK) | RT_ROLES_OF (RT_ROLE_SERVICE), 7 },
    { RT_ROLES_OF (RT_ROLE_CLERK) | RT_ROLES_OF (RT_ROLE_ADMINISTRATOR), 4 },
    { RT_ROLES_OF (RT_ROLE_CLERK) | RT_ROLES_OF (RT_ROLE_DISPATCHER), 4 }, /* dispatchers may not ask here */
  };
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);

  set_limit (f, RT_SETTING_REVEALS_CLERK, 4);
  set_limit (f, RT_SETTING_REVEALS_SERVICE, 7);
  set_limit (f, RT_SETTING_REVEALS_DISPATCHER, 50);
  rt_fixture_exec (f, "INSERT INTO role_right (role, right, allowed) VALUES (2, 'reveal', 0)");
  for (gsize i = 0; i < G_N_ELEMENTS (people); i++)
    {
      g_autofree char *login = g_strdup_printf ("person.%u", (guint) i);
      RtRevealLimit limit;

      rt_fixture_add (f, login, "Some Body", people[i].roles, TRUE);
      g_assert_true (rt_fixture_sign_in_as (f, login, RT_FIXTURE_PASSWORD, NULL, NULL));
      rt_fixture_read (f, do_limit, &limit);
      g_assert_cmpuint (limit.most, ==, people[i].most);
      g_assert_cmpuint (limit.left, ==, people[i].most);
    }
}

static void
test_more (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  RtRevealWish wish = make_wish (f);
  g_autoptr (GPtrArray) asks = NULL;
  g_autofree gint64 *id = NULL;
  Answer answer;
  RtRevealLimit limit;

  set_limit (f, RT_SETTING_REVEALS_CLERK, 1);
  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  reveal_times (f, &wish, 1);
  rt_fixture_refuse (f, TRUE, do_ask, (gpointer) "  ", RT_ERROR_INVALID);
  id = rt_fixture_run (f, do_ask, (gpointer) "a van came back with six deliveries");
  rt_fixture_refuse (f, TRUE, do_ask, (gpointer) "once more", RT_ERROR_EXISTS);
  rt_fixture_refuse (f, FALSE, do_asks, NULL, RT_ERROR_DENIED);
  answer = (Answer){ *id, 2 };
  rt_fixture_refuse (f, TRUE, do_answer, &answer, RT_ERROR_DENIED);

  rt_fixture_sign_in (f, RT_ROLE_MANAGER);
  asks = rt_fixture_read (f, do_asks, NULL);
  g_assert_cmpuint (asks->len, ==, 1);
  g_assert_cmpstr (((RtRevealAsk *) asks->pdata[0])->reason, ==, "a van came back with six deliveries");
  g_assert_cmpuint (((RtRevealAsk *) asks->pdata[0])->used, ==, 1);
  answer.extra = RT_REVEAL_MOST_EXTRA + 1;
  rt_fixture_refuse (f, TRUE, do_answer, &answer, RT_ERROR_INVALID);
  answer.extra = 2;
  rt_fixture_run (f, do_answer, &answer);
  rt_fixture_refuse (f, TRUE, do_answer, &answer, RT_ERROR_NOT_FOUND);

  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  reveal_times (f, &wish, 2);
  rt_fixture_refuse (f, TRUE, do_reveal, &wish, RT_ERROR_WAIT);
  g_assert_cmpint (rt_fixture_count_log (f, "reveal.ask"), ==, 1);
  g_assert_cmpint (rt_fixture_count_log (f, "reveal.grant"), ==, 1);
  /* Granted for today only. */
  rt_clock_fake_advance (f->clock, 24 * 3600);
  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  rt_fixture_read (f, do_limit, &limit);
  g_assert_cmpuint (limit.most, ==, 1);
}

static void
test_refused (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  g_autofree gint64 *id = NULL;
  g_autofree gint64 *own = NULL;
  g_autofree gint64 *late = NULL;
  Answer answer;
  RtRevealLimit limit;

  rt_fixture_sign_in (f, RT_ROLE_SERVICE);
  id = rt_fixture_run (f, do_ask, (gpointer) "a busy day");
  rt_fixture_sign_in (f, RT_ROLE_MANAGER);
  own = rt_fixture_run (f, do_ask, (gpointer) "a busy day for me too");
  answer = (Answer){ *own, 5 };
  rt_fixture_refuse (f, TRUE, do_answer, &answer, RT_ERROR_DENIED); /* nobody answers themselves */
  answer = (Answer){ *id, 0 };
  rt_fixture_run (f, do_answer, &answer);
  g_assert_cmpint (rt_fixture_count_log (f, "reveal.refuse"), ==, 1);
  rt_fixture_sign_in (f, RT_ROLE_SERVICE);
  rt_fixture_read (f, do_limit, &limit);
  g_assert_true (limit.refused);
  g_assert_false (limit.asked);
  g_assert_cmpuint (limit.most, ==, 20);
  late = rt_fixture_run (f, do_ask, (gpointer) "still a busy day");
  /* A question lapses with its day. */
  rt_clock_fake_advance (f->clock, 24 * 3600);
  rt_fixture_sign_in (f, RT_ROLE_MANAGER);
  answer = (Answer){ *late, 5 };
  rt_fixture_refuse (f, TRUE, do_answer, &answer, RT_ERROR_NOT_FOUND);
}

static gpointer
make_ticket (RtWork *work, gpointer data, GError **error)
{
  g_autoptr (RtTicketEdit) edit = rt_ticket_edit_new (*(gint64 *) data, 0);
  gint64 id;

  edit->text = g_strdup ("the left door sticks");
  id = rt_ticket_create (work, edit, error);
  if (id == 0 || !rt_ticket_add_note (work, id, "hinge ordered", error))
    return NULL;
  return g_memdup2 (&id, sizeof id);
}

/* A clerk sees the words of a ticket masked: the ticket's are revealed, and each entry of the diary by itself. */
static void
test_ticket (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  RtRevealWish wish = make_wish (f);
  g_autofree gint64 *ticket = rt_fixture_run (f, make_ticket, &wish.record.id);
  gint64 note = rt_fixture_get_int (f, "SELECT id FROM diary WHERE kind = 'note'");
  g_autoptr (RtRevealed) text = NULL;
  g_autoptr (RtRevealed) entry = NULL;
  g_autoptr (GPtrArray) jobs = NULL;

  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  wish.record = (RtRevealRecord){ RT_REVEAL_TICKET, *ticket };
  wish.job = wish.record;
  wish.klass = RT_CLASS_SERVICE;
  text = rt_fixture_run (f, do_reveal, &wish);
  g_assert_cmpstr (rt_shown_get_text (text->shown, RT_FIELD_TICKET_TEXT), ==, "the left door sticks");
  g_assert_null (rt_shown_get_text (text->shown, RT_FIELD_DIARY_TEXT));
  wish.record = (RtRevealRecord){ RT_REVEAL_DIARY, note };
  entry = rt_fixture_run (f, do_reveal, &wish);
  g_assert_cmpstr (rt_shown_get_text (entry->shown, RT_FIELD_DIARY_TEXT), ==, "hinge ordered");
  g_assert_null (rt_shown_get_text (entry->shown, RT_FIELD_TICKET_TEXT));
  wish.klass = RT_CLASS_CONTACT; /* an entry has none */
  rt_fixture_refuse (f, TRUE, do_reveal, &wish, RT_ERROR_NOT_FOUND);
  jobs = rt_fixture_read (f, do_jobs, &wish.record);
  g_assert_cmpuint (jobs->len, ==, 2);
  g_assert_cmpint (((RtRevealJob *) jobs->pdata[0])->record.kind, ==, RT_REVEAL_TICKET);
  g_assert_cmpint (((RtRevealJob *) jobs->pdata[1])->record.kind, ==, RT_REVEAL_ORDER);
}

/* A privacy officer works no tickets: they choose among orders. */
static void
test_jobs (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  RtRevealWish wish = make_wish (f);
  RtRevealRecord customer = { RT_REVEAL_CUSTOMER, 1 };
  g_autofree gint64 *ticket = rt_fixture_run (f, make_ticket, &wish.record.id);
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) orders = NULL;

  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  all = rt_fixture_read (f, do_jobs, &customer);
  g_assert_cmpuint (all->len, ==, 2);
  rt_fixture_sign_in (f, RT_ROLE_PRIVACY_OFFICER);
  orders = rt_fixture_read (f, do_jobs, &customer);
  g_assert_cmpuint (orders->len, ==, 1);
  g_assert_nonnull (strstr (((RtRevealJob *) orders->pdata[0])->words, "SO-"));
  wish.job = (RtRevealRecord){ RT_REVEAL_TICKET, *ticket };
  rt_fixture_refuse (f, TRUE, do_reveal, &wish, RT_ERROR_DENIED);
}

static void
test_reasons (void)
{
  for (guint i = 0; i < RT_N_REVEAL_REASONS; i++)
    {
      RtRevealReason reason = RT_N_REVEAL_REASONS;

      g_assert_true (rt_reveal_reason_from_id (rt_reveal_reason_id ((RtRevealReason) i), &reason));
      g_assert_cmpuint (reason, ==, i);
      g_assert_nonnull (rt_reveal_reason_name ((RtRevealReason) i));
    }
  g_assert_null (rt_reveal_reason_id (RT_N_REVEAL_REASONS));
  g_assert_null (rt_reveal_reason_name (RT_N_REVEAL_REASONS));
  g_assert_false (rt_reveal_reason_from_id ("curiosity", &(RtRevealReason){ 0 }));
  g_assert_false (rt_reveal_reason_from_id (NULL, &(RtRevealReason){ 0 }));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reveal/reasons have stable names", test_reasons);
  g_test_add_func ("/reveal/the look is recorded with fields, job and reason, and no value", test_recorded);
  g_test_add_func ("/reveal/without a job of this customer, a reason or a value nothing is shown or recorded",
                   test_asked_wrongly);
  g_test_add_func ("/reveal/whoever may not ask learns nothing by asking", test_no_right);
  g_test_add_func ("/reveal/whoever is not let in yet asks in vain", test_waiting);
  g_test_add_func ("/reveal/a day has so many, for each person", test_limit);
  g_test_add_func ("/reveal/of several roles the most generous one counts", test_limit_of_roles);
  g_test_add_func ("/reveal/a manager grants more for today", test_more);
  g_test_add_func ("/reveal/a manager refuses; nobody answers themselves; a question lapses with its day",
                   test_refused);
  g_test_add_func ("/reveal/a ticket and each entry of its diary are asked for by themselves", test_ticket);
  g_test_add_func ("/reveal/the jobs offered are those the person may read", test_jobs);
  return g_test_run ();
}
