/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looks over time: the span, the picture, what its colours say. */
#include "config.h"

#include "rt-looks-view.h"

#include <glib/gi18n.h>

#include "rt-choice.h"
#include "rt-heat-map.h"
#include "rt-review-requests.h"
#include "rt-tab-order.h"

#define MOST_WIDTH 1200

struct _RtLooksView
{
  GtkWidget parent_instance;

  /* owned by the widget tree */
  GtkStack *stack;
  AdwStatusPage *empty;
  GtkDropDown *span;
  GtkLabel *summary;
  RtHeatMap *map;

  RtWindow *window;          /* borrowed */
  GCancellable *cancellable; /* owned; NULL after dispose */
};

G_DEFINE_FINAL_TYPE (RtLooksView, rt_looks_view, GTK_TYPE_WIDGET)

static const guint spans[] = { 1, 7, 28, 91 };

static void
show_empty (RtLooksView *self, const char *title, const char *words)
{
  adw_status_page_set_title (self->empty, title);
  adw_status_page_set_description (self->empty, words);
  gtk_stack_set_visible_child_name (self->stack, "empty");
}

static void
say_summary (RtLooksView *self, const RtLooks *looks)
{
  g_autofree char *from = rt_day_format (looks->from, 's', NULL);
  g_autofree char *to = rt_day_format (looks->to, 's', NULL);
  g_autofree char *words =
    /* Translators: %2$s and %3$s are days: "1,204 looks from 1 Nov to 28 Nov" */
    g_strdup_printf (ngettext ("%1$u look from %2$s to %3$s", "%1$u looks from %2$s to %3$s", looks->total),
                     looks->total, from, to);

  gtk_label_set_text (self->summary, words);
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtLooksView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RtLooks) looks = rt_desk_run_finish (RT_DESK (source), result, &error);

  if (self->cancellable == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (looks == NULL)
    {
      show_empty (self, _("The looks cannot be shown"), error->message);
      return;
    }
  say_summary (self, looks);
  rt_heat_map_set_looks (self->map, looks);
  if (looks->total == 0)
    show_empty (self, _("Nobody looked at anybody"),
                _("As soon as an order, a ticket or a customer is opened, it is counted here."));
  else
    gtk_stack_set_visible_child_name (self->stack, "map");
}

void
rt_looks_view_load (RtLooksView *self)
{
  RtDesk *desk = rt_window_get_desk (self->window);
  RtDay today = rt_desk_get_today (desk);
  guint span = spans[MIN (gtk_drop_down_get_selected (self->span), G_N_ELEMENTS (spans) - 1)];

  /* the choice may tell of its end */
  if (self->cancellable == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  rt_request_looks (desk, today - (RtDay) span + 1, today, self->cancellable, on_loaded, g_object_ref (self));
}

static gboolean
rt_looks_view_grab_focus (GtkWidget *widget)
{
  RtLooksView *self = RT_LOOKS_VIEW (widget);

  return gtk_widget_child_focus (GTK_WIDGET (self->map), GTK_DIR_TAB_FORWARD) ||
         gtk_widget_grab_focus (GTK_WIDGET (self->span));
}

static void
rt_looks_view_dispose (GObject *object)
{
  RtLooksView *self = RT_LOOKS_VIEW (object);
  GtkWidget *child;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (rt_looks_view_parent_class)->dispose (object);
}

static void
rt_looks_view_class_init (RtLooksViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rt_looks_view_dispose;
  widget_class->grab_focus = rt_looks_view_grab_focus;
  widget_class->focus = rt_tab_order_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
make_strip (RtLooksView *self)
{
  const char *const words[] = { _("Today"), _("7 days"), _("4 weeks"), _("13 weeks"), NULL };
  GtkWidget *strip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *caption = gtk_label_new_with_mnemonic (_("_Span"));

  self->span = GTK_DROP_DOWN (gtk_drop_down_new_from_strings (words));
  gtk_drop_down_set_selected (self->span, 2);
  gtk_label_set_mnemonic_widget (GTK_LABEL (caption), GTK_WIDGET (self->span));
  rt_choice_set_label (self->span, caption);
  self->summary = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->summary, 1);
  gtk_label_set_ellipsize (self->summary, PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (GTK_WIDGET (self->summary), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->summary), "dim-label");
  gtk_box_append (GTK_BOX (strip), caption);
  gtk_box_append (GTK_BOX (strip), GTK_WIDGET (self->span));
  gtk_box_append (GTK_BOX (strip), GTK_WIDGET (self->summary));
  return strip;
}

static GtkWidget *
make_label (const char *words, const char *style)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, style);
  return label;
}

/* With large text the picture is wider than the window: it scrolls. */
static GtkWidget *
make_map (RtLooksView *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->map = RT_HEAT_MAP (rt_heat_map_new ());
  gtk_widget_set_margin_top (GTK_WIDGET (self->map), 6);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->map), 12);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->map));
  return scrolled;
}

static void
rt_looks_view_init (RtLooksView *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->cancellable = g_cancellable_new ();
  self->stack = GTK_STACK (gtk_stack_new ());
  self->empty = ADW_STATUS_PAGE (adw_status_page_new ());
  adw_status_page_set_icon_name (self->empty, "rt-review-symbolic");
  gtk_widget_add_css_class (GTK_WIDGET (self->empty), "compact");
  gtk_stack_add_named (self->stack, make_map (self), "map");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->empty), "empty");
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  gtk_box_append (GTK_BOX (box), make_strip (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  gtk_box_append (
    GTK_BOX (box),
    make_label (_ (
                  "How often orders, tickets and customers were opened, customers looked up by telephone and masked "
                  "values asked for, by hour of the day. Hours outside those of the store have a colour of their own."),
                "dim-label"));
  gtk_widget_add_css_class (box, "detail");
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), MOST_WIDTH);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), MOST_WIDTH);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  gtk_widget_set_parent (scrolled, GTK_WIDGET (self));
}

GtkWidget *
rt_looks_view_new (RtWindow *window)
{
  RtLooksView *self = g_object_new (RT_TYPE_LOOKS_VIEW, NULL);

  self->window = window;
  g_signal_connect_object (self->span, "notify::selected", G_CALLBACK (rt_looks_view_load), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
