/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cuts a document into pieces: sets each block's text to the width and says which pieces hold together. */
#include "config.h"

#include "rt-paper-flow.h"

#include <math.h>

#include "rt-paper-flow-private.h"
#include "rt-paper-style.h"

static const RtPaperType type_title = { .size = RT_PAPER_SIZE_TITLE, .bold = TRUE };
static const RtPaperType type_subtitle = { .size = RT_PAPER_SIZE_BODY, .soft = TRUE, .figures = TRUE };
static const RtPaperType type_heading = { .size = RT_PAPER_SIZE_HEADING, .bold = TRUE };
static const RtPaperType type_strong = { .size = RT_PAPER_SIZE_BODY, .bold = TRUE };
static const RtPaperType type_body = { .size = RT_PAPER_SIZE_BODY, .natural = TRUE };
static const RtPaperType type_small = { .size = RT_PAPER_SIZE_SMALL, .soft = TRUE, .natural = TRUE };
static const RtPaperType type_label = { .size = RT_PAPER_SIZE_SMALL, .soft = TRUE };

/* White between two things is the larger of what either asks for. */
void
rt_paper_flow_ask_gap (RtPaperFlow *self, double gap)
{
  self->gap = MAX (self->gap, gap);
}

double
rt_paper_flow_measure (RtPaperFlow *self, const RtPaperType *type, const char *text)
{
  g_autoptr (PangoLayout) layout = rt_paper_type_layout_new (self->context, type, text, -1);
  int width;

  pango_layout_get_size (layout, &width, NULL);
  return pango_units_to_double (width) + 0.5;
}

void
rt_paper_flow_add_cell (RtPaperFlow *self, RtPaperRow *row, const RtPaperType *type, const char *text, double x,
                        double width)
{
  PangoLayout *layout = rt_paper_type_layout_new (self->context, type, text, width);

  self->missing += rt_paper_type_count_missing (layout, &self->missing_chinese);
  rt_paper_row_take_cell (row, type, layout, x, width);
}

void
rt_paper_flow_add_piece (RtPaperFlow *self, RtPaperPiece *piece)
{
  piece->gap = self->gap;
  piece->frame = self->frame;
  self->gap = 0;
  g_array_append_val (self->pieces, *piece);
}

/* @row's lines hold together with @bond at least, its last line holds the next piece with @bond_next. */
void
rt_paper_flow_take_row (RtPaperFlow *self, RtPaperRow *row, double x, RtPaperBond bond, RtPaperBond bond_next)
{
  guint n = rt_paper_row_get_n_lines (row);

  g_ptr_array_add (self->rows, row);
  for (guint i = 0; i < n; i++)
    {
      RtPaperPiece piece = { .row = row, .line = i, .x = x, .height = rt_paper_row_get_line_height (row, i) };

      if (i + 1 == n)
        piece.bond = MAX (bond_next, self->bond);
      else
        piece.bond = rt_paper_row_line_stays (row, i) ? RT_PAPER_BOND_LINES : MAX (bond, self->bond);
      rt_paper_flow_add_piece (self, &piece);
    }
}

static void
add_text (RtPaperFlow *self, const RtPaperType *type, const char *text, double inset, RtPaperBond bond_next)
{
  g_autoptr (RtPaperRow) row = rt_paper_row_new (self->width - 2 * inset);

  rt_paper_flow_add_cell (self, row, type, text, 0, self->width - 2 * inset);
  rt_paper_flow_take_row (self, g_steal_pointer (&row), inset, RT_PAPER_BOND_NONE, bond_next);
}

static void
add_title (RtPaperFlow *self, const RtPaperBlock *block)
{
  gboolean has_subtitle = block->text2[0] != '\0';

  rt_paper_flow_ask_gap (self, RT_PAPER_GAP_HEADING);
  add_text (self, &type_title, block->text, 0, RT_PAPER_BOND_LINES);
  if (has_subtitle)
    add_text (self, &type_subtitle, block->text2, 0, RT_PAPER_BOND_LINES);
  rt_paper_flow_ask_gap (self, RT_PAPER_GAP_HEADING);
}

static void
add_heading (RtPaperFlow *self, const RtPaperType *type, const RtPaperBlock *block)
{
  rt_paper_flow_ask_gap (self, type == &type_heading ? RT_PAPER_GAP_HEADING : RT_PAPER_GAP_BLOCK);
  add_text (self, type, block->text, 0, RT_PAPER_BOND_LINES);
  rt_paper_flow_ask_gap (self, type == &type_heading ? RT_PAPER_GAP_AFTER_HEADING : 1);
}

static void
add_paragraph (RtPaperFlow *self, const RtPaperType *type, const RtPaperBlock *block)
{
  rt_paper_flow_ask_gap (self, RT_PAPER_GAP_PARAGRAPH);
  add_text (self, type, block->text, 0, RT_PAPER_BOND_NONE);
  rt_paper_flow_ask_gap (self, RT_PAPER_GAP_PARAGRAPH);
}

static void
add_bullet (RtPaperFlow *self, const RtPaperBlock *block)
{
  g_autoptr (RtPaperRow) row = rt_paper_row_new (self->width);

  rt_paper_flow_add_cell (self, row, &type_strong, "•", 0, RT_PAPER_BULLET_INDENT);
  rt_paper_flow_add_cell (self, row, &type_body, block->text, RT_PAPER_BULLET_INDENT,
                          self->width - RT_PAPER_BULLET_INDENT);
  rt_paper_flow_ask_gap (self, RT_PAPER_GAP_BULLET);
  rt_paper_flow_take_row (self, g_steal_pointer (&row), 0, RT_PAPER_BOND_NONE, RT_PAPER_BOND_NONE);
  rt_paper_flow_ask_gap (self, RT_PAPER_GAP_BULLET);
}

static void
add_callout (RtPaperFlow *self, const RtPaperBlock *block)
{
  RtPaperFrame *frame = g_new0 (RtPaperFrame, 1);

  g_ptr_array_add (self->frames, frame);
  frame->enter = frame->leave = RT_PAPER_BOX_PAD;
  rt_paper_flow_ask_gap (self, RT_PAPER_GAP_BLOCK);
  self->frame = frame;
  if (block->text[0] != '\0')
    {
      add_text (self, &type_strong, block->text, RT_PAPER_BOX_PAD, RT_PAPER_BOND_LINES);
      rt_paper_flow_ask_gap (self, 2);
    }
  add_text (self, &type_body, block->text2, RT_PAPER_BOX_PAD, RT_PAPER_BOND_NONE);
  self->frame = NULL;
  rt_paper_flow_ask_gap (self, RT_PAPER_GAP_BLOCK);
}

static void
add_image (RtPaperFlow *self, const RtPaperBlock *block)
{
  double width = cairo_image_surface_get_width (block->image);
  double height = cairo_image_surface_get_height (block->image);
  RtPaperPiece piece = { .image = block->image, .bond = self->bond };

  if (width < 1 || height < 1 || block->size <= 0)
    return;
  piece.image_width = MIN (block->size, self->width);
  piece.image_width = MIN (piece.image_width, self->height * width / height);
  piece.height = piece.image_width * height / width;
  rt_paper_flow_ask_gap (self, RT_PAPER_GAP_BLOCK);
  rt_paper_flow_add_piece (self, &piece);
  rt_paper_flow_ask_gap (self, RT_PAPER_GAP_BLOCK);
}

static void
add_signature (RtPaperFlow *self, const RtPaperBlock *block)
{
  g_autoptr (RtPaperRow) row = rt_paper_row_new (self->width);
  double date_width = floor (self->width * 0.3);
  double sign_width = self->width - date_width - 2 * RT_PAPER_GUTTER;

  rt_paper_flow_add_cell (self, row, &type_label, block->text, 0, sign_width);
  if (block->text2[0] != '\0')
    rt_paper_flow_add_cell (self, row, &type_label, block->text2, self->width - date_width, date_width);
  rt_paper_row_set_pads (row, RT_PAPER_GAP_SIGNATURE, 0);
  rt_paper_row_set_rise (row, 2);
  rt_paper_row_set_strokes (row, RT_PAPER_STROKE_CELLS, RT_PAPER_STROKE_NONE);
  rt_paper_flow_take_row (self, g_steal_pointer (&row), 0, RT_PAPER_BOND_LINES, RT_PAPER_BOND_NONE);
  rt_paper_flow_ask_gap (self, RT_PAPER_GAP_PARAGRAPH);
}

static void
add_rule (RtPaperFlow *self)
{
  RtPaperPiece piece = { .rule = TRUE, .bond = self->bond };

  rt_paper_flow_ask_gap (self, RT_PAPER_GAP_BLOCK);
  rt_paper_flow_add_piece (self, &piece);
  rt_paper_flow_ask_gap (self, RT_PAPER_GAP_BLOCK);
}

static void
add_page_break (RtPaperFlow *self)
{
  RtPaperPiece piece = { .page_break = TRUE };

  self->gap = 0;
  rt_paper_flow_add_piece (self, &piece);
}

static void
add_block (RtPaperFlow *self, const RtPaperBlock *block)
{
  switch (block->kind)
    {
    case RT_PAPER_BLOCK_TITLE:
      return add_title (self, block);
    case RT_PAPER_BLOCK_HEADING:
      return add_heading (self, &type_heading, block);
    case RT_PAPER_BLOCK_SUBHEADING:
      return add_heading (self, &type_strong, block);
    case RT_PAPER_BLOCK_PARAGRAPH:
      return add_paragraph (self, &type_body, block);
    case RT_PAPER_BLOCK_SMALL:
      return add_paragraph (self, &type_small, block);
    case RT_PAPER_BLOCK_BULLET:
      return add_bullet (self, block);
    case RT_PAPER_BLOCK_CALLOUT:
      return add_callout (self, block);
    case RT_PAPER_BLOCK_IMAGE:
      return add_image (self, block);
    case RT_PAPER_BLOCK_SIGNATURE:
      return add_signature (self, block);
    case RT_PAPER_BLOCK_SPACER:
      self->gap += block->size;
      return;
    case RT_PAPER_BLOCK_RULE:
      return add_rule (self);
    case RT_PAPER_BLOCK_PAGE_BREAK:
      return add_page_break (self);
    case RT_PAPER_BLOCK_PAIRS:
      return rt_paper_flow_add_pairs (self, block);
    case RT_PAPER_BLOCK_TABLE:
      return rt_paper_flow_add_table (self, block);
    case RT_PAPER_BLOCK_CODES:
      return rt_paper_flow_add_codes (self, block);
    default:
      return;
    }
}

static void
frame_free (gpointer data)
{
  RtPaperFrame *frame = data;

  rt_paper_row_free (frame->head);
  g_free (frame);
}

static void
add_blocks (RtPaperFlow *self, GPtrArray *blocks)
{
  for (guint i = 0; i < blocks->len; i++)
    {
      const RtPaperBlock *block = g_ptr_array_index (blocks, i);
      const RtPaperBlock *next = i + 1 < blocks->len ? g_ptr_array_index (blocks, i + 1) : NULL;
      gboolean last = next == NULL || next->keep != block->keep;

      self->bond = block->keep != 0 ? RT_PAPER_BOND_GROUP : RT_PAPER_BOND_NONE;
      add_block (self, block);
      /* The group's last piece does not hold what comes after it. */
      if (block->keep != 0 && last && self->pieces->len > 0)
        {
          RtPaperPiece *piece = &g_array_index (self->pieces, RtPaperPiece, self->pieces->len - 1);

          if (piece->bond == RT_PAPER_BOND_GROUP)
            piece->bond = RT_PAPER_BOND_NONE;
        }
    }
}

/**
 * rt_paper_flow_new:
 * @doc: frozen by this
 * @context: of rt_paper_type_context_new(); a reference is taken
 * @width: of the text, points
 * @height: of an empty page's body, points
 *
 * Returns: (transfer full): for the calling thread. Lends @doc's images: keep @doc as long.
 */
RtPaperFlow *
rt_paper_flow_new (RtPaperDoc *doc, PangoContext *context, double width, double height)
{
  RtPaperFlow *self = g_new0 (RtPaperFlow, 1);
  GPtrArray *blocks = rt_paper_doc_freeze (doc);

  self->context = g_object_ref (context);
  self->width = width;
  self->height = height;
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) rt_paper_row_free);
  self->frames = g_ptr_array_new_with_free_func (frame_free);
  self->pieces = g_array_new (FALSE, FALSE, sizeof (RtPaperPiece));
  rt_paper_flow_measure_labels (self, blocks);
  add_blocks (self, blocks);
  return self;
}

void
rt_paper_flow_free (RtPaperFlow *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->pieces);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->frames);
  g_object_unref (self->context);
  g_free (self);
}

guint
rt_paper_flow_get_n_pieces (const RtPaperFlow *self)
{
  return self->pieces->len;
}

const RtPaperPiece *
rt_paper_flow_get_piece (const RtPaperFlow *self, guint n)
{
  return &g_array_index (self->pieces, RtPaperPiece, n);
}

guint
rt_paper_flow_count_missing (const RtPaperFlow *self, gboolean *chinese)
{
  *chinese = *chinese || self->missing_chinese;
  return self->missing;
}
