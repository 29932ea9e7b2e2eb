/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A drop-down that says what it is and what is chosen. */
#include "config.h"

#include "rt-choice.h"

static GtkWidget *
find_button (GtkWidget *choice)
{
  for (GtkWidget *child = gtk_widget_get_first_child (choice); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_TOGGLE_BUTTON (child))
      return child;
  return choice;
}

static void
describe (GtkDropDown *choice)
{
  gpointer item = gtk_drop_down_get_selected_item (choice);

  if (GTK_IS_STRING_OBJECT (item))
    gtk_accessible_update_property (GTK_ACCESSIBLE (find_button (GTK_WIDGET (choice))),
                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, gtk_string_object_get_string (item), -1);
}

void
rt_choice_set_label (GtkDropDown *choice, GtkWidget *caption)
{
  GtkWidget *button = find_button (GTK_WIDGET (choice));

  /* As high as the head of an RtFieldEntry, so that both stand on one line. */
  gtk_widget_set_size_request (caption, -1, 24);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_RELATION_LABELLED_BY, caption, NULL, -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY, caption, NULL, -1);
  g_signal_connect (choice, "notify::selected", G_CALLBACK (describe), NULL);
  describe (choice);
}
