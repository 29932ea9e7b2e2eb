/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way back with the recovery sheet. */
#include "config.h"

#include "rt-ctl-private.h"

#include <glib/gi18n.h>

#include "rt-ctl-input.h"
#include "rt-ctl-output.h"
#include "rt-ctl-sheet.h"
#include "rt-desk-keys.h"
#include "rt-error.h"
#include "rt-keys.h"

static gboolean drill_option;
static char *manager_option, *name_option;

static const GOptionEntry options[] = {
  { "drill", 0, 0, G_OPTION_ARG_NONE, &drill_option,
    N_("Only test the sheet, signed in as somebody who may renew keys; nothing but the log is changed"), NULL },
  { "manager", 0, 0, G_OPTION_ARG_STRING, &manager_option,
    N_("Also make this person a manager and administrator with a new password: when nobody is left who could"),
    N_("LOGIN") },
  { "name", 0, 0, G_OPTION_ARG_STRING, &name_option, N_("With --manager: the name of a person who is new"),
    N_("NAME") },
  { NULL },
};

typedef struct
{
  const RtRecovery *sheet;
  RtDrill drill;
} Test;

static gpointer
test (RtWork *work, gpointer data, GError **error)
{
  Test *self = data;

  return rt_sheet_drill (work, self->sheet, &self->drill, error) ? self : NULL;
}

static void
say_drill (RtCtl *ctl, const RtDrill *drill)
{
  g_autofree char *sentence = rt_drill_describe (drill);
  g_autoptr (JsonBuilder) json = NULL;

  if (!ctl->json)
    {
      rt_ctl_say (sentence);
      return;
    }
  json = json_builder_new ();
  json_builder_begin_object (json);
  rt_ctl_json_bool (json, "fits", rt_drill_is_good (drill));
  rt_ctl_json_bool (json, "opens_store", drill->opens);
  rt_ctl_json_int (json, "keys", drill->keys);
  rt_ctl_json_int (json, "opened", drill->opened);
  json_builder_end_object (json);
  rt_ctl_print_json (json);
}

static gboolean
run_drill (RtCtl *ctl, GError **error)
{
  g_autoptr (RtRecovery) sheet = NULL;
  Test data = { 0 };

  if (!rt_ctl_sign_in (ctl, error))
    return FALSE;
  sheet = rt_ctl_sheet_ask (ctl, _("The 14 groups of the recovery sheet:"), error);
  data.sheet = sheet;
  if (sheet == NULL || rt_desk_call (ctl->desk, TRUE, test, &data, NULL, error) == NULL)
    return FALSE;
  say_drill (ctl, &data.drill);
  if (!rt_drill_is_good (&data.drill))
    ctl->exit = RT_CTL_INVALID;
  return TRUE;
}

/* Opened with the sheet already. */
static gboolean
make_manager (RtCtl *ctl, const RtRecovery *recovery, GError **error)
{
  g_autoptr (RtSecret) password = rt_ctl_ask_new_password (ctl->password_fd, _("New password:"), error);
  g_autoptr (GAsyncResult) result = NULL;

  if (password == NULL)
    return FALSE;
  rt_desk_restore_manager_async (ctl->desk, recovery, manager_option,
                                 name_option != NULL ? name_option : manager_option, password, RT_KDF_COST_DEFAULT,
                                 rt_desk_await_cb, &result);
  if (!rt_desk_restore_manager_finish (ctl->desk, rt_desk_await (&result), error))
    return FALSE;
  rt_ctl_say (_("This person can sign in now as manager and administrator. It is in the log for everybody to see."));
  return TRUE;
}

static gboolean
run_recover (RtCtl *ctl, char **args, GError **error)
{
  g_autoptr (RtRecovery) recovery = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  if (drill_option)
    return run_drill (ctl, error);
  if (!g_file_test (ctl->store, G_FILE_TEST_EXISTS))
    {
      g_set_error_literal (error, RT_ERROR, RT_ERROR_NOT_FOUND, _("There is no store file at this place."));
      return FALSE;
    }
  recovery = rt_ctl_sheet_ask (ctl, _("The 14 groups of the recovery sheet:"), error);
  if (recovery == NULL)
    return FALSE;
  rt_desk_open_with_recovery_async (ctl->desk, ctl->store, recovery, NULL, rt_desk_await_cb, &result);
  if (!rt_desk_open_with_recovery_finish (ctl->desk, rt_desk_await (&result), error))
    return FALSE;
  if (rt_desk_get_alarm (ctl->desk) != NULL)
    rt_ctl_say_error (rt_desk_get_alarm (ctl->desk));
  if (manager_option != NULL && !make_manager (ctl, recovery, error))
    return FALSE;
  if (rt_desk_get_keyring_note (ctl->desk) == NULL)
    {
      rt_ctl_say (_("The sheet fits. The key of the store is in this desktop's keyring again."));
      return TRUE;
    }
  g_set_error_literal (error, RT_ERROR, RT_ERROR_NO_KEYRING, rt_desk_get_keyring_note (ctl->desk));
  return FALSE;
}

const RtCtlCommand RT_CTL_RECOVER_COMMANDS[] = {
  { "recover", "", N_("Put the key of a store into this desktop's keyring again, with the recovery sheet"),
    "  rolltop-ctl --store store.rolltop recover", 0, 0, run_recover, options },
  { NULL },
};
