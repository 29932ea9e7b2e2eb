/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ways round the mask: what a person may not read must not change what they can search, filter, sort, count, complete,
 * or read in an error (product.md §4; faults.md P1). */
#include "config.h"

#include "rt-order-fixture.h"

#include <string.h>

#include "rt-record-list.h"
#include "rt-reveal.h"
#include "rt-search.h"
#include "rt-settings.h"

/* The hidden person of each store. */
static const struct
{
  const char *name, *phone, *email, *street;
} people[] = {
  { "张伟", "13800000077", "zhang.wei@example.com", "样例路12号" },
  { "欧阳娜娜", "13900000088", "ouyang@example.org", "虚构大街990号" },
};

/* @which 0 or 1: whose values; the order is the manager's work. The clerk is signed in at the end. */
static RtFixture *
open_store (guint which)
{
  RtFixture *f = rt_fixture_new (NULL);
  g_autoptr (RtOrderEdit) edit = rt_test_edit (12);
  g_autoptr (GError) error = NULL;

  rt_fixture_sign_in (f, RT_ROLE_MANAGER);
  rt_test_set (edit, RT_FIELD_NAME, people[which].name);
  rt_test_set (edit, RT_FIELD_PHONE, people[which].phone);
  rt_test_set (edit, RT_FIELD_EMAIL, people[which].email);
  rt_test_set (edit, RT_FIELD_STREET, people[which].street);
  g_assert_cmpint (rt_test_save (f, edit, &error), ==, 1);
  g_assert_no_error (error);
  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  return f;
}

static gpointer
do_prepare (RtWork *work, gpointer data, GError **error)
{
  return rt_search_prepare (work, error) ? work : NULL;
}

static gpointer
do_search (RtWork *work, gpointer data, GError **error)
{
  return rt_search (work, data, 20, error);
}

/* Whole, in parts, and by what would be a pattern elsewhere. */
static GPtrArray *
words_for (guint which)
{
  static const char *const signs[] = { "%", "_", "*", "\"", "' OR 1=1 --", "name:", "zhang OR wei", "-zhang" };
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  const char *const values[] = { people[which].name, people[which].phone, people[which].email, people[which].street };

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_ptr_array_add (words, g_strdup (values[i]));
      for (glong from = 0; from < g_utf8_strlen (values[i], -1); from++)
        for (glong to = from + 1; to <= g_utf8_strlen (values[i], -1); to++)
          g_ptr_array_add (words, g_utf8_substring (values[i], from, to));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++)
    g_ptr_array_add (words, g_strdup (signs[i]));
  return words;
}

/* Numbers of orders and customers are found, and they are no secret; nothing else is. */
static void
test_search (void)
{
  for (guint which = 0; which < G_N_ELEMENTS (people); which++)
    {
      g_autoptr (RtFixture) f = open_store (which);
      g_autoptr (GPtrArray) words = words_for (which);

      rt_fixture_read (f, do_prepare, NULL);
      for (guint i = 0; i < words->len; i++)
        {
          g_autoptr (GPtrArray) hits = rt_fixture_run (f, do_search, words->pdata[i]);

          for (guint h = 0; h < hits->len; h++)
            {
              const RtHit *hit = hits->pdata[h];

              g_assert_null (strstr (hit->title, people[which].name));
              g_assert_null (strstr (hit->subtitle, people[which].name));
              g_assert_cmpint (g_ascii_strtoll (words->pdata[i], NULL, 10), ==, hit->number);
            }
        }
    }
}

static gpointer
do_ids (RtWork *work, gpointer data, GError **error)
{
  return rt_list_ids (work, data, error);
}

/* Sorting by them is no sort at all, whatever the column is called. */
static void
test_lists (void)
{
  static const char *const sorts[] = { "name", "phone", "email", "customer", "street", "address", "contact_masked" };

  for (guint kind = RT_LIST_ORDERS; kind <= RT_LIST_CUSTOMERS; kind++)
    {
      g_autoptr (RtFixture) f = open_store (0);

      for (gsize i = 0; i < G_N_ELEMENTS (sorts); i++)
        {
          RtListQuery query = { .kind = (RtListKind) kind, .sort = sorts[i], .from = RT_DAY_NONE, .to = RT_DAY_NONE };

          rt_fixture_refuse (f, TRUE, do_ids, &query, RT_ERROR_INVALID);
        }
    }
}

/* Below the model the gate refuses each way of using a column that a dispatcher may not read. */
static gpointer
do_prepare_sql (RtWork *work, gpointer data, GError **error)
{
  g_autoptr (RtStatement) statement = rt_db_prepare (rt_work_get_db (work), data, error);

  return statement != NULL ? work : NULL;
}

static void
test_statements (void)
{
  static const char *const ways[] = {
    "SELECT count(*) FROM orders GROUP BY total",
    "SELECT id FROM orders ORDER BY total",
    "SELECT id FROM orders WHERE total > 1000",
    "SELECT sum(total) FROM orders",
    "SELECT max(amount) FROM payment",
    "SELECT count(DISTINCT home_masked) FROM orders",
    "SELECT id FROM customer WHERE email_digest IS NOT NULL AND 1 = (SELECT count(*) FROM payment)",
    "SELECT next_key FROM chain",
    "SELECT reason FROM log WHERE action = 'reveal'",
  };
  g_autoptr (RtFixture) f = open_store (0);

  rt_fixture_sign_in (f, RT_ROLE_DISPATCHER);
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    rt_fixture_refuse (f, TRUE, do_prepare_sql, (gpointer) ways[i], RT_ERROR_DENIED);
}

/* --- Looking up --- */

typedef struct
{
  const char *phone;
  guint others;
} LookUp;

static gpointer
do_look_up (RtWork *work, gpointer data, GError **error)
{
  LookUp *lookup = data;

  return rt_customer_lookup (work, lookup->phone, &lookup->others, error);
}

/* Only the full number answers; each question is recorded, whatever it finds. */
static void
test_lookup (void)
{
  static const char *const parts[] = { "0077", "8000000", "1380000007", "138000000770", "138*", "%" };
  g_autoptr (RtFixture) f = open_store (0);
  LookUp lookup = { people[0].phone, 0 };
  g_autoptr (RtCustomer) found = NULL;
  gint64 recorded;

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr (GError) error = NULL;

      lookup.phone = parts[i];
      g_assert_null (rt_desk_call (f->desk, TRUE, do_look_up, &lookup, NULL, &error));
      if (error != NULL)
        {
          g_assert_error (error, RT_ERROR, RT_ERROR_INVALID);
          g_assert_null (strstr (error->message, parts[i]));
        }
    }
  recorded = rt_fixture_count_log (f, "lookup");
  lookup.phone = people[0].phone;
  found = rt_fixture_run (f, do_look_up, &lookup);
  g_assert_cmpstr (rt_shown_get_text (found->shown, RT_FIELD_NAME), ==, people[0].name);
  g_assert_cmpuint (lookup.others, ==, 0);
  g_assert_cmpint (rt_fixture_count_log (f, "lookup"), ==, recorded + 1);
}

static gpointer
do_limit (RtWork *work, gpointer data, GError **error)
{
  return rt_settings_set (work, RT_SETTING_LOOKUPS_PER_HOUR, 2, "for the test", error) ? work : NULL;
}

/* Numbers cannot be tried one after the other: misses count too, and beyond the limit hit and miss answer alike. */
static void
test_lookup_limit (void)
{
  g_autoptr (RtFixture) f = open_store (0);
  LookUp miss = { "13800000001", 0 };
  LookUp hit = { people[0].phone, 0 };

  rt_fixture_sign_in (f, RT_ROLE_MANAGER);
  rt_fixture_run (f, do_limit, NULL);
  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  g_assert_null (rt_desk_call (f->desk, TRUE, do_look_up, &miss, NULL, NULL));
  g_assert_null (rt_desk_call (f->desk, TRUE, do_look_up, &miss, NULL, NULL));
  rt_fixture_refuse (f, TRUE, do_look_up, &hit, RT_ERROR_WAIT);
  rt_fixture_refuse (f, TRUE, do_look_up, &miss, RT_ERROR_WAIT);
}

/* As a script that enters an order it knows to be wrong. */
static gpointer
look_up_and_fail (RtWork *work, gpointer data, GError **error)
{
  g_autoptr (RtCustomer) found = do_look_up (work, data, error);

  if (error == NULL || *error == NULL)
    rt_error_set_invalid (error, "lines", "An order has at least one line.");
  return NULL;
}

/* Hit or miss, a question stays recorded and counted when what it was asked for fails. */
static void
test_lookup_kept (void)
{
  g_autoptr (RtFixture) f = open_store (0);
  LookUp hit = { people[0].phone, 0 }, miss = { "13700000001", 0 };
  gint64 most = 0;

  rt_fixture_refuse (f, TRUE, look_up_and_fail, &hit, RT_ERROR_INVALID);
  rt_fixture_refuse (f, TRUE, look_up_and_fail, &miss, RT_ERROR_INVALID);
  g_assert_cmpint (rt_fixture_count_log (f, "lookup"), ==, 2);
  for (most = 2; most < 200; most++)
    {
      g_autoptr (GError) error = NULL;

      rt_desk_call (f->desk, TRUE, look_up_and_fail, &miss, NULL, &error);
      if (g_error_matches (error, RT_ERROR, RT_ERROR_WAIT))
        break;
    }
  g_assert_cmpint (most, <, 200);
  rt_fixture_refuse (f, TRUE, look_up_and_fail, &hit, RT_ERROR_WAIT);
}

/* --- Saving --- */

static char *
save_as_clerk (guint which, const char *phone, const char *name)
{
  g_autoptr (RtFixture) f = open_store (which);
  g_autoptr (RtOrderEdit) edit = rt_test_edit (12);
  g_autoptr (GError) error = NULL;
  gint64 id;

  rt_test_set (edit, RT_FIELD_PHONE, phone);
  rt_test_set (edit, RT_FIELD_NAME, name);
  id = rt_test_save (f, edit, &error);
  return g_strdup_printf ("%d %s %d customers", (int) id, error != NULL ? error->message : "saved",
                          (int) rt_fixture_get_int (f, "SELECT count(*) FROM customer"));
}

/* A customer with the same number or name as a hidden one is entered like any other: no warning, no merging, no
 * completion tells that somebody is there. */
static void
test_saving (void)
{
  for (guint which = 0; which < G_N_ELEMENTS (people); which++)
    for (guint typed = 0; typed < G_N_ELEMENTS (people); typed++)
      {
        g_autofree char *answer = save_as_clerk (which, people[typed].phone, people[typed].name);

        g_assert_cmpstr (answer, ==, "2 saved 2 customers");
      }
}

/* An order that nobody gave, for a customer whose number stands in every list, would make them own work: only who is
 * there already, or was looked up and so counted, gets one. */
static void
test_order_for_a_stranger (void)
{
  g_autoptr (RtFixture) f = open_store (0);
  g_autoptr (RtOrderEdit) edit = rt_test_edit (12);
  g_autoptr (RtCustomer) stranger = rt_test_open_customer (f, 1, NULL);
  g_autoptr (RtCustomer) still = NULL;
  g_autoptr (RtCustomer) looked_up = NULL;
  g_autoptr (GError) error = NULL;

  edit->customer_id = stranger->id;
  edit->customer_rev = stranger->rev;
  edit->address_id = stranger->address_id;
  for (guint i = 0; i < RT_N_FIELDS; i++)
    rt_test_set (edit, (RtFieldId) i, NULL);
  g_assert_cmpint (rt_test_save (f, edit, &error), ==, 0);
  g_assert_error (error, RT_ERROR, RT_ERROR_DENIED);
  still = rt_test_open_customer (f, 1, NULL);
  g_assert_cmpint (rt_shown_get_show (still->shown, RT_FIELD_PHONE), ==, RT_SHOW_MASKED);
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT count(*) FROM orders"), ==, 1);
  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  looked_up = rt_fixture_run (f, do_look_up, &(LookUp){ people[0].phone, 0 });
  g_assert_cmpint (looked_up->id, ==, stranger->id);
  g_assert_cmpint (rt_test_save (f, edit, NULL), ==, 2);
}

/* The address that an order is to go to is the customer's own, whatever else is typed. */
static void
test_address_of_a_stranger (void)
{
  g_autoptr (RtFixture) f = open_store (0);
  g_autoptr (RtOrderEdit) edit = rt_test_edit (12);
  g_autoptr (RtOrder) mine = rt_test_open (f, rt_test_order (f, 13), NULL);
  g_autoptr (GError) error = NULL;

  edit->customer_id = mine->customer_id;
  edit->address_id = 1;
  for (guint i = 0; i < RT_N_FIELDS; i++)
    rt_test_set (edit, (RtFieldId) i, NULL);
  g_assert_cmpint (mine->address_id, !=, 1);
  g_assert_cmpint (rt_test_save (f, edit, &error), ==, 0);
  g_assert_error (error, RT_ERROR, RT_ERROR_NOT_FOUND);
  edit->address_id = mine->address_id;
  g_assert_cmpint (rt_test_save (f, edit, NULL), >, 0);
}

/* --- Errors --- */

static gpointer
do_open (RtWork *work, gpointer data, GError **error)
{
  return rt_customer_open (work, *(gint64 *) data, "work", error);
}

static gpointer
do_reveal (RtWork *work, gpointer data, GError **error)
{
  return rt_reveal (work, data, error);
}

/* The sentence of a refusal is the same for a record with a value and one without. */
static void
test_errors (void)
{
  g_autoptr (RtFixture) f = open_store (0);
  RtRevealWish wish = { .record = { RT_REVEAL_ORDER, 1 }, .klass = RT_CLASS_HOME, .job = { RT_REVEAL_ORDER, 1 } };
  gint64 nobody = 9999;
  g_autoptr (GError) none = NULL;
  g_autoptr (GError) some = NULL;

  g_assert_null (rt_desk_call (f->desk, TRUE, do_open, &nobody, NULL, &none));
  g_assert_error (none, RT_ERROR, RT_ERROR_NOT_FOUND);
  g_clear_error (&none);
  rt_fixture_sign_in (f, RT_ROLE_DISPATCHER); /* home is hidden */
  g_assert_null (rt_desk_call (f->desk, TRUE, do_reveal, &wish, NULL, &none));
  rt_fixture_exec (f, "UPDATE orders SET home_masked = x'0001', home_sealed = zeroblob(110)");
  rt_fixture_sign_in (f, RT_ROLE_DISPATCHER);
  g_assert_null (rt_desk_call (f->desk, TRUE, do_reveal, &wish, NULL, &some));
  g_assert_error (none, RT_ERROR, RT_ERROR_DENIED);
  g_assert_error (some, RT_ERROR, RT_ERROR_DENIED);
  g_assert_cmpstr (none->message, ==, some->message);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/side doors/no part of a hidden value is found by searching", test_search);
  g_test_add_func ("/side doors/no list is sorted by a hidden value", test_lists);
  g_test_add_func ("/side doors/no statement counts groups sorts or filters by a hidden column", test_statements);
  g_test_add_func ("/side doors/only the full number looks a customer up, and each question is recorded", test_lookup);
  g_test_add_func ("/side doors/numbers cannot be tried one after the other", test_lookup_limit);
  g_test_add_func ("/side doors/a look-up is counted also when what it was for fails", test_lookup_kept);
  g_test_add_func ("/side doors/entering a customer does not tell that somebody is there already", test_saving);
  g_test_add_func ("/side doors/an order for a stranger is no way to see them", test_order_for_a_stranger);
  g_test_add_func ("/side doors/the address of a stranger is no address for an order", test_address_of_a_stranger);
  g_test_add_func ("/side doors/a refusal does not tell whether there is a value", test_errors);
  return g_test_run ();
}
