/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rt-paper-layout.h"
#include "rt-sheet.h"

G_BEGIN_DECLS

/**
 * RtPrintPreview: a window that shows a paper as it will print. GTK's own preview would write the paper to a temporary
 * file and start another program; this one keeps it to itself. Escape closes it. It is only to look at until it is told
 * how the paper may leave: every sheet goes through the print list.
 */
#define RT_TYPE_PRINT_PREVIEW (rt_print_preview_get_type ())
G_DECLARE_FINAL_TYPE (RtPrintPreview, rt_print_preview, RT, PRINT_PREVIEW, AdwWindow)

/** RtPrintWay: what Print and Save do. @preview stays open, and is closed by who sends the paper off. */
typedef void (*RtPrintWay) (GtkWindow *preview, gboolean save, gpointer user_data);

/** rt_print_preview_new: @name: for the title, no personal data. @setup: NULL for A4. */
RtPrintPreview *rt_print_preview_new (GtkWindow *parent, RtPaperDoc *doc, const RtPaperSetup *setup, const char *name);
/** rt_print_preview_set_way: offers Print and Save, which call @way, so that the paper gets onto the print list, and
 * its number onto the paper, before it leaves. */
void rt_print_preview_set_way (RtPrintPreview *self, RtPrintWay way, gpointer user_data, GDestroyNotify destroy);
/** rt_print_preview_set_listed: offers Print and Save of the very paper that is shown: its number is reserved. @sheet:
 * (nullable): told when it has gone. */
void rt_print_preview_set_listed (RtPrintPreview *self, RtSheet *sheet);

G_END_DECLS
