/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A manager made with the recovery sheet, from the sign-in page. */
#include "config.h"

#include "rt-restore-dialog.h"

#include "rt-ask-dialog.h"
#include "rt-desk-keys.h"
#include "rt-error.h"
#include "rt-field-entry.h"
#include "rt-shell.h"
#include <glib/gi18n.h>

/* Freed with its dialogue, in which the widgets live. */
typedef struct
{
  RtWindow *window; /* borrowed: outlives its dialogues */
  RtFieldEntry *sheet, *login, *name;
  GtkWidget *password, *again;
} Ask;

static void
on_restored (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtAskDialog) dialog = user_data;
  g_autoptr (GError) error = NULL;
  const gboolean good = rt_desk_restore_manager_finish (RT_DESK (source), result, &error);
  const Ask *ask = g_object_get_data (G_OBJECT (dialog), "rt-ask");

  if (!rt_ask_dialog_is_open (dialog))
    return;
  rt_ask_dialog_set_busy (dialog, FALSE);
  if (!good)
    {
      rt_ask_dialog_set_problem (dialog, error->message);
      return;
    }
  rt_window_show_sign_in (ask->window);
  rt_window_toast (ask->window, _("You can sign in as manager now. It is in the log for everybody to see."));
  rt_ask_dialog_done (dialog);
}

static void
on_accepted (RtAskDialog *dialog, Ask *ask)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RtSecret) password = rt_shell_take_password (GTK_EDITABLE (ask->password));
  g_autoptr (RtSecret) again = rt_shell_take_password (GTK_EDITABLE (ask->again));
  g_autoptr (RtRecovery) sheet = rt_recovery_from_text (rt_field_entry_get_text (ask->sheet), &error);

  rt_ask_dialog_set_problem (dialog, NULL);
  rt_field_entry_set_problem (ask->sheet, error != NULL ? error->message : NULL);
  if (sheet == NULL)
    gtk_widget_grab_focus (GTK_WIDGET (ask->sheet));
  else if (password == NULL || again == NULL || !rt_secret_equal (password, again))
    {
      rt_ask_dialog_set_problem (dialog, _("The two entries are not the same. Type the new password twice."));
      gtk_widget_grab_focus (ask->password);
    }
  else
    {
      rt_ask_dialog_set_busy (dialog, TRUE);
      rt_desk_restore_manager_async (rt_window_get_desk (ask->window), sheet, rt_field_entry_get_text (ask->login),
                                     rt_field_entry_get_text (ask->name), password, RT_KDF_COST_DEFAULT, on_restored,
                                     g_object_ref (dialog));
    }
}

static RtFieldEntry *
add_text (RtAskDialog *dialog, const char *label, gboolean multiline)
{
  GtkWidget *entry = rt_field_entry_new (label, multiline);

  rt_ask_dialog_append (dialog, entry);
  return RT_FIELD_ENTRY (entry);
}

static GtkWidget *
add_password (AdwPreferencesGroup *group, const char *title)
{
  GtkWidget *entry = adw_password_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), title);
  adw_preferences_group_add (group, entry);
  return entry;
}

void
rt_restore_dialog_show (RtWindow *window)
{
  RtAskDialog *dialog = rt_ask_dialog_new (
    GTK_WINDOW (window), _("Recovery sheet"),
    _("When the only manager is gone or everybody is locked out: whoever has the recovery sheet becomes manager and "
       "administrator, with every key. A name that exists gets the new password. It is recorded for everybody to see."),
    _("_Become manager"));
  GtkWidget *group = adw_preferences_group_new ();
  Ask *ask = g_new0 (Ask, 1);

  ask->window = window;
  g_object_set_data_full (G_OBJECT (dialog), "rt-ask", ask, g_free);
  ask->sheet = add_text (dialog, _("_Groups from the sheet"), TRUE);
  ask->login = add_text (dialog, _("_Short name to sign in with"), FALSE);
  ask->name = add_text (dialog, _("_Name"), FALSE);
  ask->password = add_password (ADW_PREFERENCES_GROUP (group), _("New password"));
  ask->again = add_password (ADW_PREFERENCES_GROUP (group), _("The same once more"));
  rt_ask_dialog_append (dialog, group);
  g_signal_connect (dialog, "accepted", G_CALLBACK (on_accepted), ask);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (GTK_WIDGET (ask->sheet));
}
