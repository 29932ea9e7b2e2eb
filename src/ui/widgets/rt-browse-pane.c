/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of a place and what about the record selected in it. */
#include "config.h"

#include "rt-browse-pane.h"

#include "rt-split-pane.h"

struct _RtBrowsePane
{
  GtkWidget parent_instance;

  RtListPane *list;   /* owned by the widget tree */
  RtSplitPane *split; /* the same; NULL until there is a detail */
  GtkWidget *left;    /* the same */
};

enum
{
  PROP_STRIP = 1,
  PROP_DETAIL,
  N_PROPERTIES
};

enum
{
  SHOW,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RtBrowsePane, rt_browse_pane, GTK_TYPE_WIDGET)

static void
show (RtBrowsePane *self, gint64 id)
{
  g_signal_emit (self, signals[SHOW], 0, id);
}

static void
on_selected (RtBrowsePane *self, gint64 id)
{
  show (self, rt_split_pane_get_folded (self->split) ? 0 : id);
}

static void
on_opened (RtBrowsePane *self, gint64 id)
{
  show (self, id);
  rt_browse_pane_enter (self);
}

static void
on_folded (RtBrowsePane *self)
{
  gboolean folded = rt_split_pane_get_folded (self->split);

  rt_list_pane_set_click_opens (self->list, folded);
  if (!folded)
    show (self, rt_list_pane_get_selected (self->list));
}

static void
on_back (RtBrowsePane *self)
{
  rt_list_pane_focus (self->list);
}

static void
set_detail (RtBrowsePane *self, GtkWidget *detail)
{
  gtk_widget_add_css_class (detail, "detail-side");
  self->split = RT_SPLIT_PANE (rt_split_pane_new (self->left, detail));
  gtk_widget_set_parent (GTK_WIDGET (self->split), GTK_WIDGET (self));
  g_signal_connect_object (self->list, "selected", G_CALLBACK (on_selected), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "opened", G_CALLBACK (on_opened), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->split, "notify::folded", G_CALLBACK (on_folded), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->split, "back", G_CALLBACK (on_back), self, G_CONNECT_SWAPPED);
  on_folded (self);
}

static void
set_strip (RtBrowsePane *self, GtkWidget *strip)
{
  gtk_widget_add_css_class (strip, "toolbar-strip");
  gtk_box_prepend (GTK_BOX (self->left), strip);
}

static void
rt_browse_pane_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  RtBrowsePane *self = RT_BROWSE_PANE (object);

  if (id == PROP_STRIP)
    set_strip (self, g_value_get_object (value));
  else
    set_detail (self, g_value_get_object (value));
}

static void
rt_browse_pane_dispose (GObject *object)
{
  RtBrowsePane *self = RT_BROWSE_PANE (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (rt_browse_pane_parent_class)->dispose (object);
}

static void
rt_browse_pane_class_init (RtBrowsePaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = rt_browse_pane_dispose;
  object_class->set_property = rt_browse_pane_set_property;
  properties[PROP_STRIP] = g_param_spec_object ("strip", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_DETAIL] = g_param_spec_object ("detail", NULL, NULL, GTK_TYPE_WIDGET, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  signals[SHOW] = g_signal_new ("show-record", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_INT64);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
rt_browse_pane_init (RtBrowsePane *self)
{
  self->left = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->list = RT_LIST_PANE (rt_list_pane_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->list), TRUE);
  gtk_box_append (GTK_BOX (self->left), GTK_WIDGET (self->list));
  gtk_widget_set_hexpand (self->left, TRUE);
  gtk_widget_add_css_class (self->left, "list-side");
}

GtkWidget *
rt_browse_pane_new (GtkWidget *strip, GtkWidget *detail)
{
  return g_object_new (RT_TYPE_BROWSE_PANE, "strip", strip, "detail", detail, NULL);
}

RtListPane *
rt_browse_pane_get_list (RtBrowsePane *self)
{
  return self->list;
}

void
rt_browse_pane_show (RtBrowsePane *self, gint64 id)
{
  rt_list_pane_select (self->list, id);
  show (self, id);
}

void
rt_browse_pane_enter (RtBrowsePane *self)
{
  rt_split_pane_turn (self->split);
  if (!rt_split_pane_enter (self->split))
    rt_list_pane_focus (self->list);
}

void
rt_browse_pane_focus (RtBrowsePane *self)
{
  if (rt_split_pane_get_folded (self->split) && rt_split_pane_shows_detail (self->split))
    rt_browse_pane_enter (self);
  else
    rt_list_pane_focus (self->list);
}
