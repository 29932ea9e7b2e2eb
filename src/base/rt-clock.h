/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-day.h"

G_BEGIN_DECLS

/**
 * RtClock:
 * Time is passed in, so that tests can set it. Reference-counted, immutable but for the fake's time; any thread.
 */
typedef struct _RtClock RtClock;

/** rt_clock_new_system, rt_clock_new_fake: the machine's clock, or one that stands still at @utc_seconds until it is
 * moved. The caller owns the clock; rt_clock_unref() accepts NULL. */
RtClock *rt_clock_new_system (void);
RtClock *rt_clock_new_fake (gint64 utc_seconds);
RtClock *rt_clock_ref (RtClock *self);
void rt_clock_unref (RtClock *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtClock, rt_clock_unref)

/** rt_clock_now: UTC seconds since 1970. It goes wherever the machine's clock is set: never order or time anything by
 * it. */
gint64 rt_clock_now (RtClock *self);

/** rt_clock_monotonic_us: microseconds since some moment; never goes back. */
gint64 rt_clock_monotonic_us (RtClock *self);

/** rt_clock_today: the calendar day it is now in the local time zone. */
RtDay rt_clock_today (RtClock *self);

/** rt_clock_fake_advance: moves a fake by @seconds. Negative moves the wall clock only. Does nothing to the system's
 * clock. */
void rt_clock_fake_advance (RtClock *self, gint64 seconds);

G_END_DECLS
