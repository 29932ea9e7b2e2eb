/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How one person left one list, in the desk's settings. */
#include "config.h"

#include "rt-list-memory.h"

#define KEY "lists"

struct _RtListMemory
{
  GSettings *settings;
  char *list;
};

RtListMemory *
rt_list_memory_new (GSettings *settings, const char *list, gint64 person)
{
  RtListMemory *self = g_new0 (RtListMemory, 1);

  self->settings = settings != NULL ? g_object_ref (settings) : NULL;
  self->list = g_strdup_printf ("%s/%" G_GINT64_FORMAT, list, person);
  return self;
}

void
rt_list_memory_free (RtListMemory *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->settings);
  g_free (self->list);
  g_free (self);
}

/* The words of this list; empty when there are none. */
static GVariant *
read_list (RtListMemory *self)
{
  g_autoptr (GVariant) lists = g_settings_get_value (self->settings, KEY);
  GVariant *list = g_variant_lookup_value (lists, self->list, G_VARIANT_TYPE ("a{ss}"));

  return list != NULL ? list : g_variant_ref_sink (g_variant_new_array (G_VARIANT_TYPE ("{ss}"), NULL, 0));
}

char *
rt_list_memory_dup (RtListMemory *self, const char *name)
{
  g_autoptr (GVariant) list = NULL;
  char *words = NULL;

  if (self == NULL || self->settings == NULL)
    return NULL;
  list = read_list (self);
  return g_variant_lookup (list, name, "s", &words) ? words : NULL;
}

static GVariant *
changed_list (RtListMemory *self, const char *name, const char *words)
{
  g_autoptr (GVariant) old = read_list (self);
  GVariantBuilder builder;
  GVariantIter iter;
  const char *key, *value;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  g_variant_iter_init (&iter, old);
  while (g_variant_iter_next (&iter, "{&s&s}", &key, &value))
    if (g_strcmp0 (key, name) != 0)
      g_variant_builder_add (&builder, "{ss}", key, value);
  if (words != NULL)
    g_variant_builder_add (&builder, "{ss}", name, words);
  return g_variant_builder_end (&builder);
}

void
rt_list_memory_set (RtListMemory *self, const char *name, const char *words)
{
  g_autofree char *now = rt_list_memory_dup (self, name);
  g_autoptr (GVariant) lists = NULL;
  GVariantBuilder builder;
  GVariantIter iter;
  const char *key;
  GVariant *value;

  if (self == NULL || self->settings == NULL || g_strcmp0 (now, words) == 0)
    return;
  lists = g_settings_get_value (self->settings, KEY);
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{sa{ss}}"));
  g_variant_iter_init (&iter, lists);
  while (g_variant_iter_next (&iter, "{&s@a{ss}}", &key, &value))
    {
      if (g_strcmp0 (key, self->list) != 0)
        g_variant_builder_add (&builder, "{s@a{ss}}", key, value);
      g_variant_unref (value);
    }
  g_variant_builder_add (&builder, "{s@a{ss}}", self->list, changed_list (self, name, words));
  g_settings_set_value (self->settings, KEY, g_variant_builder_end (&builder));
}
