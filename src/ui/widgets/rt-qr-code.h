/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rt-secret.h"

G_BEGIN_DECLS

/** RtQrCode: a QR code to be read off the screen by a telephone: black on white whatever the window's style is, since
 * many readers take nothing else; at least four pixels to a module, four modules of white around it (ISO/IEC 18004).
 * The modules lie in locked memory. */
#define RT_TYPE_QR_CODE (rt_qr_code_get_type ())
G_DECLARE_FINAL_TYPE (RtQrCode, rt_qr_code, RT, QR_CODE, GtkWidget)

/** rt_qr_code_set_text: @text: NUL-terminated; NULL: nothing is shown. FALSE when it does not fit into a code. */
gboolean rt_qr_code_set_text (RtQrCode *self, const RtSecret *text);

G_END_DECLS
