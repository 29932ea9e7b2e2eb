/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-paper-flow.h"

G_BEGIN_DECLS

/* A piece in its place. */
typedef struct
{
  const RtPaperPiece *piece; /* borrowed from the flow */
  double y;                  /* from the body's top, points */
} RtPaperPlaced;

/* The part of a frame that is on one page. */
typedef struct
{
  const RtPaperFrame *frame; /* borrowed from the flow */
  double top;
  double bottom;
} RtPaperFramed;

/* What is on one page. Private to the print room. */
typedef struct
{
  GArray *placed; /* of RtPaperPlaced */
  GArray *framed; /* of RtPaperFramed */
} RtPaperPage;

GPtrArray *rt_paper_paginate (const RtPaperFlow *flow, double height);

G_END_DECLS
