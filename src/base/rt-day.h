/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** A calendar date as whole days since 1970-01-01 (proleptic Gregorian), with no time zone. Every function here may be
 * called from any thread; strings it returns are new. How dates are written depends on the language alone, never on the
 * locales a system has installed. */
typedef gint32 RtDay;
#define RT_DAY_NONE ((RtDay) G_MININT32)

/** rt_day_new: RT_DAY_NONE when there is no such date; years 1900 to 2199. */
RtDay rt_day_new (int year, int month, int day);
/** rt_day_split: FALSE, leaving the outputs alone, for RT_DAY_NONE and days outside 1900 to 2199. Outputs may be NULL.
 */
gboolean rt_day_split (RtDay day, int *year, int *month, int *mday);
/** rt_day_weekday: 1 Monday … 7 Sunday; 0 for RT_DAY_NONE. */
int rt_day_weekday (RtDay day);
/** rt_day_add_months: 31 January + 1 month = last of February. RT_DAY_NONE when the result is outside 1900 to 2199. */
RtDay rt_day_add_months (RtDay day, int months);
/** rt_day_from_moment: the local calendar day of a UTC moment. RT_DAY_NONE when outside 1900 to 2199. */
RtDay rt_day_from_moment (gint64 utc_seconds);
/** rt_day_begin: midnight at the beginning of a local day, as a UTC moment. 0 for RT_DAY_NONE and days outside 1900 to
 * 2199. */
gint64 rt_day_begin (RtDay day);
/** rt_day_parse_iso: YYYY-MM-DD only, all of @text; else RT_DAY_NONE. NULL is no date. */
RtDay rt_day_parse_iso (const char *text);
/** rt_day_to_iso: NULL for RT_DAY_NONE. */
char *rt_day_to_iso (RtDay day);

/**
 * rt_day_parse:
 * What a person types in the program's language (rt_lang_current()): 2026-11-23 and 2026/11/23 anywhere; 2026年11月23日
 * and 11月23日; "23 Nov 2026", "Nov 23", "23 November"; 23/11/2026 or, where the environment names a month-first
 * country (rt_lang_is_month_first()), 11/23/2026; in Chinese 11/23. A date that reads only in the other order is
 * refused rather than guessed. Two-digit years are of this century. Without a year it is the one that brings the date
 * nearest to @today. RT_DAY_NONE when it is not a date. NULL is no date.
 */
RtDay rt_day_parse (const char *text, RtDay today);

/** rt_day_format: for people, by the locale's language; @style 's' short ("12 Nov" / "11月12日"), 'm' narrow with
 * the year ("12 Nov 2026" / "2026-11-12"), 'l' long ("12 November 2026" / "2026年11月12日").
 *  @lang NULL: the process's language. New string; "" for RT_DAY_NONE. */
char *rt_day_format (RtDay day, char style, const char *lang);

/** rt_moment_format: a UTC moment as local date and time for people: "23 Nov 2026, 18:05", "2026年11月23日 18:05". New
 * string. */
char *rt_moment_format (gint64 utc_seconds, const char *lang);
/** rt_moment_to_iso: 2026-11-23T10:00:00Z; "" for a moment outside the years 1 to 9999. New string. */
char *rt_moment_to_iso (gint64 utc_seconds);

G_END_DECLS
