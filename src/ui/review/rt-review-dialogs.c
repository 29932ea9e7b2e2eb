/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dialogues about one finding: the question, the answer, the decision. */
#include "config.h"

#include "rt-review-dialogs.h"

#include <glib/gi18n.h>

#include "rt-ask-dialog.h"
#include "rt-choice.h"
#include "rt-entry-row.h"
#include "rt-error.h"
#include "rt-field-entry.h"
#include "rt-kept-text.h"
#include "rt-review-requests.h"
#include "rt-scan.h"

#define MOST_ENTRIES   100
#define ENTRIES_HEIGHT 220

/* What one dialogue is about; freed with it. */
typedef struct
{
  RtWindow *window; /* borrowed: outlives its dialogues */
  gint64 id;
  GtkDropDown *verdict;
  RtFieldEntry *text;
  GtkListBox *entries;
  const char *done; /* said when it was saved; static */
} Ask;

static Ask *
ask_new (RtWindow *window, const RtFinding *finding, RtAskDialog *dialog, const char *done)
{
  Ask *ask = g_new0 (Ask, 1);

  ask->window = window;
  ask->id = finding->id;
  ask->done = done;
  g_object_set_data_full (G_OBJECT (dialog), "rt-ask", ask, g_free);
  return ask;
}

/* The dialogue holds its Ask; a reference on the dialogue keeps both while a request is under way. */
static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtAskDialog) dialog = user_data;
  Ask *ask = g_object_get_data (G_OBJECT (dialog), "rt-ask");
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *id = rt_desk_run_finish (RT_DESK (source), result, &error);

  if (id != NULL)
    rt_kept_text_done (dialog);
  if (!rt_ask_dialog_is_open (dialog))
    return;
  rt_ask_dialog_set_busy (dialog, FALSE);
  if (id == NULL)
    {
      if (rt_error_get_field (error) != NULL && ask->text != NULL)
        rt_field_entry_set_problem (ask->text, error->message);
      else if (!g_error_matches (error, RT_ERROR, RT_ERROR_LOCKED))
        rt_ask_dialog_set_problem (dialog, error->message);
      return;
    }
  rt_window_toast (ask->window, ask->done);
  rt_ask_dialog_done (dialog);
}

/* What is typed is looked through at once. */
static void
on_typed (RtFieldEntry *entry)
{
  rt_field_entry_set_problem (entry, NULL);
  rt_field_entry_set_advice (entry, rt_scan_advice (rt_scan_kinds (rt_field_entry_get_text (entry))));
}

/* @kind: under which it is kept until it is saved. */
static RtFieldEntry *
add_text (RtAskDialog *dialog, Ask *ask, const char *label, const char *kind)
{
  GtkWidget *entry = rt_field_entry_new (label, TRUE);

  g_signal_connect (entry, "changed", G_CALLBACK (on_typed), NULL);
  rt_ask_dialog_append (dialog, entry);
  rt_kept_text_watch (dialog, rt_window_get_desk (ask->window), RT_FIELD_ENTRY (entry), kind, ask->id);
  return RT_FIELD_ENTRY (entry);
}

/* --- The question --- */

static void
on_ask (RtAskDialog *dialog, Ask *ask)
{
  rt_ask_dialog_set_busy (dialog, TRUE);
  rt_request_review_ask (rt_window_get_desk (ask->window), ask->id, NULL, on_saved, g_object_ref (dialog));
}

void
rt_review_dialog_ask (RtWindow *window, const RtFinding *finding)
{
  g_autofree char *sentence = rt_finding_sentence (finding);
  /* Translators: %1$s is a member of staff, %2$s a whole sentence about their looks */
  g_autofree char *words = g_strdup_printf (
    _ (
      "%1$s is shown these entries of the log at the next sign-in, and asked to explain them. This is recorded.\n\n%2$s"),
    finding->name, sentence);
  RtAskDialog *dialog = rt_ask_dialog_new (GTK_WINDOW (window), _("Ask to explain"), words, _("_Ask"));
  Ask *ask = ask_new (window, finding, dialog, _("The question is asked."));

  g_signal_connect (dialog, "accepted", G_CALLBACK (on_ask), ask);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (gtk_window_get_default_widget (GTK_WINDOW (dialog)));
}

/* --- The decision --- */

static void
on_sign (RtAskDialog *dialog, Ask *ask)
{
  rt_ask_dialog_set_busy (dialog, TRUE);
  rt_request_review_sign (rt_window_get_desk (ask->window), ask->id,
                          (RtVerdict) gtk_drop_down_get_selected (ask->verdict), rt_field_entry_get_text (ask->text),
                          NULL, on_saved, g_object_ref (dialog));
}

static GtkDropDown *
add_verdict (RtAskDialog *dialog)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *caption = gtk_label_new (_("How it ends"));
  GtkStringList *words = gtk_string_list_new (NULL);
  GtkWidget *choice;

  for (int verdict = 0; verdict < RT_N_VERDICTS; verdict++)
    gtk_string_list_append (words, rt_verdict_name ((RtVerdict) verdict));
  choice = gtk_drop_down_new (G_LIST_MODEL (words), NULL);
  gtk_label_set_xalign (GTK_LABEL (caption), 0);
  gtk_widget_add_css_class (caption, "caption-heading");
  gtk_box_append (GTK_BOX (box), caption);
  gtk_box_append (GTK_BOX (box), choice);
  rt_choice_set_label (GTK_DROP_DOWN (choice), caption);
  rt_ask_dialog_append (dialog, box);
  return GTK_DROP_DOWN (choice);
}

void
rt_review_dialog_sign (RtWindow *window, const RtFinding *finding)
{
  g_autofree char *sentence = rt_finding_sentence (finding);
  RtAskDialog *dialog = rt_ask_dialog_new (GTK_WINDOW (window), _("Sign the finding off"), sentence, _("_Sign off"));
  Ask *ask = ask_new (window, finding, dialog, _("The finding is signed off."));

  ask->verdict = add_verdict (dialog);
  ask->text = add_text (dialog, ask, _("Note: what was said, what is done about it"), "sign-off");
  g_signal_connect (dialog, "accepted", G_CALLBACK (on_sign), ask);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (GTK_WIDGET (ask->verdict));
}

/* --- The answer --- */

static void
on_explain (RtAskDialog *dialog, Ask *ask)
{
  rt_ask_dialog_set_busy (dialog, TRUE);
  rt_request_review_explain (rt_window_get_desk (ask->window), ask->id, rt_field_entry_get_text (ask->text), NULL,
                             on_saved, g_object_ref (dialog));
}

static void
on_entries (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtAskDialog) dialog = user_data;
  Ask *ask = g_object_get_data (G_OBJECT (dialog), "rt-ask");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = rt_desk_run_finish (RT_DESK (source), result, &error);

  if (!rt_ask_dialog_is_open (dialog))
    return;
  if (entries == NULL)
    rt_ask_dialog_set_problem (dialog, error->message);
  rt_entry_rows_set (ask->entries, entries);
}

static GtkListBox *
add_entries (RtAskDialog *dialog)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What the log says"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), ENTRIES_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), list);
  gtk_widget_add_css_class (scrolled, "frame");
  rt_ask_dialog_append (dialog, scrolled);
  return GTK_LIST_BOX (list);
}

void
rt_review_dialog_explain (RtWindow *window, const RtFinding *finding)
{
  g_autofree char *sentence = rt_finding_sentence (finding);
  RtAskDialog *dialog = rt_ask_dialog_new (GTK_WINDOW (window), _("Explain your looks"), sentence, _("_Explain"));
  Ask *ask = ask_new (window, finding, dialog, _("Your explanation is kept."));

  ask->entries = add_entries (dialog);
  ask->text = add_text (dialog, ask, _("What it was for, without anybody's details"), "explanation");
  g_signal_connect (dialog, "accepted", G_CALLBACK (on_explain), ask);
  rt_request_review_entries (rt_window_get_desk (window), finding->id, MOST_ENTRIES, NULL, on_entries,
                             g_object_ref (dialog));
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (GTK_WIDGET (ask->text));
}
