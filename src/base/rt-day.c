/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calendar dates: arithmetic on whole days, and how people write them in the program's languages. */
#include "config.h"

#include <string.h>

#include "rt-day.h"
#include "rt-lang.h"

#define FIRST_YEAR      1900
#define LAST_YEAR       2199
#define JULIAN_OF_1970  719163
#define MAX_TYPED_BYTES 64

static const char *const month_names[12] = {
  "January", "February", "March",     "April",   "May",      "June",
  "July",    "August",   "September", "October", "November", "December",
};

RtDay
rt_day_new (int year, int month, int day)
{
  GDate date;

  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1 || day > 31 ||
      !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return RT_DAY_NONE;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return (RtDay) g_date_get_julian (&date) - JULIAN_OF_1970;
}

gboolean
rt_day_split (RtDay day, int *year, int *month, int *mday)
{
  GDate date;

  if (day < rt_day_new (FIRST_YEAR, 1, 1) || day > rt_day_new (LAST_YEAR, 12, 31))
    return FALSE;
  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint32) (day + JULIAN_OF_1970));
  if (year != NULL)
    *year = g_date_get_year (&date);
  if (month != NULL)
    *month = (int) g_date_get_month (&date);
  if (mday != NULL)
    *mday = g_date_get_day (&date);
  return TRUE;
}

/* 1970-01-01 was a Thursday. */
int
rt_day_weekday (RtDay day)
{
  int from_monday = 0;

  if (day == RT_DAY_NONE)
    return 0;
  from_monday = (day % 7 + 3) % 7;
  return (from_monday < 0 ? from_monday + 7 : from_monday) + 1;
}

RtDay
rt_day_add_months (RtDay day, int months)
{
  int year, month, mday;
  gint64 count;

  if (!rt_day_split (day, &year, &month, &mday))
    return RT_DAY_NONE;
  count = (gint64) year * 12 + month - 1 + months;
  if (count < FIRST_YEAR * 12 || count >= (LAST_YEAR + 1) * 12)
    return RT_DAY_NONE;
  year = (int) (count / 12);
  month = (int) (count % 12) + 1;
  mday = MIN (mday, g_date_get_days_in_month ((GDateMonth) month, (GDateYear) year));
  return rt_day_new (year, month, mday);
}

RtDay
rt_day_from_moment (gint64 utc_seconds)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_local (utc_seconds);
  int year, month, mday;

  if (moment == NULL)
    return RT_DAY_NONE;
  g_date_time_get_ymd (moment, &year, &month, &mday);
  return rt_day_new (year, month, mday);
}

gint64
rt_day_begin (RtDay day)
{
  int year, month, mday;
  g_autoptr (GDateTime) begin = NULL;

  if (!rt_day_split (day, &year, &month, &mday))
    return 0;
  begin = g_date_time_new_local (year, month, mday, 0, 0, 0);
  return begin != NULL ? g_date_time_to_unix (begin) : (gint64) day * 86400;
}

RtDay
rt_day_parse_iso (const char *text)
{
  if (text == NULL || strnlen (text, 11) != 10 || text[4] != '-' || text[7] != '-')
    return RT_DAY_NONE;
  for (int i = 0; i < 10; i++)
    if (i != 4 && i != 7 && !g_ascii_isdigit (text[i]))
      return RT_DAY_NONE;
  return rt_day_new (atoi (text), atoi (text + 5), atoi (text + 8));
}

char *
rt_day_to_iso (RtDay day)
{
  int year, month, mday;

  if (!rt_day_split (day, &year, &month, &mday))
    return NULL;
  return g_strdup_printf ("%04d-%02d-%02d", year, month, mday);
}

/* --- What a person types --- */

typedef struct
{
  int numbers[3];
  int digits[3]; /* how many digits each was typed with */
  guint n_numbers;
  int month_word;   /* 1 to 12, or 0 */
  guint word_after; /* how many numbers stood before it */
  gboolean han;     /* 年 or 月 was used */
} Typed;

static int
month_from_word (const char *word, gsize length)
{
  if (length < 3)
    return 0;
  for (int i = 0; i < 12; i++)
    if (length <= strlen (month_names[i]) && g_ascii_strncasecmp (month_names[i], word, length) == 0)
      return i + 1;
  return length == 4 && g_ascii_strncasecmp (word, "Sept", 4) == 0 ? 9 : 0;
}

/* "1st", "2nd", "3rd", "4th": the ending after a number says nothing. */
static gboolean
is_ordinal_ending (const char *word, gsize length)
{
  static const char *const endings[] = { "st", "nd", "rd", "th" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (length == 2 && g_ascii_strncasecmp (word, endings[i], 2) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
read_number (Typed *typed, const char **p)
{
  int value = 0;
  int digits = 0;

  for (; g_ascii_isdigit (**p); (*p)++, digits++)
    {
      if (digits == 4)
        return FALSE;
      value = value * 10 + g_ascii_digit_value (**p);
    }
  if (typed->n_numbers == G_N_ELEMENTS (typed->numbers))
    return FALSE;
  typed->numbers[typed->n_numbers] = value;
  typed->digits[typed->n_numbers++] = digits;
  return TRUE;
}

static gboolean
read_word (Typed *typed, const char **p)
{
  const char *start = *p;
  gsize length;

  while (g_ascii_isalpha (**p))
    (*p)++;
  length = (gsize) (*p - start);
  if (is_ordinal_ending (start, length) && typed->n_numbers > 0)
    return TRUE;
  if (typed->month_word != 0)
    return FALSE;
  typed->month_word = month_from_word (start, length);
  typed->word_after = typed->n_numbers;
  return typed->month_word != 0;
}

static gboolean
read_separator (Typed *typed, const char **p)
{
  gunichar c = g_utf8_get_char (*p);

  *p = g_utf8_next_char (*p);
  if (c == 0x5E74 || c == 0x6708) /* 年 月 */
    {
      typed->han = TRUE;
      return typed->n_numbers > 0;
    }
  return c == 0x65E5 || c == 0x53F7 || c == ' ' || c == '/' || c == '-' || c == '.' || c == ','; /* 日 号 */
}

static gboolean
read_typed (const char *text, Typed *typed)
{
  for (const char *p = text; *p != '\0';)
    {
      gboolean ok;

      if (g_ascii_isdigit (*p))
        ok = read_number (typed, &p);
      else if (g_ascii_isalpha (*p))
        ok = read_word (typed, &p);
      else
        ok = read_separator (typed, &p);
      if (!ok)
        return FALSE;
    }
  return TRUE;
}

/* The year that brings month and day nearest to today; on a tie the later. */
static RtDay
nearest (int month, int mday, RtDay today)
{
  RtDay best = RT_DAY_NONE;
  int year;

  if (!rt_day_split (today, &year, NULL, NULL))
    return RT_DAY_NONE;
  for (int y = year - 1; y <= year + 1; y++)
    {
      RtDay day = rt_day_new (y, month, mday);

      if (day != RT_DAY_NONE && (best == RT_DAY_NONE || ABS (day - today) <= ABS (best - today)))
        best = day;
    }
  return best;
}

static RtDay
from_parts (int year, int year_digits, int month, int mday)
{
  if (year_digits == 2)
    year += 2000;
  else if (year_digits != 4)
    return RT_DAY_NONE;
  return rt_day_new (year, month, mday);
}

static RtDay
interpret_word (const Typed *typed, RtDay today)
{
  const int *n = typed->numbers;

  if (typed->han || typed->n_numbers < 1 || typed->n_numbers > 2 || typed->word_after > 1 || typed->digits[0] > 2)
    return RT_DAY_NONE;
  if (typed->n_numbers == 1)
    return nearest (typed->month_word, n[0], today);
  return from_parts (n[1], typed->digits[1], typed->month_word, n[0]);
}

static RtDay
interpret_numbers (const Typed *typed, RtDay today)
{
  const int *n = typed->numbers;
  gboolean chinese = typed->han || rt_lang_is_chinese (NULL);
  gboolean month_first = chinese || rt_lang_is_month_first ();

  if (typed->n_numbers == 2 && typed->digits[0] <= 2 && typed->digits[1] <= 2)
    return month_first ? nearest (n[0], n[1], today) : nearest (n[1], n[0], today);
  if (typed->n_numbers != 3)
    return RT_DAY_NONE;
  if (typed->digits[0] == 4 || chinese)
    return from_parts (n[0], typed->digits[0], n[1], n[2]);
  return month_first ? from_parts (n[2], typed->digits[2], n[0], n[1])
                     : from_parts (n[2], typed->digits[2], n[1], n[0]);
}

RtDay
rt_day_parse (const char *text, RtDay today)
{
  g_autofree char *plain = NULL;
  Typed typed = { 0 };

  if (text == NULL || strnlen (text, MAX_TYPED_BYTES + 1) > MAX_TYPED_BYTES)
    return RT_DAY_NONE;
  plain = g_utf8_normalize (text, -1, G_NORMALIZE_NFKC); /* full-width digits */
  if (plain == NULL || !read_typed (g_strstrip (plain), &typed))
    return RT_DAY_NONE;
  return typed.month_word != 0 ? interpret_word (&typed, today) : interpret_numbers (&typed, today);
}

/* --- How it is written --- */

char *
rt_day_format (RtDay day, char style, const char *lang)
{
  int year, month, mday;

  if (!rt_day_split (day, &year, &month, &mday))
    return g_strdup ("");
  if (style == 'm' && rt_lang_is_chinese (lang))
    return g_strdup_printf ("%04d-%02d-%02d", year, month, mday);
  if (rt_lang_is_chinese (lang))
    return style == 's' ? g_strdup_printf ("%d月%d日", month, mday)
                        : g_strdup_printf ("%d年%d月%d日", year, month, mday);
  if (style == 's')
    return g_strdup_printf ("%d %.3s", mday, month_names[month - 1]);
  if (style == 'm')
    return g_strdup_printf ("%d %.3s %d", mday, month_names[month - 1], year);
  return g_strdup_printf ("%d %s %d", mday, month_names[month - 1], year);
}

char *
rt_moment_format (gint64 utc_seconds, const char *lang)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_local (utc_seconds);
  int year, month, mday, hour, minute;

  if (moment == NULL)
    return g_strdup ("");
  g_date_time_get_ymd (moment, &year, &month, &mday);
  hour = g_date_time_get_hour (moment);
  minute = g_date_time_get_minute (moment);
  if (rt_lang_is_chinese (lang))
    return g_strdup_printf ("%d年%d月%d日 %02d:%02d", year, month, mday, hour, minute);
  return g_strdup_printf ("%d %.3s %d, %02d:%02d", mday, month_names[month - 1], year, hour, minute);
}

char *
rt_moment_to_iso (gint64 utc_seconds)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_utc (utc_seconds);
  int year, month, mday;

  if (moment == NULL)
    return g_strdup ("");
  g_date_time_get_ymd (moment, &year, &month, &mday);
  return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02dZ", year, month, mday, g_date_time_get_hour (moment),
                          g_date_time_get_minute (moment), g_date_time_get_second (moment));
}
