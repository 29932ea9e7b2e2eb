/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-review.h"
#include "rt-window.h"

G_BEGIN_DECLS

/** RtFindingDetail: one finding: the sentence, why it is looked at, what the person says, what was decided, and the
 * entries of the log behind it. */
#define RT_TYPE_FINDING_DETAIL (rt_finding_detail_get_type ())
G_DECLARE_FINAL_TYPE (RtFindingDetail, rt_finding_detail, RT, FINDING_DETAIL, GtkWidget)

GtkWidget *rt_finding_detail_new (RtWindow *window);
/** rt_finding_detail_show: @finding is borrowed and must live while it is shown; NULL: none. */
void rt_finding_detail_show (RtFindingDetail *self, const RtFinding *finding);
/** rt_finding_detail_focus_ways: to what can be done about it next. FALSE when there is nothing. */
gboolean rt_finding_detail_focus_ways (RtFindingDetail *self);

/** rt_finding_severity_style: of RtPill. */
const char *rt_finding_severity_style (guint severity);

G_END_DECLS
