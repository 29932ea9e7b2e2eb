/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The example store: complete, repeatable, and with nobody's real number in it. */
#include "config.h"

#include "rt-order-fixture.h"

#include <string.h>

#include "rt-demo.h"
#include "rt-error.h"

static gboolean
fill (RtFixture *f, guint orders, guint tickets, guint32 seed, const char *language, RtDemoProgress progress,
      GCancellable *cancellable, GError **error)
{
  const RtDemoSize size = { orders, tickets, seed, language };
  g_autoptr (GAsyncResult) result = NULL;

  rt_demo_fill_async (f->desk, &size, progress, cancellable, cancellable, rt_desk_await_cb, &result);
  return rt_demo_fill_finish (f->desk, rt_desk_await (&result), error);
}

static void
fill_surely (RtFixture *f, guint orders, guint tickets, guint32 seed, const char *language)
{
  g_autoptr (GError) error = NULL;

  rt_fixture_sign_in_owner (f);
  fill (f, orders, tickets, seed, language, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* The example's past looks are older than the store, which is its clock set back once; nothing else is amiss. */
static void
check_log (RtFixture *f)
{
  RtLogReport report;

  rt_fixture_verify_log (f, &report);
  g_assert_cmpint (report.first_bad, ==, 0);
  g_assert_cmpint (report.verdict, ==, RT_LOG_CLOCK);
  g_assert_cmpint (report.clock_steps, ==, 1);
}

static void
test_complete (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);

  fill_surely (f, 400, 60, 7, NULL);
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT count (*) FROM orders"), ==, 400);
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT count (*) FROM ticket"), ==, 60);
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT count (DISTINCT state) FROM orders"), ==, RT_N_ORDER_STATES);
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT count (DISTINCT state) FROM ticket"), >=, 3);
  g_assert_cmpint (
    rt_fixture_get_int (
      f, "SELECT count (*) FROM orders o WHERE total <> (SELECT sum (line_total) FROM order_line WHERE"
         " order_id = o.id) OR paid <> (SELECT coalesce (sum (amount), 0) FROM payment WHERE order_id = o.id)"
         " OR pieces <> (SELECT sum (quantity) FROM order_line WHERE order_id = o.id)"),
    ==, 0);
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT count (*) FROM orders WHERE delivered_on < ordered_on"), ==, 0);
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT max (delivered_on) FROM orders"), <=, rt_day_new (2026, 11, 23));
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT max (opened_at) FROM ticket"), <=, RT_FIXTURE_NOW);
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT count (DISTINCT opened_at) FROM ticket"), >, 10);
  check_log (f);
}

/* Made on a desk of its own, the store is older than the past it tells of: its log is in order from end to end, and
 * what was made is of today. */
static void
test_in_order (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new_empty ();
  g_autoptr (RtDesk) maker = rt_demo_desk_new (f->desk);
  const RtDemoSize size = { .orders = 60, .tickets = 10, .seed = 7, .looks = 90, .now = RT_FIXTURE_NOW };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  RtLogReport report;

  g_set_object (&f->desk, maker);
  rt_fixture_create (f, NULL, "US", &error);
  g_assert_no_error (error);
  rt_fixture_sign_in_owner (f);
  rt_demo_fill_async (f->desk, &size, NULL, NULL, NULL, rt_desk_await_cb, &result);
  rt_demo_fill_finish (f->desk, rt_desk_await (&result), &error);
  g_assert_no_error (error);
  rt_fixture_verify_log (f, &report);
  g_assert_cmpint (report.verdict, ==, RT_LOG_WHOLE);
  g_assert_cmpint (report.clock_steps, ==, 0);
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT count (DISTINCT at / 86400) FROM log WHERE action = 'order.open'"), >,
                   28 + 40);
  g_assert_cmpint (rt_clock_now (rt_desk_get_clock (f->desk)), ==, RT_FIXTURE_NOW);
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT max (at) FROM log"), ==, RT_FIXTURE_NOW);
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT max (ordered_on) FROM orders"), >,
                   rt_day_from_moment (RT_FIXTURE_NOW) - 30);
}

/* So many customers, so many years, so many looks: for a store as a chain would have it. */
static void
test_sized (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  const RtDemoSize size = { .orders = 300, .tickets = 20, .seed = 3, .customers = 90, .years = 10, .looks = 500 };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  rt_fixture_sign_in_owner (f);
  rt_demo_fill_async (f->desk, &size, NULL, NULL, NULL, rt_desk_await_cb, &result);
  rt_demo_fill_finish (f->desk, rt_desk_await (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT count (*) FROM customer"), ==, 90);
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT count (*) FROM orders"), ==, 300);
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT max (ordered_on) - min (ordered_on) FROM orders"), >, 9 * 365);
  g_assert_cmpint (
    rt_fixture_get_int (
      f, "SELECT count (*) FROM log WHERE action = 'order.open' AND at >= (SELECT at FROM log WHERE seq = 1)"),
    ==, 500);
  check_log (f);
}

static gint64
fingerprint (guint32 seed)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);

  fill_surely (f, 120, 15, seed, "zh_CN");
  return rt_fixture_get_int (f, "SELECT (SELECT sum (id * total + ordered_on + customer_id * 31) FROM orders)"
                                " + (SELECT sum (id * quantity * line_total + length (description)) FROM order_line)"
                                " + (SELECT sum (id * order_id + opened_at) FROM ticket)");
}

static void
test_repeatable (void)
{
  gint64 first = fingerprint (42);

  g_assert_cmpint (fingerprint (42), ==, first);
  g_assert_cmpint (fingerprint (43), !=, first);
}

static void
check_people (RtFixture *f)
{
  for (gint64 id = 1; id <= 40; id++)
    {
      g_autoptr (RtCustomer) customer = rt_test_open_customer (f, id, NULL);
      const char *phone;
      const char *mail;

      g_assert_nonnull (customer);
      phone = rt_shown_get_text (customer->shown, RT_FIELD_PHONE);
      mail = rt_shown_get_text (customer->shown, RT_FIELD_EMAIL);
      g_assert_true (g_str_has_prefix (phone, "+861380000") ||
                     (g_str_has_prefix (phone, "+1") && g_str_has_prefix (phone + 5, "55501")));
      g_assert_true (mail == NULL || g_str_has_suffix (mail, "@example.com") ||
                     g_str_has_suffix (mail, "@example.org"));
      for (guint i = 0; i < RT_N_FIELDS; i++)
        {
          const char *text = rt_shown_get_text (customer->shown, (RtFieldId) i);
          g_autofree char *clean = NULL;

          if (text == NULL)
            continue;
          g_assert_true (rt_field_check ((RtFieldId) i, text, "CN", &clean, NULL));
          g_assert_cmpstr (clean, ==, text);
        }
    }
}

static void
test_people (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);

  fill_surely (f, 120, 0, 5, NULL);
  check_people (f);
}

static void
test_staff (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new ("US");

  fill_surely (f, 60, 20, 5, "en");
  for (const RtDemoStaff *person = RT_DEMO_STAFF; person->login != NULL; person++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (rt_fixture_sign_in_as (f, person->login, RT_DEMO_PASSWORD, NULL, &error));
      g_assert_no_error (error);
      g_assert_cmpint (rt_person_get_restrictions (rt_desk_get_person (f->desk)), ==,
                       g_str_equal (person->login, RT_DEMO_UNTRAINED) ? RT_RESTRICTED_TRAINING : 0);
      g_assert_cmpstr (rt_person_get_name (rt_desk_get_person (f->desk)), ==, person->name_en);
    }
  /* Once more adds orders, not people. */
  fill_surely (f, 10, 0, 6, "en");
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT count (*) FROM staff"), ==, 8);
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT count (*) FROM orders"), ==, 70);
}

static void
cancel (gint64 done, gint64 total, gpointer data)
{
  g_cancellable_cancel (data);
}

static void
test_cancelled (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  rt_fixture_sign_in_owner (f);
  g_assert_false (fill (f, 100000, 0, 1, "en", cancel, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT count (*) FROM orders") % 5000, ==, 0);
}

static void
test_denied (void)
{
  static const RtRole roles[] = { RT_ROLE_CLERK, RT_ROLE_ADMINISTRATOR };
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      g_autoptr (GError) error = NULL;

      rt_fixture_sign_in (f, roles[i]);
      g_assert_false (fill (f, 1, 0, 1, "en", NULL, NULL, &error));
      g_assert_error (error, RT_ERROR, RT_ERROR_DENIED);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo/a store of examples adds up", test_complete);
  g_test_add_func ("/demo/it has as many customers, years and looks as asked for", test_sized);
  g_test_add_func ("/demo/an example store made on its own desk has a log in order", test_in_order);
  g_test_add_func ("/demo/the same seed gives the same store", test_repeatable);
  g_test_add_func ("/demo/people have reserved numbers and example domains", test_people);
  g_test_add_func ("/demo/its staff can sign in", test_staff);
  g_test_add_func ("/demo/cancelling keeps whole steps", test_cancelled);
  g_test_add_func ("/demo/only who may import and let people in can fill a store", test_denied);
  return g_test_run ();
}
