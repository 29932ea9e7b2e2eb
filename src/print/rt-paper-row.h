/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-paper-type.h"

G_BEGIN_DECLS

/* One or more texts side by side on common base lines. A paragraph is a row with one cell. Private to the print room.
 */
typedef struct _RtPaperRow RtPaperRow;

typedef enum
{
  RT_PAPER_STROKE_NONE,
  RT_PAPER_STROKE_HAIR,  /* thin and grey */
  RT_PAPER_STROKE_LINE,  /* black */
  RT_PAPER_STROKE_CELLS, /* black, over each cell by itself: lines to sign on */
} RtPaperStroke;

RtPaperRow *rt_paper_row_new (double width);
void rt_paper_row_free (RtPaperRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtPaperRow, rt_paper_row_free)

void rt_paper_row_take_cell (RtPaperRow *self, const RtPaperType *type, PangoLayout *layout, double x, double width);
void rt_paper_row_set_pads (RtPaperRow *self, double above, double below);
void rt_paper_row_set_strokes (RtPaperRow *self, RtPaperStroke above, RtPaperStroke below);
void rt_paper_row_set_rise (RtPaperRow *self, double rise);

guint rt_paper_row_get_n_lines (const RtPaperRow *self);
double rt_paper_row_get_line_height (const RtPaperRow *self, guint line);
double rt_paper_row_get_height (const RtPaperRow *self);
gboolean rt_paper_row_line_stays (const RtPaperRow *self, guint line);

void rt_paper_row_draw_line (const RtPaperRow *self, cairo_t *cr, guint line, double x, double y);
void rt_paper_row_append_text (const RtPaperRow *self, guint line, GString *out);

G_END_DECLS
