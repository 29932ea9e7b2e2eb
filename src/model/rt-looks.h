/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-work.h"

G_BEGIN_DECLS

#define RT_LOOKS_HOURS 24

typedef struct
{
  gint64 staff_id;
  char *name; /* NULL: nobody known */
  guint hours[RT_LOOKS_HOURS];
  guint total;
} RtLooksPerson;

/** RtLooks: how often records were opened, customers looked up and masked values asked for, by person and hour of the
 * day, over some days. Reference-counted, immutable. */
typedef struct
{
  gatomicrefcount refs;
  RtDay from, to;           /* both included */
  int day_begins, day_ends; /* the hours of the store */
  guint most;               /* in one hour of one person */
  guint total;
  GPtrArray *people; /* RtLooksPerson, by name */
} RtLooks;
RtLooks *rt_looks_ref (RtLooks *self);
void rt_looks_unref (RtLooks *self); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtLooks, rt_looks_unref)

/** rt_looks_read: REVIEW_READ: of the local days from @from to @to. Counted where the log is: no entry becomes an
 * object. RT_ERROR_INVALID, field "day", when they are no days or in the wrong order. Either connection. */
RtLooks *rt_looks_read (RtWork *work, RtDay from, RtDay to, GError **error);

G_END_DECLS
