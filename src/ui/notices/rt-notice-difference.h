/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** rt_notice_difference_add: puts under @title into @box which lines go and which come between @before and @after
 * (NULL: nothing). FALSE, and nothing is put there, when they are the same. */
gboolean rt_notice_difference_add (GtkBox *box, const char *title, const char *before, const char *after);

G_END_DECLS
