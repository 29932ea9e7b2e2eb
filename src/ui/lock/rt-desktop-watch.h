/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RtDesktopWatch: hears when the desktop itself is locked or goes to sleep: ActiveChanged of org.gnome.ScreenSaver and
 * org.freedesktop.ScreenSaver on the session bus; Lock and LockedHint of the session, and PrepareForSleep, of
 * org.freedesktop.login1 on the system bus. Where one of them is missing, the others are heard. Any program of this
 * desktop can pretend to be one: all it brings about is a locked desk. Main thread. Signal "lock" (const char *why):
 * "desktop" or "suspend".
 */
#define RT_TYPE_DESKTOP_WATCH (rt_desktop_watch_get_type ())
G_DECLARE_FINAL_TYPE (RtDesktopWatch, rt_desktop_watch, RT, DESKTOP_WATCH, GObject)

RtDesktopWatch *rt_desktop_watch_new (void);
/** rt_desktop_watch_hold_sleep: while @hold, the computer is asked not to fall asleep before "lock" was handled and the
 * hold was let go with FALSE (a delay inhibitor, which logind honours for some seconds). */
void rt_desktop_watch_hold_sleep (RtDesktopWatch *self, gboolean hold);

G_END_DECLS
