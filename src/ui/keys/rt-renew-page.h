/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-window.h"

G_BEGIN_DECLS

/** RtRenewPage: a new recovery sheet and store key, in four steps: what it means, the sheet (shown once, to be
 * printed), two of its groups typed in, and the work, during which nobody sits at the desk. */
#define RT_TYPE_RENEW_PAGE (rt_renew_page_get_type ())
G_DECLARE_FINAL_TYPE (RtRenewPage, rt_renew_page, RT, RENEW_PAGE, AdwBin)

/** rt_renew_page_new: @with_sheet: the person does not hold every key, so the sheet in force is asked for. */
GtkWidget *rt_renew_page_new (RtWindow *window, gboolean with_sheet);
/** rt_renew_page_is_working: the desk is locked for this, and the page stays. */
gboolean rt_renew_page_is_working (RtRenewPage *self);

G_END_DECLS
