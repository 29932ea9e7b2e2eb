/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-area.h"

G_BEGIN_DECLS

/** RtStaffPage: the people of the desk with their roles and states; who waits can be let in, accounts are made and
 * changed. */
#define RT_TYPE_STAFF_PAGE (rt_staff_page_get_type ())
G_DECLARE_FINAL_TYPE (RtStaffPage, rt_staff_page, RT, STAFF_PAGE, GtkWidget)

/** rt_staff_page_new: @window is borrowed and outlives the page. */
GtkWidget *rt_staff_page_new (RtWindow *window);

G_END_DECLS
