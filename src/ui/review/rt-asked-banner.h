/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-window.h"

G_BEGIN_DECLS

/** RtAskedBanner: tells whoever is signed in that somebody asks about their looks, and lets them answer. Nothing is
 * there when nobody does. */
#define RT_TYPE_ASKED_BANNER (rt_asked_banner_get_type ())
G_DECLARE_FINAL_TYPE (RtAskedBanner, rt_asked_banner, RT, ASKED_BANNER, GtkWidget)

/** rt_asked_banner_set_window: starts looking. */
void rt_asked_banner_set_window (RtAskedBanner *self, RtWindow *window);

G_END_DECLS
