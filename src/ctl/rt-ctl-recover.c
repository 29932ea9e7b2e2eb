/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way back with the recovery sheet. */
#include "config.h"

#include "rt-ctl-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "rt-ctl-input.h"
#include "rt-ctl-output.h"
#include "rt-error.h"
#include "rt-recovery.h"

static RtRecovery *
ask_sheet (RtCtl *ctl, GError **error)
{
  g_autoptr (RtSecret) typed =
    rt_ctl_ask_password (ctl->password_fd, _("The 14 groups of the recovery sheet:"), error);
  g_autoptr (RtSecret) text = NULL;

  if (typed == NULL)
    return NULL;
  /* the same bytes with a NUL behind them */
  text = rt_secret_new (rt_secret_get_size (typed) + 1);
  memcpy (rt_secret_peek_writable (text), rt_secret_peek (typed), rt_secret_get_size (typed));
  return rt_recovery_from_text ((const char *) rt_secret_peek (text), error);
}

static gboolean
run_recover (RtCtl *ctl, char **args, GError **error)
{
  g_autoptr (RtRecovery) recovery = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  if (!g_file_test (ctl->store, G_FILE_TEST_EXISTS))
    {
      g_set_error_literal (error, RT_ERROR, RT_ERROR_NOT_FOUND, _("There is no store file at this place."));
      return FALSE;
    }
  recovery = ask_sheet (ctl, error);
  if (recovery == NULL)
    return FALSE;
  rt_desk_open_with_recovery_async (ctl->desk, ctl->store, recovery, NULL, rt_desk_await_cb, &result);
  if (!rt_desk_open_with_recovery_finish (ctl->desk, rt_desk_await (&result), error))
    return FALSE;
  if (rt_desk_get_alarm (ctl->desk) != NULL)
    rt_ctl_say_error (rt_desk_get_alarm (ctl->desk));
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
    "  rolltop-ctl --store store.rolltop recover", 0, 0, run_recover, NULL },
  { NULL },
};
