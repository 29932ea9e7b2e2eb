/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-window.h"

G_BEGIN_DECLS

/** RtLooksView: the picture of looks over a span of days that can be chosen. */
#define RT_TYPE_LOOKS_VIEW (rt_looks_view_get_type ())
G_DECLARE_FINAL_TYPE (RtLooksView, rt_looks_view, RT, LOOKS_VIEW, GtkWidget)

GtkWidget *rt_looks_view_new (RtWindow *window);
/** rt_looks_view_load: reads it anew. */
void rt_looks_view_load (RtLooksView *self);

G_END_DECLS
