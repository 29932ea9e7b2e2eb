/* The one search box: what it finds drops down below it. */
#include "config.h"

#include "rt-search-box.h"

#include "rt-requests.h"
#include "rt-tab-order.h"
#include "rt-text.h"
#include <glib/gi18n.h>

#define MOST_HITS 20

struct _RtSearchBox
{
  GtkWidget parent_instance;

  /* owned */
  GtkWidget *entry;
  GtkWidget *popover;
  GtkListBox *list;
  GtkLabel *nothing;
  GtkLabel *preparing;
  RtDesk *desk;
  GCancellable *cancellable;
  GtkEventControllerFocus *focus; /* borrowed: of this widget and what drops down from it */

  GCancellable *preparation; /* NULL: none under way */
  gboolean ready;            /* names and telephone numbers can be found */
  gboolean stale;            /* something was saved since */
  gboolean answered;         /* what drops down is the answer to what is typed */
};

G_DEFINE_FINAL_TYPE (RtSearchBox, rt_search_box, GTK_TYPE_WIDGET)

static GtkWidget *
make_row (const RtHit *hit)
{
  static const char *const actions[] = { "desk.show-order", "desk.show-ticket", "desk.show-customer" };
  static const char *const icons[] = { "rt-orders-symbolic", "rt-tickets-symbolic", "rt-customers-symbolic" };
  static const char *const groups[] = { N_("Orders"), N_("Tickets"), N_("Customers") };
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *title = gtk_label_new (hit->title);
  GtkWidget *subtitle = gtk_label_new (hit->subtitle);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_xalign (GTK_LABEL (subtitle), 1);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_label_set_ellipsize (GTK_LABEL (subtitle), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (subtitle, TRUE);
  gtk_widget_add_css_class (subtitle, "dim-label");
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (icons[hit->kind]));
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), subtitle);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data (G_OBJECT (row), "rt-action", (gpointer) actions[hit->kind]);
  g_object_set_data (G_OBJECT (row), "rt-group", (gpointer) groups[hit->kind]);
  g_object_set_data_full (G_OBJECT (row), "rt-id", g_memdup2 (&hit->id, sizeof hit->id), g_free);
  return row;
}

/* The first of each kind has a heading. */
static void
head_row (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  const char *group = g_object_get_data (G_OBJECT (row), "rt-group");
  GtkWidget *heading;

  if (before != NULL && g_object_get_data (G_OBJECT (before), "rt-group") == group)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  heading = gtk_label_new (_ (group));
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "search-group");
  gtk_list_box_row_set_header (row, heading);
}

static void
clear_rows (RtSearchBox *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
}

/* What was found is there while the keyboard is here, also when it comes back: it would cover what is worked on
 * elsewhere. */
static void
drop_down (RtSearchBox *self)
{
  if (self->answered && gtk_event_controller_focus_contains_focus (self->focus))
    gtk_popover_popup (GTK_POPOVER (self->popover));
}

/* Locking takes the box out of its window while it waits for an answer: what comes then has nowhere to stand, and the
 * toolkit does not survive a popover without a window. */
static gboolean
is_wanted (RtSearchBox *self, const GError *error)
{
  return self->list != NULL && gtk_widget_get_root (GTK_WIDGET (self)) != NULL &&
         !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtSearchBox) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hits = rt_desk_run_finish (RT_DESK (source), result, &error);

  if (!is_wanted (self, error))
    return;
  clear_rows (self);
  gtk_label_set_text (self->nothing,
                      error != NULL ? error->message : _("Nothing found among what your work shows you."));
  gtk_widget_set_visible (GTK_WIDGET (self->nothing),
                          error != NULL || (self->ready && (hits == NULL || hits->len == 0)));
  /* An empty list would keep room for a bar to scroll with. */
  gtk_widget_set_visible (gtk_widget_get_ancestor (GTK_WIDGET (self->list), GTK_TYPE_SCROLLED_WINDOW),
                          hits != NULL && hits->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->preparing), !self->ready);
  for (guint i = 0; hits != NULL && i < hits->len; i++)
    gtk_list_box_append (self->list, make_row (g_ptr_array_index (hits, i)));
  self->answered = TRUE;
  drop_down (self);
}

static void
find (RtSearchBox *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->answered = FALSE;
  if (rt_text_is_blank (text))
    {
      gtk_popover_popdown (GTK_POPOVER (self->popover));
      return;
    }
  self->cancellable = g_cancellable_new ();
  rt_request_search (self->desk, text, MOST_HITS, self->cancellable, on_found, g_object_ref (self));
}

/* Names are opened after signing in, and again when something was saved. Numbers are found meanwhile. */
static void
on_prepared (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtSearchBox) self = user_data;
  g_autoptr (GError) error = NULL;

  g_free (rt_desk_run_finish (RT_DESK (source), result, &error));
  if (!is_wanted (self, error))
    return;
  g_clear_object (&self->preparation);
  self->ready = self->ready || error == NULL;
  /* Who waits for an answer gets one. */
  find (self);
}

static void
prepare (RtSearchBox *self)
{
  if (self->preparation != NULL)
    return;
  self->stale = FALSE;
  self->preparation = g_cancellable_new ();
  rt_request_search_prepare (self->desk, self->preparation, on_prepared, g_object_ref (self));
}

static void
on_changed (RtSearchBox *self, const char *table, gint64 row)
{
  self->stale = self->stale || table == NULL || g_str_equal (table, "customer") || g_str_equal (table, "orders") ||
                g_str_equal (table, "ticket");
}

static void
on_search (RtSearchBox *self)
{
  find (self);
  if (self->stale && self->list != NULL)
    prepare (self);
}

static void
open_row (RtSearchBox *self, GtkListBoxRow *row)
{
  const char *action = g_object_get_data (G_OBJECT (row), "rt-action");
  const gint64 *id = g_object_get_data (G_OBJECT (row), "rt-id");

  /* The keyboard comes back from the rows before what was found is shown: afterwards it would be taken from there. */
  gtk_widget_grab_focus (self->entry);
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  gtk_widget_activate_action (GTK_WIDGET (self), action, "x", *id);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
}

static void
on_activate (RtSearchBox *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, 0);

  if (row != NULL)
    open_row (self, row);
}

static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, RtSearchBox *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, 0);

  if (key != GDK_KEY_Down || row == NULL || !gtk_widget_get_visible (self->popover))
    return FALSE;
  gtk_widget_grab_focus (GTK_WIDGET (row));
  return TRUE;
}

static gboolean
rt_search_box_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (RT_SEARCH_BOX (widget)->entry);
}

static void
rt_search_box_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  RtSearchBox *self = RT_SEARCH_BOX (widget);

  gtk_widget_size_allocate (self->entry, &(GtkAllocation){ 0, 0, width, height }, baseline);
  gtk_widget_set_size_request (self->popover, MAX (width, 320), -1);
  gtk_popover_present (GTK_POPOVER (self->popover));
}

static void
rt_search_box_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *min, int *nat, int *min_base,
                       int *nat_base)
{
  gtk_widget_measure (RT_SEARCH_BOX (widget)->entry, orientation, for_size, min, nat, min_base, nat_base);
}

static void
rt_search_box_dispose (GObject *object)
{
  RtSearchBox *self = RT_SEARCH_BOX (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_cancellable_cancel (self->preparation);
  g_clear_object (&self->preparation);
  self->list = NULL;
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_clear_pointer (&self->entry, gtk_widget_unparent);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (rt_search_box_parent_class)->dispose (object);
}

static void
rt_search_box_class_init (RtSearchBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rt_search_box_dispose;
  widget_class->grab_focus = rt_search_box_grab_focus;
  widget_class->focus = rt_tab_order_focus;
  widget_class->size_allocate = rt_search_box_size_allocate;
  widget_class->measure = rt_search_box_measure;
  gtk_widget_class_set_css_name (widget_class, "searchbox");
}

static void
build_popover (RtSearchBox *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_list_box_set_activate_on_single_click (self->list, TRUE);
  gtk_list_box_set_header_func (self->list, head_row, NULL, NULL);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (open_row), self, G_CONNECT_SWAPPED);
  self->nothing = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->nothing, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->nothing), "search-nothing");
  self->preparing =
    GTK_LABEL (gtk_label_new (_("Names and telephone numbers are getting ready; numbers are found already.")));
  gtk_label_set_wrap (self->preparing, TRUE);
  gtk_label_set_xalign (self->preparing, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->preparing), "dim-label");
  gtk_widget_set_visible (GTK_WIDGET (self->preparing), FALSE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 420);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->nothing));
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->preparing));
  self->popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (self->popover), box);
  gtk_popover_set_autohide (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
}

static void
on_leave (RtSearchBox *self)
{
  if (self->popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static void
on_stop (RtSearchBox *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static void
rt_search_box_init (RtSearchBox *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->entry = gtk_search_entry_new ();
  g_object_set (self->entry, "placeholder-text", _("Search orders, tickets, customers (Ctrl+K)"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Search"), -1);
  gtk_widget_set_parent (self->entry, GTK_WIDGET (self));
  build_popover (self);
  g_signal_connect_object (self->entry, "search-changed", G_CALLBACK (on_search), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (on_activate), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "stop-search", G_CALLBACK (on_stop), self, G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key), self, 0);
  gtk_widget_add_controller (self->entry, keys);
  self->focus = GTK_EVENT_CONTROLLER_FOCUS (gtk_event_controller_focus_new ());
  g_signal_connect_object (self->focus, "enter", G_CALLBACK (drop_down), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->focus, "leave", G_CALLBACK (on_leave), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (self->focus));
}

void
rt_search_box_set_desk (RtSearchBox *self, RtDesk *desk)
{
  if (!g_set_object (&self->desk, desk))
    return;
  g_signal_connect_object (desk, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  prepare (self);
}
