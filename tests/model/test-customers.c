/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Customers: looked at, looked up, changed; every look in the log, none beyond the limit. */
#include "config.h"

#include <string.h>

#include "rt-order-fixture.h"

#include "rt-error.h"

typedef struct
{
  const char *phone;
  guint others;
  RtCustomer *found;
  RtCustomerEdit *edit;
  gboolean strict;
  gint64 id, address_id;
} Call;

static gpointer
lookup (RtWork *work, gpointer data, GError **error)
{
  Call *call = data;
  g_autoptr (GError) local = NULL;

  call->found = rt_customer_lookup (work, call->phone, &call->others, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  return call;
}

static gpointer
save (RtWork *work, gpointer data, GError **error)
{
  Call *call = data;

  call->id = rt_customer_save (work, call->edit, call->strict, &call->address_id, error);
  return call->id != 0 ? call : NULL;
}

static RtCustomer *
look_up (RtFixture *f, const char *phone, guint *others)
{
  Call call = { .phone = phone };

  rt_fixture_run (f, lookup, &call);
  if (others != NULL)
    *others = call.others;
  return call.found;
}

static void
test_lookup (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  g_autoptr (RtCustomer) found = NULL;
  g_autoptr (RtCustomer) nobody = NULL;
  guint others = 9;

  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  rt_test_order (f, 12);
  rt_test_order (f, 12);
  rt_test_order (f, 13);
  rt_fixture_sign_in (f, RT_ROLE_SERVICE);
  found = look_up (f, "+86 138-0000-0012", &others);
  g_assert_nonnull (found);
  g_assert_cmpuint (others, ==, 1);
  g_assert_cmpstr (rt_shown_get_text (found->shown, RT_FIELD_NAME), ==, "张伟");
  g_assert_cmpint (rt_shown_get_show (found->shown, RT_FIELD_STREET), ==, RT_SHOW_CLEAR);
  nobody = look_up (f, "13800000077", &others);
  g_assert_null (nobody);
  g_assert_cmpuint (others, ==, 0);
  /* That look is over: opening the customer is another, and masked. */
  {
    g_autoptr (RtCustomer) opened = rt_test_open_customer (f, found->id, NULL);

    g_assert_cmpstr (rt_shown_get_text (opened->shown, RT_FIELD_NAME), ==, "张**");
  }
  g_assert_cmpint (rt_fixture_count_log (f, "lookup"), ==, 2);
  g_assert_cmpint (rt_fixture_count_log (f, "customer.open"), ==, 1);
}

static void
test_lookup_refused (void)
{
  static const RtRole roles[] = { RT_ROLE_PRIVACY_OFFICER, RT_ROLE_ADMINISTRATOR };
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  Call call = { .phone = "13800000012" };

  for (gsize i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      rt_fixture_sign_in (f, roles[i]);
      rt_fixture_refuse (f, TRUE, lookup, &call, RT_ERROR_DENIED);
    }
  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  call.phone = "0012";
  rt_fixture_refuse (f, TRUE, lookup, &call, RT_ERROR_INVALID);
  call.phone = "";
  rt_fixture_refuse (f, TRUE, lookup, &call, RT_ERROR_INVALID);
}

static void
test_lookup_limit (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  Call call = { .phone = "13800000012" };

  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  for (guint i = 0; i < 60; i++)
    g_assert_null (look_up (f, "13800000012", NULL));
  rt_fixture_refuse (f, TRUE, lookup, &call, RT_ERROR_WAIT);
  /* Somebody else has their own; an hour later it is free again. */
  rt_fixture_sign_in (f, RT_ROLE_SERVICE);
  g_assert_null (look_up (f, "13800000012", NULL));
  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  rt_fixture_refuse (f, TRUE, lookup, &call, RT_ERROR_WAIT);
  rt_clock_fake_advance (f->clock, 3601);
  g_assert_null (look_up (f, "13800000012", NULL));
}

/* The returning customer at the counter: looked up, something changed, a new order: it is own work from then on. */
static void
test_returning (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  g_autoptr (RtCustomer) found = NULL;
  g_autoptr (RtOrderEdit) edit = rt_test_edit (12);
  g_autoptr (RtOrder) order = NULL;
  gint64 id;

  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  rt_test_order (f, 12);
  rt_fixture_sign_in_owner (f);
  rt_fixture_add (f, "second.clerk", "Second Clerk", RT_ROLES_OF (RT_ROLE_CLERK), TRUE);
  g_assert_true (rt_fixture_sign_in_as (f, "second.clerk", RT_FIXTURE_PASSWORD, NULL, NULL));
  found = look_up (f, "13800000012", NULL);
  edit->customer_id = found->id;
  edit->customer_rev = found->rev;
  edit->address_id = found->address_id;
  rt_test_set (edit, RT_FIELD_PHONE2, "13800000055");
  id = rt_test_save (f, edit, NULL);
  g_assert_cmpint (id, >, 0);
  order = rt_test_open (f, id, NULL);
  g_assert_cmpint (order->customer_id, ==, found->id);
  g_assert_cmpstr (rt_shown_get_text (order->shown, RT_FIELD_PHONE2), ==, "+8613800000055");
  {
    g_autoptr (RtCustomer) by_second = look_up (f, "13800000055", NULL);
    g_autoptr (RtCustomer) opened = rt_test_open_customer (f, found->id, NULL);

    g_assert_cmpint (by_second->id, ==, found->id);
    g_assert_cmpint (rt_shown_get_show (opened->shown, RT_FIELD_PHONE), ==, RT_SHOW_CLEAR);
    g_assert_cmpuint (opened->orders->len, ==, 2);
  }
}

static void
test_saving (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  g_autoptr (RtCustomerEdit) edit = rt_customer_edit_new ();
  Call call = { .edit = edit, .strict = TRUE };

  rt_fixture_sign_in (f, RT_ROLE_SERVICE);
  rt_fixture_refuse (f, TRUE, save, &call, RT_ERROR_DENIED);
  rt_fixture_sign_in_owner (f);
  rt_fixture_refuse (f, TRUE, save, &call, RT_ERROR_INVALID);
  rt_customer_edit_set (edit, RT_FIELD_NAME, "<b>李娜</b>\xE2\x80\xAE");
  rt_customer_edit_set (edit, RT_FIELD_PHONE, "138 0000 0031");
  rt_fixture_run (f, save, &call);
  {
    g_autoptr (RtCustomer) stored = rt_test_open_customer (f, call.id, NULL);

    g_assert_cmpstr (rt_shown_get_text (stored->shown, RT_FIELD_NAME), ==, "<b>李娜</b>");
    edit->id = stored->id;
    edit->rev = stored->rev;
  }
  rt_customer_edit_set (edit, RT_FIELD_NAME, "李娜");
  rt_fixture_run (f, save, &call);
  rt_customer_edit_set (edit, RT_FIELD_NAME, "王娜");
  rt_fixture_refuse (f, TRUE, save, &call, RT_ERROR_CONFLICT);
  rt_customer_edit_set (edit, RT_FIELD_NAME, NULL);
  edit->rev++;
  rt_fixture_refuse (f, TRUE, save, &call, RT_ERROR_INVALID);
  g_assert_cmpint (rt_fixture_count_log (f, "customer.save"), ==, 2);
}

/* Two people at one customer: the second does not write over the first's address unseen. */
static void
test_address_conflict (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  g_autoptr (RtCustomerEdit) edit = rt_customer_edit_new ();
  Call call = { .edit = edit, .strict = FALSE };

  rt_fixture_sign_in_owner (f);
  rt_customer_edit_set (edit, RT_FIELD_NAME, "李娜");
  rt_customer_edit_set (edit, RT_FIELD_PHONE, "138 0000 0031");
  rt_customer_edit_set (edit, RT_FIELD_STREET, "文三路 1 号");
  rt_fixture_run (f, save, &call);
  edit->id = call.id;
  edit->address_id = call.address_id;
  edit->rev = rt_fixture_get_int (f, "SELECT rev FROM customer");
  rt_fixture_sign_in_owner (f);
  rt_customer_edit_set (edit, RT_FIELD_STREET, "文三路 2 号");
  rt_fixture_run (f, save, &call);
  rt_customer_edit_set (edit, RT_FIELD_STREET, "文三路 3 号");
  rt_fixture_refuse (f, TRUE, save, &call, RT_ERROR_CONFLICT);
  {
    g_autoptr (RtCustomer) stored = rt_test_open_customer (f, edit->id, NULL);

    g_assert_cmpstr (rt_shown_get_text (stored->shown, RT_FIELD_STREET), ==, "文三路 2 号");
    edit->rev = stored->rev;
  }
  rt_fixture_run (f, save, &call);
}

/* A number is typed as it is shown: without its country code. */
static void
test_lookup_abroad (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new ("US");
  g_autoptr (RtCustomerEdit) edit = rt_customer_edit_new ();
  g_autoptr (RtCustomer) found = NULL;
  g_autoptr (RtCustomer) other = NULL;
  Call call = { .edit = edit, .strict = FALSE };

  rt_fixture_sign_in_owner (f);
  rt_customer_edit_set (edit, RT_FIELD_NAME, "李娜");
  rt_customer_edit_set (edit, RT_FIELD_PHONE, "+86 138 0000 0031");
  rt_fixture_run (f, save, &call);
  found = look_up (f, "138 0000 0031", NULL);
  g_assert_nonnull (found);
  g_assert_cmpint (found->id, ==, call.id);
  other = look_up (f, "(212) 555-0169", NULL);
  g_assert_null (other);
  g_assert_cmpint (rt_fixture_count_log (f, "lookup"), ==, 2);
}

static gboolean
has_entry (const RtCustomer *customer, const char *words)
{
  for (guint i = 0; customer->entries != NULL && i < customer->entries->len; i++)
    if (strstr (((RtCustomerEntry *) g_ptr_array_index (customer->entries, i))->sentence, words) != NULL)
      return TRUE;
  return FALSE;
}

/* What belongs to a customer comes with them; who looked is for those who read the log, and names nobody but staff. */
static void
test_about (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  g_autoptr (RtCustomer) by_clerk = NULL;
  g_autoptr (RtCustomer) by_owner = NULL;
  g_autoptr (RtCustomer) by_officer = NULL;
  g_autoptr (RtOrder) order = NULL;
  gint64 id;

  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  id = rt_test_order (f, 12);
  order = rt_test_open (f, id, NULL);
  by_clerk = rt_test_open_customer (f, order->customer_id, NULL);
  g_assert_cmpuint (by_clerk->orders->len, ==, 1);
  g_assert_cmpuint (by_clerk->acknowledgements->len, ==, 1);
  g_assert_cmpint (((RtAcknowledgement *) g_ptr_array_index (by_clerk->acknowledgements, 0))->order_id, ==, id);
  g_assert_nonnull (by_clerk->tickets);
  g_assert_null (by_clerk->entries);
  rt_fixture_sign_in_owner (f);
  by_owner = rt_test_open_customer (f, order->customer_id, NULL);
  g_assert_true (has_entry (by_owner, " opened the customer."));
  g_assert_true (has_entry (by_owner, " opened order SO-"));
  g_assert_true (has_entry (by_owner, " changed order SO-"));
  g_assert_false (has_entry (by_owner, rt_shown_get_text (by_owner->shown, RT_FIELD_NAME)));
  g_assert_false (has_entry (by_owner, "$s"));
  rt_fixture_sign_in (f, RT_ROLE_PRIVACY_OFFICER);
  by_officer = rt_test_open_customer (f, order->customer_id, NULL);
  g_assert_null (by_officer->tickets);
  g_assert_true (has_entry (by_officer, " opened order SO-"));
}

static gpointer
lookups_left (RtWork *work, gpointer data, GError **error)
{
  return rt_customer_lookups_left (work, data, error) ? data : NULL;
}

static void
test_lookups_left (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  guint left = 0;

  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  rt_fixture_read (f, lookups_left, &left);
  g_assert_cmpuint (left, ==, 60);
  g_assert_null (look_up (f, "13800000012", NULL));
  g_assert_null (look_up (f, "13800000013", NULL));
  rt_fixture_read (f, lookups_left, &left);
  g_assert_cmpuint (left, ==, 58);
  rt_fixture_sign_in (f, RT_ROLE_PRIVACY_OFFICER);
  rt_fixture_refuse (f, FALSE, lookups_left, &left, RT_ERROR_DENIED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/customers/the full phone number finds the customer, for that look", test_lookup);
  g_test_add_func ("/customers/looking up is for those who serve, with the whole number", test_lookup_refused);
  g_test_add_func ("/customers/sixty look-ups an hour, then it is time to wait", test_lookup_limit);
  g_test_add_func ("/customers/a returning customer becomes own work with the new order", test_returning);
  g_test_add_func ("/customers/saving checks, and refuses over somebody else's change", test_saving);
  g_test_add_func ("/customers/an address is not saved over somebody else's change", test_address_conflict);
  g_test_add_func ("/customers/one can ask how many look-ups are left within the hour", test_lookups_left);
  g_test_add_func ("/customers/what belongs to a customer comes with them, and who looked for those who read the log",
                   test_about);
  g_test_add_func ("/customers/a number of another country is found as it is shown", test_lookup_abroad);
  return g_test_run ();
}
