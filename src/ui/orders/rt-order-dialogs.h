/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-order.h"
#include "rt-window.h"

G_BEGIN_DECLS

/** Dialogues about one order. Each asks what it must, saves, and says what was done in a toast; what does not pass
 * stays typed. */
void rt_order_dialog_take_over (RtWindow *window, RtOrder *order);
void rt_order_dialog_plan (RtWindow *window, RtOrder *order);
void rt_order_dialog_payment (RtWindow *window, RtOrder *order);
/** rt_order_dialog_state: asks only for what cannot be undone (cancelled) or needs a day (delivered). */
void rt_order_dialog_state (RtWindow *window, RtOrder *order, RtOrderState state);

G_END_DECLS
