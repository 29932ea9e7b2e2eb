/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-review.h"
#include "rt-window.h"

G_BEGIN_DECLS

/* Dialogues about one finding; @finding is borrowed during the call. */

/** rt_review_dialog_ask: has the person concerned explain it. */
void rt_review_dialog_ask (RtWindow *window, const RtFinding *finding);
/** rt_review_dialog_sign: decides it. */
void rt_review_dialog_sign (RtWindow *window, const RtFinding *finding);
/** rt_review_dialog_explain: the person concerned sees the entries and answers. */
void rt_review_dialog_explain (RtWindow *window, const RtFinding *finding);

G_END_DECLS
