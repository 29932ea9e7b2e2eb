/* Money: what people type, what files hold, and that nothing overflows unseen. */
#include "config.h"

#include <string.h>

#include "rt-error.h"
#include "rt-money.h"

static void
assert_typed (const char *text, const char *currency, RtMinor expected)
{
  g_autoptr (GError) error = NULL;
  RtMinor amount = 4711;
  gboolean ok = rt_money_parse (text, currency, &amount, &error);

  if (ok != (expected != RT_MINOR_NONE) || amount != (ok ? expected : 4711))
    g_error ("\"%s\" %s was read as %" G_GINT64_FORMAT, text, currency, amount);
  if (!ok)
    g_assert_error (error, RT_ERROR, RT_ERROR_INVALID);
}

static void
test_typed (void)
{
  assert_typed ("1234.5", "CNY", 123450);
  assert_typed ("1,234.50", "CNY", 123450);
  assert_typed ("1 234.50", "CNY", 123450);
  assert_typed ("1\u202f234\u202f567.5", "CNY", 123456750);
  assert_typed ("¥1,234.50", "CNY", 123450);
  assert_typed ("￥１，２３４．５０", "CNY", 123450);
  assert_typed ("CN¥5", "CNY", 500);
  assert_typed ("12 元", "CNY", 1200);
  assert_typed ("CNY 12", "CNY", 1200);
  assert_typed ("$12", "USD", 1200);
  assert_typed ("US$12", "USD", 1200);
  assert_typed ("$12", "AUD", 1200);
  assert_typed ("12 €", "EUR", 1200);
  assert_typed ("-$12", "USD", -1200);
  assert_typed ("$-12.05", "USD", -1205);
  assert_typed ("−7", "USD", -700);
  assert_typed ("+7", "USD", 700);
  assert_typed ("1,234", "JPY", 1234);
  assert_typed ("¥1,234", "JPY", 1234);
  assert_typed ("1.234", "KWD", 1234);
  assert_typed ("0", "CNY", 0);
  assert_typed ("92,233,720,368,547,758.07", "CNY", G_MAXINT64);
}

static void
test_refused (void)
{
  static const char *const wrong[] = { "",
                                       " ",
                                       ".",
                                       ".5",
                                       "5.",
                                       "1.234",
                                       "1,23.50",
                                       "1234,567.00",
                                       "1 234,50",
                                       "1.234,50",
                                       ",123",
                                       "1,,234",
                                       "1,234 567",
                                       "$12",
                                       "12 $",
                                       "abc",
                                       "1e5",
                                       "0x10",
                                       "--5",
                                       "-",
                                       "¥",
                                       "¥¥5",
                                       "5 5",
                                       "NaN",
                                       "12\n34",
                                       "\xff",
                                       "1,2345",
                                       "-¥-5x",
                                       "92233720368547758.08",
                                       "99999999999999999999",
                                       "５．１２３" };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    assert_typed (wrong[i], "CNY", RT_MINOR_NONE);
  assert_typed ("1.5", "JPY", RT_MINOR_NONE);
  assert_typed ("5", "XXX", RT_MINOR_NONE);
  assert_typed (NULL, "CNY", RT_MINOR_NONE);
  assert_typed ("5", NULL, RT_MINOR_NONE);
}

static void
assert_file (const char *text, const char *currency, RtMinor expected)
{
  RtMinor amount = 0;
  gboolean ok = rt_money_parse_rounding (text, currency, &amount, NULL);

  if (ok != (expected != RT_MINOR_NONE) || (ok && amount != expected))
    g_error ("\"%s\" %s was rounded to %" G_GINT64_FORMAT, text, currency, amount);
}

static void
test_rounded (void)
{
  assert_file ("957.5775", "USD", 95758);
  assert_file ("957.575", "USD", 95758);
  assert_file ("957.57499999999999999999999999", "USD", 95757);
  assert_file ("-957.575", "USD", -95758);
  assert_file ("0.005", "USD", 1);
  assert_file ("-0.004", "USD", 0);
  assert_file (".5", "USD", 50);
  assert_file ("5.", "USD", 500);
  assert_file ("5", "USD", 500);
  assert_file ("2.5", "JPY", 3);
  assert_file ("2.4", "JPY", 2);
  assert_file (".5", "JPY", 1);
  assert_file ("92233720368547758.07", "USD", G_MAXINT64);
  assert_file ("92233720368547758.075", "USD", RT_MINOR_NONE);
  assert_file ("", "USD", RT_MINOR_NONE);
  assert_file (".", "USD", RT_MINOR_NONE);
  assert_file ("-", "USD", RT_MINOR_NONE);
  assert_file ("1,000", "USD", RT_MINOR_NONE);
  assert_file ("1.2.3", "USD", RT_MINOR_NONE);
  assert_file ("1e3", "USD", RT_MINOR_NONE);
  assert_file (" 1", "USD", RT_MINOR_NONE);
  assert_file ("1", "usd", RT_MINOR_NONE);
}

static void
assert_text (char *text, const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
test_written (void)
{
  assert_text (rt_money_format (826000, "CNY", TRUE, "zh_CN"), "¥8,260.00");
  assert_text (rt_money_format (112000, "USD", TRUE, "en"), "$1,120.00");
  assert_text (rt_money_format (-112000, "USD", TRUE, NULL), "-$1,120.00");
  assert_text (rt_money_format (99999, "USD", FALSE, "en"), "999.99");
  assert_text (rt_money_format (5, "USD", FALSE, "en"), "0.05");
  assert_text (rt_money_format (1234567, "JPY", TRUE, "en"), "JP¥1,234,567");
  assert_text (rt_money_format (1234567, "KWD", TRUE, "en"), "KWD\u00a0"
                                                             "1,234.567");
  assert_text (rt_money_format (G_MAXINT64, "USD", FALSE, "en"), "92,233,720,368,547,758.07");
  assert_text (rt_money_format (RT_MINOR_NONE, "USD", TRUE, "en"), "");
  assert_text (rt_money_to_plain (826000, "CNY"), "8260.00");
  assert_text (rt_money_to_plain (-5, "CNY"), "-0.05");
  assert_text (rt_money_to_plain (0, "JPY"), "0");
  g_assert_null (rt_money_to_plain (RT_MINOR_NONE, "CNY"));
}

static void
test_read_back (void)
{
  static const char *const currencies[] = { "CNY", "USD", "JPY", "KWD", "CHF", "EUR", "NZD" };
  GRand *rand = g_rand_new_with_seed (20261123);

  for (int i = 0; i < 20000; i++)
    {
      const char *currency = currencies[g_rand_int_range (rand, 0, G_N_ELEMENTS (currencies))];
      RtMinor amount =
        (RtMinor) ((((guint64) g_rand_int (rand) << 32) | g_rand_int (rand)) >> g_rand_int_range (rand, 1, 63));
      g_autofree char *shown = NULL;
      g_autofree char *plain = NULL;
      RtMinor back;

      if (g_rand_boolean (rand))
        amount = -amount;
      shown = rt_money_format (amount, currency, g_rand_boolean (rand), "en");
      plain = rt_money_to_plain (amount, currency);
      assert_typed (shown, currency, amount);
      assert_typed (plain, currency, amount);
      g_assert_true (rt_money_parse_rounding (plain, currency, &back, NULL));
      g_assert_cmpint (back, ==, amount);
    }
  g_rand_free (rand);
}

static void
test_random_text (void)
{
  static const char *const pieces[] = { "0", "1",  "9",   "5",      ",",  ".",  " ", "-",    "+",  "¥",
                                        "$", "元", "CNY", "\u2009", "，", "９", "e", "\xff", "\n", "999999999" };
  GRand *rand = g_rand_new_with_seed (7);

  for (int i = 0; i < 50000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      RtMinor amount = RT_MINOR_NONE;

      for (int n = g_rand_int_range (rand, 0, 14); n > 0; n--)
        g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
      if (rt_money_parse (text->str, "CNY", &amount, NULL))
        {
          g_autofree char *shown = rt_money_format (amount, "CNY", TRUE, "en");

          assert_typed (shown, "CNY", amount);
        }
      else
        g_assert_cmpint (amount, ==, RT_MINOR_NONE);
      amount = RT_MINOR_NONE;
      if (!rt_money_parse_rounding (text->str, "CNY", &amount, NULL))
        g_assert_cmpint (amount, ==, RT_MINOR_NONE);
    }
  g_rand_free (rand);
}

static void
test_overflow (void)
{
  RtMinor out = 4711;

  g_assert_true (rt_money_add (G_MAXINT64 - 1, 1, &out));
  g_assert_cmpint (out, ==, G_MAXINT64);
  out = 4711;
  g_assert_false (rt_money_add (G_MAXINT64, 1, &out));
  g_assert_false (rt_money_add (-G_MAXINT64, -1, &out));
  g_assert_false (rt_money_add (RT_MINOR_NONE, 1, &out));
  g_assert_false (rt_money_mul (G_MAXINT64 / 2, 3, &out));
  g_assert_false (rt_money_mul (RT_MINOR_NONE, 0, &out));
  g_assert_false (rt_money_mul (G_MAXINT64, G_MININT64, &out));
  g_assert_cmpint (out, ==, 4711);
  g_assert_true (rt_money_mul (-250, 4, &out));
  g_assert_cmpint (out, ==, -1000);
}

static void
test_currencies (void)
{
  g_assert_cmpint (rt_currency_digits ("CNY"), ==, 2);
  g_assert_cmpint (rt_currency_digits ("JPY"), ==, 0);
  g_assert_cmpint (rt_currency_digits ("KWD"), ==, 3);
  g_assert_cmpint (rt_currency_digits ("cny"), ==, -1);
  g_assert_cmpint (rt_currency_digits (""), ==, -1);
  g_assert_cmpint (rt_currency_digits (NULL), ==, -1);
  g_assert_cmpstr (rt_currency_sign ("CNY"), ==, "¥");
  g_assert_cmpstr (rt_currency_sign ("CHF"), ==, "CHF");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/amounts are read as people type them", test_typed);
  g_test_add_func ("/base/what may not be an amount is refused, not guessed", test_refused);
  g_test_add_func ("/base/amounts of a file are rounded half up, away from zero", test_rounded);
  g_test_add_func ("/base/amounts are written with their currency's sign and decimals", test_written);
  g_test_add_func ("/base/every amount that is written can be read", test_read_back);
  g_test_add_func ("/base/random text is an amount or refused, and leaves no half result", test_random_text);
  g_test_add_func ("/base/sums and products that overflow are refused", test_overflow);
  g_test_add_func ("/base/currencies know their decimals", test_currencies);
  return g_test_run ();
}
