/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document as PDF: the same pages as on paper, without a printer, a print dialogue or a half-written file. */
#include "config.h"

#include <cairo-pdf.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <unistd.h>

#include "rt-paper-pdf.h"

#include "rt-error.h"

typedef struct
{
  GOutputStream *stream;
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

  if (sink->error == NULL &&
      g_output_stream_write_all (sink->stream, data, length, NULL, sink->cancellable, &sink->error))
    return CAIRO_STATUS_SUCCESS;
  return CAIRO_STATUS_WRITE_ERROR;
}

/* What went wrong with a file, as a clerk can act on it. Takes @cause. Cancellation stays as it is. */
static void
take_file_error (GError **error, GError *cause)
{
  g_autoptr (GError) owned = cause;

  if (owned != NULL && (owned->domain == RT_ERROR || g_error_matches (owned, G_IO_ERROR, G_IO_ERROR_CANCELLED)))
    g_propagate_error (error, g_steal_pointer (&owned));
  else if (g_error_matches (owned, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    g_set_error_literal (error, RT_ERROR, RT_ERROR_DISK_FULL,
                         _("The PDF was not saved because the disk is full. Make room or choose another place."));
  else if (g_error_matches (owned, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED) ||
           g_error_matches (owned, G_IO_ERROR, G_IO_ERROR_READ_ONLY))
    g_set_error_literal (error, RT_ERROR, RT_ERROR_READ_ONLY,
                         _("The PDF was not saved because nothing may be written there. Choose another folder."));
  else if (g_error_matches (owned, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) ||
           g_error_matches (owned, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY))
    g_set_error_literal (error, RT_ERROR, RT_ERROR_NOT_FOUND,
                         _("The PDF was not saved because that folder does not exist. Choose another folder."));
  else if (g_error_matches (owned, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY) ||
           g_error_matches (owned, G_IO_ERROR, G_IO_ERROR_WOULD_RECURSE))
    g_set_error_literal (error, RT_ERROR, RT_ERROR_EXISTS,
                         _("The PDF was not saved because a folder has that name. Choose another name."));
  else
    g_set_error_literal (error, RT_ERROR, RT_ERROR_FAILED,
                         _("The PDF could not be saved. Choose another place and try again."));
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
  if (status == CAIRO_STATUS_SUCCESS && sink->error == NULL &&
      g_output_stream_flush (sink->stream, sink->cancellable, &sink->error))
    return TRUE;
  if (sink->error == NULL)
    g_set_error_literal (&sink->error, RT_ERROR, RT_ERROR_FAILED, _("The PDF could not be made."));
  return FALSE;
}

/**
 * rt_paper_pdf_write_stream:
 * @stream: gets the PDF; stays open
 *
 * Lays @doc out and writes it. The PDF's own title is rt_paper_doc_get_title(); it names no author. Blocking: not on
 * the main thread.
 *
 * Returns: FALSE with RT_ERROR_UNSUPPORTED when a glyph is missing (nothing is written then), RT_ERROR_DISK_FULL,
 * RT_ERROR_READ_ONLY, RT_ERROR_FAILED or G_IO_ERROR_CANCELLED
 */
gboolean
rt_paper_pdf_write_stream (RtPaperDoc *doc, const RtPaperSetup *setup, GOutputStream *stream, GCancellable *cancellable,
                           GError **error)
{
  g_autoptr (RtPaperLayout) layout = NULL;
  Sink sink = { stream, cancellable, NULL };

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  layout = rt_paper_layout_new (doc, setup, NULL, error);
  if (layout == NULL || !rt_paper_layout_check_glyphs (layout, error))
    return FALSE;
  if (write_layout (layout, doc, setup, &sink))
    return TRUE;
  take_file_error (error, sink.error);
  return FALSE;
}

/* On the disk, not only on its way there. Files that are not local have no such promise to give. */
static gboolean
sync_file (GFile *file, GError **error)
{
  const char *path = g_file_peek_path (file);
  gboolean ok;
  int fd;

  if (path == NULL)
    return TRUE;
  fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  ok = fd >= 0 && fsync (fd) == 0;
  if (!ok)
    g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), "fsync");
  if (fd >= 0)
    close (fd);
  return ok;
}

static GFile *
sibling_file (GFile *file)
{
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *name = g_strconcat (".", id, ".part", NULL);

  return folder != NULL ? g_file_get_child (folder, name) : NULL;
}

static gboolean
write_part (RtPaperDoc *doc, const RtPaperSetup *setup, GFile *part, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileOutputStream) stream = g_file_create (part, G_FILE_CREATE_PRIVATE, cancellable, error);
  gboolean ok;

  if (stream == NULL)
    return FALSE;
  ok = rt_paper_pdf_write_stream (doc, setup, G_OUTPUT_STREAM (stream), cancellable, error);
  /* Closing may be what fails, so it is asked; after a failure its own outcome says nothing new. */
  if (!g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, ok ? error : NULL))
    return FALSE;
  return ok && sync_file (part, error);
}

/**
 * rt_paper_pdf_write_file:
 * @file: replaced if it is there, only once the whole PDF is on the disk; readable by its owner only
 *
 * As rt_paper_pdf_write_stream(). After a failure @file is what it was before and nothing is left beside it.
 *
 * Returns: FALSE with an error as there, or RT_ERROR_NOT_FOUND or RT_ERROR_EXISTS for the folder
 */
gboolean
rt_paper_pdf_write_file (RtPaperDoc *doc, const RtPaperSetup *setup, GFile *file, GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (GFile) part = sibling_file (file);
  GError *cause = NULL;

  if (part != NULL && write_part (doc, setup, part, cancellable, &cause) &&
      g_file_move (part, file, G_FILE_COPY_OVERWRITE | G_FILE_COPY_NO_FALLBACK_FOR_MOVE, cancellable, NULL, NULL,
                   &cause))
    return TRUE;
  if (part != NULL)
    g_file_delete (part, NULL, NULL);
  take_file_error (error, cause);
  return FALSE;
}

/**
 * rt_paper_pdf_to_bytes:
 *
 * Returns: (transfer full): the PDF, or NULL with an error as rt_paper_pdf_write_stream()
 */
GBytes *
rt_paper_pdf_to_bytes (RtPaperDoc *doc, const RtPaperSetup *setup, GCancellable *cancellable, GError **error)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();

  if (!rt_paper_pdf_write_stream (doc, setup, stream, cancellable, error) ||
      !g_output_stream_close (stream, NULL, error))
    return NULL;
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
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
