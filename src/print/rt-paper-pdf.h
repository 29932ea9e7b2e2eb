/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "rt-paper-layout.h"

G_BEGIN_DECLS

gboolean rt_paper_pdf_write_file (RtPaperDoc *doc, const RtPaperSetup *setup, GFile *file, GCancellable *cancellable,
                                  GError **error);
GBytes *rt_paper_pdf_to_bytes (RtPaperDoc *doc, const RtPaperSetup *setup, GCancellable *cancellable, GError **error);

void rt_paper_pdf_write_file_async (RtPaperDoc *doc, const RtPaperSetup *setup, GFile *file, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer user_data);
gboolean rt_paper_pdf_write_file_finish (GAsyncResult *result, GError **error);

G_END_DECLS
