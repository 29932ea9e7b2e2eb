/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list and what is opened from it: side by side, or one at a time. */
#include "config.h"

#include "rt-split-pane.h"

#include <glib/gi18n.h>

struct _RtSplitPane
{
  GtkWidget parent_instance;

  AdwLeaflet *leaflet; /* owned by the widget tree, as are the rest */
  GtkWidget *list_side;
  GtkWidget *right;
  GtkWidget *detail;
};

enum
{
  PROP_FOLDED = 1,
  N_PROPERTIES
};

enum
{
  BACK,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RtSplitPane, rt_split_pane, GTK_TYPE_WIDGET)

/* Whoever is at work on the detail when it gets narrow stays there. */
static void
on_folded (RtSplitPane *self)
{
  if (rt_split_pane_get_folded (self) && (gtk_widget_get_state_flags (self->right) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0)
    rt_split_pane_turn (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOLDED]);
}

static void
on_back (RtSplitPane *self)
{
  adw_leaflet_set_visible_child (self->leaflet, self->list_side);
  g_signal_emit (self, signals[BACK], 0);
}

static void
rt_split_pane_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_boolean (value, rt_split_pane_get_folded (RT_SPLIT_PANE (object)));
}

static void
rt_split_pane_dispose (GObject *object)
{
  RtSplitPane *self = RT_SPLIT_PANE (object);
  GtkWidget *leaflet = GTK_WIDGET (self->leaflet);

  self->leaflet = NULL;
  g_clear_pointer (&leaflet, gtk_widget_unparent);
  G_OBJECT_CLASS (rt_split_pane_parent_class)->dispose (object);
}

static void
rt_split_pane_class_init (RtSplitPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = rt_split_pane_dispose;
  object_class->get_property = rt_split_pane_get_property;
  properties[PROP_FOLDED] =
    g_param_spec_boolean ("folded", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  signals[BACK] =
    g_signal_new ("back", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
rt_split_pane_init (RtSplitPane *self)
{
  self->leaflet = ADW_LEAFLET (adw_leaflet_new ());
  adw_leaflet_set_can_navigate_back (self->leaflet, TRUE);
  gtk_widget_set_parent (GTK_WIDGET (self->leaflet), GTK_WIDGET (self));
}

static GtkWidget *
make_back (RtSplitPane *self)
{
  GtkWidget *back = gtk_button_new_from_icon_name ("rt-back-symbolic");

  gtk_widget_set_halign (back, GTK_ALIGN_START);
  gtk_widget_add_css_class (back, "flat");
  gtk_widget_set_tooltip_text (back, _("Back to the list"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (back), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Back to the list"), -1);
  g_object_bind_property (self->leaflet, "folded", back, "visible", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (back, "clicked", G_CALLBACK (on_back), self, G_CONNECT_SWAPPED);
  return back;
}

GtkWidget *
rt_split_pane_new (GtkWidget *list_side, GtkWidget *detail)
{
  RtSplitPane *self = g_object_new (RT_TYPE_SPLIT_PANE, NULL);
  GtkWidget *line = gtk_separator_new (GTK_ORIENTATION_VERTICAL);

  self->list_side = list_side;
  self->detail = detail;
  self->right = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_vexpand (detail, TRUE);
  gtk_box_append (GTK_BOX (self->right), make_back (self));
  gtk_box_append (GTK_BOX (self->right), detail);
  adw_leaflet_append (self->leaflet, list_side);
  adw_leaflet_page_set_navigatable (adw_leaflet_append (self->leaflet, line), FALSE);
  adw_leaflet_append (self->leaflet, self->right);
  g_signal_connect_object (self->leaflet, "notify::folded", G_CALLBACK (on_folded), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

gboolean
rt_split_pane_get_folded (RtSplitPane *self)
{
  return self->leaflet != NULL && adw_leaflet_get_folded (self->leaflet);
}

gboolean
rt_split_pane_shows_detail (RtSplitPane *self)
{
  return !rt_split_pane_get_folded (self) || adw_leaflet_get_visible_child (self->leaflet) == self->right;
}

void
rt_split_pane_turn (RtSplitPane *self)
{
  if (rt_split_pane_get_folded (self))
    adw_leaflet_set_visible_child (self->leaflet, self->right);
}

gboolean
rt_split_pane_enter (RtSplitPane *self)
{
  return gtk_widget_grab_focus (self->detail) || gtk_widget_child_focus (self->detail, GTK_DIR_TAB_FORWARD) ||
         gtk_widget_child_focus (self->right, GTK_DIR_TAB_FORWARD);
}
