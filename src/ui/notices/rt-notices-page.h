/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-area.h"

G_BEGIN_DECLS

/** RtNoticesPage: the versions of the data-use notice, the parts of the one chosen with a tick for each, and the page
 * as it prints, whole or for the counter, in the language chosen. */
#define RT_TYPE_NOTICES_PAGE (rt_notices_page_get_type ())
G_DECLARE_FINAL_TYPE (RtNoticesPage, rt_notices_page, RT, NOTICES_PAGE, GtkWidget)

/** rt_notices_page_new: @window is borrowed and outlives the page. */
GtkWidget *rt_notices_page_new (RtWindow *window);

G_END_DECLS
