/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list as a file: why, in which form, where; then how far it is. */
#include "config.h"

#include "rt-export-dialog.h"

#include "rt-ask-dialog.h"
#include "rt-choice.h"
#include "rt-reason.h"
#include "rt-export-requests.h"
#include <glib/gi18n.h>

/* One export; lives as long as its dialog, and until an answer under way has come. */
typedef struct
{
  RtWindow *window;    /* borrowed */
  RtListPane *list;    /* weak */
  RtAskDialog *dialog; /* weak */
  GtkEntry *reason;
  GtkDropDown *format;
  GtkProgressBar *bar;
  GtkNativeDialog *chooser;
  GCancellable *cancellable;
  gatomicrefcount refs;
} Job;

static void
job_unref (Job *job)
{
  if (!g_atomic_ref_count_dec (&job->refs))
    return;
  g_clear_weak_pointer (&job->list);
  g_clear_weak_pointer (&job->dialog);
  g_clear_object (&job->chooser);
  g_clear_object (&job->cancellable);
  g_free (job);
}

static Job *
job_ref (Job *job)
{
  g_atomic_ref_count_inc (&job->refs);
  return job;
}

/* Closing the dialog stops what is under way; nothing is left of the file. */
static void
on_dialog_gone (gpointer data, GObject *dialog)
{
  Job *job = data;

  g_cancellable_cancel (job->cancellable);
  if (job->chooser != NULL)
    gtk_native_dialog_hide (job->chooser);
  job->reason = NULL;
  job->format = NULL;
  job->bar = NULL;
  job_unref (job);
}

static void
on_progress (gint64 done, gint64 total, gpointer user_data)
{
  Job *job = user_data;

  if (job->bar != NULL && total > 0)
    gtk_progress_bar_set_fraction (job->bar, (double) done / (double) total);
}

static void
on_exported (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Job *job = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *count = rt_desk_run_finish (RT_DESK (source), result, &error);

  if (job->dialog == NULL || !rt_ask_dialog_is_open (job->dialog))
    {
      job_unref (job);
      return;
    }
  rt_ask_dialog_set_busy (job->dialog, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (job->bar), FALSE);
  if (count == NULL)
    rt_ask_dialog_set_problem (job->dialog, error->message);
  else
    {
      g_autofree char *words =
        g_strdup_printf (ngettext ("%ld record was exported.", "%ld records were exported.", (gulong) *count),
                         (long) *count);

      rt_window_toast (job->window, words);
      rt_ask_dialog_done (job->dialog);
    }
  job_unref (job);
}

/* The chooser has asked whether a file that is there is to be replaced. */
static void
export_to (Job *job, const char *path)
{
  g_auto (GStrv) columns = rt_list_pane_dup_columns (job->list);
  const RtExport wanted = { .query = *rt_record_list_get_query (rt_list_pane_get_list (job->list)),
                            .columns = (const char *const *) columns,
                            .format = (RtExportFormat) gtk_drop_down_get_selected (job->format),
                            .path = path,
                            .replace = TRUE,
                            .reason = gtk_editable_get_text (GTK_EDITABLE (job->reason)) };

  rt_ask_dialog_set_busy (job->dialog, TRUE);
  gtk_progress_bar_set_fraction (job->bar, 0);
  gtk_widget_set_visible (GTK_WIDGET (job->bar), TRUE);
  rt_request_export (rt_window_get_desk (job->window), &wanted, on_progress, job, job->cancellable, on_exported,
                     job_ref (job));
}

static void
on_chosen (GtkNativeDialog *chooser, int response, Job *job)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));

  if (response == GTK_RESPONSE_ACCEPT && file != NULL && job->dialog != NULL && job->list != NULL)
    export_to (job, g_file_peek_path (file)); /* none: not of this computer, which the request says */
  g_clear_object (&job->chooser);
}

static void
on_accepted (RtAskDialog *dialog, Job *job)
{
  RtListKind kind = rt_record_list_get_query (rt_list_pane_get_list (job->list))->kind;
  g_autofree char *name = rt_export_suggest_name (kind, (RtExportFormat) gtk_drop_down_get_selected (job->format),
                                                  rt_desk_get_today (rt_window_get_desk (job->window)));
  g_autoptr (GError) error = NULL;
  g_autofree char *reason = rt_reason_clean (gtk_editable_get_text (GTK_EDITABLE (job->reason)), &error);

  if (reason == NULL)
    {
      rt_ask_dialog_set_problem (dialog, error->message);
      gtk_widget_grab_focus (GTK_WIDGET (job->reason));
      return;
    }
  g_clear_object (&job->chooser);
  job->chooser = GTK_NATIVE_DIALOG (gtk_file_chooser_native_new (_("Export the list"), GTK_WINDOW (dialog),
                                                                 GTK_FILE_CHOOSER_ACTION_SAVE, _("_Export"), NULL));
  gtk_native_dialog_set_modal (job->chooser, TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (job->chooser), name);
  g_signal_connect (job->chooser, "response", G_CALLBACK (on_chosen), job);
  gtk_native_dialog_show (job->chooser);
}

static void
append_labelled (RtAskDialog *dialog, const char *title, GtkWidget *widget)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *caption = gtk_label_new_with_mnemonic (title);

  gtk_label_set_xalign (GTK_LABEL (caption), 0);
  gtk_label_set_mnemonic_widget (GTK_LABEL (caption), widget);
  gtk_widget_add_css_class (caption, "caption-heading");
  gtk_box_append (GTK_BOX (box), caption);
  gtk_box_append (GTK_BOX (box), widget);
  rt_ask_dialog_append (dialog, box);
  if (GTK_IS_DROP_DOWN (widget))
    rt_choice_set_label (GTK_DROP_DOWN (widget), caption);
}

static GtkWidget *
make_format (void)
{
  /* Translators: the form of an exported file. */
  const char *const forms[] = { _("Table for spreadsheets (CSV)"), _("For programs (JSON)"), NULL };

  return gtk_drop_down_new_from_strings (forms);
}

static void
on_export (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RtListPane *list = user_data;
  Job *job = g_new0 (Job, 1);
  RtAskDialog *dialog;

  g_atomic_ref_count_init (&job->refs);
  job->window = rt_window_of (GTK_WIDGET (list));
  g_set_weak_pointer (&job->list, list);
  job->cancellable = g_cancellable_new ();
  dialog =
    rt_ask_dialog_new (GTK_WINDOW (job->window), _("Export the list"),
                       _("What the list shows now is written to a file, masked as it is here. That is recorded. "
                          "The file is not encrypted: delete it when it has done its work."),
                       _("_Choose a place…"));
  g_set_weak_pointer (&job->dialog, dialog);
  job->reason = GTK_ENTRY (gtk_entry_new ());
  gtk_entry_set_max_length (job->reason, 200);
  job->format = GTK_DROP_DOWN (make_format ());
  job->bar = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  gtk_widget_set_visible (GTK_WIDGET (job->bar), FALSE);
  append_labelled (dialog, _("_Why"), GTK_WIDGET (job->reason));
  append_labelled (dialog, _("_Form"), GTK_WIDGET (job->format));
  rt_ask_dialog_append (dialog, GTK_WIDGET (job->bar));
  g_signal_connect (dialog, "accepted", G_CALLBACK (on_accepted), job);
  g_object_weak_ref (G_OBJECT (dialog), on_dialog_gone, job);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (GTK_WIDGET (job->reason));
}

GMenuModel *
rt_export_dialog_add (RtWindow *window, GtkWidget *page, RtListPane *list, GMenuModel *former)
{
  const RtPerson *person = rt_desk_get_person (rt_window_get_desk (window));
  g_autoptr (GSimpleActionGroup) group = NULL;
  g_autoptr (GSimpleAction) action = NULL;
  g_autoptr (GMenu) section = NULL;
  GMenu *menu;

  if (!rt_person_may (person, RT_RIGHT_EXPORT))
    return g_object_ref (former);
  group = g_simple_action_group_new ();
  action = g_simple_action_new ("list", NULL);
  section = g_menu_new ();
  menu = g_menu_new ();
  g_signal_connect_object (action, "activate", G_CALLBACK (on_export), list, 0);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
  gtk_widget_insert_action_group (page, "export", G_ACTION_GROUP (group));
  g_menu_append (section, _("_Export…"), "export.list");
  g_menu_append_section (menu, NULL, former);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
  return G_MENU_MODEL (menu);
}
