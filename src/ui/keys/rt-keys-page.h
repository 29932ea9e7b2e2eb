/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-area.h"

G_BEGIN_DECLS

/** RtKeysPage: the area of those who may renew keys: the recovery sheet, what is being renewed and why, and which key
 * is held by whom. */
#define RT_TYPE_KEYS_PAGE (rt_keys_page_get_type ())
G_DECLARE_FINAL_TYPE (RtKeysPage, rt_keys_page, RT, KEYS_PAGE, GtkWidget)

GtkWidget *rt_keys_page_new (RtWindow *window);

G_END_DECLS
