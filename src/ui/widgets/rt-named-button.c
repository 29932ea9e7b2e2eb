/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A button with a name of its own beside what it shows. */
#include "config.h"

#include "rt-named-button.h"

/* A button that is given a label, as from GTK 4.10 on, is called by that, whatever name it has: so it is given a child.
 */
GtkWidget *
rt_named_button_new (const char *words, const char *name)
{
  GtkWidget *button = gtk_button_new ();

  gtk_button_set_child (GTK_BUTTON (button), gtk_label_new_with_mnemonic (words));
  gtk_widget_add_css_class (button, "text-button");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}
