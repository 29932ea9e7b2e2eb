/* The desk of the person signed in: sidebar, areas, search, lock. */
#include "config.h"

#include "rt-desk-page.h"

#include "rt-area.h"
#include "rt-asked-banner.h"
#include "rt-codes-dialog.h"
#include "rt-customers-page.h"
#include "rt-keys-page.h"
#include "rt-keys-progress.h"
#include "rt-notices-page.h"
#include "rt-orders-page.h"
#include "rt-password-dialog.h"
#include "rt-rules-page.h"
#include "rt-staff-page.h"
#include "rt-tab-order.h"
#include "rt-tickets-page.h"
#include "rt-training-page.h"
#include "rt-training-window.h"
#include "rt-reveal-asks.h"
#include "rt-review-page.h"
#include "rt-review-requests.h"
#include "rt-search-box.h"
#include "rt-shell.h"
#include <glib/gi18n.h>

struct _RtDeskPage
{
  AdwBin parent_instance;

  /* template widgets */
  AdwFlap *flap;
  GtkListBox *sidebar;
  GtkStack *areas;
  GtkLabel *store;
  GtkMenuButton *person;
  RtSearchBox *search;
  GtkRevealer *restricted;
  RtKeysProgress *keys_progress;
  RtAskedBanner *asked;
  GtkLabel *why_restricted;
  GtkWidget *do_training;

  /* child */
  GtkWidget *asks; /* NULL for those who answer nobody */

  /* borrowed */
  RtWindow *window;
};

G_DEFINE_FINAL_TYPE (RtDeskPage, rt_desk_page, ADW_TYPE_BIN)

/* The places, in the order of the sidebar, and the right that makes each worth showing. */
typedef struct
{
  const char *id;
  const char *title;
  const char *icon;
  RtRight right;
  GtkWidget *(*make) (RtWindow *window);
} Area;

#define EVERYBODY RT_N_RIGHTS

static const Area all_areas[] = {
  { "orders", N_("Orders"), "rt-orders-symbolic", RT_RIGHT_ORDER_READ, rt_orders_page_new },
  { "tickets", N_("Tickets"), "rt-tickets-symbolic", RT_RIGHT_TICKET_READ, rt_tickets_page_new },
  { "customers", N_("Customers"), "rt-customers-symbolic", RT_RIGHT_CUSTOMER_READ, rt_customers_page_new },
  { "notices", N_("Notices"), "rt-notices-symbolic", RT_RIGHT_NOTICE_READ, rt_notices_page_new },
  { "staff", N_("Staff"), "rt-staff-symbolic", RT_RIGHT_STAFF_ADMIT, rt_staff_page_new },
  { "staff", N_("Staff"), "rt-staff-symbolic", RT_RIGHT_STAFF_MANAGE, rt_staff_page_new },
  { "rules", N_("Rules"), "rt-rules-symbolic", RT_RIGHT_MATRIX_WRITE, rt_rules_page_new },
  { "rules", N_("Rules"), "rt-rules-symbolic", RT_RIGHT_REVIEW_READ, rt_rules_page_new },
  { "rules", N_("Rules"), "rt-rules-symbolic", RT_RIGHT_SETTINGS_WRITE, rt_rules_page_new },
  { "review", N_("Review"), "rt-review-symbolic", RT_RIGHT_REVIEW_READ, rt_review_page_new },
  { "review", N_("Review"), "rt-review-symbolic", RT_RIGHT_LOG_READ, rt_review_page_new },
  { "keys", N_("Keys"), "rt-keys-symbolic", RT_RIGHT_KEYS_MANAGE, rt_keys_page_new },
  { "training", N_("Training"), "rt-training-symbolic", EVERYBODY, rt_training_page_new },
};

static const Area *
find_area (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (all_areas); i++)
    if (g_str_equal (all_areas[i].id, id))
      return &all_areas[i];
  return NULL;
}

/* An area is made when it is first gone to. */
static RtArea *
get_area (RtDeskPage *self, const char *id)
{
  GtkWidget *page = gtk_stack_get_child_by_name (self->areas, id);

  if (page == NULL)
    {
      page = find_area (id)->make (self->window);
      gtk_stack_add_named (self->areas, page, id);
    }
  return RT_AREA (page);
}

static GtkListBoxRow *
find_row (RtDeskPage *self, const char *id)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->sidebar, i)) != NULL; i++)
    if (g_strcmp0 (g_object_get_data (G_OBJECT (row), "rt-area"), id) == 0)
      return row;
  return NULL;
}

static RtArea *
go_to (RtDeskPage *self, const char *id)
{
  GtkListBoxRow *row = find_row (self, id);

  if (row == NULL)
    return NULL;
  gtk_list_box_select_row (self->sidebar, row);
  return get_area (self, id);
}

static void
on_row_selected (RtDeskPage *self, GtkListBoxRow *row)
{
  const char *id = row != NULL ? g_object_get_data (G_OBJECT (row), "rt-area") : NULL;

  if (id == NULL)
    return;
  gtk_stack_set_visible_child (self->areas, GTK_WIDGET (get_area (self, id)));
  if (adw_flap_get_folded (self->flap))
    adw_flap_set_reveal_flap (self->flap, FALSE);
}

static void
on_show_record (GtkWidget *widget, const char *name, GVariant *parameter)
{
  static const struct
  {
    const char *action, *area;
  } ways[] = { { "desk.show-order", "orders" },
               { "desk.show-ticket", "tickets" },
               { "desk.show-customer", "customers" } };

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    if (g_str_equal (name, ways[i].action))
      {
        RtArea *area = go_to (RT_DESK_PAGE (widget), ways[i].area);

        if (area != NULL)
          rt_area_show_record (area, g_variant_get_int64 (parameter));
      }
}

static void
on_new_order (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RtArea *area = go_to (RT_DESK_PAGE (widget), "orders");

  if (area != NULL)
    rt_area_create (area, 0, 0);
}

static void
on_new_ticket (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RtArea *area = go_to (RT_DESK_PAGE (widget), "tickets");
  gint64 order, line;

  g_variant_get (parameter, "(xx)", &order, &line);
  if (area != NULL)
    rt_area_create (area, order, line);
}

static void
on_area (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RtArea *area = go_to (RT_DESK_PAGE (widget), g_variant_get_string (parameter, NULL));

  if (area != NULL)
    rt_area_focus (area);
}

static void
on_area_key (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RtDeskPage *self = RT_DESK_PAGE (widget);
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->sidebar, g_variant_get_int32 (parameter));

  if (row == NULL)
    return;
  gtk_list_box_select_row (self->sidebar, row);
  rt_area_focus (get_area (self, g_object_get_data (G_OBJECT (row), "rt-area")));
}

static void
on_password (GtkWidget *widget, const char *name, GVariant *parameter)
{
  rt_password_dialog_present (RT_DESK_PAGE (widget)->window);
}

static void
on_codes (GtkWidget *widget, const char *name, GVariant *parameter)
{
  rt_codes_dialog_present (RT_DESK_PAGE (widget)->window);
}

static void
on_do_training (GtkWidget *widget, const char *name, GVariant *parameter)
{
  rt_training_window_open (RT_DESK_PAGE (widget)->window, 0);
}

static void
on_sidebar (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RtDeskPage *self = RT_DESK_PAGE (widget);

  adw_flap_set_reveal_flap (self->flap, !adw_flap_get_reveal_flap (self->flap));
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "desk.show-order", "x", on_show_record);
  gtk_widget_class_install_action (widget_class, "desk.show-ticket", "x", on_show_record);
  gtk_widget_class_install_action (widget_class, "desk.show-customer", "x", on_show_record);
  gtk_widget_class_install_action (widget_class, "desk.new-order", NULL, on_new_order);
  gtk_widget_class_install_action (widget_class, "desk.new-ticket", "(xx)", on_new_ticket);
  gtk_widget_class_install_action (widget_class, "desk.area", "s", on_area);
  gtk_widget_class_install_action (widget_class, "desk.area-key", "i", on_area_key);
  gtk_widget_class_install_action (widget_class, "desk.sidebar", NULL, on_sidebar);
  gtk_widget_class_install_action (widget_class, "desk.password", NULL, on_password);
  gtk_widget_class_install_action (widget_class, "desk.codes", NULL, on_codes);
  gtk_widget_class_install_action (widget_class, "desk.do-training", NULL, on_do_training);
}

static gboolean
rt_desk_page_focus_area (RtDeskPage *self)
{
  GtkWidget *area = gtk_stack_get_visible_child (self->areas);

  if (area != NULL)
    rt_area_focus (RT_AREA (area));
  return area != NULL;
}

static gboolean
rt_desk_page_grab_focus (GtkWidget *widget)
{
  return rt_desk_page_focus_area (RT_DESK_PAGE (widget));
}

static void
rt_desk_page_class_init (RtDeskPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  GTK_WIDGET_CLASS (klass)->grab_focus = rt_desk_page_grab_focus;
  GTK_WIDGET_CLASS (klass)->focus = rt_tab_order_focus;
  g_type_ensure (RT_TYPE_KEYS_PROGRESS);
  g_type_ensure (RT_TYPE_ASKED_BANNER);
  g_type_ensure (RT_TYPE_SEARCH_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/rolltop/Rolltop/shell/rt-desk-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RtDeskPage, flap);
  gtk_widget_class_bind_template_child (widget_class, RtDeskPage, sidebar);
  gtk_widget_class_bind_template_child (widget_class, RtDeskPage, areas);
  gtk_widget_class_bind_template_child (widget_class, RtDeskPage, store);
  gtk_widget_class_bind_template_child (widget_class, RtDeskPage, person);
  gtk_widget_class_bind_template_child (widget_class, RtDeskPage, search);
  gtk_widget_class_bind_template_child (widget_class, RtDeskPage, restricted);
  gtk_widget_class_bind_template_child (widget_class, RtDeskPage, keys_progress);
  gtk_widget_class_bind_template_child (widget_class, RtDeskPage, asked);
  gtk_widget_class_bind_template_child (widget_class, RtDeskPage, why_restricted);
  gtk_widget_class_bind_template_child (widget_class, RtDeskPage, do_training);
  gtk_widget_class_bind_template_callback (widget_class, on_row_selected);
  install_actions (widget_class);
}

/* The sidebar is one stop on the way of Tab: the toolkit would go from place to place, and each would open. */
static gboolean
on_sidebar_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, RtDeskPage *self)
{
  if (key == GDK_KEY_Tab && (state & gtk_accelerator_get_default_mod_mask ()) == 0)
    return (self->asks != NULL && gtk_widget_child_focus (self->asks, GTK_DIR_TAB_FORWARD)) ||
           gtk_widget_child_focus (GTK_WIDGET (self->areas), GTK_DIR_TAB_FORWARD);
  if (key == GDK_KEY_ISO_Left_Tab)
    return gtk_widget_child_focus (gtk_widget_get_first_child (gtk_widget_get_first_child (GTK_WIDGET (self))),
                                   GTK_DIR_TAB_BACKWARD);
  return FALSE;
}

static void
add_sidebar_keys (RtDeskPage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_sidebar_key), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->sidebar), keys);
}

static void
rt_desk_page_init (RtDeskPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_sidebar_keys (self);
  rt_shell_add_shortcut (GTK_WIDGET (self), GDK_KEY_n, GDK_CONTROL_MASK, "desk.new-order", NULL);
  rt_shell_add_shortcut (GTK_WIDGET (self), GDK_KEY_F9, 0, "desk.sidebar", NULL);
  for (int i = 0; i < 9; i++)
    rt_shell_add_shortcut (GTK_WIDGET (self), GDK_KEY_1 + (guint) i, GDK_ALT_MASK, "desk.area-key",
                           g_variant_new_int32 (i));
}

static void
add_row (RtDeskPage *self, const Area *area)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (_ (area->title));

  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (area->icon));
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (area->title), -1);
  g_object_set_data (G_OBJECT (row), "rt-area", (gpointer) area->id);
  gtk_list_box_append (self->sidebar, row);
}

static void
fill_sidebar (RtDeskPage *self, const RtPerson *person)
{
  for (guint i = 0; i < G_N_ELEMENTS (all_areas); i++)
    if ((all_areas[i].right == (RtRight) EVERYBODY || rt_person_may (person, all_areas[i].right)) &&
        find_row (self, all_areas[i].id) == NULL)
      add_row (self, &all_areas[i]);
}

static void
name_person (RtDeskPage *self, const RtPerson *person)
{
  g_autofree char *roles = rt_roles_describe (rt_person_get_roles (person));
  /* Translators: the button with the name of who is signed in and their roles: "Lin Mei · Clerk". */
  g_autofree char *label = g_strdup_printf (_("%1$s · %2$s"), rt_person_get_name (person), roles);
  GtkWidget *text = gtk_label_new (label);

  gtk_label_set_ellipsize (GTK_LABEL (text), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (text), 26);
  gtk_menu_button_set_child (self->person, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->person), label);
}

/* Why customers are masked, the nearest thing that can be done about it first. */
static void
explain_restrictions (RtDeskPage *self, const RtPerson *person)
{
  RtRestrictions why = rt_person_get_restrictions (person);
  const char *sentence = "";

  if ((why & RT_RESTRICTED_TRAINING) != 0)
    sentence =
      _("There is training for you to do. Until it is done, customers stay masked and nothing about them can be "
         "changed.");
  else if ((why & RT_RESTRICTED_WAITING) != 0)
    sentence = _("A manager has not let you in yet. Until then, customers stay masked.");
  else if ((why & RT_RESTRICTED_SUPERVISED) != 0)
    sentence = _("You are new. Customers stay masked until your supervisor or a manager says that you may see them.");
  gtk_label_set_text (self->why_restricted, sentence);
  gtk_widget_set_visible (self->do_training, (why & RT_RESTRICTED_TRAINING) != 0);
  gtk_widget_set_visible (GTK_WIDGET (self->restricted), why != 0);
  gtk_revealer_set_reveal_child (self->restricted, why != 0);
}

GtkWidget *
rt_desk_page_new (RtWindow *window)
{
  RtDeskPage *self = g_object_new (RT_TYPE_DESK_PAGE, NULL);
  RtDesk *desk = rt_window_get_desk (window);
  const RtPerson *person = rt_desk_get_person (desk);

  self->window = window;
  gtk_label_set_text (self->store, rt_desk_get_store (desk)->name);
  name_person (self, person);
  explain_restrictions (self, person);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "desk.new-order", rt_person_may (person, RT_RIGHT_ORDER_WRITE));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "desk.new-ticket", rt_person_may (person, RT_RIGHT_TICKET_WRITE));
  rt_window_answer_key (window, GTK_WIDGET (self), GDK_KEY_n, RT_RIGHT_ORDER_WRITE);
  rt_search_box_set_desk (self->search, desk);
  gtk_widget_set_visible (GTK_WIDGET (self->search), rt_person_may (person, RT_RIGHT_ORDER_READ) ||
                                                       rt_person_may (person, RT_RIGHT_TICKET_READ) ||
                                                       rt_person_may (person, RT_RIGHT_CUSTOMER_READ));
  fill_sidebar (self, person);
  if (rt_person_may (person, RT_RIGHT_REVEAL_GRANT))
    {
      self->asks = rt_reveal_asks_new (window);
      gtk_box_insert_child_after (GTK_BOX (gtk_widget_get_parent (GTK_WIDGET (self->restricted))), self->asks,
                                  GTK_WIDGET (self->restricted));
    }
  gtk_list_box_select_row (self->sidebar, gtk_list_box_get_row_at_index (self->sidebar, 0));
  rt_keys_progress_start (self->keys_progress, desk);
  rt_asked_banner_set_window (self->asked, window);
  if (rt_person_may (person, RT_RIGHT_REVIEW_READ))
    rt_request_review_run (desk, NULL, NULL, NULL);
  return GTK_WIDGET (self);
}

void
rt_desk_page_focus_search (RtDeskPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}
