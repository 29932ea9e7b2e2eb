/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The flow while it is made, for rt-paper-flow.c and rt-paper-flow-rows.c only. */
#pragma once

#include "rt-paper-block.h"
#include "rt-paper-flow.h"

G_BEGIN_DECLS

struct _RtPaperFlow
{
  PangoContext *context; /* owned */
  double width;          /* of the text, points */
  double height;         /* of an empty page's body, points */
  GPtrArray *rows;       /* of RtPaperRow */
  GPtrArray *frames;     /* of RtPaperFrame */
  GArray *pieces;        /* of RtPaperPiece */
  guint missing;
  gboolean missing_chinese;

  /* while it is made */
  double label;     /* width of the labels of pairs, points */
  double gap;       /* white asked for above the next piece */
  RtPaperBond bond; /* between the pieces of a row, weakest allowed */
  const RtPaperFrame *frame;
};

void rt_paper_flow_add_piece (RtPaperFlow *self, RtPaperPiece *piece);
void rt_paper_flow_ask_gap (RtPaperFlow *self, double gap);
void rt_paper_flow_add_cell (RtPaperFlow *self, RtPaperRow *row, const RtPaperType *type, const char *text, double x,
                             double width);
void rt_paper_flow_take_row (RtPaperFlow *self, RtPaperRow *row, double x, RtPaperBond bond, RtPaperBond bond_next);
double rt_paper_flow_measure (RtPaperFlow *self, const RtPaperType *type, const char *text);

void rt_paper_flow_measure_labels (RtPaperFlow *self, GPtrArray *blocks);
void rt_paper_flow_add_pairs (RtPaperFlow *self, const RtPaperBlock *block);
void rt_paper_flow_add_codes (RtPaperFlow *self, const RtPaperBlock *block);
void rt_paper_flow_add_table (RtPaperFlow *self, const RtPaperBlock *block);

G_END_DECLS
