/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeps what has the focus in sight, with room around it. */
#include "config.h"

#include "rt-focus-room.h"

#include "rt-field-entry.h"
#include "rt-text-scale.h"

#define ROOM_ABOVE 40 /* pixels, with text of the usual size */
#define ROOM_BELOW 64

typedef struct
{
  GtkScrolledWindow *scroller; /* borrowed: owns this */
  GtkWidget *root;             /* borrowed while connected */
  gulong handler;
  guint tick;
} Room;

/* The entry with its label and sentence, not the bare input. */
static GtkWidget *
find_whole (GtkWidget *focus)
{
  GtkWidget *entry = gtk_widget_get_ancestor (focus, RT_TYPE_FIELD_ENTRY);

  return entry != NULL ? entry : focus;
}

static void
show_focus (Room *room)
{
  GtkWidget *viewport = gtk_scrolled_window_get_child (room->scroller);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (room->scroller);
  GtkWidget *focus = room->root != NULL ? gtk_root_get_focus (GTK_ROOT (room->root)) : NULL;
  double page = gtk_adjustment_get_page_size (adjustment);
  double value = gtk_adjustment_get_value (adjustment);
  graphene_rect_t bounds;
  double scale = rt_text_scale (GTK_WIDGET (room->scroller));
  double top, bottom;

  if (focus == NULL || viewport == NULL || !gtk_widget_is_ancestor (focus, viewport) ||
      !gtk_widget_compute_bounds (find_whole (focus), viewport, &bounds))
    return;
  top = value + (double) bounds.origin.y - ROOM_ABOVE * scale;
  bottom = value + (double) bounds.origin.y + (double) bounds.size.height + ROOM_BELOW * scale;
  if (bottom > value + page)
    value = bottom - page;
  if (top < value)
    value = top;
  gtk_adjustment_set_value (adjustment, value);
}

/* After the frame in which the focus moved: then sentences that appeared with it have their place. */
static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  Room *room = user_data;

  room->tick = 0;
  show_focus (room);
  return G_SOURCE_REMOVE;
}

static void
on_focus (Room *room)
{
  if (room->tick == 0)
    room->tick = gtk_widget_add_tick_callback (GTK_WIDGET (room->scroller), on_tick, room, NULL);
}

static void
leave_root (Room *room)
{
  if (room->root != NULL)
    g_signal_handler_disconnect (room->root, room->handler);
  room->root = NULL;
  room->handler = 0;
}

static void
on_root (Room *room)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (room->scroller));

  leave_root (room);
  if (root == NULL)
    return;
  room->root = GTK_WIDGET (root);
  room->handler = g_signal_connect_swapped (root, "notify::focus-widget", G_CALLBACK (on_focus), room);
}

static void
room_free (Room *room)
{
  leave_root (room);
  g_free (room);
}

void
rt_focus_room_keep (GtkScrolledWindow *scroller)
{
  Room *room = g_new0 (Room, 1);
  GtkWidget *viewport = gtk_scrolled_window_get_child (scroller);

  room->scroller = scroller;
  if (GTK_IS_VIEWPORT (viewport))
    gtk_viewport_set_scroll_to_focus (GTK_VIEWPORT (viewport), FALSE);
  g_object_set_data_full (G_OBJECT (scroller), "rt-focus-room", room, (GDestroyNotify) room_free);
  g_signal_connect_swapped (scroller, "notify::root", G_CALLBACK (on_root), room);
  g_signal_connect_swapped (gtk_scrolled_window_get_vadjustment (scroller), "changed", G_CALLBACK (on_focus), room);
  on_root (room);
}
