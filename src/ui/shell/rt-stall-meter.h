/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * The stall meter: the longest the main loop was busy in one go, between one wait for events and the next. In debug and
 * bench builds; else every function here does nothing. Main thread.
 */

/** rt_stall_meter_start: from now on; the default main context. */
void rt_stall_meter_start (void);
/** rt_stall_meter_take_worst: milliseconds, since the last time it was asked; begins anew. */
double rt_stall_meter_take_worst (void);
/** rt_stall_meter_tell_drawn: once @widget has been drawn, a byte goes to the file descriptor that the environment
 * names in ROLLTOP_DRAWN_FD: how the benchmarks know when a window is there. Nothing without that. */
void rt_stall_meter_tell_drawn (GtkWidget *widget);

G_END_DECLS
