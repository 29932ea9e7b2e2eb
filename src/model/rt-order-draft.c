/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An order form as bytes and back: what rt_draft_save() seals to its author. The bytes are wiped when they are
 * freed. */
#include "config.h"

#include <string.h>
#include <glib/gi18n.h>

#include "rt-error.h"
#include "rt-order-private.h"
#include "rt-secret.h"

typedef struct
{
  const char *name;
  gsize offset;
} Member;

#define MEMBER(name)                                                                                                   \
  {                                                                                                                    \
#name, G_STRUCT_OFFSET(RtOrderEdit, name)                                                                          \
  }
static const Member edit_texts[] = {
  MEMBER (ordered_on), MEMBER (deliver_from),   MEMBER (deliver_to),   MEMBER (deliver_time),
  MEMBER (deposit),    MEMBER (deposit_method), MEMBER (ack_language), MEMBER (ack_channel),
};
static const Member edit_numbers[] = {
  MEMBER (id), MEMBER (rev), MEMBER (customer_id), MEMBER (customer_rev), MEMBER (address_id), MEMBER (notice_id),
};
#undef MEMBER
#define MEMBER(name)                                                                                                   \
  {                                                                                                                    \
#name, G_STRUCT_OFFSET(RtLineEdit, name)                                                                           \
  }
static const Member line_texts[] = {
  MEMBER (description), MEMBER (quantity), MEMBER (unit_price), MEMBER (line_total), MEMBER (custom_note),
};
#undef MEMBER

#define TEXT_OF(record, member)   G_STRUCT_MEMBER (char *, (record), (member)->offset)
#define NUMBER_OF(record, member) G_STRUCT_MEMBER (gint64, (record), (member)->offset)

#define DRAFT_FORMAT              "order 2\n"
#define LINE_BEGIN                "line"
#define VALUE_PREFIX              "value."

/* --- Writing --- */

/* The content is measured first and then written into one piece of memory, so that no copy of what was typed is left
 * behind. @at NULL: only measuring. */
typedef struct
{
  char *at;
  gsize size;
} Out;

static void
put (Out *out, const char *bytes, gsize size)
{
  if (out->at != NULL)
    memcpy (out->at + out->size, bytes, size);
  out->size += size;
}

/* "name=text", one line: a line feed in the text is \n, a backslash \\. */
static void
put_text (Out *out, const char *prefix, const char *name, const char *text)
{
  put (out, prefix, strlen (prefix));
  put (out, name, strlen (name));
  put (out, "=", 1);
  for (const char *c = text; *c != '\0'; c++)
    if (*c == '\n')
      put (out, "\\n", 2);
    else if (*c == '\\')
      put (out, "\\\\", 2);
    else
      put (out, c, 1);
  put (out, "\n", 1);
}

static void
put_number (Out *out, const char *prefix, const char *name, gint64 number)
{
  char digits[32];

  g_snprintf (digits, sizeof digits, "%" G_GINT64_FORMAT, number);
  put_text (out, prefix, name, digits);
}

static void
put_texts (Out *out, const char *prefix, const void *record, const Member *members, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (TEXT_OF (record, &members[i]) != NULL)
      put_text (out, prefix, members[i].name, TEXT_OF (record, &members[i]));
}

static void
put_line (Out *out, const RtLineEdit *line)
{
  put (out, LINE_BEGIN "\n", strlen (LINE_BEGIN "\n"));
  put_texts (out, "", line, line_texts, G_N_ELEMENTS (line_texts));
  put_number (out, "", "id", line->id);
  put_number (out, "", "product_id", line->product_id);
  put_number (out, "", "total_typed", line->total_typed);
  put_number (out, "", "custom_made", line->custom_made);
  put_text (out, "", "warranty", rt_warranty_id (line->warranty));
}

static void
put_edit (Out *out, const RtOrderEdit *self)
{
  put (out, DRAFT_FORMAT, strlen (DRAFT_FORMAT));
  for (gsize i = 0; i < G_N_ELEMENTS (edit_numbers); i++)
    put_number (out, "", edit_numbers[i].name, NUMBER_OF (self, &edit_numbers[i]));
  put_texts (out, "", self, edit_texts, G_N_ELEMENTS (edit_texts));
  put_number (out, "", "home_consent", self->home_consent);
  put_number (out, "", "acknowledged", self->acknowledged);
  for (guint i = 0; i < RT_N_FIELDS; i++)
    if (self->values[i] != NULL)
      put_text (out, VALUE_PREFIX, rt_field_info ((RtFieldId) i)->name, self->values[i]);
  /* From here on every member is one of the line begun last. */
  for (guint i = 0; i < self->lines->len; i++)
    put_line (out, g_ptr_array_index (self->lines, i));
}

static void
wipe_bytes (gpointer text)
{
  rt_wipe_string (text);
}

GBytes *
rt_order_edit_to_bytes (const RtOrderEdit *self)
{
  Out measure = { NULL, 0 };
  Out out = { NULL, 0 };

  put_edit (&measure, self);
  out.at = g_malloc (measure.size + 1);
  put_edit (&out, self);
  out.at[out.size] = '\0';
  return g_bytes_new_with_free_func (out.at, out.size, wipe_bytes, out.at);
}

/* --- Reading --- */

/* New string: the text of one line, as it was typed. */
static char *
dup_text (const char *text, gsize size)
{
  char *plain = g_malloc (size + 1);
  gsize length = 0;

  for (gsize i = 0; i < size; i++)
    if (text[i] == '\\' && i + 1 < size)
      {
        i++;
        plain[length++] = text[i] == 'n' ? '\n' : text[i];
      }
    else
      plain[length++] = text[i];
  plain[length] = '\0';
  return plain;
}

static void
take_text (char **place, char *text)
{
  rt_wipe_string (*place);
  *place = text;
}

static gboolean
take_member (void *record, const Member *members, gsize n, const char *name, char *text)
{
  for (gsize i = 0; i < n; i++)
    if (g_str_equal (members[i].name, name))
      {
        take_text (&TEXT_OF (record, &members[i]), text);
        return TRUE;
      }
  return FALSE;
}

/* TRUE when @text was taken; a name that is not known is passed over. */
static gboolean
read_line_member (RtLineEdit *line, const char *name, char *text)
{
  gint64 number = g_ascii_strtoll (text, NULL, 10);

  if (g_str_equal (name, "id"))
    line->id = number;
  else if (g_str_equal (name, "product_id"))
    line->product_id = number;
  else if (g_str_equal (name, "total_typed"))
    line->total_typed = number != 0;
  else if (g_str_equal (name, "custom_made"))
    line->custom_made = number != 0;
  else if (g_str_equal (name, "warranty"))
    rt_warranty_from_id (text, &line->warranty);
  else
    return take_member (line, line_texts, G_N_ELEMENTS (line_texts), name, text);
  return FALSE;
}

static gboolean
read_edit_member (RtOrderEdit *self, const char *name, char *text)
{
  gint64 number = g_ascii_strtoll (text, NULL, 10);
  RtFieldId field;

  if (g_str_has_prefix (name, VALUE_PREFIX))
    {
      if (!rt_field_from_name (name + strlen (VALUE_PREFIX), &field))
        return FALSE;
      take_text (&self->values[field], text);
      return TRUE;
    }
  if (g_str_equal (name, "home_consent"))
    self->home_consent = number != 0;
  else if (g_str_equal (name, "acknowledged"))
    self->acknowledged = number != 0;
  else
    {
      for (gsize i = 0; i < G_N_ELEMENTS (edit_numbers); i++)
        if (g_str_equal (edit_numbers[i].name, name))
          NUMBER_OF (self, &edit_numbers[i]) = number;
      return take_member (self, edit_texts, G_N_ELEMENTS (edit_texts), name, text);
    }
  return FALSE;
}

/* One line of the draft; FALSE when it is none. */
static gboolean
read_row (RtOrderEdit *self, const char *row, gsize size)
{
  const char *equals = memchr (row, '=', size);
  RtLineEdit *line = self->lines->len > 0 ? g_ptr_array_index (self->lines, self->lines->len - 1) : NULL;
  g_autofree char *name = NULL;
  char *text;

  if (size == strlen (LINE_BEGIN) && strncmp (row, LINE_BEGIN, size) == 0)
    {
      g_ptr_array_add (self->lines, rt_line_edit_new ());
      return TRUE;
    }
  if (equals == NULL)
    return FALSE;
  name = g_strndup (row, (gsize) (equals - row));
  text = dup_text (equals + 1, size - (gsize) (equals + 1 - row));
  if (!(line != NULL ? read_line_member (line, name, text) : read_edit_member (self, name, text)))
    rt_wipe_string (text);
  return TRUE;
}

static gboolean
read_edit (RtOrderEdit *self, const char *data, gsize size)
{
  gsize at = strlen (DRAFT_FORMAT);

  if (size < at || strncmp (data, DRAFT_FORMAT, at) != 0 || !g_utf8_validate_len (data, size, NULL))
    return FALSE;
  g_ptr_array_set_size (self->lines, 0);
  while (at < size)
    {
      const char *end = memchr (data + at, '\n', size - at);
      gsize length = end != NULL ? (gsize) (end - data) - at : 0;

      if (end == NULL || !read_row (self, data + at, length))
        return FALSE;
      at += length + 1;
    }
  return TRUE;
}

RtOrderEdit *
rt_order_edit_from_bytes (GBytes *bytes, GError **error)
{
  g_autoptr (RtOrderEdit) self = rt_order_edit_new ();
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (size > 0 && read_edit (self, data, size))
    return g_steal_pointer (&self);
  g_set_error_literal (error, RT_ERROR, RT_ERROR_DAMAGED, _("The unfinished order cannot be read back."));
  return NULL;
}

char *
rt_order_draft_kind (gint64 id)
{
  return id == 0 ? g_strdup ("order") : g_strdup_printf ("order:%" G_GINT64_FORMAT, id);
}

gint64
rt_order_draft_id (const char *kind)
{
  guint64 id;

  if (g_strcmp0 (kind, "order") == 0)
    return 0;
  if (kind == NULL || !g_str_has_prefix (kind, "order:") ||
      !g_ascii_string_to_unsigned (kind + 6, 10, 1, G_MAXINT64, &id, NULL))
    return -1;
  return (gint64) id;
}
