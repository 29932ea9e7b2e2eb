/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Moving the focus through a widget made of others, and out of it again. */
#include "config.h"

#include "rt-tab-order.h"

static gboolean
goes_back (GtkDirectionType direction)
{
  return direction == GTK_DIR_TAB_BACKWARD || direction == GTK_DIR_UP || direction == GTK_DIR_LEFT;
}

static GtkWidget *
next_of (GtkWidget *child, gboolean back)
{
  return back ? gtk_widget_get_prev_sibling (child) : gtk_widget_get_next_sibling (child);
}

gboolean
rt_tab_order_focus (GtkWidget *widget, GtkDirectionType direction)
{
  gboolean back = goes_back (direction);
  GtkWidget *child = gtk_widget_get_focus_child (widget);

  if (child == NULL || !(gtk_widget_get_state_flags (child) & GTK_STATE_FLAG_FOCUS_WITHIN))
    child = back ? gtk_widget_get_last_child (widget) : gtk_widget_get_first_child (widget);
  for (; child != NULL; child = next_of (child, back))
    /* A popover is a place of its own. */
    if (!GTK_IS_NATIVE (child) && gtk_widget_get_child_visible (child) && gtk_widget_child_focus (child, direction))
      return TRUE;
  return FALSE;
}
