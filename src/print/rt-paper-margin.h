/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-paper-doc.h"
#include "rt-paper-row.h"

G_BEGIN_DECLS

/* What stands on every page: the store above, title and page number below. Private to the print room. */
typedef struct _RtPaperMargin RtPaperMargin;

RtPaperMargin *rt_paper_margin_new (RtPaperDoc *doc, PangoContext *context, double width);
void rt_paper_margin_set_n_pages (RtPaperMargin *self, guint n_pages);
void rt_paper_margin_free (RtPaperMargin *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtPaperMargin, rt_paper_margin_free)

double rt_paper_margin_get_head_height (const RtPaperMargin *self);
double rt_paper_margin_get_foot_height (const RtPaperMargin *self);
guint rt_paper_margin_count_missing (const RtPaperMargin *self, gboolean *chinese);

void rt_paper_margin_draw_head (const RtPaperMargin *self, cairo_t *cr, double x, double y);
void rt_paper_margin_draw_foot (const RtPaperMargin *self, cairo_t *cr, guint page, double x, double y);
void rt_paper_margin_append_head (const RtPaperMargin *self, GString *out);
void rt_paper_margin_append_foot (const RtPaperMargin *self, guint page, GString *out);

G_END_DECLS
