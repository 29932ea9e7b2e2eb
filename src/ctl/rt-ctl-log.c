/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands about the log: reading it, and finding out whether it is whole. */
#include "config.h"

#include "rt-ctl-private.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "rt-ctl-output.h"
#include "rt-error.h"
#include "rt-field.h"
#include "rt-history.h"

static char *actor_option, *action_option;
static char *record_option, *day_option, *head_option;
static gint64 before_option;
static int limit_option;

static const GOptionEntry list_options[] = {
  { "actor", 0, 0, G_OPTION_ARG_STRING, &actor_option, N_("Only what this person did"), N_("LOGIN") },
  { "action", 0, 0, G_OPTION_ARG_STRING, &action_option, N_("Only entries of this action, such as order.open"),
    N_("ACTION") },
  { "record", 0, 0, G_OPTION_ARG_STRING, &record_option, N_("Only what was done to this order, ticket or customer"),
    N_("NUMBER") },
  { "day", 0, 0, G_OPTION_ARG_STRING, &day_option, N_("Only this day, written as 2026-11-23"), N_("DAY") },
  { "before", 0, 0, G_OPTION_ARG_INT64, &before_option, N_("Only entries with a smaller number"), N_("N") },
  { "limit", 0, 0, G_OPTION_ARG_INT, &limit_option, N_("At most so many, the newest first"), N_("N") },
  { NULL },
};

static const GOptionEntry verify_options[] = {
  { "head", 0, 0, G_OPTION_ARG_STRING, &head_option,
    N_("Compare with the daily sheet whose last entry and code these are, as in “10482 7KQX-…”"), N_("HEAD") },
  { NULL },
};

static gpointer
list (RtWork *work, gpointer data, GError **error)
{
  return rt_history_list (work, data, error);
}

static char *
name_fields (guint64 fields)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (int field = 0; field < RT_N_FIELDS; field++)
    if ((fields & RT_FIELD_BIT (field)) != 0)
      {
        if (text->len > 0)
          g_string_append_c (text, ' ');
        g_string_append (text, rt_field_info ((RtFieldId) field)->name);
      }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
json_fields (JsonBuilder *json, guint64 fields)
{
  json_builder_set_member_name (json, "fields");
  json_builder_begin_array (json);
  for (int field = 0; field < RT_N_FIELDS; field++)
    if ((fields & RT_FIELD_BIT (field)) != 0)
      json_builder_add_string_value (json, rt_field_info ((RtFieldId) field)->name);
  json_builder_end_array (json);
}

static void
print_json (GPtrArray *entries)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_array (json);
  for (guint i = 0; i < entries->len; i++)
    {
      const RtHistoryEntry *entry = entries->pdata[i];

      json_builder_begin_object (json);
      rt_ctl_json_int (json, "number", entry->seq);
      rt_ctl_json_int (json, "at", entry->at);
      rt_ctl_json_string (json, "actor", entry->actor);
      rt_ctl_json_string (json, "name", entry->name);
      rt_ctl_json_string (json, "action", entry->action);
      rt_ctl_json_string (json, "record", entry->record);
      json_fields (json, entry->fields);
      rt_ctl_json_string (json, "reason", entry->reason);
      rt_ctl_json_string (json, "origin", entry->origin);
      rt_ctl_json_string (json, "detail", entry->detail);
      {
        g_autofree char *sentence = rt_history_sentence (entry);

        rt_ctl_json_string (json, "sentence", sentence);
      }
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  rt_ctl_print_json (json);
}

static void
print_table (GPtrArray *entries)
{
  const char *titles[] = { _("Number"),      _("When"),   _("Who"),        _("Action"), _("Record"),
                           _("Fields seen"), _("Reason"), _("From where"), NULL };
  g_autoptr (RtCtlTable) table = rt_ctl_table_new (titles);

  for (guint i = 0; i < entries->len; i++)
    {
      const RtHistoryEntry *entry = entries->pdata[i];

      rt_ctl_table_take (table, g_strdup_printf ("%" G_GINT64_FORMAT, entry->seq));
      rt_ctl_table_take (table, rt_moment_format (entry->at, NULL));
      rt_ctl_table_take (table, g_strdup (entry->actor));
      rt_ctl_table_take (table, g_strdup (entry->action));
      rt_ctl_table_take (table, g_strdup (entry->record));
      rt_ctl_table_take (table, name_fields (entry->fields));
      rt_ctl_table_take (table, g_strdup (entry->reason));
      rt_ctl_table_take (table, g_strdup (entry->origin));
    }
  rt_ctl_table_print (table);
}

static gboolean
run_list (RtCtl *ctl, char **args, GError **error)
{
  const RtDay day = day_option != NULL ? rt_day_parse_iso (day_option) : 0;
  const RtHistoryQuery query = {
    .actor = actor_option,
    .action = action_option,
    .record = record_option,
    .from = day,
    .to = day,
    .before = MAX (before_option, 0),
    .limit = (guint) MAX (limit_option, 0),
  };
  g_autoptr (GPtrArray) entries = NULL;

  if (day == RT_DAY_NONE)
    {
      rt_error_set_invalid (error, "day", _("A day is written as 2026-11-23."));
      return FALSE;
    }
  if (!rt_ctl_sign_in (ctl, error))
    return FALSE;
  entries = rt_desk_call (ctl->desk, TRUE, list, (gpointer) &query, NULL, error);
  if (entries == NULL)
    return FALSE;
  if (ctl->json)
    print_json (entries);
  else
    print_table (entries);
  return TRUE;
}

static gpointer
verify (RtWork *work, gpointer data, GError **error)
{
  RtLogReport report = { 0 };

  return rt_history_verify (work, data, &report, error) ? g_memdup2 (&report, sizeof report) : NULL;
}

static void
on_progress (gint64 done, gint64 total, gpointer user_data)
{
  if (isatty (STDERR_FILENO))
    fprintf (stderr, "\r%" G_GINT64_FORMAT " / %" G_GINT64_FORMAT " ", done, total);
}

static const char *
verdict_id (RtLogVerdict verdict)
{
  static const char *const ids[] = { "whole", "edited", "gap", "cut", "rolled-back", "whole" };

  return (guint) verdict < G_N_ELEMENTS (ids) ? ids[verdict] : "edited";
}

static void
say_report (RtCtl *ctl, const RtLogReport *report)
{
  const char *alarm = rt_desk_get_alarm (ctl->desk);
  g_autofree char *sentence = rt_history_describe (report);
  g_autoptr (JsonBuilder) json = NULL;

  if (!ctl->json)
    {
      rt_ctl_say (sentence);
      return;
    }
  json = json_builder_new ();
  json_builder_begin_object (json);
  rt_ctl_json_string (json, "verdict",
                      alarm != NULL && report->first_bad == 0 ? "rolled-back" : verdict_id (report->verdict));
  rt_ctl_json_int (json, "entries", report->entries);
  rt_ctl_json_int (json, "first_bad", report->first_bad);
  rt_ctl_json_int (json, "trusted_until", report->trusted_until);
  rt_ctl_json_int (json, "clock_steps", report->clock_steps);
  rt_ctl_json_string (json, "alarm", alarm);
  json_builder_end_object (json);
  rt_ctl_print_json (json);
}

/* "10482 7KQX-…" or, as the code on the sheet is read by a scanner, "rolltop-log 10482 7KQX-…". */
static gboolean
parse_head (const char *typed, RtLogHead *head, GError **error)
{
  const char *text = g_str_has_prefix (typed, "rolltop-log ") ? typed + strlen ("rolltop-log ") : typed;
  char *rest = NULL;
  gint64 seq = g_ascii_strtoll (text, &rest, 10);

  return rt_log_head_from_code (seq, rest, head, error);
}

/* Walking a long log is long work; what it finds decides the exit code, and the sentence is the answer. */
static gboolean
run_verify (RtCtl *ctl, char **args, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree RtLogReport *report = NULL;
  RtLogHead head = { 0 };

  if ((head_option != NULL && !parse_head (head_option, &head, error)) || !rt_ctl_sign_in (ctl, error))
    return FALSE;
  rt_desk_run_long_async (ctl->desk, verify, head_option != NULL ? &head : NULL, NULL, g_free, on_progress, NULL, NULL,
                          rt_desk_await_cb, &result);
  report = rt_desk_run_finish (ctl->desk, rt_desk_await (&result), error);
  if (isatty (STDERR_FILENO))
    fputc ('\n', stderr);
  if (report == NULL)
    return FALSE;
  say_report (ctl, report);
  if (report->first_bad > 0 || rt_desk_get_alarm (ctl->desk) != NULL)
    ctl->exit = RT_CTL_TAMPERED;
  return TRUE;
}

const RtCtlCommand RT_CTL_LOG_COMMANDS[] = {
  { "log list", "", N_("List who looked at and changed what, the newest first; that look is recorded too"),
    "  rolltop-ctl --user zhao.min log list --actor lin.mei --limit 50", 0, 0, run_list, list_options },
  { "log verify", "", N_("Find out whether the log is whole"), "  rolltop-ctl --user zhao.min log verify --json", 0, 0,
    run_verify, verify_options },
  { NULL },
};
