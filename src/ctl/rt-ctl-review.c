/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands about the review of the log: what the rules found, what the person concerned says, and how it ends. */
#include "config.h"

#include "rt-ctl-private.h"

#include <glib/gi18n.h>

#include "rt-ctl-output.h"
#include "rt-error.h"
#include "rt-review-requests.h"

#define MOST_ENTRIES 200

static gboolean closed_option, all_option, mine_option;
static char *text_option, *verdict_option, *note_option;

static const GOptionEntry list_options[] = {
  { "closed", 0, 0, G_OPTION_ARG_NONE, &closed_option, N_("Those that are signed off"), NULL },
  { "all", 0, 0, G_OPTION_ARG_NONE, &all_option, N_("Open and signed off"), NULL },
  { "mine", 0, 0, G_OPTION_ARG_NONE, &mine_option, N_("What you yourself are asked to explain"), NULL },
  { NULL },
};
static const GOptionEntry explain_options[] = {
  { "text", 0, 0, G_OPTION_ARG_STRING, &text_option, N_("Your explanation, without anybody's details"), N_("TEXT") },
  { NULL },
};
static const GOptionEntry sign_options[] = {
  { "verdict", 0, 0, G_OPTION_ARG_STRING, &verdict_option, N_("How it ends: fine, talked or incident"),
    N_("VERDICT") },
  { "note", 0, 0, G_OPTION_ARG_STRING, &note_option, N_("Why, in your words, without anybody's details"),
    N_("TEXT") },
  { NULL },
};

/* One finding to be shown or changed; lives on the caller's stack. */
typedef struct
{
  gint64 id;
  RtVerdict verdict;
  const char *text;
  RtReviewList which;
} Order;

static void
json_finding (JsonBuilder *json, const RtFinding *finding)
{
  g_autofree char *sentence = rt_finding_sentence (finding);

  rt_ctl_json_int (json, "id", finding->id);
  rt_ctl_json_string (json, "rule", rt_review_rule_id (finding->rule));
  rt_ctl_json_string (json, "person", finding->name);
  rt_ctl_json_day (json, "day", finding->day);
  rt_ctl_json_int (json, "severity", finding->severity);
  rt_ctl_json_int (json, "from", finding->from);
  rt_ctl_json_int (json, "to", finding->to);
  rt_ctl_json_int (json, "people", finding->people);
  rt_ctl_json_int (json, "times", finding->times);
  rt_ctl_json_string (json, "customer", finding->customer);
  rt_ctl_json_string (json, "state", rt_finding_state_id (finding->state));
  rt_ctl_json_string (json, "explanation", finding->explanation);
  rt_ctl_json_string (json, "verdict", finding->state == RT_FINDING_CLOSED ? rt_verdict_id (finding->verdict) : NULL);
  rt_ctl_json_string (json, "note", finding->note);
  rt_ctl_json_string (json, "signed_by", finding->signed_by);
  rt_ctl_json_string (json, "sentence", sentence);
}

static void
print_findings (RtCtl *ctl, GPtrArray *findings)
{
  const char *titles[] = { _("Number"), _("Severity"), _("State"), _("Finding"), NULL };
  g_autoptr (RtCtlTable) table = rt_ctl_table_new (titles);
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_array (json);
  for (guint i = 0; i < findings->len; i++)
    {
      const RtFinding *finding = findings->pdata[i];

      json_builder_begin_object (json);
      json_finding (json, finding);
      json_builder_end_object (json);
      rt_ctl_table_take (table, g_strdup_printf ("%" G_GINT64_FORMAT, finding->id));
      rt_ctl_table_take (table, g_strdup (rt_finding_severity_name (finding->severity)));
      rt_ctl_table_take (table, g_strdup (rt_finding_state_name (finding->state)));
      rt_ctl_table_take (table, rt_finding_sentence (finding));
    }
  json_builder_end_array (json);
  if (ctl->json)
    rt_ctl_print_json (json);
  else if (findings->len == 0)
    rt_ctl_say (_("There is nothing to explain or to sign off."));
  else
    rt_ctl_table_print (table);
}

static gpointer
list (RtWork *work, gpointer data, GError **error)
{
  return mine_option ? rt_review_asked (work, error) : rt_review_list (work, ((Order *) data)->which, error);
}

/* What happened since the log was last read. */
static gboolean
review (RtCtl *ctl, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  rt_request_review_run (ctl->desk, NULL, rt_desk_await_cb, &result);
  return rt_request_review_run_finish (ctl->desk, rt_desk_await (&result), NULL, error);
}

static gboolean
run_list (RtCtl *ctl, char **args, GError **error)
{
  Order order = { .which = RT_REVIEW_LIST_OPEN };
  g_autoptr (GPtrArray) findings = NULL;

  if (all_option)
    order.which = RT_REVIEW_LIST_ALL;
  else if (closed_option)
    order.which = RT_REVIEW_LIST_CLOSED;
  if (!rt_ctl_sign_in (ctl, error) || (!mine_option && !review (ctl, error)))
    return FALSE;
  findings = rt_desk_call (ctl->desk, FALSE, list, &order, NULL, error);
  if (findings == NULL)
    return FALSE;
  print_findings (ctl, findings);
  return TRUE;
}

static gboolean
parse_id (const char *text, gint64 *id, GError **error)
{
  char *end = NULL;

  *id = g_ascii_strtoll (text, &end, 10);
  if (*id > 0 && *end == '\0')
    return TRUE;
  rt_error_set_invalid (error, "finding", _("A finding is named by its number, as “review list” shows it."));
  return FALSE;
}

static gpointer
get (RtWork *work, gpointer data, GError **error)
{
  return rt_review_get (work, ((Order *) data)->id, error);
}

static gpointer
get_entries (RtWork *work, gpointer data, GError **error)
{
  return rt_review_entries (work, ((Order *) data)->id, MOST_ENTRIES, error);
}

static void
show_json (const RtFinding *finding, GPtrArray *entries)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  json_finding (json, finding);
  json_builder_set_member_name (json, "entries");
  json_builder_begin_array (json);
  for (guint i = 0; i < entries->len; i++)
    {
      const RtHistoryEntry *entry = entries->pdata[i];

      json_builder_begin_object (json);
      rt_ctl_json_int (json, "number", entry->seq);
      rt_ctl_json_int (json, "at", entry->at);
      rt_ctl_json_string (json, "action", entry->action);
      rt_ctl_json_string (json, "record", entry->record);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  json_builder_end_object (json);
  rt_ctl_print_json (json);
}

static void
show_text (const RtFinding *finding, GPtrArray *entries)
{
  g_autofree char *sentence = rt_finding_sentence (finding);
  const char *titles[] = { _("Number"), _("When"), _("What"), NULL };
  g_autoptr (RtCtlTable) table = rt_ctl_table_new (titles);

  rt_ctl_say (sentence);
  rt_ctl_say (rt_finding_why (finding->rule));
  rt_ctl_say_pair (_("Severity"), rt_finding_severity_name (finding->severity));
  rt_ctl_say_pair (_("State"), rt_finding_state_name (finding->state));
  rt_ctl_say_pair (_("Explanation"), finding->explanation);
  rt_ctl_say_pair (_("Verdict"), finding->state == RT_FINDING_CLOSED ? rt_verdict_name (finding->verdict) : NULL);
  rt_ctl_say_pair (_("Note"), finding->note);
  rt_ctl_say_pair (_("Signed off by"), finding->signed_by);
  for (guint i = 0; i < entries->len; i++)
    {
      const RtHistoryEntry *entry = entries->pdata[i];

      rt_ctl_table_take (table, g_strdup_printf ("%" G_GINT64_FORMAT, entry->seq));
      rt_ctl_table_take (table, rt_moment_format (entry->at, NULL));
      rt_ctl_table_take (table, rt_history_sentence (entry));
    }
  rt_ctl_table_print (table);
}

static gboolean
run_show (RtCtl *ctl, char **args, GError **error)
{
  Order order = { 0 };
  g_autoptr (RtFinding) finding = NULL;
  g_autoptr (GPtrArray) entries = NULL;

  if (!parse_id (args[0], &order.id, error) || !rt_ctl_sign_in (ctl, error))
    return FALSE;
  finding = rt_desk_call (ctl->desk, FALSE, get, &order, NULL, error);
  if (finding == NULL)
    return FALSE;
  entries = rt_desk_call (ctl->desk, FALSE, get_entries, &order, NULL, error);
  if (entries == NULL)
    return FALSE;
  if (ctl->json)
    show_json (finding, entries);
  else
    show_text (finding, entries);
  return TRUE;
}

/* Any pointer but NULL says that it is done; nothing is freed. */
static gpointer
ask (RtWork *work, gpointer data, GError **error)
{
  return rt_review_ask (work, ((Order *) data)->id, error) ? data : NULL;
}

static gpointer
explain (RtWork *work, gpointer data, GError **error)
{
  const Order *order = data;

  return rt_review_explain (work, order->id, order->text, error) ? data : NULL;
}

static gpointer
sign (RtWork *work, gpointer data, GError **error)
{
  const Order *order = data;

  return rt_review_sign (work, order->id, order->verdict, order->text, error) ? data : NULL;
}

static gboolean
change (RtCtl *ctl, char **args, RtWorkFunc func, Order *order, GError **error)
{
  return parse_id (args[0], &order->id, error) && rt_ctl_sign_in (ctl, error) &&
         rt_desk_call (ctl->desk, TRUE, func, order, NULL, error) != NULL;
}

static gboolean
run_ask (RtCtl *ctl, char **args, GError **error)
{
  Order order = { 0 };

  return change (ctl, args, ask, &order, error);
}

static gboolean
run_explain (RtCtl *ctl, char **args, GError **error)
{
  Order order = { .text = text_option };

  return change (ctl, args, explain, &order, error);
}

static gboolean
run_sign (RtCtl *ctl, char **args, GError **error)
{
  Order order = { .text = note_option };

  if (rt_verdict_from_id (verdict_option, &order.verdict))
    return change (ctl, args, sign, &order, error);
  rt_error_set_invalid (error, "verdict", _("Say how it ends with --verdict: fine, talked or incident."));
  return FALSE;
}

const RtCtlCommand RT_CTL_REVIEW_COMMANDS[] = {
  { "review list", "", N_("Read the log with the rules and list what they found, the worst first"),
    "  rolltop-ctl --user zhao.min review list --json", 0, 0, run_list, list_options },
  { "review show", "NUMBER", N_("Show a finding with the entries of the log behind it"),
    "  rolltop-ctl --user zhao.min review show 3", 1, 1, run_show, NULL },
  { "review ask", "NUMBER", N_("Ask the person concerned to explain"), "  rolltop-ctl --user zhao.min review ask 3", 1,
    1, run_ask, NULL },
  { "review explain", "NUMBER", N_("Explain what you were asked about"),
    "  rolltop-ctl --user chen.jie review explain 3 --text 'Rang everybody of the late lorry.'", 1, 1, run_explain,
    explain_options },
  { "review sign-off", "NUMBER", N_("Decide about a finding, for good"),
    "  rolltop-ctl --user zhao.min review sign-off 3 --verdict fine", 1, 1, run_sign, sign_options },
  { NULL },
};
