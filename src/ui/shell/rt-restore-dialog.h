/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-window.h"

G_BEGIN_DECLS

/** rt_restore_dialog_show: for a store in which no manager can sign in any more: with the recovery sheet somebody
 * becomes manager and administrator. At the sign-in page; the store is open. */
void rt_restore_dialog_show (RtWindow *window);

G_END_DECLS
