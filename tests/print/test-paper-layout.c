/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How documents are divided into pages. */
#include "config.h"

#include <cairo-pdf.h>

#include "rt-error.h"
#include "rt-paper-layout.h"
#include "rt-paper-text.h"
#include "rt-paper-words.h"

static RtPaperDoc *
new_doc (const char *lang)
{
  RtPaperDoc *doc = rt_paper_doc_new (lang);

  rt_paper_doc_set_title (doc, "Order 1042");
  rt_paper_doc_set_mark (doc, "Notice 3");
  rt_paper_doc_set_store (doc, "Example Furniture", "12 Example Road\n555-0100");
  return doc;
}

static RtPaperLayout *
lay_out (RtPaperDoc *doc)
{
  g_autoptr (GError) error = NULL;
  RtPaperSetup a4 = rt_paper_setup_a4 ();
  RtPaperLayout *layout = rt_paper_layout_new (doc, &a4, NULL, &error);

  g_assert_no_error (error);
  return layout;
}

static char *
all_text (RtPaperLayout *layout)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < rt_paper_layout_get_n_pages (layout); i++)
    {
      g_autofree char *page = rt_paper_layout_dup_page_text (layout, i);

      g_string_append_printf (all, "%s\f", page);
    }
  return g_string_free (all, FALSE);
}

static guint
count_of (const char *text, const char *part)
{
  guint n = 0;

  for (const char *p = strstr (text, part); p != NULL; p = strstr (p + 1, part))
    n++;
  return n;
}

static char *
long_note (void)
{
  GString *note = g_string_new (NULL);

  for (int i = 1; i <= 300; i++)
    g_string_append_printf (note, "Line <%03d> of a note & more\n", i);
  return g_string_free (note, FALSE);
}

static void
test_long_note (void)
{
  g_autoptr (RtPaperDoc) doc = new_doc ("en");
  g_autoptr (RtPaperLayout) layout = NULL;
  g_autofree char *note = long_note ();
  g_autofree char *text = NULL;

  rt_paper_doc_add_paragraph (doc, note);
  layout = lay_out (doc);
  text = all_text (layout);
  g_assert_cmpuint (rt_paper_layout_get_n_pages (layout), >=, 6);
  for (int i = 1; i <= 300; i++)
    {
      g_autofree char *line = g_strdup_printf ("Line <%03d> of a note & more\n", i);

      g_assert_cmpuint (count_of (text, line), ==, 1);
    }
}

static void
test_page_numbers (void)
{
  g_autoptr (RtPaperDoc) doc = new_doc ("en");
  g_autoptr (RtPaperLayout) layout = NULL;
  g_autofree char *second = NULL;

  for (int i = 0; i < 3; i++)
    {
      rt_paper_doc_add_page_break (doc);
      rt_paper_doc_add_paragraph (doc, "Text");
    }
  rt_paper_doc_add_page_break (doc);
  layout = lay_out (doc);
  g_assert_cmpuint (rt_paper_layout_get_n_pages (layout), ==, 4);
  second = rt_paper_layout_dup_page_text (layout, 1);
  g_assert_nonnull (strstr (second, "Order 1042 · Notice 3\tPage 2 of 4\n"));
  g_assert_true (g_str_has_prefix (second, "Example Furniture\t12 Example Road\n555-0100\n"));
  g_assert_null (rt_paper_layout_dup_page_text (layout, 4));
}

static void
add_table (RtPaperDoc *doc, guint rows, guint lines_per_row)
{
  const RtPaperColumn columns[] = { { "Article", 3, RT_PAPER_ALIGN_START }, { "Price", 1, RT_PAPER_ALIGN_END } };

  rt_paper_doc_begin_table (doc, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < rows; i++)
    {
      g_autoptr (GString) cell = g_string_new (NULL);
      const char *cells[] = { NULL, "1,234.00", NULL };

      for (guint k = 0; k < lines_per_row; k++)
        g_string_append_printf (cell, "%srow%u-line%u", k == 0 ? "" : "\n", i, k);
      cells[0] = cell->str;
      rt_paper_doc_add_row (doc, cells);
    }
  rt_paper_doc_add_total_row (doc, (const char *[]){ "Total", "99,999.00", NULL });
  rt_paper_doc_end_table (doc);
}

static void
test_table_rows (void)
{
  g_autoptr (RtPaperDoc) doc = new_doc ("en");
  g_autoptr (RtPaperLayout) layout = NULL;
  guint n;

  add_table (doc, 40, 3);
  layout = lay_out (doc);
  n = rt_paper_layout_get_n_pages (layout);
  g_assert_cmpuint (n, >=, 3);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *page = rt_paper_layout_dup_page_text (layout, i);

      g_assert_cmpuint (count_of (page, "Article\tPrice\n"), ==, 1);
      g_assert_cmpuint (count_of (page, "-line0"), ==, count_of (page, "-line2"));
      g_assert_cmpuint (count_of (page, "-line0"), >, 0);
    }
}

static void
test_tall_row (void)
{
  g_autoptr (RtPaperDoc) doc = new_doc ("en");
  g_autoptr (RtPaperLayout) layout = NULL;
  g_autofree char *text = NULL;

  add_table (doc, 1, 200);
  layout = lay_out (doc);
  text = all_text (layout);
  g_assert_cmpuint (count_of (text, "row0-line"), ==, 200);
  g_assert_cmpuint (count_of (text, "Article\tPrice\n"), ==, rt_paper_layout_get_n_pages (layout));
}

static void
test_signature (void)
{
  for (int filling = 30; filling < 60; filling++)
    {
      g_autoptr (RtPaperDoc) doc = new_doc ("en");
      g_autoptr (RtPaperLayout) layout = NULL;

      for (int i = 0; i < filling; i++)
        rt_paper_doc_add_paragraph (doc, "Text");
      rt_paper_doc_begin_keep (doc);
      rt_paper_doc_add_heading (doc, "Acknowledgement");
      rt_paper_doc_add_paragraph (doc, "I have read the notice.");
      rt_paper_doc_add_signature (doc, "Signature", "Date");
      rt_paper_doc_add_spacer (doc, 5);
      rt_paper_doc_end_keep (doc);
      rt_paper_doc_add_paragraph (doc, "After");
      layout = lay_out (doc);
      for (guint i = 0; i < rt_paper_layout_get_n_pages (layout); i++)
        {
          g_autofree char *page = rt_paper_layout_dup_page_text (layout, i);

          g_assert_cmpuint (count_of (page, "Signature\tDate"), ==, count_of (page, "I have read"));
          g_assert_cmpuint (count_of (page, "Acknowledgement"), ==, count_of (page, "I have read"));
        }
    }
}

static void
test_widows (void)
{
  g_autofree char *words = g_strnfill (600, 'x');

  for (gsize i = 7; i < 600; i += 8)
    words[i] = ' ';
  for (int filling = 20; filling < 60; filling++)
    {
      g_autoptr (RtPaperDoc) doc = new_doc ("en");
      g_autoptr (RtPaperLayout) layout = NULL;

      for (int i = 0; i < filling; i++)
        rt_paper_doc_add_bullet (doc, "Text");
      rt_paper_doc_add_paragraph (doc, words);
      layout = lay_out (doc);
      for (guint i = 0; i < rt_paper_layout_get_n_pages (layout); i++)
        {
          g_autofree char *page = rt_paper_layout_dup_page_text (layout, i);

          g_assert_cmpuint (count_of (page, "\nxxxxxxx xxxxxxx"), !=, 1);
        }
    }
}

static PangoContext *
context_of (cairo_surface_t *surface, double resolution)
{
  cairo_t *cr = cairo_create (surface);
  PangoContext *context;

  cairo_scale (cr, resolution / 72, resolution / 72);
  context = pango_cairo_create_context (cr);
  pango_cairo_context_set_resolution (context, resolution);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return context;
}

/* Whether the last words of a page's text, above its foot, are these. */
static gboolean
ends_with (RtPaperLayout *layout, guint page, const char *words)
{
  g_autofree char *text = rt_paper_layout_dup_page_text (layout, page);
  char *foot = strstr (text, "Order 1042");

  for (char *next = foot; next != NULL; next = strstr (next + 1, "Order 1042"))
    foot = next;
  g_assert_nonnull (foot);
  *foot = '\0';
  return g_str_has_suffix (g_strchomp (text), words);
}

static void
test_list_heads (void)
{
  static const char *const heads[] = { "What this list is", "This list holds:" };

  for (guint h = 0; h < G_N_ELEMENTS (heads); h++)
    for (guint lines = 30; lines < 60; lines++)
      {
        g_autoptr (RtPaperDoc) doc = new_doc ("en");
        g_autoptr (RtPaperLayout) layout = NULL;
        g_autoptr (GString) text = g_string_new (NULL);

        for (guint i = 0; i < lines; i++)
          g_string_append (text, "One line.\n");
        g_string_append_printf (text, "%s\n- first\n- second\n", heads[h]);
        rt_paper_add_text (doc, text->str);
        layout = lay_out (doc);
        for (guint i = 0; i < rt_paper_layout_get_n_pages (layout); i++)
          g_assert_false (ends_with (layout, i, heads[h]));
      }
}

static void
test_devices (void)
{
  PangoContext *contexts[] = {
    context_of (cairo_image_surface_create (CAIRO_FORMAT_RGB24, 10, 10), 96),
    context_of (cairo_image_surface_create (CAIRO_FORMAT_RGB24, 10, 10), 600),
    context_of (cairo_pdf_surface_create_for_stream (NULL, NULL, 100, 100), 72),
  };
  g_autoptr (RtPaperDoc) doc = new_doc ("zh_CN");
  g_autoptr (RtPaperLayout) plain = NULL;
  g_autofree char *expected = NULL;
  RtPaperSetup a4 = rt_paper_setup_a4 ();

  for (int i = 0; i < 100; i++)
    rt_paper_doc_add_paragraph (doc,
                                "本店按订单、配送和售后的需要收集您的姓名、电话和地址。We keep the order for 3 years "
                                "after the warranty ends, and the invoice for 10 years, as the tax rules ask.");
  plain = lay_out (doc);
  expected = all_text (plain);
  for (guint i = 0; i < G_N_ELEMENTS (contexts); i++)
    {
      g_autoptr (RtPaperLayout) layout = rt_paper_layout_new (doc, &a4, contexts[i], NULL);
      g_autofree char *text = all_text (layout);

      g_assert_cmpstr (text, ==, expected);
      g_object_unref (contexts[i]);
    }
}

static void
test_chinese (void)
{
  const RtPaperColumn columns[] = { { "商品", 3, RT_PAPER_ALIGN_START }, { "金额", 1, RT_PAPER_ALIGN_END } };
  g_autoptr (RtPaperDoc) doc = new_doc ("zh_CN");
  g_autoptr (RtPaperLayout) layout = NULL;

  rt_paper_doc_set_store (doc, "示例家具店", "示例路 12 号 · 138 0000 0012");
  rt_paper_doc_add_title (doc, "订单 1042", "开单日期 2026年11月23日");
  rt_paper_doc_add_paragraph (doc, "【脱敏】“查看原文”——龘靐齉，𠮷野家；①②③……￥1,234.00");
  rt_paper_doc_begin_table (doc, columns, 2);
  rt_paper_doc_add_row (doc, (const char *[]){ "沙发（三人位）", "¥1,234.00", NULL });
  rt_paper_doc_end_table (doc);
  layout = lay_out (doc);
  g_assert_cmpuint (rt_paper_layout_count_missing_glyphs (layout), ==, 0);
  g_assert_true (rt_paper_layout_check_glyphs (layout, NULL));
}

/* What is drawn lies between the margins: nothing is clipped and nothing runs off the sheet. */
static void
assert_ink_inside (RtPaperLayout *layout, guint page)
{
  RtPaperSetup a4 = rt_paper_setup_a4 ();
  cairo_surface_t *record = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (record);
  double x, y, width, height;

  rt_paper_layout_draw_page (layout, cr, page);
  cairo_destroy (cr);
  cairo_recording_surface_ink_extents (record, &x, &y, &width, &height);
  cairo_surface_destroy (record);
  g_assert_cmpfloat (x, >=, a4.left - 2);
  g_assert_cmpfloat (x + width, <=, a4.width - a4.right + 2);
  g_assert_cmpfloat (y, >=, a4.top - 2);
  g_assert_cmpfloat (y + height, <=, a4.height - a4.bottom + 2);
}

static void
test_long_word (void)
{
  g_autoptr (RtPaperDoc) doc = new_doc ("en");
  g_autoptr (RtPaperLayout) layout = NULL;
  g_autofree char *word = g_strnfill (10000, 'w');
  g_autofree char *text = NULL;

  rt_paper_doc_add_title (doc, word, word);
  rt_paper_doc_add_paragraph (doc, word);
  rt_paper_doc_add_callout (doc, "Frame", word);
  add_table (doc, 1, 1);
  rt_paper_doc_begin_pairs (doc, 2);
  rt_paper_doc_add_pair (doc, word, word);
  rt_paper_doc_end_pairs (doc);
  layout = lay_out (doc);
  text = all_text (layout);
  /* The table's "row0" has one, too. */
  g_assert_cmpuint (count_of (text, "w"), ==, 60000 + count_of (text, "row"));
  for (guint i = 0; i < rt_paper_layout_get_n_pages (layout); i++)
    assert_ink_inside (layout, i);
}

static void
test_markup (void)
{
  g_autoptr (RtPaperDoc) doc = new_doc ("en");
  g_autoptr (RtPaperLayout) layout = NULL;
  g_autofree char *text = NULL;

  rt_paper_doc_add_paragraph (doc, "<b>Bold</b> &amp; <span size='1'>");
  layout = lay_out (doc);
  text = all_text (layout);
  g_assert_nonnull (strstr (text, "<b>Bold</b> &amp; <span size='1'>"));
}

static void
test_safe_text (void)
{
  const struct
  {
    const char *in;
    const char *out;
  } cases[] = {
    { NULL, "" },
    { "a\xE2\x80\xAE"
      "b\xE2\x81\xA7"
      "c\xE2\x80\x8F",
      "abc" },
    { "\xE2\x81\xA8"
      "a\xE2\x81\xA9",
      "\xE2\x81\xA8"
      "a\xE2\x81\xA9" },
    { "a\xE2\x81\xA9"
      "b\xE2\x81\xA8"
      "c\nd",
      "ab\xE2\x81\xA8"
      "c\xE2\x81\xA9\nd" },
    { "a\r\nb\rc\xE2\x80\xA8"
      "d",
      "a\nb\nc\nd" },
    { "a\x01\x7F", "a\xEF\xBF\xBD\xEF\xBF\xBD" },
    { "\xEE\x80\x80", "\xEF\xBF\xBD" },
    { "\xFFz", "\xEF\xBF\xBDz" },
    { "\xEF\xBB\xBF"
      "x\ty",
      "x    y" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *out = rt_paper_text_safe (cases[i].in);

      g_assert_cmpstr (out, ==, cases[i].out);
    }
}

static void
test_small_paper (void)
{
  g_autoptr (RtPaperDoc) doc = new_doc ("en");
  g_autoptr (GError) error = NULL;
  const RtPaperSetup label = { 160, 80, 5, 5, 5, 5 };

  g_assert_null (rt_paper_layout_new (doc, &label, NULL, &error));
  g_assert_error (error, RT_ERROR, RT_ERROR_INVALID);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/print/layout/a note of 300 lines is on paper line by line", test_long_note);
  g_test_add_func ("/print/layout/each page says which of how many it is", test_page_numbers);
  g_test_add_func ("/print/layout/a table breaks between rows and repeats its head", test_table_rows);
  g_test_add_func ("/print/layout/a row taller than a page breaks between lines", test_tall_row);
  g_test_add_func ("/print/layout/a signature stays with its text", test_signature);
  g_test_add_func ("/print/layout/no single line of a paragraph is left alone", test_widows);
  g_test_add_func ("/print/layout/what announces a list stays with it", test_list_heads);
  g_test_add_func ("/print/layout/every device breaks alike", test_devices);
  g_test_add_func ("/print/layout/no Chinese glyph is missing", test_chinese);
  g_test_add_func ("/print/layout/a word of 10000 characters is whole and inside the margins", test_long_word);
  g_test_add_func ("/print/layout/markup in data is shown as it is", test_markup);
  g_test_add_func ("/print/layout/text is made safe", test_safe_text);
  g_test_add_func ("/print/layout/paper that is too small is refused", test_small_paper);
  return g_test_run ();
}
