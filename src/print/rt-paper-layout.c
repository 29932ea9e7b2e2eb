/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document on pages of one size, ready to be drawn on anything Cairo draws on. */
#include "config.h"

#include <glib/gi18n.h>

#include "rt-paper-layout.h"

#include "rt-error.h"
#include "rt-paper-margin.h"
#include "rt-paper-pager.h"
#include "rt-paper-style.h"

#define MM(x) ((x) *72.0 / 25.4)

/* Smaller sheets than these (a label, say) leave no sensible room. Points. */
#define MIN_WIDTH 180.0
#define MIN_BODY  120.0

struct _RtPaperLayout
{
  GObject parent_instance;

  RtPaperDoc *doc;
  RtPaperSetup setup; /* in units of the document's scale */
  RtPaperMargin *margin;
  RtPaperFlow *flow;
  GPtrArray *pages; /* of RtPaperPage */
};

G_DEFINE_FINAL_TYPE (RtPaperLayout, rt_paper_layout, G_TYPE_OBJECT)

/** rt_paper_setup_a4: ISO 216 A4 upright with the house's margins. */
RtPaperSetup
rt_paper_setup_a4 (void)
{
  return (RtPaperSetup){ MM (210), MM (297), MM (18), MM (20), MM (14), MM (20) };
}

/** rt_paper_setup_letter: US Letter upright with the house's margins. */
RtPaperSetup
rt_paper_setup_letter (void)
{
  return (RtPaperSetup){ 612, 792, MM (18), MM (20), MM (14), MM (20) };
}

static void
rt_paper_layout_finalize (GObject *object)
{
  RtPaperLayout *self = RT_PAPER_LAYOUT (object);

  g_clear_pointer (&self->pages, g_ptr_array_unref);
  rt_paper_flow_free (self->flow);
  rt_paper_margin_free (self->margin);
  g_clear_object (&self->doc);
  G_OBJECT_CLASS (rt_paper_layout_parent_class)->finalize (object);
}

static void
rt_paper_layout_class_init (RtPaperLayoutClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rt_paper_layout_finalize;
}

static void
rt_paper_layout_init (RtPaperLayout *self)
{
}

/* Smaller type on a sheet is type of the usual size on a larger one, drawn smaller. */
static RtPaperSetup
enlarge (const RtPaperSetup *setup, double by)
{
  return (RtPaperSetup){ setup->width * by, setup->height * by, setup->top * by,
                         setup->right * by, setup->bottom * by, setup->left * by };
}

static gboolean
divide (RtPaperLayout *self, PangoContext *context, GError **error)
{
  double width = self->setup.width - self->setup.left - self->setup.right;
  double height = self->setup.height - self->setup.top - self->setup.bottom;

  if (width >= MIN_WIDTH)
    {
      self->margin = rt_paper_margin_new (self->doc, context, width);
      height -= rt_paper_margin_get_head_height (self->margin) + rt_paper_margin_get_foot_height (self->margin);
    }
  if (self->margin == NULL || height < MIN_BODY)
    {
      g_set_error_literal (error, RT_ERROR, RT_ERROR_INVALID,
                           _("The paper is too small for this sheet. Choose A4, Letter or another larger paper."));
      return FALSE;
    }
  self->flow = rt_paper_flow_new (self->doc, context, width, height);
  self->pages = rt_paper_paginate (self->flow, height);
  rt_paper_margin_set_n_pages (self->margin, self->pages->len);
  return TRUE;
}

/**
 * rt_paper_layout_new:
 * @doc: ends its building; a reference is taken
 * @setup: the sheet
 * @context: (nullable): lends its fonts (as of gtk_print_context_create_pango_context()) and is not changed; NULL: the
 * thread's own
 *
 * Sets the text and divides it into pages. This is the slow part (some milliseconds per page); drawing is quick. The
 * outcome depends on document, sheet and installed fonts only, not on the device.
 *
 * Returns: (transfer full): for the calling thread, or NULL with RT_ERROR_INVALID when the sheet is too small
 */
RtPaperLayout *
rt_paper_layout_new (RtPaperDoc *doc, const RtPaperSetup *setup, PangoContext *context, GError **error)
{
  g_autoptr (RtPaperLayout) self = g_object_new (RT_TYPE_PAPER_LAYOUT, NULL);
  PangoFontMap *map = context != NULL ? pango_context_get_font_map (context) : pango_cairo_font_map_get_default ();
  PangoContext *own = rt_paper_type_context_new (map, rt_paper_doc_get_lang (doc));
  gboolean ok;

  self->doc = g_object_ref (doc);
  self->setup = enlarge (setup, 1 / rt_paper_doc_get_scale (doc));
  ok = divide (self, own, error);
  g_object_unref (own);
  return ok ? g_steal_pointer (&self) : NULL;
}

/** rt_paper_layout_get_n_pages: one at least. */
guint
rt_paper_layout_get_n_pages (RtPaperLayout *self)
{
  return self->pages->len;
}

static void
draw_image (const RtPaperPiece *piece, cairo_t *cr, double x, double y)
{
  double scale = piece->image_width / cairo_image_surface_get_width (piece->image);

  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, scale, scale);
  cairo_set_source_surface (cr, piece->image, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  cairo_paint (cr);
  cairo_restore (cr);
}

static void
draw_piece (const RtPaperPiece *piece, cairo_t *cr, double x, double y, double width)
{
  if (piece->row != NULL)
    rt_paper_row_draw_line (piece->row, cr, piece->line, x + piece->x, y);
  else if (piece->image != NULL)
    draw_image (piece, cr, x + piece->x, y);
  else if (piece->rule)
    {
      cairo_set_source_rgb (cr, RT_PAPER_GREY_RULE, RT_PAPER_GREY_RULE, RT_PAPER_GREY_RULE);
      cairo_set_line_width (cr, RT_PAPER_HAIRLINE);
      cairo_move_to (cr, x, y);
      cairo_line_to (cr, x + width, y);
      cairo_stroke (cr);
    }
}

static void
draw_frame (const RtPaperFramed *framed, cairo_t *cr, double x, double y, double width)
{
  const RtPaperRow *head = framed->frame->head;

  y += framed->top;
  if (head == NULL)
    {
      cairo_set_source_rgb (cr, RT_PAPER_GREY_TEXT, RT_PAPER_GREY_TEXT, RT_PAPER_GREY_TEXT);
      cairo_set_line_width (cr, RT_PAPER_LINE);
      cairo_rectangle (cr, x + RT_PAPER_LINE / 2, y, width - RT_PAPER_LINE, framed->bottom - framed->top);
      cairo_stroke (cr);
      return;
    }
  for (guint i = 0; i < rt_paper_row_get_n_lines (head); i++)
    {
      rt_paper_row_draw_line (head, cr, i, x, y);
      y += rt_paper_row_get_line_height (head, i);
    }
}

/**
 * rt_paper_layout_draw_page:
 * @cr: one unit is one point, the origin the sheet's (not the margin's) top left corner
 * @page: from 0
 *
 * Draws head, body and foot in black and greys; leaves @cr as it was. A @page that is not there draws nothing.
 */
void
rt_paper_layout_draw_page (RtPaperLayout *self, cairo_t *cr, guint page)
{
  double x = self->setup.left;
  double y = self->setup.top + rt_paper_margin_get_head_height (self->margin);
  double width = self->setup.width - x - self->setup.right;
  const RtPaperPage *content;

  if (page >= self->pages->len)
    return;
  content = g_ptr_array_index (self->pages, page);
  cairo_save (cr);
  cairo_new_path (cr);
  cairo_scale (cr, rt_paper_doc_get_scale (self->doc), rt_paper_doc_get_scale (self->doc));
  rt_paper_margin_draw_head (self->margin, cr, x, self->setup.top);
  for (guint i = 0; i < content->framed->len; i++)
    draw_frame (&g_array_index (content->framed, RtPaperFramed, i), cr, x, y, width);
  for (guint i = 0; i < content->placed->len; i++)
    {
      const RtPaperPlaced *placed = &g_array_index (content->placed, RtPaperPlaced, i);

      draw_piece (placed->piece, cr, x, y + placed->y, width);
    }
  rt_paper_margin_draw_foot (self->margin, cr, page, x, self->setup.height - self->setup.bottom);
  cairo_restore (cr);
}

static void
append_frame (const RtPaperPage *page, const RtPaperFrame *frame, GString *out)
{
  for (guint i = 0; frame != NULL && frame->head != NULL && i < page->framed->len; i++)
    if (g_array_index (page->framed, RtPaperFramed, i).frame == frame)
      for (guint k = 0; k < rt_paper_row_get_n_lines (frame->head); k++)
        rt_paper_row_append_text (frame->head, k, out);
}

/**
 * rt_paper_layout_dup_page_text:
 * @page: from 0
 *
 * All text that stands on a page, head and foot included, a line for a line, cells apart by TAB: for screen readers and
 * for checking what a page gives away. May hold personal data.
 *
 * Returns: (transfer full) (nullable): NULL when there is no such page
 */
char *
rt_paper_layout_dup_page_text (RtPaperLayout *self, guint page)
{
  g_autoptr (GString) out = g_string_new (NULL);
  const RtPaperFrame *frame = NULL;
  const RtPaperPage *content;

  if (page >= self->pages->len)
    return NULL;
  content = g_ptr_array_index (self->pages, page);
  rt_paper_margin_append_head (self->margin, out);
  for (guint i = 0; i < content->placed->len; i++)
    {
      const RtPaperPiece *piece = g_array_index (content->placed, RtPaperPlaced, i).piece;

      if (piece->frame != frame)
        append_frame (content, piece->frame, out);
      frame = piece->frame;
      if (piece->row != NULL)
        rt_paper_row_append_text (piece->row, piece->line, out);
    }
  rt_paper_margin_append_foot (self->margin, page, out);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/** rt_paper_layout_count_missing_glyphs: characters that no installed font can show (they would print as boxes). */
guint
rt_paper_layout_count_missing_glyphs (RtPaperLayout *self)
{
  gboolean chinese = FALSE;

  return rt_paper_flow_count_missing (self->flow, &chinese) + rt_paper_margin_count_missing (self->margin, &chinese);
}

/**
 * rt_paper_layout_check_glyphs:
 *
 * To be asked before anything is printed or written.
 *
 * Returns: TRUE when every character has a glyph; else FALSE with RT_ERROR_UNSUPPORTED, which says what to install
 */
gboolean
rt_paper_layout_check_glyphs (RtPaperLayout *self, GError **error)
{
  gboolean chinese = FALSE;
  guint missing =
    rt_paper_flow_count_missing (self->flow, &chinese) + rt_paper_margin_count_missing (self->margin, &chinese);

  if (missing == 0)
    return TRUE;
  g_set_error_literal (error, RT_ERROR, RT_ERROR_UNSUPPORTED,
                       chinese ? _("The font for Chinese is missing. Install Noto Sans CJK and print again.")
                               : _("No installed font can show some characters of this sheet. Install the Noto fonts "
                                    "and print again."));
  return FALSE;
}
