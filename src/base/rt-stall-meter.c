/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long the main loop was busy in one go, and whose doing that was: for debug and bench builds alone. */
#include "config.h"

#include "rt-stall-meter.h"

#ifdef RT_STALL_METER

#define DEEPEST 32 /* what nests deeper goes with what it is in */

static gboolean started;
static gint64 busy_since, looked_at; /* µs, monotonic */
static gint64 ours, marked;          /* µs of the go that is under way */
static gint64 worst, worst_ours, worst_marked;
static RtStallWhose stack[DEEPEST];
static guint depth;
static gboolean in_frame;

static RtStallWhose
whose_now (void)
{
  if (depth > 0)
    return stack[MIN (depth, DEEPEST) - 1];
  return in_frame ? RT_STALL_TOOLKIT : RT_STALL_OURS;
}

static void
account (void)
{
  gint64 now = g_get_monotonic_time ();

  if (whose_now () == RT_STALL_OURS)
    {
      ours += now - looked_at;
      marked += depth > 0 ? now - looked_at : 0;
    }
  looked_at = now;
}

static void
begin_go (void)
{
  busy_since = looked_at = g_get_monotonic_time ();
  ours = marked = 0;
}

static gint
poll_and_count (GPollFD *fds, guint n, gint timeout)
{
  gint result;

  account ();
  in_frame = FALSE;
  worst = MAX (worst, looked_at - busy_since);
  worst_ours = MAX (worst_ours, ours);
  worst_marked = MAX (worst_marked, marked);
  result = g_poll (fds, n, timeout);
  begin_go ();
  return result;
}

void
rt_stall_meter_start (void)
{
  if (started)
    return;
  started = TRUE;
  begin_go ();
  g_main_context_set_poll_func (NULL, poll_and_count);
}

void
rt_stall_meter_enter (RtStallWhose whose)
{
  if (!started)
    return;
  account ();
  if (depth < DEEPEST)
    stack[depth] = whose;
  depth++;
}

void
rt_stall_meter_leave (void)
{
  if (!started || depth == 0)
    return;
  account ();
  depth--;
}

void
rt_stall_meter_frame (gboolean begins)
{
  if (!started)
    return;
  account ();
  in_frame = begins;
}

RtStall
rt_stall_meter_take (void)
{
  const RtStall taken = { (double) worst / 1000.0, (double) worst_ours / 1000.0, (double) worst_marked / 1000.0 };

  worst = worst_ours = worst_marked = 0;
  begin_go ();
  return taken;
}

#endif
