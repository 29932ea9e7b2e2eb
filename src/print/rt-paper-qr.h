/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/** rt_paper_qr: @text as a QR code (error correction M). The image is wiped when it is destroyed, since it may hold a
 * secret. NULL when there is no memory for it: what it says stands beside it in letters. Any thread. */
cairo_surface_t *rt_paper_qr (const char *text);

G_END_DECLS
