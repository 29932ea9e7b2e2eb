/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-desk.h"
#include "rt-idle-watch.h"

G_BEGIN_DECLS

/**
 * RtAutoLock: locks the desk when nobody touches the desktop any more, when the desktop is locked, and before the
 * computer sleeps. Main thread. Signals: "warning" (int seconds): the desk locks in so many seconds unless somebody
 * touches a key or the mouse; "active": somebody did, or the desk is locked.
 */
#define RT_TYPE_AUTO_LOCK (rt_auto_lock_get_type ())
G_DECLARE_FINAL_TYPE (RtAutoLock, rt_auto_lock, RT, AUTO_LOCK, GObject)

/** rt_auto_lock_new: for @desk, which is borrowed and outlives it. @idle is taken. */
RtAutoLock *rt_auto_lock_new (RtDesk *desk, RtIdleWatch *idle);

G_END_DECLS
