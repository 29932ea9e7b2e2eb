/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Head and foot. Their height does not depend on the number of pages, which is known only once the body is divided. */
#include "config.h"

#include <glib/gi18n.h>

#include "rt-paper-margin.h"

#include "rt-lang.h"
#include "rt-paper-style.h"

static const RtPaperType type_store = { .size = RT_PAPER_SIZE_STORE, .bold = TRUE, .max_lines = 2 };
static const RtPaperType type_contact = { .size = RT_PAPER_SIZE_SMALL,
                                          .soft = TRUE,
                                          .figures = TRUE,
                                          .align = PANGO_ALIGN_RIGHT,
                                          .max_lines = 2 };
static const RtPaperType type_foot = { .size = RT_PAPER_SIZE_SMALL, .soft = TRUE, .figures = TRUE, .max_lines = 2 };
static const RtPaperType type_page = { .size = RT_PAPER_SIZE_SMALL, .figures = TRUE, .align = PANGO_ALIGN_RIGHT };

#define CONTACT_LINES 3
#define PAGE_WIDTH    110.0

struct _RtPaperMargin
{
  PangoContext *context; /* owned */
  char *lang;
  char *foot_text;
  double width;
  RtPaperRow *head; /* NULL when the store has no name yet */
  GPtrArray *feet;  /* of RtPaperRow, one per page; one before their number is known */
  guint missing;
  gboolean missing_chinese;
};

static void
add_cell (RtPaperMargin *self, RtPaperRow *row, const RtPaperType *type, const char *text, double x, double width)
{
  PangoLayout *layout = rt_paper_type_layout_new (self->context, type, text, width);

  self->missing += rt_paper_type_count_missing (layout, &self->missing_chinese);
  rt_paper_row_take_cell (row, type, layout, x, width);
}

/* Pango counts lines for the ellipsis per paragraph: a contact of more lines than there is room for runs on after a
 * middle dot. */
static char *
contact_text (const char *contact)
{
  g_auto (GStrv) lines = g_strsplit (contact, "\n", CONTACT_LINES);
  guint n = g_strv_length (lines);

  if (n == CONTACT_LINES)
    {
      g_auto (GStrv) rest = g_strsplit (lines[n - 1], "\n", -1);

      g_free (lines[n - 1]);
      lines[n - 1] = g_strjoinv (" · ", rest);
    }
  return g_strjoinv ("\n", lines);
}

static RtPaperRow *
make_head (RtPaperMargin *self, RtPaperDoc *doc)
{
  g_autofree char *contact = contact_text (rt_paper_doc_get_store_contact (doc));
  double half = (self->width - RT_PAPER_GUTTER) / 2;
  RtPaperRow *row;

  if (rt_paper_doc_get_store_name (doc)[0] == '\0' && contact[0] == '\0')
    return NULL;
  row = rt_paper_row_new (self->width);
  add_cell (self, row, &type_store, rt_paper_doc_get_store_name (doc), 0, half);
  add_cell (self, row, &type_contact, contact, half + RT_PAPER_GUTTER, half);
  return row;
}

static RtPaperRow *
make_foot (RtPaperMargin *self, guint page, guint n_pages)
{
  RtPaperRow *row = rt_paper_row_new (self->width);
  const char *format = rt_lang_gettext (self->lang, N_("Page {page} of {pages}"));
  g_autoptr (GString) text = g_string_new (format);
  g_autofree char *page_text = g_strdup_printf ("%u", page);
  g_autofree char *pages_text = g_strdup_printf ("%u", n_pages);

  g_string_replace (text, "{pages}", pages_text, 1);
  g_string_replace (text, "{page}", page_text, 1);
  add_cell (self, row, &type_foot, self->foot_text, 0, self->width - PAGE_WIDTH - RT_PAPER_GUTTER);
  add_cell (self, row, &type_page, text->str, self->width - PAGE_WIDTH, PAGE_WIDTH);
  rt_paper_row_set_pads (row, 5, 0);
  rt_paper_row_set_strokes (row, RT_PAPER_STROKE_HAIR, RT_PAPER_STROKE_NONE);
  return row;
}

static char *
foot_text (RtPaperDoc *doc)
{
  const char *title = rt_paper_doc_get_title (doc);
  const char *mark = rt_paper_doc_get_mark (doc);

  if (title[0] == '\0' || mark[0] == '\0')
    return g_strconcat (title, mark, NULL);
  return g_strconcat (title, " · ", mark, NULL);
}

/**
 * rt_paper_margin_new:
 * @width: of the text, points
 *
 * Returns: (transfer full): for the calling thread
 */
RtPaperMargin *
rt_paper_margin_new (RtPaperDoc *doc, PangoContext *context, double width)
{
  RtPaperMargin *self = g_new0 (RtPaperMargin, 1);

  self->context = g_object_ref (context);
  self->lang = g_strdup (rt_paper_doc_get_lang (doc));
  self->foot_text = foot_text (doc);
  self->width = width;
  self->feet = g_ptr_array_new_with_free_func ((GDestroyNotify) rt_paper_row_free);
  self->head = make_head (self, doc);
  g_ptr_array_add (self->feet, make_foot (self, 1, 1));
  return self;
}

/** rt_paper_margin_set_n_pages: makes the feet, once the number of pages is known. */
void
rt_paper_margin_set_n_pages (RtPaperMargin *self, guint n_pages)
{
  g_ptr_array_set_size (self->feet, 0);
  for (guint i = 1; i <= n_pages; i++)
    g_ptr_array_add (self->feet, make_foot (self, i, n_pages));
}

void
rt_paper_margin_free (RtPaperMargin *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->feet);
  rt_paper_row_free (self->head);
  g_object_unref (self->context);
  g_free (self->lang);
  g_free (self->foot_text);
  g_free (self);
}

/** rt_paper_margin_get_head_height: points from the top margin to the body. */
double
rt_paper_margin_get_head_height (const RtPaperMargin *self)
{
  return self->head != NULL ? rt_paper_row_get_height (self->head) + RT_PAPER_GAP_HEAD : 0;
}

/** rt_paper_margin_get_foot_height: points from the body to the bottom margin. */
double
rt_paper_margin_get_foot_height (const RtPaperMargin *self)
{
  return rt_paper_row_get_height (g_ptr_array_index (self->feet, 0)) + RT_PAPER_GAP_FOOT;
}

guint
rt_paper_margin_count_missing (const RtPaperMargin *self, gboolean *chinese)
{
  *chinese = *chinese || self->missing_chinese;
  return self->missing;
}

static void
draw_row (const RtPaperRow *row, cairo_t *cr, double x, double y)
{
  for (guint i = 0; i < rt_paper_row_get_n_lines (row); i++)
    {
      rt_paper_row_draw_line (row, cr, i, x, y);
      y += rt_paper_row_get_line_height (row, i);
    }
}

static void
append_row (const RtPaperRow *row, GString *out)
{
  for (guint i = 0; i < rt_paper_row_get_n_lines (row); i++)
    rt_paper_row_append_text (row, i, out);
}

/** rt_paper_margin_draw_head: @y is the top margin. */
void
rt_paper_margin_draw_head (const RtPaperMargin *self, cairo_t *cr, double x, double y)
{
  if (self->head != NULL)
    draw_row (self->head, cr, x, y);
}

/** rt_paper_margin_draw_foot: @y is the bottom margin; @page counts from 0. */
void
rt_paper_margin_draw_foot (const RtPaperMargin *self, cairo_t *cr, guint page, double x, double y)
{
  const RtPaperRow *row = g_ptr_array_index (self->feet, page);

  draw_row (row, cr, x, y - rt_paper_row_get_height (row));
}

void
rt_paper_margin_append_head (const RtPaperMargin *self, GString *out)
{
  if (self->head != NULL)
    append_row (self->head, out);
}

void
rt_paper_margin_append_foot (const RtPaperMargin *self, guint page, GString *out)
{
  append_row (g_ptr_array_index (self->feet, page), out);
}
