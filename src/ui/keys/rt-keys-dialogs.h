/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-window.h"

G_BEGIN_DECLS

/** rt_keys_dialog_drill: asks for the recovery sheet and says whether it fits; nothing but the log is changed. Gives
 * the dialogue, borrowed. */
GtkWidget *rt_keys_dialog_drill (RtWindow *window);
/** rt_keys_dialog_renew_all: asks whether every key is to be renewed. */
void rt_keys_dialog_renew_all (RtWindow *window);

G_END_DECLS
