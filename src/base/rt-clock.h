/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RtClock:
 * Time is passed in, so that tests can set it. Reference-counted, immutable but for the fake's time; any thread.
 */
typedef struct _RtClock RtClock;

RtClock *rt_clock_new_system (void);
RtClock *rt_clock_new_fake (gint64 utc_seconds);            /* stands still until moved */
RtClock *rt_clock_ref (RtClock *self);
void rt_clock_unref (RtClock *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtClock, rt_clock_unref)

gint64 rt_clock_now (RtClock *self);                        /* UTC seconds since 1970 */
gint64 rt_clock_monotonic_us (RtClock *self);               /* microseconds, never goes back */
gint32 rt_clock_today (RtClock *self);                      /* local calendar day, see rt-day.h */
void rt_clock_fake_advance (RtClock *self, gint64 seconds); /* may be negative: wall clock only */

G_END_DECLS
