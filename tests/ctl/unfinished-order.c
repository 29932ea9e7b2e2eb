/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Leaves an unfinished order as the window does, and tells what is there: unfinished-order keep|tell STORE LOGIN, the
 * password on standard input. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "rt-ctl-output.h"
#include "rt-ctl-private.h"
#include "rt-draft.h"

static const char unfinished[] = "an unfinished order";

static gpointer
keep (RtWork *work, gpointer data, GError **error)
{
  g_autoptr (GBytes) content = g_bytes_new_static (unfinished, strlen (unfinished));

  return rt_draft_save (work, "order", content, error) ? g_bytes_ref (content) : NULL;
}

static gpointer
tell (RtWork *work, gpointer data, GError **error)
{
  return rt_draft_load (work, "order", error);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RtClock) clock = rt_clock_new_system ();
  g_autoptr (RtKeyring) keyring = rt_keyring_new_service ();
  g_autoptr (GBytes) content = NULL;
  RtCtl ctl = { .password_fd = 0, .code_fd = -1 };

  if (argc != 4 || !rt_secret_system_init (TRUE, &error))
    return 2;
  ctl.store = argv[2];
  ctl.user = argv[3];
  ctl.desk = rt_desk_new (keyring, clock, "window");
  if (rt_ctl_sign_in (&ctl, &error))
    content = rt_desk_call (ctl.desk, TRUE, strcmp (argv[1], "keep") == 0 ? keep : tell, NULL, NULL, &error);
  if (error != NULL)
    rt_ctl_say_error (error->message);
  if (content != NULL && strcmp (argv[1], "tell") == 0)
    printf ("%.*s\n", (int) g_bytes_get_size (content), (const char *) g_bytes_get_data (content, NULL));
  rt_ctl_close (&ctl);
  g_object_unref (ctl.desk);
  return content != NULL ? 0 : 1;
}
