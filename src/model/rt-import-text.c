/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a file of another program is written: UTF-8, GB18030 or Windows-1252, told from its bytes. */
#include "config.h"

#include <string.h>
#include <glib/gi18n.h>

#include "rt-error.h"
#include "rt-import-text.h"

#define PIECE 65536

typedef struct
{
  gsize bytes, controls;
  /* as UTF-8 */
  guint utf8_left;
  gsize utf8_good, utf8_bad;
  /* as GB 2312 pairs, what GB18030 text is mostly made of; Western text has its high letters alone */
  guint8 lead;
  gsize pairs, singles;
} Count;

const char *
rt_encoding_name (RtEncoding encoding)
{
  static const char *const names[] = { "UTF-8", "GB18030", "Windows-1252" };

  return (guint) encoding < G_N_ELEMENTS (names) ? names[encoding] : NULL;
}

static void
count_utf8 (Count *count, guint8 c)
{
  if (count->utf8_left > 0)
    {
      if ((c & 0xC0) == 0x80)
        {
          if (--count->utf8_left == 0)
            count->utf8_good++;
          return;
        }
      count->utf8_left = 0;
      count->utf8_bad++;
    }
  if (c < 0x80)
    return;
  if (c >= 0xC2 && c <= 0xDF)
    count->utf8_left = 1;
  else if (c >= 0xE0 && c <= 0xEF)
    count->utf8_left = 2;
  else if (c >= 0xF0 && c <= 0xF4)
    count->utf8_left = 3;
  else
    count->utf8_bad++;
}

static void
count_pairs (Count *count, guint8 c)
{
  if (count->lead != 0)
    {
      if (c >= 0xA1 && c <= 0xFE)
        count->pairs++;
      else
        count->singles++;
      count->lead = 0;
      return;
    }
  if (c >= 0xA1 && c <= 0xF7)
    count->lead = c;
  else if (c >= 0x80)
    count->singles++;
}

static void
count_bytes (Count *count, const guint8 *bytes, gsize size)
{
  count->bytes += size;
  for (gsize i = 0; i < size; i++)
    {
      if (bytes[i] < 0x20 && bytes[i] != '\t' && bytes[i] != '\n' && bytes[i] != '\r')
        count->controls++;
      count_utf8 (count, bytes[i]);
      count_pairs (count, bytes[i]);
    }
}

/* A few stray control characters are one record's trouble; many mean that this is no text. */
static gboolean
looks_like_text (const Count *count)
{
  return count->bytes > 0 && count->controls <= 16 + count->bytes / 200;
}

static RtEncoding
decide (const Count *count)
{
  if (count->utf8_bad == 0 || count->utf8_good > 4 * count->utf8_bad)
    return RT_ENCODING_UTF8;
  return count->pairs > 2 * count->singles ? RT_ENCODING_GB18030 : RT_ENCODING_WINDOWS_1252;
}

gboolean
rt_encoding_guess (const char *path, RtEncoding *encoding, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GError *local = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, &local);
  g_autofree guint8 *piece = g_malloc (PIECE);
  Count count = { 0 };
  gboolean mark = FALSE;
  gsize size = 0;

  if (stream == NULL)
    return rt_csv_take_error (local, error);
  do
    {
      if (!g_input_stream_read_all (G_INPUT_STREAM (stream), piece, PIECE, &size, cancellable, &local))
        return rt_csv_take_error (local, error);
      if (count.bytes == 0)
        mark = size >= 3 && memcmp (piece, "\xEF\xBB\xBF", 3) == 0;
      count_bytes (&count, piece, size);
    }
  while (size > 0);
  if (!looks_like_text (&count))
    {
      g_set_error_literal (error, RT_ERROR, RT_ERROR_INVALID,
                           _("This is not a table of orders; save it as CSV in UTF-8 and try again."));
      return FALSE;
    }
  *encoding = mark ? RT_ENCODING_UTF8 : decide (&count);
  return TRUE;
}

char *
rt_encoding_to_utf8 (RtEncoding encoding, const RtCsvCell *cell, GError **error)
{
  gsize read = 0;
  gsize written = 0;
  char *text = NULL;

  if (cell->size == 0)
    return g_strdup ("");
  if (memchr (cell->data, '\0', cell->size) != NULL)
    {
      g_set_error_literal (error, RT_ERROR, RT_ERROR_INVALID,
                           _("A cell of this row holds a character that no text has."));
      return NULL;
    }
  if (encoding == RT_ENCODING_UTF8)
    text = g_utf8_validate (cell->data, (gssize) cell->size, NULL) ? g_strndup (cell->data, cell->size) : NULL;
  else
    text = g_convert (cell->data, (gssize) cell->size, "UTF-8",
                      encoding == RT_ENCODING_GB18030 ? "GB18030" : "WINDOWS-1252", &read, &written, NULL);
  if (text == NULL)
    g_set_error_literal (error, RT_ERROR, RT_ERROR_INVALID, _("A cell of this row is not readable text."));
  return text;
}
