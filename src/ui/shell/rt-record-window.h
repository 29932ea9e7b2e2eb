/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-window.h"

G_BEGIN_DECLS

/**
 * RtRecordWindow: one record in a window of its own, beside the list it came from: an order, a ticket. It closes when
 * the desk locks. What leads elsewhere ("desk.show-order", "desk.show-ticket", "desk.show-customer", "desk.new-ticket")
 * is done in the main window.
 */
#define RT_TYPE_RECORD_WINDOW (rt_record_window_get_type ())
G_DECLARE_FINAL_TYPE (RtRecordWindow, rt_record_window, RT, RECORD_WINDOW, AdwWindow)

/**
 * rt_record_window_open:
 * @window: the main window
 * @key: what is shown, such as "order/17": one window for each
 * @detail: the detail; taken when a new window is made. Its property "title", where it has one, names the window: a
 *   record's number, never a customer.
 *
 * Presents the window of @key. Returns FALSE when it was open already; @detail is not used then and stays the
 * caller's.
 */
gboolean rt_record_window_open (RtWindow *window, const char *key, GtkWidget *detail);
/** rt_record_window_present: brings up the window of @key if there is one. */
gboolean rt_record_window_present (RtWindow *window, const char *key);

G_END_DECLS
