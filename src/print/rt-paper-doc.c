/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document for paper: a list of blocks, built once, then only read. Knows nothing of pages. */
#include "config.h"

#include "rt-paper-doc.h"

#include "rt-paper-block.h"
#include "rt-paper-text.h"

struct _RtPaperDoc
{
  GObject parent_instance;

  char *lang;
  char *title;
  char *mark;
  char *store_name;
  char *store_contact;
  double scale;

  GPtrArray *blocks;  /* of RtPaperBlock */
  RtPaperBlock *open; /* borrowed: the table or pairs being filled */
  guint n_keeps;      /* groups begun so far */
  guint keep;         /* the group being filled, or 0 */
  int frozen;         /* atomic */
};

G_DEFINE_FINAL_TYPE (RtPaperDoc, rt_paper_doc, G_TYPE_OBJECT)

/* A mistake of the program, not of a person: said once in the log, and the document stays as it is. */
static gboolean
can_add (RtPaperDoc *self, gboolean inside_rows)
{
  g_return_val_if_fail (RT_IS_PAPER_DOC (self), FALSE);
  g_return_val_if_fail (g_atomic_int_get (&self->frozen) == 0, FALSE);
  g_return_val_if_fail ((self->open != NULL) == inside_rows, FALSE);
  return TRUE;
}

static RtPaperBlock *
add_block (RtPaperDoc *self, RtPaperBlockKind kind, const char *text, const char *text2)
{
  RtPaperBlock *block;

  if (!can_add (self, FALSE))
    return NULL;
  block = rt_paper_block_new (kind, text, text2);
  block->keep = self->keep;
  g_ptr_array_add (self->blocks, block);
  return block;
}

static void
add_cells (RtPaperDoc *self, const char *const *cells, gboolean total)
{
  g_auto (GStrv) safe = NULL;
  gboolean ended = FALSE;

  if (!can_add (self, TRUE))
    return;
  safe = g_new0 (char *, self->open->n_columns + 1);
  for (guint i = 0; i < self->open->n_columns; i++)
    {
      ended = ended || cells[i] == NULL;
      safe[i] = rt_paper_text_safe (ended ? NULL : cells[i]);
    }
  rt_paper_block_take_row (self->open, g_steal_pointer (&safe), total);
}

static void
rt_paper_doc_finalize (GObject *object)
{
  RtPaperDoc *self = RT_PAPER_DOC (object);

  g_free (self->lang);
  g_free (self->title);
  g_free (self->mark);
  g_free (self->store_name);
  g_free (self->store_contact);
  g_ptr_array_unref (self->blocks);
  G_OBJECT_CLASS (rt_paper_doc_parent_class)->finalize (object);
}

static void
rt_paper_doc_class_init (RtPaperDocClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rt_paper_doc_finalize;
}

static void
rt_paper_doc_init (RtPaperDoc *self)
{
  self->blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) rt_paper_block_free);
  self->title = g_strdup ("");
  self->mark = g_strdup ("");
  self->store_name = g_strdup ("");
  self->store_contact = g_strdup ("");
  self->scale = 1;
}

/**
 * rt_paper_doc_new:
 * @lang: "en" or "zh_CN": the language of its words, which chooses typeface and page number's wording
 *
 * A document is built on one thread with the functions below and may then be read by any. All text is plain: made safe
 * by rt_paper_text_safe(), never parsed as markup, copied, NULL taken as empty.
 *
 * Returns: (transfer full): an empty document
 */
RtPaperDoc *
rt_paper_doc_new (const char *lang)
{
  RtPaperDoc *self = g_object_new (RT_TYPE_PAPER_DOC, NULL);

  self->lang = g_strdup (lang != NULL ? lang : "en");
  return self;
}

static void
set_text (RtPaperDoc *self, char **member, char *safe)
{
  g_autofree char *value = safe;

  if (!can_add (self, FALSE))
    return;
  g_free (*member);
  *member = g_steal_pointer (&value);
}

/** rt_paper_doc_set_title: the kind of paper ("Order 1042") for the foot and the PDF's own title. No personal data. */
void
rt_paper_doc_set_title (RtPaperDoc *self, const char *title)
{
  set_text (self, &self->title, rt_paper_text_safe_line (title));
}

/** rt_paper_doc_set_mark: number or version of this sheet ("Notice 3 · sheet 17") for the foot. */
void
rt_paper_doc_set_mark (RtPaperDoc *self, const char *mark)
{
  set_text (self, &self->mark, rt_paper_text_safe_line (mark));
}

/** rt_paper_doc_set_store: the store's @name, and its @contact in up to three lines, for the head of every page. */
void
rt_paper_doc_set_store (RtPaperDoc *self, const char *name, const char *contact)
{
  set_text (self, &self->store_name, rt_paper_text_safe_line (name));
  set_text (self, &self->store_contact, rt_paper_text_safe (contact));
}

/** rt_paper_doc_set_scale: sets all type and white smaller (0.5 to 1; 1 is the house's size), the margins stay. */
void
rt_paper_doc_set_scale (RtPaperDoc *self, double scale)
{
  if (can_add (self, FALSE))
    self->scale = CLAMP (scale, 0.5, 1);
}

double
rt_paper_doc_get_scale (RtPaperDoc *self)
{
  return self->scale;
}

/** rt_paper_doc_get_lang: as given to rt_paper_doc_new(). Borrowed, as all of these. */
const char *
rt_paper_doc_get_lang (RtPaperDoc *self)
{
  return self->lang;
}

const char *
rt_paper_doc_get_title (RtPaperDoc *self)
{
  return self->title;
}

const char *
rt_paper_doc_get_mark (RtPaperDoc *self)
{
  return self->mark;
}

const char *
rt_paper_doc_get_store_name (RtPaperDoc *self)
{
  return self->store_name;
}

const char *
rt_paper_doc_get_store_contact (RtPaperDoc *self)
{
  return self->store_contact;
}

/** rt_paper_doc_add_title: the large words that open the sheet, and a quieter line under them (NULL for none). */
void
rt_paper_doc_add_title (RtPaperDoc *self, const char *text, const char *subtitle)
{
  add_block (self, RT_PAPER_BLOCK_TITLE, text, subtitle);
}

/** rt_paper_doc_add_heading: stays with what follows it. */
void
rt_paper_doc_add_heading (RtPaperDoc *self, const char *text)
{
  add_block (self, RT_PAPER_BLOCK_HEADING, text, NULL);
}

/** rt_paper_doc_add_subheading: a heading in the size of the text. */
void
rt_paper_doc_add_subheading (RtPaperDoc *self, const char *text)
{
  add_block (self, RT_PAPER_BLOCK_SUBHEADING, text, NULL);
}

/** rt_paper_doc_add_paragraph: running text; LF begins a new line. Breaks between lines, two at least on either side.
 */
void
rt_paper_doc_add_paragraph (RtPaperDoc *self, const char *text)
{
  add_block (self, RT_PAPER_BLOCK_PARAGRAPH, text, NULL);
}

/** rt_paper_doc_add_small: a paragraph in small grey type, for explanations. */
void
rt_paper_doc_add_small (RtPaperDoc *self, const char *text)
{
  add_block (self, RT_PAPER_BLOCK_SMALL, text, NULL);
}

void
rt_paper_doc_add_bullet (RtPaperDoc *self, const char *text)
{
  add_block (self, RT_PAPER_BLOCK_BULLET, text, NULL);
}

/** rt_paper_doc_add_callout: @text in a frame, under @title in bold (NULL for none). A long one breaks and is framed on
 * each page. */
void
rt_paper_doc_add_callout (RtPaperDoc *self, const char *title, const char *text)
{
  add_block (self, RT_PAPER_BLOCK_CALLOUT, title, text);
}

/**
 * rt_paper_doc_add_image:
 * @image: an image surface; a reference is taken. Drawn without smoothing, for QR codes.
 * @width: in points; the height follows. Made smaller when it does not fit the page.
 */
void
rt_paper_doc_add_image (RtPaperDoc *self, cairo_surface_t *image, double width)
{
  RtPaperBlock *block;

  g_return_if_fail (cairo_surface_get_type (image) == CAIRO_SURFACE_TYPE_IMAGE);
  block = add_block (self, RT_PAPER_BLOCK_IMAGE, NULL, NULL);
  if (block == NULL)
    return;
  block->image = cairo_surface_reference (image);
  block->size = width;
}

/** rt_paper_doc_add_signature: a line to sign on with @label under it, and one for the date (@date_label NULL: none).
 */
void
rt_paper_doc_add_signature (RtPaperDoc *self, const char *label, const char *date_label)
{
  add_block (self, RT_PAPER_BLOCK_SIGNATURE, label, date_label);
}

/** rt_paper_doc_add_codes: groups of a long code in large even-spaced type, numbered from 1, @columns in a row, to be
 * read aloud and typed, and @image (NULL for none) to their right. @codes ends with NULL. All stay on one page. */
void
rt_paper_doc_add_codes (RtPaperDoc *self, const char *const *codes, guint columns, cairo_surface_t *image)
{
  RtPaperBlock *block = add_block (self, RT_PAPER_BLOCK_CODES, NULL, NULL);

  if (block == NULL)
    return;
  rt_paper_block_set_columns (block, NULL, 1);
  block->size = MAX (columns, 1);
  block->image = image != NULL ? cairo_surface_reference (image) : NULL;
  self->open = block;
  for (guint i = 0; codes[i] != NULL; i++)
    {
      const char *cells[] = { codes[i], NULL };

      add_cells (self, cells, FALSE);
    }
  self->open = NULL;
}

/** rt_paper_doc_add_spacer: @height points of white; dropped at the top of a page. */
void
rt_paper_doc_add_spacer (RtPaperDoc *self, double height)
{
  RtPaperBlock *block = add_block (self, RT_PAPER_BLOCK_SPACER, NULL, NULL);

  if (block != NULL)
    block->size = MAX (height, 0);
}

void
rt_paper_doc_add_rule (RtPaperDoc *self)
{
  add_block (self, RT_PAPER_BLOCK_RULE, NULL, NULL);
}

/** rt_paper_doc_add_page_break: what follows begins a page. Does nothing at the top of one, so there is never an empty
 * page. */
void
rt_paper_doc_add_page_break (RtPaperDoc *self)
{
  add_block (self, RT_PAPER_BLOCK_PAGE_BREAK, NULL, NULL);
}

static void
open_rows (RtPaperDoc *self, RtPaperBlockKind kind, const RtPaperColumn *columns, guint n_columns)
{
  RtPaperBlock *block = add_block (self, kind, NULL, NULL);

  if (block == NULL)
    return;
  rt_paper_block_set_columns (block, columns, n_columns);
  self->open = block;
}

static void
close_rows (RtPaperDoc *self)
{
  if (can_add (self, TRUE))
    self->open = NULL;
}

/** rt_paper_doc_begin_pairs: labels with their values in @columns (1 or 2) columns, filled row by row. Until
 * rt_paper_doc_end_pairs(). */
void
rt_paper_doc_begin_pairs (RtPaperDoc *self, guint columns)
{
  open_rows (self, RT_PAPER_BLOCK_PAIRS, NULL, 3);
  if (self->open != NULL)
    self->open->size = columns >= 2 ? 2 : 1;
}

/** rt_paper_doc_add_pair: what a person may not see is simply not added: the next one takes its place. */
void
rt_paper_doc_add_pair (RtPaperDoc *self, const char *label, const char *value)
{
  rt_paper_doc_add_marked_pair (self, label, value, NULL);
}

/** rt_paper_doc_add_marked_pair: with a small grey word after the value ("masked"); NULL for none. */
void
rt_paper_doc_add_marked_pair (RtPaperDoc *self, const char *label, const char *value, const char *mark)
{
  const char *cells[] = { label != NULL ? label : "", value != NULL ? value : "", mark, NULL };

  add_cells (self, cells, FALSE);
}

void
rt_paper_doc_end_pairs (RtPaperDoc *self)
{
  close_rows (self);
}

/** rt_paper_doc_begin_table: rows under a head of @columns (copied), repeated on each page. Until
 * rt_paper_doc_end_table(). */
void
rt_paper_doc_begin_table (RtPaperDoc *self, const RtPaperColumn *columns, guint n_columns)
{
  g_return_if_fail (columns != NULL && n_columns > 0);
  open_rows (self, RT_PAPER_BLOCK_TABLE, columns, n_columns);
}

/** rt_paper_doc_add_row: as many cells as columns; NULL ends them early. A row breaks only when it is taller than a
 * page. */
void
rt_paper_doc_add_row (RtPaperDoc *self, const char *const *cells)
{
  add_cells (self, cells, FALSE);
}

/** rt_paper_doc_add_total_row: a row in bold under a line, which stays with the row before it. */
void
rt_paper_doc_add_total_row (RtPaperDoc *self, const char *const *cells)
{
  add_cells (self, cells, TRUE);
}

void
rt_paper_doc_end_table (RtPaperDoc *self)
{
  close_rows (self);
}

/** rt_paper_doc_begin_keep: what follows, until rt_paper_doc_end_keep(), stays on one page where a page can hold it.
 * Not nested. */
void
rt_paper_doc_begin_keep (RtPaperDoc *self)
{
  g_return_if_fail (self->keep == 0);
  if (can_add (self, FALSE))
    self->keep = ++self->n_keeps;
}

void
rt_paper_doc_end_keep (RtPaperDoc *self)
{
  if (can_add (self, FALSE))
    self->keep = 0;
}

GPtrArray *
rt_paper_doc_freeze (RtPaperDoc *self)
{
  g_atomic_int_set (&self->frozen, 1);
  return self->blocks;
}
