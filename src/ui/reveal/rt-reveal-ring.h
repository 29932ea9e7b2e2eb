/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** RtRevealRing: a thin ring that runs out, with the seconds that are left in it. A screen reader says them as one
 * sentence when it comes to it. Signal "over": once, at the end. Runs on the monotonic clock. */
#define RT_TYPE_REVEAL_RING (rt_reveal_ring_get_type ())
G_DECLARE_FINAL_TYPE (RtRevealRing, rt_reveal_ring, RT, REVEAL_RING, GtkWidget)

GtkWidget *rt_reveal_ring_new (void);
/** rt_reveal_ring_start: from the beginning, for so many seconds. */
void rt_reveal_ring_start (RtRevealRing *self, guint seconds);
void rt_reveal_ring_stop (RtRevealRing *self);

G_END_DECLS
