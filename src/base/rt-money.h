/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Money is an integer count of the currency's minor unit (cents, fen; yen have none) plus an ISO 4217 code kept beside it. */
typedef gint64 RtMinor;
#define RT_MINOR_NONE G_MININT64

/** rt_currency_digits: decimals of @code ("CNY" 2, "JPY" 0, "KWD" 3); -1 when it is not an ISO 4217 code we know. */
int rt_currency_digits (const char *code);

/** rt_money_parse: what people type: optional sign, optional currency sign, grouping by locale or thin spaces, decimal by locale
 *  (both '.' and the locale's). More decimals than the currency has, overflow or anything else → FALSE with RT_ERROR_INVALID. */
gboolean rt_money_parse (const char *text, const char *currency, RtMinor *out, GError **error);

/** rt_money_parse_rounding: as a data file has it ("957.5775"), '.' decimals, rounded half up (away from zero) to the minor unit. */
gboolean rt_money_parse_rounding (const char *text, const char *currency, RtMinor *out, GError **error);

/** rt_money_format: for people, with grouping, with the currency's sign when @with_sign ("¥8,260.00", "$1,120.00"). New string. */
char *rt_money_format (RtMinor amount, const char *currency, gboolean with_sign, const char *lang);

/** rt_money_to_plain: "8260.00", for files and JSON. */
char *rt_money_to_plain (RtMinor amount, const char *currency);

/** rt_money_mul, rt_money_add: FALSE on overflow. */
gboolean rt_money_add (RtMinor a, RtMinor b, RtMinor *out);
gboolean rt_money_mul (RtMinor a, gint64 n, RtMinor *out);

G_END_DECLS
