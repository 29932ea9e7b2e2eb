/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>

#include "rt-paper-doc.h"

G_BEGIN_DECLS

/* A sheet and its margins, in points (1/72 inch). */
typedef struct
{
  double width;
  double height;
  double top;
  double right;
  double bottom;
  double left;
} RtPaperSetup;

RtPaperSetup rt_paper_setup_a4 (void);
RtPaperSetup rt_paper_setup_letter (void);

#define RT_TYPE_PAPER_LAYOUT (rt_paper_layout_get_type ())
G_DECLARE_FINAL_TYPE (RtPaperLayout, rt_paper_layout, RT, PAPER_LAYOUT, GObject)

RtPaperLayout *rt_paper_layout_new (RtPaperDoc *doc, const RtPaperSetup *setup, PangoContext *context, GError **error);

guint rt_paper_layout_get_n_pages (RtPaperLayout *self);
void rt_paper_layout_draw_page (RtPaperLayout *self, cairo_t *cr, guint page);
char *rt_paper_layout_dup_page_text (RtPaperLayout *self, guint page);
guint rt_paper_layout_count_missing_glyphs (RtPaperLayout *self);
gboolean rt_paper_layout_check_glyphs (RtPaperLayout *self, GError **error);

G_END_DECLS
