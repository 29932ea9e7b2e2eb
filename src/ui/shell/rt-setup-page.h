/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-window.h"

G_BEGIN_DECLS

/** RtSetupPage: setting up a store: the store, its first manager, the recovery sheet; or, at one press, an example
 * store. */
#define RT_TYPE_SETUP_PAGE (rt_setup_page_get_type ())
G_DECLARE_FINAL_TYPE (RtSetupPage, rt_setup_page, RT, SETUP_PAGE, AdwBin)

GtkWidget *rt_setup_page_new (RtWindow *window, gboolean example);

G_END_DECLS
