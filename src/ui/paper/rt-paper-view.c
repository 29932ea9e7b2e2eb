/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document as it will print. */
#include "config.h"

#include "rt-paper-view.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#include "rt-paper-page.h"
#include "rt-secret.h"

#define GAP       18
#define MAX_WIDTH 900
#define MIN_ZOOM  0.25
#define MAX_ZOOM  4.0
#define ZOOM_STEP 1.25

struct _RtPaperView
{
  GtkWidget parent_instance;

  /* owned */
  GtkWidget *scroller;
  GtkWidget *clamp; /* owned by scroller, as what is in it */
  GtkWidget *box;
  GPtrArray *pages;      /* of RtPaperPage, borrowed from box */
  RtPaperLayout *layout; /* owned; NULL while nothing is shown */
  RtPaperSetup setup;
  double zoom;
  guint page;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RtPaperView, rt_paper_view, GTK_TYPE_WIDGET)

static GtkAdjustment *
get_adjustment (RtPaperView *self)
{
  return gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
}

/* Where a page begins in the scrolled space. */
static double
page_top (RtPaperView *self, guint page)
{
  graphene_rect_t bounds;

  if (!gtk_widget_compute_bounds (g_ptr_array_index (self->pages, page), self->box, &bounds))
    return 0;
  return bounds.origin.y;
}

static double
page_height (RtPaperView *self, guint page)
{
  return gtk_widget_get_height (g_ptr_array_index (self->pages, page));
}

static guint
find_page (RtPaperView *self)
{
  GtkAdjustment *adjustment = get_adjustment (self);
  double middle = gtk_adjustment_get_value (adjustment) + gtk_adjustment_get_page_size (adjustment) / 2;
  guint found = 0;

  for (guint i = 1; i < self->pages->len; i++)
    if (page_top (self, i) <= middle)
      found = i;
  return found;
}

static void
on_scrolled (RtPaperView *self)
{
  guint page = find_page (self);

  if (page == self->page)
    return;
  self->page = page;
  g_signal_emit (self, signals[CHANGED], 0);
}

/* --- Keys --- */

static double
shown_zoom (RtPaperView *self)
{
  if (self->zoom > 0 || self->pages->len == 0)
    return self->zoom > 0 ? self->zoom : 1;
  return gtk_widget_get_width (g_ptr_array_index (self->pages, 0)) / self->setup.width;
}

static void
on_zoom (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RtPaperView *self = RT_PAPER_VIEW (widget);
  double zoom = shown_zoom (self);

  if (g_str_equal (name, "paper.zoom-in"))
    rt_paper_view_set_zoom (self, MIN (zoom * ZOOM_STEP, MAX_ZOOM));
  else if (g_str_equal (name, "paper.zoom-out"))
    rt_paper_view_set_zoom (self, MAX (zoom / ZOOM_STEP, MIN_ZOOM));
  else
    rt_paper_view_set_zoom (self, 0);
}

static void
on_go (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RtPaperView *self = RT_PAPER_VIEW (widget);
  guint page = find_page (self);

  if (g_str_equal (name, "paper.next"))
    rt_paper_view_go (self, page + 1);
  else if (g_str_equal (name, "paper.previous"))
    rt_paper_view_go (self, page > 0 ? page - 1 : 0);
  else if (g_str_equal (name, "paper.first"))
    rt_paper_view_go (self, 0);
  else
    rt_paper_view_go (self, G_MAXUINT);
}

/* --- Class --- */

static void
rt_paper_view_dispose (GObject *object)
{
  RtPaperView *self = RT_PAPER_VIEW (object);

  g_clear_pointer (&self->pages, g_ptr_array_unref);
  g_clear_object (&self->layout);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  G_OBJECT_CLASS (rt_paper_view_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char *action;
    guint key;
    GdkModifierType modifiers;
  } keys[] = {
    { "paper.next", GDK_KEY_Page_Down, 0 },
    { "paper.next", GDK_KEY_KP_Page_Down, 0 },
    { "paper.previous", GDK_KEY_Page_Up, 0 },
    { "paper.previous", GDK_KEY_KP_Page_Up, 0 },
    { "paper.first", GDK_KEY_Home, 0 },
    { "paper.last", GDK_KEY_End, 0 },
    { "paper.zoom-in", GDK_KEY_plus, GDK_CONTROL_MASK },
    { "paper.zoom-in", GDK_KEY_equal, GDK_CONTROL_MASK },
    { "paper.zoom-in", GDK_KEY_KP_Add, GDK_CONTROL_MASK },
    { "paper.zoom-out", GDK_KEY_minus, GDK_CONTROL_MASK },
    { "paper.zoom-out", GDK_KEY_KP_Subtract, GDK_CONTROL_MASK },
    { "paper.zoom-width", GDK_KEY_0, GDK_CONTROL_MASK },
  };

  gtk_widget_class_install_action (widget_class, "paper.next", NULL, on_go);
  gtk_widget_class_install_action (widget_class, "paper.previous", NULL, on_go);
  gtk_widget_class_install_action (widget_class, "paper.first", NULL, on_go);
  gtk_widget_class_install_action (widget_class, "paper.last", NULL, on_go);
  gtk_widget_class_install_action (widget_class, "paper.zoom-in", NULL, on_zoom);
  gtk_widget_class_install_action (widget_class, "paper.zoom-out", NULL, on_zoom);
  gtk_widget_class_install_action (widget_class, "paper.zoom-width", NULL, on_zoom);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, keys[i].modifiers, keys[i].action, NULL);
}

static void
rt_paper_view_class_init (RtPaperViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rt_paper_view_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "paperview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  install_actions (widget_class);
  signals[CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rt_paper_view_init (RtPaperView *self)
{
  self->pages = g_ptr_array_new ();
  self->setup = rt_paper_setup_a4 ();
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, GAP);
  gtk_widget_set_margin_top (self->box, GAP);
  gtk_widget_set_margin_bottom (self->box, GAP);
  gtk_widget_set_margin_start (self->box, GAP);
  gtk_widget_set_margin_end (self->box, GAP);
  self->clamp = adw_clamp_new ();
  adw_clamp_set_maximum_size (ADW_CLAMP (self->clamp), MAX_WIDTH);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (self->clamp), MAX_WIDTH);
  adw_clamp_set_child (ADW_CLAMP (self->clamp), self->box);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->clamp);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_hexpand (self->scroller, TRUE);
  gtk_widget_set_vexpand (self->scroller, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Pages as they print"), -1);
  g_signal_connect_swapped (get_adjustment (self), "value-changed", G_CALLBACK (on_scrolled), self);
}

GtkWidget *
rt_paper_view_new (void)
{
  return g_object_new (RT_TYPE_PAPER_VIEW, NULL);
}

static void
remove_pages (RtPaperView *self)
{
  for (guint i = 0; i < self->pages->len; i++)
    gtk_box_remove (GTK_BOX (self->box), g_ptr_array_index (self->pages, i));
  g_ptr_array_set_size (self->pages, 0);
  g_clear_object (&self->layout);
  self->page = 0;
}

void
rt_paper_view_set_setup (RtPaperView *self, const RtPaperSetup *setup)
{
  self->setup = *setup;
}

gboolean
rt_paper_view_set_doc (RtPaperView *self, RtPaperDoc *doc, GError **error)
{
  g_autoptr (RtPaperLayout) layout = NULL;

  remove_pages (self);
  if (doc != NULL)
    {
      layout = rt_paper_layout_new (doc, &self->setup, NULL, error);
      if (layout == NULL)
        return FALSE;
      for (guint i = 0; i < rt_paper_layout_get_n_pages (layout); i++)
        {
          GtkWidget *page = rt_paper_page_new (layout, &self->setup, i);

          rt_paper_page_set_zoom (RT_PAPER_PAGE (page), self->zoom);
          g_ptr_array_add (self->pages, page);
          gtk_box_append (GTK_BOX (self->box), page);
        }
      self->layout = g_steal_pointer (&layout);
    }
  gtk_adjustment_set_value (get_adjustment (self), 0);
  g_signal_emit (self, signals[CHANGED], 0);
  return TRUE;
}

guint
rt_paper_view_get_n_pages (RtPaperView *self)
{
  return self->pages->len;
}

guint
rt_paper_view_get_page (RtPaperView *self)
{
  return self->page;
}

void
rt_paper_view_go (RtPaperView *self, guint page)
{
  if (self->pages->len == 0)
    return;
  gtk_adjustment_set_value (get_adjustment (self), page_top (self, MIN (page, self->pages->len - 1)));
}

void
rt_paper_view_go_to_text (RtPaperView *self, const char *words)
{
  for (guint i = 0; i < self->pages->len; i++)
    {
      char *text = rt_paper_layout_dup_page_text (self->layout, i);
      const char *found = text != NULL ? strstr (text, words) : NULL;
      double share = found != NULL ? (double) (found - text) / (double) strlen (text) : 0;

      rt_wipe_string (text);
      if (found == NULL)
        continue;
      /* Where on the page is not known, but how much of its text stands before. */
      gtk_adjustment_set_value (get_adjustment (self),
                                page_top (self, i) + MAX (0, share - 0.08) * page_height (self, i));
      return;
    }
}

void
rt_paper_view_set_zoom (RtPaperView *self, double zoom)
{
  self->zoom = zoom > 0 ? CLAMP (zoom, MIN_ZOOM, MAX_ZOOM) : 0;
  adw_clamp_set_maximum_size (ADW_CLAMP (self->clamp), self->zoom > 0 ? G_MAXINT : MAX_WIDTH);
  for (guint i = 0; i < self->pages->len; i++)
    rt_paper_page_set_zoom (g_ptr_array_index (self->pages, i), self->zoom);
}

double
rt_paper_view_get_zoom (RtPaperView *self)
{
  return self->zoom;
}
