/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text of the training as it is read and answered. */
#include "config.h"

#include "rt-lesson-view.h"

#include "rt-text.h"
#include <glib/gi18n.h>

struct _RtLessonView
{
  GtkWidget parent_instance;

  GtkBox *box;
  GtkWidget *groups[RT_LESSON_QUESTIONS];                          /* borrowed: the box of a question */
  GtkCheckButton *choices[RT_LESSON_QUESTIONS][RT_LESSON_ANSWERS]; /* borrowed; NULL beyond the last */
  GtkLabel *words[RT_LESSON_QUESTIONS];                            /* borrowed: right or not, and why */

  RtLesson *lesson; /* owned */
  guint language;
};

G_DEFINE_FINAL_TYPE (RtLessonView, rt_lesson_view, GTK_TYPE_WIDGET)

static GtkWidget *
add_label (GtkBox *box, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (box, label);
  return label;
}

static void
add_bullet (GtkBox *box, const char *text)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *mark = gtk_label_new ("•");

  gtk_widget_set_valign (mark, GTK_ALIGN_START);
  gtk_widget_set_margin_start (mark, 9);
  gtk_accessible_update_state (GTK_ACCESSIBLE (mark), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_box_append (GTK_BOX (line), mark);
  gtk_widget_set_hexpand (add_label (GTK_BOX (line), text, NULL), TRUE);
  gtk_box_append (box, line);
}

/* A short line right before bullets or a paragraph, with nothing right before it, is their heading. */
static gboolean
is_heading (char **lines, gsize i)
{
  return (i == 0 || lines[i - 1][0] == '\0') && lines[i + 1] != NULL && lines[i + 1][0] != '\0' &&
         !g_str_has_prefix (lines[i], "- ") && g_utf8_strlen (lines[i], -1) <= 60;
}

static void
add_text (RtLessonView *self)
{
  const char *text = self->lesson->text[self->language];
  g_auto (GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", -1);

  for (gsize i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], "- "))
      add_bullet (self->box, lines[i] + 2);
    else if (lines[i][0] != '\0')
      add_label (self->box, lines[i], is_heading (lines, i) ? "section-title" : NULL);
}

static void
add_choices (RtLessonView *self, guint i, GtkBox *box)
{
  const RtQuestion *question = &self->lesson->questions[i];
  guint n = rt_lesson_count_answers (question, self->language);

  for (guint answer = 0; answer < n; answer++)
    {
      GtkWidget *choice = gtk_check_button_new ();
      GtkWidget *label = gtk_label_new (question->answers[self->language][answer]);

      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_widget_set_hexpand (label, TRUE);
      gtk_check_button_set_child (GTK_CHECK_BUTTON (choice), label);
      gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      question->answers[self->language][answer], -1);
      if (answer > 0)
        gtk_check_button_set_group (GTK_CHECK_BUTTON (choice), self->choices[i][0]);
      self->choices[i][answer] = GTK_CHECK_BUTTON (choice);
      gtk_box_append (box, choice);
    }
}

static void
add_question (RtLessonView *self, guint i)
{
  GtkWidget *group = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  /* Translators: the number of a question of the training, and the question. */
  g_autofree char *words = g_strdup_printf (_("%1$u. %2$s"), i + 1, self->lesson->questions[i].text[self->language]);
  GtkWidget *question = add_label (GTK_BOX (group), words, "heading");

  gtk_widget_add_css_class (group, "card");
  gtk_widget_add_css_class (group, "form-group");
  gtk_accessible_update_property (GTK_ACCESSIBLE (group), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (group), GTK_ACCESSIBLE_RELATION_LABELLED_BY, question, NULL, -1);
  add_choices (self, i, GTK_BOX (group));
  self->words[i] = GTK_LABEL (add_label (GTK_BOX (group), "", NULL));
  gtk_widget_set_visible (GTK_WIDGET (self->words[i]), FALSE);
  self->groups[i] = group;
  gtk_box_append (self->box, group);
}

static void
rt_lesson_view_dispose (GObject *object)
{
  RtLessonView *self = RT_LESSON_VIEW (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->lesson, rt_lesson_unref);
  G_OBJECT_CLASS (rt_lesson_view_parent_class)->dispose (object);
}

static void
rt_lesson_view_class_init (RtLessonViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rt_lesson_view_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
rt_lesson_view_init (RtLessonView *self)
{
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 9));
  gtk_widget_set_parent (GTK_WIDGET (self->box), GTK_WIDGET (self));
}

GtkWidget *
rt_lesson_view_new (RtLesson *lesson, guint language)
{
  RtLessonView *self = g_object_new (RT_TYPE_LESSON_VIEW, NULL);

  self->lesson = rt_lesson_ref (lesson);
  self->language = language;
  add_label (self->box, lesson->title[language], "title-2");
  add_text (self);
  for (guint i = 0; i < lesson->n_questions; i++)
    add_question (self, i);
  return GTK_WIDGET (self);
}

static void
say (RtLessonView *self, guint i, const char *words, const char *style)
{
  GtkWidget *label = GTK_WIDGET (self->words[i]);

  gtk_widget_remove_css_class (label, "success");
  gtk_widget_remove_css_class (label, "error");
  gtk_widget_add_css_class (label, style);
  gtk_label_set_text (self->words[i], words);
  gtk_widget_set_visible (label, TRUE);
}

gboolean
rt_lesson_view_get_answers (RtLessonView *self, guint *answers)
{
  for (guint i = 0; i < self->lesson->n_questions; i++)
    {
      answers[i] = RT_LESSON_ANSWERS;
      for (guint answer = 0; answer < RT_LESSON_ANSWERS && self->choices[i][answer] != NULL; answer++)
        if (gtk_check_button_get_active (self->choices[i][answer]))
          answers[i] = answer;
      if (answers[i] < RT_LESSON_ANSWERS)
        continue;
      say (self, i, _("Choose an answer."), "error");
      gtk_widget_grab_focus (GTK_WIDGET (self->choices[i][0]));
      return FALSE;
    }
  return TRUE;
}

void
rt_lesson_view_explain (RtLessonView *self, guint right)
{
  gboolean focused = FALSE;

  for (guint i = 0; i < self->lesson->n_questions; i++)
    {
      const char *why = self->lesson->questions[i].why[self->language];
      gboolean good = (right & (1u << i)) != 0;
      g_autofree char *words = g_strdup_printf (good ? _("Right. %s") : _("Not right. %s"), why);

      say (self, i, words, good ? "success" : "error");
      for (guint answer = 0; answer < RT_LESSON_ANSWERS && self->choices[i][answer] != NULL; answer++)
        gtk_widget_set_sensitive (GTK_WIDGET (self->choices[i][answer]), !good);
      if (good || focused)
        continue;
      focused = TRUE;
      gtk_widget_grab_focus (GTK_WIDGET (self->choices[i][0]));
    }
}
