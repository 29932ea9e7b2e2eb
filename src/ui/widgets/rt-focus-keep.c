/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeping the keyboard focus in a place whose parts change while somebody works there. */
#include "config.h"

#include "rt-focus-keep.h"

static GtkWidget *
focus_inside (GtkWidget *area)
{
  GtkRoot *root = gtk_widget_get_root (area);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, area) ? focus : NULL;
}

gboolean
rt_focus_keep_begin (GtkWidget *area)
{
  GtkWidget *focus = focus_inside (area);
  GtkWidget *popover = focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) : NULL;

  if (popover != NULL && gtk_widget_is_ancestor (popover, area))
    gtk_widget_grab_focus (gtk_widget_get_parent (popover));
  return focus != NULL;
}

void
rt_focus_keep_end (GtkWidget *area, gboolean was_here, GtkWidget *to)
{
  GtkWidget *focus = focus_inside (area);

  if (was_here && (focus == NULL || !gtk_widget_is_visible (focus)))
    gtk_widget_grab_focus (to);
}
