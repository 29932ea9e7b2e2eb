/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-log.h"
#include "rt-work.h"

G_BEGIN_DECLS

/** What is counted of a person's day. */
typedef enum
{
  RT_DAY_LOOKS, /* records opened */
  RT_DAY_LOOKUPS,
  RT_DAY_REVEALS,
  RT_DAY_PRINTS,
  RT_DAY_EXPORTS,
  RT_DAY_REFUSALS,
  RT_DAY_SIGN_INS,
  RT_DAY_WRONG_SIGN_INS,
  RT_N_DAY_COUNTS
} RtDayCount;
/** rt_day_count_of: what an action of the log counts as; RT_N_DAY_COUNTS: nothing. Pure; any thread. */
RtDayCount rt_day_count_of (const char *action);

typedef struct
{
  gint64 staff_id; /* 0: nobody known */
  char *name;      /* NULL: nobody known */
  guint counts[RT_N_DAY_COUNTS];
} RtDayPerson;

/** RtDaySheet: one day of the log for paper: its head, to be kept outside the file (faults.md, finding 6), and how much
 * was done by whom; no customer. Reference-counted, immutable. */
typedef struct
{
  gatomicrefcount refs;
  RtDay day;
  gint64 taken_at; /* UTC seconds: when the head was read */
  RtLogHead head;
  gint64 entries;    /* of that day */
  GPtrArray *people; /* RtDayPerson, by name; nobody known last */
} RtDaySheet;
#define RT_TYPE_DAY_SHEET (rt_day_sheet_get_type ())
GType rt_day_sheet_get_type (void);
RtDaySheet *rt_day_sheet_ref (RtDaySheet *self);
void rt_day_sheet_unref (RtDaySheet *self); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtDaySheet, rt_day_sheet_unref)

/** rt_day_sheet_read: LOG_READ, on the writer: recorded as "log.day". @day: local; RT_ERROR_INVALID, field "day", for
 * RT_DAY_NONE and days to come. */
RtDaySheet *rt_day_sheet_read (RtWork *work, RtDay day, GError **error);

G_END_DECLS
