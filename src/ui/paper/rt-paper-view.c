/* The pages of a document one below the other, as they will print. */
#include "config.h"

#include "rt-paper-view.h"

#include "rt-paper-layout.h"
#include <glib/gi18n.h>

#define SCALE 1.15

struct _RtPaperView
{
  GtkWidget parent_instance;

  /* owned by the widget tree */
  GtkWidget *scroller;
  GtkBox *pages;

  /* owned */
  RtPaperLayout *layout;
};

G_DEFINE_FINAL_TYPE (RtPaperView, rt_paper_view, GTK_TYPE_WIDGET)

static void
draw_page (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  RtPaperView *self = RT_PAPER_VIEW (gtk_widget_get_ancestor (GTK_WIDGET (area), RT_TYPE_PAPER_VIEW));

  if (self == NULL || self->layout == NULL)
    return;
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, SCALE, SCALE);
  rt_paper_layout_draw_page (self->layout, cr, GPOINTER_TO_UINT (user_data));
}

static void
clear (RtPaperView *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->pages))) != NULL)
    gtk_box_remove (self->pages, child);
  g_clear_object (&self->layout);
}

static void
add_page (RtPaperView *self, const RtPaperSetup *setup, guint page)
{
  GtkWidget *area = gtk_drawing_area_new ();
  /* Translators: what a screen reader says of a page in the preview. */
  g_autofree char *label = g_strdup_printf (_ ("Page %u"), page + 1);

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (area), (int) (setup->width * SCALE));
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area), (int) (setup->height * SCALE));
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_page, GUINT_TO_POINTER (page), NULL);
  gtk_widget_set_halign (area, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (area, "paper");
  gtk_accessible_update_property (GTK_ACCESSIBLE (area), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_box_append (self->pages, area);
}

gboolean
rt_paper_view_set_doc (RtPaperView *self, RtPaperDoc *doc, GError **error)
{
  const RtPaperSetup setup = rt_paper_setup_a4 ();

  clear (self);
  if (doc == NULL)
    return TRUE;
  self->layout = rt_paper_layout_new (doc, &setup, NULL, error);
  if (self->layout == NULL)
    return FALSE;
  for (guint i = 0; i < rt_paper_layout_get_n_pages (self->layout); i++)
    add_page (self, &setup, i);
  return TRUE;
}

static gboolean
rt_paper_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (RT_PAPER_VIEW (widget)->scroller);
}

static void
rt_paper_view_dispose (GObject *object)
{
  RtPaperView *self = RT_PAPER_VIEW (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->layout);
  G_OBJECT_CLASS (rt_paper_view_parent_class)->dispose (object);
}

static void
rt_paper_view_class_init (RtPaperViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rt_paper_view_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = rt_paper_view_grab_focus;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
rt_paper_view_init (RtPaperView *self)
{
  self->pages = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 18));
  gtk_widget_add_css_class (GTK_WIDGET (self->pages), "detail");
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->pages));
  gtk_widget_set_focusable (self->scroller, TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_add_css_class (self->scroller, "paper-ground");
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

GtkWidget *
rt_paper_view_new (void)
{
  return g_object_new (RT_TYPE_PAPER_VIEW, NULL);
}
