/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Money is an integer count of the currency's minor unit (cents, fen; yen have none) plus an ISO 4217 code kept beside
 * it. All functions: any thread. Parsing functions leave @out alone when they fail; an amount they give is never
 * RT_MINOR_NONE. */
typedef gint64 RtMinor;
#define RT_MINOR_NONE G_MININT64

/** rt_currency_digits: decimals of @code ("CNY" 2, "JPY" 0, "KWD" 3); -1 when it is not an ISO 4217 code we know, or
 * NULL. */
int rt_currency_digits (const char *code);

/** rt_currency_sign: the sign of @code ("¥", "$", "CHF"); the code itself when it has none. Borrowed from the table, or
 * @code. */
const char *rt_currency_sign (const char *code);

/** rt_money_parse: what people type: optional sign, the currency's own sign, code or 元, groups of three divided by
 * commas or (thin) spaces, '.' for decimals, full-width forms. Both languages of the program write it so; "1.234,50" is
 * refused, not guessed, and so is another currency's sign. More decimals than the currency has, overflow or anything
 * else → FALSE with RT_ERROR_INVALID (no field). */
gboolean rt_money_parse (const char *text, const char *currency, RtMinor *out, GError **error);

/** rt_money_parse_rounding: as a data file has it ("957.5775"), '.' decimals and no grouping, rounded half up (away
 * from zero) to the minor unit. FALSE with RT_ERROR_INVALID (no field). */
gboolean rt_money_parse_rounding (const char *text, const char *currency, RtMinor *out, GError **error);

/** rt_money_format: for people, with grouping, with the currency's sign when @with_sign ("¥8,260.00", "$1,120.00",
 * "CHF 5.00"). The two languages of the program write amounts alike; @lang (NULL: the process's) is there for one that
 * does not. New string; "" for RT_MINOR_NONE. An unknown @currency is taken to have two decimals. */
char *rt_money_format (RtMinor amount, const char *currency, gboolean with_sign, const char *lang);

/** rt_money_to_plain: "8260.00", for files and JSON. New string; NULL for RT_MINOR_NONE. */
char *rt_money_to_plain (RtMinor amount, const char *currency);

/** rt_money_mul, rt_money_add: FALSE on overflow or when an operand is RT_MINOR_NONE. */
gboolean rt_money_add (RtMinor a, RtMinor b, RtMinor *out);
gboolean rt_money_mul (RtMinor a, gint64 n, RtMinor *out);

G_END_DECLS
