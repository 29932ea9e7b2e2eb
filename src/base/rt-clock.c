/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The machine's clock, or one that stands still until a test moves it. */
#include "config.h"

#include "rt-clock.h"
#include "rt-day.h"

struct _RtClock
{
  gatomicrefcount ref_count;
  gboolean fake;
  GMutex mutex; /* guards what follows; used by the fake only */
  gint64 utc_seconds;
  gint64 monotonic_us;
};

static RtClock *
clock_new (gboolean fake, gint64 utc_seconds)
{
  RtClock *self = g_new0 (RtClock, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->mutex);
  self->fake = fake;
  self->utc_seconds = utc_seconds;
  return self;
}

RtClock *
rt_clock_new_system (void)
{
  return clock_new (FALSE, 0);
}

RtClock *
rt_clock_new_fake (gint64 utc_seconds)
{
  return clock_new (TRUE, utc_seconds);
}

RtClock *
rt_clock_ref (RtClock *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rt_clock_unref (RtClock *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_mutex_clear (&self->mutex);
  g_free (self);
}

gint64
rt_clock_now (RtClock *self)
{
  g_autoptr (GMutexLocker) locker = NULL;

  if (!self->fake)
    return g_get_real_time () / G_USEC_PER_SEC;
  locker = g_mutex_locker_new (&self->mutex);
  return self->utc_seconds;
}

gint64
rt_clock_monotonic_us (RtClock *self)
{
  g_autoptr (GMutexLocker) locker = NULL;

  if (!self->fake)
    return g_get_monotonic_time ();
  locker = g_mutex_locker_new (&self->mutex);
  return self->monotonic_us;
}

RtDay
rt_clock_today (RtClock *self)
{
  return rt_day_from_moment (rt_clock_now (self));
}

void
rt_clock_fake_advance (RtClock *self, gint64 seconds)
{
  g_autoptr (GMutexLocker) locker = NULL;

  if (!self->fake)
    return;
  locker = g_mutex_locker_new (&self->mutex);
  self->utc_seconds += seconds;
  if (seconds > 0)
    self->monotonic_us += seconds * G_USEC_PER_SEC;
}
