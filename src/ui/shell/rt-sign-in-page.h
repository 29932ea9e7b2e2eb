/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-window.h"

G_BEGIN_DECLS

/** RtSignInPage: who, password; one line says what is wrong, never which part. Invited people choose their own password
 * here first. */
#define RT_TYPE_SIGN_IN_PAGE (rt_sign_in_page_get_type ())
G_DECLARE_FINAL_TYPE (RtSignInPage, rt_sign_in_page, RT, SIGN_IN_PAGE, AdwBin)

GtkWidget *rt_sign_in_page_new (RtWindow *window);

G_END_DECLS
