/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rooms of measures, each in a process of its own. */
#include "config.h"

#include "rt-rooms.h"

#include <glib/gstdio.h>
#include <stdio.h>

#include "rt-bench-store.h"

static gboolean
run_one (const RtRoomsRun *run, const char *name, const char *part, GError **error)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *orders = g_strdup_printf ("%u", run->orders);
  char *argv[] = { program,
                   (char *) "--orders",
                   orders,
                   (char *) "--json",
                   (char *) part,
                   (char *) "--folder",
                   (char *) run->folder,
                   (char *) "--only",
                   (char *) name,
                   run->quick ? (char *) "--quick" : NULL,
                   NULL };
  const GSpawnFlags flags = run->silent ? G_SPAWN_STDOUT_TO_DEV_NULL : G_SPAWN_CHILD_INHERITS_STDOUT;
  int status = 0;

  return g_spawn_sync (NULL, argv, NULL, flags | G_SPAWN_CHILD_INHERITS_STDIN, NULL, NULL, NULL, NULL, &status,
                       error) &&
         g_spawn_check_wait_status (status, error);
}

static void
keep (const RtRoomsRun *run, GPtrArray *results)
{
  g_autoptr (GError) error = NULL;

  if (run->json != NULL && !rt_results_write (results, run->json, &error))
    rt_bench_fail ("the results could not be written", error);
}

gboolean
rt_rooms_run (const RtRoomsRun *run, const char *const *names, GPtrArray *results)
{
  g_autofree char *base = g_strdup_printf ("room-%u.json", run->orders);
  g_autofree char *part = g_build_filename (run->folder, base, NULL);
  gboolean whole = TRUE;

  g_mkdir_with_parents (run->folder, 0700);
  for (guint i = 0; names[i] != NULL; i++)
    {
      gint64 began = g_get_monotonic_time ();
      g_autoptr (GError) error = NULL;

      g_unlink (part);
      if (!run_one (run, names[i], part, &error) || !rt_results_read (results, part, &error))
        {
          fprintf (stderr, "bench: the room %s failed: %s\n", names[i], error->message);
          whole = FALSE;
        }
      else
        fprintf (stderr, "%s: done in %.0f s\n", names[i], (double) (g_get_monotonic_time () - began) / 1e6);
      keep (run, results);
    }
  g_unlink (part);
  return whole;
}
