/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An item of a record list: an id, and the record once its page has come. */
#include "config.h"

#include "rt-record-list-private.h"

struct _RtRow
{
  GObject parent_instance;

  gint64 id;
  RtListKind kind;
  gpointer record;
  int position;
  gboolean fresh;
};

enum
{
  PROP_RECORD = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (RtRow, rt_row, G_TYPE_OBJECT)

gpointer
rt_record_ref (RtListKind kind, gpointer record)
{
  switch (kind)
    {
    case RT_LIST_ORDERS:
      return rt_order_ref (record);
    case RT_LIST_TICKETS:
      return rt_ticket_ref (record);
    case RT_LIST_CUSTOMERS:
    default:
      return rt_customer_ref (record);
    }
}

void
rt_record_unref (RtListKind kind, gpointer record)
{
  if (record == NULL)
    return;
  switch (kind)
    {
    case RT_LIST_ORDERS:
      rt_order_unref (record);
      break;
    case RT_LIST_TICKETS:
      rt_ticket_unref (record);
      break;
    case RT_LIST_CUSTOMERS:
    default:
      rt_customer_unref (record);
      break;
    }
}

static void
rt_row_finalize (GObject *object)
{
  RtRow *self = RT_ROW (object);

  rt_record_unref (self->kind, self->record);
  G_OBJECT_CLASS (rt_row_parent_class)->finalize (object);
}

static void
rt_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  if (id == PROP_RECORD)
    g_value_set_pointer (value, RT_ROW (object)->record);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
rt_row_class_init (RtRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = rt_row_finalize;
  object_class->get_property = rt_row_get_property;
  properties[PROP_RECORD] = g_param_spec_pointer ("record", NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
rt_row_init (RtRow *self)
{
  self->position = -1;
}

RtRow *
rt_row_new (RtListKind kind, gint64 id)
{
  RtRow *self = g_object_new (RT_TYPE_ROW, NULL);

  self->kind = kind;
  self->id = id;
  return self;
}

void
rt_row_set_record (RtRow *self, gpointer record)
{
  self->fresh = record != NULL;
  if (self->record == record)
    return;
  rt_record_unref (self->kind, self->record);
  self->record = record != NULL ? rt_record_ref (self->kind, record) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RECORD]);
}

gint64
rt_row_get_id (RtRow *self)
{
  return self->id;
}

RtListKind
rt_row_get_kind (RtRow *self)
{
  return self->kind;
}

gpointer
rt_row_get_record (RtRow *self)
{
  return self->record;
}

int
rt_row_get_position (RtRow *self)
{
  return self->position;
}

void
rt_row_set_position (RtRow *self, int position)
{
  self->position = position;
}

gboolean
rt_row_is_fresh (RtRow *self)
{
  return self->fresh;
}

void
rt_row_set_stale (RtRow *self)
{
  self->fresh = FALSE;
}

/* --- Pages --- */

RtPage *
rt_page_new (RtListKind kind, GPtrArray *records)
{
  RtPage *self = g_new0 (RtPage, 1);

  self->kind = kind;
  self->n = records->len;
  self->records = g_new0 (gpointer, MAX (records->len, 1));
  for (guint i = 0; i < records->len; i++)
    self->records[i] = g_steal_pointer (&g_ptr_array_index (records, i));
  return self;
}

void
rt_page_free (RtPage *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->n; i++)
    rt_record_unref (self->kind, self->records[i]);
  g_free (self->records);
  g_free (self);
}
