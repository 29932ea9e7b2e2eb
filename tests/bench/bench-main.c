/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every measure beside its counterpart: bench [--orders N] [--json FILE] [--only NAME] --folder FOLDER. Run by
 * build-aux/bench, in a desktop of its own. */
#include "config.h"

#include "rt-bench.h"
#include "rt-grow.h"
#include "rt-lang.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct
{
  const char *name;
  void (*run) (RtBenchStore *store, GPtrArray *results);
} rooms[] = {
  /* first, while the desktop has not been left alone for long */
  { "windows", rt_bench_windows }, { "scenes", rt_bench_scenes }, { "start", rt_bench_start },
  { "lists", rt_bench_lists },     { "search", rt_bench_search }, { "orders", rt_bench_orders },
  { "log", rt_bench_log },         { "import", rt_bench_import },
};

static int orders = 100000;
static gboolean quick;
static char *json, *only, *folder, *memory_of;

static const GOptionEntry options[] = {
  { "orders", 0, 0, G_OPTION_ARG_INT, &orders, "How many orders the store has", "N" },
  { "json", 0, 0, G_OPTION_ARG_FILENAME, &json, "Write the results there too", "FILE" },
  { "only", 0, 0, G_OPTION_ARG_STRING, &only, "Only these measures: lists, search, …", "NAME" },
  { "memory-of", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_FILENAME, &memory_of, NULL, NULL },
  { "quick", 0, 0, G_OPTION_ARG_NONE, &quick, "A tenth of the repeats, to see whether it runs", NULL },
  { "folder", 0, 0, G_OPTION_ARG_FILENAME, &folder, "Where the stores are kept", "FOLDER" },
  { NULL },
};

static void
parse (int *argc, char ***argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, argc, argv, &error))
    rt_bench_fail ("what was asked for is not understood", error);
  if (memory_of == NULL && (orders < 1000 || folder == NULL))
    rt_bench_fail ("at least 1,000 orders and a folder are needed", NULL);
}

/* In this process. */
static gboolean
measure_one (GPtrArray *results)
{
  g_autoptr (RtBenchStore) store = NULL;
  g_autoptr (GError) error = NULL;
  gboolean found = FALSE;

  rt_measure_set_quick (quick);
  store = rt_bench_store_open (folder, (guint) orders);
  for (gsize i = 0; i < G_N_ELEMENTS (rooms); i++)
    if (strcmp (only, rooms[i].name) == 0)
      {
        fprintf (stderr, "Measuring %s with %d orders …\n", rooms[i].name, orders);
        rooms[i].run (store, results);
        found = TRUE;
      }
  if (!found)
    rt_bench_fail ("there is no room of this name", NULL);
  rt_results_print (results);
  if (json != NULL && !rt_results_write (results, json, &error))
    rt_bench_fail ("the results could not be written", error);
  return TRUE;
}

static gboolean
measure_all (GPtrArray *results)
{
  const RtRoomsRun run = { .orders = (guint) orders, .folder = folder, .json = json, .quick = quick };
  const char *names[G_N_ELEMENTS (rooms) + 1] = { NULL };
  g_autoptr (GError) error = NULL;
  gboolean whole;

  for (gsize i = 0; i < G_N_ELEMENTS (rooms); i++)
    names[i] = rooms[i].name;
  whole = rt_rooms_run (&run, names, results);
  if (orders > RT_GROW_FROM)
    {
      fprintf (stderr, "The same with %d orders …\n", RT_GROW_FROM);
      whole = rt_grow_measure (&run, names, results) && whole;
    }
  rt_results_print (results);
  if (json != NULL && !rt_results_write (results, json, &error))
    rt_bench_fail ("the results could not be written", error);
  return whole;
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) results = g_ptr_array_new_with_free_func ((GDestroyNotify) rt_result_free);
  g_autoptr (GError) error = NULL;

  if (!rt_secret_system_init (FALSE, &error))
    rt_bench_fail ("no locked memory", error);
  rt_lang_init ("en", NULL);
  parse (&argc, &argv);
  if (memory_of != NULL)
    {
      rt_bench_memory_of (memory_of);
      return EXIT_SUCCESS;
    }
  return (only != NULL ? measure_one (results) : measure_all (results)) ? EXIT_SUCCESS : EXIT_FAILURE;
}
