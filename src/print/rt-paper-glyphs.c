/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws lines of text. Fonts with CFF outlines (Noto Sans CJK) are drawn as outlines under a face of our own:
 * cairo 1.16 loses glyphs when it embeds such a font in a PDF, 如 of Noto Sans CJK SC for one, because it leaves out
 * subroutines that they call. With our face the PDF holds the outlines themselves and still knows which characters they
 * are. */
#include "config.h"

#include <hb.h>

#include "rt-paper-glyphs.h"

/* Outlines are asked for at this size, so that rounding does not show. */
#define OUTLINE_SIZE 1000.0

static const cairo_user_data_key_t original_key;

static GQuark
face_quark (void)
{
  return g_quark_from_static_string ("rt-paper-glyphs-face");
}

static cairo_t *
outline_context (cairo_font_face_t *original)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 1, 1);
  cairo_t *cr = cairo_create (surface);
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_set_font_options (cr, options);
  cairo_set_font_face (cr, original);
  cairo_set_font_size (cr, OUTLINE_SIZE);
  cairo_set_tolerance (cr, 0.1);
  cairo_font_options_destroy (options);
  cairo_surface_destroy (surface);
  return cr;
}

static cairo_status_t
on_render_glyph (cairo_scaled_font_t *font, unsigned long index, cairo_t *cr, cairo_text_extents_t *extents)
{
  cairo_font_face_t *face = cairo_scaled_font_get_font_face (font);
  cairo_t *outline = outline_context (cairo_font_face_get_user_data (face, &original_key));
  const cairo_glyph_t glyph = { index, 0, 0 };
  cairo_text_extents_t size;
  cairo_path_t *path;
  cairo_status_t status;

  cairo_glyph_extents (outline, &glyph, 1, &size);
  cairo_glyph_path (outline, &glyph, 1);
  path = cairo_copy_path (outline);
  status = path->status != CAIRO_STATUS_SUCCESS ? path->status : cairo_status (outline);
  extents->x_advance = size.x_advance / OUTLINE_SIZE;
  if (status == CAIRO_STATUS_SUCCESS)
    {
      cairo_scale (cr, 1 / OUTLINE_SIZE, 1 / OUTLINE_SIZE);
      cairo_append_path (cr, path);
      cairo_fill (cr);
    }
  cairo_path_destroy (path);
  cairo_destroy (outline);
  return status;
}

static gboolean
has_cff (PangoFont *font)
{
  hb_blob_t *table =
    hb_face_reference_table (hb_font_get_face (pango_font_get_hb_font (font)), HB_TAG ('C', 'F', 'F', ' '));
  gboolean has = hb_blob_get_length (table) > 0;

  hb_blob_destroy (table);
  return has;
}

/* Our face for @font, made once and kept with it. */
static cairo_font_face_t *
get_face (PangoFont *font)
{
  cairo_font_face_t *face = g_object_get_qdata (G_OBJECT (font), face_quark ());
  cairo_font_face_t *original;

  if (face != NULL)
    return face;
  original = cairo_scaled_font_get_font_face (pango_cairo_font_get_scaled_font (PANGO_CAIRO_FONT (font)));
  face = cairo_user_font_face_create ();
  cairo_user_font_face_set_render_glyph_func (face, on_render_glyph);
  if (cairo_font_face_set_user_data (face, &original_key, cairo_font_face_reference (original),
                                     (cairo_destroy_func_t) cairo_font_face_destroy) != CAIRO_STATUS_SUCCESS)
    cairo_font_face_destroy (original);
  g_object_set_qdata_full (G_OBJECT (font), face_quark (), face, (GDestroyNotify) cairo_font_face_destroy);
  return face;
}

static gboolean
is_drawn_as_outlines (const PangoGlyphItem *run)
{
  PangoFont *font = run->item->analysis.font;

  if (font == NULL || run->item->analysis.level % 2 != 0 || !PANGO_IS_CAIRO_FONT (font))
    return FALSE;
  for (int i = 0; i < run->glyphs->num_glyphs; i++)
    if ((run->glyphs->glyphs[i].glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0)
      return FALSE;
  return has_cff (font);
}

/* Adds the glyphs from @from to @to of @run, and says how many: empty ones are left out. */
static int
add_glyphs (GArray *glyphs, const PangoGlyphItem *run, int from, int to, double *x, double y)
{
  int n = 0;

  for (int i = from; i < to; i++)
    {
      const PangoGlyphInfo *info = &run->glyphs->glyphs[i];
      cairo_glyph_t glyph = { info->glyph, *x + pango_units_to_double (info->geometry.x_offset),
                              y + pango_units_to_double (info->geometry.y_offset) };

      *x += pango_units_to_double (info->geometry.width);
      if (info->glyph == PANGO_GLYPH_EMPTY)
        continue;
      g_array_append_val (glyphs, glyph);
      n++;
    }
  return n;
}

static void
show_outlines (cairo_t *cr, PangoGlyphItem *run, const char *text, double x, double y)
{
  PangoFont *font = run->item->analysis.font;
  g_autoptr (GArray) glyphs = g_array_new (FALSE, FALSE, sizeof (cairo_glyph_t));
  g_autoptr (GArray) clusters = g_array_new (FALSE, FALSE, sizeof (cairo_text_cluster_t));
  PangoGlyphItemIter iter;
  cairo_matrix_t matrix;

  for (gboolean more = pango_glyph_item_iter_init_start (&iter, run, text); more;
       more = pango_glyph_item_iter_next_cluster (&iter))
    {
      cairo_text_cluster_t cluster = { .num_bytes = iter.end_index - iter.start_index };

      cluster.num_glyphs = add_glyphs (glyphs, run, iter.start_glyph, iter.end_glyph, &x, y);
      g_array_append_val (clusters, cluster);
    }
  cairo_scaled_font_get_font_matrix (pango_cairo_font_get_scaled_font (PANGO_CAIRO_FONT (font)), &matrix);
  cairo_save (cr);
  cairo_set_font_face (cr, get_face (font));
  cairo_set_font_matrix (cr, &matrix);
  cairo_show_text_glyphs (cr, text + run->item->offset, run->item->length, (cairo_glyph_t *) (void *) glyphs->data,
                          (int) glyphs->len, (cairo_text_cluster_t *) (void *) clusters->data, (int) clusters->len, 0);
  cairo_restore (cr);
}

void
rt_paper_glyphs_show_line (cairo_t *cr, PangoLayoutLine *line, double x, double y)
{
  const char *text = pango_layout_get_text (line->layout);

  for (GSList *l = line->runs; l != NULL; l = l->next)
    {
      PangoGlyphItem *run = l->data;

      if (is_drawn_as_outlines (run))
        show_outlines (cr, run, text, x, y);
      else
        {
          cairo_move_to (cr, x, y);
          pango_cairo_show_glyph_item (cr, text, run);
        }
      x += pango_units_to_double (pango_glyph_string_get_width (run->glyphs));
    }
}
