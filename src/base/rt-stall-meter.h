/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * The stall meter: the longest the main loop was busy in one go, between one wait for events and the next, and how much
 * of that was ours. Ours is all that runs from the main loop, whatever functions of the toolkit it calls, but for three
 * things: the toolkit's frames, its working out how large a window wants to be (rt-frame-meter.h), and what a list tells
 * that it changed, where the toolkit makes widgets for the new rows. Where the toolkit calls us from within these, that
 * is ours again. What the toolkit does by itself elsewhere, and does not tell, counts as ours too: the functions that are
 * marked as ours are therefore counted apart as well. In debug and bench builds; else nothing of this is compiled. Main
 * thread; where it was not started, nothing happens.
 */
typedef enum
{
  RT_STALL_OURS,
  RT_STALL_TOOLKIT
} RtStallWhose;

/** RtStall: the worst since it was last asked for, in milliseconds; they need not be of the same go. */
typedef struct
{
  double whole;
  double ours;
  double marked; /* of ours, in what is marked as that */
} RtStall;

#ifdef RT_STALL_METER

/** rt_stall_meter_start: from now on; the default main context. */
void rt_stall_meter_start (void);
/** rt_stall_meter_enter, rt_stall_meter_leave: whose doing it is what runs in between; they nest. Rather use
 * RT_STALL_MARK(). */
void rt_stall_meter_enter (RtStallWhose whose);
void rt_stall_meter_leave (void);
/** RT_STALL_MARK: whose doing the rest of the block is, however it is left. Stands among its declarations. */
#define RT_STALL_MARK(whose)                                                                                           \
  G_GNUC_UNUSED __attribute__ ((cleanup (rt_stall_mark_end))) const RtStallWhose rt_stall_mark =                       \
    rt_stall_mark_begin (whose)
static inline RtStallWhose
rt_stall_mark_begin (RtStallWhose whose)
{
  rt_stall_meter_enter (whose);
  return whose;
}
static inline void
rt_stall_mark_end (const RtStallWhose *whose)
{
  (void) whose;
  rt_stall_meter_leave ();
}
/** rt_stall_meter_frame: as enter and leave, for a frame of the toolkit, which may begin and not be told to end: it
 * ends with the go at the latest. */
void rt_stall_meter_frame (gboolean begins);
/** rt_stall_meter_take: begins anew, with the go that is under way too. */
RtStall rt_stall_meter_take (void);

#else

static inline void
rt_stall_meter_start (void)
{
}

#define RT_STALL_MARK(whose) G_GNUC_UNUSED const RtStallWhose rt_stall_mark = (whose)

static inline void
rt_stall_meter_frame (gboolean begins)
{
  (void) begins;
}

static inline RtStall
rt_stall_meter_take (void)
{
  return (RtStall){ 0, 0, 0 };
}

#endif

G_END_DECLS
