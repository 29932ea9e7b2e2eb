/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-window.h"

G_BEGIN_DECLS

/** rt_codes_dialog_present: the signed-in person makes new recovery codes for themselves, and sees them once. @window
 * is borrowed and outlives the dialogue. Main thread. */
void rt_codes_dialog_present (RtWindow *window);

G_END_DECLS
