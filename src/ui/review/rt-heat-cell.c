/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One cell of the picture of looks. */
#include "config.h"

#include "rt-heat-cell.h"

#include <math.h>

#define LEAST_WIDTH  16
#define LEAST_HEIGHT 32
#define RADIUS       4
#define GAP          1
#define PADDING      2

struct _RtHeatCell
{
  GtkWidget parent_instance;

  double strength; /* 0 to 1 */
  gboolean outside;
  char *words;         /* owned */
  PangoLayout *number; /* owned; NULL: nothing to count */
};

G_DEFINE_FINAL_TYPE (RtHeatCell, rt_heat_cell, GTK_TYPE_WIDGET)

static GdkRGBA
get_colour (RtHeatCell *self, const char *name)
{
  GdkRGBA colour;

  if (!gtk_style_context_lookup_color (gtk_widget_get_style_context (GTK_WIDGET (self)), name, &colour))
    gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &colour);
  return colour;
}

static void
draw_ground (RtHeatCell *self, GtkSnapshot *snapshot, float width, float height)
{
  GdkRGBA colour = get_colour (self, self->strength <= 0 ? "window_fg_color"
                                     : self->outside     ? "warning_bg_color"
                                                         : "accent_bg_color");
  GskRoundedRect shape;

  /* an empty hour of the store is a little lighter than one outside of it */
  colour.alpha = self->strength > 0 ? (float) (0.25 + 0.75 * self->strength) : self->outside ? 0.03f : 0.08f;
  gsk_rounded_rect_init_from_rect (&shape,
                                   &GRAPHENE_RECT_INIT (GAP, GAP, MAX (width - 2 * GAP, 0), MAX (height - 2 * GAP, 0)),
                                   RADIUS);
  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  gtk_snapshot_append_color (snapshot, &colour, &GRAPHENE_RECT_INIT (0, 0, width, height));
  gtk_snapshot_pop (snapshot);
  if (gtk_widget_has_focus (GTK_WIDGET (self)))
    {
      GdkRGBA ring = get_colour (self, "window_fg_color");

      gtk_snapshot_append_border (snapshot, &shape, (float[4]){ 2, 2, 2, 2 }, (GdkRGBA[4]){ ring, ring, ring, ring });
    }
}

static void
draw_number (RtHeatCell *self, GtkSnapshot *snapshot, int width, int height)
{
  GdkRGBA colour = get_colour (self, self->strength < 0.8 ? "window_fg_color"
                                     : self->outside      ? "warning_fg_color"
                                                          : "accent_fg_color");
  int w, h;

  pango_layout_get_pixel_size (self->number, &w, &h);
  if (w > width - 2 * PADDING)
    return;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) (width - w) / 2, (float) (height - h) / 2));
  gtk_snapshot_append_layout (snapshot, self->number, &colour);
  gtk_snapshot_restore (snapshot);
}

static void
rt_heat_cell_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  RtHeatCell *self = RT_HEAT_CELL (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);

  draw_ground (self, snapshot, (float) width, (float) height);
  if (self->number != NULL)
    draw_number (self, snapshot, width, height);
}

static void
rt_heat_cell_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                      int *minimum_baseline, int *natural_baseline)
{
  RtHeatCell *self = RT_HEAT_CELL (widget);
  int width = 0, height = 0;

  if (self->number != NULL)
    pango_layout_get_pixel_size (self->number, &width, &height);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = LEAST_WIDTH;
      *natural = MAX (LEAST_WIDTH, width + 2 * PADDING);
    }
  else
    *minimum = *natural = MAX (LEAST_HEIGHT, height + 2 * PADDING);
  *minimum_baseline = *natural_baseline = -1;
}

static void
on_focus (RtHeatCell *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
rt_heat_cell_finalize (GObject *object)
{
  RtHeatCell *self = RT_HEAT_CELL (object);

  g_free (self->words);
  g_clear_object (&self->number);
  G_OBJECT_CLASS (rt_heat_cell_parent_class)->finalize (object);
}

static void
rt_heat_cell_class_init (RtHeatCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = rt_heat_cell_finalize;
  widget_class->snapshot = rt_heat_cell_snapshot;
  widget_class->measure = rt_heat_cell_measure;
  gtk_widget_class_set_css_name (widget_class, "heatcell");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID_CELL);
}

static void
rt_heat_cell_init (RtHeatCell *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "notify::has-focus", G_CALLBACK (on_focus), NULL);
}

GtkWidget *
rt_heat_cell_new (guint count, guint most, gboolean outside, const char *words)
{
  RtHeatCell *self = g_object_new (RT_TYPE_HEAT_CELL, NULL);

  /* the eye tells few from some better than many from more */
  self->strength = most > 0 ? sqrt ((double) count / most) : 0;
  self->outside = outside;
  self->words = g_strdup (words);
  if (count > 0)
    {
      g_autofree char *number = g_strdup_printf ("%u", count);

      self->number = gtk_widget_create_pango_layout (GTK_WIDGET (self), number);
    }
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  return GTK_WIDGET (self);
}

const char *
rt_heat_cell_get_words (RtHeatCell *self)
{
  return self->words;
}
