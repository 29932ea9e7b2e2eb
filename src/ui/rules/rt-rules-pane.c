/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a changed table would do, before it is saved. */
#include "config.h"

#include "rt-rules-pane.h"

#include <glib/gi18n.h>

struct _RtRulesPane
{
  GtkWidget parent_instance;

  /* owned by the widget tree */
  GtkBox *meanwhile;
  GtkBox *content;
  GtkWidget *bar;
};

G_DEFINE_FINAL_TYPE (RtRulesPane, rt_rules_pane, GTK_TYPE_WIDGET)

static void
clear (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

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
add_with_icon (GtkBox *box, const char *icon, const char *text, const char *style)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *image = gtk_image_new_from_icon_name (icon);

  gtk_widget_set_valign (image, GTK_ALIGN_START);
  gtk_widget_add_css_class (image, style);
  gtk_box_append (GTK_BOX (row), image);
  gtk_widget_set_hexpand (add_label (GTK_BOX (row), text, NULL), TRUE);
  gtk_box_append (box, row);
}

static void
add_person (GtkBox *box, const RtMatrixEffect *effect)
{
  GtkWidget *group = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  g_autofree char *roles = rt_roles_describe (effect->roles);
  /* Translators: a person's name and roles: “Li Qiang · Clerk”. */
  g_autofree char *other = g_strdup_printf (_("%1$s · %2$s"), effect->name, roles);
  /* Translators: the same, of the one who reads it. */
  g_autofree char *me = g_strdup_printf (_("You, %1$s · %2$s"), effect->name, roles);

  add_label (GTK_BOX (group), effect->me ? me : other, "heading");
  for (guint i = 0; i < effect->lines->len; i++)
    {
      const RtMatrixLine *line = g_ptr_array_index (effect->lines, i);

      add_label (GTK_BOX (group), line->text, line->wider ? "effect-wider" : "effect-narrower");
      if (line->reach != NULL)
        gtk_widget_add_css_class (add_label (GTK_BOX (group), line->reach, "caption"), "effect-reach");
    }
  gtk_box_append (box, group);
}

void
rt_rules_pane_show (RtRulesPane *self, const RtMatrixPreview *told)
{
  clear (self->content);
  gtk_widget_set_visible (self->bar, told != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "rules.save", told != NULL && told->problem == NULL);
  if (told == NULL)
    {
      add_label (self->content, _("Nothing is changed yet."), "heading");
      add_label (self->content,
                 _ (
                   "Choose something else in the table: here you see for whom it would change what, before anything is "
                   "saved."),
                 "dim-label");
      return;
    }
  add_label (self->content, told->summary, "heading");
  if (told->problem != NULL)
    add_with_icon (self->content, "dialog-error-symbolic", told->problem, "error");
  for (guint i = 0; i < told->warnings->len; i++)
    add_with_icon (self->content, "dialog-warning-symbolic", g_ptr_array_index (told->warnings, i), "warning");
  for (guint i = 0; i < told->people->len; i++)
    add_person (self->content, g_ptr_array_index (told->people, i));
}

void
rt_rules_pane_show_failure (RtRulesPane *self, const char *sentence)
{
  clear (self->content);
  add_with_icon (self->content, "dialog-error-symbolic", sentence, "error");
}

void
rt_rules_pane_set_meanwhile (RtRulesPane *self, GArray *changes)
{
  clear (self->meanwhile);
  gtk_widget_set_visible (GTK_WIDGET (self->meanwhile), changes != NULL && changes->len > 0);
  if (changes == NULL || changes->len == 0)
    return;
  add_label (self->meanwhile, _("Meanwhile somebody else changed this. Your own changes are kept on top of it:"),
             NULL);
  for (guint i = 0; i < changes->len; i++)
    {
      g_autofree char *words = rt_matrix_change_describe (&g_array_index (changes, RtMatrixChange, i));

      add_label (self->meanwhile, words, "caption");
    }
}

static void
rt_rules_pane_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (rt_rules_pane_parent_class)->dispose (object);
}

static void
rt_rules_pane_class_init (RtRulesPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rt_rules_pane_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static GtkWidget *
make_bar (void)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *discard = gtk_button_new_with_mnemonic (_("_Discard"));
  GtkWidget *save = gtk_button_new_with_mnemonic (_("_Save…"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (discard), "rules.discard");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (save), "rules.save");
  gtk_widget_add_css_class (save, "suggested-action");
  gtk_widget_set_hexpand (save, TRUE);
  gtk_widget_set_halign (save, GTK_ALIGN_END);
  gtk_widget_set_tooltip_text (save, _("Save the changes (Ctrl+S)"));
  gtk_widget_add_css_class (bar, "form-bar");
  gtk_box_append (GTK_BOX (bar), discard);
  gtk_box_append (GTK_BOX (bar), save);
  return bar;
}

static void
rt_rules_pane_init (RtRulesPane *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                                  GTK_ORIENTATION_VERTICAL);
  self->meanwhile = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 3));
  gtk_widget_add_css_class (GTK_WIDGET (self->meanwhile), "banner");
  gtk_widget_set_visible (GTK_WIDGET (self->meanwhile), FALSE);
  self->content = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
  gtk_widget_add_css_class (GTK_WIDGET (self->content), "detail");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->content), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("What the changes would do"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->content));
  gtk_widget_set_vexpand (scrolled, TRUE);
  self->bar = make_bar ();
  gtk_widget_set_parent (GTK_WIDGET (self->meanwhile), GTK_WIDGET (self));
  gtk_widget_set_parent (scrolled, GTK_WIDGET (self));
  gtk_widget_set_parent (self->bar, GTK_WIDGET (self));
}

GtkWidget *
rt_rules_pane_new (void)
{
  return g_object_new (RT_TYPE_RULES_PANE, NULL);
}
