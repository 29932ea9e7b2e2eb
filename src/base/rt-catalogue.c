/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads GNU .mo files (GNU gettext manual, "The Format of GNU MO Files"): two sorted tables of (length, offset) pairs.
 */
#include "config.h"

#include <string.h>

#include "rt-catalogue.h"

#define MAGIC       0x950412deu
#define HEADER_SIZE 28

struct _RtCatalogue
{
  GBytes *bytes;
  const char *data;
  gsize size;
  gboolean swapped;
  guint32 count;
  guint32 originals; /* offsets of the two tables */
  guint32 translations;
};

/* @offset + 4 must be known to lie inside. */
static guint32
read_u32 (const RtCatalogue *self, gsize offset)
{
  guint32 value;

  memcpy (&value, self->data + offset, sizeof value);
  return self->swapped ? GUINT32_SWAP_LE_BE (value) : value;
}

static gboolean
table_fits (const RtCatalogue *self, guint32 offset)
{
  return offset <= self->size && self->count <= (self->size - offset) / 8;
}

static gboolean
read_header (RtCatalogue *self)
{
  guint32 magic;

  if (self->size < HEADER_SIZE)
    return FALSE;
  magic = read_u32 (self, 0);
  self->swapped = magic == GUINT32_SWAP_LE_BE (MAGIC);
  if (magic != MAGIC && !self->swapped)
    return FALSE;
  if (read_u32 (self, 4) >> 16 > 1) /* major revision 0 or 1 */
    return FALSE;
  self->count = read_u32 (self, 8);
  self->originals = read_u32 (self, 12);
  self->translations = read_u32 (self, 16);
  return table_fits (self, self->originals) && table_fits (self, self->translations);
}

/* The string of entry @i, which must lie inside and end with NUL; @length without it. NULL when it does not. */
static const char *
get_string (const RtCatalogue *self, guint32 table, guint32 i, gsize *length)
{
  gsize size = read_u32 (self, table + (gsize) i * 8);
  gsize offset = read_u32 (self, table + (gsize) i * 8 + 4);

  if (offset >= self->size || size >= self->size - offset || self->data[offset + size] != '\0')
    return NULL;
  *length = size;
  return self->data + offset;
}

RtCatalogue *
rt_catalogue_new (GBytes *bytes)
{
  g_autoptr (RtCatalogue) self = g_new0 (RtCatalogue, 1);

  self->bytes = g_bytes_ref (bytes);
  self->data = g_bytes_get_data (bytes, &self->size);
  return read_header (self) ? g_steal_pointer (&self) : NULL;
}

RtCatalogue *
rt_catalogue_open (const char *path)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, NULL);
  g_autoptr (GBytes) bytes = NULL;

  if (file == NULL)
    return NULL;
  bytes = g_mapped_file_get_bytes (file);
  return rt_catalogue_new (bytes);
}

void
rt_catalogue_free (RtCatalogue *self)
{
  if (self == NULL)
    return;
  g_bytes_unref (self->bytes);
  g_free (self);
}

static const char *
nth_form (const char *text, gsize length, guint form)
{
  const char *end = text + length;

  for (; form > 0; form--)
    {
      text += strlen (text) + 1;
      if (text > end)
        return NULL;
    }
  return *text != '\0' ? text : NULL;
}

const char *
rt_catalogue_lookup (const RtCatalogue *self, const char *msgid, guint form)
{
  guint32 low = 0;
  guint32 high = self->count;

  while (low < high)
    {
      guint32 middle = low + (high - low) / 2;
      gsize length = 0;
      const char *original = get_string (self, self->originals, middle, &length);
      int order;

      if (original == NULL)
        return NULL;
      order = strcmp (msgid, original); /* a plural message's original is "one\0many": it compares as its singular */
      if (order == 0)
        {
          const char *text = get_string (self, self->translations, middle, &length);

          return text != NULL ? nth_form (text, length, form) : NULL;
        }
      if (order < 0)
        high = middle;
      else
        low = middle + 1;
    }
  return NULL;
}
