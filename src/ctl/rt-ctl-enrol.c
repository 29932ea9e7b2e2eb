/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command that sets up one-time codes without a window. */
#include "config.h"

#include "rt-ctl-private.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "rt-ctl-input.h"
#include "rt-ctl-output.h"
#include "rt-error.h"
#include "rt-store-info.h"
#include "rt-totp.h"

static char *codes_path;
static gboolean yes;

static const GOptionEntry enrol_options[] = {
  { "codes", 0, 0, G_OPTION_ARG_FILENAME, &codes_path,
    N_("With - the secret and the recovery codes go to standard output, whatever that is"), "-" },
  { "yes", 'y', 0, G_OPTION_ARG_NONE, &yes, N_("Do not ask whether the recovery codes are put away"), NULL },
  { NULL },
};

/* Whoever reads the secret can make the codes: it goes to a person's eyes, and into a pipe only when that is asked for.
 */
static gboolean
check_output (GError **error)
{
  if (isatty (STDOUT_FILENO) || g_strcmp0 (codes_path, "-") == 0)
    return TRUE;
  rt_error_set_invalid (
    error, "codes",
    _("The secret would not be seen by anyone here. Run this in a terminal, or ask for it with --codes -."));
  return FALSE;
}

/* Not through safe text, which would copy them about: they are letters, digits and dashes. */
static void
say_secret (const RtSecret *text)
{
  printf ("  %s\n", (const char *) rt_secret_peek (text));
  fflush (stdout);
}

static gboolean
begin (RtCtl *ctl, GError **error)
{
  g_autoptr (RtSecret) password = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  RtSignIn what = RT_SIGN_IN_DONE;

  password = rt_ctl_ask_password (ctl->password_fd, _("Password:"), error);
  if (password == NULL)
    return FALSE;
  rt_desk_sign_in_async (ctl->desk, ctl->user, password, NULL, NULL, rt_desk_await_cb, &result);
  if (!rt_desk_sign_in_finish (ctl->desk, rt_desk_await (&result), &what, error))
    return FALSE;
  if (what == RT_SIGN_IN_ENROL_CODE)
    return TRUE;
  g_set_error_literal (error, RT_ERROR, RT_ERROR_WRONG_LOGIN,
                       what == RT_SIGN_IN_CHOOSE_PASSWORD
                         ? _("This is a first password. Choose your own with “rolltop-ctl password” first.")
                         : _("This store does not ask you for a code."));
  return FALSE;
}

static void
say_how (RtCtl *ctl, const RtEnrolment *enrolment)
{
  const RtSecret *secret = rt_enrolment_get_secret (enrolment);
  g_autoptr (RtSecret) text = rt_totp_secret_text (secret);
  g_autoptr (RtSecret) uri =
    rt_totp_uri (secret, rt_desk_get_store (ctl->desk)->name, rt_enrolment_get_login (enrolment));

  rt_ctl_say (_("Enter this secret into an authenticator app (time-based, six digits), then type the code it shows:"));
  say_secret (text);
  say_secret (uri);
}

static gboolean
confirm (RtCtl *ctl, RtEnrolment *enrolment, GError **error)
{
  g_autoptr (RtSecret) code =
    rt_ctl_ask_password (ctl->code_fd >= 0 ? ctl->code_fd : ctl->password_fd, _("Code:"), error);

  return code != NULL && rt_enrolment_confirm (enrolment, code, error);
}

static gboolean
hand_over_codes (const RtEnrolment *enrolment, GError **error)
{
  GPtrArray *codes = rt_enrolment_get_codes (enrolment);

  rt_ctl_say (_("These are your recovery codes. Each lets you in once when the authenticator is not at hand. They are "
                 "never shown again: write them down and put them away."));
  for (guint i = 0; i < codes->len; i++)
    say_secret (g_ptr_array_index (codes, i));
  return yes || rt_ctl_confirm (_("Have you put them away? (y/n)"), error);
}

static gboolean
run_enrol (RtCtl *ctl, char **args, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  RtEnrolment *enrolment = NULL;

  if (!check_output (error) || !rt_ctl_open (ctl, error) || !rt_ctl_need_user (ctl, error) || !begin (ctl, error))
    return FALSE;
  enrolment = rt_desk_get_enrolment (ctl->desk);
  say_how (ctl, enrolment);
  if (!confirm (ctl, enrolment, error) || !hand_over_codes (enrolment, error))
    return FALSE;
  rt_desk_enrol_async (ctl->desk, NULL, rt_desk_await_cb, &result);
  return rt_desk_enrol_finish (ctl->desk, rt_desk_await (&result), error);
}

const RtCtlCommand RT_CTL_ENROL_COMMANDS[] = {
  { "enrol", "", N_("Set up the codes you sign in with"), "  rolltop-ctl --user wang.fang enrol", 0, 0, run_enrol,
    enrol_options },
  { NULL },
};
