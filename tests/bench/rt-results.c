/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was measured: as a table for people, as JSON for programs, and back. */
#include "config.h"

#include "rt-results.h"

#include <json-glib/json-glib.h>
#include <stddef.h>
#include <stdio.h>

void
rt_result_free (RtResult *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->note);
  g_free (self);
}

gboolean
rt_result_is_void (const RtResult *self)
{
  return self->differs || (self->self_ratio != 0 && (self->self_ratio < 0.95 || self->self_ratio > 1.05));
}

gboolean
rt_result_is_reached (const RtResult *self)
{
  return (self->most_ratio == 0 || self->ratio <= self->most_ratio) &&
         (self->most_p99_ms == 0 || self->ours_p99_ms <= self->most_p99_ms) &&
         (self->most_more_mib == 0 || self->ours_mib - self->bare_mib <= self->most_more_mib) &&
         (self->most_grow == 0 || self->grow <= self->most_grow);
}

static const char *
verdict_of (const RtResult *self)
{
  if (self->differs)
    return "DIFFERS";
  if (rt_result_is_void (self))
    return "void";
  if (self->most_ratio == 0 && self->most_p99_ms == 0 && self->most_more_mib == 0)
    return "";
  return rt_result_is_reached (self) ? "reached" : "NOT REACHED";
}

static char *
dup_number (double value, const char *format)
{
  char text[32];

  if (value == 0)
    return g_strdup ("");
  return g_strdup (g_ascii_formatd (text, sizeof text, format, value));
}

static char *
dup_wanted (const RtResult *self)
{
  g_autofree char *ratio = dup_number (self->most_ratio, "%.4g");
  g_autofree char *p99 = dup_number (self->most_p99_ms, "%.4g");

  return g_strdup_printf ("%s%s%s%s%s", ratio[0] != '\0' ? "ratio " : "", ratio,
                          ratio[0] != '\0' && p99[0] != '\0' ? ", " : "", p99[0] != '\0' ? "p99 " : "", p99);
}

void
rt_results_print (GPtrArray *results)
{
  printf ("%-22s %10s %10s %10s %7s %15s %6s %8s %8s %6s %4s  %-18s %s\n", "", "ours ms", "p99 ms", "bare ms", "ratio",
          "interval", "self", "stall ms", "of ours", "grow", "n", "must reach", "");
  for (guint i = 0; i < results->len; i++)
    {
      const RtResult *self = g_ptr_array_index (results, i);
      g_autofree char *bare = dup_number (self->bare_ms, "%.3f");
      g_autofree char *ratio = dup_number (self->ratio, "%.2f");
      g_autofree char *own = dup_number (self->self_ratio, "%.2f");
      g_autofree char *stall = dup_number (self->stall_ms, "%.1f");
      g_autofree char *own_stall = dup_number (self->stall_ours_ms, "%.1f");
      g_autofree char *grow = dup_number (self->grow, "%.2f");
      g_autofree char *wanted = dup_wanted (self);
      g_autofree char *interval =
        self->ratio != 0 ? g_strdup_printf ("%.2f to %.2f", self->ratio_low, self->ratio_high) : g_strdup ("");

      printf ("%-22s %10.3f %10.3f %10s %7s %15s %6s %8s %8s %6s %4u  %-18s %s%s%s\n", self->name, self->ours_ms,
              self->ours_p99_ms, bare, ratio, interval, own, stall, own_stall, grow, self->n, wanted, verdict_of (self),
              self->note != NULL ? " · " : "", self->note != NULL ? self->note : "");
    }
  fflush (stdout);
}

/* --- JSON --- */

static const struct
{
  const char *member;
  gsize place;
} numbers[] = {
  { "ours_ms", offsetof (RtResult, ours_ms) },
  { "ours_p99_ms", offsetof (RtResult, ours_p99_ms) },
  { "bare_ms", offsetof (RtResult, bare_ms) },
  { "bare_p99_ms", offsetof (RtResult, bare_p99_ms) },
  { "ratio", offsetof (RtResult, ratio) },
  { "ratio_low", offsetof (RtResult, ratio_low) },
  { "ratio_high", offsetof (RtResult, ratio_high) },
  { "self_ratio", offsetof (RtResult, self_ratio) },
  { "stall_ms", offsetof (RtResult, stall_ms) },
  { "stall_ours_ms", offsetof (RtResult, stall_ours_ms) },
  { "grow", offsetof (RtResult, grow) },
  { "ours_mib", offsetof (RtResult, ours_mib) },
  { "bare_mib", offsetof (RtResult, bare_mib) },
  { "most_more_mib", offsetof (RtResult, most_more_mib) },
  { "most_ratio", offsetof (RtResult, most_ratio) },
  { "most_p99_ms", offsetof (RtResult, most_p99_ms) },
  { "most_grow", offsetof (RtResult, most_grow) },
};

static void
add_result (JsonBuilder *builder, const RtResult *self)
{
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "name");
  json_builder_add_string_value (builder, self->name);
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      json_builder_set_member_name (builder, numbers[i].member);
      json_builder_add_double_value (builder, G_STRUCT_MEMBER (double, self, numbers[i].place));
    }
  json_builder_set_member_name (builder, "n");
  json_builder_add_int_value (builder, self->n);
  json_builder_set_member_name (builder, "differs");
  json_builder_add_boolean_value (builder, self->differs);
  json_builder_set_member_name (builder, "void");
  json_builder_add_boolean_value (builder, rt_result_is_void (self));
  json_builder_set_member_name (builder, "note");
  json_builder_add_string_value (builder, self->note != NULL ? self->note : "");
  json_builder_end_object (builder);
}

gboolean
rt_results_write (GPtrArray *results, const char *path, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_array (builder);
  for (guint i = 0; i < results->len; i++)
    add_result (builder, g_ptr_array_index (results, i));
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);
  json_generator_set_pretty (generator, TRUE);
  json_generator_set_root (generator, root);
  return json_generator_to_file (generator, path, error);
}

static RtResult *
get_result (JsonObject *object)
{
  RtResult *self = g_new0 (RtResult, 1);
  const char *note = json_object_get_string_member (object, "note");

  self->name = g_strdup (json_object_get_string_member (object, "name"));
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    G_STRUCT_MEMBER (double, self, numbers[i].place) = json_object_get_double_member (object, numbers[i].member);
  self->n = (guint) json_object_get_int_member (object, "n");
  self->differs = json_object_get_boolean_member (object, "differs");
  self->note = note[0] != '\0' ? g_strdup (note) : NULL;
  return self;
}

gboolean
rt_results_read (GPtrArray *results, const char *path, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonArray *array = NULL;

  if (!json_parser_load_from_file (parser, path, error))
    return FALSE;
  array = json_node_get_array (json_parser_get_root (parser));
  for (guint i = 0; i < json_array_get_length (array); i++)
    g_ptr_array_add (results, get_result (json_array_get_object_element (array, i)));
  return TRUE;
}

RtResult *
rt_results_find (GPtrArray *results, const char *name)
{
  for (guint i = 0; i < results->len; i++)
    if (g_str_equal (((RtResult *) g_ptr_array_index (results, i))->name, name))
      return g_ptr_array_index (results, i);
  return NULL;
}
