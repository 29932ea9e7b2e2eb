/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A thin ring that runs out. */
#include "config.h"

#include "rt-reveal-ring.h"

#include <glib/gi18n.h>

#define STEP_MS 200
#define SIZE    44 /* pixels at least: two digits of large text need more */
#define THIN    3

struct _RtRevealRing
{
  GtkWidget parent_instance;

  /* owned */
  GtkWidget *number;
  guint timer;
  gint64 began, length; /* monotonic, µs */
};

enum
{
  OVER,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RtRevealRing, rt_reveal_ring, GTK_TYPE_WIDGET)

static gint64
get_left (RtRevealRing *self)
{
  return self->length > 0 ? MAX (0, self->began + self->length - g_get_monotonic_time ()) : 0;
}

static void
show_left (RtRevealRing *self)
{
  guint seconds = (guint) ((get_left (self) + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC);
  g_autofree char *number = g_strdup_printf ("%u", seconds);
  g_autofree char *words =
    /* Translators: read out beside a value that is shown for a minute. */
    g_strdup_printf (ngettext ("Masked again in %u second", "Masked again in %u seconds", seconds), seconds);

  if (g_strcmp0 (gtk_label_get_text (GTK_LABEL (self->number)), number) == 0)
    return;
  gtk_label_set_text (GTK_LABEL (self->number), number);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->number), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), words);
}

static gboolean
on_step (gpointer user_data)
{
  RtRevealRing *self = user_data;

  show_left (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (get_left (self) > 0)
    return G_SOURCE_CONTINUE;
  self->timer = 0;
  g_signal_emit (self, signals[OVER], 0);
  return G_SOURCE_REMOVE;
}

static void
draw_arc (cairo_t *cr, double size, double part, const GdkRGBA *color)
{
  double from = -G_PI / 2;

  gdk_cairo_set_source_rgba (cr, color);
  cairo_set_line_width (cr, THIN);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  /* What is left ends at the top: the ring runs out clockwise. */
  cairo_arc (cr, size / 2, size / 2, (size - THIN) / 2, from + (1 - part) * 2 * G_PI, from + 2 * G_PI);
  cairo_stroke (cr);
}

static void
rt_reveal_ring_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  RtRevealRing *self = RT_REVEAL_RING (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  double size = MIN (width, height);
  double part = self->length > 0 ? (double) get_left (self) / (double) self->length : 0;
  GdkRGBA color, faint;
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  faint = color;
  faint.alpha *= 0.2f;
  cairo_translate (cr, (width - size) / 2, (height - size) / 2);
  draw_arc (cr, size, 1, &faint);
  if (part > 0)
    draw_arc (cr, size, part, &color);
  cairo_destroy (cr);
  GTK_WIDGET_CLASS (rt_reveal_ring_parent_class)->snapshot (widget, snapshot);
}

static void
rt_reveal_ring_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *min, int *nat, int *min_base,
                        int *nat_base)
{
  int number_min, number_nat;

  gtk_widget_measure (RT_REVEAL_RING (widget)->number, GTK_ORIENTATION_HORIZONTAL, -1, &number_min, &number_nat, NULL,
                      NULL);
  *min = *nat = MAX (SIZE, number_nat * 2);
  *min_base = *nat_base = -1;
}

static void
rt_reveal_ring_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gtk_widget_size_allocate (RT_REVEAL_RING (widget)->number, &(GtkAllocation){ 0, 0, width, height }, -1);
}

static void
rt_reveal_ring_dispose (GObject *object)
{
  RtRevealRing *self = RT_REVEAL_RING (object);

  rt_reveal_ring_stop (self);
  g_clear_pointer (&self->number, gtk_widget_unparent);
  G_OBJECT_CLASS (rt_reveal_ring_parent_class)->dispose (object);
}

static void
rt_reveal_ring_class_init (RtRevealRingClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rt_reveal_ring_dispose;
  widget_class->snapshot = rt_reveal_ring_snapshot;
  widget_class->measure = rt_reveal_ring_measure;
  widget_class->size_allocate = rt_reveal_ring_size_allocate;
  signals[OVER] =
    g_signal_new ("over", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "revealring");
}

static void
rt_reveal_ring_init (RtRevealRing *self)
{
  self->number = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->number, "numeric");
  gtk_widget_set_parent (self->number, GTK_WIDGET (self));
}

GtkWidget *
rt_reveal_ring_new (void)
{
  return g_object_new (RT_TYPE_REVEAL_RING, NULL);
}

void
rt_reveal_ring_start (RtRevealRing *self, guint seconds)
{
  rt_reveal_ring_stop (self);
  self->began = g_get_monotonic_time ();
  self->length = (gint64) seconds * G_USEC_PER_SEC;
  show_left (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  self->timer = g_timeout_add (STEP_MS, on_step, self);
}

void
rt_reveal_ring_stop (RtRevealRing *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  self->length = 0;
}
