/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>

G_BEGIN_DECLS

/* How a piece of text is set. Private to the print room. */
typedef struct
{
  double size; /* points */
  gboolean bold;
  gboolean soft;    /* grey */
  gboolean figures; /* tabular figures */
  gboolean mono;    /* even-spaced */
  gboolean details; /* what comes after the first line end is small and grey */
  gboolean natural; /* the direction of each paragraph is found from its text */
  PangoAlignment align;
  int max_lines; /* 0: as many as it takes; else the last ends in an ellipsis */
} RtPaperType;

PangoContext *rt_paper_type_context_new (PangoFontMap *map, const char *lang);
PangoLayout *rt_paper_type_layout_new (PangoContext *context, const RtPaperType *type, const char *text, double width);
int rt_paper_type_details_start (const RtPaperType *type, const char *text);
guint rt_paper_type_count_missing (PangoLayout *layout, gboolean *chinese);

G_END_DECLS
