/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What about this customer: contact, address and orders. */
#include "config.h"

#include "rt-customer-detail.h"

#include "rt-customer-dialogs.h"
#include "rt-detail-row.h"
#include "rt-dwell.h"
#include "rt-focus-keep.h"
#include "rt-own-work.h"
#include "rt-pill.h"
#include "rt-requests.h"
#include "rt-text.h"
#include "rt-ticket-words.h"
#include <glib/gi18n.h>

struct _RtCustomerDetail
{
  GtkWidget parent_instance;

  /* children */
  GtkStack *stack;
  AdwStatusPage *failed;
  GtkLabel *number;
  GtkLabel *why;
  GtkWidget *edit;
  GtkBox *personal;
  GtkBox *about; /* orders, tickets, acknowledgements, looks: each a heading and a list */

  /* borrowed */
  RtWindow *window;

  /* owned */
  RtCustomer *customer;
  RtDwell *dwell; /* NULL after dispose */
};

G_DEFINE_FINAL_TYPE (RtCustomerDetail, rt_customer_detail, GTK_TYPE_WIDGET)

static void
clear_children (GtkWidget *parent, void (*take) (GtkWidget *parent, GtkWidget *child))
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (parent)) != NULL)
    take (parent, child);
}

static void
take_from_box (GtkWidget *parent, GtkWidget *child)
{
  gtk_box_remove (GTK_BOX (parent), child);
}

static void
fill_personal (RtCustomerDetail *self)
{
  static const RtFieldId contact[] = { RT_FIELD_NAME, RT_FIELD_PHONE, RT_FIELD_PHONE2, RT_FIELD_EMAIL,
                                       RT_FIELD_WECHAT };
  static const RtFieldId place[] = { RT_FIELD_FLOOR, RT_FIELD_LIFT, RT_FIELD_PARKING };
  const RtRevealSource source = { rt_window_get_desk (self->window),
                                  { RT_REVEAL_CUSTOMER, self->customer->id },
                                  self->customer->own_for };
  GtkWidget *address = rt_detail_row_new (_("Address"));

  clear_children (GTK_WIDGET (self->personal), take_from_box);
  for (guint i = 0; i < G_N_ELEMENTS (contact); i++)
    rt_detail_row_append_shown (self->personal, &source, self->customer->shown, contact[i]);
  rt_detail_row_allow_reveal (RT_DETAIL_ROW (address), &source);
  rt_detail_row_set_address (RT_DETAIL_ROW (address), self->customer->shown);
  gtk_box_append (self->personal, address);
  for (guint i = 0; i < G_N_ELEMENTS (place); i++)
    rt_detail_row_append_shown (self->personal, &source, self->customer->shown, place[i]);
}

/* A row of one of the lists; @action NULL: it leads nowhere. */
static GtkWidget *
make_row (const char *title, const char *subtitle, const char *action, gint64 target)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *plain_title = g_markup_escape_text (title, -1);
  g_autofree char *plain_subtitle = g_markup_escape_text (subtitle, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), plain_title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), plain_subtitle);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), action != NULL);
  if (action != NULL)
    {
      gtk_actionable_set_action_name (GTK_ACTIONABLE (row), action);
      gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "x", target);
    }
  return row;
}

static void
add_state (GtkWidget *row, const char *state, const char *style)
{
  GtkWidget *pill = rt_pill_new ();

  rt_pill_set (RT_PILL (pill), state, style);
  gtk_widget_set_valign (pill, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), pill);
}

static GtkWidget *
order_row (gconstpointer record)
{
  const RtOrder *order = record;
  g_autofree char *number = rt_order_number_format (order->number);
  g_autofree char *day = rt_day_format (order->ordered_on, 'l', NULL);
  GtkWidget *row = make_row (number, day, "desk.show-order", order->id);

  add_state (row, _ (rt_order_state_name (order->state)), NULL);
  return row;
}

static GtkWidget *
ticket_row (gconstpointer record)
{
  const RtTicket *ticket = record;
  g_autofree char *number = rt_ticket_number_format (ticket->number);
  g_autofree char *order = rt_order_number_format (ticket->order_number);
  g_autofree char *line = rt_text_isolate (ticket->line_description);
  GtkWidget *row = make_row (number, ticket->line_id != 0 ? line : order, "desk.show-ticket", ticket->id);

  add_state (row, _ (rt_ticket_state_name (ticket->state)), rt_ticket_state_style (ticket->state));
  return row;
}

static GtkWidget *
acknowledgement_row (gconstpointer record)
{
  const RtAcknowledgement *ack = record;
  g_autofree char *moment = rt_moment_format (ack->at, NULL);
  g_autofree char *order = rt_order_number_format (ack->order_number);
  /* Translators: which version of the data-use notice was acknowledged. */
  g_autofree char *title = g_strdup_printf (_("Version %d of the notice"), (int) ack->version);
  /* Translators: when, on which order, and who of the staff took it down. */
  g_autofree char *words = g_strdup_printf (_("%1$s, with order %2$s, taken down by %3$s"), moment, order,
                                            ack->taken_by_name != NULL ? ack->taken_by_name : _("nobody on file"));

  return make_row (title, words, "desk.show-order", ack->order_id);
}

static GtkWidget *
entry_row (gconstpointer record)
{
  const RtCustomerEntry *entry = record;
  g_autofree char *moment = rt_moment_format (entry->at, NULL);

  return make_row (entry->sentence, moment, NULL, 0);
}

/* Nothing is there when there is nothing to list, and nothing when the person may not list it. */
static void
add_list (RtCustomerDetail *self, const char *title, const GPtrArray *records, GtkWidget *(*make) (gconstpointer))
{
  GtkWidget *heading, *list;

  if (records == NULL || records->len == 0)
    return;
  heading = gtk_label_new (title);
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_label_set_wrap (GTK_LABEL (heading), TRUE);
  gtk_widget_add_css_class (heading, "heading");
  list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  for (guint i = 0; i < records->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (list), make (g_ptr_array_index (records, i)));
  gtk_box_append (self->about, heading);
  gtk_box_append (self->about, list);
}

static void
fill_about (RtCustomerDetail *self)
{
  const RtCustomer *customer = self->customer;
  gboolean more = customer->entries != NULL && customer->entries->len >= RT_CUSTOMER_ENTRIES;

  clear_children (GTK_WIDGET (self->about), take_from_box);
  add_list (self, _("Orders"), customer->orders, order_row);
  add_list (self, _("Tickets"), customer->tickets, ticket_row);
  add_list (self, _("Acknowledged notices"), customer->acknowledgements, acknowledgement_row);
  add_list (self, more ? _("Latest looks at this customer") : _("Looks at this customer"), customer->entries,
            entry_row);
}

static void
fill (RtCustomerDetail *self)
{
  const RtPerson *person = rt_desk_get_person (rt_window_get_desk (self->window));
  g_autofree char *number = rt_customer_number_format (self->customer->number);
  const char *why = rt_own_work_why (self->customer->own_for);
  gboolean writes = person != NULL && rt_person_may (person, RT_RIGHT_CUSTOMER_WRITE);

  gtk_label_set_text (self->number, number);
  gtk_label_set_text (self->why, why != NULL ? why : "");
  gtk_widget_set_visible (GTK_WIDGET (self->why), why != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "customer.edit", writes);
  gtk_widget_set_visible (self->edit, writes);
  fill_personal (self);
  fill_about (self);
  gtk_stack_set_visible_child_name (self->stack, "customer");
}

/* Takes what was on the screen off it: labels keep nothing. */
static void
show_none (RtCustomerDetail *self)
{
  g_clear_pointer (&self->customer, rt_customer_unref);
  clear_children (GTK_WIDGET (self->personal), take_from_box);
  clear_children (GTK_WIDGET (self->about), take_from_box);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "customer.edit", FALSE);
  gtk_stack_set_visible_child_name (self->stack, "none");
}

static void
on_read (gpointer detail, GObject *source, GAsyncResult *result)
{
  RtCustomerDetail *self = detail;
  g_autoptr (GError) error = NULL;
  g_autoptr (RtCustomer) customer = rt_desk_run_finish (RT_DESK (source), result, &error);
  gboolean focus = rt_focus_keep_begin (GTK_WIDGET (self));

  if (customer == NULL)
    {
      show_none (self);
      adw_status_page_set_description (self->failed, error->message);
      gtk_stack_set_visible_child_name (self->stack, "failed");
      return;
    }
  g_clear_pointer (&self->customer, rt_customer_unref);
  self->customer = g_steal_pointer (&customer);
  fill (self);
  rt_focus_keep_end (GTK_WIDGET (self), focus, GTK_WIDGET (self->number));
}

static void
begin_read (gpointer detail, gint64 id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  rt_request_customer (rt_window_get_desk (RT_CUSTOMER_DETAIL (detail)->window), id, "work", cancellable, callback,
                       user_data);
}

void
rt_customer_detail_show (RtCustomerDetail *self, gint64 id)
{
  rt_dwell_on (self->dwell, id);
  if (id == 0)
    show_none (self);
}

void
rt_customer_detail_show_found (RtCustomerDetail *self, RtCustomer *customer)
{
  rt_dwell_found (self->dwell, customer->id);
  show_none (self);
  self->customer = rt_customer_ref (customer);
  fill (self);
}

static void
on_changed (RtCustomerDetail *self, const char *table, gint64 row)
{
  if (self->customer != NULL && g_strcmp0 (table, "customer") == 0 && (row == 0 || row == self->customer->id))
    rt_dwell_again (self->dwell);
}

static void
on_edit (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RtCustomerDetail *self = RT_CUSTOMER_DETAIL (widget);

  if (self->customer != NULL)
    rt_customer_dialog_edit (self->window, self->customer);
}

static void
rt_customer_detail_dispose (GObject *object)
{
  RtCustomerDetail *self = RT_CUSTOMER_DETAIL (object);
  GtkWidget *child;

  g_clear_pointer (&self->dwell, rt_dwell_free);
  g_clear_pointer (&self->customer, rt_customer_unref);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (rt_customer_detail_parent_class)->dispose (object);
}

/* Who opens something stands on what it is: its number. */
static gboolean
rt_customer_detail_grab_focus (GtkWidget *widget)
{
  RtCustomerDetail *self = RT_CUSTOMER_DETAIL (widget);

  return rt_dwell_focus (self->dwell, GTK_WIDGET (self->number));
}

static void
rt_customer_detail_class_init (RtCustomerDetailClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rt_customer_detail_dispose;
  widget_class->grab_focus = rt_customer_detail_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "customer.edit", NULL, on_edit);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_e, GDK_CONTROL_MASK, "customer.edit", NULL);
}

static GtkWidget *
make_heading (RtCustomerDetail *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->number = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->number), "title-2");
  gtk_label_set_xalign (self->number, 0);
  gtk_label_set_selectable (self->number, TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->number), TRUE);
  /* With large text the detail asks for more room, and folds under the list where there is none. */
  gtk_label_set_width_chars (self->number, 20);
  self->edit = gtk_button_new_with_mnemonic (_("_Edit…"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->edit), "customer.edit");
  gtk_widget_set_tooltip_text (self->edit, _("Edit the customer (Ctrl+E)"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->number));
  gtk_box_append (GTK_BOX (box), self->edit);
  return box;
}

static GtkWidget *
make_content (RtCustomerDetail *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->why = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->why, TRUE);
  gtk_label_set_xalign (self->why, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->why), "dim-label");
  self->personal = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  self->about = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
  gtk_box_append (GTK_BOX (box), make_heading (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->why));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->personal));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->about));
  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 18);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  return scrolled;
}

static void
rt_customer_detail_init (RtCustomerDetail *self)
{
  GtkWidget *none = adw_status_page_new ();

  self->dwell = rt_dwell_new (self, begin_read, on_read);
  self->stack = GTK_STACK (gtk_stack_new ());
  self->failed = ADW_STATUS_PAGE (adw_status_page_new ());
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (none), "rt-customers-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (none), _("No customer selected"));
  adw_status_page_set_description (ADW_STATUS_PAGE (none), _("Select a customer in the list."));
  adw_status_page_set_icon_name (self->failed, "dialog-warning-symbolic");
  adw_status_page_set_title (self->failed, _("The customer cannot be shown"));
  gtk_stack_add_named (self->stack, none, "none");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->failed), "failed");
  gtk_stack_add_named (self->stack, make_content (self), "customer");
  gtk_widget_set_parent (GTK_WIDGET (self->stack), GTK_WIDGET (self));
}

GtkWidget *
rt_customer_detail_new (RtWindow *window)
{
  RtCustomerDetail *self = g_object_new (RT_TYPE_CUSTOMER_DETAIL, NULL);

  self->window = window;
  g_signal_connect_object (rt_window_get_desk (window), "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  show_none (self);
  return GTK_WIDGET (self);
}
