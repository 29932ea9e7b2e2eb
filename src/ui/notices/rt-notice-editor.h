/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-notice.h"
#include "rt-window.h"

G_BEGIN_DECLS

/**
 * RtNoticeEditor: the draft of the notice's next version, part by part in both languages. What is typed is saved by
 * itself; publishing asks first and says which parts differ from the version in force. Closes when the desk locks,
 * saving what was typed.
 */
#define RT_TYPE_NOTICE_EDITOR (rt_notice_editor_get_type ())
G_DECLARE_FINAL_TYPE (RtNoticeEditor, rt_notice_editor, RT, NOTICE_EDITOR, AdwWindow)

/** rt_notice_editor_new: @window is borrowed and outlives it; @draft and @current (NULL: nothing published yet) are
 * borrowed for the call. */
RtNoticeEditor *rt_notice_editor_new (RtWindow *window, RtNotice *draft, RtNotice *current);

G_END_DECLS
