/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A group of a form. */
#include "config.h"

#include "rt-form-group.h"

GtkWidget *
rt_form_group_append (GtkBox *page, const char *title)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "form-group");
  gtk_box_append (GTK_BOX (card), label);
  gtk_box_append (page, card);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_RELATION_LABELLED_BY, label, NULL, -1);
  return card;
}
