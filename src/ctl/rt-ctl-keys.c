/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands about the keys of a store: who holds them, renewing them, and a new recovery sheet. */
#include "config.h"

#include "rt-ctl-private.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <unistd.h>

#include "rt-ctl-output.h"
#include "rt-ctl-sheet.h"
#include "rt-desk-keys.h"
#include "rt-error.h"
#include "rt-grants.h"
#include "rt-keys.h"
#include "rt-rotation-run.h"
#include "rt-rotation.h"

static gboolean all_option, with_sheet_option;
static char *sheet_option;

static const GOptionEntry rotate_options[] = {
  { "all", 0, 0, G_OPTION_ARG_NONE, &all_option, N_("Renew every key, not only those that wait for it"), NULL },
  { NULL },
};

static const GOptionEntry sheet_options[] = {
  { "sheet", 0, 0, G_OPTION_ARG_FILENAME, &sheet_option,
    N_("Write the recovery sheet as PDF to this file, or as text to standard output: -"), N_("FILE") },
  { "with-sheet", 0, 0, G_OPTION_ARG_NONE, &with_sheet_option,
    N_("Take the keys from the sheet that is valid now, which is asked for: for an administrator, who holds none"),
    NULL },
  { NULL },
};

static gpointer
read_status (RtWork *work, gpointer data, GError **error)
{
  return rt_keys_status (work, error);
}

static const char *
state_id (RtRotationState state)
{
  static const char *const ids[] = { "waits", "ready", "needs-sheet", "does-not-open" };

  return ids[state];
}

static const char *
state_words (RtRotationState state)
{
  switch (state)
    {
    case RT_ROTATION_WAITS:
      return _("waits for a manager");
    case RT_ROTATION_READY:
      return _("can go on");
    case RT_ROTATION_NEEDS_SHEET:
      return _("needs a new recovery sheet first");
    case RT_ROTATION_DOES_NOT_OPEN:
    default:
      return _("some records do not open");
    }
}

static void
add_json_keys (JsonBuilder *json, const RtKeysStatus *status)
{
  json_builder_set_member_name (json, "keys");
  json_builder_begin_array (json);
  for (guint i = 0; i < status->keys->len; i++)
    {
      const RtKeyInfo *key = status->keys->pdata[i];

      json_builder_begin_object (json);
      rt_ctl_json_string (json, "key", rt_grants_name (key->slot));
      rt_ctl_json_int (json, "version", key->version);
      rt_ctl_json_int (json, "since", key->since);
      json_builder_set_member_name (json, "holders");
      json_builder_begin_array (json);
      for (guint h = 0; key->holders[h] != NULL; h++)
        json_builder_add_string_value (json, key->holders[h]);
      json_builder_end_array (json);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
print_json (const RtKeysStatus *status)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  add_json_keys (json, status);
  json_builder_set_member_name (json, "rotations");
  json_builder_begin_array (json);
  for (guint i = 0; i < status->rotations->len; i++)
    {
      const RtRotationInfo *rotation = status->rotations->pdata[i];

      json_builder_begin_object (json);
      rt_ctl_json_string (json, "key", rt_grants_name (rotation->slot));
      rt_ctl_json_string (json, "reason", rotation->reason);
      rt_ctl_json_string (json, "asked_by", rotation->asked_by);
      rt_ctl_json_string (json, "state", state_id (rotation->state));
      rt_ctl_json_int (json, "done", rotation->done);
      rt_ctl_json_int (json, "total", rotation->total);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  rt_ctl_json_int (json, "sheet_made_at", status->sheet.made_at);
  rt_ctl_json_int (json, "sheet_tested_at", status->sheet.tested_at);
  json_builder_end_object (json);
  rt_ctl_print_json (json);
}

static void
print_rotations (const RtKeysStatus *status)
{
  const char *titles[] = { _("Key"), _("Why"), _("Asked by"), _("State"), NULL };
  g_autoptr (RtCtlTable) table = NULL;

  if (status->rotations->len == 0)
    {
      rt_ctl_say (_("No key waits to be renewed."));
      return;
    }
  table = rt_ctl_table_new (titles);
  for (guint i = 0; i < status->rotations->len; i++)
    {
      const RtRotationInfo *rotation = status->rotations->pdata[i];

      rt_ctl_table_take (table, g_strdup (rt_key_name (rotation->slot)));
      rt_ctl_table_take (table, g_strdup (rt_rotation_reason_name (rotation->reason)));
      rt_ctl_table_take (table, g_strdup (rotation->asked_by));
      rt_ctl_table_take (table, g_strdup (state_words (rotation->state)));
    }
  rt_ctl_table_print (table);
}

static void
print_table (const RtKeysStatus *status)
{
  const char *titles[] = { _("Key"), _("Version"), _("Since"), _("Who holds it"), NULL };
  g_autoptr (RtCtlTable) table = rt_ctl_table_new (titles);
  g_autofree char *made = rt_moment_format (status->sheet.made_at, NULL);
  g_autofree char *tested = status->sheet.tested_at != 0 ? rt_moment_format (status->sheet.tested_at, NULL) : NULL;

  for (guint i = 0; i < status->keys->len; i++)
    {
      const RtKeyInfo *key = status->keys->pdata[i];

      rt_ctl_table_take (table, g_strdup (rt_key_name (key->slot)));
      rt_ctl_table_take (table, g_strdup_printf ("%u", key->version));
      rt_ctl_table_take (table, rt_moment_format (key->since, NULL));
      rt_ctl_table_take (table, g_strjoinv (C_("people", ", "), key->holders));
    }
  rt_ctl_table_print (table);
  rt_ctl_say_pair (_("Recovery sheet made"), made);
  rt_ctl_say_pair (_("Recovery sheet tested"), tested != NULL ? tested : _("never"));
  print_rotations (status);
}

static gboolean
run_status (RtCtl *ctl, char **args, GError **error)
{
  g_autoptr (RtKeysStatus) status = NULL;

  if (!rt_ctl_sign_in (ctl, error))
    return FALSE;
  status = rt_desk_call (ctl->desk, FALSE, read_status, NULL, NULL, error);
  if (status == NULL)
    return FALSE;
  if (ctl->json)
    print_json (status);
  else
    print_table (status);
  return TRUE;
}

static gpointer
ask_every (RtWork *work, gpointer data, GError **error)
{
  return rt_rotation_ask_every (work, error) ? data : NULL;
}

static void
on_progress (gint64 done, gint64 total, gpointer user_data)
{
  if (isatty (STDERR_FILENO))
    fprintf (stderr, "\r%3d %% ", (int) (100 * done / MAX (total, 1)));
}

static gboolean
run_rotate (RtCtl *ctl, char **args, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *sentence = NULL;
  guint finished = 0;

  if (!rt_ctl_sign_in (ctl, error) ||
      (all_option && rt_desk_call (ctl->desk, TRUE, ask_every, ctl, NULL, error) == NULL))
    return FALSE;
  rt_rotation_run_async (ctl->desk, on_progress, NULL, NULL, rt_desk_await_cb, &result);
  if (!rt_rotation_run_finish (ctl->desk, rt_desk_await (&result), &finished, error))
    return FALSE;
  if (isatty (STDERR_FILENO))
    fputc ('\n', stderr);
  if (ctl->json)
    {
      printf ("{ \"renewed\": %u }\n", finished);
      return TRUE;
    }
  sentence = g_strdup_printf (ngettext ("%u key was renewed.", "%u keys were renewed.", finished), finished);
  rt_ctl_say (sentence);
  return TRUE;
}

static void
on_pages (gint64 done, gint64 total, gpointer user_data)
{
  on_progress (done, total, user_data);
}

static gboolean
renew (RtCtl *ctl, const RtRecovery *fresh, const RtRecovery *current, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  rt_desk_renew_async (ctl->desk, fresh, current, on_pages, NULL, rt_desk_await_cb, &result);
  if (!rt_desk_renew_finish (ctl->desk, rt_desk_await (&result), error))
    return FALSE;
  if (isatty (STDERR_FILENO))
    fputc ('\n', stderr);
  rt_ctl_say (
    _("The new sheet is valid, and the former one opens nothing any more: destroy it. Copies of the store made "
       "before still open with the former one."));
  return TRUE;
}

/* Said before a sheet is shown that could not become valid. */
static gboolean
check_holds_all (RtCtl *ctl, GError **error)
{
  g_autoptr (RtKeysStatus) status = rt_desk_call (ctl->desk, FALSE, read_status, NULL, NULL, error);

  if (status == NULL)
    return FALSE;
  if (status->holds_all || with_sheet_option)
    return TRUE;
  g_set_error_literal (
    error, RT_ERROR, RT_ERROR_DENIED,
    _("You do not hold every key of this store: type in the recovery sheet that is valid now, or ask a manager."));
  return FALSE;
}

static gboolean
run_new_sheet (RtCtl *ctl, char **args, GError **error)
{
  g_autoptr (RtRecovery) current = NULL;
  g_autoptr (RtRecovery) fresh = NULL;

  if (!rt_ctl_sheet_check (sheet_option, error) || !rt_ctl_sign_in (ctl, error) || !check_holds_all (ctl, error))
    return FALSE;
  if (with_sheet_option)
    {
      current = rt_ctl_sheet_ask (ctl, _("The 14 groups of the sheet that is valid now:"), error);
      if (current == NULL)
        return FALSE;
    }
  fresh = rt_recovery_new_random ();
  rt_ctl_sheet_give (
    ctl, rt_desk_get_store (ctl->desk), fresh, sheet_option,
    _ (
      "This is the new recovery sheet: write it down or print it now. It is valid once two of its groups were typed in."),
    _ (
      "The new recovery sheet is written: print it and remove the file. It is valid once two of its groups were typed in."));
  return rt_ctl_sheet_confirm (ctl, fresh, error) && renew (ctl, fresh, current, error);
}

const RtCtlCommand RT_CTL_KEYS_COMMANDS[] = {
  { "keys status", "", N_("Show which keys there are, who holds them, and which wait to be renewed"),
    "  rolltop-ctl --user zhao.min keys status", 0, 0, run_status, NULL },
  { "keys rotate", "", N_("Renew the keys of whoever left or lost a role; can be interrupted and goes on later"),
    "  rolltop-ctl --user zhao.min keys rotate", 0, 0, run_rotate, rotate_options },
  { "keys new-sheet", "", N_("Make a new recovery sheet and store key; the former sheet opens nothing afterwards"),
    "  rolltop-ctl --user zhao.min keys new-sheet --sheet sheet.pdf", 0, 0, run_new_sheet, sheet_options },
  { NULL },
};
