/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Setting text with Pango so that it comes out alike whatever it is drawn on. */
#include "config.h"

#include <string.h>

#include "rt-paper-type.h"

#include "rt-paper-style.h"

#define FAMILIES         "Noto Sans, Noto Sans CJK SC, sans-serif"
#define FAMILIES_MONO    "Noto Sans Mono, Noto Sans Mono CJK SC, DejaVu Sans Mono, monospace"
#define FAMILIES_CHINESE "Noto Sans CJK SC, Noto Sans, sans-serif"

/**
 * rt_paper_type_context_new:
 * @map: where the fonts come from
 * @lang: the document's language
 *
 * One point is one unit, nothing is rounded to a device's grid: widths, and so line and page breaks, are the same for a
 * preview, a printer and a PDF.
 *
 * Returns: (transfer full): for the calling thread
 */
PangoContext *
rt_paper_type_context_new (PangoFontMap *map, const char *lang)
{
  PangoContext *context = pango_font_map_create_context (map);
  cairo_font_options_t *options = cairo_font_options_create ();
  PangoFontDescription *font;

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (context, options);
  cairo_font_options_destroy (options);

  pango_cairo_context_set_resolution (context, 72);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_context_set_base_dir (context, PANGO_DIRECTION_LTR);
  pango_context_set_language (context, pango_language_from_string (lang));

  font = pango_font_description_from_string (g_str_has_prefix (lang, "zh") ? FAMILIES_CHINESE : FAMILIES);
  pango_context_set_font_description (context, font);
  pango_font_description_free (font);
  return context;
}

/** rt_paper_type_details_start: the byte after the first line end, where a text's details begin; G_MAXINT for none. */
int
rt_paper_type_details_start (const RtPaperType *type, const char *text)
{
  const char *end = type->details ? strchr (text, '\n') : NULL;

  return end != NULL ? (int) (end - text) + 1 : G_MAXINT;
}

static void
set_attributes (PangoLayout *layout, const RtPaperType *type, const char *text)
{
  PangoAttrList *attributes = pango_attr_list_new ();

  /* A hyphen that is not in the data could be taken for part of a number or code. */
  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  if (type->figures)
    pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  if (rt_paper_type_details_start (type, text) < G_MAXINT)
    {
      PangoAttribute *small = pango_attr_size_new_absolute ((int) (RT_PAPER_SIZE_SMALL * PANGO_SCALE));

      small->start_index = (guint) rt_paper_type_details_start (type, text);
      pango_attr_list_insert (attributes, small);
    }
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
}

/**
 * rt_paper_type_layout_new:
 * @text: plain, safe text
 * @width: points, or negative for one line as wide as it needs
 *
 * Lines break between words; a word wider than @width breaks between characters.
 *
 * Returns: (transfer full): for the calling thread
 */
PangoLayout *
rt_paper_type_layout_new (PangoContext *context, const RtPaperType *type, const char *text, double width)
{
  PangoLayout *layout = pango_layout_new (context);
  PangoFontDescription *font = pango_font_description_copy (pango_context_get_font_description (context));

  if (type->mono)
    pango_font_description_set_family_static (font, FAMILIES_MONO);
  pango_font_description_set_absolute_size (font, type->size * PANGO_SCALE);
  pango_font_description_set_weight (font, type->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);

  set_attributes (layout, type, text);
  pango_layout_set_auto_dir (layout, type->natural);
  pango_layout_set_alignment (layout, type->align);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width (layout, width < 0 ? -1 : pango_units_from_double (width));
  if (type->max_lines > 0)
    {
      pango_layout_set_height (layout, -type->max_lines);
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
    }
  pango_layout_set_text (layout, text, -1);
  return layout;
}

static gboolean
is_chinese (gunichar c)
{
  return g_unichar_get_script (c) == G_UNICODE_SCRIPT_HAN || g_unichar_get_script (c) == G_UNICODE_SCRIPT_BOPOMOFO ||
         (c >= 0x3000 && c <= 0x303F) || (c >= 0xFF00 && c <= 0xFFEF);
}

/**
 * rt_paper_type_count_missing:
 * @chinese: (out): set when a missing glyph is of the Chinese script; left alone otherwise
 *
 * Returns: how many characters no installed font has a glyph for
 */
guint
rt_paper_type_count_missing (PangoLayout *layout, gboolean *chinese)
{
  int count = pango_layout_get_unknown_glyphs_count (layout);

  if (count <= 0)
    return 0;
  for (GSList *l = pango_layout_get_lines_readonly (layout); l != NULL; l = l->next)
    for (GSList *r = ((PangoLayoutLine *) l->data)->runs; r != NULL; r = r->next)
      {
        const PangoGlyphString *glyphs = ((PangoGlyphItem *) r->data)->glyphs;

        for (int i = 0; i < glyphs->num_glyphs; i++)
          if ((glyphs->glyphs[i].glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0 &&
              is_chinese (glyphs->glyphs[i].glyph & ~PANGO_GLYPH_UNKNOWN_FLAG))
            *chinese = TRUE;
      }
  return (guint) count;
}
