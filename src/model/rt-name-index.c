/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names and numbers in one long string each, between line ends; memmem() walks some gigabytes of it in a second, so
 * nothing is sorted or hashed. Of each number the last four digits stand in a row of their own too, since a number is
 * asked for by its end. */
#define _GNU_SOURCE /* memmem */
#include "config.h"

#include <string.h>
#include <sys/mman.h>

#include "rt-name-index.h"
#include "rt-secret.h"
#include "rt-text.h"

#define FIRST_SIZE    4096
#define LONGEST_QUERY 256
#define END_DIGITS    4
#define NO_END        G_MAXUINT16
#define LONGEST_PHONE 64 /* digits; a number that can be dialled has 15 at most */

/* Memory of its own pages, so that it can be kept out of core dumps. */
typedef struct
{
  char *data;
  gsize used, size;
} Pack;

struct _RtNameIndex
{
  gatomicrefcount refs;
  gint64 mark, highest;
  guint sorted;  /* so many leading entries are in the order of their ids, replaced ones included */
  Pack names;    /* "\n", then each folded name and "\n" */
  Pack phones;   /* each number's digits and "\n" */
  Pack ids;      /* gint64; negative: replaced by a later entry */
  Pack revs;     /* gint64 */
  Pack name_at;  /* guint32: where an entry's name begins */
  Pack phone_at; /* guint32: where its numbers begin */
  Pack ends;     /* guint16: the last digits of each number; NO_END: it has fewer */
  Pack end_at;   /* guint32: where that number begins */
};

static void
pack_clear (Pack *self)
{
  if (self->data != NULL)
    {
      explicit_bzero (self->data, self->used);
      munmap (self->data, self->size);
    }
  *self = (Pack){ NULL, 0, 0 };
}

static void
pack_reserve (Pack *self, gsize size)
{
  Pack larger = { NULL, self->used, MAX (self->size, FIRST_SIZE) };

  if (size <= self->size)
    return;
  while (larger.size < size)
    larger.size *= 2;
  larger.data = mmap (NULL, larger.size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (larger.data == MAP_FAILED)
    g_error ("out of memory: %" G_GSIZE_FORMAT " bytes for the search", larger.size);
  madvise (larger.data, larger.size, MADV_DONTDUMP);
  if (self->used > 0)
    memcpy (larger.data, self->data, self->used);
  pack_clear (self);
  *self = larger;
}

static void
pack_add (Pack *self, gconstpointer data, gsize size)
{
  pack_reserve (self, self->used + size);
  memcpy (self->data + self->used, data, size);
  self->used += size;
}

static void
pack_copy (Pack *self, const Pack *from)
{
  if (from->used > 0)
    pack_add (self, from->data, from->used);
}

static gint64 *
get_ids (const RtNameIndex *self)
{
  return (gint64 *) (gpointer) self->ids.data;
}

static guint
count (const RtNameIndex *self)
{
  return (guint) (self->ids.used / sizeof (gint64));
}

RtNameIndex *
rt_name_index_new (void)
{
  RtNameIndex *self = g_new0 (RtNameIndex, 1);

  g_atomic_ref_count_init (&self->refs);
  pack_add (&self->names, "\n", 1);
  return self;
}

RtNameIndex *
rt_name_index_new_copy (const RtNameIndex *from)
{
  RtNameIndex *self = g_new0 (RtNameIndex, 1);

  g_atomic_ref_count_init (&self->refs);
  self->mark = from->mark;
  self->highest = from->highest;
  self->sorted = from->sorted;
  pack_copy (&self->names, &from->names);
  pack_copy (&self->phones, &from->phones);
  pack_copy (&self->ids, &from->ids);
  pack_copy (&self->revs, &from->revs);
  pack_copy (&self->name_at, &from->name_at);
  pack_copy (&self->phone_at, &from->phone_at);
  pack_copy (&self->ends, &from->ends);
  pack_copy (&self->end_at, &from->end_at);
  return self;
}

RtNameIndex *
rt_name_index_ref (RtNameIndex *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
rt_name_index_unref (RtNameIndex *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->refs))
    return;
  pack_clear (&self->names);
  pack_clear (&self->phones);
  pack_clear (&self->ids);
  pack_clear (&self->revs);
  pack_clear (&self->name_at);
  pack_clear (&self->phone_at);
  pack_clear (&self->ends);
  pack_clear (&self->end_at);
  g_free (self);
}

guint
rt_name_index_get_size (const RtNameIndex *self)
{
  const gint64 *ids = get_ids (self);
  guint n = 0;

  for (guint i = 0; i < count (self); i++)
    n += ids[i] > 0;
  return n;
}

gint64
rt_name_index_get_mark (const RtNameIndex *self)
{
  return self->mark;
}

void
rt_name_index_set_mark (RtNameIndex *self, gint64 mark)
{
  self->mark = mark;
}

/* The entry of @id that counts: the last one, from behind among those that came out of order, else halved towards. -1
 * none. */
static gint
entry_of (const RtNameIndex *self, gint64 id)
{
  const gint64 *ids = get_ids (self);
  guint low = 0;
  guint high = self->sorted;

  if (id > self->highest)
    return -1;
  for (guint i = count (self); i > self->sorted; i--)
    if (ids[i - 1] == id)
      return (gint) i - 1;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (ABS (ids[middle]) < id)
        low = middle + 1;
      else
        high = middle;
    }
  return low < self->sorted && ids[low] == id ? (gint) low : -1;
}

gboolean
rt_name_index_knows (const RtNameIndex *self, gint64 id, gint64 rev)
{
  gint entry = entry_of (self, id);

  return entry >= 0 && ((const gint64 *) (gconstpointer) self->revs.data)[entry] == rev;
}

gint64
rt_name_index_get_highest (const RtNameIndex *self)
{
  return self->highest;
}

/* Makes room for one more entry of @id. */
static void
begin_entry (RtNameIndex *self, gint64 id)
{
  gint former = entry_of (self, id);

  if (former >= 0)
    get_ids (self)[former] = -id;
  if (id > self->highest && self->sorted == count (self))
    self->sorted++;
  self->highest = MAX (self->highest, id);
}

static guint16
end_of (const char *digits, gsize length)
{
  guint16 end = 0;

  if (length < END_DIGITS)
    return NO_END;
  for (gsize i = length - END_DIGITS; i < length; i++)
    end = (guint16) (end * 10 + (digits[i] - '0'));
  return end;
}

static void
add_phone (RtNameIndex *self, const char *phone)
{
  char line[LONGEST_PHONE + 1];
  guint32 at = (guint32) self->phones.used;
  guint16 end;
  gsize used = 0;

  if (phone == NULL)
    return;
  for (; *phone != '\0' && used < LONGEST_PHONE; phone++)
    if (g_ascii_isdigit (*phone))
      line[used++] = *phone;
  end = end_of (line, used);
  pack_add (&self->ends, &end, sizeof end);
  pack_add (&self->end_at, &at, sizeof at);
  line[used++] = '\n';
  pack_add (&self->phones, line, used);
  explicit_bzero (line, sizeof line);
}

void
rt_name_index_put (RtNameIndex *self, gint64 id, gint64 rev, const char *name, const char *phone, const char *phone2)
{
  char *folded = rt_text_fold (name);
  guint32 name_at = (guint32) self->names.used;
  guint32 phone_at = (guint32) self->phones.used;

  begin_entry (self, id);
  pack_add (&self->ids, &id, sizeof id);
  pack_add (&self->revs, &rev, sizeof rev);
  pack_add (&self->name_at, &name_at, sizeof name_at);
  pack_add (&self->phone_at, &phone_at, sizeof phone_at);
  pack_add (&self->names, folded, strlen (folded));
  pack_add (&self->names, "\n", 1);
  add_phone (self, phone);
  add_phone (self, phone2);
  rt_wipe_string (folded);
}

/* The entry whose text holds @offset: the last that begins at or before it. */
static guint
entry_at (const Pack *starts, gsize offset)
{
  const guint32 *at = (const guint32 *) (gconstpointer) starts->data;
  guint low = 0;
  guint high = (guint) (starts->used / sizeof (guint32));

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (at[middle] <= offset)
        low = middle;
      else
        high = middle;
    }
  return low;
}

static gboolean
holds (const GArray *ids, gint64 id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return TRUE;
  return FALSE;
}

/* Whether it was not there yet. */
static gboolean
take_entry_at (const RtNameIndex *self, const Pack *starts, gsize offset, GArray *ids)
{
  gint64 id = get_ids (self)[entry_at (starts, offset)];

  if (id < 0 || holds (ids, id))
    return FALSE;
  g_array_append_val (ids, id);
  return TRUE;
}

static void
find (const RtNameIndex *self, const Pack *text, const Pack *starts, const char *needle, gsize length, guint limit,
      GArray *ids)
{
  const char *p = text->data;
  const char *end = text->data + text->used;
  guint found = 0;

  while (found < limit && p != NULL && p < end && (p = memmem (p, (gsize) (end - p), needle, length)) != NULL)
    {
      found += take_entry_at (self, starts, (gsize) (p - text->data), ids);
      p = memchr (p, '\n', (gsize) (end - p));
    }
}

void
rt_name_index_find_name (const RtNameIndex *self, const char *folded, guint limit, GArray *ids)
{
  gsize length = strlen (folded);

  if (length > 0 && length <= LONGEST_QUERY && strchr (folded, '\n') == NULL && count (self) > 0)
    find (self, &self->names, &self->name_at, folded, length, limit, ids);
}

static gboolean
ends_with (const RtNameIndex *self, guint number, const char *digits, gsize length)
{
  const guint32 *at = (const guint32 *) (gconstpointer) self->end_at.data;
  gsize n = self->end_at.used / sizeof (guint32);
  gsize begin = at[number];
  gsize end = (number + 1 < n ? at[number + 1] : self->phones.used) - 1;

  return end - begin >= length && memcmp (self->phones.data + end - length, digits, length) == 0;
}

static void
find_end (const RtNameIndex *self, const char *digits, gsize length, guint limit, GArray *ids)
{
  const guint16 *ends = (const guint16 *) (gconstpointer) self->ends.data;
  guint n = (guint) (self->ends.used / sizeof (guint16));
  guint16 wanted = end_of (digits, length);
  guint found = 0;

  for (guint i = 0; i < n && found < limit; i++)
    if (ends[i] == wanted && ends_with (self, i, digits, length))
      found += take_entry_at (self, &self->phone_at, ((const guint32 *) (gconstpointer) self->end_at.data)[i], ids);
}

void
rt_name_index_find_phone (const RtNameIndex *self, const char *digits, guint limit, GArray *ids)
{
  gsize length = strlen (digits);

  if (length >= END_DIGITS && length <= LONGEST_PHONE && strspn (digits, "0123456789") == length)
    find_end (self, digits, length, limit, ids);
}
