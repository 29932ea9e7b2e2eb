/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The customers: the list and what about the one selected. */
#include "config.h"

#include "rt-customers-page.h"

#include "rt-application.h"
#include "rt-customer-detail.h"
#include "rt-customer-dialogs.h"
#include "rt-export-dialog.h"
#include "rt-list-pane.h"
#include "rt-requests.h"
#include <glib/gi18n.h>

struct _RtCustomersPage
{
  GtkWidget parent_instance;

  AdwLeaflet *leaflet;
  GtkWidget *left;
  GtkWidget *right;
  GtkWidget *more;
  RtListPane *list;
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
show_right (RtCustomersPage *self)
{
  if (adw_leaflet_get_folded (self->leaflet))
    adw_leaflet_set_visible_child (self->leaflet, self->right);
}

/* Folded, nobody sees what the keys pass by in the list: that is no look, until it is opened. */
static void
on_selected (RtCustomersPage *self, gint64 id)
{
  rt_customer_detail_show (self->detail, adw_leaflet_get_folded (self->leaflet) ? 0 : id);
}

static void
on_opened (RtCustomersPage *self, gint64 id)
{
  rt_customer_detail_show (self->detail, id);
  show_right (self);
  /* What was just opened has nothing to focus yet: then the way back has it. */
  if (!gtk_widget_child_focus (GTK_WIDGET (self->detail), GTK_DIR_TAB_FORWARD))
    gtk_widget_child_focus (self->right, GTK_DIR_TAB_FORWARD);
}

static void
on_folded (RtCustomersPage *self)
{
  gboolean folded = adw_leaflet_get_folded (self->leaflet);

  rt_list_pane_set_click_opens (self->list, folded);
  if (!folded)
    rt_customer_detail_show (self->detail, rt_list_pane_get_selected (self->list));
  else if ((gtk_widget_get_state_flags (self->right) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0)
    adw_leaflet_set_visible_child (self->leaflet, self->right);
}

/* From the list, about the customer beside it. */
static gboolean
on_edit_key (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  return gtk_widget_activate_action (GTK_WIDGET (RT_CUSTOMERS_PAGE (widget)->detail), "customer.edit", NULL);
}

static void
on_back (RtCustomersPage *self)
{
  adw_leaflet_set_visible_child (self->leaflet, self->left);
  rt_list_pane_focus (self->list);
}

static void
on_found (GtkWidget *asker, RtCustomer *customer)
{
  RtCustomersPage *self = RT_CUSTOMERS_PAGE (asker);

  /* Shown first: the row that is selected then is the customer on the screen, and not opened a second time. */
  rt_customer_detail_show_found (self->detail, customer);
  rt_list_pane_select (self->list, customer->id);
  show_right (self);
  gtk_widget_child_focus (GTK_WIDGET (self->detail), GTK_DIR_TAB_FORWARD);
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

  rt_list_pane_select (self->list, id);
  rt_customer_detail_show (self->detail, id);
  show_right (self);
  /* The detail of a place that was just made has nothing to focus yet. */
  if (!gtk_widget_child_focus (GTK_WIDGET (self->detail), GTK_DIR_TAB_FORWARD))
    rt_list_pane_focus (self->list);
}

static void
area_focus (RtArea *area)
{
  rt_list_pane_focus (RT_CUSTOMERS_PAGE (area)->list);
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
  self->leaflet = ADW_LEAFLET (adw_leaflet_new ());
  adw_leaflet_set_can_navigate_back (self->leaflet, TRUE);
  gtk_widget_set_parent (GTK_WIDGET (self->leaflet), GTK_WIDGET (self));
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
make_left (RtCustomersPage *self, gboolean looks_up)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
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
  gtk_widget_add_css_class (strip, "toolbar-strip");
  self->list = RT_LIST_PANE (rt_list_pane_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->list), TRUE);
  gtk_box_append (GTK_BOX (box), strip);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  gtk_widget_set_hexpand (box, TRUE);
  gtk_widget_add_css_class (box, "list-side");
  return box;
}

static GtkWidget *
make_right (RtCustomersPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *back = gtk_button_new_from_icon_name ("rt-back-symbolic");

  gtk_widget_set_halign (back, GTK_ALIGN_START);
  gtk_widget_add_css_class (back, "flat");
  gtk_widget_set_tooltip_text (back, _("Back to the list"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (back), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Back to the list"), -1);
  g_object_bind_property (self->leaflet, "folded", back, "visible", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (back, "clicked", G_CALLBACK (on_back), self, G_CONNECT_SWAPPED);
  self->detail = RT_CUSTOMER_DETAIL (rt_customer_detail_new (self->window));
  gtk_widget_set_vexpand (GTK_WIDGET (self->detail), TRUE);
  gtk_box_append (GTK_BOX (box), back);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->detail));
  gtk_widget_add_css_class (box, "detail-side");
  return box;
}

GtkWidget *
rt_customers_page_new (RtWindow *window)
{
  RtCustomersPage *self = g_object_new (RT_TYPE_CUSTOMERS_PAGE, NULL);
  RtDesk *desk = rt_window_get_desk (window);
  const RtPerson *person = rt_desk_get_person (desk);
  const RtListQuery query = { .kind = RT_LIST_CUSTOMERS, .from = RT_DAY_NONE, .to = RT_DAY_NONE };
  gboolean looks_up = rt_person_may (person, RT_RIGHT_CUSTOMER_LOOKUP);
  GtkWidget *line = gtk_separator_new (GTK_ORIENTATION_VERTICAL);
  g_autoptr (GMenuModel) menu = NULL;

  self->window = window;
  self->left = make_left (self, looks_up);
  self->right = make_right (self);
  adw_leaflet_append (self->leaflet, self->left);
  adw_leaflet_page_set_navigatable (adw_leaflet_append (self->leaflet, line), FALSE);
  adw_leaflet_append (self->leaflet, self->right);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "customers.look-up", looks_up);
  add_columns (self, person);
  rt_list_pane_remember (self->list, rt_application_get_settings (rt_window_get_app (window)), "customers",
                         rt_person_get_id (person));
  menu = rt_export_dialog_add (window, GTK_WIDGET (self), self->list, rt_list_pane_get_menu (self->list));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->more), menu);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "columns", rt_list_pane_get_actions (self->list));
  rt_list_pane_set_empty (self->list, "rt-customers-symbolic", _("No customers yet"),
                          _("A customer comes with their first order."), NULL, NULL);
  g_signal_connect_object (self->list, "selected", G_CALLBACK (on_selected), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "opened", G_CALLBACK (on_opened), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->leaflet, "notify::folded", G_CALLBACK (on_folded), self, G_CONNECT_SWAPPED);
  on_folded (self);
  rt_list_pane_set_desk (self->list, desk, &query);
  return GTK_WIDGET (self);
}
