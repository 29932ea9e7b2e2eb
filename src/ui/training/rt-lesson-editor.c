/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The draft of one text of the training: written in each language, looked at, published. */
#include "config.h"

#include "rt-lesson-editor.h"

#include "rt-ask-dialog.h"
#include "rt-error.h"
#include "rt-field-entry.h"
#include "rt-focus-room.h"
#include "rt-lang.h"
#include "rt-lesson-view.h"
#include "rt-lesson-words.h"
#include "rt-notice-difference.h"
#include "rt-question-entry.h"
#include "rt-requests.h"
#include "rt-training-requests.h"
#include <glib/gi18n.h>

#define TEXT_HEIGHT    320 /* pixels */
#define DRAFT_DELAY_MS 1000

/* What happens once the draft is saved. */
typedef enum
{
  CLOSE,
  PUBLISH
} Then;

struct _RtLessonEditor
{
  AdwWindow parent_instance;

  GtkDropDown *languages;
  GtkStack *stack; /* "write", "preview" */
  GtkToggleButton *preview;
  GtkBox *form;
  AdwBin *paper;
  GtkLabel *problem;
  GtkWidget *save, *publish;
  RtFieldEntry *title, *text;                      /* borrowed */
  RtQuestionEntry *questions[RT_LESSON_QUESTIONS]; /* borrowed; as many as the draft has */

  RtWindow *window; /* borrowed */
  RtLesson *draft;  /* owned: as last saved, and as typed since */
  guint language;   /* that the form shows */
  Then then;
  GtkWidget *focus;          /* weak: what had it while the draft is saved */
  char *kept;                /* owned: the words as they are stored */
  guint draft_delay;         /* what is typed is kept soon */
  gboolean saving;           /* the draft is with the vault's thread: nothing is read into it */
  gboolean refused;          /* it was not saved, and nothing was typed since */
  GCancellable *cancellable; /* owned; NULL after dispose */
};

G_DEFINE_FINAL_TYPE (RtLessonEditor, rt_lesson_editor, ADW_TYPE_WINDOW)

static void
set_problem (RtLessonEditor *self, const char *sentence)
{
  gtk_label_set_text (self->problem, sentence != NULL ? sentence : "");
  gtk_widget_add_css_class (GTK_WIDGET (self->problem), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), sentence != NULL);
}

/* The same place, for what is no problem. */
static void
set_note (RtLessonEditor *self, const char *sentence)
{
  set_problem (self, sentence);
  gtk_widget_remove_css_class (GTK_WIDGET (self->problem), "error");
}

static void
take (char **place, RtFieldEntry *entry)
{
  g_free (*place);
  *place = g_strdup (rt_field_entry_get_text (entry));
}

/* What is typed goes into the draft. */
static void
read_form (RtLessonEditor *self)
{
  if (self->title == NULL)
    return;
  take (&self->draft->title[self->language], self->title);
  take (&self->draft->text[self->language], self->text);
  for (guint i = 0; i < self->draft->n_questions; i++)
    rt_question_entry_read (self->questions[i], &self->draft->questions[i], self->language);
}

static void fill_form (RtLessonEditor *self);

/* --- What is typed and not saved yet is kept for its author --- */

static char *
dup_kind (RtLessonEditor *self)
{
  return rt_lesson_draft_kind (self->draft->topic);
}

/* NULL: nothing is kept any more. */
static void
set_unfinished (RtLessonEditor *self, GBytes *content)
{
  g_autofree char *kind = dup_kind (self);

  g_clear_handle_id (&self->draft_delay, g_source_remove);
  rt_request_draft_save (rt_window_get_desk (self->window), kind, content, NULL, NULL, NULL);
}

static gboolean
is_typed (RtLessonEditor *self)
{
  g_autofree char *words = NULL;

  read_form (self);
  words = rt_lesson_all_words (self->draft);
  return !g_str_equal (words, self->kept);
}

static void
keep_draft (RtLessonEditor *self)
{
  g_autoptr (GBytes) content = is_typed (self) ? rt_lesson_to_draft (self->draft) : NULL;

  set_unfinished (self, content);
}

static gboolean
on_draft_delay (gpointer user_data)
{
  RtLessonEditor *self = user_data;

  self->draft_delay = 0;
  keep_draft (self);
  return G_SOURCE_REMOVE;
}

static void
on_typed (RtLessonEditor *self)
{
  self->refused = FALSE;
  g_clear_handle_id (&self->draft_delay, g_source_remove);
  self->draft_delay = g_timeout_add (DRAFT_DELAY_MS, on_draft_delay, self);
}

/* --- The form --- */

static void
on_remove (RtQuestionEntry *entry, RtLessonEditor *self)
{
  RtQuestion removed = { 0 };
  guint i = 0;

  read_form (self);
  while (i < self->draft->n_questions && self->questions[i] != entry)
    i++;
  if (i == self->draft->n_questions)
    return;
  removed = self->draft->questions[i];
  for (; i + 1 < self->draft->n_questions; i++)
    self->draft->questions[i] = self->draft->questions[i + 1];
  /* The place behind the last is emptied by whoever writes into it next, or by the lesson's end. */
  self->draft->questions[i] = removed;
  self->draft->n_questions--;
  fill_form (self);
  on_typed (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->title));
}

static void
clear_question (RtQuestion *question)
{
  for (guint i = 0; i < RT_LESSON_LANGUAGES; i++)
    {
      g_clear_pointer (&question->text[i], g_free);
      g_clear_pointer (&question->why[i], g_free);
      for (guint answer = 0; answer < RT_LESSON_ANSWERS; answer++)
        g_clear_pointer (&question->answers[i][answer], g_free);
    }
  question->right = 0;
}

static void
on_add_question (RtLessonEditor *self)
{
  if (self->draft->n_questions == RT_LESSON_QUESTIONS)
    return;
  read_form (self);
  clear_question (&self->draft->questions[self->draft->n_questions]);
  self->draft->n_questions++;
  fill_form (self);
  on_typed (self);
  rt_question_entry_focus (self->questions[self->draft->n_questions - 1]);
}

static RtFieldEntry *
add_entry (RtLessonEditor *self, const char *label, gboolean multiline, const char *text)
{
  GtkWidget *entry = rt_field_entry_new (label, multiline);

  rt_field_entry_set_text (RT_FIELD_ENTRY (entry), text != NULL ? text : "");
  g_signal_connect_object (entry, "changed", G_CALLBACK (on_typed), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->form, entry);
  return RT_FIELD_ENTRY (entry);
}

/* A whole text is written here, not a note. */
static void
make_tall (RtFieldEntry *entry)
{
  GtkWidget *scrolled = gtk_widget_get_ancestor (rt_field_entry_get_input (entry), GTK_TYPE_SCROLLED_WINDOW);

  if (scrolled == NULL)
    return;
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), TEXT_HEIGHT);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), TEXT_HEIGHT);
}

static void
fill_form (RtLessonEditor *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->form))) != NULL)
    gtk_box_remove (self->form, child);
  self->title = add_entry (self, _("Title"), FALSE, self->draft->title[self->language]);
  self->text =
    add_entry (self, _("Text (a line that begins with “- ” is a bullet)"), TRUE, self->draft->text[self->language]);
  make_tall (self->text);
  for (guint i = 0; i < self->draft->n_questions; i++)
    {
      GtkWidget *entry = rt_question_entry_new (i + 1, &self->draft->questions[i], self->language);

      self->questions[i] = RT_QUESTION_ENTRY (entry);
      g_signal_connect_object (entry, "remove", G_CALLBACK (on_remove), self, 0);
      g_signal_connect_object (entry, "changed", G_CALLBACK (on_typed), self, G_CONNECT_SWAPPED);
      gtk_box_append (self->form, entry);
    }
  if (self->draft->topic != RT_TOPIC_POLICY && self->draft->n_questions < RT_LESSON_QUESTIONS)
    {
      GtkWidget *add = gtk_button_new_with_mnemonic (_("_Add a question"));

      gtk_widget_set_halign (add, GTK_ALIGN_START);
      g_signal_connect_object (add, "clicked", G_CALLBACK (on_add_question), self, G_CONNECT_SWAPPED);
      gtk_box_append (self->form, add);
    }
}

/* Takes the draft as it is stored. */
static void
set_draft (RtLessonEditor *self, RtLesson *draft)
{
  g_clear_pointer (&self->draft, rt_lesson_unref);
  self->draft = draft;
  g_free (self->kept);
  self->kept = rt_lesson_all_words (draft);
}

static void
show_preview (RtLessonEditor *self)
{
  gboolean wanted = gtk_toggle_button_get_active (self->preview);

  read_form (self);
  if (wanted && self->draft != NULL)
    adw_bin_set_child (self->paper, rt_lesson_view_new (self->draft, self->language));
  gtk_stack_set_visible_child_name (self->stack, wanted ? "preview" : "write");
}

static void
on_language (RtLessonEditor *self)
{
  guint language = gtk_drop_down_get_selected (self->languages);

  if (self->title == NULL || language == self->language || language >= RT_LESSON_LANGUAGES)
    return;
  read_form (self);
  self->language = language;
  fill_form (self);
  show_preview (self);
}

/* --- Publishing --- */

typedef struct
{
  RtLessonEditor *editor; /* owned */
  RtAskDialog *dialog;    /* owned */
} Publishing;

static void
on_published (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Publishing *publishing = data;
  g_autoptr (RtLessonEditor) self = publishing->editor;
  g_autoptr (RtAskDialog) dialog = publishing->dialog;
  g_autoptr (GError) error = NULL;

  rt_ask_dialog_set_busy (dialog, FALSE);
  if (rt_desk_run_finish (RT_DESK (source), result, &error) == NULL)
    {
      rt_ask_dialog_set_problem (dialog, error->message);
      return;
    }
  rt_ask_dialog_done (dialog);
  if (self->cancellable == NULL)
    return;
  rt_window_toast (self->window, _("Published. Everybody else has it to do from now on."));
  gtk_window_destroy (GTK_WINDOW (self));
  /* two windows close at once: not every window manager knows where the keyboard goes then */
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
on_publish_accepted (RtAskDialog *dialog, RtLessonEditor *self)
{
  Publishing *publishing = g_new (Publishing, 1);

  publishing->editor = g_object_ref (self);
  publishing->dialog = g_object_ref (dialog);
  rt_ask_dialog_set_busy (dialog, TRUE);
  rt_request_lesson_publish (rt_window_get_desk (self->window), self->draft->id, NULL, on_published, publishing);
}

static void
ask_to_publish (RtLessonEditor *self, const RtLesson *before)
{
  static const char *const names[] = { "English", "简体中文" };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  RtAskDialog *dialog = rt_ask_dialog_new (
    GTK_WINDOW (self), _("Publish this text?"),
    _("It can never be changed afterwards. Everybody but you sees customers masked until they have done it."),
    _("_Publish"));

  for (guint i = 0; i < RT_LESSON_LANGUAGES; i++)
    {
      g_autofree char *old = rt_lesson_words (before, i);
      g_autofree char *new = rt_lesson_words (self->draft, i);

      rt_notice_difference_add (GTK_BOX (box), names[i], old, new);
    }
  rt_ask_dialog_append (dialog, box);
  g_signal_connect_object (dialog, "accepted", G_CALLBACK (on_publish_accepted), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_office (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RtLessonEditor) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RtTrainingOffice) office = rt_desk_run_finish (RT_DESK (source), result, &error);
  const RtLesson *before = NULL;

  if (self->cancellable == NULL)
    return;
  if (office == NULL)
    {
      set_problem (self, error->message);
      return;
    }
  for (guint i = 0; i < office->lessons->len && before == NULL; i++)
    {
      const RtLesson *lesson = g_ptr_array_index (office->lessons, i);

      if (lesson->topic == self->draft->topic && lesson->published)
        before = lesson;
    }
  ask_to_publish (self, before);
}

/* --- Saving --- */

/* What is made insensitive loses the focus: it gets it back. */
static void
set_busy (RtLessonEditor *self, gboolean busy)
{
  if (busy)
    {
      g_set_weak_pointer (&self->focus, gtk_window_get_focus (GTK_WINDOW (self)));
      gtk_window_set_focus (GTK_WINDOW (self), NULL);
    }
  gtk_widget_set_sensitive (adw_window_get_content (ADW_WINDOW (self)), !busy);
  if (!busy && self->focus != NULL)
    gtk_widget_grab_focus (self->focus);
}

static void save (RtLessonEditor *self, Then then);

/* Somebody else saved the draft meanwhile: theirs or this one, as the person says. */
typedef struct
{
  RtLessonEditor *editor; /* owned */
  gboolean theirs;
} Choice;

static void
on_reloaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Choice *choice = data;
  g_autoptr (RtLessonEditor) self = choice->editor;
  g_autoptr (GError) error = NULL;
  g_autoptr (RtLesson) now = rt_desk_run_finish (RT_DESK (source), result, &error);

  if (self->cancellable == NULL)
    return;
  set_busy (self, FALSE);
  if (now == NULL)
    {
      set_problem (self, error->message);
      return;
    }
  if (!choice->theirs)
    {
      self->draft->id = now->id;
      self->draft->changed_at = now->changed_at;
      save (self, self->then);
      return;
    }
  set_unfinished (self, NULL);
  set_draft (self, g_steal_pointer (&now));
  fill_form (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->title));
}

static void
on_chosen (RtLessonEditor *self, RtAskDialog *dialog)
{
  GtkCheckButton *theirs = g_object_get_data (G_OBJECT (dialog), "rt-theirs");
  Choice *choice;

  if (self->cancellable == NULL)
    return;
  choice = g_new (Choice, 1);
  choice->editor = g_object_ref (self);
  choice->theirs = gtk_check_button_get_active (theirs);
  rt_ask_dialog_done (dialog);
  set_problem (self, NULL);
  set_busy (self, TRUE);
  rt_request_lesson_draft (rt_window_get_desk (self->window), self->draft->topic, self->cancellable, on_reloaded,
                           choice);
}

static void
ask_whose (RtLessonEditor *self)
{
  RtAskDialog *dialog =
    rt_ask_dialog_new (GTK_WINDOW (self), _("Whose draft to keep?"),
                       _("Somebody else saved it while you were writing. Only one of the two can be kept."),
                       _("_Keep this one"));
  GtkWidget *mine = gtk_check_button_new_with_mnemonic (_("What _you wrote"));
  GtkWidget *theirs = gtk_check_button_new_with_mnemonic (_("What _they saved"));

  gtk_check_button_set_group (GTK_CHECK_BUTTON (theirs), GTK_CHECK_BUTTON (mine));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (mine), TRUE);
  g_object_set_data (G_OBJECT (dialog), "rt-theirs", theirs);
  rt_ask_dialog_append (dialog, mine);
  rt_ask_dialog_append (dialog, theirs);
  g_signal_connect_object (dialog, "accepted", G_CALLBACK (on_chosen), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_refused (RtLessonEditor *self, const GError *error)
{
  self->refused = TRUE;
  if (!g_error_matches (error, RT_ERROR, RT_ERROR_CONFLICT))
    {
      set_problem (self, error->message);
      return;
    }
  set_problem (self, _("Somebody else saved this draft meanwhile; yours is not stored yet."));
  ask_whose (self);
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RtLessonEditor) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RtLesson) saved = rt_desk_run_finish (RT_DESK (source), result, &error);

  if (self->cancellable == NULL)
    return;
  self->saving = FALSE;
  set_busy (self, FALSE);
  if (saved == NULL)
    {
      on_refused (self, error);
      return;
    }
  set_unfinished (self, NULL);
  set_draft (self, g_steal_pointer (&saved));
  if (self->then == CLOSE)
    {
      rt_window_toast (self->window, _("The draft is saved. Nobody sees it before it is published."));
      gtk_window_destroy (GTK_WINDOW (self));
    }
  else if (!rt_lesson_check (self->draft, &error))
    set_problem (self, error->message);
  else
    rt_request_training_office (RT_DESK (source), self->cancellable, on_office, g_object_ref (self));
}

/* It is kept for its author until it is stored: the desk may lock meanwhile. */
static void
save (RtLessonEditor *self, Then then)
{
  if (self->draft == NULL)
    return;
  keep_draft (self);
  set_problem (self, NULL);
  self->then = then;
  self->saving = TRUE;
  set_busy (self, TRUE);
  rt_request_lesson_save (rt_window_get_desk (self->window), self->draft, self->cancellable, on_saved,
                          g_object_ref (self));
}

static void
on_save (RtLessonEditor *self)
{
  save (self, CLOSE);
}

/* What was written is stored; a draft can be thrown away by its button. Who closes again although it was refused and
 * nothing was typed since, gives up what was typed. */
static gboolean
on_close (RtLessonEditor *self)
{
  if (self->title == NULL || self->saving)
    return self->saving;
  if (!self->refused && is_typed (self))
    {
      save (self, CLOSE);
      return TRUE;
    }
  set_unfinished (self, NULL);
  return FALSE;
}

static void
on_publish (RtLessonEditor *self)
{
  save (self, PUBLISH);
}

static void
on_discarded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RtLessonEditor) self = data;
  g_autoptr (GError) error = NULL;
  gpointer done = rt_desk_run_finish (RT_DESK (source), result, &error);

  if (self->cancellable == NULL)
    return;
  if (done == NULL)
    {
      set_problem (self, error->message);
      return;
    }
  set_unfinished (self, NULL);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
on_discard (RtLessonEditor *self)
{
  if (self->draft != NULL)
    rt_request_lesson_discard (rt_window_get_desk (self->window), self->draft->id, self->cancellable, on_discarded,
                               g_object_ref (self));
}

/* --- Reading --- */

static void
on_unfinished (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RtLessonEditor) self = data;
  g_autoptr (GBytes) content = rt_desk_run_finish (RT_DESK (source), result, NULL);
  gint64 stored_at;

  if (self->cancellable == NULL)
    return;
  stored_at = self->draft->changed_at;
  rt_lesson_from_draft (self->draft, content);
  fill_form (self);
  if (!is_typed (self))
    self->draft->changed_at = stored_at;
  else if (self->draft->changed_at == stored_at)
    set_note (self, _("What you wrote and did not save is here again."));
  else
    set_note (self, _("What you wrote and did not save is here again. Somebody else changed this text meanwhile: you "
                       "choose between the two when you save."));
  gtk_widget_set_sensitive (self->save, TRUE);
  gtk_widget_set_sensitive (self->publish, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->title));
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RtLessonEditor) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RtLesson) draft = rt_desk_run_finish (RT_DESK (source), result, &error);
  g_autofree char *kind = NULL;

  if (self->cancellable == NULL)
    return;
  if (draft == NULL)
    {
      set_problem (self, error->message);
      return;
    }
  set_draft (self, g_steal_pointer (&draft));
  kind = dup_kind (self);
  rt_request_draft (RT_DESK (source), kind, self->cancellable, on_unfinished, g_object_ref (self));
}

static void
rt_lesson_editor_dispose (GObject *object)
{
  RtLessonEditor *self = RT_LESSON_EDITOR (object);

  /* The window closes its dialogues when the desk locks: what was typed is handed over while the session lasts. */
  if (self->draft_delay != 0)
    keep_draft (self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->draft, rt_lesson_unref);
  g_clear_pointer (&self->kept, g_free);
  g_clear_weak_pointer (&self->focus);
  G_OBJECT_CLASS (rt_lesson_editor_parent_class)->dispose (object);
}

static void
rt_lesson_editor_class_init (RtLessonEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rt_lesson_editor_dispose;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static GtkWidget *
make_scrolled (GtkWidget *child)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();

  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 720);
  adw_clamp_set_child (ADW_CLAMP (clamp), child);
  gtk_widget_set_margin_top (child, 18);
  gtk_widget_set_margin_bottom (child, 18);
  gtk_widget_set_margin_start (child, 18);
  gtk_widget_set_margin_end (child, 18);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  gtk_widget_set_vexpand (scrolled, TRUE);
  rt_focus_room_keep (GTK_SCROLLED_WINDOW (scrolled));
  return scrolled;
}

static GtkWidget *
make_bar (RtLessonEditor *self)
{
  static const char *const names[] = { "English", "简体中文", NULL };
  GtkWidget *bar = adw_header_bar_new ();

  self->languages = GTK_DROP_DOWN (gtk_drop_down_new_from_strings (names));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->languages), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Language of this text"), -1);
  gtk_drop_down_set_selected (self->languages, self->language);
  g_signal_connect_object (self->languages, "notify::selected", G_CALLBACK (on_language), self, G_CONNECT_SWAPPED);
  self->preview = GTK_TOGGLE_BUTTON (gtk_toggle_button_new_with_mnemonic (_("Pre_view")));
  g_signal_connect_object (self->preview, "toggled", G_CALLBACK (show_preview), self, G_CONNECT_SWAPPED);
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), GTK_WIDGET (self->languages));
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar), GTK_WIDGET (self->preview));
  return bar;
}

static GtkWidget *
make_button (RtLessonEditor *self, const char *words, const char *style, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (words);

  if (style != NULL)
    gtk_widget_add_css_class (button, style);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
make_foot (RtLessonEditor *self)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *discard = make_button (self, _("_Throw the draft away"), "flat", G_CALLBACK (on_discard));

  self->problem = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT, NULL);
  gtk_label_set_wrap (self->problem, TRUE);
  gtk_label_set_xalign (self->problem, 0);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  self->save = make_button (self, _("_Save the draft"), NULL, G_CALLBACK (on_save));
  self->publish = make_button (self, _("_Publish…"), "suggested-action", G_CALLBACK (on_publish));
  gtk_widget_set_sensitive (self->save, FALSE);
  gtk_widget_set_sensitive (self->publish, FALSE);
  gtk_widget_set_hexpand (discard, TRUE);
  gtk_widget_set_halign (discard, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (buttons), discard);
  gtk_box_append (GTK_BOX (buttons), self->save);
  gtk_box_append (GTK_BOX (buttons), self->publish);
  gtk_widget_add_css_class (foot, "form-bar");
  gtk_box_append (GTK_BOX (foot), GTK_WIDGET (self->problem));
  gtk_box_append (GTK_BOX (foot), buttons);
  return foot;
}

static void
rt_lesson_editor_init (RtLessonEditor *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->cancellable = g_cancellable_new ();
  g_signal_connect (self, "close-request", G_CALLBACK (on_close), NULL);
  self->language = rt_lang_is_chinese (NULL) ? 1 : 0;
  self->form = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
  self->paper = ADW_BIN (adw_bin_new ());
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->stack, make_scrolled (GTK_WIDGET (self->form)), "write");
  gtk_stack_add_named (self->stack, make_scrolled (GTK_WIDGET (self->paper)), "preview");
  gtk_box_append (GTK_BOX (box), make_bar (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  gtk_box_append (GTK_BOX (box), make_foot (self));
  adw_window_set_content (ADW_WINDOW (self), box);
}

void
rt_lesson_editor_open (RtWindow *window, gint64 topic)
{
  RtLessonEditor *self =
    g_object_new (RT_TYPE_LESSON_EDITOR, "application", rt_window_get_app (window), "transient-for", window, "modal",
                  TRUE, "title", _("A text of the training"), "default-width", 820, "default-height", 720, NULL);

  self->window = window;
  rt_request_lesson_draft (rt_window_get_desk (window), topic, self->cancellable, on_loaded, g_object_ref (self));
  gtk_window_present (GTK_WINDOW (self));
}
