/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Amounts of money as whole minor units: arithmetic that cannot overflow unseen, and how people and files write them.
 */
#include "config.h"

#include <string.h>
#include <glib/gi18n.h>

#include "rt-error.h"
#include "rt-money.h"

#define MAX_TYPED_BYTES 64
#define MAX_FILE_BYTES  400

typedef struct
{
  char code[4];
  int digits;
  const char *sign; /* NULL: the code is written */
} Currency;

/* ISO 4217, the currencies furniture is sold in. ¥ is the yuan's; yen are told apart by their prefix. */
static const Currency currencies[] = {
  { "AED", 2, NULL },  { "ARS", 2, NULL },  { "AUD", 2, "A$" },  { "BHD", 3, NULL },  { "BRL", 2, "R$" },
  { "CAD", 2, "CA$" }, { "CHF", 2, NULL },  { "CLP", 0, NULL },  { "CNY", 2, "¥" },   { "COP", 2, NULL },
  { "CZK", 2, NULL },  { "DKK", 2, NULL },  { "EGP", 2, NULL },  { "EUR", 2, "€" },   { "GBP", 2, "£" },
  { "HKD", 2, "HK$" }, { "HUF", 2, NULL },  { "IDR", 2, NULL },  { "ILS", 2, "₪" },   { "INR", 2, "₹" },
  { "ISK", 0, NULL },  { "JOD", 3, NULL },  { "JPY", 0, "JP¥" }, { "KRW", 0, "₩" },   { "KWD", 3, NULL },
  { "KZT", 2, NULL },  { "MAD", 2, NULL },  { "MOP", 2, NULL },  { "MXN", 2, "MX$" }, { "MYR", 2, NULL },
  { "NOK", 2, NULL },  { "NZD", 2, "NZ$" }, { "OMR", 3, NULL },  { "PEN", 2, NULL },  { "PHP", 2, "₱" },
  { "PLN", 2, NULL },  { "QAR", 2, NULL },  { "RON", 2, NULL },  { "RUB", 2, NULL },  { "SAR", 2, NULL },
  { "SEK", 2, NULL },  { "SGD", 2, NULL },  { "THB", 2, NULL },  { "TND", 3, NULL },  { "TRY", 2, NULL },
  { "TWD", 2, "NT$" }, { "UAH", 2, NULL },  { "USD", 2, "$" },   { "VND", 0, "₫" },   { "ZAR", 2, NULL },
};

static const Currency *
find_currency (const char *code)
{
  for (gsize i = 0; code != NULL && i < G_N_ELEMENTS (currencies); i++)
    if (strcmp (currencies[i].code, code) == 0)
      return &currencies[i];
  return NULL;
}

int
rt_currency_digits (const char *code)
{
  const Currency *currency = find_currency (code);

  return currency != NULL ? currency->digits : -1;
}

const char *
rt_currency_sign (const char *code)
{
  const Currency *currency = find_currency (code);

  return currency != NULL && currency->sign != NULL ? currency->sign : code;
}

gboolean
rt_money_add (RtMinor a, RtMinor b, RtMinor *out)
{
  RtMinor sum;

  if (a == RT_MINOR_NONE || b == RT_MINOR_NONE || __builtin_add_overflow (a, b, &sum) || sum == RT_MINOR_NONE)
    return FALSE;
  *out = sum;
  return TRUE;
}

gboolean
rt_money_mul (RtMinor a, gint64 n, RtMinor *out)
{
  RtMinor product;

  if (a == RT_MINOR_NONE || __builtin_mul_overflow (a, n, &product) || product == RT_MINOR_NONE)
    return FALSE;
  *out = product;
  return TRUE;
}

/* --- Reading --- */

static gboolean
append_digit (RtMinor *amount, char digit)
{
  return rt_money_mul (*amount, 10, amount) && rt_money_add (*amount, g_ascii_digit_value (digit), amount);
}

/* Cuts one of the currency's names off the front or the end of @text. */
static void
cut_currency (char *text, const Currency *currency)
{
  const char *names[] = { currency->code, currency->sign, NULL, NULL };

  if (strcmp (currency->code, "CNY") == 0)
    names[2] = "元";
  else if (strcmp (currency->code, "JPY") == 0)
    names[2] = "¥";
  else if (currency->sign != NULL && g_str_has_suffix (currency->sign, "$"))
    names[2] = strcmp (currency->code, "USD") == 0 ? "US$" : "$";
  if (strcmp (currency->code, "CNY") == 0 && g_str_has_prefix (text, "CN¥"))
    names[1] = "CN¥";
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (names[i] == NULL)
        continue;
      if (g_str_has_prefix (text, names[i]))
        {
          memmove (text, text + strlen (names[i]), strlen (text + strlen (names[i])) + 1);
          break;
        }
      if (g_str_has_suffix (text, names[i]))
        {
          text[strlen (text) - strlen (names[i])] = '\0';
          break;
        }
    }
  g_strstrip (text);
}

static gboolean
cut_minus (char *text)
{
  static const char *const signs[] = { "-", "+", "−" };

  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++)
    if (g_str_has_prefix (text, signs[i]))
      {
        memmove (text, text + strlen (signs[i]), strlen (text + strlen (signs[i])) + 1);
        g_strstrip (text);
        return i != 1;
      }
  return FALSE;
}

/* Whole units: digits, in groups of three once a divider has been seen; one kind of divider only. */
static gboolean
read_whole (const char **p, RtMinor *amount)
{
  char divider = '\0';
  int in_group = 0;
  int digits = 0;

  for (; **p != '\0' && **p != '.'; (*p)++)
    {
      if (g_ascii_isdigit (**p))
        {
          if (!append_digit (amount, **p))
            return FALSE;
          in_group++;
          digits++;
          continue;
        }
      if ((**p != ',' && **p != ' ') || in_group == 0 ||
          (divider == '\0' ? in_group > 3 : divider != **p || in_group != 3))
        return FALSE;
      divider = **p;
      in_group = 0;
    }
  return digits > 0 && (divider == '\0' || in_group == 3);
}

static gboolean
read_decimals (const char **p, int decimals, RtMinor *amount)
{
  int seen = 0;

  if (**p == '.')
    {
      (*p)++;
      for (; g_ascii_isdigit (**p); (*p)++, seen++)
        if (seen == decimals || !append_digit (amount, **p))
          return FALSE;
      if (seen == 0)
        return FALSE;
    }
  for (; seen < decimals; seen++)
    if (!append_digit (amount, '0'))
      return FALSE;
  return **p == '\0';
}

static gboolean
refuse (GError **error)
{
  rt_error_set_invalid (error, NULL, _("This is not an amount of money in this currency; write it like 1,234.50."));
  return FALSE;
}

gboolean
rt_money_parse (const char *text, const char *currency, RtMinor *out, GError **error)
{
  const Currency *info = find_currency (currency);
  g_autofree char *plain = NULL;
  const char *p;
  gboolean negative;
  RtMinor amount = 0;

  if (info == NULL || text == NULL || strnlen (text, MAX_TYPED_BYTES + 1) > MAX_TYPED_BYTES)
    return refuse (error);
  /* full-width digits and signs, thin and no-break spaces */
  plain = g_str_is_ascii (text) ? g_strdup (text) : g_utf8_normalize (text, -1, G_NORMALIZE_NFKC);
  if (plain == NULL)
    return refuse (error);
  g_strstrip (plain);
  negative = cut_minus (plain);
  cut_currency (plain, info);
  negative = negative || cut_minus (plain);
  p = plain;
  if (!read_whole (&p, &amount) || !read_decimals (&p, info->digits, &amount))
    return refuse (error);
  *out = negative ? -amount : amount;
  return TRUE;
}

gboolean
rt_money_parse_rounding (const char *text, const char *currency, RtMinor *out, GError **error)
{
  int decimals = rt_currency_digits (currency);
  const char *p = text;
  gboolean negative, any = FALSE;
  RtMinor amount = 0;
  int seen = 0;

  if (decimals < 0 || text == NULL || strnlen (text, MAX_FILE_BYTES + 1) > MAX_FILE_BYTES)
    return refuse (error);
  negative = *p == '-';
  p += *p == '-' || *p == '+';
  for (; g_ascii_isdigit (*p); p++, any = TRUE)
    if (!append_digit (&amount, *p))
      return refuse (error);
  p += *p == '.' && (any || g_ascii_isdigit (p[1]));
  for (; seen < decimals; seen++)
    {
      if (!append_digit (&amount, g_ascii_isdigit (*p) ? *p : '0'))
        return refuse (error);
      any = any || g_ascii_isdigit (*p);
      p += g_ascii_isdigit (*p) ? 1 : 0;
    }
  any = any || g_ascii_isdigit (*p);
  if (g_ascii_isdigit (*p) && *p >= '5' && !rt_money_add (amount, 1, &amount))
    return refuse (error);
  while (g_ascii_isdigit (*p))
    p++;
  if (*p != '\0' || !any)
    return refuse (error);
  *out = negative ? -amount : amount;
  return TRUE;
}

/* --- Writing --- */

static char *
write_amount (RtMinor amount, const char *currency, const char *sign, const char *divider)
{
  const Currency *info = find_currency (currency);
  int decimals = info != NULL ? info->digits : 2;
  guint64 left = amount < 0 ? (guint64) -amount : (guint64) amount;
  g_autofree char *digits = g_strdup_printf ("%0*" G_GUINT64_FORMAT, decimals + 1, left);
  gsize whole = strlen (digits) - (gsize) decimals;
  GString *text = g_string_new (amount < 0 ? "-" : "");

  g_string_append (text, sign);
  for (gsize i = 0; i < whole; i++)
    {
      if (i > 0 && (whole - i) % 3 == 0)
        g_string_append (text, divider);
      g_string_append_c (text, digits[i]);
    }
  if (decimals > 0)
    g_string_append_printf (text, ".%s", digits + whole);
  return g_string_free (text, FALSE);
}

char *
rt_money_format (RtMinor amount, const char *currency, gboolean with_sign, const char *lang)
{
  const Currency *info = find_currency (currency);
  g_autofree char *sign = NULL;

  if (amount == RT_MINOR_NONE)
    return g_strdup ("");
  if (!with_sign)
    sign = g_strdup ("");
  else if (info != NULL && info->sign != NULL)
    sign = g_strdup (info->sign);
  else
    sign = g_strconcat (currency, "\u00a0", NULL);
  return write_amount (amount, currency, sign, ",");
}

char *
rt_money_to_plain (RtMinor amount, const char *currency)
{
  return amount == RT_MINOR_NONE ? NULL : write_amount (amount, currency, "", "");
}
