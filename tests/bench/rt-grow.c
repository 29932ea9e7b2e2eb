/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How cost grows with the store: the same measures on a small one. */
#include "config.h"

#include "rt-grow.h"

#include <string.h>

/* What grows with the data, and may: it has to be no worse than that. */
static const char *const grows_with_data[] = {
  "search-name", "search-name-chinese", "search-name-common", "search-phone-last", "search-phone-full",
  "list-resort", "index-ready",         "log-verify",         "order-open-cold",   NULL
};
#define MOST_GROWTH 1.5

static void
compare (RtResult *result, GPtrArray *small_results)
{
  const RtResult *small = rt_results_find (small_results, result->name);

  if (small != NULL && small->ours_ms > 0)
    result->grow = result->ours_ms / small->ours_ms;
  result->most_grow = result->grow == 0 || g_strv_contains (grows_with_data, result->name) ? 0 : MOST_GROWTH;
}

gboolean
rt_grow_measure (const RtRoomsRun *run, const char *const *names, GPtrArray *results)
{
  const RtRoomsRun small_run = { .orders = RT_GROW_FROM, .folder = run->folder, .quick = run->quick, .silent = TRUE };
  g_autoptr (GPtrArray) small_results = g_ptr_array_new_with_free_func ((GDestroyNotify) rt_result_free);
  g_autoptr (GPtrArray) wanted = g_ptr_array_new ();
  gboolean whole;

  for (guint i = 0; names[i] != NULL; i++)
    if (strcmp (names[i], "import") != 0)
      g_ptr_array_add (wanted, (gpointer) names[i]);
  g_ptr_array_add (wanted, NULL);
  whole = rt_rooms_run (&small_run, (const char *const *) wanted->pdata, small_results);
  for (guint i = 0; i < results->len; i++)
    compare (g_ptr_array_index (results, i), small_results);
  return whole;
}
