/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening the store and signing in, waiting for each step. */
#include "config.h"

#include "rt-ctl-private.h"

#include <glib/gi18n.h>

#include "rt-ctl-input.h"
#include "rt-ctl-output.h"
#include "rt-error.h"

#define SECONDS_TO_SETTLE 30 /* as long as a keyring is waited for */

gboolean
rt_ctl_open (RtCtl *ctl, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  if (rt_desk_is_open (ctl->desk))
    return TRUE;
  rt_desk_open_async (ctl->desk, ctl->store, NULL, rt_desk_await_cb, &result);
  if (!rt_desk_open_finish (ctl->desk, rt_desk_await (&result), error))
    return FALSE;
  if (rt_desk_get_alarm (ctl->desk) != NULL)
    rt_ctl_say_error (rt_desk_get_alarm (ctl->desk));
  return TRUE;
}

gboolean
rt_ctl_need_user (RtCtl *ctl, GError **error)
{
  if (ctl->user == NULL)
    ctl->user = rt_ctl_ask_word (_("Short name to sign in with:"), error);
  return ctl->user != NULL;
}

gboolean
rt_ctl_ask_code (RtCtl *ctl, RtSecret **code, GError **error)
{
  const char *prompt = _("Code (empty if you have none):");

  *code = NULL;
  if (ctl->code_fd < 0 && (ctl->password_fd >= 0 || !rt_desk_uses_codes (ctl->desk)))
    return TRUE;
  *code = rt_ctl_ask_password (ctl->code_fd, prompt, error);
  if (*code == NULL)
    return FALSE;
  if (rt_secret_get_size (*code) == 0)
    g_clear_pointer (code, rt_secret_free);
  return TRUE;
}

gboolean
rt_ctl_sign_in (RtCtl *ctl, GError **error)
{
  g_autoptr (RtSecret) password = NULL;
  g_autoptr (RtSecret) code = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  RtSignIn what = RT_SIGN_IN_DONE;

  if (!rt_ctl_open (ctl, error) || !rt_ctl_need_user (ctl, error))
    return FALSE;
  password = rt_ctl_ask_password (ctl->password_fd, _("Password:"), error);
  if (password == NULL || !rt_ctl_ask_code (ctl, &code, error))
    return FALSE;
  rt_desk_sign_in_async (ctl->desk, ctl->user, password, code, NULL, rt_desk_await_cb, &result);
  if (!rt_desk_sign_in_finish (ctl->desk, rt_desk_await (&result), &what, error))
    return FALSE;
  if (what == RT_SIGN_IN_DONE)
    return TRUE;
  g_set_error_literal (
    error, RT_ERROR, RT_ERROR_WRONG_LOGIN,
    what == RT_SIGN_IN_ENROL_CODE
      ? _("This store asks you for a code as well. Set it up in the window, or with “rolltop-ctl enrol”.")
      : _("This is a first password. Choose your own with “rolltop-ctl password” first."));
  return FALSE;
}

void
rt_ctl_close (RtCtl *ctl)
{
  if (ctl->desk != NULL && rt_desk_is_open (ctl->desk))
    rt_desk_settle (ctl->desk, SECONDS_TO_SETTLE);
}
