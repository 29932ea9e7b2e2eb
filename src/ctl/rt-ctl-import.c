/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Orders from a file of another program: what the file is, then all of it or the good rows. */
#include "config.h"

#include "rt-ctl-private.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "rt-ctl-output.h"
#include "rt-error.h"
#include "rt-import.h"

#define MOST_SAID     10
#define PREVIEW_CHARS 24

static gboolean dry_run, keep_good;
static char *rejects_path;

static const GOptionEntry import_options[] = {
  { "dry-run", 'n', 0, G_OPTION_ARG_NONE, &dry_run, N_("Only show how the file is understood, and its first rows"),
    NULL },
  { "keep-good", 0, 0, G_OPTION_ARG_NONE, &keep_good,
    N_("Take the good rows when some cannot be taken; otherwise nothing is added"), NULL },
  { "rejects", 0, 0, G_OPTION_ARG_FILENAME, &rejects_path,
    N_("Write line and reason of each row that cannot be taken to this new CSV file"), N_("FILE") },
  { NULL },
};

/* --- What the file is --- */

static void
json_plan (JsonBuilder *json, RtImportPlan *plan)
{
  char delimiter[] = { rt_import_plan_get_delimiter (plan), '\0' };

  rt_ctl_json_string (json, "layout", rt_import_plan_get_layout_id (plan));
  rt_ctl_json_string (json, "encoding", rt_import_plan_get_encoding (plan));
  rt_ctl_json_string (json, "delimiter", delimiter);
  rt_ctl_json_int (json, "rows", rt_import_plan_get_n_records (plan));
}

static void
json_columns (JsonBuilder *json, RtImportPlan *plan)
{
  json_builder_set_member_name (json, "columns");
  json_builder_begin_array (json);
  for (guint i = 0; i < rt_import_plan_get_n_columns (plan); i++)
    {
      json_builder_begin_object (json);
      rt_ctl_json_string (json, "header", rt_import_plan_get_column (plan, i));
      rt_ctl_json_string (json, "becomes", rt_import_plan_get_target_id (plan, i));
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
print_plan_json (RtImportPlan *plan)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  json_plan (json, plan);
  json_columns (json, plan);
  json_builder_set_member_name (json, "preview");
  json_builder_begin_array (json);
  for (guint row = 0; row < rt_import_plan_get_n_preview (plan); row++)
    {
      json_builder_begin_array (json);
      for (guint i = 0; i < rt_import_plan_get_n_columns (plan); i++)
        json_builder_add_string_value (json, rt_import_plan_get_cell (plan, row, i));
      json_builder_end_array (json);
    }
  json_builder_end_array (json);
  json_builder_end_object (json);
  rt_ctl_print_json (json);
}

static void
say_plan (RtImportPlan *plan)
{
  g_autofree char *rows = g_strdup_printf ("%" G_GINT64_FORMAT, rt_import_plan_get_n_records (plan));
  char delimiter[] = { rt_import_plan_get_delimiter (plan), '\0' };

  rt_ctl_say_pair (_("Layout"), rt_import_plan_get_layout_name (plan));
  rt_ctl_say_pair (_("Encoding"), rt_import_plan_get_encoding (plan));
  rt_ctl_say_pair (_("Delimiter"), delimiter[0] == '\t' ? _("tab") : delimiter);
  rt_ctl_say_pair (_("Rows"), rows);
}

static void
say_columns (RtImportPlan *plan)
{
  const char *titles[] = { _("Column"), _("Becomes"), NULL };
  g_autoptr (RtCtlTable) table = rt_ctl_table_new (titles);

  for (guint i = 0; i < rt_import_plan_get_n_columns (plan); i++)
    {
      const char *target = rt_import_plan_get_target (plan, i);

      rt_ctl_table_take (table, g_strdup (rt_import_plan_get_column (plan, i)));
      rt_ctl_table_take (table, g_strdup (target != NULL ? target : _("(left out)")));
    }
  rt_ctl_table_print (table);
}

static char *
shorten (const char *cell)
{
  if (g_utf8_strlen (cell, -1) <= PREVIEW_CHARS)
    return g_strdup (cell);
  return g_strdup_printf ("%.*s…", (int) (g_utf8_offset_to_pointer (cell, PREVIEW_CHARS - 1) - cell), cell);
}

/* Only the columns that become something. */
static void
say_preview (RtImportPlan *plan)
{
  g_autoptr (GPtrArray) titles = g_ptr_array_new ();
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (RtCtlTable) table = NULL;

  for (guint i = 0; i < rt_import_plan_get_n_columns (plan); i++)
    if (rt_import_plan_get_target (plan, i) != NULL)
      {
        g_ptr_array_add (titles, (char *) rt_import_plan_get_target (plan, i));
        g_array_append_val (columns, i);
      }
  g_ptr_array_add (titles, NULL);
  table = rt_ctl_table_new ((const char *const *) titles->pdata);
  for (guint row = 0; row < rt_import_plan_get_n_preview (plan); row++)
    for (guint k = 0; k < columns->len; k++)
      rt_ctl_table_take (table, shorten (rt_import_plan_get_cell (plan, row, g_array_index (columns, guint, k))));
  rt_ctl_table_print (table);
}

static void
show_plan (RtCtl *ctl, RtImportPlan *plan)
{
  if (ctl->json)
    {
      print_plan_json (plan);
      return;
    }
  say_plan (plan);
  rt_ctl_say ("");
  say_columns (plan);
  rt_ctl_say ("");
  say_preview (plan);
}

/* --- Running it --- */

/* Counts on one line of a terminal; a file or pipe gets none of it. */
static void
on_progress (gint64 done, gint64 total, gpointer data)
{
  g_autofree char *line = g_strdup_printf (
    /* Translators: how many rows of the file have been taken so far. */
    _("Importing: row %ld of %ld"), (long) done, (long) total);

  fprintf (stderr, "\r%s\033[K", line);
  fflush (stderr);
}

static gboolean
on_interrupt (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
  return G_SOURCE_CONTINUE;
}

static RtImportResult *
run (RtCtl *ctl, RtImportPlan *plan, GError **error)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) async = NULL;
  g_autoptr (GError) local = NULL;
  gboolean terminal = isatty (STDERR_FILENO);
  guint interrupt = g_unix_signal_add (SIGINT, on_interrupt, cancellable);
  guint terminate = g_unix_signal_add (SIGTERM, on_interrupt, cancellable);
  RtImportResult *result = NULL;

  rt_import_run_async (ctl->desk, plan, keep_good, terminal ? on_progress : NULL, NULL, cancellable, rt_desk_await_cb,
                       &async);
  result = rt_import_run_finish (ctl->desk, rt_desk_await (&async), &local);
  g_source_remove (interrupt);
  g_source_remove (terminate);
  if (terminal)
    fputs ("\r\033[K", stderr);
  if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("The import was stopped, and nothing was added."));
  else if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return result;
}

/* --- What came of it --- */

static void
json_rejects (JsonBuilder *json, const RtImportResult *result)
{
  json_builder_set_member_name (json, "rejects");
  json_builder_begin_array (json);
  for (guint i = 0; i < result->rejects->len; i++)
    {
      const RtImportReject *one = g_ptr_array_index (result->rejects, i);

      json_builder_begin_object (json);
      rt_ctl_json_int (json, "line", one->line);
      rt_ctl_json_string (json, "reason", one->reason);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
print_result_json (RtImportPlan *plan, const RtImportResult *result, const char *currency)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  json_plan (json, plan);
  rt_ctl_json_int (json, "orders", result->orders);
  rt_ctl_json_int (json, "customers", result->customers);
  rt_ctl_json_int (json, "lines", result->lines);
  rt_ctl_json_int (json, "pieces", result->pieces);
  rt_ctl_json_money (json, "total", result->total, currency);
  rt_ctl_json_string (json, "currency", currency);
  rt_ctl_json_int (json, "already", result->already);
  rt_ctl_json_int (json, "rejected", result->rejected);
  json_rejects (json, result);
  json_builder_end_object (json);
  rt_ctl_print_json (json);
}

static void
say_count (const char *label, gint64 count)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, count);

  rt_ctl_say_pair (label, text);
}

static void
say_result (RtImportPlan *plan, const RtImportResult *result, const char *currency)
{
  g_autofree char *total = rt_money_format (result->total, currency, TRUE, NULL);

  say_plan (plan);
  say_count (_("Orders added"), result->orders);
  say_count (_("Customers added"), result->customers);
  say_count (_("Lines added"), result->lines);
  say_count (_("Pieces added"), result->pieces);
  rt_ctl_say_pair (_("Total added"), total);
  say_count (_("Orders there already"), result->already);
  say_count (_("Rows not taken"), result->rejected);
}

static void
say_rejects (const RtImportResult *result)
{
  for (guint i = 0; i < MIN (result->rejects->len, MOST_SAID); i++)
    {
      const RtImportReject *one = g_ptr_array_index (result->rejects, i);
      g_autofree char *text = g_strdup_printf (
        /* Translators: a line of the file, and the sentence why it cannot be taken. */
        _("Line %ld: %s"), (long) one->line, one->reason);

      rt_ctl_say_error (text);
    }
}

static gboolean
report (RtCtl *ctl, RtImportPlan *plan, const RtImportResult *result, GError **error)
{
  g_autoptr (RtStoreInfo) store = rt_store_info_ref (rt_desk_get_store (ctl->desk));

  if (ctl->json)
    print_result_json (plan, result, store->currency);
  else
    say_result (plan, result, store->currency);
  if (result->rejected == 0)
    return TRUE;
  if (rejects_path != NULL && !rt_import_write_rejects (result, rejects_path, error))
    return FALSE;
  if (rejects_path == NULL)
    say_rejects (result);
  if (keep_good)
    return TRUE;
  g_set_error (error, RT_ERROR, RT_ERROR_INVALID,
               ngettext ("One row cannot be taken, so nothing was added.",
                         "%ld rows cannot be taken, so nothing was added.", (gulong) result->rejected),
               (long) result->rejected);
  return FALSE;
}

static gboolean
check_rejects_path (GError **error)
{
  if (rejects_path == NULL || !g_file_test (rejects_path, G_FILE_TEST_EXISTS))
    return TRUE;
  g_set_error_literal (error, RT_ERROR, RT_ERROR_EXISTS,
                       _("There is a file already. Choose another name with --rejects."));
  return FALSE;
}

static gboolean
run_import (RtCtl *ctl, char **args, GError **error)
{
  g_autoptr (RtImportPlan) plan = NULL;
  g_autoptr (RtImportResult) result = NULL;

  if (!check_rejects_path (error))
    return FALSE;
  plan = rt_import_plan_new (args[0], NULL, error);
  if (plan == NULL)
    return FALSE;
  if (dry_run)
    {
      show_plan (ctl, plan);
      return TRUE;
    }
  if (!rt_ctl_sign_in (ctl, error))
    return FALSE;
  result = run (ctl, plan, error);
  return result != NULL && report (ctl, plan, result, error);
}

const RtCtlCommand RT_CTL_IMPORT_COMMANDS[] = {
  { "import orders", "FILE", N_("Add the orders of a CSV file of another program"),
    "  rolltop-ctl import orders --dry-run orders.csv\n"
    "  rolltop-ctl --user zhao.min import orders orders.csv --keep-good --rejects refused.csv",
    1, 1, run_import, import_options },
  { NULL },
};
