/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the start of the process until its window is drawn, beside an empty window of the same toolkit; and what the
 * process holds after its lists were looked through. */
#include "config.h"

#include "rt-bench.h"
#include "rt-bench-desk.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define MOST_MEMORY_MIB 64

typedef struct
{
  RtBenchStore *store;
  const char *program, *empty; /* paths */
} Start;

/* The environment of the child is made before the fork: in between only what is safe there. */
static void
run_until_drawn (const char *program, const char *argument)
{
  char *argv[] = { (char *) program, (char *) argument, NULL };
  g_auto (GStrv) environment = g_get_environ ();
  g_autofree char *number = NULL;
  int ends[2];
  char byte = 0;
  pid_t child;

  if (pipe (ends) != 0)
    rt_bench_fail ("no pipe", NULL);
  fcntl (ends[0], F_SETFD, FD_CLOEXEC);
  number = g_strdup_printf ("%d", ends[1]);
  environment = g_environ_setenv (environment, "ROLLTOP_DRAWN_FD", number, TRUE);
  child = fork ();
  if (child == 0)
    {
      execve (program, argv, environment);
      _exit (127);
    }
  close (ends[1]);
  if (read (ends[0], &byte, 1) != 1)
    rt_bench_fail ("the program ended before its window was drawn", NULL);
  close (ends[0]);
  kill (child, SIGKILL);
  waitpid (child, NULL, 0);
}

static void
ours_start (gpointer data)
{
  const Start *self = data;

  run_until_drawn (self->program, self->store->path);
}

static void
bare_start (gpointer data)
{
  run_until_drawn (((const Start *) data)->empty, NULL);
}

static double
memory_of (RtBenchStore *store)
{
  char *argv[] = { (char *) "/proc/self/exe", (char *) "--memory-of", store->path, NULL };
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *out = NULL;
  g_autoptr (GError) error = NULL;
  int status = 0;

  argv[0] = program;
  if (!g_spawn_sync (NULL, argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &out, NULL, &status, &error) ||
      !g_spawn_check_wait_status (status, &error))
    rt_bench_fail ("the memory could not be measured", error);
  return g_ascii_strtod (out, NULL);
}

static RtResult *
measure_memory (RtBenchStore *store)
{
  g_autofree char *folder = g_path_get_dirname (store->path);
  RtBenchStore *small = rt_bench_store_open (folder, 1000);
  RtResult *result = g_new0 (RtResult, 1);

  rt_bench_desk_keep_key (small);
  rt_bench_store_let_go (small); /* the child opens it */
  result->name = g_strdup ("memory");
  result->n = 1;
  result->bare_mib = memory_of (small);
  result->ours_mib = memory_of (store);
  result->most_more_mib = MOST_MEMORY_MIB;
  result->note = g_strdup_printf ("%.1f MiB after looking through the lists, %.1f MiB with 1,000 orders: %.1f more",
                                  result->ours_mib, result->bare_mib, result->ours_mib - result->bare_mib);
  rt_bench_store_free (small);
  return result;
}

void
rt_bench_start (RtBenchStore *store, GPtrArray *results)
{
  g_autofree char *self_path = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = g_path_get_dirname (self_path);
  g_autofree char *empty = g_build_filename (folder, "empty-window", NULL);
  g_autofree char *program = g_build_filename (folder, "../../src/ui/rolltop", NULL);
  Start self = { .store = store, .program = program, .empty = empty };
  const RtMeasure start = { .name = "start",
                            .most_ratio = 1.5,
                            .ours = ours_start,
                            .bare = bare_start,
                            .data = &self,
                            .pairs = 31,
                            .self_pairs = 11 };

  rt_bench_desk_keep_key (store);
  rt_bench_store_let_go (store);
  g_ptr_array_add (results, rt_measure_run (&start));
  g_ptr_array_add (results, measure_memory (store));
  rt_bench_store_take_up (store);
}
