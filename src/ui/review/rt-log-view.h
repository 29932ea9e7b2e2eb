/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-window.h"

G_BEGIN_DECLS

/** RtLogView: the log, the newest entries first, by pages: every page that is read is itself recorded. Filters by
 * person, kind, record and day. */
#define RT_TYPE_LOG_VIEW (rt_log_view_get_type ())
G_DECLARE_FINAL_TYPE (RtLogView, rt_log_view, RT, LOG_VIEW, GtkWidget)

GtkWidget *rt_log_view_new (RtWindow *window);
/** rt_log_view_load: the first page with the filters as they are. */
void rt_log_view_load (RtLogView *self);

G_END_DECLS
