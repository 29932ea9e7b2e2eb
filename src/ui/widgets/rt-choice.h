/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** rt_choice_set_label: names a drop-down of words after @caption for a screen reader, and keeps what is chosen as its
 * description. GTK 4.8 gives the focus to a button inside that has neither. */
void rt_choice_set_label (GtkDropDown *choice, GtkWidget *caption);

G_END_DECLS
