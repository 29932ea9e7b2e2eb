/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a document is made of, between RtPaperDoc, which builds it, and RtPaperFlow, which reads it. Private to the
 * print room. */
#pragma once

#include "rt-paper-doc.h"

G_BEGIN_DECLS

typedef enum
{
  RT_PAPER_BLOCK_TITLE,
  RT_PAPER_BLOCK_HEADING,
  RT_PAPER_BLOCK_SUBHEADING,
  RT_PAPER_BLOCK_PARAGRAPH,
  RT_PAPER_BLOCK_SMALL,
  RT_PAPER_BLOCK_BULLET,
  RT_PAPER_BLOCK_CALLOUT,
  RT_PAPER_BLOCK_IMAGE,
  RT_PAPER_BLOCK_SIGNATURE,
  RT_PAPER_BLOCK_SPACER,
  RT_PAPER_BLOCK_RULE,
  RT_PAPER_BLOCK_PAGE_BREAK,
  RT_PAPER_BLOCK_PAIRS,
  RT_PAPER_BLOCK_TABLE,
  RT_PAPER_BLOCK_CODES,
} RtPaperBlockKind;

typedef struct
{
  char **cells; /* as many as the block has columns, all set */
  gboolean total;
} RtPaperBlockRow;

typedef struct
{
  RtPaperBlockKind kind;
  guint keep;  /* the number of its keep-together group, 0 for none */
  char *text;  /* safe text (rt_paper_text_safe()), never NULL */
  char *text2; /* subtitle, call-out's text, date label; never NULL */
  double size; /* points: height of a spacer, width of an image */
  guint n_columns;
  RtPaperColumn *columns; /* owned with their titles; NULL for pairs */
  GPtrArray *rows;        /* of RtPaperBlockRow; NULL for what has none */
  cairo_surface_t *image;
} RtPaperBlock;

RtPaperBlock *rt_paper_block_new (RtPaperBlockKind kind, const char *text, const char *text2);
void rt_paper_block_set_columns (RtPaperBlock *self, const RtPaperColumn *columns, guint n_columns);
void rt_paper_block_take_row (RtPaperBlock *self, char **cells, gboolean total);
void rt_paper_block_free (RtPaperBlock *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtPaperBlock, rt_paper_block_free)

/** rt_paper_doc_freeze: ends building and lends the blocks (of RtPaperBlock), in order. Any thread once built. */
GPtrArray *rt_paper_doc_freeze (RtPaperDoc *self);

G_END_DECLS
