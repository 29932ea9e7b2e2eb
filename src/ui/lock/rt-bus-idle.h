/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-idle-source.h"

G_BEGIN_DECLS

/** RtBusIdle: an RtIdleSource on the session bus. */
#define RT_TYPE_BUS_IDLE (rt_bus_idle_get_type ())
G_DECLARE_FINAL_TYPE (RtBusIdle, rt_bus_idle, RT, BUS_IDLE, GObject)

/** rt_bus_idle_new_mutter: org.gnome.Mutter.IdleMonitor, which GNOME has under X11 and Wayland; it stirs. */
RtIdleSource *rt_bus_idle_new_mutter (void);
/** rt_bus_idle_new_screen_saver: org.freedesktop.ScreenSaver, whose GetSessionIdleTime KDE answers in milliseconds. */
RtIdleSource *rt_bus_idle_new_screen_saver (void);

G_END_DECLS
