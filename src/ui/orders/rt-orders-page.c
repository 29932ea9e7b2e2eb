/* The orders: which ones, the list, what about the one selected; the form while one is written. */
#include "config.h"

#include "rt-orders-page.h"

#include "rt-ask-dialog.h"
#include "rt-browse-pane.h"
#include "rt-export-dialog.h"
#include "rt-import-window.h"
#include "rt-lang.h"
#include "rt-list-pane.h"
#include "rt-order-detail.h"
#include "rt-order-filter.h"
#include "rt-order-form.h"
#include "rt-record-window.h"
#include "rt-requests.h"
#include <glib/gi18n.h>

struct _RtOrdersPage
{
  GtkWidget parent_instance;

  /* template widgets */
  GtkStack *stack;
  GtkRevealer *draft_banner;
  GtkLabel *draft_words;
  RtBrowsePane *browse;
  RtListPane *list; /* in browse */
  RtOrderDetail *detail;
  GtkMenuButton *more_filters;
  GtkToggleButton *filter_all;
  GtkToggleButton *filter_open;
  GtkToggleButton *filter_week;
  GtkToggleButton *filter_mine;
  GtkButton *new_order;
  GMenu *more_menu;

  /* borrowed */
  RtWindow *window;
  RtOrderFilter *filter;
  RtOrderForm *form; /* while an order is written */

  /* owned */
  GCancellable *cancellable;

  gint64 draft_id; /* what the banner offers: a change of this order; 0: a new one */
};

static void area_init (RtAreaInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RtOrdersPage, rt_orders_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (RT_TYPE_AREA, area_init))

/* Cells */
static char *
cell_number (gpointer record)
{
  return rt_order_number_format (((RtOrder *) record)->number);
}

static char *
cell_date (gpointer record)
{
  return rt_day_format (((RtOrder *) record)->ordered_on, 'm', NULL);
}

static char *
cell_state (gpointer record)
{
  return g_strdup (_ (rt_order_state_name (((RtOrder *) record)->state)));
}

static char *
cell_total (gpointer record)
{
  const RtOrder *order = record;

  return order->money ? rt_money_format (order->total, order->currency, FALSE, NULL) : NULL;
}

/* Filters */
/* An empty list says why it is empty and what to do. */
static void
show_empty (RtOrdersPage *self)
{
  gboolean writes = gtk_widget_get_visible (GTK_WIDGET (self->new_order));

  if (!gtk_toggle_button_get_active (self->filter_all) || rt_order_filter_is_on (self->filter))
    rt_list_pane_set_empty (self->list, "rt-filter-symbolic", _("No order matches the filter"),
                            _("Show all orders, or choose another filter."), _("_Show all orders"),
                            "orders.show-all");
  else
    rt_list_pane_set_empty (self->list, "rt-orders-symbolic", _("No orders yet"),
                            writes ? _("Enter the first one.") : _("They appear here once they are entered."),
                            writes ? _("_New order") : NULL, "desk.new-order");
}

static void
mark_filter (RtOrdersPage *self)
{
  show_empty (self);
  if (rt_order_filter_is_on (self->filter))
    gtk_widget_add_css_class (GTK_WIDGET (self->more_filters), "filter-on");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->more_filters), "filter-on");
}

static void
keep_filter (RtOrdersPage *self)
{
  RtListMemory *memory = rt_list_pane_get_memory (self->list);
  g_autofree char *states = rt_order_filter_dup_words (self->filter);
  const char *which = gtk_toggle_button_get_active (self->filter_open)   ? "open"
                      : gtk_toggle_button_get_active (self->filter_week) ? "week"
                      : gtk_toggle_button_get_active (self->filter_mine) ? "mine"
                                                                         : NULL;

  rt_list_memory_set (memory, "filter", which);
  rt_list_memory_set (memory, "states", states);
  mark_filter (self);
}

static void
fill_query (RtOrdersPage *self, RtListQuery *query)
{
  RtDay today = rt_desk_get_today (rt_window_get_desk (self->window));

  query->states = 0;
  query->mine = gtk_toggle_button_get_active (self->filter_mine);
  query->from = query->to = RT_DAY_NONE;
  if (gtk_toggle_button_get_active (self->filter_open))
    query->states = (1u << RT_ORDER_OPEN) | (1u << RT_ORDER_AWAITING_DELIVERY);
  if (gtk_toggle_button_get_active (self->filter_week))
    query->from = today - (rt_day_weekday (today) - 1);
  rt_order_filter_apply (self->filter, query);
}

static void
apply_filter (RtOrdersPage *self)
{
  RtListQuery query = *rt_record_list_get_query (rt_list_pane_get_list (self->list));

  fill_query (self, &query);
  rt_record_list_set_query (rt_list_pane_get_list (self->list), &query);
  keep_filter (self);
}

static void
on_filter (RtOrdersPage *self, GtkToggleButton *button)
{
  if (self->window != NULL && rt_list_pane_get_list (self->list) != NULL && gtk_toggle_button_get_active (button))
    apply_filter (self);
}

/* List and detail */
static void
on_show_record (RtOrdersPage *self, gint64 id)
{
  rt_order_detail_show (self->detail, id);
}

/* The form */
static void
close_form (RtOrdersPage *self)
{
  if (self->form == NULL)
    return;
  gtk_stack_set_visible_child_name (self->stack, "browse");
  gtk_stack_remove (self->stack, GTK_WIDGET (self->form));
  self->form = NULL;
}

static void
on_draft_known (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtOrdersPage) self = user_data;
  g_auto (GStrv) kinds = rt_desk_run_finish (RT_DESK (source), result, NULL);

  if (self->draft_banner == NULL)
    return;
  self->draft_id = -1;
  for (guint i = 0; kinds != NULL && kinds[i] != NULL && self->draft_id < 0; i++)
    self->draft_id = rt_order_draft_id (kinds[i]);
  gtk_label_set_text (self->draft_words, self->draft_id > 0 ? _("You have an unfinished change of an order.")
                                                            : _("You have an unfinished order."));
  gtk_revealer_set_reveal_child (self->draft_banner, self->draft_id >= 0 && self->form == NULL);
}

static void
ask_for_draft (RtOrdersPage *self)
{
  rt_request_draft_kinds (rt_window_get_desk (self->window), self->cancellable, on_draft_known, g_object_ref (self));
}

static void
on_form_done (RtOrdersPage *self, gint64 id)
{
  close_form (self);
  ask_for_draft (self);
  if (id != 0)
    rt_browse_pane_show (self->browse, id);
  rt_browse_pane_focus (self->browse);
}

static void
show_form (RtOrdersPage *self, const RtOrder *order)
{
  if (self->form == NULL)
    {
      self->form = RT_ORDER_FORM (rt_order_form_new (self->window, order));
      g_signal_connect_object (self->form, "done", G_CALLBACK (on_form_done), self, G_CONNECT_SWAPPED);
      gtk_stack_add_named (self->stack, GTK_WIDGET (self->form), "form");
    }
  gtk_revealer_set_reveal_child (self->draft_banner, FALSE);
  gtk_stack_set_visible_child_name (self->stack, "form");
  gtk_widget_grab_focus (GTK_WIDGET (self->form));
}

static void
on_edit (RtOrdersPage *self, const RtOrder *order)
{
  gtk_window_present (GTK_WINDOW (self->window));
  if (self->form != NULL && !rt_order_form_is_of (self->form, order->id))
    rt_window_toast (self->window, _("Finish the order you are writing first."));
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      g_autoptr (GVariant) area = g_variant_ref_sink (g_variant_new_string ("orders"));

      rt_window_activate (self->window, "desk.area", area);
    }
  show_form (self, order);
}

static void
on_own_window (RtOrdersPage *self, gint64 id)
{
  g_autofree char *key = g_strdup_printf ("order/%" G_GINT64_FORMAT, id);
  GtkWidget *detail;

  if (rt_record_window_present (self->window, key))
    return;
  detail = g_object_new (RT_TYPE_ORDER_DETAIL, NULL);
  rt_order_detail_set_window (RT_ORDER_DETAIL (detail), self->window);
  g_signal_connect_object (detail, "edit", G_CALLBACK (on_edit), self, G_CONNECT_SWAPPED);
  rt_order_detail_show (RT_ORDER_DETAIL (detail), id);
  rt_record_window_open (self->window, key, detail);
}

/* Keys of the list that are about the order beside it. */
static gboolean
on_detail_key (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  RtOrdersPage *self = RT_ORDERS_PAGE (widget);
  const char *action;

  g_variant_get (args, "(&s)", &action);
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "browse") == 0 &&
         gtk_widget_activate_action (GTK_WIDGET (self->detail), action, NULL);
}

static void
on_discard_accepted (RtAskDialog *dialog, RtOrdersPage *self)
{
  g_autofree char *kind = rt_order_draft_kind (self->draft_id);

  rt_ask_dialog_done (dialog);
  gtk_revealer_set_reveal_child (self->draft_banner, FALSE);
  rt_request_draft_save (rt_window_get_desk (self->window), kind, NULL, NULL, NULL, NULL);
  ask_for_draft (self);
  rt_list_pane_focus (self->list);
}

static void
on_discard_draft (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RtOrdersPage *self = RT_ORDERS_PAGE (widget);
  RtAskDialog *dialog =
    rt_ask_dialog_new (GTK_WINDOW (self->window), _("Throw away what is typed?"),
                       _("What was typed in this form is thrown away. That cannot be undone."), _("_Throw away"));

  rt_ask_dialog_set_destructive (dialog);
  g_signal_connect_object (dialog, "accepted", G_CALLBACK (on_discard_accepted), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_draft_order (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtOrdersPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RtOrder) order = rt_desk_run_finish (RT_DESK (source), result, &error);

  if (self->draft_banner == NULL)
    return;
  if (order != NULL)
    show_form (self, order);
  else
    rt_window_toast_error (self->window, error);
}

/* Changing an order goes on from the order as it is now. */
static void
on_continue_draft (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RtOrdersPage *self = RT_ORDERS_PAGE (widget);

  if (self->draft_id > 0)
    rt_request_order (rt_window_get_desk (self->window), self->draft_id, "work", self->cancellable, on_draft_order,
                      g_object_ref (self));
  else
    show_form (self, NULL);
}

static void
on_show_all (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RtOrdersPage *self = RT_ORDERS_PAGE (widget);

  rt_order_filter_clear (self->filter);
  gtk_toggle_button_set_active (self->filter_all, TRUE);
  apply_filter (self);
  rt_list_pane_focus (self->list);
}

static void
on_import (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_window_present (rt_import_window_new (RT_ORDERS_PAGE (widget)->window));
}

static void
on_refresh (GtkWidget *widget, const char *name, GVariant *parameter)
{
  rt_record_list_refresh (rt_list_pane_get_list (RT_ORDERS_PAGE (widget)->list));
}

/* Area */
static void
area_show_record (RtArea *area, gint64 id)
{
  RtOrdersPage *self = RT_ORDERS_PAGE (area);

  gtk_stack_set_visible_child_name (self->stack, "browse");
  rt_browse_pane_show (self->browse, id);
  rt_browse_pane_enter (self->browse);
}

static void
area_create (RtArea *area, gint64 about, gint64 part)
{
  show_form (RT_ORDERS_PAGE (area), NULL);
}

static void
area_focus (RtArea *area)
{
  RtOrdersPage *self = RT_ORDERS_PAGE (area);

  if (self->form != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->form));
  else
    rt_browse_pane_focus (self->browse);
}

static void
area_init (RtAreaInterface *iface)
{
  iface->show_record = area_show_record;
  iface->create = area_create;
  iface->focus = area_focus;
}

static void
rt_orders_page_dispose (GObject *object)
{
  RtOrdersPage *self = RT_ORDERS_PAGE (object);
  GtkWidget *child;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->draft_banner = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (rt_orders_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, RtOrdersPage, stack);
  gtk_widget_class_bind_template_child (widget_class, RtOrdersPage, draft_banner);
  gtk_widget_class_bind_template_child (widget_class, RtOrdersPage, draft_words);
  gtk_widget_class_bind_template_child (widget_class, RtOrdersPage, browse);
  gtk_widget_class_bind_template_child (widget_class, RtOrdersPage, detail);
  gtk_widget_class_bind_template_child (widget_class, RtOrdersPage, more_filters);
  gtk_widget_class_bind_template_child (widget_class, RtOrdersPage, filter_all);
  gtk_widget_class_bind_template_child (widget_class, RtOrdersPage, filter_open);
  gtk_widget_class_bind_template_child (widget_class, RtOrdersPage, filter_week);
  gtk_widget_class_bind_template_child (widget_class, RtOrdersPage, filter_mine);
  gtk_widget_class_bind_template_child (widget_class, RtOrdersPage, new_order);
  gtk_widget_class_bind_template_child (widget_class, RtOrdersPage, more_menu);
  gtk_widget_class_bind_template_callback (widget_class, on_filter);
  gtk_widget_class_bind_template_callback (widget_class, on_show_record);
}

static void
rt_orders_page_class_init (RtOrdersPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rt_orders_page_dispose;
  g_type_ensure (RT_TYPE_BROWSE_PANE);
  g_type_ensure (RT_TYPE_ORDER_DETAIL);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/rolltop/Rolltop/orders/rt-orders-page.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "orders.continue-draft", NULL, on_continue_draft);
  gtk_widget_class_install_action (widget_class, "orders.discard-draft", NULL, on_discard_draft);
  gtk_widget_class_install_action (widget_class, "orders.show-all", NULL, on_show_all);
  gtk_widget_class_install_action (widget_class, "orders.import", NULL, on_import);
  gtk_widget_class_install_action (widget_class, "orders.refresh", NULL, on_refresh);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "orders.refresh", NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_e, GDK_CONTROL_MASK, on_detail_key, "(s)", "order.edit");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, on_detail_key, "(s)", "order.print");
}

static void
rt_orders_page_init (RtOrdersPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->list = rt_browse_pane_get_list (self->browse);
  g_signal_connect_object (self->list, "own-window", G_CALLBACK (on_own_window), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->detail, "edit", G_CALLBACK (on_edit), self, G_CONNECT_SWAPPED);
}

static void
add_columns (RtOrdersPage *self, const RtPerson *person)
{
  rt_list_pane_add_text (self->list, "number", C_("list", "No."), cell_number, "number", FALSE, FALSE);
  rt_list_pane_add_text (self->list, "date", _("Date"), cell_date, "date", FALSE, FALSE);
  if (rt_person_sees (person, RT_CLASS_CONTACT))
    {
      rt_list_pane_add_personal (self->list, "name", _("Customer"), RT_FIELD_NAME, TRUE);
      rt_list_pane_add_personal (self->list, "phone", _("Phone"), RT_FIELD_PHONE, FALSE);
    }
  rt_list_pane_add_text (self->list, "state", _("State"), cell_state, "state", FALSE, FALSE);
  if (rt_person_sees (person, RT_CLASS_MONEY))
    rt_list_pane_add_text (self->list, "total", _("Total"), cell_total, "total", TRUE, FALSE);
}

/* The list as it was left: filter, columns, sort. */
static void
restore_list (RtOrdersPage *self, const RtPerson *person)
{
  GSettings *settings = rt_application_get_settings (rt_window_get_app (self->window));
  g_autofree char *which = NULL;
  g_autofree char *states = NULL;
  g_autoptr (GMenuModel) menu = NULL;

  rt_list_pane_remember (self->list, settings, "orders", rt_person_get_id (person));
  which = rt_list_memory_dup (rt_list_pane_get_memory (self->list), "filter");
  states = rt_list_memory_dup (rt_list_pane_get_memory (self->list), "states");
  if (g_strcmp0 (which, "open") == 0)
    gtk_toggle_button_set_active (self->filter_open, TRUE);
  else if (g_strcmp0 (which, "week") == 0)
    gtk_toggle_button_set_active (self->filter_week, TRUE);
  else if (g_strcmp0 (which, "mine") == 0 && gtk_widget_get_visible (GTK_WIDGET (self->filter_mine)))
    gtk_toggle_button_set_active (self->filter_mine, TRUE);
  rt_order_filter_set_words (self->filter, states);
  mark_filter (self);
  menu = rt_export_dialog_add (self->window, GTK_WIDGET (self), self->list, rt_list_pane_get_menu (self->list));
  g_menu_append_section (self->more_menu, NULL, menu);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "columns", rt_list_pane_get_actions (self->list));
}

GtkWidget *
rt_orders_page_new (RtWindow *window)
{
  RtOrdersPage *self = g_object_new (RT_TYPE_ORDERS_PAGE, NULL);
  RtDesk *desk = rt_window_get_desk (window);
  const RtPerson *person = rt_desk_get_person (desk);
  RtListQuery query = { .kind = RT_LIST_ORDERS, .from = RT_DAY_NONE, .to = RT_DAY_NONE };
  gboolean writes = rt_person_may (person, RT_RIGHT_ORDER_WRITE);

  self->window = window;
  self->filter = RT_ORDER_FILTER (rt_order_filter_new (desk));
  gtk_menu_button_set_popover (self->more_filters, GTK_WIDGET (self->filter));
  g_signal_connect_object (self->filter, "changed", G_CALLBACK (apply_filter), self, G_CONNECT_SWAPPED);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "orders.import", rt_person_may (person, RT_RIGHT_ORDER_IMPORT));
  rt_window_answer_key (window, GTK_WIDGET (self), GDK_KEY_e, RT_RIGHT_ORDER_WRITE);
  gtk_widget_set_visible (GTK_WIDGET (self->new_order), writes);
  gtk_widget_set_visible (GTK_WIDGET (self->filter_mine), writes);
  add_columns (self, person);
  restore_list (self, person);
  rt_order_detail_set_window (self->detail, window);
  fill_query (self, &query);
  rt_list_pane_set_desk (self->list, desk, &query);
  if (writes)
    ask_for_draft (self);
  return GTK_WIDGET (self);
}
