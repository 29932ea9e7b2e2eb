/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-window.h"

G_BEGIN_DECLS

/** RtRevealAsks: a banner that says who asks to see more masked details today, with a button that opens the questions.
 * Closed while there are none; follows what is asked and answered. For people who may grant. */
#define RT_TYPE_REVEAL_ASKS (rt_reveal_asks_get_type ())
G_DECLARE_FINAL_TYPE (RtRevealAsks, rt_reveal_asks, RT, REVEAL_ASKS, GtkWidget)

GtkWidget *rt_reveal_asks_new (RtWindow *window); /* @window is borrowed */

G_END_DECLS
