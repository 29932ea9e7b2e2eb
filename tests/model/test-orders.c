/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Orders in a real store: saved whole or not at all, changed by one person at a time, and never over what the changer
 * may not see. */
#include "config.h"

#include "rt-order-fixture.h"

#include <string.h>

#include "rt-draft.h"
#include "rt-error.h"
#include "rt-notice.h"
#include "rt-product.h"

typedef struct
{
  gint64 id, rev;
  RtOrderState state;
  RtDay day, to;
  const char *word, *method;
  RtMinor amount;
} Act;

static gpointer
set_state (RtWork *work, gpointer data, GError **error)
{
  Act *act = data;

  return rt_order_set_state (work, act->id, act->rev, act->state, act->day, error) ? act : NULL;
}

static gpointer
take_over (RtWork *work, gpointer data, GError **error)
{
  return rt_order_take_over (work, ((Act *) data)->id, "colleague is ill", error) ? data : NULL;
}

static gpointer
take_over_silently (RtWork *work, gpointer data, GError **error)
{
  return rt_order_take_over (work, ((Act *) data)->id, " ", error) ? data : NULL;
}

/* The log holds nobody's number. */
static gpointer
take_over_telling (RtWork *work, gpointer data, GError **error)
{
  return rt_order_take_over (work, ((Act *) data)->id, "to call 13800000012", error) ? data : NULL;
}

static gpointer
plan (RtWork *work, gpointer data, GError **error)
{
  Act *act = data;

  return rt_order_plan (work, act->id, act->rev, act->day, act->to, act->word, error) ? act : NULL;
}

static gpointer
pay (RtWork *work, gpointer data, GError **error)
{
  Act *act = data;

  return rt_order_add_payment (work, act->id, act->word, act->method, act->amount, act->day, error) ? act : NULL;
}

static RtOrder *
open_surely (RtFixture *f, gint64 id)
{
  g_autoptr (GError) error = NULL;
  RtOrder *order = rt_test_open (f, id, &error);

  g_assert_no_error (error);
  return order;
}

static void
refuse_save (RtFixture *f, RtOrderEdit *edit, int code, const char *field)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (rt_test_save (f, edit, &error), ==, 0);
  g_assert_error (error, RT_ERROR, code);
  if (field != NULL)
    g_assert_cmpstr (rt_error_get_field (error), ==, field);
}

/* --- Saving --- */

static void
test_whole (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  gint64 clerk = rt_fixture_sign_in (f, RT_ROLE_CLERK);
  gint64 id = rt_test_order (f, 12);
  g_autoptr (RtOrder) order = open_surely (f, id);
  const RtOrderLine *line = g_ptr_array_index (order->lines, 0);

  g_assert_cmpint (order->number, >=, 10001);
  g_assert_cmpint (order->state, ==, RT_ORDER_OPEN);
  g_assert_cmpint (order->taken_by, ==, clerk);
  g_assert_cmpint (order->total, ==, 1380000);
  g_assert_cmpint (order->paid, ==, 100000);
  g_assert_cmpuint (order->pieces, ==, 2);
  g_assert_cmpint (line->unit_price, ==, 690000);
  g_assert_cmpuint (order->payments->len, ==, 1);
  g_assert_cmpuint (order->acknowledgements->len, ==, 1);
  g_assert_cmpint (((RtAcknowledgement *) g_ptr_array_index (order->acknowledgements, 0))->version, ==, 1);
  g_assert_cmpstr (rt_shown_get_text (order->shown, RT_FIELD_NAME), ==, "张伟");
  g_assert_cmpstr (rt_shown_get_text (order->shown, RT_FIELD_PHONE), ==, "+8613800000012");
  g_assert_cmpstr (rt_shown_get_text (order->shown, RT_FIELD_STREET), ==, "样例路12号");
  g_assert_cmpint (rt_fixture_count_log (f, "order.save"), ==, 1);
  g_assert_cmpint (rt_fixture_count_log (f, "customer.save"), ==, 1);
  g_assert_cmpint (rt_fixture_count_log (f, "order.open"), ==, 1);
}

static void
test_nothing_half (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  g_autoptr (RtOrderEdit) edit = rt_test_edit (12);

  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  edit->notice_id = 999;
  refuse_save (f, edit, RT_ERROR_CONFLICT, NULL);
  edit->notice_id = 0;
  edit->acknowledged = FALSE;
  refuse_save (f, edit, RT_ERROR_INVALID, "acknowledged");
  edit->acknowledged = TRUE;
  rt_test_set (edit, RT_FIELD_PHONE, "1");
  refuse_save (f, edit, RT_ERROR_INVALID, "phone");
  rt_test_set (edit, RT_FIELD_PHONE, "13800000012");
  rt_test_set (edit, RT_FIELD_STYLE, "modern");
  refuse_save (f, edit, RT_ERROR_INVALID, "home_consent");
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT (SELECT count (*) FROM orders) + (SELECT count (*) FROM customer) +"
                                          " (SELECT count (*) FROM address) + (SELECT count (*) FROM acknowledgement)"),
                   ==, 0);
}

static gpointer
publish (RtWork *work, gpointer data, GError **error)
{
  g_autoptr (RtNotice) draft = rt_notice_get_draft (work, error);

  return draft != NULL && rt_notice_publish (work, draft->id, error) ? data : NULL;
}

static void
test_notice_changed (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  g_autoptr (RtOrderEdit) edit = rt_test_edit (12);
  g_autoptr (RtOrderEdit) other = rt_test_edit (13);
  gint64 id;

  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  id = rt_test_save (f, other, NULL);
  g_assert_cmpint (id, >, 0);
  edit->notice_id = other->notice_id;
  rt_fixture_sign_in_owner (f);
  rt_fixture_run (f, publish, f);
  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  refuse_save (f, edit, RT_ERROR_CONFLICT, NULL);
  edit->notice_id = 0;
  g_assert_cmpint (rt_test_save (f, edit, NULL), >, 0);
}

static gpointer
save_draft (RtWork *work, gpointer data, GError **error)
{
  return rt_draft_save (work, "order", data, error) ? data : NULL;
}

static gpointer
load_draft (RtWork *work, gpointer data, GError **error)
{
  g_autoptr (GBytes) bytes = rt_draft_load (work, "order", error);

  *(gboolean *) data = bytes != NULL;
  return data;
}

static void
test_draft_goes (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  g_autoptr (RtOrderEdit) edit = rt_test_edit (12);
  g_autoptr (GBytes) bytes = rt_order_edit_to_bytes (edit);
  gboolean there = FALSE;

  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  rt_fixture_run (f, save_draft, bytes);
  rt_fixture_read (f, load_draft, &there);
  g_assert_true (there);
  g_assert_cmpint (rt_test_save (f, edit, NULL), >, 0);
  rt_fixture_read (f, load_draft, &there);
  g_assert_false (there);
}

/* What should not stand in free text is told while it is typed, and counted when it is left in. */
static void
test_home_found (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  g_autoptr (RtOrderEdit) edit = rt_test_edit (12);

  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  rt_test_set (edit, RT_FIELD_STYLE, "modern");
  rt_test_set (edit, RT_FIELD_HOUSEHOLD, "Ask her sister, 139 1111 0013.");
  edit->home_consent = TRUE;
  rt_test_save (f, edit, NULL);
  g_assert_cmpint (rt_fixture_count_log (f, "text.found"), ==, 1);
  g_assert_cmpint (rt_fixture_get_int (
                     f,
                     "SELECT fields FROM log WHERE action = 'text.found' AND subject = 'orders' AND detail = 'phone'"),
                   ==, (gint64) RT_FIELD_BIT (RT_FIELD_HOUSEHOLD));
}

static void
test_home (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  g_autoptr (RtOrderEdit) edit = rt_test_edit (12);
  g_autoptr (RtOrderEdit) again = NULL;
  g_autoptr (RtOrder) order = NULL;
  g_autoptr (RtOrder) after = NULL;
  gint64 id;

  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  rt_test_set (edit, RT_FIELD_STYLE, "modern");
  edit->home_consent = TRUE;
  id = rt_test_save (f, edit, NULL);
  order = open_surely (f, id);
  g_assert_cmpint (rt_fixture_count_log (f, "text.found"), ==, 0);
  g_assert_true (order->home_consent);
  g_assert_cmpstr (rt_shown_get_text (order->shown, RT_FIELD_STYLE), ==, "modern");
  again = rt_order_edit_new_from (order);
  again->home_consent = FALSE;
  rt_test_set (again, RT_FIELD_STYLE, NULL);
  g_assert_cmpint (rt_test_save (f, again, NULL), ==, id);
  after = open_surely (f, id);
  g_assert_false (after->home_consent);
  g_assert_null (rt_shown_get_text (after->shown, RT_FIELD_STYLE));
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT count (*) FROM consent_event WHERE event IN ('given', 'withdrawn')"),
                   ==, 2);
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT count (*) FROM orders WHERE home_sealed IS NOT NULL"), ==, 0);
}

/* --- Changing --- */

static void
test_conflict (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  g_autoptr (RtOrder) order = NULL;
  g_autoptr (RtOrderEdit) mine = NULL;
  g_autoptr (RtOrderEdit) yours = NULL;
  gint64 id;

  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  id = rt_test_order (f, 12);
  order = open_surely (f, id);
  mine = rt_order_edit_new_from (order);
  yours = rt_order_edit_new_from (order);
  rt_test_set_text (&mine->deliver_from, "2026-12-01");
  g_assert_cmpint (rt_test_save (f, mine, NULL), ==, id);
  refuse_save (f, yours, RT_ERROR_CONFLICT, NULL);
  {
    g_autoptr (RtOrder) after = open_surely (f, id);

    g_assert_cmpint (after->deliver_from, ==, rt_day_new (2026, 12, 1));
    g_assert_cmpint (after->state, ==, RT_ORDER_AWAITING_DELIVERY);
  }
}

static void
test_lines_keep_their_ids (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  g_autoptr (RtOrderEdit) edit = rt_test_edit (12);
  g_autoptr (RtOrder) order = NULL;
  g_autoptr (RtOrder) after = NULL;
  g_autoptr (RtOrderEdit) again = NULL;
  RtLineEdit *second = rt_line_edit_new ();
  gint64 kept, id;

  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  rt_test_set_text (&second->description, "Table");
  rt_test_set_text (&second->line_total, "100");
  second->total_typed = TRUE;
  g_ptr_array_add (edit->lines, second);
  id = rt_test_save (f, edit, NULL);
  order = open_surely (f, id);
  g_assert_cmpint (order->total, ==, 1390000);
  kept = ((RtOrderLine *) g_ptr_array_index (order->lines, 1))->id;
  again = rt_order_edit_new_from (order);
  g_ptr_array_remove_index (again->lines, 0);
  g_assert_cmpint (rt_test_save (f, again, NULL), ==, id);
  after = open_surely (f, id);
  g_assert_cmpuint (after->lines->len, ==, 1);
  g_assert_cmpint (((RtOrderLine *) g_ptr_array_index (after->lines, 0))->id, ==, kept);
  g_assert_cmpint (after->total, ==, 10000);
  g_assert_cmpint (after->paid, ==, 100000);
}

/* P15: another clerk sees the customer masked; what they save leaves name, phone and street as they are. */
static void
test_masked_stays (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  g_autoptr (RtOrder) order = NULL;
  g_autoptr (RtOrder) after = NULL;
  g_autoptr (RtOrderEdit) edit = NULL;
  gint64 id;

  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  id = rt_test_order (f, 12);
  rt_fixture_sign_in_owner (f);
  rt_fixture_add (f, "second.clerk", "Second Clerk", RT_ROLES_OF (RT_ROLE_CLERK), TRUE);
  g_assert_true (rt_fixture_sign_in_as (f, "second.clerk", RT_FIXTURE_PASSWORD, NULL, NULL));
  order = open_surely (f, id);
  g_assert_cmpint (rt_shown_get_show (order->shown, RT_FIELD_NAME), ==, RT_SHOW_MASKED);
  g_assert_cmpstr (rt_shown_get_text (order->shown, RT_FIELD_NAME), ==, "张**");
  edit = rt_order_edit_new_from (order);
  g_assert_null (edit->values[RT_FIELD_NAME]);
  rt_test_set (edit, RT_FIELD_NAME, "Somebody Else");
  rt_test_set (edit, RT_FIELD_PHONE, "13800000099");
  rt_test_set (edit, RT_FIELD_STREET, "Elsewhere 1");
  rt_test_set (edit, RT_FIELD_REGION_CITY, "Elsewhere");
  rt_test_set_text (&edit->deliver_from, "2026-12-05");
  g_assert_cmpint (rt_test_save (f, edit, NULL), ==, id);
  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  after = open_surely (f, id);
  g_assert_cmpint (after->deliver_from, ==, rt_day_new (2026, 12, 5));
  g_assert_cmpstr (rt_shown_get_text (after->shown, RT_FIELD_NAME), ==, "张伟");
  g_assert_cmpstr (rt_shown_get_text (after->shown, RT_FIELD_PHONE), ==, "+8613800000012");
  g_assert_cmpstr (rt_shown_get_text (after->shown, RT_FIELD_STREET), ==, "样例路12号");
}

static void
test_address_of_another_order (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  g_autoptr (RtOrderEdit) next = rt_test_edit (12);
  g_autoptr (RtOrderEdit) change = NULL;
  g_autoptr (RtOrder) first = NULL;
  g_autoptr (RtOrder) second = NULL;
  g_autoptr (RtOrder) unchanged = NULL;
  gint64 id, other;

  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  id = rt_test_order (f, 12);
  first = open_surely (f, id);
  next->customer_id = first->customer_id;
  next->customer_rev = first->customer_rev;
  next->address_id = first->address_id;
  other = rt_test_save (f, next, NULL);
  second = open_surely (f, other);
  g_assert_cmpint (second->address_id, ==, first->address_id);
  change = rt_order_edit_new_from (second);
  rt_test_set (change, RT_FIELD_STREET, "新路1号");
  g_assert_cmpint (rt_test_save (f, change, NULL), ==, other);
  g_clear_pointer (&second, rt_order_unref);
  second = open_surely (f, other);
  unchanged = open_surely (f, id);
  g_assert_cmpint (second->address_id, !=, first->address_id);
  g_assert_cmpstr (rt_shown_get_text (second->shown, RT_FIELD_STREET), ==, "新路1号");
  g_assert_cmpstr (rt_shown_get_text (unchanged->shown, RT_FIELD_STREET), ==, "样例路12号");
}

/* --- What is done with orders --- */

static void
test_delivered (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  Act act = { .state = RT_ORDER_DELIVERED, .day = rt_day_new (2026, 11, 24) };
  g_autoptr (RtOrder) order = NULL;

  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  act.id = rt_test_order (f, 12);
  act.rev = 1;
  rt_fixture_refuse (f, TRUE, set_state, &act, RT_ERROR_INVALID);
  act.day = rt_day_new (2026, 11, 1);
  rt_fixture_refuse (f, TRUE, set_state, &act, RT_ERROR_INVALID);
  act.day = rt_day_new (2026, 11, 23);
  act.rev = 7;
  rt_fixture_refuse (f, TRUE, set_state, &act, RT_ERROR_CONFLICT);
  act.rev = 1;
  rt_fixture_run (f, set_state, &act);
  order = open_surely (f, act.id);
  g_assert_cmpint (order->delivered_on, ==, rt_day_new (2026, 11, 23));
  g_assert_cmpint (((RtOrderLine *) g_ptr_array_index (order->lines, 0))->warranty_until, ==,
                   rt_day_new (2027, 11, 23));
  act.rev = 2;
  act.state = RT_ORDER_CANCELLED;
  rt_fixture_refuse (f, TRUE, set_state, &act, RT_ERROR_INVALID);
  g_assert_cmpint (rt_fixture_count_log (f, "order.state"), ==, 1);
}

static void
test_own_work_ends (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  Act act = { .state = RT_ORDER_DELIVERED, .day = rt_day_new (2026, 11, 23), .rev = 1 };
  g_autoptr (RtOrder) last = NULL;
  g_autoptr (RtOrder) after = NULL;

  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  act.id = rt_test_order (f, 12);
  rt_fixture_run (f, set_state, &act);
  rt_clock_fake_advance (f->clock, 30 * 86400);
  last = open_surely (f, act.id);
  g_assert_cmpint (rt_shown_get_show (last->shown, RT_FIELD_PHONE), ==, RT_SHOW_CLEAR);
  rt_clock_fake_advance (f->clock, 86400);
  after = open_surely (f, act.id);
  g_assert_cmpint (rt_shown_get_show (after->shown, RT_FIELD_PHONE), ==, RT_SHOW_MASKED);
  g_assert_cmpstr (rt_shown_get_text (after->shown, RT_FIELD_PHONE), ==, "138****0012");
}

static void
test_take_over (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  Act act = { 0 };
  g_autoptr (RtOrder) order = NULL;

  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  act.id = rt_test_order (f, 12);
  rt_fixture_sign_in_owner (f);
  rt_fixture_add (f, "second.clerk", "Second Clerk", RT_ROLES_OF (RT_ROLE_CLERK), TRUE);
  g_assert_true (rt_fixture_sign_in_as (f, "second.clerk", RT_FIXTURE_PASSWORD, NULL, NULL));
  rt_fixture_refuse (f, TRUE, take_over_silently, &act, RT_ERROR_INVALID);
  rt_fixture_refuse (f, TRUE, take_over_telling, &act, RT_ERROR_INVALID);
  rt_fixture_run (f, take_over, &act);
  order = open_surely (f, act.id);
  g_assert_cmpint (rt_shown_get_show (order->shown, RT_FIELD_PHONE), ==, RT_SHOW_CLEAR);
  g_assert_cmpstr (order->taken_by_name, ==, "Second Clerk");
  g_assert_cmpint (rt_fixture_count_log (f, "order.take-over"), ==, 1);
  rt_fixture_sign_in (f, RT_ROLE_SERVICE);
  rt_fixture_refuse (f, TRUE, take_over, &act, RT_ERROR_DENIED);
}

static void
test_planned (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  Act act = { .rev = 1, .day = rt_day_new (2026, 11, 26), .to = rt_day_new (2026, 11, 27), .word = "morning" };
  RtShow expected[] = { RT_SHOW_MASKED, RT_SHOW_MASKED, RT_SHOW_CLEAR, RT_SHOW_CLEAR };
  gint64 dispatcher;

  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  act.id = rt_test_order (f, 12);
  rt_fixture_refuse (f, TRUE, plan, &act, RT_ERROR_DENIED);
  dispatcher = rt_fixture_sign_in (f, RT_ROLE_DISPATCHER);
  rt_fixture_run (f, plan, &act);
  /* 23 November; the day before the delivery is the 25th. */
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr (RtOrder) order = open_surely (f, act.id);

      g_assert_cmpint (order->planned_by, ==, dispatcher);
      g_assert_cmpint (order->state, ==, RT_ORDER_AWAITING_DELIVERY);
      g_assert_cmpint (rt_shown_get_show (order->shown, RT_FIELD_STREET), ==, expected[i]);
      g_assert_false (order->money);
      g_assert_cmpint (order->total, ==, RT_MINOR_NONE);
      g_assert_null (order->payments);
      rt_clock_fake_advance (f->clock, 86400);
    }
}

static void
test_payments (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  Act act = { .word = "payment", .method = "cash", .amount = 5000, .day = rt_day_new (2026, 11, 23) };
  g_autoptr (RtOrder) order = NULL;

  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  act.id = rt_test_order (f, 12);
  rt_fixture_run (f, pay, &act);
  act.word = "refund";
  act.amount = 2000;
  rt_fixture_run (f, pay, &act);
  act.amount = 0;
  rt_fixture_refuse (f, TRUE, pay, &act, RT_ERROR_INVALID);
  act.amount = 1;
  act.method = "barter";
  rt_fixture_refuse (f, TRUE, pay, &act, RT_ERROR_INVALID);
  order = open_surely (f, act.id);
  g_assert_cmpint (order->paid, ==, 103000);
  g_assert_cmpuint (order->payments->len, ==, 3);
  rt_fixture_sign_in (f, RT_ROLE_SERVICE);
  rt_fixture_refuse (f, TRUE, pay, &act, RT_ERROR_DENIED);
}

static gpointer
save_product (RtWork *work, gpointer data, GError **error)
{
  return rt_product_save (work, data, error) != 0 ? data : NULL;
}

static gpointer
search_products (RtWork *work, gpointer data, GError **error)
{
  return rt_product_search (work, data, 10, error);
}

static void
test_products (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  RtProduct oak = { 0,      (char *) "OAK-1",    (char *) "Oak 100%_wardrobe", (char *) "Wardrobes",
                    690000, RT_WARRANTY_HARDWOOD };
  static const struct
  {
    const char *text;
    guint found;
  } searches[] = { { "", 1 }, { "oak-", 1 }, { "%_w", 1 }, { "%x", 0 }, { "WARD", 1 }, { "'", 0 } };

  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  rt_fixture_refuse (f, TRUE, save_product, &oak, RT_ERROR_DENIED);
  rt_fixture_sign_in_owner (f);
  rt_fixture_run (f, save_product, &oak);
  oak.list_price = 700000;
  rt_fixture_run (f, save_product, &oak);
  for (gsize i = 0; i < G_N_ELEMENTS (searches); i++)
    {
      g_autoptr (GPtrArray) found = rt_fixture_read (f, search_products, (gpointer) searches[i].text);

      g_assert_cmpuint (found->len, ==, searches[i].found);
    }
}

static void
test_chain (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  RtLogReport report = { 0 };

  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (RtOrder) order = open_surely (f, rt_test_order (f, i));
    }
  g_assert_true (rt_fixture_verify_log (f, &report));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/orders/a new order is saved whole", test_whole);
  g_test_add_func ("/orders/a refused save leaves nothing", test_nothing_half);
  g_test_add_func ("/orders/a notice published meanwhile is a conflict", test_notice_changed);
  g_test_add_func ("/orders/saving takes the draft away", test_draft_goes);
  g_test_add_func ("/orders/home details stay only under consent", test_home);
  g_test_add_func ("/orders/a number left in what is said of a home is counted in the log", test_home_found);
  g_test_add_func ("/orders/a change over somebody else's is refused", test_conflict);
  g_test_add_func ("/orders/lines keep their numbers when others go", test_lines_keep_their_ids);
  g_test_add_func ("/orders/what the changer may not see stays stored", test_masked_stays);
  g_test_add_func ("/orders/an address another order uses is not changed under it", test_address_of_another_order);
  g_test_add_func ("/orders/delivery needs its day and starts the warranty", test_delivered);
  g_test_add_func ("/orders/a clerk's own work ends 30 days after delivery", test_own_work_ends);
  g_test_add_func ("/orders/taking over is recorded and makes it own work", test_take_over);
  g_test_add_func ("/orders/a dispatcher sees the address from the day before", test_planned);
  g_test_add_func ("/orders/payments and refunds add up", test_payments);
  g_test_add_func ("/orders/products are found by any part of code or name", test_products);
  g_test_add_func ("/orders/the log stays whole", test_chain);
  return g_test_run ();
}
