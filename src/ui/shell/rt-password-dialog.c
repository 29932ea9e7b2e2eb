/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Choosing another password for oneself. */
#include "config.h"

#include "rt-password-dialog.h"

#include "rt-ask-dialog.h"
#include "rt-error.h"
#include "rt-shell.h"
#include <glib/gi18n.h>

/* Freed with the dialogue; the widgets are held: an answer may come after it was closed. */
typedef struct
{
  RtWindow *window;                    /* borrowed */
  GtkWidget *present, *chosen, *again; /* owned */
} Ask;

static void
ask_free (gpointer data)
{
  Ask *ask = data;

  g_object_unref (ask->present);
  g_object_unref (ask->chosen);
  g_object_unref (ask->again);
  g_free (ask);
}

static GtkWidget *
add_entry (RtAskDialog *dialog, const char *words)
{
  GtkWidget *entry = gtk_password_entry_new ();

  g_object_set (entry, "show-peek-icon", TRUE, NULL);
  return rt_ask_dialog_append_entry (dialog, words, entry);
}

static void
on_chosen (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtAskDialog) dialog = user_data;
  Ask *ask = g_object_get_data (G_OBJECT (dialog), "rt-ask");
  g_autoptr (GError) error = NULL;

  rt_ask_dialog_set_busy (dialog, FALSE);
  if (rt_desk_choose_password_finish (RT_DESK (source), result, NULL, &error))
    {
      rt_window_toast (ask->window, _("Your password was changed."));
      rt_ask_dialog_done (dialog);
      return;
    }
  if (g_error_matches (error, RT_ERROR, RT_ERROR_LOCKED))
    return;
  rt_ask_dialog_set_problem (dialog, g_error_matches (error, RT_ERROR, RT_ERROR_WRONG_LOGIN)
                                       ? _("The present password is not right.")
                                       : error->message);
  gtk_widget_grab_focus (g_error_matches (error, RT_ERROR, RT_ERROR_INVALID) ? ask->chosen : ask->present);
}

static void
on_accepted (RtAskDialog *dialog, Ask *ask)
{
  RtDesk *desk = rt_window_get_desk (ask->window);
  const RtPerson *person = rt_desk_get_person (desk);
  g_autoptr (RtSecret) present = rt_shell_take_password (GTK_EDITABLE (ask->present));
  g_autoptr (RtSecret) chosen = rt_shell_take_password (GTK_EDITABLE (ask->chosen));
  g_autoptr (RtSecret) again = rt_shell_take_password (GTK_EDITABLE (ask->again));

  if (present == NULL || person == NULL)
    {
      rt_ask_dialog_set_problem (dialog, _("Type your present password as well."));
      gtk_widget_grab_focus (ask->present);
      return;
    }
  if (chosen == NULL || again == NULL || !rt_secret_equal (chosen, again))
    {
      rt_ask_dialog_set_problem (dialog, _("The two entries are not the same. Type the new password twice."));
      gtk_widget_grab_focus (ask->present);
      return;
    }
  rt_ask_dialog_set_problem (dialog, NULL);
  rt_ask_dialog_set_busy (dialog, TRUE);
  rt_desk_choose_password_async (desk, rt_person_get_login (person), present, NULL, chosen, NULL, on_chosen,
                                 g_object_ref (dialog));
}

void
rt_password_dialog_present (RtWindow *window)
{
  RtAskDialog *dialog =
    rt_ask_dialog_new (GTK_WINDOW (window), _("Change your password"),
                       _("At least 10 characters, for example four words that do not belong together."),
                       _("_Change"));
  Ask *ask = g_new0 (Ask, 1);

  ask->window = window;
  ask->present = add_entry (dialog, _("Present password"));
  ask->chosen = add_entry (dialog, _("New password"));
  ask->again = add_entry (dialog, _("The same once more"));
  g_object_set_data_full (G_OBJECT (dialog), "rt-ask", ask, ask_free);
  g_signal_connect (dialog, "accepted", G_CALLBACK (on_accepted), ask);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (ask->present);
}
