/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One page of a paper on the screen. */
#include "config.h"

#include "rt-paper-page.h"

#include <glib/gi18n.h>
#include <math.h>

#include "rt-secret.h"
#include "rt-stall-meter.h"

#define MIN_WIDTH 240

struct _RtPaperPage
{
  GtkWidget parent_instance;

  /* owned */
  RtPaperLayout *layout;
  RtPaperSetup setup;
  guint page;
  double zoom;
};

G_DEFINE_FINAL_TYPE (RtPaperPage, rt_paper_page, GTK_TYPE_WIDGET)

static GtkSizeRequestMode
rt_paper_page_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
rt_paper_page_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                       int *minimum_baseline, int *natural_baseline)
{
  RtPaperPage *self = RT_PAPER_PAGE (widget);
  double width = self->zoom > 0 ? ceil (self->setup.width * self->zoom) : for_size > 0 ? for_size : MIN_WIDTH;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *natural = (int) ceil (self->setup.width * (self->zoom > 0 ? self->zoom : 1));
      *minimum = self->zoom > 0 ? *natural : MIN_WIDTH;
    }
  else
    *minimum = *natural = (int) ceil (width * self->setup.height / self->setup.width);
}

static void
rt_paper_page_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  RtPaperPage *self = RT_PAPER_PAGE (widget);
  float width = (float) gtk_widget_get_width (widget);
  float height = (float) gtk_widget_get_height (widget);
  const graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, width, height);
  const GdkRGBA white = { 1, 1, 1, 1 };
  double scale = width / self->setup.width;
  cairo_t *cr;
  RT_STALL_MARK (RT_STALL_OURS);

  if (width < 1)
    return;
  gtk_snapshot_append_color (snapshot, &white, &bounds);
  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  cairo_scale (cr, scale, scale);
  rt_paper_layout_draw_page (self->layout, cr, self->page);
  cairo_destroy (cr);
}

static void
rt_paper_page_dispose (GObject *object)
{
  g_clear_object (&RT_PAPER_PAGE (object)->layout);
  G_OBJECT_CLASS (rt_paper_page_parent_class)->dispose (object);
}

static void
rt_paper_page_class_init (RtPaperPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rt_paper_page_dispose;
  widget_class->get_request_mode = rt_paper_page_get_request_mode;
  widget_class->measure = rt_paper_page_measure;
  widget_class->snapshot = rt_paper_page_snapshot;
  gtk_widget_class_set_css_name (widget_class, "paperpage");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
rt_paper_page_init (RtPaperPage *self)
{
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_FILL);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_START);
}

static void
tell_readers (RtPaperPage *self)
{
  guint n = rt_paper_layout_get_n_pages (self->layout);
  /* Translators: what a screen reader calls a page of a paper: its number, and how many there are. */
  g_autofree char *label = g_strdup_printf (_("Page %1$u of %2$u"), self->page + 1, n);
  char *text = rt_paper_layout_dup_page_text (self->layout, self->page);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text != NULL ? text : "", -1);
  rt_wipe_string (text);
}

GtkWidget *
rt_paper_page_new (RtPaperLayout *layout, const RtPaperSetup *setup, guint page)
{
  RtPaperPage *self = g_object_new (RT_TYPE_PAPER_PAGE, NULL);

  self->layout = g_object_ref (layout);
  self->setup = *setup;
  self->page = page;
  tell_readers (self);
  return GTK_WIDGET (self);
}

void
rt_paper_page_set_zoom (RtPaperPage *self, double zoom)
{
  self->zoom = zoom;
  gtk_widget_set_halign (GTK_WIDGET (self), zoom > 0 ? GTK_ALIGN_CENTER : GTK_ALIGN_FILL);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
