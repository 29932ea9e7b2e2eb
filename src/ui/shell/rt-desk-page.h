/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-window.h"

G_BEGIN_DECLS

/**
 * RtDeskPage: the desk of the person signed in: sidebar with what their roles use, the areas, the search box, their
 * name and the lock. Made at sign-in and destroyed at locking, with everything that was on it. Actions for what is on
 * it: "desk.show-order" (x), "desk.show-ticket" (x), "desk.show-customer" (x), "desk.new-order", "desk.new-ticket"
 * ((xx) order and line), "desk.area" (s).
 */
#define RT_TYPE_DESK_PAGE (rt_desk_page_get_type ())
G_DECLARE_FINAL_TYPE (RtDeskPage, rt_desk_page, RT, DESK_PAGE, AdwBin)

GtkWidget *rt_desk_page_new (RtWindow *window);
void rt_desk_page_focus_search (RtDeskPage *self);

G_END_DECLS
