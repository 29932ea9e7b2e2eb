/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-paper-doc.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/** RtPaperView: the pages of a document one below the other, as they will print. Scrolls; by keyboard too. */
#define RT_TYPE_PAPER_VIEW (rt_paper_view_get_type ())
G_DECLARE_FINAL_TYPE (RtPaperView, rt_paper_view, RT, PAPER_VIEW, GtkWidget)

GtkWidget *rt_paper_view_new (void);
/** rt_paper_view_set_doc: lays @doc out anew; NULL shows nothing. FALSE with @error when it cannot be laid out. */
gboolean rt_paper_view_set_doc (RtPaperView *self, RtPaperDoc *doc, GError **error);

G_END_DECLS
