/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts side by side, cut into lines that share a base line. The line is the smallest thing that goes onto a page. */
#include "config.h"

#include "rt-paper-row.h"

#include "rt-paper-glyphs.h"
#include "rt-paper-style.h"

typedef struct
{
  PangoLayoutLine *line; /* owned reference */
  double x;
  gboolean starts_paragraph;
  gboolean soft;
} Line;

typedef struct
{
  PangoLayout *layout; /* owned */
  double x;
  double width;
  GArray *lines; /* of Line */
} Cell;

typedef struct
{
  double ascent;
  double descent;
} Slot;

struct _RtPaperRow
{
  double width;
  double pad_above;
  double pad_below;
  double rise;
  RtPaperStroke above;
  RtPaperStroke below;
  GArray *cells; /* of Cell */
  GArray *slots; /* of Slot: line n of all cells together */
};

static void
line_clear (gpointer data)
{
  g_clear_pointer (&((Line *) data)->line, pango_layout_line_unref);
}

static void
cell_clear (gpointer data)
{
  Cell *cell = data;

  g_array_unref (cell->lines);
  g_object_unref (cell->layout);
}

/**
 * rt_paper_row_new:
 * @width: points, from the text's left edge to its right
 *
 * Returns: (transfer full): a row without cells, for the calling thread
 */
RtPaperRow *
rt_paper_row_new (double width)
{
  RtPaperRow *self = g_new0 (RtPaperRow, 1);

  self->width = width;
  self->cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  g_array_set_clear_func (self->cells, cell_clear);
  self->slots = g_array_new (FALSE, FALSE, sizeof (Slot));
  return self;
}

void
rt_paper_row_free (RtPaperRow *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->cells);
  g_array_unref (self->slots);
  g_free (self);
}

static void
grow_slot (RtPaperRow *self, guint index, double ascent, double descent)
{
  Slot *slot;

  if (index >= self->slots->len)
    {
      const Slot empty = { 0, 0 };

      g_array_append_val (self->slots, empty);
    }
  slot = &g_array_index (self->slots, Slot, index);
  slot->ascent = MAX (slot->ascent, ascent);
  slot->descent = MAX (slot->descent, descent);
}

/**
 * rt_paper_row_take_cell:
 * @layout: (transfer full): set as @type says, @width wide
 * @x: points from the row's left edge
 */
void
rt_paper_row_take_cell (RtPaperRow *self, const RtPaperType *type, PangoLayout *layout, double x, double width)
{
  Cell cell = { .layout = layout, .x = x, .width = width };
  int details = rt_paper_type_details_start (type, pango_layout_get_text (layout));
  PangoLayoutIter *iter = pango_layout_get_iter (layout);

  cell.lines = g_array_new (FALSE, FALSE, sizeof (Line));
  g_array_set_clear_func (cell.lines, line_clear);
  do
    {
      Line line = { .line = pango_layout_line_ref (pango_layout_iter_get_line_readonly (iter)) };
      PangoRectangle logical;
      gboolean is_detail = line.line->start_index >= details;
      double size = is_detail ? RT_PAPER_SIZE_SMALL : type->size;
      double base;

      pango_layout_iter_get_line_extents (iter, NULL, &logical);
      base = pango_units_to_double (pango_layout_iter_get_baseline (iter) - logical.y);
      line.x = pango_units_to_double (logical.x);
      line.starts_paragraph = line.line->is_paragraph_start;
      line.soft = type->soft || is_detail;
      grow_slot (self, cell.lines->len, MAX (base, size * RT_PAPER_ASCENT),
                 MAX (pango_units_to_double (logical.height) - base, size * RT_PAPER_DESCENT));
      g_array_append_val (cell.lines, line);
    }
  while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
  g_array_append_val (self->cells, cell);
}

/** rt_paper_row_set_pads: white above the first and below the last line, in points, which goes with them. */
void
rt_paper_row_set_pads (RtPaperRow *self, double above, double below)
{
  self->pad_above = above;
  self->pad_below = below;
}

void
rt_paper_row_set_strokes (RtPaperRow *self, RtPaperStroke above, RtPaperStroke below)
{
  self->above = above;
  self->below = below;
}

/** rt_paper_row_set_rise: how far the stroke above stands over the text, in points; 0: at the row's top. */
void
rt_paper_row_set_rise (RtPaperRow *self, double rise)
{
  self->rise = rise;
}

guint
rt_paper_row_get_n_lines (const RtPaperRow *self)
{
  return self->slots->len;
}

/** rt_paper_row_get_line_height: points that line @line of the row takes on the page, with the row's white if first or
 * last. */
double
rt_paper_row_get_line_height (const RtPaperRow *self, guint line)
{
  const Slot *slot = &g_array_index (self->slots, Slot, line);

  return slot->ascent + slot->descent + (line == 0 ? self->pad_above : 0) +
         (line + 1 == self->slots->len ? self->pad_below : 0);
}

double
rt_paper_row_get_height (const RtPaperRow *self)
{
  double height = 0;

  for (guint i = 0; i < self->slots->len; i++)
    height += rt_paper_row_get_line_height (self, i);
  return height;
}

static gboolean
starts_paragraph (const Cell *cell, guint line)
{
  return line >= cell->lines->len || g_array_index (cell->lines, Line, line).starts_paragraph;
}

/**
 * rt_paper_row_line_stays:
 *
 * Returns: whether a page may not end after @line, because a paragraph of some cell would leave a single line on either
 * side
 */
gboolean
rt_paper_row_line_stays (const RtPaperRow *self, guint line)
{
  for (guint i = 0; i < self->cells->len; i++)
    {
      const Cell *cell = &g_array_index (self->cells, Cell, i);

      if (starts_paragraph (cell, line + 1))
        continue;
      if (starts_paragraph (cell, line) || starts_paragraph (cell, line + 2))
        return TRUE;
    }
  return FALSE;
}

static void
stroke (cairo_t *cr, RtPaperStroke kind, double x1, double x2, double y)
{
  double grey = kind == RT_PAPER_STROKE_HAIR ? RT_PAPER_GREY_RULE : 0;

  cairo_set_source_rgb (cr, grey, grey, grey);
  cairo_set_line_width (cr, kind == RT_PAPER_STROKE_HAIR ? RT_PAPER_HAIRLINE : RT_PAPER_LINE);
  cairo_move_to (cr, x1, y);
  cairo_line_to (cr, x2, y);
  cairo_stroke (cr);
}

static void
draw_above (const RtPaperRow *self, cairo_t *cr, double x, double y)
{
  double at = self->rise > 0 ? y + self->pad_above - self->rise : y;

  if (self->above == RT_PAPER_STROKE_NONE)
    return;
  if (self->above != RT_PAPER_STROKE_CELLS)
    {
      stroke (cr, self->above, x, x + self->width, at);
      return;
    }
  for (guint i = 0; i < self->cells->len; i++)
    {
      const Cell *cell = &g_array_index (self->cells, Cell, i);

      stroke (cr, self->above, x + cell->x, x + cell->x + cell->width, at);
    }
}

/**
 * rt_paper_row_draw_line:
 * @x: the row's left edge
 * @y: the top of the line
 *
 * Draws line @line of every cell, and the strokes that go with it.
 */
void
rt_paper_row_draw_line (const RtPaperRow *self, cairo_t *cr, guint line, double x, double y)
{
  const Slot *slot = &g_array_index (self->slots, Slot, line);
  double base = y + (line == 0 ? self->pad_above : 0) + slot->ascent;

  if (line == 0)
    draw_above (self, cr, x, y);
  for (guint i = 0; i < self->cells->len; i++)
    {
      const Cell *cell = &g_array_index (self->cells, Cell, i);
      const Line *text;
      double grey;

      if (line >= cell->lines->len)
        continue;
      text = &g_array_index (cell->lines, Line, line);
      grey = text->soft ? RT_PAPER_GREY_TEXT : 0;
      cairo_set_source_rgb (cr, grey, grey, grey);
      rt_paper_glyphs_show_line (cr, text->line, x + cell->x + text->x, base);
    }
  if (line + 1 == self->slots->len && self->below != RT_PAPER_STROKE_NONE)
    stroke (cr, self->below, x, x + self->width, y + rt_paper_row_get_line_height (self, line));
}

/** rt_paper_row_append_text: adds what line @line shows, cells apart by TAB, and LF. An ellipsised line gives its whole
 * text. */
void
rt_paper_row_append_text (const RtPaperRow *self, guint line, GString *out)
{
  gboolean first = TRUE;

  for (guint i = 0; i < self->cells->len; i++)
    {
      const Cell *cell = &g_array_index (self->cells, Cell, i);
      const PangoLayoutLine *text;

      if (line >= cell->lines->len)
        continue;
      text = g_array_index (cell->lines, Line, line).line;
      if (!first)
        g_string_append_c (out, '\t');
      g_string_append_len (out, pango_layout_get_text (cell->layout) + text->start_index, text->length);
      first = FALSE;
    }
  g_string_append_c (out, '\n');
}
