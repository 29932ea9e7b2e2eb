/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The training: one's own, the new people one looks after, and what writers have to do with it. */
#include "config.h"

#include "rt-training-page.h"

#include "rt-ask-dialog.h"
#include "rt-lang.h"
#include "rt-lesson-editor.h"
#include "rt-pill.h"
#include "rt-staff-requests.h"
#include "rt-training-office.h"
#include "rt-training-requests.h"
#include "rt-training-window.h"
#include <glib/gi18n.h>

struct _RtTrainingPage
{
  GtkWidget parent_instance;

  GtkStack *stack;
  AdwStatusPage *failed;
  GtkBox *groups;

  RtWindow *window;          /* borrowed */
  RtTraining *training;      /* owned */
  RtTrainingOffice *office;  /* owned; NULL for whoever does not write it */
  GCancellable *cancellable; /* owned; NULL after dispose */
  gboolean focus_wanted;     /* once it is there */
};

static void area_init (RtAreaInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RtTrainingPage, rt_training_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (RT_TYPE_AREA, area_init))

static gboolean
may (RtTrainingPage *self, RtRight right)
{
  const RtPerson *me = rt_desk_get_person (rt_window_get_desk (self->window));

  return me != NULL && rt_person_may (me, right);
}

static AdwPreferencesGroup *
add_group (RtTrainingPage *self, const char *title, const char *words)
{
  GtkWidget *group = adw_preferences_group_new ();
  g_autofree char *plain = words != NULL ? g_markup_escape_text (words, -1) : NULL;

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), plain);
  gtk_box_append (self->groups, group);
  return ADW_PREFERENCES_GROUP (group);
}

/* --- One's own --- */

static char *
describe_item (const RtTrainingItem *item)
{
  g_autofree char *done = item->done_at != 0 ? rt_day_format (rt_day_from_moment (item->done_at), 'l', NULL) : NULL;
  g_autofree char *until = rt_day_format (item->until, 'l', NULL);

  if (item->done_at == 0)
    return item->lesson->n_questions > 0 ? g_strdup (_("Not answered yet.")) : g_strdup (_("Not acknowledged yet."));
  if (item->due)
    /* Translators: two days. */
    return g_strdup_printf (_("Done on %1$s; ran out on %2$s."), done, until);
  if (item->asked > 0 && !item->written)
    /* Translators: two days; how many questions were right at the first try, and how many there were. */
    return g_strdup_printf (_("Done on %1$s, good until %2$s. Right at the first try: %3$u of %4$u."), done, until,
                            item->right_first, item->asked);
  /* Translators: two days. */
  return g_strdup_printf (_("Done on %1$s, good until %2$s."), done, until);
}

static void
add_item (AdwPreferencesGroup *group, const RtTrainingItem *item)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *pill = rt_pill_new ();
  GtkWidget *read = gtk_button_new_with_mnemonic (_("_Read"));
  const char *title = item->lesson->title[rt_lesson_language (item->lesson, rt_lang_current ())];
  g_autofree char *plain_title = g_markup_escape_text (title, -1);
  g_autofree char *words = describe_item (item);
  /* Translators: the title of a text of the training. */
  g_autofree char *label = g_strdup_printf (_("Read “%s”"), title);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), plain_title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  rt_pill_set (RT_PILL (pill), item->due ? C_("training", "Due") : C_("training", "Done"),
               item->due ? "warning" : "success");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), pill);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (read), "training.read");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (read), "x", item->lesson->id);
  gtk_accessible_update_property (GTK_ACCESSIBLE (read), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_add_css_class (read, "flat");
  gtk_widget_set_valign (read, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), read);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), read);
  adw_preferences_group_add (group, row);
}

static char *
describe_mine (const RtTraining *training)
{
  g_autofree char *until = rt_day_format (training->until, 'l', NULL);

  if (training->n_due > 0)
    return g_strdup (_("Customers stay masked until everything here is done. It takes a quarter of an hour."));
  if (training->until == RT_DAY_NONE)
    return g_strdup (_("There is nothing to do."));
  return g_strdup_printf (_("Everything is done, and good until %s."), until);
}

static void
add_mine (RtTrainingPage *self)
{
  g_autofree char *words = describe_mine (self->training);
  AdwPreferencesGroup *group = add_group (self, _("My training"), words);

  if (self->training->n_due > 0)
    {
      GtkWidget *now = gtk_button_new_with_mnemonic (_("_Do it now"));

      gtk_actionable_set_action_name (GTK_ACTIONABLE (now), "training.now");
      gtk_widget_add_css_class (now, "suggested-action");
      gtk_widget_set_valign (now, GTK_ALIGN_CENTER);
      adw_preferences_group_set_header_suffix (group, now);
    }
  for (guint i = 0; i < self->training->items->len; i++)
    add_item (group, g_ptr_array_index (self->training->items, i));
}

static void
add_supervisor (RtTrainingPage *self)
{
  AdwPreferencesGroup *group;
  GtkWidget *row;
  g_autofree char *name = NULL;

  if (self->training->supervisor == NULL)
    return;
  group = add_group (self, _("My supervisor"), NULL);
  row = adw_action_row_new ();
  name = g_markup_escape_text (self->training->supervisor, -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (
    ADW_ACTION_ROW (row),
    self->training->supervised
      ? _("You are new: customers stay masked until your supervisor or a manager says that you may see them.")
      : _("Whom you ask first. You see customers as your roles allow."));
  adw_preferences_group_add (group, row);
}

static void
add_trainees (RtTrainingPage *self)
{
  AdwPreferencesGroup *group;

  if (self->training->supervises->len == 0)
    return;
  group = add_group (self, _("New people you look after"),
                     _("They see customers masked. When you know that they will handle them well, say so."));
  for (guint i = 0; i < self->training->supervises->len; i++)
    {
      const RtTrainee *trainee = g_ptr_array_index (self->training->supervises, i);
      GtkWidget *row = adw_action_row_new ();
      GtkWidget *button = gtk_button_new_with_mnemonic (_("May see _customers"));
      g_autofree char *name = g_markup_escape_text (trainee->name, -1);
      /* Translators: a person's name. */
      g_autofree char *label = g_strdup_printf (_("%s may see customers"), trainee->name);

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                                   trainee->trained ? _("Has done their training.") : _("Has training to do still."));
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "training.release");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", trainee->id);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
      adw_preferences_group_add (group, row);
    }
}

/* --- Writers --- */

static void
add_office (RtTrainingPage *self)
{
  AdwPreferencesGroup *texts, *people;
  GtkWidget *new_module;

  if (self->office == NULL)
    return;
  texts = add_group (self, _("What everybody is taught"),
                     _("A published text stays as it is. A new version is due for everybody at once."));
  new_module = gtk_button_new_with_mnemonic (_("_New module…"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (new_module), "training.edit");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (new_module), "x", G_GINT64_CONSTANT (0));
  gtk_widget_set_valign (new_module, GTK_ALIGN_CENTER);
  adw_preferences_group_set_header_suffix (texts, new_module);
  rt_training_office_add_texts (texts, self->office);
  people = add_group (self, _("How everybody stands"), NULL);
  rt_training_office_add_people (people, self->office, rt_desk_get_today (rt_window_get_desk (self->window)));
}

/* --- Loading --- */

static void
clear (RtTrainingPage *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->groups))) != NULL)
    gtk_box_remove (self->groups, child);
}

static gboolean
holds_focus (RtTrainingPage *self)
{
  return (gtk_widget_get_state_flags (GTK_WIDGET (self->groups)) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
}

static void
show (RtTrainingPage *self)
{
  gboolean focused = holds_focus (self) || self->focus_wanted;

  clear (self);
  add_mine (self);
  add_supervisor (self);
  add_trainees (self);
  add_office (self);
  gtk_stack_set_visible_child_name (self->stack, "training");
  if (focused)
    gtk_widget_child_focus (GTK_WIDGET (self->groups), GTK_DIR_TAB_FORWARD);
  self->focus_wanted = FALSE;
}

static void
show_failed (RtTrainingPage *self, const GError *error)
{
  adw_status_page_set_description (self->failed, error->message);
  gtk_stack_set_visible_child_name (self->stack, "failed");
}

static gboolean
is_over (RtTrainingPage *self, const GError *error)
{
  return self->cancellable == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
on_office (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RtTrainingPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RtTrainingOffice) office = rt_desk_run_finish (RT_DESK (source), result, &error);

  if (is_over (self, error))
    return;
  if (office == NULL)
    {
      show_failed (self, error);
      return;
    }
  g_clear_pointer (&self->office, rt_training_office_free);
  self->office = g_steal_pointer (&office);
  show (self);
}

static void
on_mine (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RtTrainingPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RtTraining) training = rt_desk_run_finish (RT_DESK (source), result, &error);

  if (is_over (self, error))
    return;
  if (training == NULL)
    {
      show_failed (self, error);
      return;
    }
  g_clear_pointer (&self->training, rt_training_free);
  self->training = g_steal_pointer (&training);
  if (may (self, RT_RIGHT_TRAINING_WRITE))
    rt_request_training_office (RT_DESK (source), self->cancellable, on_office, g_object_ref (self));
  else
    show (self);
}

static void
load (RtTrainingPage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  rt_request_training (rt_window_get_desk (self->window), self->cancellable, on_mine, g_object_ref (self));
}

static void
on_changed (RtTrainingPage *self, const char *table, gint64 row)
{
  if ((g_strcmp0 (table, "training") == 0 || g_strcmp0 (table, "lesson") == 0 || g_strcmp0 (table, "staff") == 0) &&
      rt_desk_get_person (rt_window_get_desk (self->window)) != NULL)
    load (self);
}

/* --- Actions --- */

static void
on_now (GtkWidget *widget, const char *name, GVariant *parameter)
{
  rt_training_window_open (RT_TRAINING_PAGE (widget)->window, 0);
}

static void
on_read (GtkWidget *widget, const char *name, GVariant *parameter)
{
  rt_training_window_open (RT_TRAINING_PAGE (widget)->window, g_variant_get_int64 (parameter));
}

static void
on_release (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RtWindow *window = RT_TRAINING_PAGE (widget)->window;

  rt_request_staff_release (rt_window_get_desk (window), g_variant_get_int64 (parameter), NULL, rt_window_tell_done,
                            rt_window_when_done (window,
                                                 _("From their next sign-in on they see what their roles may see.")));
}

static void
on_edit (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RtTrainingPage *self = RT_TRAINING_PAGE (widget);

  if (may (self, RT_RIGHT_TRAINING_WRITE))
    rt_lesson_editor_open (self->window, g_variant_get_int64 (parameter));
}

static void
on_retired (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RtAskDialog) dialog = data;
  g_autoptr (GError) error = NULL;

  rt_ask_dialog_set_busy (dialog, FALSE);
  if (rt_desk_run_finish (RT_DESK (source), result, &error) == NULL)
    rt_ask_dialog_set_problem (dialog, error->message);
  else
    rt_ask_dialog_done (dialog);
}

static void
on_retire_accepted (RtAskDialog *dialog, RtTrainingPage *self)
{
  gint64 *topic = g_object_get_data (G_OBJECT (dialog), "rt-topic");

  rt_ask_dialog_set_busy (dialog, TRUE);
  rt_request_lesson_retire (rt_window_get_desk (self->window), *topic, NULL, on_retired, g_object_ref (dialog));
}

static void
on_retire (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RtTrainingPage *self = RT_TRAINING_PAGE (widget);
  gint64 topic = g_variant_get_int64 (parameter);
  RtAskDialog *dialog = rt_ask_dialog_new (
    GTK_WINDOW (self->window), _("Retire this module?"),
    _("Nobody is asked for it any more. What people have done of it stays recorded. It cannot be taken up again."),
    _("_Retire"));

  rt_ask_dialog_set_destructive (dialog);
  g_object_set_data_full (G_OBJECT (dialog), "rt-topic", g_memdup2 (&topic, sizeof topic), g_free);
  g_signal_connect_object (dialog, "accepted", G_CALLBACK (on_retire_accepted), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_refresh (GtkWidget *widget, const char *name, GVariant *parameter)
{
  load (RT_TRAINING_PAGE (widget));
}

static void
area_focus (RtArea *area)
{
  RtTrainingPage *self = RT_TRAINING_PAGE (area);

  self->focus_wanted = self->training == NULL;
  if (!self->focus_wanted)
    gtk_widget_child_focus (GTK_WIDGET (self->groups), GTK_DIR_TAB_FORWARD);
}

static void
area_init (RtAreaInterface *iface)
{
  iface->focus = area_focus;
}

static void
rt_training_page_dispose (GObject *object)
{
  RtTrainingPage *self = RT_TRAINING_PAGE (object);
  GtkWidget *child;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->training, rt_training_free);
  g_clear_pointer (&self->office, rt_training_office_free);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (rt_training_page_parent_class)->dispose (object);
}

static void
rt_training_page_class_init (RtTrainingPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rt_training_page_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "training.now", NULL, on_now);
  gtk_widget_class_install_action (widget_class, "training.read", "x", on_read);
  gtk_widget_class_install_action (widget_class, "training.release", "x", on_release);
  gtk_widget_class_install_action (widget_class, "training.edit", "x", on_edit);
  gtk_widget_class_install_action (widget_class, "training.retire", "x", on_retire);
  gtk_widget_class_install_action (widget_class, "training.refresh", NULL, on_refresh);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "training.refresh", NULL);
}

static void
rt_training_page_init (RtTrainingPage *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();

  self->cancellable = g_cancellable_new ();
  self->stack = GTK_STACK (gtk_stack_new ());
  self->failed = ADW_STATUS_PAGE (adw_status_page_new ());
  adw_status_page_set_icon_name (self->failed, "dialog-warning-symbolic");
  adw_status_page_set_title (self->failed, _("The training cannot be shown"));
  self->groups = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 24));
  gtk_widget_set_margin_top (clamp, 18);
  gtk_widget_set_margin_bottom (clamp, 18);
  gtk_widget_set_margin_start (clamp, 12);
  gtk_widget_set_margin_end (clamp, 12);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 760);
  adw_clamp_set_child (ADW_CLAMP (clamp), GTK_WIDGET (self->groups));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  gtk_stack_add_named (self->stack, scrolled, "training");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->failed), "failed");
  gtk_widget_set_parent (GTK_WIDGET (self->stack), GTK_WIDGET (self));
}

GtkWidget *
rt_training_page_new (RtWindow *window)
{
  RtTrainingPage *self = g_object_new (RT_TYPE_TRAINING_PAGE, NULL);

  self->window = window;
  g_signal_connect_object (rt_window_get_desk (window), "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  load (self);
  return GTK_WIDGET (self);
}
