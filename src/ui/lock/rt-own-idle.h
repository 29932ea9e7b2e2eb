/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-idle-source.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/** RtOwnIdle: an RtIdleSource that sees keys and pointers in the program's own windows only: for desktops that tell
 * nobody more. Work in another program's window then counts as idle; the desk locks too early, never too late. */
#define RT_TYPE_OWN_IDLE (rt_own_idle_get_type ())
G_DECLARE_FINAL_TYPE (RtOwnIdle, rt_own_idle, RT, OWN_IDLE, GObject)

/** rt_own_idle_new: sees every window of @app from now on. Always has an answer. */
RtIdleSource *rt_own_idle_new (GtkApplication *app);

G_END_DECLS
