/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A question of a module as it is written. */
#include "config.h"

#include "rt-question-entry.h"

#include "rt-field-entry.h"
#include <glib/gi18n.h>

struct _RtQuestionEntry
{
  GtkWidget parent_instance;

  GtkBox *box;
  RtFieldEntry *text;                       /* borrowed */
  RtFieldEntry *answers[RT_LESSON_ANSWERS]; /* borrowed */
  GtkCheckButton *right[RT_LESSON_ANSWERS]; /* borrowed */
  RtFieldEntry *why;                        /* borrowed */
};

enum
{
  CHANGED,
  REMOVE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RtQuestionEntry, rt_question_entry, GTK_TYPE_WIDGET)

static void
on_changed (RtQuestionEntry *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_remove (RtQuestionEntry *self)
{
  g_signal_emit (self, signals[REMOVE], 0);
}

static void
rt_question_entry_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (rt_question_entry_parent_class)->dispose (object);
}

static void
rt_question_entry_class_init (RtQuestionEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rt_question_entry_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REMOVE] =
    g_signal_new ("remove", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rt_question_entry_init (RtQuestionEntry *self)
{
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 9));
  gtk_widget_add_css_class (GTK_WIDGET (self->box), "card");
  gtk_widget_add_css_class (GTK_WIDGET (self->box), "form-group");
  gtk_widget_set_parent (GTK_WIDGET (self->box), GTK_WIDGET (self));
}

static RtFieldEntry *
add_entry (RtQuestionEntry *self, GtkBox *box, const char *label, const char *text)
{
  GtkWidget *entry = rt_field_entry_new (label, FALSE);

  rt_field_entry_set_text (RT_FIELD_ENTRY (entry), text != NULL ? text : "");
  g_signal_connect_object (entry, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_box_append (box, entry);
  return RT_FIELD_ENTRY (entry);
}

static void
add_answer (RtQuestionEntry *self, guint i, const RtQuestion *question, guint language)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *right = gtk_check_button_new_with_label (C_("answer", "Right"));
  g_autofree char *label = g_strdup_printf (_("Answer %u"), i + 1);
  g_autofree char *spoken = g_strdup_printf (_("Answer %u is right"), i + 1);

  self->answers[i] = add_entry (self, GTK_BOX (line), label, question->answers[language][i]);
  if (i > 0)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (right), self->right[0]);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (right), question->right == i);
  g_signal_connect_object (right, "toggled", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  gtk_widget_set_valign (right, GTK_ALIGN_END);
  gtk_accessible_update_property (GTK_ACCESSIBLE (right), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  self->right[i] = GTK_CHECK_BUTTON (right);
  gtk_box_append (GTK_BOX (line), right);
  gtk_box_append (self->box, line);
}

GtkWidget *
rt_question_entry_new (guint number, const RtQuestion *question, guint language)
{
  RtQuestionEntry *self = g_object_new (RT_TYPE_QUESTION_ENTRY, NULL);
  GtkWidget *remove = gtk_button_new_with_label (_("Remove this question"));
  g_autofree char *label = g_strdup_printf (_("Question %u"), number);

  self->text = add_entry (self, self->box, label, question->text[language]);
  for (guint i = 0; i < RT_LESSON_ANSWERS; i++)
    add_answer (self, i, question, language);
  self->why = add_entry (self, self->box, _("What is said about it"), question->why[language]);
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_set_halign (remove, GTK_ALIGN_END);
  g_signal_connect_object (remove, "clicked", G_CALLBACK (on_remove), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->box, remove);
  return GTK_WIDGET (self);
}

static void
take (char **place, RtFieldEntry *entry)
{
  g_free (*place);
  *place = g_strdup (rt_field_entry_get_text (entry));
}

void
rt_question_entry_read (RtQuestionEntry *self, RtQuestion *question, guint language)
{
  take (&question->text[language], self->text);
  take (&question->why[language], self->why);
  for (guint i = 0; i < RT_LESSON_ANSWERS; i++)
    {
      take (&question->answers[language][i], self->answers[i]);
      if (gtk_check_button_get_active (self->right[i]))
        question->right = i;
    }
}

void
rt_question_entry_focus (RtQuestionEntry *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
}
