/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-paper-doc.h"
#include "rt-paper-row.h"

G_BEGIN_DECLS

/* How firmly a piece holds on to the next one. A weaker bond gives way first when a page cannot hold all. */
typedef enum
{
  RT_PAPER_BOND_NONE,
  RT_PAPER_BOND_GROUP, /* kept together by the document */
  RT_PAPER_BOND_ROW,   /* lines of one table row */
  RT_PAPER_BOND_LINES, /* heading and text, single lines of a paragraph */
} RtPaperBond;

/* What is around a run of pieces on each page it reaches: a table's head, or a frame. */
typedef struct
{
  RtPaperRow *head; /* owned; NULL for a frame */
  double enter;     /* points it takes above its first piece on a page */
  double leave;     /* and below its last */
} RtPaperFrame;

/* The smallest thing put onto a page: a line of a row, a rule, an image, or a page break (none of them). */
typedef struct
{
  const RtPaperRow *row; /* borrowed from the flow */
  guint line;
  cairo_surface_t *image; /* borrowed from the document */
  double image_width;
  gboolean rule;
  gboolean page_break;
  double x;
  double height;
  double gap; /* white above, not at the top of a page */
  RtPaperBond bond;
  const RtPaperFrame *frame; /* borrowed from the flow, or NULL */
} RtPaperPiece;

/* A document cut into pieces for one width. Private to the print room. */
typedef struct _RtPaperFlow RtPaperFlow;

RtPaperFlow *rt_paper_flow_new (RtPaperDoc *doc, PangoContext *context, double width, double height);
void rt_paper_flow_free (RtPaperFlow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtPaperFlow, rt_paper_flow_free)

guint rt_paper_flow_get_n_pieces (const RtPaperFlow *self);
const RtPaperPiece *rt_paper_flow_get_piece (const RtPaperFlow *self, guint n);
guint rt_paper_flow_count_missing (const RtPaperFlow *self, gboolean *chinese);

G_END_DECLS
