/* What about this order: customer, lines, delivery, money, notice, tickets, and what can be done with it. */
#include "config.h"

#include "rt-order-detail.h"

#include "rt-error.h"
#include "rt-dwell.h"
#include "rt-focus-keep.h"
#include "rt-order-actions.h"
#include "rt-order-rows.h"
#include "rt-own-work.h"
#include "rt-pill.h"
#include "rt-requests.h"
#include <glib/gi18n.h>

struct _RtOrderDetail
{
  GtkWidget parent_instance;

  /* template widgets */
  GtkStack *stack;
  AdwStatusPage *failed;
  GtkLabel *number;
  RtPill *state;
  GtkLabel *date;
  GtkLabel *why;
  GtkBox *personal;
  GtkListBox *lines;
  GtkLabel *total;
  GtkBox *facts;
  GtkLabel *tickets_title;
  GtkListBox *tickets;
  GtkWidget *new_ticket;
  GtkWidget *edit;
  GtkMenuButton *more;

  /* borrowed */
  RtWindow *window;

  /* owned */
  RtOrder *order;
  RtDwell *dwell; /* NULL after dispose */
};

enum
{
  PROP_0,
  PROP_TITLE
};

enum
{
  EDIT,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RtOrderDetail, rt_order_detail, GTK_TYPE_WIDGET)

static const char *
state_style (RtOrderState state)
{
  switch (state)
    {
    case RT_ORDER_OPEN:
      return "accent";
    case RT_ORDER_AWAITING_DELIVERY:
      return "warning";
    case RT_ORDER_DELIVERED:
    case RT_ORDER_COMPLETED:
      return "success";
    case RT_ORDER_CANCELLED:
      return "error";
    default:
      return NULL;
    }
}

static void
actions_update (RtOrderDetail *self)
{
  const RtPerson *person = self->window != NULL ? rt_desk_get_person (rt_window_get_desk (self->window)) : NULL;
  guint rights = rt_order_actions_possible (self->order, person);
  GtkWidget *widget = GTK_WIDGET (self);

  for (guint i = 0; rt_order_action_names[i] != NULL; i++)
    gtk_widget_action_set_enabled (widget, rt_order_action_names[i], (rights & (1u << i)) != 0);
  gtk_widget_set_visible (self->edit, (rights & (1u << RT_ORDER_ACTION_EDIT)) != 0);
  gtk_widget_set_visible (self->new_ticket, (rights & (1u << RT_ORDER_ACTION_NEW_TICKET)) != 0);
}

static void
fill (RtOrderDetail *self)
{
  const RtOrder *order = self->order;
  g_autofree char *number = rt_order_number_format (order->number);
  g_autofree char *date = rt_day_format (order->ordered_on, 'l', NULL);
  g_autoptr (GMenu) menu = rt_order_actions_menu (order);
  g_autofree char *total = order->money ? rt_money_format (order->total, order->currency, TRUE, NULL) : NULL;
  const char *why = rt_own_work_why (order->own_for);

  gtk_label_set_text (self->number, number);
  gtk_label_set_text (self->date, date);
  rt_pill_set (self->state, _ (rt_order_state_name (order->state)), state_style (order->state));
  gtk_label_set_text (self->why, why != NULL ? why : "");
  gtk_widget_set_visible (GTK_WIDGET (self->why), why != NULL);
  rt_order_rows_fill_personal (self->personal, order, rt_window_get_desk (self->window));
  rt_order_rows_fill_lines (self->lines, order);
  gtk_label_set_text (self->total, total != NULL ? total : "");
  gtk_widget_set_visible (GTK_WIDGET (self->total), total != NULL);
  rt_order_rows_fill_facts (self->facts, order);
  rt_order_rows_fill_tickets (self->tickets, order);
  gtk_widget_set_visible (GTK_WIDGET (self->tickets), order->tickets != NULL && order->tickets->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->tickets_title), order->tickets != NULL && order->tickets->len > 0);
  gtk_menu_button_set_menu_model (self->more, G_MENU_MODEL (menu));
  gtk_widget_set_visible (GTK_WIDGET (self->more), g_menu_model_get_n_items (G_MENU_MODEL (menu)) > 0);
  gtk_stack_set_visible_child_name (self->stack, "order");
  g_object_notify (G_OBJECT (self), "title");
}

/* Takes what was on the screen off it: labels keep nothing. */
static void
show_none (RtOrderDetail *self)
{
  g_clear_pointer (&self->order, rt_order_unref);
  rt_order_rows_clear (self->personal, self->lines, self->facts, self->tickets);
  gtk_stack_set_visible_child_name (self->stack, "none");
  actions_update (self);
}

static void
on_read (gpointer detail, GObject *source, GAsyncResult *result)
{
  RtOrderDetail *self = detail;
  g_autoptr (GError) error = NULL;
  RtOrder *order = rt_desk_run_finish (RT_DESK (source), result, &error);
  gboolean focus;

  if (order == NULL)
    {
      show_none (self);
      adw_status_page_set_description (self->failed, error->message);
      gtk_stack_set_visible_child_name (self->stack, "failed");
      return;
    }
  g_clear_pointer (&self->order, rt_order_unref);
  self->order = order;
  focus = rt_focus_keep_begin (GTK_WIDGET (self));
  fill (self);
  actions_update (self);
  rt_focus_keep_end (GTK_WIDGET (self), focus, GTK_WIDGET (self->number));
}

static void
begin_read (gpointer detail, gint64 id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  rt_request_order (rt_window_get_desk (RT_ORDER_DETAIL (detail)->window), id, "work", cancellable, callback,
                    user_data);
}

void
rt_order_detail_show (RtOrderDetail *self, gint64 id)
{
  rt_dwell_on (self->dwell, id);
  if (id == 0)
    show_none (self);
}

static void
on_changed (RtOrderDetail *self, const char *table, gint64 row)
{
  if (self->order == NULL)
    return;
  if ((g_strcmp0 (table, "orders") == 0 && (row == 0 || row == self->order->id)) || g_strcmp0 (table, "ticket") == 0)
    rt_dwell_again (self->dwell);
}

/* Actions */
static void
on_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RtOrderDetail *self = RT_ORDER_DETAIL (widget);

  if (self->order != NULL)
    rt_order_actions_run (widget, self->window, self->order, name, parameter);
}

static void
on_edit (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RtOrderDetail *self = RT_ORDER_DETAIL (widget);

  if (self->order != NULL)
    g_signal_emit (self, signals[EDIT], 0, self->order);
}

static void
rt_order_detail_dispose (GObject *object)
{
  RtOrderDetail *self = RT_ORDER_DETAIL (object);
  GtkWidget *child;

  g_clear_pointer (&self->dwell, rt_dwell_free);
  g_clear_pointer (&self->order, rt_order_unref);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (rt_order_detail_parent_class)->dispose (object);
}

static void
rt_order_detail_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  RtOrderDetail *self = RT_ORDER_DETAIL (object);

  if (self->order != NULL)
    g_value_take_string (value, rt_order_number_format (self->order->number));
  else
    g_value_set_string (value, _("Order"));
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, RtOrderDetail, stack);
  gtk_widget_class_bind_template_child (widget_class, RtOrderDetail, failed);
  gtk_widget_class_bind_template_child (widget_class, RtOrderDetail, number);
  gtk_widget_class_bind_template_child (widget_class, RtOrderDetail, state);
  gtk_widget_class_bind_template_child (widget_class, RtOrderDetail, date);
  gtk_widget_class_bind_template_child (widget_class, RtOrderDetail, why);
  gtk_widget_class_bind_template_child (widget_class, RtOrderDetail, personal);
  gtk_widget_class_bind_template_child (widget_class, RtOrderDetail, lines);
  gtk_widget_class_bind_template_child (widget_class, RtOrderDetail, total);
  gtk_widget_class_bind_template_child (widget_class, RtOrderDetail, facts);
  gtk_widget_class_bind_template_child (widget_class, RtOrderDetail, tickets_title);
  gtk_widget_class_bind_template_child (widget_class, RtOrderDetail, tickets);
  gtk_widget_class_bind_template_child (widget_class, RtOrderDetail, new_ticket);
  gtk_widget_class_bind_template_child (widget_class, RtOrderDetail, edit);
  gtk_widget_class_bind_template_child (widget_class, RtOrderDetail, more);
}

/* Who opens something stands on what it is: its number. */
static gboolean
rt_order_detail_grab_focus (GtkWidget *widget)
{
  RtOrderDetail *self = RT_ORDER_DETAIL (widget);

  return rt_dwell_focus (self->dwell, GTK_WIDGET (self->number));
}

static void
rt_order_detail_class_init (RtOrderDetailClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rt_order_detail_dispose;
  widget_class->grab_focus = rt_order_detail_grab_focus;
  G_OBJECT_CLASS (klass)->get_property = rt_order_detail_get_property;
  g_object_class_install_property (G_OBJECT_CLASS (klass), PROP_TITLE,
                                   g_param_spec_string ("title", NULL, NULL, NULL,
                                                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS));
  g_type_ensure (RT_TYPE_PILL);
  signals[EDIT] = g_signal_new ("edit", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                1, G_TYPE_POINTER);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/rolltop/Rolltop/orders/rt-order-detail.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "order.edit", NULL, on_edit);
  for (guint i = 1; rt_order_action_names[i] != NULL; i++)
    gtk_widget_class_install_action (widget_class, rt_order_action_names[i], rt_order_action_types[i], on_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "order.print", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_e, GDK_CONTROL_MASK, "order.edit", NULL);
}

static void
rt_order_detail_init (RtOrderDetail *self)
{
  self->dwell = rt_dwell_new (self, begin_read, on_read);
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
rt_order_detail_set_window (RtOrderDetail *self, RtWindow *window)
{
  self->window = window;
  g_signal_connect_object (rt_window_get_desk (window), "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  show_none (self);
}
