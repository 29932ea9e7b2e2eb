/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The recovery sheet on a terminal, as a file, and typed in. */
#include "config.h"

#include "rt-ctl-sheet.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "rt-ctl-input.h"
#include "rt-ctl-output.h"
#include "rt-error.h"
#include "rt-paper-recovery.h"

/* The only time the sheet's secret is written; through safe text it would be copied about, and it holds nothing but
 * letters, digits and dashes. */
static void
say_sheet (RtCtl *ctl, const RtRecovery *recovery, const char *what)
{
  g_autoptr (RtSecret) text = rt_recovery_to_text (recovery);
  const char *words = (const char *) rt_secret_peek (text);

  if (ctl->json)
    {
      printf ("{ \"recovery\": \"%s\" }\n", words);
      return;
    }
  rt_ctl_say (what);
  printf ("\n  %s\n\n", words);
}

static gboolean
is_file (const char *path)
{
  return path != NULL && strcmp (path, "-") != 0;
}

/* The text opens the store for good: it goes to a person's eyes, and into a pipe or a file only when that is asked for.
 */
gboolean
rt_ctl_sheet_check (const char *path, GError **error)
{
  if (is_file (path))
    return rt_ctl_check_output (path, FALSE, error);
  if (path != NULL || isatty (STDOUT_FILENO))
    return TRUE;
  rt_error_set_invalid (
    error, "sheet",
    _ (
      "The recovery sheet would not be seen by anyone here. Have it written to a file with --sheet FILE, or ask for its text with --sheet -."));
  return FALSE;
}

/* A sheet that could not be written is shown instead: without it the store would have no way back. */
void
rt_ctl_sheet_give (RtCtl *ctl, const RtStoreInfo *store, const RtRecovery *recovery, const char *path,
                   const char *shown, const char *written)
{
  g_autoptr (RtSecret) text = rt_recovery_to_text (recovery);
  g_autoptr (RtPaperDoc) doc = NULL;
  g_autoptr (GError) error = NULL;

  if (!is_file (path))
    {
      say_sheet (ctl, recovery, shown);
      return;
    }
  doc = rt_paper_recovery (store, text, store->language);
  if (rt_ctl_write_pdf (doc, strcmp (store->region, "US") == 0 ? "letter" : "a4", path, &error))
    {
      rt_ctl_say (written);
      return;
    }
  rt_ctl_say_error (error->message);
  say_sheet (ctl, recovery, shown);
}

/* What was typed with a NUL behind it. */
static RtSecret *
ask_text (RtCtl *ctl, const char *prompt, GError **error)
{
  g_autoptr (RtSecret) typed = rt_ctl_ask_password (ctl->password_fd, prompt, error);
  RtSecret *text = NULL;

  if (typed == NULL)
    return NULL;
  text = rt_secret_new (rt_secret_get_size (typed) + 1);
  memcpy (rt_secret_peek_writable (text), rt_secret_peek (typed), rt_secret_get_size (typed));
  return text;
}

RtRecovery *
rt_ctl_sheet_ask (RtCtl *ctl, const char *prompt, GError **error)
{
  g_autoptr (RtSecret) text = ask_text (ctl, prompt, error);

  return text != NULL ? rt_recovery_from_text ((const char *) rt_secret_peek (text), error) : NULL;
}

/* Two groups that chance chooses: who only pressed Return does not have the sheet. */
gboolean
rt_ctl_sheet_confirm (RtCtl *ctl, const RtRecovery *recovery, GError **error)
{
  const guint first = (guint) g_random_int_range (1, RT_RECOVERY_GROUPS);
  const guint groups[] = { first, (guint) g_random_int_range ((gint32) first + 1, RT_RECOVERY_GROUPS + 1) };

  fflush (stdout); /* the sheet is seen before its groups are asked for, also through a pipe */
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      /* Translators: %u is the number printed before the group of four characters on the recovery sheet. */
      g_autofree char *prompt = g_strdup_printf (_("Group %u of the new sheet:"), groups[i]);
      g_autoptr (RtSecret) text = NULL;

      if (ctl->password_fd >= 0)
        rt_ctl_say_error (prompt);
      text = ask_text (ctl, prompt, error);
      if (text == NULL)
        return FALSE;
      if (rt_recovery_has_group (recovery, groups[i], (const char *) rt_secret_peek (text)))
        continue;
      rt_error_set_invalid (error, "recovery",
                            _("That is not what the new sheet says, so the sheet that was valid stays valid."));
      return FALSE;
    }
  return TRUE;
}
