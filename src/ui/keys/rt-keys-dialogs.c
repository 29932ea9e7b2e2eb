/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dialogues about keys: testing the recovery sheet, and renewing everything. */
#include "config.h"

#include "rt-keys-dialogs.h"

#include "rt-ask-dialog.h"
#include "rt-field-entry.h"
#include "rt-keys-requests.h"
#include <glib/gi18n.h>

/* Freed with its dialogue. */
typedef struct
{
  RtWindow *window;    /* borrowed: outlives its dialogues */
  RtFieldEntry *entry; /* borrowed: lives in the dialogue */
} Drill;

static Drill *
get_drill (RtAskDialog *dialog)
{
  return g_object_get_data (G_OBJECT (dialog), "rt-drill");
}

static void
on_drilled (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtAskDialog) dialog = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree RtDrill *drill = rt_desk_run_finish (RT_DESK (source), result, &error);
  g_autofree char *sentence = drill != NULL ? rt_drill_describe (drill) : NULL;
  Drill *self = get_drill (dialog);

  if (!rt_ask_dialog_is_open (dialog))
    return;
  rt_ask_dialog_set_busy (dialog, FALSE);
  if (drill == NULL || !rt_drill_is_good (drill))
    {
      rt_ask_dialog_set_problem (dialog, drill != NULL ? sentence : error->message);
      return;
    }
  rt_window_toast (self->window, sentence);
  rt_ask_dialog_done (dialog);
}

static void
on_drill (RtAskDialog *dialog)
{
  Drill *self = get_drill (dialog);
  g_autoptr (GError) error = NULL;
  g_autoptr (RtRecovery) sheet = rt_recovery_from_text (rt_field_entry_get_text (self->entry), &error);

  rt_ask_dialog_set_problem (dialog, NULL);
  rt_field_entry_set_problem (self->entry, error != NULL ? error->message : NULL);
  if (sheet == NULL)
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->entry));
      return;
    }
  rt_ask_dialog_set_busy (dialog, TRUE);
  rt_request_sheet_drill (rt_window_get_desk (self->window), sheet, NULL, on_drilled, g_object_ref (dialog));
}

GtkWidget *
rt_keys_dialog_drill (RtWindow *window)
{
  RtAskDialog *dialog = rt_ask_dialog_new (
    GTK_WINDOW (window), _("Test the recovery sheet"),
    _ (
      "Type the 14 groups from the sheet. It is told whether they open this store and how many of its keys; nothing is "
      "changed. That the sheet was tested is recorded."),
    _("_Test"));
  Drill *self = g_new0 (Drill, 1);

  self->window = window;
  self->entry = RT_FIELD_ENTRY (rt_field_entry_new (_("_Groups from the sheet"), TRUE));
  g_object_set_data_full (G_OBJECT (dialog), "rt-drill", self, g_free);
  rt_ask_dialog_append (dialog, GTK_WIDGET (self->entry));
  g_signal_connect (dialog, "accepted", G_CALLBACK (on_drill), NULL);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  return GTK_WIDGET (dialog);
}

static void
on_asked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtWindow) window = user_data;
  g_autoptr (GError) error = NULL;

  if (rt_desk_run_finish (RT_DESK (source), result, &error) == NULL)
    rt_window_toast_error (window, error);
}

static void
on_renew_all (RtAskDialog *dialog, RtWindow *window)
{
  rt_request_keys_renew_all (rt_window_get_desk (window), NULL, on_asked, g_object_ref (window));
  rt_ask_dialog_done (dialog);
}

void
rt_keys_dialog_renew_all (RtWindow *window)
{
  RtAskDialog *dialog = rt_ask_dialog_new (
    GTK_WINDOW (window), _("Renew all keys"),
    _ (
      "Every key is made anew and everything sealed under it. Do this when a password may have been seen by somebody. It "
      "goes on in the background, and the desk can be used meanwhile."),
    _("_Renew all"));

  g_signal_connect_object (dialog, "accepted", G_CALLBACK (on_renew_all), window, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
