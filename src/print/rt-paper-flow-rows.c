/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The two kinds of blocks with rows: labels with values, and tables. */
#include "config.h"

#include <string.h>

#include "rt-paper-flow-private.h"
#include "rt-paper-style.h"

/* A table's head that takes more than this share of a page is not repeated. */
#define HEAD_SHARE 0.25

static const RtPaperType type_label = { .size = RT_PAPER_SIZE_SMALL, .soft = TRUE };
static const RtPaperType type_value = { .size = RT_PAPER_SIZE_BODY, .figures = TRUE };
static const RtPaperType type_mark = { .size = RT_PAPER_SIZE_SMALL, .soft = TRUE };
static const RtPaperType type_code = { .size = RT_PAPER_SIZE_CODE, .bold = TRUE, .mono = TRUE };
static const RtPaperType type_cell = { .size = RT_PAPER_SIZE_BODY };
static const RtPaperType type_total = { .size = RT_PAPER_SIZE_BODY, .bold = TRUE };

static double
pairs_column (RtPaperFlow *self, const RtPaperBlock *block)
{
  return block->size >= 2 ? (self->width - 2 * RT_PAPER_GUTTER) / 2 : self->width;
}

/* One width for the labels of all pairs of a paper, so that their values stand below each other: as the longest needs,
 * but never more than what leaves the values of the narrowest column room. */
void
rt_paper_flow_measure_labels (RtPaperFlow *self, GPtrArray *blocks)
{
  double column = self->width;
  double width = 0;

  for (guint i = 0; i < blocks->len; i++)
    {
      const RtPaperBlock *block = g_ptr_array_index (blocks, i);

      if (block->kind != RT_PAPER_BLOCK_PAIRS)
        continue;
      column = MIN (column, pairs_column (self, block));
      for (guint k = 0; k < block->rows->len; k++)
        {
          const RtPaperBlockRow *row = g_ptr_array_index (block->rows, k);

          width = MAX (width, rt_paper_flow_measure (self, &type_label, row->cells[0]));
        }
    }
  self->label = CLAMP (width + RT_PAPER_GUTTER, column * 0.25, column * 0.42);
}

/* A value, and its mark behind it on the same line where there is room, else after the text. */
static void
add_value (RtPaperFlow *self, RtPaperRow *row, const RtPaperBlockRow *pair, double x, double width)
{
  const char *value = pair->cells[1];
  const char *mark = pair->cells[2];
  double end = mark[0] != '\0' ? rt_paper_flow_measure (self, &type_value, value) + RT_PAPER_GUTTER / 2 : 0;
  g_autofree char *both = NULL;

  if (mark[0] == '\0')
    rt_paper_flow_add_cell (self, row, &type_value, value, x, width);
  else if (strchr (value, '\n') == NULL && end + rt_paper_flow_measure (self, &type_mark, mark) <= width)
    {
      rt_paper_flow_add_cell (self, row, &type_value, value, x, end);
      rt_paper_flow_add_cell (self, row, &type_mark, mark, x + end, width - end);
    }
  else
    {
      both = g_strconcat (value, " · ", mark, NULL);
      rt_paper_flow_add_cell (self, row, &type_value, both, x, width);
    }
}

void
rt_paper_flow_add_pairs (RtPaperFlow *self, const RtPaperBlock *block)
{
  guint columns = block->size >= 2 ? 2 : 1;
  double column = pairs_column (self, block);
  double label = self->label;

  rt_paper_flow_ask_gap (self, RT_PAPER_GAP_PARAGRAPH);
  for (guint i = 0; i < block->rows->len; i += columns)
    {
      g_autoptr (RtPaperRow) row = rt_paper_row_new (self->width);

      for (guint k = 0; k < columns && i + k < block->rows->len; k++)
        {
          const RtPaperBlockRow *pair = g_ptr_array_index (block->rows, i + k);
          double x = k * (column + 2 * RT_PAPER_GUTTER);

          rt_paper_flow_add_cell (self, row, &type_label, pair->cells[0], x, label - RT_PAPER_GUTTER / 2);
          add_value (self, row, pair, x + label, column - label);
        }
      rt_paper_flow_take_row (self, g_steal_pointer (&row), 0, RT_PAPER_BOND_ROW, RT_PAPER_BOND_NONE);
      rt_paper_flow_ask_gap (self, RT_PAPER_GAP_PAIR);
    }
  rt_paper_flow_ask_gap (self, RT_PAPER_GAP_BLOCK);
}

static RtPaperType
column_type (const RtPaperColumn *column, const RtPaperType *base)
{
  RtPaperType type = *base;

  type.details = column->details;
  if (column->align == RT_PAPER_ALIGN_END)
    {
      type.align = PANGO_ALIGN_RIGHT;
      type.figures = TRUE;
    }
  return type;
}

/* What a column of numbers needs so that none of them is broken. */
static double
number_width (RtPaperFlow *self, const RtPaperBlock *block, guint column)
{
  RtPaperType label = column_type (&block->columns[column], &type_label);
  double width = rt_paper_flow_measure (self, &label, block->columns[column].title);

  for (guint i = 0; i < block->rows->len; i++)
    {
      const RtPaperBlockRow *row = g_ptr_array_index (block->rows, i);
      RtPaperType type = column_type (&block->columns[column], row->total ? &type_total : &type_cell);

      width = MAX (width, rt_paper_flow_measure (self, &type, row->cells[column]));
    }
  return width;
}

static double
column_weight (const RtPaperBlock *block, guint column)
{
  return MAX (block->columns[column].weight, 0.01);
}

static double
gutter_width (RtPaperFlow *self, const RtPaperBlock *block)
{
  return MIN (RT_PAPER_GUTTER, self->width / (4.0 * block->n_columns));
}

/* Whatever was asked for, the columns fill the width and no more. */
static void
fit_width (double *widths, guint n, double width)
{
  double sum = 0;

  for (guint i = 0; i < n; i++)
    sum += widths[i];
  for (guint i = 0; i < n; i++)
    widths[i] *= width / sum;
}

/* A column of numbers is as wide as its longest, up to a third of all; the others share the rest by weight. */
static void
share_width (RtPaperFlow *self, const RtPaperBlock *block, double *widths)
{
  double width = self->width - (block->n_columns - 1) * gutter_width (self, block);
  double left = width;
  double weights = 0;

  for (guint i = 0; i < block->n_columns; i++)
    if (block->columns[i].align == RT_PAPER_ALIGN_END)
      {
        widths[i] = MIN (number_width (self, block, i) + RT_PAPER_GUTTER / 2, width / 3);
        left -= widths[i];
      }
    else
      weights += column_weight (block, i);
  for (guint i = 0; i < block->n_columns; i++)
    if (block->columns[i].align != RT_PAPER_ALIGN_END)
      widths[i] = MAX (left, width / 4) * column_weight (block, i) / weights;
  fit_width (widths, block->n_columns, width);
}

static RtPaperRow *
table_row (RtPaperFlow *self, const RtPaperBlock *block, const double *widths, const RtPaperType *base,
           const RtPaperBlockRow *data)
{
  RtPaperRow *row = rt_paper_row_new (self->width);
  double x = 0;

  for (guint i = 0; i < block->n_columns; i++)
    {
      RtPaperType type = column_type (&block->columns[i], base);

      rt_paper_flow_add_cell (self, row, &type, data != NULL ? data->cells[i] : block->columns[i].title, x, widths[i]);
      x += widths[i] + gutter_width (self, block);
    }
  return row;
}

static void
add_table_head (RtPaperFlow *self, const RtPaperBlock *block, const double *widths)
{
  g_autoptr (RtPaperRow) head = table_row (self, block, widths, &type_label, NULL);
  RtPaperFrame *frame;

  rt_paper_row_set_pads (head, 0, RT_PAPER_CELL_PAD);
  rt_paper_row_set_strokes (head, RT_PAPER_STROKE_NONE, RT_PAPER_STROKE_LINE);
  if (block->rows->len == 0 || rt_paper_row_get_height (head) > self->height * HEAD_SHARE)
    {
      rt_paper_flow_take_row (self, g_steal_pointer (&head), 0, RT_PAPER_BOND_ROW, RT_PAPER_BOND_LINES);
      return;
    }
  frame = g_new0 (RtPaperFrame, 1);
  frame->enter = rt_paper_row_get_height (head);
  frame->head = g_steal_pointer (&head);
  g_ptr_array_add (self->frames, frame);
  self->frame = frame;
}

void
rt_paper_flow_add_table (RtPaperFlow *self, const RtPaperBlock *block)
{
  g_autofree double *widths = g_new0 (double, block->n_columns);

  share_width (self, block, widths);
  rt_paper_flow_ask_gap (self, RT_PAPER_GAP_PARAGRAPH);
  add_table_head (self, block, widths);
  for (guint i = 0; i < block->rows->len; i++)
    {
      const RtPaperBlockRow *data = g_ptr_array_index (block->rows, i);
      const RtPaperBlockRow *next = i + 1 < block->rows->len ? g_ptr_array_index (block->rows, i + 1) : NULL;
      g_autoptr (RtPaperRow) row = table_row (self, block, widths, data->total ? &type_total : &type_cell, data);
      gboolean holds = next != NULL && next->total;

      rt_paper_row_set_pads (row, RT_PAPER_CELL_PAD, RT_PAPER_CELL_PAD);
      rt_paper_row_set_strokes (row, RT_PAPER_STROKE_NONE,
                                holds && !data->total ? RT_PAPER_STROKE_LINE : RT_PAPER_STROKE_HAIR);
      rt_paper_flow_take_row (self, g_steal_pointer (&row), 0, RT_PAPER_BOND_ROW,
                              holds ? RT_PAPER_BOND_LINES : RT_PAPER_BOND_NONE);
    }
  self->frame = NULL;
  rt_paper_flow_ask_gap (self, RT_PAPER_GAP_BLOCK);
}

/* Each code behind its number, which stands flush right before it. */
static RtPaperRow *
codes_row (RtPaperFlow *self, const RtPaperBlock *block, guint first, double column)
{
  RtPaperRow *row = rt_paper_row_new (self->width);
  guint columns = (guint) block->size;
  RtPaperType number = type_label;

  number.align = PANGO_ALIGN_RIGHT;
  for (guint i = first; i < block->rows->len && i < first + columns; i++)
    {
      const RtPaperBlockRow *code = g_ptr_array_index (block->rows, i);
      g_autofree char *text = g_strdup_printf ("%u", i + 1);
      double x = (i - first) * column;

      rt_paper_flow_add_cell (self, row, &number, text, x, RT_PAPER_CODE_NUMBER);
      rt_paper_flow_add_cell (self, row, &type_code, code->cells[0], x + RT_PAPER_CODE_NUMBER + RT_PAPER_GUTTER / 2,
                              column - RT_PAPER_CODE_NUMBER - RT_PAPER_GUTTER);
    }
  rt_paper_row_set_pads (row, RT_PAPER_CELL_PAD, RT_PAPER_CELL_PAD);
  return row;
}

/* The image takes no height: the codes beside it are taller. */
static void
add_codes_image (RtPaperFlow *self, const RtPaperBlock *block)
{
  RtPaperPiece piece = { .image = block->image, .image_width = RT_PAPER_CODE_IMAGE, .bond = RT_PAPER_BOND_LINES };

  piece.x = self->width - piece.image_width;
  rt_paper_flow_add_piece (self, &piece);
}

void
rt_paper_flow_add_codes (RtPaperFlow *self, const RtPaperBlock *block)
{
  guint columns = (guint) block->size;
  double width = self->width - (block->image != NULL ? RT_PAPER_CODE_IMAGE + RT_PAPER_GUTTER : 0);

  rt_paper_flow_ask_gap (self, RT_PAPER_GAP_BLOCK);
  if (block->image != NULL)
    add_codes_image (self, block);
  for (guint i = 0; i < block->rows->len; i += columns)
    {
      gboolean last = i + columns >= block->rows->len;
      g_autoptr (RtPaperRow) row = codes_row (self, block, i, width / columns);

      rt_paper_flow_take_row (self, g_steal_pointer (&row), 0, RT_PAPER_BOND_LINES,
                              last ? RT_PAPER_BOND_NONE : RT_PAPER_BOND_LINES);
    }
  rt_paper_flow_ask_gap (self, RT_PAPER_GAP_BLOCK);
}
