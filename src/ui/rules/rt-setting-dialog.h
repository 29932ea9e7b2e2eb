/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-settings.h"
#include "rt-window.h"

G_BEGIN_DECLS

/** rt_setting_dialog_present: asks for another value of a setting and for the reason, and saves it. @now is borrowed
 * during the call. */
void rt_setting_dialog_present (RtWindow *window, const RtSettingValue *now);

G_END_DECLS
