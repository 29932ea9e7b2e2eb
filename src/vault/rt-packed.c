/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fields of one class as bytes. */
#include "config.h"

#include "rt-packed.h"

#include <string.h>

#include "rt-secret.h"

#define COUNT_SIZE 2
#define HEAD_SIZE  6 /* field number and length */

typedef struct
{
  guint field;
  guint length;
  const char *text; /* borrowed from the packed bytes, no NUL */
} Entry;

static gboolean
is_packed (RtClass klass, const char *const *values, gboolean with_empty, guint field)
{
  const RtFieldInfo *info = rt_field_info ((RtFieldId) field);

  return info != NULL && info->klass == klass && values[field] != NULL && (with_empty || values[field][0] != '\0');
}

static guint8 *
put_u16 (guint8 *out, guint value)
{
  const guint16 little = GUINT16_TO_LE ((guint16) value);

  memcpy (out, &little, sizeof little);
  return out + sizeof little;
}

static guint8 *
put_u32 (guint8 *out, guint32 value)
{
  const guint32 little = GUINT32_TO_LE (value);

  memcpy (out, &little, sizeof little);
  return out + sizeof little;
}

static guint
get_u16 (const guint8 *data)
{
  return (guint) (data[0] | data[1] << 8);
}

static guint32
get_u32 (const guint8 *data)
{
  return (guint32) data[0] | (guint32) data[1] << 8 | (guint32) data[2] << 16 | (guint32) data[3] << 24;
}

gsize
rt_packed_size (RtClass klass, const char *const *values, gboolean with_empty)
{
  gsize size = 0;

  for (guint i = 0; i < RT_N_FIELDS; i++)
    if (is_packed (klass, values, with_empty, i))
      size += HEAD_SIZE + strlen (values[i]);
  return size > 0 ? COUNT_SIZE + size : 0;
}

void
rt_packed_write (RtClass klass, const char *const *values, gboolean with_empty, guint8 *out)
{
  guint8 *start = out;
  guint count = 0;

  out += COUNT_SIZE;
  for (guint i = 0; i < RT_N_FIELDS; i++)
    {
      gsize length;

      if (!is_packed (klass, values, with_empty, i))
        continue;
      length = strlen (values[i]);
      out = put_u16 (out, i);
      out = put_u32 (out, (guint32) length);
      memcpy (out, values[i], length);
      out += length;
      count++;
    }
  put_u16 (start, count);
}

/* One entry from *@data on, which moves behind it. */
static gboolean
read_entry (const guint8 **data, gsize *left, Entry *entry)
{
  if (*left < HEAD_SIZE)
    return FALSE;
  entry->field = get_u16 (*data);
  entry->length = get_u32 (*data + 2);
  entry->text = (const char *) (*data + HEAD_SIZE);
  if (entry->length > *left - HEAD_SIZE || !g_utf8_validate_len (entry->text, entry->length, NULL))
    return FALSE;
  *data += HEAD_SIZE + entry->length;
  *left -= HEAD_SIZE + entry->length;
  return TRUE;
}

static gboolean
read_all (RtClass klass, const guint8 *data, gsize size, Entry *entries, guint *n_entries)
{
  gsize left = size - COUNT_SIZE;
  guint count = get_u16 (data);
  gint64 last = -1;

  data += COUNT_SIZE;
  for (; count > 0; count--)
    {
      Entry entry;
      const RtFieldInfo *info = NULL;

      if (!read_entry (&data, &left, &entry) || (gint64) entry.field <= last)
        return FALSE;
      last = entry.field;
      info = entry.field < RT_N_FIELDS ? rt_field_info ((RtFieldId) entry.field) : NULL;
      if (info != NULL && info->klass == klass)
        entries[(*n_entries)++] = entry;
    }
  return left == 0;
}

gboolean
rt_packed_read (RtClass klass, const guint8 *data, gsize size, char **values)
{
  Entry entries[RT_N_FIELDS];
  guint n_entries = 0;

  if (size < COUNT_SIZE || size > RT_PACKED_MAX_SIZE || !read_all (klass, data, size, entries, &n_entries))
    return FALSE;
  for (guint i = 0; i < n_entries; i++)
    {
      rt_wipe_string (values[entries[i].field]);
      values[entries[i].field] = g_strndup (entries[i].text, entries[i].length);
    }
  return TRUE;
}
