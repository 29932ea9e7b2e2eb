/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-window.h"

G_BEGIN_DECLS

/** RtRecoveryPage: typing in the recovery sheet when the keyring cannot give the key; then the store opens and the
 * keyring gets the key again. */
#define RT_TYPE_RECOVERY_PAGE (rt_recovery_page_get_type ())
G_DECLARE_FINAL_TYPE (RtRecoveryPage, rt_recovery_page, RT, RECOVERY_PAGE, AdwBin)

GtkWidget *rt_recovery_page_new (RtWindow *window, const char *path);

G_END_DECLS
