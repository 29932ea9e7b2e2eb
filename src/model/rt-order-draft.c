/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An order form as JSON bytes and back: what rt_draft_save() seals to its author. The bytes are wiped when they are
 * freed. */
#include "config.h"

#include <string.h>
#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <sodium.h>

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

/* --- To JSON --- */

static void
add_texts (JsonBuilder *builder, const void *record, const Member *members, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (TEXT_OF (record, &members[i]) != NULL)
      {
        json_builder_set_member_name (builder, members[i].name);
        json_builder_add_string_value (builder, TEXT_OF (record, &members[i]));
      }
}

static void
add_flag (JsonBuilder *builder, const char *name, gboolean flag)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, flag);
}

static void
add_line (JsonBuilder *builder, const RtLineEdit *line)
{
  json_builder_begin_object (builder);
  add_texts (builder, line, line_texts, G_N_ELEMENTS (line_texts));
  json_builder_set_member_name (builder, "id");
  json_builder_add_int_value (builder, line->id);
  json_builder_set_member_name (builder, "product_id");
  json_builder_add_int_value (builder, line->product_id);
  add_flag (builder, "total_typed", line->total_typed);
  add_flag (builder, "custom_made", line->custom_made);
  json_builder_set_member_name (builder, "warranty");
  json_builder_add_string_value (builder, rt_warranty_id (line->warranty));
  json_builder_end_object (builder);
}

static void
add_values (JsonBuilder *builder, const RtOrderEdit *self)
{
  json_builder_set_member_name (builder, "values");
  json_builder_begin_object (builder);
  for (guint i = 0; i < RT_N_FIELDS; i++)
    if (self->values[i] != NULL)
      {
        json_builder_set_member_name (builder, rt_field_info ((RtFieldId) i)->name);
        json_builder_add_string_value (builder, self->values[i]);
      }
  json_builder_end_object (builder);
}

typedef struct
{
  char *text;
  gsize size;
} Wiped;

static void
wiped_free (gpointer data)
{
  Wiped *self = data;

  sodium_memzero (self->text, self->size);
  g_free (self->text);
  g_free (self);
}

static GBytes *
take_wiped (char *text, gsize size)
{
  Wiped *wiped = g_new (Wiped, 1);

  wiped->text = text;
  wiped->size = size;
  return g_bytes_new_with_free_func (text, size, wiped_free, wiped);
}

GBytes *
rt_order_edit_to_bytes (const RtOrderEdit *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr (JsonNode) root = NULL;
  char *text;

  json_builder_begin_object (builder);
  for (gsize i = 0; i < G_N_ELEMENTS (edit_numbers); i++)
    {
      json_builder_set_member_name (builder, edit_numbers[i].name);
      json_builder_add_int_value (builder, NUMBER_OF (self, &edit_numbers[i]));
    }
  add_texts (builder, self, edit_texts, G_N_ELEMENTS (edit_texts));
  add_flag (builder, "home_consent", self->home_consent);
  add_flag (builder, "acknowledged", self->acknowledged);
  add_values (builder, self);
  json_builder_set_member_name (builder, "lines");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->lines->len; i++)
    add_line (builder, g_ptr_array_index (self->lines, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  text = json_to_string (root, FALSE);
  return take_wiped (text, strlen (text));
}

/* --- From JSON --- */

static const char *
get_text (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
           ? json_node_get_string (node)
           : NULL;
}

static gint64
get_number (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_int (node) : 0;
}

static gboolean
get_flag (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_boolean (node);
}

static JsonObject *
get_object (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static void
read_texts (JsonObject *object, void *record, const Member *members, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (get_text (object, members[i].name) != NULL)
      {
        g_free (TEXT_OF (record, &members[i]));
        TEXT_OF (record, &members[i]) = g_strdup (get_text (object, members[i].name));
      }
}

static void
read_line (RtOrderEdit *self, JsonObject *object)
{
  RtLineEdit *line = rt_line_edit_new ();

  read_texts (object, line, line_texts, G_N_ELEMENTS (line_texts));
  line->id = get_number (object, "id");
  line->product_id = get_number (object, "product_id");
  line->total_typed = get_flag (object, "total_typed");
  line->custom_made = get_flag (object, "custom_made");
  rt_warranty_from_id (get_text (object, "warranty"), &line->warranty);
  g_ptr_array_add (self->lines, line);
}

static void
read_lines (RtOrderEdit *self, JsonNode *node)
{
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *object = get_object (json_array_get_element (array, i));

      if (object != NULL)
        read_line (self, object);
    }
}

static RtOrderEdit *
read_edit (JsonObject *object)
{
  RtOrderEdit *self = rt_order_edit_new ();
  JsonObject *values = get_object (json_object_get_member (object, "values"));

  for (gsize i = 0; i < G_N_ELEMENTS (edit_numbers); i++)
    NUMBER_OF (self, &edit_numbers[i]) = get_number (object, edit_numbers[i].name);
  read_texts (object, self, edit_texts, G_N_ELEMENTS (edit_texts));
  self->home_consent = get_flag (object, "home_consent");
  self->acknowledged = get_flag (object, "acknowledged");
  for (guint i = 0; values != NULL && i < RT_N_FIELDS; i++)
    self->values[i] = g_strdup (get_text (values, rt_field_info ((RtFieldId) i)->name));
  read_lines (self, json_object_get_member (object, "lines"));
  return self;
}

RtOrderEdit *
rt_order_edit_from_bytes (GBytes *bytes, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);
  JsonObject *object = NULL;

  if (size > 0 && json_parser_load_from_data (parser, text, (gssize) size, NULL))
    object = get_object (json_parser_get_root (parser));
  if (object == NULL)
    {
      g_set_error_literal (error, RT_ERROR, RT_ERROR_DAMAGED, _("The unfinished order cannot be read back."));
      return NULL;
    }
  return read_edit (object);
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
