/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-day.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/** RtDayEntry: a calendar date, typed as people type dates or picked from a calendar. Signal "changed". */
#define RT_TYPE_DAY_ENTRY (rt_day_entry_get_type ())
G_DECLARE_FINAL_TYPE (RtDayEntry, rt_day_entry, RT, DAY_ENTRY, GtkWidget)

GtkWidget *rt_day_entry_new (const char *label);
const char *rt_day_entry_get_text (RtDayEntry *self); /* as typed; borrowed */
void rt_day_entry_set_text (RtDayEntry *self, const char *text);
/** rt_day_entry_get_day: RT_DAY_NONE when blank or not a date. */
RtDay rt_day_entry_get_day (RtDayEntry *self, RtDay today);
void rt_day_entry_set_day (RtDayEntry *self, RtDay day);
/** rt_day_entry_set_today: what a date without a year is read against; then what was typed is written out when the
 * entry is left. */
void rt_day_entry_set_today (RtDayEntry *self, RtDay today);
void rt_day_entry_set_problem (RtDayEntry *self, const char *sentence);
void rt_day_entry_set_advice (RtDayEntry *self, const char *sentence);

G_END_DECLS
