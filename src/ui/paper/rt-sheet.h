/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-paper-doc.h"
#include "rt-window.h"

G_BEGIN_DECLS

typedef enum
{
  RT_PAPER_WAY_PRINT,
  RT_PAPER_WAY_SAVE,
  RT_PAPER_WAY_PREVIEW
} RtPaperWay;

/**
 * RtSheet: a paper of the print list on its way: its number is reserved, the paper is made with it, and it counts as
 * printed only when it has gone to the printer or into a file. A preview has no number. Main thread.
 */
#define RT_TYPE_SHEET (rt_sheet_get_type ())
G_DECLARE_FINAL_TYPE (RtSheet, rt_sheet, RT, SHEET, GObject)

/** RtSheetMake: makes the paper with its number, 0 for a preview; new. In any thread. */
typedef RtPaperDoc *(*RtSheetMake) (gint64 number, gpointer data);

/** rt_sheet_new: @kind, @row, @notice_id, @language as for rt_printed_reserve(); @name: for the print queue and as a
 * file name, no personal data; @data is taken. */
RtSheet *rt_sheet_new (RtWindow *window, const char *kind, gint64 row, gint64 notice_id, const char *language,
                       const char *name, RtSheetMake make, gpointer data, GDestroyNotify destroy);
/** rt_sheet_run: keeps itself alive until the paper is gone or called off. What goes wrong is said in the window. */
void rt_sheet_run (RtSheet *self, RtPaperWay way);
/** rt_sheet_went: for who sent it off: now it counts as printed. */
void rt_sheet_went (RtSheet *self);

G_END_DECLS
