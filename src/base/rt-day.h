/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** A calendar date as whole days since 1970-01-01 (proleptic Gregorian), with no time zone. */
typedef gint32 RtDay;
#define RT_DAY_NONE ((RtDay) G_MININT32)

RtDay rt_day_new (int year, int month, int day);              /* RT_DAY_NONE when there is no such date; years 1900 to 2199 */
gboolean rt_day_split (RtDay day, int *year, int *month, int *mday);
int rt_day_weekday (RtDay day);                               /* 1 Monday … 7 Sunday */
RtDay rt_day_add_months (RtDay day, int months);              /* 31 January + 1 month = last of February */
RtDay rt_day_parse_iso (const char *text);                    /* YYYY-MM-DD only */
char *rt_day_to_iso (RtDay day);                              /* NULL for RT_DAY_NONE */

/** rt_day_parse: what a person types in @lang ("en", "zh_CN"): ISO, D/M/Y or M/D/Y by locale order, 2026年11月23日, "12 Nov". */
RtDay rt_day_parse (const char *text, RtDay today);

/** rt_day_format: for people, by the locale's language; @style 's' short ("12 Nov" / "11月12日"), 'l' long ("12 November 2026" / "2026年11月12日").
 *  @lang NULL: the process's language. New string; "" for RT_DAY_NONE. */
char *rt_day_format (RtDay day, char style, const char *lang);

/** rt_moment_format: a UTC moment as local date and time for people. */
char *rt_moment_format (gint64 utc_seconds, const char *lang);
char *rt_moment_to_iso (gint64 utc_seconds);                  /* 2026-11-23T10:00:00Z */

G_END_DECLS
