/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a number in free text is, by its check digit, or by the way its digits are grouped where it has none. */
#include "config.h"

#include <string.h>

#include "rt-day.h"
#include "rt-scan-number.h"

typedef struct
{
  char digits[RT_SCAN_MAX_DIGITS + 2]; /* NUL-terminated, room for the X */
  guint count;
  char shape[RT_SCAN_MAX_DIGITS + 1]; /* the size of each group as one character: "\x03\x04\x04" */
  gboolean marked;
} Number;

/* GB 11643-1999: ISO 7064 MOD 11-2 over 17 digits, and a date of birth that exists. */
static gboolean
is_identity_card (const char *d)
{
  static const int weights[17] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
  static const char checks[] = "10X98765432";
  int birth[8];
  int sum = 0;

  for (int i = 0; i < 17; i++)
    sum += g_ascii_digit_value (d[i]) * weights[i];
  for (int i = 0; i < 8; i++)
    birth[i] = g_ascii_digit_value (d[6 + i]);
  return d[0] != '0' && d[17] == checks[sum % 11] &&
         rt_day_new (birth[0] * 1000 + birth[1] * 100 + birth[2] * 10 + birth[3], birth[4] * 10 + birth[5],
                     birth[6] * 10 + birth[7]) != RT_DAY_NONE;
}

/* Payment networks' prefixes: 3, 4, 5, 6, 9 (old Chinese debit cards) and 2221 to 2720. Of 13 digits there are only
 * Visa's, of 14 only Diners' cards: goods carry 13 and 14-digit bar codes, and Chinese ones begin with 69. */
static gboolean
has_card_prefix (const char *d, guint count)
{
  if (count == 13)
    return d[0] == '4';
  if (count == 14)
    return d[0] == '3';
  return strchr ("34569", d[0]) != NULL || (strncmp (d, "2221", 4) >= 0 && strncmp (d, "2720", 4) <= 0);
}

/* Cards are written in one, in fours with a rest, or as 4-6-5 and 4-6-4. */
static gboolean
has_card_shape (const char *shape)
{
  gsize length = strlen (shape);

  if (length == 1 || strcmp (shape, "\x04\x06\x05") == 0 || strcmp (shape, "\x04\x06\x04") == 0)
    return TRUE;
  return length >= 4 && strspn (shape, "\x04") >= length - 1 && shape[length - 1] <= 7;
}

/* ISO/IEC 7812-1 annex B (Luhn). */
static gboolean
is_bank_card (const Number *number)
{
  int sum = 0;

  if (number->count < 13 || !has_card_prefix (number->digits, number->count) || !has_card_shape (number->shape))
    return FALSE;
  for (guint i = 0; i < number->count; i++)
    {
      int value = g_ascii_digit_value (number->digits[number->count - 1 - i]);

      if (i % 2 == 1)
        value = value * 2 > 9 ? value * 2 - 9 : value * 2;
      sum += value;
    }
  return sum % 10 == 0;
}

static gboolean
is_one_of (const char *shape, const char *const *shapes)
{
  return g_strv_contains (shapes, shape);
}

/* 13800000000, 138-0000-0000, with or without 86 or 0086 in front. Not 1500 600 2000: those are measures. */
static gboolean
is_cn_mobile (const Number *number)
{
  static const char *const plain[] = { "\x0b", "\x03\x04\x04", "\x03\x08", "\x07\x04", NULL };
  static const char *const with_86[] = { "\x0d", "\x02\x0b", "\x02\x03\x04\x04", "\x02\x03\x08", "\x05\x04\x04", NULL };
  static const char *const with_0086[] = {
    "\x0f", "\x04\x0b", "\x04\x03\x04\x04", "\x04\x03\x08", "\x07\x04\x04", NULL
  };
  const char *d = number->digits;

  if (number->count == 13 && g_str_has_prefix (d, "86"))
    return d[2] == '1' && d[3] >= '3' && is_one_of (number->shape, with_86);
  if (number->count == 15 && g_str_has_prefix (d, "0086"))
    return d[4] == '1' && d[5] >= '3' && is_one_of (number->shape, with_0086);
  return number->count == 11 && d[0] == '1' && d[1] >= '3' && is_one_of (number->shape, plain);
}

/* Trunk 0, area, 7 or 8 digits: 021-5555 0123. */
static gboolean
is_cn_fixed_line (const Number *number)
{
  static const char *const shapes[] = { "\x03\x08",     "\x03\x04\x04", "\x04\x07", "\x04\x08",
                                        "\x04\x04\x04", "\x04\x03\x04", NULL };

  return number->digits[0] == '0' && number->digits[1] != '0' && is_one_of (number->shape, shapes);
}

/* Ten digits as (555) 555-0123, 1-555-555-0123; spaces alone would take 200 300 1200 along. */
static gboolean
is_nanp (const Number *number)
{
  const char *d = number->digits;

  if (!number->marked)
    return FALSE;
  if (strcmp (number->shape, "\x03\x03\x04") == 0)
    return d[0] >= '2' && d[3] >= '2';
  return strcmp (number->shape, "\x01\x03\x03\x04") == 0 && d[0] == '1' && d[1] >= '2' && d[4] >= '2';
}

static gboolean
is_e164 (const Number *number)
{
  return number->count >= 8 && number->count <= 15 && number->digits[0] != '0';
}

static void
join (const RtScanGroup *groups, guint length, Number *number)
{
  for (guint i = 0; i < length; i++)
    {
      memcpy (number->digits + number->count, groups[i].digits, groups[i].count);
      number->count += groups[i].count;
      number->shape[i] = (char) groups[i].count;
      number->marked = number->marked || (i > 0 && groups[i].marked);
    }
}

RtScanFinds
rt_scan_number_kind (const RtScanGroup *groups, guint length, gsize *end)
{
  const RtScanGroup *last = &groups[length - 1];
  Number number = { 0 };
  gboolean bound = groups[0].bound || last->bound_after;

  join (groups, length, &number);
  *end = last->end;
  if (number.count == 17 && last->x_end != 0)
    {
      number.digits[17] = 'X';
      *end = last->x_end;
      return is_identity_card (number.digits) ? RT_SCAN_IDENTITY_CARD : RT_SCAN_NONE;
    }
  if (number.count == 18 && is_identity_card (number.digits))
    return RT_SCAN_IDENTITY_CARD;
  if (groups[0].plus)
    return is_e164 (&number) ? RT_SCAN_PHONE : RT_SCAN_NONE;
  if (is_bank_card (&number))
    return RT_SCAN_BANK_CARD;
  if (is_cn_mobile (&number) || (!bound && (is_nanp (&number) || is_cn_fixed_line (&number))))
    return RT_SCAN_PHONE;
  return RT_SCAN_NONE;
}
