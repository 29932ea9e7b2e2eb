/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scrolls only what is taller than there is room for. */
#include "config.h"

#include "rt-fit-scroller.h"

#include "rt-focus-room.h"

#define LEAST_HEIGHT 96 /* what a window may be given for a moment, while it grows with what it holds */

struct _RtFitScroller
{
  GtkWidget parent_instance;

  GtkWidget *scrolled; /* owned by the widget tree */
  GtkWidget *child;    /* borrowed: lives in it */
  int width, most_height;
};

G_DEFINE_FINAL_TYPE (RtFitScroller, rt_fit_scroller, GTK_TYPE_WIDGET)

static GtkSizeRequestMode
rt_fit_scroller_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
rt_fit_scroller_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                         int *minimum_baseline, int *natural_baseline)
{
  RtFitScroller *self = RT_FIT_SCROLLER (widget);
  int width, height;

  gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  width = MAX (width, self->width);
  /* what was never measured hands no news of a new size up */
  gtk_widget_measure (self->scrolled, orientation,
                      orientation == GTK_ORIENTATION_HORIZONTAL ? -1 : MAX (width, for_size), NULL, NULL, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = width;
  else
    {
      gtk_widget_measure (self->child, GTK_ORIENTATION_VERTICAL, MAX (width, for_size), NULL, &height, NULL, NULL);
      *natural = MIN (height, self->most_height);
      *minimum = MIN (*natural, LEAST_HEIGHT);
    }
  *minimum_baseline = *natural_baseline = -1;
}

static void
rt_fit_scroller_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gtk_widget_allocate (RT_FIT_SCROLLER (widget)->scrolled, width, height, baseline, NULL);
}

static void
rt_fit_scroller_dispose (GObject *object)
{
  RtFitScroller *self = RT_FIT_SCROLLER (object);

  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  G_OBJECT_CLASS (rt_fit_scroller_parent_class)->dispose (object);
}

static void
rt_fit_scroller_class_init (RtFitScrollerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rt_fit_scroller_dispose;
  widget_class->get_request_mode = rt_fit_scroller_get_request_mode;
  widget_class->measure = rt_fit_scroller_measure;
  widget_class->size_allocate = rt_fit_scroller_size_allocate;
}

static void
rt_fit_scroller_init (RtFitScroller *self)
{
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
}

GtkWidget *
rt_fit_scroller_new (GtkWidget *child, int width, int most_height)
{
  RtFitScroller *self = g_object_new (RT_TYPE_FIT_SCROLLER, NULL);

  self->child = child;
  self->width = width;
  self->most_height = most_height;
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), child);
  rt_focus_room_keep (GTK_SCROLLED_WINDOW (self->scrolled));
  return GTK_WIDGET (self);
}

void
rt_fit_scroller_set_most_height (GtkWidget *scroller, int most_height)
{
  RtFitScroller *self = RT_FIT_SCROLLER (scroller);

  self->most_height = most_height;
  gtk_widget_queue_resize (scroller);
}
