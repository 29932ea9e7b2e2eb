/* What can be done with an order, and the dialogues that some of it needs. */
#include "config.h"

#include "rt-order-actions.h"

#include "rt-order-dialogs.h"
#include "rt-order-paper.h"
#include "rt-requests.h"
#include <glib/gi18n.h>

const char *const rt_order_action_names[] = {
  "order.edit", "order.print",   "order.preview", "order.save-pdf",   "order.take-over",
  "order.plan", "order.payment", "order.state",   "order.new-ticket", "order.customer",
  NULL
};
const char *const rt_order_action_types[] = { NULL, NULL, NULL, NULL, NULL, NULL, NULL, "s", "x", NULL };

guint
rt_order_actions_possible (const RtOrder *order, const RtPerson *person)
{
  guint bits = 0;

  if (order == NULL || person == NULL)
    return 0;
  bits |= (1u << RT_ORDER_ACTION_PRINT) | (1u << RT_ORDER_ACTION_PREVIEW) | (1u << RT_ORDER_ACTION_SAVE_PDF);
  if (rt_person_may (person, RT_RIGHT_ORDER_WRITE))
    {
      bits |= (1u << RT_ORDER_ACTION_STATE);
      if (order->state != RT_ORDER_CANCELLED)
        bits |= (1u << RT_ORDER_ACTION_EDIT);
      if (order->taken_by != rt_person_get_id (person))
        bits |= (1u << RT_ORDER_ACTION_TAKE_OVER);
    }
  if (rt_person_may (person, RT_RIGHT_PLAN))
    bits |= (1u << RT_ORDER_ACTION_PLAN);
  if (rt_person_may (person, RT_RIGHT_PAYMENT_WRITE) && order->money)
    bits |= (1u << RT_ORDER_ACTION_PAYMENT);
  if (rt_person_may (person, RT_RIGHT_TICKET_WRITE))
    bits |= (1u << RT_ORDER_ACTION_NEW_TICKET);
  if (rt_person_may (person, RT_RIGHT_CUSTOMER_READ))
    bits |= (1u << RT_ORDER_ACTION_CUSTOMER);
  return bits;
}

static void
append (GMenu *menu, const char *label, const char *action)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, action);

  g_menu_item_set_attribute (item, "hidden-when", "s", "action-disabled");
  g_menu_append_item (menu, item);
}

static const char *
step_label (RtOrderState state)
{
  switch (state)
    {
    case RT_ORDER_OPEN:
      return _("Mark as _open");
    case RT_ORDER_AWAITING_DELIVERY:
      return _("Mark as _awaiting delivery");
    case RT_ORDER_DELIVERED:
      return _("Mark as _delivered…");
    case RT_ORDER_COMPLETED:
      return _("Mark as _completed");
    case RT_ORDER_CANCELLED:
      return _("_Cancel the order…");
    default:
      return NULL;
    }
}

GMenu *
rt_order_actions_menu (const RtOrder *order)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) steps = g_menu_new ();
  g_autoptr (GMenu) rest = g_menu_new ();
  guint next = rt_order_state_next (order->state);

  for (guint i = 0; i < RT_N_ORDER_STATES; i++)
    if (next & (1u << i))
      {
        g_autofree char *action = g_strdup_printf ("order.state::%s", rt_order_state_id ((RtOrderState) i));

        append (steps, step_label ((RtOrderState) i), action);
      }
  append (rest, _("Open the c_ustomer"), "order.customer");
  append (rest, _("_Plan the delivery…"), "order.plan");
  append (rest, _("Record a pa_yment…"), "order.payment");
  append (rest, _("_Take the order over…"), "order.take-over");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (steps));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (rest));
  return menu;
}

void
rt_order_actions_run (GtkWidget *widget, RtWindow *window, RtOrder *order, const char *name, GVariant *parameter)
{
  if (g_str_equal (name, "order.print"))
    rt_order_paper_run (window, order, RT_PAPER_WAY_PRINT);
  else if (g_str_equal (name, "order.preview"))
    rt_order_paper_run (window, order, RT_PAPER_WAY_PREVIEW);
  else if (g_str_equal (name, "order.save-pdf"))
    rt_order_paper_run (window, order, RT_PAPER_WAY_SAVE);
  else if (g_str_equal (name, "order.new-ticket"))
    gtk_widget_activate_action (widget, "desk.new-ticket", "(xx)", order->id, g_variant_get_int64 (parameter));
  else if (g_str_equal (name, "order.customer"))
    gtk_widget_activate_action (widget, "desk.show-customer", "x", order->customer_id);
  else if (g_str_equal (name, "order.take-over"))
    rt_order_dialog_take_over (window, order);
  else if (g_str_equal (name, "order.plan"))
    rt_order_dialog_plan (window, order);
  else if (g_str_equal (name, "order.payment"))
    rt_order_dialog_payment (window, order);
  else if (g_str_equal (name, "order.state"))
    {
      RtOrderState state;

      if (rt_order_state_from_id (g_variant_get_string (parameter, NULL), &state))
        rt_order_dialog_state (window, order, state);
    }
}
