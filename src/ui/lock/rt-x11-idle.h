/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-idle-source.h"
#include <gdk/gdk.h>

G_BEGIN_DECLS

/** RtX11Idle: an RtIdleSource that reads the X server's own count of idle time. */
#define RT_TYPE_X11_IDLE (rt_x11_idle_get_type ())
G_DECLARE_FINAL_TYPE (RtX11Idle, rt_x11_idle, RT, X11_IDLE, GObject)

/** rt_x11_idle_new: under Wayland, or where the server does not count, every question is answered with an error. */
RtIdleSource *rt_x11_idle_new (GdkDisplay *display);

G_END_DECLS
