/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-paper-doc.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * The ways of a document to paper. All are asynchronous, keep a reference on the document, and say in a dialogue of one sentence when something goes
 * wrong. Nothing is written beside the store but a PDF the person asked for. Main thread.
 */

/** rt_print_job_print: the system's print dialogue; its preview is ours. @name names the job: a number, never a person. */
void rt_print_job_print (GtkWindow *parent, RtPaperDoc *doc, const char *name);
/** rt_print_job_save: asks where, and writes a PDF; needs no printing system (faults.md R1). */
void rt_print_job_save (GtkWindow *parent, RtPaperDoc *doc, const char *name);
/** rt_print_job_preview: the pages in a window; only to look at, so that every sheet goes through the print list. */
void rt_print_job_preview (GtkWindow *parent, RtPaperDoc *doc, const char *name);

G_END_DECLS
