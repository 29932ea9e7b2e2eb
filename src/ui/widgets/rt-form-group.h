/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** rt_form_group_append: to @page, a card with a heading, for a group of a form's entries. Gives the card, a vertical
 * box. */
GtkWidget *rt_form_group_append (GtkBox *page, const char *title);

G_END_DECLS
