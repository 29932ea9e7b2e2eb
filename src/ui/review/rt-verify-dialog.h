/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-window.h"

G_BEGIN_DECLS

/** rt_verify_dialog_present: finds out whether the log is whole, with progress, and compares it with a daily sheet when
 * number and code are entered. Closing it calls it off. */
void rt_verify_dialog_present (RtWindow *window);

G_END_DECLS
