/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rt-notice.h"

G_BEGIN_DECLS

/**
 * RtNoticeSide: the versions of the notice to choose from, and the parts of the one chosen with a tick for each that is
 * there and a word for each that is missing. Signals: "changed": another version is chosen; "part" (int): a part of it
 * was activated.
 */
#define RT_TYPE_NOTICE_SIDE (rt_notice_side_get_type ())
G_DECLARE_FINAL_TYPE (RtNoticeSide, rt_notice_side, RT, NOTICE_SIDE, GtkWidget)

GtkWidget *rt_notice_side_new (void);
/** rt_notice_side_set_versions: @versions: of RtNotice, published, newest first. Chooses the newest. */
void rt_notice_side_set_versions (RtNoticeSide *self, GPtrArray *versions);
/** rt_notice_side_set_language: whose parts are looked at. */
void rt_notice_side_set_language (RtNoticeSide *self, const char *lang);
/** rt_notice_side_get_notice: the version chosen, borrowed; NULL while there is none. */
RtNotice *rt_notice_side_get_notice (RtNoticeSide *self);
/** rt_notice_side_get_current: the newest version, borrowed; NULL while there is none. */
RtNotice *rt_notice_side_get_current (RtNoticeSide *self);

G_END_DECLS
