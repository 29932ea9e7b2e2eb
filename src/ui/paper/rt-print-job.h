/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-print-preview.h"
#include "rt-sheet.h"

G_BEGIN_DECLS

/* The ways of a paper out of the program. All on the main thread; none waits. What goes wrong is said in a dialogue in
 * a sentence. When the desk locks, everything is called off and the paper is let go of. @parent: the window it came
 * from.
 * @name: of the sheet ("SO-10482"), for the print queue and as a file name; it must hold no personal data.
 * @sheet: (nullable): told when the paper has gone to the printer or into the file, and not when it was called off or
 * failed. A preview it was sent off from is closed then. */

/** rt_print_job_print: the print dialogue, with our own preview. Nothing is printed when a character has no glyph. */
void rt_print_job_print (GtkWindow *parent, RtPaperDoc *doc, const char *name, RtSheet *sheet);

/** rt_print_job_save: asks where to, writes a PDF there whole or not at all, and says so. Needs no printer. */
void rt_print_job_save (GtkWindow *parent, RtPaperDoc *doc, const char *name, RtSheet *sheet);

/** rt_print_job_preview: shows it in a window, only to look at. Returns it, borrowed, for rt_print_preview_set_way().
 */
RtPrintPreview *rt_print_job_preview (GtkWindow *parent, RtPaperDoc *doc, const char *name);

/** rt_print_job_setup: the sheet that is usual where the store is: Letter in the United States, A4 elsewhere. */
RtPaperSetup rt_print_job_setup (GtkWindow *parent);

/** rt_print_job_file_name: a file name made of @name: letters, digits, '-', '_', '.', space; no separators, no leading
 *  dot, at most 80 characters; ends in ".pdf". New string. */
char *rt_print_job_file_name (const char *name);

G_END_DECLS
