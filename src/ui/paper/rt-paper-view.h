/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rt-paper-layout.h"

G_BEGIN_DECLS

/**
 * RtPaperView: a document as it will print: white pages under one another on a neutral ground, scrolling, as wide as
 * there is room or zoomed. Nothing is written anywhere. Keys: Page Up and Page Down, Home and End, Ctrl+plus, minus and
 * 0. Signal "changed": another page is on top, or there is another document.
 */
#define RT_TYPE_PAPER_VIEW (rt_paper_view_get_type ())
G_DECLARE_FINAL_TYPE (RtPaperView, rt_paper_view, RT, PAPER_VIEW, GtkWidget)

GtkWidget *rt_paper_view_new (void);
/** rt_paper_view_set_setup: the sheet for the next document; A4 before. */
void rt_paper_view_set_setup (RtPaperView *self, const RtPaperSetup *setup);
/** rt_paper_view_set_doc: lays @doc out, some milliseconds for each page; NULL shows nothing. FALSE with
 * RT_ERROR_INVALID when the sheet is too small; nothing is shown then. */
gboolean rt_paper_view_set_doc (RtPaperView *self, RtPaperDoc *doc, GError **error);
guint rt_paper_view_get_n_pages (RtPaperView *self);
/** rt_paper_view_get_page: the page most of which is seen, from 0. */
guint rt_paper_view_get_page (RtPaperView *self);
/** rt_paper_view_go: scrolls to the top of @page, the last one when there are fewer. */
void rt_paper_view_go (RtPaperView *self, guint page);
/** rt_paper_view_go_to_text: scrolls to about where @words first stand; nothing when they do not. */
void rt_paper_view_go_to_text (RtPaperView *self, const char *words);
/** rt_paper_view_set_zoom: pixels to a point, 0.25 to 4; 0: as wide as there is room, up to a readable width. */
void rt_paper_view_set_zoom (RtPaperView *self, double zoom);
double rt_paper_view_get_zoom (RtPaperView *self);

G_END_DECLS
