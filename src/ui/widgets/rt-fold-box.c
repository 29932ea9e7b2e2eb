/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two parts, side by side or one below the other. */
#include "config.h"

#include "rt-fold-box.h"

#define MOST_OF_HEIGHT 0.45 /* what the side may take of it when it lies below */
#define LEAST_BESIDE   280  /* pixels for the side, beside */

struct _RtFoldBox
{
  GtkWidget parent_instance;

  /* owned by the widget tree */
  GtkWidget *main;
  GtkWidget *line;
  GtkWidget *side;
};

G_DEFINE_FINAL_TYPE (RtFoldBox, rt_fold_box, GTK_TYPE_WIDGET)

static int
least (GtkWidget *widget, GtkOrientation orientation)
{
  int minimum;

  gtk_widget_measure (widget, orientation, -1, &minimum, NULL, NULL, NULL);
  return minimum;
}

static int
natural (GtkWidget *widget, GtkOrientation orientation)
{
  int wanted;

  gtk_widget_measure (widget, orientation, -1, NULL, &wanted, NULL, NULL);
  return wanted;
}

static gboolean
has_side (RtFoldBox *self)
{
  return gtk_widget_should_layout (self->side);
}

static void
rt_fold_box_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *wanted,
                     int *minimum_baseline, int *natural_baseline)
{
  RtFoldBox *self = RT_FOLD_BOX (widget);

  *minimum = least (self->main, orientation);
  *wanted = natural (self->main, orientation);
  if (!has_side (self))
    return;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MAX (*minimum, least (self->side, orientation));
      *wanted += natural (self->side, orientation) + 1;
    }
  else
    {
      *minimum += least (self->side, orientation) + 1;
      *wanted = MAX (*wanted, *minimum);
    }
}

static void
place (GtkWidget *widget, int x, int y, int width, int height)
{
  const GtkAllocation allocation = { x, y, width, height };

  gtk_widget_size_allocate (widget, &allocation, -1);
}

static void
rt_fold_box_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  RtFoldBox *self = RT_FOLD_BOX (widget);
  int main = natural (self->main, GTK_ORIENTATION_HORIZONTAL);
  int beside = MAX (least (self->side, GTK_ORIENTATION_HORIZONTAL), LEAST_BESIDE);
  int below;

  gtk_widget_set_child_visible (self->line, has_side (self));
  if (!has_side (self))
    {
      place (self->main, 0, 0, width, height);
      return;
    }
  if (main + 1 + beside <= width)
    {
      beside = CLAMP (width - main - 1, beside, MAX (beside, width / 3));
      place (self->main, 0, 0, width - beside - 1, height);
      place (self->line, width - beside - 1, 0, 1, height);
      place (self->side, width - beside, 0, beside, height);
      return;
    }
  below = MAX (least (self->side, GTK_ORIENTATION_VERTICAL), (int) (height * MOST_OF_HEIGHT));
  below = MIN (below, height - least (self->main, GTK_ORIENTATION_VERTICAL) - 1);
  place (self->main, 0, 0, width, height - below - 1);
  place (self->line, 0, height - below - 1, width, 1);
  place (self->side, 0, height - below, width, below);
}

static GtkSizeRequestMode
rt_fold_box_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
rt_fold_box_dispose (GObject *object)
{
  RtFoldBox *self = RT_FOLD_BOX (object);

  g_clear_pointer (&self->main, gtk_widget_unparent);
  g_clear_pointer (&self->line, gtk_widget_unparent);
  g_clear_pointer (&self->side, gtk_widget_unparent);
  G_OBJECT_CLASS (rt_fold_box_parent_class)->dispose (object);
}

static void
rt_fold_box_class_init (RtFoldBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rt_fold_box_dispose;
  widget_class->measure = rt_fold_box_measure;
  widget_class->size_allocate = rt_fold_box_size_allocate;
  widget_class->get_request_mode = rt_fold_box_get_request_mode;
}

static void
rt_fold_box_init (RtFoldBox *self)
{
}

GtkWidget *
rt_fold_box_new (GtkWidget *main, GtkWidget *side)
{
  RtFoldBox *self = g_object_new (RT_TYPE_FOLD_BOX, NULL);

  self->main = main;
  self->line = gtk_separator_new (GTK_ORIENTATION_VERTICAL);
  self->side = side;
  gtk_widget_set_parent (main, GTK_WIDGET (self));
  gtk_widget_set_parent (self->line, GTK_WIDGET (self));
  gtk_widget_set_parent (side, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}
