/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file of comma-separated values, record by record, on libcsv. Knows nothing of what the cells mean. */
#include "config.h"

#include <csv.h>
#include <string.h>
#include <glib/gi18n.h>

#include "rt-csv.h"
#include "rt-error.h"

#define PIECE 65536

typedef struct
{
  struct csv_parser parser;
  RtCsvFunc func;
  gpointer data;
  GError *error;
  gboolean stopped;

  gint64 line;        /* of the bytes being read */
  gint64 record_line; /* where the record begins */
  gboolean in_record;
  gsize unread; /* bytes since the last cell ended */

  GByteArray *bytes; /* of the record's cells, one after the other */
  gsize ends[RT_CSV_MAX_COLUMNS];
  RtCsvCell cells[RT_CSV_MAX_COLUMNS];
  guint n;
} Reader;

static void
reader_free (Reader *self)
{
  csv_free (&self->parser);
  g_byte_array_unref (self->bytes);
  g_clear_error (&self->error);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reader, reader_free)

static void
stop_too_large (Reader *self)
{
  if (self->error == NULL)
    g_set_error (&self->error, RT_ERROR, RT_ERROR_TOO_LARGE,
                 /* Translators: the number is that of a line in the file. */
                 _("The cell that begins on line %ld is too large; perhaps a quotation mark is missing there."),
                 (long) self->record_line);
  self->stopped = TRUE;
}

static void
on_cell (void *cell, size_t size, void *data)
{
  Reader *self = data;

  self->unread = 0;
  if (self->stopped)
    return;
  if (size > RT_CSV_MAX_CELL || self->bytes->len + size > RT_CSV_MAX_RECORD)
    {
      stop_too_large (self);
      return;
    }
  if (self->n < RT_CSV_MAX_COLUMNS)
    {
      if (size > 0)
        g_byte_array_append (self->bytes, cell, (guint) size);
      self->ends[self->n] = self->bytes->len;
    }
  self->n++;
}

static void
on_record (int terminator, void *data)
{
  Reader *self = data;
  gsize begin = 0;

  self->in_record = FALSE;
  self->unread = 0;
  if (self->stopped)
    return;
  for (guint i = 0; i < MIN (self->n, RT_CSV_MAX_COLUMNS); i++)
    {
      self->cells[i].data = (const char *) self->bytes->data + begin;
      self->cells[i].size = self->ends[i] - begin;
      begin = self->ends[i];
    }
  if (!self->func (self->record_line, self->cells, self->n, self->data, &self->error))
    self->stopped = TRUE;
  self->n = 0;
  g_byte_array_set_size (self->bytes, 0);
}

/* One physical line or a part of one: so that it is known on which line a record begins. */
static gboolean
feed (Reader *self, const char *bytes, gsize size)
{
  if (!self->in_record && strspn (bytes, "\r\n") < size)
    {
      self->in_record = TRUE;
      self->record_line = self->line;
    }
  self->unread += size;
  if (csv_parse (&self->parser, bytes, size, on_cell, on_record, self) != size && self->error == NULL)
    g_set_error_literal (&self->error, RT_ERROR, RT_ERROR_FAILED, _("The file cannot be read as a table."));
  if (self->unread > RT_CSV_MAX_CELL)
    stop_too_large (self);
  return !self->stopped && self->error == NULL;
}

static gboolean
feed_piece (Reader *self, char *bytes, gsize size)
{
  while (size > 0)
    {
      const char *end = memchr (bytes, '\n', size);
      gsize length = end != NULL ? (gsize) (end - bytes) + 1 : size;

      if (!feed (self, bytes, length))
        return FALSE;
      if (end != NULL)
        self->line++;
      bytes += length;
      size -= length;
    }
  return TRUE;
}

gboolean
rt_csv_take_error (GError *local, GError **error)
{
  if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    g_set_error_literal (error, RT_ERROR, RT_ERROR_NOT_FOUND, _("There is no such file."));
  else
    g_set_error_literal (error, RT_ERROR, RT_ERROR_FAILED, _("The file cannot be read."));
  g_error_free (local);
  return FALSE;
}

static gboolean
read_all (Reader *self, GInputStream *stream, GCancellable *cancellable, GError **error)
{
  g_autofree char *piece = g_malloc (PIECE + 1);
  GError *local = NULL;
  gboolean first = TRUE;

  while (!self->stopped)
    {
      gsize size = 0;
      gsize skip;

      if (!g_input_stream_read_all (stream, piece, PIECE, &size, cancellable, &local))
        return rt_csv_take_error (local, error);
      if (size == 0)
        break;
      piece[size] = '\0'; /* for strspn() above, which stops at any NUL */
      skip = first && size >= 3 && memcmp (piece, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
      first = FALSE;
      if (!feed_piece (self, piece + skip, size - skip))
        break;
    }
  if (!self->stopped && self->error == NULL)
    csv_fini (&self->parser, on_cell, on_record, self);
  if (self->error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&self->error));
  return FALSE;
}

gboolean
rt_csv_read (const char *path, char delimiter, GCancellable *cancellable, RtCsvFunc func, gpointer data, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GError *local = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, &local);
  g_autoptr (Reader) self = NULL;

  if (stream == NULL)
    return rt_csv_take_error (local, error);
  self = g_new0 (Reader, 1);
  csv_init (&self->parser, 0);
  csv_set_delim (&self->parser, (unsigned char) delimiter);
  csv_set_blk_size (&self->parser, PIECE); /* a very large cell grows by pieces, not by every 128 bytes */
  self->bytes = g_byte_array_new ();
  self->func = func;
  self->data = data;
  self->line = 1;
  return read_all (self, G_INPUT_STREAM (stream), cancellable, error);
}
