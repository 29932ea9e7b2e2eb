/* Calendar dates: arithmetic against GDate's own, and what people type and read. */
#include "config.h"

#include <stdlib.h>
#include <time.h>

#include "rt-clock.h"
#include "rt-day.h"
#include "rt-lang.h"

static void
test_every_day (void)
{
  RtDay first = rt_day_new (1900, 1, 1);
  RtDay last = rt_day_new (2199, 12, 31);
  int weekday = rt_day_weekday (first);

  g_assert_cmpint (rt_day_new (1970, 1, 1), ==, 0);
  for (RtDay day = first; day <= last; day++)
    {
      int y, m, d;
      g_autofree char *iso = rt_day_to_iso (day);

      g_assert_true (rt_day_split (day, &y, &m, &d));
      g_assert_cmpint (rt_day_new (y, m, d), ==, day);
      g_assert_cmpint (rt_day_parse_iso (iso), ==, day);
      g_assert_cmpint (rt_day_weekday (day), ==, weekday);
      weekday = weekday % 7 + 1;
    }
  g_assert_false (rt_day_split (last + 1, NULL, NULL, NULL));
  g_assert_false (rt_day_split (RT_DAY_NONE, NULL, NULL, NULL));
  g_assert_cmpint (rt_day_weekday (rt_day_new (2026, 11, 23)), ==, 1);
}

static void
test_no_such_day (void)
{
  static const char *const wrong[] = { "",           "2026-02-29",  "2026-13-01",  "2026-00-10",
                                       "2026-1-01",  "2026-01-01 ", " 2026-01-01", "2026/01/01",
                                       "1899-12-31", "2200-01-01",  "-026-01-01",  "2026-01-0x",
                                       "20260101" };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_cmpint (rt_day_parse_iso (wrong[i]), ==, RT_DAY_NONE);
  g_assert_cmpint (rt_day_parse_iso (NULL), ==, RT_DAY_NONE);
  g_assert_cmpint (rt_day_new (G_MAXINT, 1, 1), ==, RT_DAY_NONE);
  g_assert_cmpint (rt_day_new (2026, 257, 1), ==, RT_DAY_NONE);
  g_assert_cmpint (rt_day_new (2026, 1, 257), ==, RT_DAY_NONE);
  g_assert_null (rt_day_to_iso (RT_DAY_NONE));
}

static void
test_months (void)
{
  RtDay end_of_january = rt_day_new (2028, 1, 31);

  g_assert_cmpint (rt_day_add_months (end_of_january, 1), ==, rt_day_new (2028, 2, 29));
  g_assert_cmpint (rt_day_add_months (end_of_january, 13), ==, rt_day_new (2029, 2, 28));
  g_assert_cmpint (rt_day_add_months (end_of_january, -2), ==, rt_day_new (2027, 11, 30));
  g_assert_cmpint (rt_day_add_months (end_of_january, 24), ==, rt_day_new (2030, 1, 31));
  g_assert_cmpint (rt_day_add_months (end_of_january, G_MAXINT), ==, RT_DAY_NONE);
  g_assert_cmpint (rt_day_add_months (end_of_january, G_MININT), ==, RT_DAY_NONE);
  g_assert_cmpint (rt_day_add_months (RT_DAY_NONE, 1), ==, RT_DAY_NONE);
}

static void
assert_typed (const char *text, const char *iso)
{
  RtDay day = rt_day_parse (text, rt_day_new (2026, 11, 23));
  g_autofree char *got = rt_day_to_iso (day);

  if (g_strcmp0 (got, iso) != 0)
    g_error ("\"%s\" was read as %s, not %s", text, got, iso);
}

static void
test_typed_english (void)
{
  g_setenv ("LC_ALL", "en_GB.UTF-8", TRUE);
  rt_lang_init ("en", "/nonexistent");
  assert_typed ("2026-11-23", "2026-11-23");
  assert_typed (" 2026/1/3 ", "2026-01-03");
  assert_typed ("23/11/2026", "2026-11-23");
  assert_typed ("23.11.26", "2026-11-23");
  assert_typed ("3/1", "2027-01-03");
  assert_typed ("23 Nov", "2026-11-23");
  assert_typed ("Nov 23, 2027", "2027-11-23");
  assert_typed ("23rd of November", NULL);
  assert_typed ("23rd November 2026", "2026-11-23");
  assert_typed ("1 sept", "2026-09-01");
  assert_typed ("1 Jan", "2027-01-01");
  assert_typed ("2026年11月23日", "2026-11-23");
  assert_typed ("１１月２３日", "2026-11-23");
  assert_typed ("11/23/2026", NULL);
}

static void
test_typed_american (void)
{
  g_setenv ("LC_ALL", "en_US.UTF-8", TRUE);
  rt_lang_init ("en", "/nonexistent");
  assert_typed ("11/23/2026", "2026-11-23");
  assert_typed ("1/3", "2027-01-03");
  assert_typed ("23/11/2026", NULL);
  g_setenv ("LC_ALL", "C.UTF-8", TRUE);
}

static void
test_typed_chinese (void)
{
  rt_lang_init ("zh_CN", "/nonexistent");
  assert_typed ("11/23", "2026-11-23");
  assert_typed ("26.11.23", "2026-11-23");
  assert_typed ("11月23号", "2026-11-23");
  assert_typed ("23/11/2026", NULL);
  rt_lang_switch ("en");
}

static void
test_typed_nonsense (void)
{
  static const char *const wrong[] = { "",        " ",       "x",         "1",         "31/2",           "30 Feb 2026",
                                       "1/2/3",   "1/2/3/4", "12345-1-1", "1 Nov Dec", "11 23 2026 Nov", "月1日",
                                       "2026",    "1 N",     "\xff\xfe",  "1/1/20261", "99 Nov",         "0 Nov",
                                       "00-00-00" };
  g_autofree char *huge = g_strnfill (1 << 20, '1');

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    assert_typed (wrong[i], NULL);
  assert_typed (huge, NULL);
  g_assert_cmpint (rt_day_parse (NULL, 0), ==, RT_DAY_NONE);
  g_assert_cmpint (rt_day_parse ("23 Nov", RT_DAY_NONE), ==, RT_DAY_NONE);
}

static void
assert_shown (char *text, const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
test_shown (void)
{
  RtDay day = rt_day_new (2026, 11, 2);

  assert_shown (rt_day_format (day, 's', "en"), "2 Nov");
  assert_shown (rt_day_format (day, 'l', "en"), "2 November 2026");
  assert_shown (rt_day_format (day, 's', "zh_CN"), "11月2日");
  assert_shown (rt_day_format (day, 'l', "zh_CN"), "2026年11月2日");
  assert_shown (rt_day_format (day, 'm', "en"), "2 Nov 2026");
  assert_shown (rt_day_format (day, 'm', "zh_CN"), "2026-11-02");
  assert_shown (rt_day_format (RT_DAY_NONE, 'l', "en"), "");
  rt_lang_switch ("zh_CN");
  assert_shown (rt_day_format (day, 's', NULL), "11月2日");
  rt_lang_switch ("en");
  assert_shown (rt_day_format (day, 's', NULL), "2 Nov");
}

static void
test_read_back (void)
{
  RtDay today = rt_day_new (2026, 11, 23);

  for (gsize i = 0; rt_lang_list ()[i] != NULL; i++)
    {
      rt_lang_switch (rt_lang_list ()[i]);
      for (RtDay day = today - 150; day <= today + 150; day++)
        {
          g_autofree char *s = rt_day_format (day, 's', NULL);
          g_autofree char *l = rt_day_format (day, 'l', NULL);

          g_assert_cmpint (rt_day_parse (s, today), ==, day);
          g_assert_cmpint (rt_day_parse (l, today), ==, day);
        }
    }
  rt_lang_switch ("en");
}

static void
test_moments (void)
{
  assert_shown (rt_moment_to_iso (0), "1970-01-01T00:00:00Z");
  assert_shown (rt_moment_to_iso (1795428000), "2026-11-23T10:00:00Z");
  assert_shown (rt_moment_to_iso (G_MAXINT64), "");
  assert_shown (rt_moment_format (1795428000, "en"), "23 Nov 2026, 18:00");
  assert_shown (rt_moment_format (1795428000, "zh_CN"), "2026年11月23日 18:00");
  assert_shown (rt_moment_format (G_MININT64, "en"), "");
  g_assert_cmpint (rt_day_from_moment (1795428000 + 6 * 3600 - 1), ==, rt_day_new (2026, 11, 23));
  g_assert_cmpint (rt_day_from_moment (1795428000 + 6 * 3600), ==, rt_day_new (2026, 11, 24));
}

static void
test_clock (void)
{
  g_autoptr (RtClock) clock = rt_clock_new_fake (1795428000);
  g_autoptr (RtClock) other = rt_clock_ref (clock);
  g_autoptr (RtClock) real = rt_clock_new_system ();
  gint64 before = rt_clock_monotonic_us (clock);

  rt_clock_fake_advance (clock, 3600);
  g_assert_cmpint (rt_clock_now (other), ==, 1795428000 + 3600);
  g_assert_cmpint (rt_clock_monotonic_us (clock) - before, ==, G_GINT64_CONSTANT (3600000000));
  rt_clock_fake_advance (clock, -86400);
  g_assert_cmpint (rt_clock_monotonic_us (clock) - before, ==, G_GINT64_CONSTANT (3600000000));
  g_assert_cmpint (rt_clock_today (clock), ==, rt_day_new (2026, 11, 22));
  rt_clock_fake_advance (real, 1000000);
  g_assert_cmpint (ABS (rt_clock_now (real) - time (NULL)), <, 1000);
  rt_clock_unref (NULL);
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "Asia/Shanghai", TRUE);
  g_unsetenv ("LANGUAGE");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/every day of three centuries splits and joins", test_every_day);
  g_test_add_func ("/base/a date that does not exist is none", test_no_such_day);
  g_test_add_func ("/base/adding months ends on the last of a shorter one", test_months);
  g_test_add_func ("/base/dates typed in English are read day first", test_typed_english);
  g_test_add_func ("/base/dates typed in American English are read month first", test_typed_american);
  g_test_add_func ("/base/dates typed in Chinese are read year, month, day", test_typed_chinese);
  g_test_add_func ("/base/what is no date is not guessed at", test_typed_nonsense);
  g_test_add_func ("/base/dates are written by the language alone", test_shown);
  g_test_add_func ("/base/every date that is shown can be typed", test_read_back);
  g_test_add_func ("/base/moments are UTC in files and local for people", test_moments);
  g_test_add_func ("/base/a fake clock stands still until moved and its stopwatch never goes back", test_clock);
  return g_test_run ();
}
