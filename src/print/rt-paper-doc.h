/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  RT_PAPER_ALIGN_START,
  RT_PAPER_ALIGN_END, /* numbers: flush right, tabular figures, as wide as the longest */
} RtPaperAlign;

/* A table's column. @title is translated by the caller into the document's language. @weight is its share of the width.
 */
typedef struct
{
  const char *title;
  double weight;
  RtPaperAlign align;
  gboolean details; /* what comes after the first line of a cell is small and grey */
} RtPaperColumn;

#define RT_TYPE_PAPER_DOC (rt_paper_doc_get_type ())
G_DECLARE_FINAL_TYPE (RtPaperDoc, rt_paper_doc, RT, PAPER_DOC, GObject)

RtPaperDoc *rt_paper_doc_new (const char *lang);

void rt_paper_doc_set_title (RtPaperDoc *self, const char *title);
void rt_paper_doc_set_mark (RtPaperDoc *self, const char *mark);
void rt_paper_doc_set_store (RtPaperDoc *self, const char *name, const char *contact);

void rt_paper_doc_set_scale (RtPaperDoc *self, double scale);
double rt_paper_doc_get_scale (RtPaperDoc *self);

const char *rt_paper_doc_get_lang (RtPaperDoc *self);
const char *rt_paper_doc_get_title (RtPaperDoc *self);
const char *rt_paper_doc_get_mark (RtPaperDoc *self);
const char *rt_paper_doc_get_store_name (RtPaperDoc *self);
const char *rt_paper_doc_get_store_contact (RtPaperDoc *self);

void rt_paper_doc_add_title (RtPaperDoc *self, const char *text, const char *subtitle);
void rt_paper_doc_add_heading (RtPaperDoc *self, const char *text);
void rt_paper_doc_add_subheading (RtPaperDoc *self, const char *text);
void rt_paper_doc_add_paragraph (RtPaperDoc *self, const char *text);
void rt_paper_doc_add_small (RtPaperDoc *self, const char *text);
void rt_paper_doc_add_bullet (RtPaperDoc *self, const char *text);
void rt_paper_doc_add_callout (RtPaperDoc *self, const char *title, const char *text);
void rt_paper_doc_add_image (RtPaperDoc *self, cairo_surface_t *image, double width);
void rt_paper_doc_add_signature (RtPaperDoc *self, const char *label, const char *date_label);
void rt_paper_doc_add_codes (RtPaperDoc *self, const char *const *codes, guint columns, cairo_surface_t *image);
void rt_paper_doc_add_spacer (RtPaperDoc *self, double height);
void rt_paper_doc_add_rule (RtPaperDoc *self);
void rt_paper_doc_add_page_break (RtPaperDoc *self);

void rt_paper_doc_begin_pairs (RtPaperDoc *self, guint columns);
void rt_paper_doc_add_pair (RtPaperDoc *self, const char *label, const char *value);
void rt_paper_doc_add_marked_pair (RtPaperDoc *self, const char *label, const char *value, const char *mark);
void rt_paper_doc_end_pairs (RtPaperDoc *self);

void rt_paper_doc_begin_table (RtPaperDoc *self, const RtPaperColumn *columns, guint n_columns);
void rt_paper_doc_add_row (RtPaperDoc *self, const char *const *cells);
void rt_paper_doc_add_total_row (RtPaperDoc *self, const char *const *cells);
void rt_paper_doc_end_table (RtPaperDoc *self);

void rt_paper_doc_begin_keep (RtPaperDoc *self);
void rt_paper_doc_end_keep (RtPaperDoc *self);

G_END_DECLS
