/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists as files. */
#include "config.h"

#include "rt-ctl-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "rt-ctl-list.h"
#include "rt-ctl-output.h"
#include "rt-error.h"
#include "rt-export-requests.h"

static char *output_option, *reason_option, *format_option, *columns_option, *sort_option, *from_option, *to_option;
static gboolean force_option, ascending_option, mine_option;

static const GOptionEntry options[] = {
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output_option, N_("Write the list to this file"), N_("FILE") },
  { "force", 'f', 0, G_OPTION_ARG_NONE, &force_option, N_("Replace the file when it is there"), NULL },
  { "reason", 0, 0, G_OPTION_ARG_STRING, &reason_option, N_("Why, in your words"), N_("WHY") },
  { "format", 0, 0, G_OPTION_ARG_STRING, &format_option, N_("csv or json; the ending of the file otherwise"),
    N_("FORMAT") },
  { "columns", 0, 0, G_OPTION_ARG_STRING, &columns_option, N_("These columns, with commas between them"),
    N_("NAMES") },
  { "sort", 0, 0, G_OPTION_ARG_STRING, &sort_option,
    N_("In the order of number, date, total, state, delivery, priority or visit"), N_("WORD") },
  { "ascending", 0, 0, G_OPTION_ARG_NONE, &ascending_option, N_("The smallest or oldest first"), NULL },
  { "mine", 0, 0, G_OPTION_ARG_NONE, &mine_option, N_("Only what is mine"), NULL },
  { "from", 0, 0, G_OPTION_ARG_STRING, &from_option, N_("From this day on"), N_("DAY") },
  { "to", 0, 0, G_OPTION_ARG_STRING, &to_option, N_("Until this day"), N_("DAY") },
  { NULL },
};

static gboolean
read_format (RtExportFormat *format, GError **error)
{
  const char *ending = output_option != NULL ? strrchr (output_option, '.') : NULL;

  if (rt_export_format_from_id (format_option != NULL ? format_option : ending != NULL ? ending + 1 : NULL, format))
    return TRUE;
  rt_error_set_invalid (error, "format", _("The format is csv or json."));
  return FALSE;
}

static void
say_count (RtCtl *ctl, gint64 count)
{
  g_autofree char *words =
    g_strdup_printf (ngettext ("%ld record was exported.", "%ld records were exported.", (gulong) count), (long) count);
  g_autoptr (JsonBuilder) json = NULL;

  if (!ctl->json)
    {
      rt_ctl_say (words);
      return;
    }
  json = json_builder_new ();
  json_builder_begin_object (json);
  rt_ctl_json_int (json, "records", count);
  json_builder_end_object (json);
  rt_ctl_print_json (json);
}

static gboolean
run_export (RtCtl *ctl, RtListKind kind, GError **error)
{
  g_auto (GStrv) columns = columns_option != NULL ? g_strsplit (columns_option, ",", -1) : NULL;
  g_autofree gint64 *count = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  RtExport wanted = {
    .query = { .kind = kind, .sort = sort_option, .ascending = ascending_option, .mine = mine_option },
    .columns = (const char *const *) columns,
    .path = output_option,
    .replace = force_option,
    .reason = reason_option
  };

  if (!rt_ctl_check_output (output_option, force_option, error) || !read_format (&wanted.format, error) ||
      !rt_ctl_read_day (from_option, &wanted.query.from, error) ||
      !rt_ctl_read_day (to_option, &wanted.query.to, error) || !rt_ctl_sign_in (ctl, error))
    return FALSE;
  rt_request_export (ctl->desk, &wanted, NULL, NULL, NULL, rt_desk_await_cb, &result);
  count = rt_desk_run_finish (ctl->desk, rt_desk_await (&result), error);
  if (count == NULL)
    return FALSE;
  say_count (ctl, *count);
  return TRUE;
}

static gboolean
run_orders (RtCtl *ctl, char **args, GError **error)
{
  return run_export (ctl, RT_LIST_ORDERS, error);
}

static gboolean
run_tickets (RtCtl *ctl, char **args, GError **error)
{
  return run_export (ctl, RT_LIST_TICKETS, error);
}

static gboolean
run_customers (RtCtl *ctl, char **args, GError **error)
{
  return run_export (ctl, RT_LIST_CUSTOMERS, error);
}

const RtCtlCommand RT_CTL_EXPORT_COMMANDS[] = {
  { "export orders", "", N_("Write the list of orders to a file, as this person sees it; recorded"),
    "  rolltop-ctl --user lin.mei export orders --reason \"for the accountant\" --from 2026-11-01 -o ~/orders.csv", 0,
    0, run_orders, options },
  { "export tickets", "", N_("Write the list of tickets to a file, as this person sees it; recorded"),
    "  rolltop-ctl --user lin.mei export tickets --reason \"for the maker\" --columns number,about,state -o ~/tickets.json",
    0, 0, run_tickets, options },
  { "export customers", "", N_("Write the list of customers to a file, as this person sees it; recorded"),
    "  rolltop-ctl --user lin.mei export customers --reason \"moving shops\" -o ~/customers.csv", 0, 0, run_customers,
    options },
  { NULL },
};
