/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rt-stall-meter.h"

G_BEGIN_DECLS

/* What the toolkit does for its frames, for the stall meter, and when a window is drawn. In debug and bench builds;
 * else every function here does nothing. Main thread. */

/** rt_frame_meter_start: starts the stall meter, and tells it of the frames of all windows: layout and painting. */
void rt_frame_meter_start (void);
/** rt_frame_meter_tell_drawn: once @widget has been drawn, a byte goes to the file descriptor that the environment
 * names in ROLLTOP_DRAWN_FD: how the benchmarks know when a window is there. Nothing without that. */
void rt_frame_meter_tell_drawn (GtkWidget *widget);

G_END_DECLS
