/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How cost grows with the store: the same measures on a small one. */
#include "config.h"

#include "rt-grow.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "rt-bench-store.h"

/* What grows with the data, and may: it has to be no worse than that. */
static const char *const grows_with_data[] = { "search-name",       "search-name-chinese", "search-name-common",
                                               "search-phone-last", "search-phone-full",   "list-resort",
                                               "index-ready",       "log-verify",          NULL };
#define MOST_GROWTH 1.5

static void
run_small (const char *folder, const char *json, gboolean quick)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *orders = g_strdup_printf ("%d", RT_GROW_FROM);
  char *argv[] = { program,
                   (char *) "--orders",
                   orders,
                   (char *) "--json",
                   (char *) json,
                   (char *) "--folder",
                   (char *) folder,
                   (char *) "--without",
                   (char *) "import",
                   quick ? (char *) "--quick" : NULL,
                   NULL };
  g_autoptr (GError) error = NULL;
  int status = 0;

  if (!g_spawn_sync (NULL, argv, NULL, G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, NULL, &status, &error) ||
      !g_spawn_check_wait_status (status, &error))
    rt_bench_fail ("the small store could not be measured", error);
}

static double
get_small_ms (JsonArray *small, const char *name)
{
  for (guint i = 0; i < json_array_get_length (small); i++)
    {
      JsonObject *one = json_array_get_object_element (small, i);

      if (strcmp (json_object_get_string_member (one, "name"), name) == 0)
        return json_object_get_double_member (one, "ours_ms");
    }
  return 0;
}

void
rt_grow_measure (GPtrArray *results, const char *folder, gboolean quick)
{
  g_autofree char *json = g_build_filename (folder, "grow.json", NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;

  run_small (folder, json, quick);
  if (!json_parser_load_from_file (parser, json, &error))
    rt_bench_fail ("the figures of the small store cannot be read", error);
  for (guint i = 0; i < results->len; i++)
    {
      RtResult *result = g_ptr_array_index (results, i);
      double small = get_small_ms (json_node_get_array (json_parser_get_root (parser)), result->name);

      if (small > 0 && result->ours_ms > 0)
        result->grow = result->ours_ms / small;
      result->most_grow = g_strv_contains (grows_with_data, result->name) ? 0 : MOST_GROWTH;
    }
  g_unlink (json);
}
