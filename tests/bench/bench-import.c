/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Importing 100,000 order lines, beside the sqlcipher shell putting the same file into one table. */
#include "config.h"

#include "rt-bench.h"

#include <glib/gstdio.h>
#include <string.h>

#include "rt-import.h"

#define LINES     100000
#define PER_ORDER 5 /* lines; three customers for ten orders, as in the store */
#define PAIRS     21
#define ORDERS    (LINES / PER_ORDER)

typedef struct
{
  RtBenchStore *store; /* a small one of its own */
  char *csv, *scratch, *script;
  guint run;
  gint64 ours_lines, bare_lines;
} Import;

/* Another file each time: an order is imported once only. */
static void
write_csv (gpointer data)
{
  Import *self = data;
  g_autoptr (GString) text =
    g_string_new ("Order number,Date,Customer number,Customer,Phone,City,Street,Product,Quantity,Unit price,Total\n");
  g_autoptr (GError) error = NULL;

  self->run++;
  for (guint line = 0; line < LINES; line++)
    {
      guint order = line / PER_ORDER;
      guint customer = order * 3 / 10;

      g_string_append_printf (text,
                              "R%u-%06u,2026-%02u-%02u,K%u-%05u,Jane Sample %u,(555) 555-01%02u,Sampletown,%u Example "
                              "Street,Oak chair,%u,89.00,%u.00\n",
                              self->run, order, 1 + order % 11, 1 + order % 28, self->run, customer, customer,
                              customer % 100, customer % 900 + 1, 1 + line % 4, (1 + line % 4) * 89);
    }
  if (!g_file_set_contents (self->csv, text->str, (gssize) text->len, &error))
    rt_bench_fail ("the file to import could not be written", error);
}

static void
ours_import (gpointer data)
{
  Import *self = data;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (RtImportResult) done = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (RtImportPlan) plan = rt_import_plan_new (self->csv, NULL, &error);

  if (plan == NULL)
    rt_bench_fail ("the file to import is not understood", error);
  rt_import_run_async (self->store->desk, plan, FALSE, NULL, NULL, NULL, rt_desk_await_cb, &result);
  done = rt_import_run_finish (self->store->desk, rt_desk_await (&result), &error);
  if (done == NULL)
    rt_bench_fail ("the import was refused", error);
  self->ours_lines = done->lines;
}

static void
bare_import (gpointer data)
{
  Import *self = data;
  g_autofree char *out = NULL;
  g_autoptr (GError) error = NULL;
  char *argv[] = {
    (char *) "sqlcipher", (char *) "-init", self->script, self->scratch, (char *) "SELECT count(*) FROM lines;", NULL
  };
  int status = 0;

  g_unlink (self->scratch);
  if (!g_spawn_sync (NULL, argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &out, NULL,
                     &status, &error) ||
      !g_spawn_check_wait_status (status, &error))
    rt_bench_fail ("the sqlcipher shell did not import", error);
  g_strchomp (out);
  self->bare_lines = g_ascii_strtoll (strrchr (out, '\n') != NULL ? strrchr (out, '\n') + 1 : out, NULL, 10);
}

static gboolean
lines_agree (gpointer data)
{
  Import *self = data;

  return self->ours_lines == LINES && self->bare_lines == LINES;
}

static void
write_script (Import *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text =
    g_strdup_printf ("PRAGMA key = 'bench';\nPRAGMA journal_mode = WAL;\nPRAGMA synchronous = FULL;\n"
                     ".mode csv\n.import '%s' lines\n",
                     self->csv);

  if (!g_file_set_contents (self->script, text, -1, &error))
    rt_bench_fail ("the script of the shell could not be written", error);
}

void
rt_bench_import (RtBenchStore *store, GPtrArray *results)
{
  g_autofree char *folder = g_path_get_dirname (store->path);
  Import self = { .csv = g_build_filename (folder, "import.csv", NULL),
                  .scratch = g_build_filename (folder, "import.scratch", NULL),
                  .script = g_build_filename (folder, "import.script", NULL) };
  const RtMeasure import = { .name = "import",
                             .most_ratio = 4,
                             .prepare = write_csv,
                             .ours = ours_import,
                             .bare = bare_import,
                             .agree = lines_agree,
                             .data = &self,
                             .pairs = PAIRS,
                             .self_pairs = 3 };

  self.store = rt_bench_store_open (folder, 1001);
  write_script (&self);
  g_ptr_array_add (results, rt_measure_run (&import));
  rt_bench_store_remove (self.store);
  g_unlink (self.csv);
  g_unlink (self.scratch);
  g_unlink (self.script);
  g_free (self.csv);
  g_free (self.scratch);
  g_free (self.script);
}
