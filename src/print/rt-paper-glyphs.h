/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>

G_BEGIN_DECLS

/** rt_paper_glyphs_show_line: draws @line with its base line's start at (@x, @y) in the current colour. Private to the
 * print room. */
void rt_paper_glyphs_show_line (cairo_t *cr, PangoLayoutLine *line, double x, double y);

G_END_DECLS
