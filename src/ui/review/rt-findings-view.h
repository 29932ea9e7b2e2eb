/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-window.h"

G_BEGIN_DECLS

/** RtFindingsView: what the rules found in the log, the worst on top, and what about the one selected. */
#define RT_TYPE_FINDINGS_VIEW (rt_findings_view_get_type ())
G_DECLARE_FINAL_TYPE (RtFindingsView, rt_findings_view, RT, FINDINGS_VIEW, GtkWidget)

GtkWidget *rt_findings_view_new (RtWindow *window);
void rt_findings_view_load (RtFindingsView *self);
/** rt_findings_view_set_reading: the log is being read with the rules. */
void rt_findings_view_set_reading (RtFindingsView *self, gboolean reading);

G_END_DECLS
