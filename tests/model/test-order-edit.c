/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order form understood, with no store and no display. */
#include "config.h"

#include "rt-order-fixture.h"

#include <string.h>

static RtStoreInfo *
store_new (void)
{
  return rt_store_info_new ("u", "S", "", "", "CNY", "CN", "zh_CN");
}

static RtDay
today (void)
{
  return rt_day_new (2026, 11, 23);
}

/* The fields that have a problem, in order, with spaces between. */
static char *
problems_of (const RtOrderEdit *edit, RtMinor *total)
{
  g_autoptr (RtStoreInfo) store = store_new ();
  g_autoptr (GPtrArray) problems = rt_order_edit_check (edit, store, today (), total);
  GString *fields = g_string_new (NULL);

  for (guint i = 0; i < problems->len; i++)
    {
      const RtProblem *problem = g_ptr_array_index (problems, i);

      g_string_append_printf (fields, "%s%s", i > 0 ? " " : "", problem->field);
      g_assert_cmpuint (strlen (problem->message), >, 10);
    }
  return g_string_free (fields, FALSE);
}

static void
check_problems (const RtOrderEdit *edit, const char *expected)
{
  g_autofree char *fields = problems_of (edit, NULL);

  g_assert_cmpstr (fields, ==, expected);
}

static void
test_complete (void)
{
  g_autoptr (RtOrderEdit) edit = rt_test_edit (1);
  RtMinor total = 0;
  g_autofree char *fields = problems_of (edit, &total);

  g_assert_cmpstr (fields, ==, "");
  g_assert_cmpint (total, ==, 1380000);
}

static void
test_everything_missing (void)
{
  g_autoptr (RtOrderEdit) edit = rt_order_edit_new ();

  check_problems (edit, "name phone city street lines acknowledged");
  g_assert_true (rt_order_edit_is_blank (edit));
}

static void
test_each_field (void)
{
  static const struct
  {
    RtFieldId field;
    const char *typed, *expected;
  } values[] = {
    { RT_FIELD_NAME, "  ", "name" },
    { RT_FIELD_PHONE, "12", "phone" },
    { RT_FIELD_PHONE2, "abc", "phone2" },
    { RT_FIELD_EMAIL, "nobody", "email" },
    { RT_FIELD_STREET, "", "street" },
    { RT_FIELD_REGION_CITY, NULL, "city" },
    { RT_FIELD_STYLE, "modern", "home_consent" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr (RtOrderEdit) edit = rt_test_edit (1);

      rt_test_set (edit, values[i].field, values[i].typed);
      check_problems (edit, values[i].expected);
    }
}

static void
test_lines (void)
{
  static const struct
  {
    const char *description, *quantity, *unit_price, *line_total;
    gboolean typed;
    const char *expected;
    RtMinor total;
  } lines[] = {
    { "Table", "1", "10", "", FALSE, "", 1000 },
    { "Table", "３", "10.00", "", FALSE, "", 3000 },
    { "Table", "3", "", "100.00", TRUE, "", 10000 },
    { "Table", "3", "33.33", "100.00", TRUE, "", 10000 },
    { "Table", "3", "33.33", "12", FALSE, "", 9999 },
    { "", "1", "10", "", FALSE, "lines.0.description", 1000 },
    { "Table", "0", "10", "", FALSE, "lines.0.quantity", RT_MINOR_NONE },
    { "Table", "1.5", "10", "", FALSE, "lines.0.quantity", RT_MINOR_NONE },
    { "Table", "1", "", "", FALSE, "lines.0.line_total", RT_MINOR_NONE },
    { "Table", "1", "1.234", "", FALSE, "lines.0.unit_price", RT_MINOR_NONE },
    { "Table", "100000", "92233720368547", "", FALSE, "lines.0.unit_price", RT_MINOR_NONE },
    { "Table for 13800000012", "1", "10", "", FALSE, "lines.0.description", 1000 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (RtOrderEdit) edit = rt_test_edit (1);
      RtLineEdit *line = g_ptr_array_index (edit->lines, 0);
      RtMinor total = 0;
      g_autofree char *fields = NULL;

      rt_test_set_text (&edit->deposit, "");
      rt_test_set_text (&line->description, lines[i].description);
      rt_test_set_text (&line->quantity, lines[i].quantity);
      rt_test_set_text (&line->unit_price, lines[i].unit_price);
      rt_test_set_text (&line->line_total, lines[i].line_total);
      line->total_typed = lines[i].typed;
      fields = problems_of (edit, &total);
      g_assert_cmpstr (fields, ==, lines[i].expected);
      g_assert_cmpint (total, ==, lines[i].total);
    }
}

static void
test_days_and_deposit (void)
{
  static const struct
  {
    const char *ordered, *from, *to, *time, *deposit, *method, *expected;
  } rows[] = {
    { "2026-11-20", "2026-12-01", "2026-12-03", "morning", "", "", "" },
    { "2026-11-24", "", "", "", "", "", "ordered_on" },
    { "yesterday?", "", "", "", "", "", "ordered_on" },
    { "", "2026-12-03", "2026-12-01", "", "", "", "deliver_to" },
    { "", "2026-11-01", "", "", "", "", "deliver_from" },
    { "", "", "", "midnight", "", "", "deliver_time" },
    { "", "", "", "", "100", "", "deposit_method" },
    { "", "", "", "", "-1", "cash", "deposit" },
    { "", "", "", "", "99999999", "cash", "deposit" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (RtOrderEdit) edit = rt_test_edit (1);

      rt_test_set_text (&edit->ordered_on, rows[i].ordered);
      rt_test_set_text (&edit->deliver_from, rows[i].from);
      rt_test_set_text (&edit->deliver_to, rows[i].to);
      rt_test_set_text (&edit->deliver_time, rows[i].time);
      rt_test_set_text (&edit->deposit, rows[i].deposit);
      rt_test_set_text (&edit->deposit_method, rows[i].method);
      check_problems (edit, rows[i].expected);
    }
}

static void
test_draft (void)
{
  static const char odd_text[] = "order 2\nvalues=3\nvalue.nothing=1\nid=x\nline\nid=y\nwarranty=?\n";
  g_autoptr (RtOrderEdit) edit = rt_test_edit (7);
  RtLineEdit *line = rt_line_edit_new ();
  g_autoptr (RtOrderEdit) back = NULL;
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GBytes) second = NULL;
  g_autoptr (GBytes) broken = g_bytes_new_static ("order 2\nid=3", 12);
  g_autoptr (GBytes) strange = g_bytes_new_static (odd_text, strlen (odd_text));
  g_autoptr (RtOrderEdit) odd = NULL;
  g_autoptr (GError) error = NULL;

  rt_test_set_text (&line->description, "half-typed \"<b>&\n\\n=\xE2\x80\x8F");
  rt_test_set_text (&line->quantity, "");
  line->id = 12;
  line->custom_made = TRUE;
  line->warranty = RT_WARRANTY_GLASS;
  g_ptr_array_add (edit->lines, line);
  rt_test_set (edit, RT_FIELD_PHONE2, "13");
  rt_test_set (edit, RT_FIELD_EMAIL, NULL);
  edit->customer_id = 4;
  edit->customer_rev = 2;
  edit->notice_id = 3;
  first = rt_order_edit_to_bytes (edit);
  back = rt_order_edit_from_bytes (first, &error);
  g_assert_no_error (error);
  second = rt_order_edit_to_bytes (back);
  g_assert_true (g_bytes_equal (first, second));
  g_assert_cmpstr (back->values[RT_FIELD_PHONE2], ==, "13");
  g_assert_null (back->values[RT_FIELD_EMAIL]);
  line = g_ptr_array_index (back->lines, 1);
  g_assert_cmpstr (line->description, ==, "half-typed \"<b>&\n\\n=\xE2\x80\x8F");
  g_assert_cmpstr (line->quantity, ==, "");
  g_assert_cmpint (line->warranty, ==, RT_WARRANTY_GLASS);
  g_assert_null (rt_order_edit_from_bytes (broken, NULL));
  odd = rt_order_edit_from_bytes (strange, NULL);
  g_assert_nonnull (odd);
}

static void
test_states (void)
{
  g_assert_cmpint (rt_order_state_settle (RT_ORDER_OPEN, TRUE), ==, RT_ORDER_AWAITING_DELIVERY);
  g_assert_cmpint (rt_order_state_settle (RT_ORDER_AWAITING_DELIVERY, FALSE), ==, RT_ORDER_OPEN);
  g_assert_cmpint (rt_order_state_settle (RT_ORDER_DELIVERED, FALSE), ==, RT_ORDER_DELIVERED);
  g_assert_cmpint (rt_order_state_settle (RT_ORDER_CANCELLED, TRUE), ==, RT_ORDER_CANCELLED);
  g_assert_cmpuint (rt_order_state_next (RT_ORDER_DELIVERED), ==, 1u << RT_ORDER_COMPLETED);
  g_assert_cmpuint (rt_order_state_next (RT_ORDER_COMPLETED), ==, 0);
  g_assert_cmpuint (rt_order_state_next (RT_ORDER_CANCELLED), ==, 0);
  for (guint i = 0; i < RT_N_ORDER_STATES; i++)
    {
      RtOrderState state;

      g_assert_true (rt_order_state_from_id (rt_order_state_id ((RtOrderState) i), &state));
      g_assert_cmpint (state, ==, (RtOrderState) i);
      g_assert_false (rt_order_state_next (state) & (1u << i));
    }
}

static void
test_warranty (void)
{
  RtDay delivered = rt_day_new (2026, 1, 31);

  g_assert_cmpint (rt_warranty_until (delivered, 12), ==, rt_day_new (2027, 1, 31));
  g_assert_cmpint (rt_warranty_until (delivered, 1), ==, rt_day_new (2026, 2, 28));
  g_assert_cmpint (rt_warranty_until (delivered, 0), ==, RT_DAY_NONE);
  g_assert_cmpint (rt_warranty_until (RT_DAY_NONE, 12), ==, RT_DAY_NONE);
  g_assert_cmpuint (rt_warranty_months (RT_WARRANTY_UPHOLSTERY), ==, 12);
  g_assert_cmpuint (rt_warranty_months (RT_WARRANTY_CASE), ==, 12);
  g_assert_cmpuint (rt_warranty_months (RT_WARRANTY_GLASS), ==, 6);
  g_assert_cmpuint (rt_warranty_months (RT_WARRANTY_HARDWOOD), ==, 24);
  g_assert_cmpuint (rt_warranty_months (RT_WARRANTY_NONE), ==, 0);
}

static void
test_numbers (void)
{
  static const char *const good[] = { "SO-10482", "so10482", " 10482 ", "SO 10482", "ＳＯ－１０４８２" };
  static const char *const bad[] = { "", "SO-", "0", "ST-10482", "10482x", "-5", "1234567890123456", NULL };
  g_autofree char *text = rt_order_number_format (10482);

  g_assert_cmpstr (text, ==, "SO-10482");
  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      gint64 number = 0;

      g_assert_true (rt_order_number_parse (good[i], &number));
      g_assert_cmpint (number, ==, 10482);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      gint64 number = 7;

      g_assert_false (rt_order_number_parse (bad[i], &number));
      g_assert_cmpint (number, ==, 7);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/order-edit/a complete form has no problem and a total", test_complete);
  g_test_add_func ("/order-edit/everything that is missing is said at once", test_everything_missing);
  g_test_add_func ("/order-edit/each personal field is checked by its own name", test_each_field);
  g_test_add_func ("/order-edit/lines: quantity, price and total as typed", test_lines);
  g_test_add_func ("/order-edit/days and deposit", test_days_and_deposit);
  g_test_add_func ("/order-edit/a draft comes back as it was typed", test_draft);
  g_test_add_func ("/order/states follow one another", test_states);
  g_test_add_func ("/order/warranty counts from the delivery, last day included", test_warranty);
  g_test_add_func ("/order/numbers are read as people write them", test_numbers);
  return g_test_run ();
}
