/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rt-paper-layout.h"

G_BEGIN_DECLS

/** RtPaperPage: one page of a layout as a white sheet, as high as its width asks for. A screen reader reads the page's
 *  text. */
#define RT_TYPE_PAPER_PAGE (rt_paper_page_get_type ())
G_DECLARE_FINAL_TYPE (RtPaperPage, rt_paper_page, RT, PAPER_PAGE, GtkWidget)

/** rt_paper_page_new: @page counts from 0; @setup is the sheet @layout was made for. */
GtkWidget *rt_paper_page_new (RtPaperLayout *layout, const RtPaperSetup *setup, guint page);
/** rt_paper_page_set_zoom: pixels to a point; 0: as wide as there is room. */
void rt_paper_page_set_zoom (RtPaperPage *self, double zoom);

G_END_DECLS
