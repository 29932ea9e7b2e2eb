/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Training on the spot: one text after the other, until nothing is due. */
#include "config.h"

#include "rt-training-window.h"

#include "rt-focus-room.h"
#include "rt-lang.h"
#include "rt-lesson-view.h"
#include "rt-training-requests.h"
#include <glib/gi18n.h>

struct _RtTrainingWindow
{
  AdwWindow parent_instance;

  AdwWindowTitle *title;
  GtkScrolledWindow *scrolled;
  AdwBin *place;
  GtkLabel *problem;
  GtkButton *go_on;

  RtWindow *window;          /* borrowed */
  RtTraining *training;      /* owned */
  GPtrArray *steps;          /* owned: RtLesson, what is done here */
  guint step;                /* which of them is shown */
  RtLessonView *view;        /* borrowed: of that step */
  gboolean passed;           /* the questions of this step are answered: going on leads to the next */
  gboolean due_before;       /* whether there was anything due when it was opened */
  gint64 wanted;             /* 0: what is due */
  GCancellable *cancellable; /* owned; NULL after dispose */
};

G_DEFINE_FINAL_TYPE (RtTrainingWindow, rt_training_window, ADW_TYPE_WINDOW)

static const RtLesson *
current (RtTrainingWindow *self)
{
  return g_ptr_array_index (self->steps, self->step);
}

static void
set_problem (RtTrainingWindow *self, const char *sentence)
{
  gtk_label_set_text (self->problem, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), sentence != NULL);
}

static void
name_button (RtTrainingWindow *self)
{
  const RtLesson *lesson = current (self);

  if (lesson->n_questions == 0)
    gtk_button_set_label (self->go_on, _("I have _read this and will keep to it"));
  else if (!self->passed)
    gtk_button_set_label (self->go_on, _("_Check my answers"));
  else
    gtk_button_set_label (self->go_on, self->step + 1 < self->steps->len ? _("_Next") : _("_Done"));
}

static gboolean
scroll_up (gpointer data)
{
  RtTrainingWindow *self = data;

  if (self->cancellable != NULL)
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled), 0);
  return G_SOURCE_REMOVE;
}

/* The text has the focus first, so that the arrow keys scroll it and a screen reader begins there. */
static void
show_step (RtTrainingWindow *self)
{
  RtLesson *lesson = g_ptr_array_index (self->steps, self->step);
  /* Translators: which text of the training this is: “2 of 3”. */
  g_autofree char *place = g_strdup_printf (_("%1$u of %2$u"), self->step + 1, self->steps->len);

  self->passed = FALSE;
  self->view = RT_LESSON_VIEW (rt_lesson_view_new (lesson, rt_lesson_language (lesson, rt_lang_current ())));
  gtk_widget_set_margin_top (GTK_WIDGET (self->view), 18);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->view), 18);
  gtk_widget_set_margin_start (GTK_WIDGET (self->view), 18);
  gtk_widget_set_margin_end (GTK_WIDGET (self->view), 18);
  adw_bin_set_child (self->place, GTK_WIDGET (self->view));
  adw_window_title_set_subtitle (self->title, place);
  set_problem (self, NULL);
  name_button (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->go_on), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->scrolled));
  g_idle_add_full (G_PRIORITY_LOW, scroll_up, g_object_ref (self), g_object_unref);
}

static void
on_refreshed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RtWindow) window = data;
  g_autoptr (GError) error = NULL;

  if (!rt_desk_refresh_finish (RT_DESK (source), result, &error))
    rt_window_toast_error (window, error);
  else if ((rt_person_get_restrictions (rt_desk_get_person (RT_DESK (source))) & RT_RESTRICTED_TRAINING) == 0)
    rt_window_toast (window, _("Your training is done."));
}

/* Whether something else is due is for the desk to say: it looks again at everything. */
static void
finish (RtTrainingWindow *self)
{
  RtWindow *window = self->window;
  RtDesk *desk = rt_window_get_desk (window);
  gboolean refresh = self->due_before;

  gtk_window_destroy (GTK_WINDOW (self));
  if (refresh)
    rt_desk_refresh_async (desk, NULL, on_refreshed, g_object_ref (window));
}

static void
next (RtTrainingWindow *self)
{
  self->step++;
  if (self->step < self->steps->len)
    show_step (self);
  else
    finish (self);
}

static gboolean
failed (RtTrainingWindow *self, const GError *error)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->go_on), TRUE);
  if (error != NULL)
    set_problem (self, error->message);
  return error != NULL;
}

static void
on_acknowledged (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RtTrainingWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree guint *due = rt_desk_run_finish (RT_DESK (source), result, &error);

  if (self->cancellable != NULL && !failed (self, error))
    next (self);
}

static void
on_answered (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RtTrainingWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree RtTrainingResult *answered = rt_desk_run_finish (RT_DESK (source), result, &error);

  if (self->cancellable == NULL || failed (self, error))
    return;
  self->passed = answered->passed;
  rt_lesson_view_explain (self->view, answered->right);
  if (!self->passed)
    set_problem (self, _("Not every answer is right. Read what is said under the questions, and try again."));
  name_button (self);
  if (self->passed)
    gtk_widget_grab_focus (GTK_WIDGET (self->go_on));
}

static void
on_go_on (RtTrainingWindow *self)
{
  RtDesk *desk = rt_window_get_desk (self->window);
  const RtLesson *lesson = current (self);
  guint answers[RT_LESSON_QUESTIONS];

  set_problem (self, NULL);
  if (self->passed)
    {
      next (self);
      return;
    }
  if (lesson->n_questions > 0 && !rt_lesson_view_get_answers (self->view, answers))
    {
      set_problem (self, _("Choose an answer to every question."));
      return;
    }
  gtk_widget_set_sensitive (GTK_WIDGET (self->go_on), FALSE);
  if (lesson->n_questions == 0)
    rt_request_training_acknowledge (desk, lesson->id, rt_lang_current (), NULL, on_acknowledged, g_object_ref (self));
  else
    rt_request_training_answer (desk, lesson->id, rt_lang_current (), answers, lesson->n_questions, NULL, on_answered,
                                g_object_ref (self));
}

static void
take_steps (RtTrainingWindow *self)
{
  self->due_before = self->training->n_due > 0;
  for (guint i = 0; i < self->training->items->len; i++)
    {
      const RtTrainingItem *item = g_ptr_array_index (self->training->items, i);

      if (self->wanted != 0 ? item->lesson->id == self->wanted : item->due)
        g_ptr_array_add (self->steps, rt_lesson_ref (item->lesson));
    }
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RtTrainingWindow) self = data;
  g_autoptr (GError) error = NULL;
  RtTraining *training = rt_desk_run_finish (RT_DESK (source), result, &error);

  if (self->cancellable == NULL)
    {
      rt_training_free (training);
      return;
    }
  if (training == NULL)
    {
      set_problem (self, error->message);
      return;
    }
  self->training = training;
  take_steps (self);
  if (self->steps->len > 0)
    show_step (self);
  else
    finish (self);
}

static void
rt_training_window_dispose (GObject *object)
{
  RtTrainingWindow *self = RT_TRAINING_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->training, rt_training_free);
  G_OBJECT_CLASS (rt_training_window_parent_class)->dispose (object);
}

static void
rt_training_window_finalize (GObject *object)
{
  g_ptr_array_unref (RT_TRAINING_WINDOW (object)->steps);
  G_OBJECT_CLASS (rt_training_window_parent_class)->finalize (object);
}

static void
rt_training_window_class_init (RtTrainingWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rt_training_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = rt_training_window_finalize;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static GtkWidget *
make_foot (RtTrainingWindow *self)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->problem = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->problem, TRUE);
  gtk_label_set_xalign (self->problem, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->problem), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  self->go_on = GTK_BUTTON (gtk_button_new_with_mnemonic (_("_Next")));
  gtk_widget_set_halign (GTK_WIDGET (self->go_on), GTK_ALIGN_END);
  gtk_widget_set_sensitive (GTK_WIDGET (self->go_on), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->go_on), "suggested-action");
  g_signal_connect_object (self->go_on, "clicked", G_CALLBACK (on_go_on), self, G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (foot, "form-bar");
  gtk_box_append (GTK_BOX (foot), GTK_WIDGET (self->problem));
  gtk_box_append (GTK_BOX (foot), GTK_WIDGET (self->go_on));
  return foot;
}

static void
rt_training_window_init (RtTrainingWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *bar = adw_header_bar_new ();
  GtkWidget *clamp = adw_clamp_new ();

  self->cancellable = g_cancellable_new ();
  self->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) rt_lesson_unref);
  self->title = ADW_WINDOW_TITLE (adw_window_title_new (_("Training"), NULL));
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (bar), GTK_WIDGET (self->title));
  self->place = ADW_BIN (adw_bin_new ());
  self->scrolled = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 720);
  adw_clamp_set_child (ADW_CLAMP (clamp), GTK_WIDGET (self->place));
  gtk_scrolled_window_set_policy (self->scrolled, GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (self->scrolled, clamp);
  gtk_widget_set_vexpand (GTK_WIDGET (self->scrolled), TRUE);
  gtk_widget_set_focusable (GTK_WIDGET (self->scrolled), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scrolled), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("The text of the training"), -1);
  rt_focus_room_keep (self->scrolled);
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->scrolled));
  gtk_box_append (GTK_BOX (box), make_foot (self));
  adw_window_set_content (ADW_WINDOW (self), box);
}

void
rt_training_window_open (RtWindow *window, gint64 lesson_id)
{
  RtTrainingWindow *self =
    g_object_new (RT_TYPE_TRAINING_WINDOW, "application", rt_window_get_app (window), "transient-for", window, "modal",
                  TRUE, "title", _("Training"), "default-width", 760, "default-height", 700, NULL);

  self->window = window;
  self->wanted = lesson_id;
  rt_request_training (rt_window_get_desk (window), self->cancellable, on_loaded, g_object_ref (self));
  gtk_window_present (GTK_WINDOW (self));
}
