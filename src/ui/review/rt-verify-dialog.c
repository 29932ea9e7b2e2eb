/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Verifying the log. */
#include "config.h"

#include "rt-verify-dialog.h"

#include <glib/gi18n.h>

#include "rt-ask-dialog.h"
#include "rt-error.h"
#include "rt-field-entry.h"
#include "rt-review-requests.h"
#include "rt-text.h"

/* What one dialogue is about; freed with it. */
typedef struct
{
  RtWindow *window;    /* borrowed: outlives its dialogues */
  RtAskDialog *dialog; /* borrowed */
  RtFieldEntry *number, *code;
  GtkProgressBar *progress;
  GtkLabel *result;
  GCancellable *cancellable;
} Verify;

static void
verify_free (gpointer data)
{
  Verify *verify = data;

  g_object_unref (verify->cancellable);
  g_free (verify);
}

static void
on_progress (gint64 done, gint64 total, gpointer user_data)
{
  Verify *verify = g_object_get_data (G_OBJECT (user_data), "rt-verify");
  g_autofree char *words = NULL;

  if (!rt_ask_dialog_is_open (RT_ASK_DIALOG (user_data)))
    return;
  /* Translators: how many entries of the log are verified, of how many */
  words = g_strdup_printf (_("%1$ld of %2$ld entries"), (long) done, (long) total);
  gtk_progress_bar_set_fraction (verify->progress, total > 0 ? (double) done / (double) total : 0);
  gtk_progress_bar_set_text (verify->progress, words);
}

static void
say_result (Verify *verify, const RtLogReport *report)
{
  const char *alarm = rt_desk_get_alarm (rt_window_get_desk (verify->window));
  gboolean good = report->first_bad == 0 && alarm == NULL;
  g_autofree char *sentence = rt_history_describe (report);
  g_autofree char *both = alarm != NULL ? g_strconcat (sentence, "\n\n", alarm, NULL) : g_strdup (sentence);

  gtk_label_set_text (verify->result, both);
  gtk_widget_remove_css_class (GTK_WIDGET (verify->result), good ? "error" : "success");
  gtk_widget_add_css_class (GTK_WIDGET (verify->result), good ? "success" : "error");
  gtk_widget_set_visible (GTK_WIDGET (verify->result), TRUE);
  /* it is read out, and scrolled to where large text leaves it out of sight */
  gtk_widget_grab_focus (GTK_WIDGET (verify->result));
  gtk_label_select_region (verify->result, 0, 0);
}

static void
on_verified (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtAskDialog) dialog = user_data;
  Verify *verify = g_object_get_data (G_OBJECT (dialog), "rt-verify");
  g_autoptr (GError) error = NULL;
  g_autofree RtLogReport *report = rt_desk_run_finish (RT_DESK (source), result, &error);

  if (!rt_ask_dialog_is_open (dialog))
    return;
  rt_ask_dialog_set_busy (dialog, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (verify->progress), FALSE);
  if (report != NULL)
    say_result (verify, report);
  else if (!g_error_matches (error, RT_ERROR, RT_ERROR_LOCKED))
    rt_ask_dialog_set_problem (dialog, error->message);
}

static gboolean
read_head (Verify *verify, RtLogHead *head)
{
  const char *number = rt_field_entry_get_text (verify->number);
  const char *code = rt_field_entry_get_text (verify->code);
  g_autoptr (GError) error = NULL;

  rt_field_entry_set_problem (verify->code, NULL);
  head->seq = 0;
  if (rt_text_is_blank (number) && rt_text_is_blank (code))
    return TRUE;
  if (rt_log_head_from_code (g_ascii_strtoll (number, NULL, 10), code, head, &error))
    return TRUE;
  rt_field_entry_set_problem (verify->code, error->message);
  gtk_widget_grab_focus (GTK_WIDGET (verify->code));
  return FALSE;
}

static void
on_accepted (RtAskDialog *dialog, Verify *verify)
{
  RtLogHead head = { 0 };

  if (!read_head (verify, &head))
    return;
  gtk_widget_set_visible (GTK_WIDGET (verify->result), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (verify->progress), TRUE);
  rt_ask_dialog_set_busy (dialog, TRUE);
  rt_request_history_verify (rt_window_get_desk (verify->window), head.seq > 0 ? &head : NULL, on_progress, dialog,
                             verify->cancellable, on_verified, g_object_ref (dialog));
}

static gboolean
on_close (Verify *verify)
{
  g_cancellable_cancel (verify->cancellable);
  return FALSE;
}

static void
add_parts (Verify *verify)
{
  verify->number = RT_FIELD_ENTRY (rt_field_entry_new (_("Last entry, as on the daily sheet"), FALSE));
  verify->code = RT_FIELD_ENTRY (rt_field_entry_new (_("Code of the daily sheet"), FALSE));
  verify->progress = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  gtk_progress_bar_set_show_text (verify->progress, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (verify->progress), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (verify->progress), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Verifying the log"), -1);
  verify->result = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT, NULL);
  gtk_label_set_wrap (verify->result, TRUE);
  gtk_label_set_xalign (verify->result, 0);
  gtk_label_set_max_width_chars (verify->result, 48);
  gtk_label_set_selectable (verify->result, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (verify->result), "told");
  gtk_widget_add_css_class (GTK_WIDGET (verify->result), "heading");
  gtk_widget_set_visible (GTK_WIDGET (verify->result), FALSE);
  rt_ask_dialog_append (verify->dialog, GTK_WIDGET (verify->number));
  rt_ask_dialog_append (verify->dialog, GTK_WIDGET (verify->code));
  rt_ask_dialog_append (verify->dialog, GTK_WIDGET (verify->progress));
  rt_ask_dialog_append (verify->dialog, GTK_WIDGET (verify->result));
}

void
rt_verify_dialog_present (RtWindow *window)
{
  Verify *verify = g_new0 (Verify, 1);

  verify->window = window;
  verify->cancellable = g_cancellable_new ();
  verify->dialog = rt_ask_dialog_new (
    GTK_WINDOW (window), _("Verify the log"),
    _("Every entry is checked against the one before it: what was changed, taken out, added or cut off is named. With "
       "the number and code of a daily sheet you also see whether the store was put back to an older copy since."),
    _("_Verify"));
  g_object_set_data_full (G_OBJECT (verify->dialog), "rt-verify", verify, verify_free);
  add_parts (verify);
  g_signal_connect (verify->dialog, "accepted", G_CALLBACK (on_accepted), verify);
  g_signal_connect_swapped (verify->dialog, "close-request", G_CALLBACK (on_close), verify);
  gtk_window_present (GTK_WINDOW (verify->dialog));
  gtk_widget_grab_focus (GTK_WIDGET (verify->number));
}
