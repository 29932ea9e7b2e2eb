/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document as PDF: the same pages as on paper, without a printer, a print dialogue or a half-written file. */
#include "config.h"

#include <cairo-pdf.h>
#include <glib/gi18n.h>

#include "rt-paper-pdf.h"

#include "rt-error.h"
#include "rt-out-file.h"

typedef struct
{
  RtOutFile *file;   /* where it goes, or */
  GByteArray *bytes; /* into memory */
  GCancellable *cancellable;
  GError *error; /* the first one */
} Sink;

typedef struct
{
  RtPaperDoc *doc;
  RtPaperSetup setup;
  GFile *file;
} WriteData;

static void
write_data_free (gpointer data)
{
  WriteData *write = data;

  g_object_unref (write->doc);
  g_object_unref (write->file);
  g_free (write);
}

static cairo_status_t
on_write (void *closure, const unsigned char *data, unsigned int length)
{
  Sink *sink = closure;

  if (sink->error != NULL)
    return CAIRO_STATUS_WRITE_ERROR;
  if (sink->bytes != NULL)
    g_byte_array_append (sink->bytes, data, length);
  else if (!rt_out_file_write (sink->file, (const char *) data, length, &sink->error))
    return CAIRO_STATUS_WRITE_ERROR;
  return CAIRO_STATUS_SUCCESS;
}

/* Stops at the first error, which stays in @sink. */
static void
draw_pages (RtPaperLayout *layout, cairo_surface_t *surface, Sink *sink)
{
  cairo_t *cr = cairo_create (surface);
  guint n_pages = rt_paper_layout_get_n_pages (layout);

  for (guint i = 0; i < n_pages; i++)
    {
      if (sink->error != NULL || g_cancellable_set_error_if_cancelled (sink->cancellable, &sink->error))
        break;
      rt_paper_layout_draw_page (layout, cr, i);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
}

static gboolean
write_layout (RtPaperLayout *layout, RtPaperDoc *doc, const RtPaperSetup *setup, Sink *sink)
{
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (on_write, sink, setup->width, setup->height);
  cairo_status_t status;

  cairo_pdf_surface_restrict_to_version (surface, CAIRO_PDF_VERSION_1_4);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, rt_paper_doc_get_title (doc));
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Rolltop");
  draw_pages (layout, surface, sink);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status == CAIRO_STATUS_SUCCESS && sink->error == NULL)
    return TRUE;
  if (sink->error == NULL)
    g_set_error_literal (&sink->error, RT_ERROR, RT_ERROR_FAILED, _("The PDF could not be made."));
  return FALSE;
}

/* Lays @doc out and writes it. The PDF's own title is rt_paper_doc_get_title(); it names no author. */
static gboolean
write_doc (RtPaperDoc *doc, const RtPaperSetup *setup, Sink *sink, GError **error)
{
  g_autoptr (RtPaperLayout) layout = NULL;

  if (g_cancellable_set_error_if_cancelled (sink->cancellable, error))
    return FALSE;
  layout = rt_paper_layout_new (doc, setup, NULL, error);
  if (layout == NULL || !rt_paper_layout_check_glyphs (layout, error))
    return FALSE;
  if (write_layout (layout, doc, setup, sink))
    return TRUE;
  g_propagate_error (error, sink->error);
  return FALSE;
}

/**
 * rt_paper_pdf_write_file:
 * @file: replaced if it is there, only once the whole PDF is on the disk; readable by its owner only
 *
 * After a failure @file is what it was before and nothing is left beside it, nor when the program is killed
 * (rt-out-file.h). Blocking: not on the main thread.
 *
 * Returns: FALSE with RT_ERROR_UNSUPPORTED when a glyph is missing, RT_ERROR_INVALID when @file is not of this
 * computer, any other error of rt-out-file.h, RT_ERROR_FAILED or G_IO_ERROR_CANCELLED
 */
gboolean
rt_paper_pdf_write_file (RtPaperDoc *doc, const RtPaperSetup *setup, GFile *file, GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (RtOutFile) out = rt_out_file_new (g_file_peek_path (file), TRUE, error);
  Sink sink = { .file = out, .cancellable = cancellable };

  return out != NULL && write_doc (doc, setup, &sink, error) && rt_out_file_settle (out, error) &&
         !g_cancellable_set_error_if_cancelled (cancellable, error) && rt_out_file_publish (out, error);
}

/**
 * rt_paper_pdf_to_bytes:
 *
 * Returns: (transfer full): the PDF, or NULL with an error: a glyph that is missing or RT_ERROR_FAILED
 */
GBytes *
rt_paper_pdf_to_bytes (RtPaperDoc *doc, const RtPaperSetup *setup, GCancellable *cancellable, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  Sink sink = { .bytes = bytes, .cancellable = cancellable };

  return write_doc (doc, setup, &sink, error) ? g_byte_array_free_to_bytes (g_steal_pointer (&bytes)) : NULL;
}

static void
write_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  WriteData *write = data;
  g_autoptr (GError) error = NULL;

  if (rt_paper_pdf_write_file (write->doc, &write->setup, write->file, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/** rt_paper_pdf_write_file_async: rt_paper_pdf_write_file() on a thread of its own. @doc may no longer be added to. */
void
rt_paper_pdf_write_file_async (RtPaperDoc *doc, const RtPaperSetup *setup, GFile *file, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (doc, cancellable, callback, user_data);
  WriteData *write = g_new0 (WriteData, 1);

  write->doc = g_object_ref (doc);
  write->setup = *setup;
  write->file = g_object_ref (file);
  g_task_set_source_tag (task, rt_paper_pdf_write_file_async);
  g_task_set_task_data (task, write, write_data_free);
  g_task_run_in_thread (task, write_thread);
}

/** rt_paper_pdf_write_file_finish: as rt_paper_pdf_write_file(). */
gboolean
rt_paper_pdf_write_file_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
