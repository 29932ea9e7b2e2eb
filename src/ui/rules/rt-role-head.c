/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The name of a role above a column of a table. */
#include "config.h"

#include "rt-role-head.h"

GtkWidget *
rt_role_head_new (RtRole role, int chars)
{
  GtkWidget *label = gtk_label_new (rt_role_name (role));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (label), chars);
  gtk_label_set_max_width_chars (GTK_LABEL (label), chars);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_widget_set_halign (label, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (label, GTK_ALIGN_END);
  gtk_widget_add_css_class (label, "caption-heading");
  return label;
}
