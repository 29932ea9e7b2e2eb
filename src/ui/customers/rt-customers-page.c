/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The customers: the list and what about the one selected. */
#include "config.h"

#include "rt-customers-page.h"

#include "rt-application.h"
#include "rt-browse-pane.h"
#include "rt-customer-detail.h"
#include "rt-customer-dialogs.h"
#include "rt-export-dialog.h"
#include "rt-list-pane.h"
#include "rt-requests.h"
#include <glib/gi18n.h>

struct _RtCustomersPage
{
  GtkWidget parent_instance;

  RtBrowsePane *browse;
  RtListPane *list; /* in browse */
  GtkWidget *more;
  RtCustomerDetail *detail;

  RtWindow *window; /* borrowed */
};

static void area_init (RtAreaInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RtCustomersPage, rt_customers_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (RT_TYPE_AREA, area_init))

/* Cells */
static char *
cell_number (gpointer record)
{
  return rt_customer_number_format (((RtCustomer *) record)->number);
}

static char *
cell_orders (gpointer record)
{
  return g_strdup_printf ("%u", ((RtCustomer *) record)->n_orders);
}

static char *
cell_tickets (gpointer record)
{
  return g_strdup_printf ("%u", ((RtCustomer *) record)->n_open_tickets);
}

/* List and detail */
static void
on_show_record (RtCustomersPage *self, gint64 id)
{
  rt_customer_detail_show (self->detail, id);
}

/* From the list, about the customer beside it. */
static gboolean
on_edit_key (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  return gtk_widget_activate_action (GTK_WIDGET (RT_CUSTOMERS_PAGE (widget)->detail), "customer.edit", NULL);
}

static void
on_found (GtkWidget *asker, RtCustomer *customer)
{
  RtCustomersPage *self = RT_CUSTOMERS_PAGE (asker);

  /* Shown first: the row that is selected then is the customer on the screen, and not opened a second time. */
  rt_customer_detail_show_found (self->detail, customer);
  rt_list_pane_select (self->list, customer->id);
  rt_browse_pane_enter (self->browse);
}

static void
on_look_up (GtkWidget *widget, const char *name, GVariant *parameter)
{
  rt_customer_dialog_lookup (RT_CUSTOMERS_PAGE (widget)->window, widget, on_found);
}

static void
on_refresh (GtkWidget *widget, const char *name, GVariant *parameter)
{
  rt_record_list_refresh (rt_list_pane_get_list (RT_CUSTOMERS_PAGE (widget)->list));
}

/* Area */
static void
area_show_record (RtArea *area, gint64 id)
{
  RtCustomersPage *self = RT_CUSTOMERS_PAGE (area);

  rt_browse_pane_show (self->browse, id);
  rt_browse_pane_enter (self->browse);
}

static void
area_focus (RtArea *area)
{
  rt_browse_pane_focus (RT_CUSTOMERS_PAGE (area)->browse);
}

static void
area_init (RtAreaInterface *iface)
{
  iface->show_record = area_show_record;
  iface->focus = area_focus;
}

static void
rt_customers_page_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (rt_customers_page_parent_class)->dispose (object);
}

static void
rt_customers_page_class_init (RtCustomersPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rt_customers_page_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "customers.look-up", NULL, on_look_up);
  gtk_widget_class_install_action (widget_class, "customers.refresh", NULL, on_refresh);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "customers.refresh", NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_e, GDK_CONTROL_MASK, on_edit_key, NULL);
}

/* A label whose text can be selected takes Ctrl+F for itself: asked before it. */
static void
add_look_up_key (GtkWidget *widget)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_f, GDK_CONTROL_MASK),
                                                          gtk_named_action_new ("customers.look-up")));
  gtk_widget_add_controller (widget, controller);
}

static void
rt_customers_page_init (RtCustomersPage *self)
{
  add_look_up_key (GTK_WIDGET (self));
}

static void
add_columns (RtCustomersPage *self, const RtPerson *person)
{
  rt_list_pane_add_text (self->list, "number", C_("list", "No."), cell_number, "number", FALSE, FALSE);
  if (rt_person_sees (person, RT_CLASS_CONTACT))
    {
      rt_list_pane_add_personal (self->list, "name", _("Customer"), RT_FIELD_NAME, TRUE);
      rt_list_pane_add_personal (self->list, "phone", _("Phone"), RT_FIELD_PHONE, FALSE);
    }
  if (rt_person_sees (person, RT_CLASS_ADDRESS))
    rt_list_pane_add_personal (self->list, "city", _("City"), RT_FIELD_REGION_CITY, FALSE);
  rt_list_pane_add_text (self->list, "orders", _("Orders"), cell_orders, NULL, TRUE, FALSE);
  rt_list_pane_add_text (self->list, "tickets", _("Open tickets"), cell_tickets, NULL, TRUE, FALSE);
}

static GtkWidget *
make_strip (RtCustomersPage *self, gboolean looks_up)
{
  GtkWidget *strip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *look_up = gtk_button_new_with_mnemonic (_("_Look up by phone number…"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (look_up), "customers.look-up");
  gtk_widget_set_tooltip_text (look_up, _("Look a customer up by their full phone number (Ctrl+F)"));
  gtk_widget_set_hexpand (look_up, TRUE);
  gtk_widget_set_halign (look_up, GTK_ALIGN_START);
  gtk_widget_set_visible (look_up, looks_up);
  self->more = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->more), "rt-menu-symbolic");
  gtk_widget_set_halign (self->more, GTK_ALIGN_END);
  gtk_widget_set_hexpand (self->more, !looks_up);
  gtk_widget_set_tooltip_text (self->more, _("Columns and order of the list"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->more), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Columns and order of the list"), -1);
  gtk_box_append (GTK_BOX (strip), look_up);
  gtk_box_append (GTK_BOX (strip), self->more);
  return strip;
}

GtkWidget *
rt_customers_page_new (RtWindow *window)
{
  RtCustomersPage *self = g_object_new (RT_TYPE_CUSTOMERS_PAGE, NULL);
  RtDesk *desk = rt_window_get_desk (window);
  const RtPerson *person = rt_desk_get_person (desk);
  const RtListQuery query = { .kind = RT_LIST_CUSTOMERS, .from = RT_DAY_NONE, .to = RT_DAY_NONE };
  gboolean looks_up = rt_person_may (person, RT_RIGHT_CUSTOMER_LOOKUP);
  g_autoptr (GMenuModel) menu = NULL;

  self->window = window;
  self->detail = RT_CUSTOMER_DETAIL (rt_customer_detail_new (window));
  self->browse = RT_BROWSE_PANE (rt_browse_pane_new (make_strip (self, looks_up), GTK_WIDGET (self->detail)));
  self->list = rt_browse_pane_get_list (self->browse);
  gtk_widget_set_parent (GTK_WIDGET (self->browse), GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "customers.look-up", looks_up);
  rt_window_answer_key (window, GTK_WIDGET (self), GDK_KEY_f, RT_RIGHT_CUSTOMER_LOOKUP);
  rt_window_answer_key (window, GTK_WIDGET (self), GDK_KEY_e, RT_RIGHT_CUSTOMER_WRITE);
  add_columns (self, person);
  rt_list_pane_remember (self->list, rt_application_get_settings (rt_window_get_app (window)), "customers",
                         rt_person_get_id (person));
  menu = rt_export_dialog_add (window, GTK_WIDGET (self), self->list, rt_list_pane_get_menu (self->list));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->more), menu);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "columns", rt_list_pane_get_actions (self->list));
  rt_list_pane_set_empty (self->list, "rt-customers-symbolic", _("No customers yet"),
                          _("A customer comes with their first order."), NULL, NULL);
  g_signal_connect_object (self->browse, "show-record", G_CALLBACK (on_show_record), self, G_CONNECT_SWAPPED);
  rt_list_pane_set_desk (self->list, desk, &query);
  return GTK_WIDGET (self);
}
