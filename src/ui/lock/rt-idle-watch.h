/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-idle-source.h"

G_BEGIN_DECLS

/** How long before the end the warning comes. */
#define RT_IDLE_WARNING_MS 20000

/**
 * RtIdleWatch: tells when nobody has touched the desktop for a given time. It asks the first of its sources that can
 * tell; one that fails is passed over until the next start. Between questions it sleeps as long as the answer allows.
 * Main thread. Signals: "warning" (int seconds): nobody has for a while, and in so many seconds it ends; "active":
 * somebody has again after a warning; "idle": the time is over; the watch has stopped.
 */
#define RT_TYPE_IDLE_WATCH (rt_idle_watch_get_type ())
G_DECLARE_FINAL_TYPE (RtIdleWatch, rt_idle_watch, RT, IDLE_WATCH, GObject)

/** rt_idle_watch_new: @sources, best first, are taken (GPtrArray of RtIdleSource with its free function). Stopped. */
RtIdleWatch *rt_idle_watch_new (GPtrArray *sources);
/** rt_idle_watch_start: from now on, for @limit_ms (over 0); starts anew when it is running. */
void rt_idle_watch_start (RtIdleWatch *self, gint64 limit_ms);
/** rt_idle_watch_stop: nothing is asked or told any more. */
void rt_idle_watch_stop (RtIdleWatch *self);
/** rt_idle_watch_check: asks now; nothing when it is stopped or waits for an answer. */
void rt_idle_watch_check (RtIdleWatch *self);

G_END_DECLS
