/* The parts of an order's detail. */
#include "config.h"

#include "rt-order-rows.h"

#include "rt-detail-row.h"
#include "rt-pill.h"
#include "rt-ticket.h"
#include <adwaita.h>
#include <glib/gi18n.h>

static void
clear_box (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    {
      if (GTK_IS_LIST_BOX (box))
        gtk_list_box_remove (GTK_LIST_BOX (box), child);
      else
        gtk_box_remove (GTK_BOX (box), child);
    }
}

void
rt_order_rows_clear (GtkBox *personal, GtkListBox *lines, GtkBox *facts, GtkListBox *tickets)
{
  clear_box (GTK_WIDGET (personal));
  clear_box (GTK_WIDGET (lines));
  clear_box (GTK_WIDGET (facts));
  clear_box (GTK_WIDGET (tickets));
}

const char *
rt_words_time (const char *id)
{
  if (g_strcmp0 (id, "morning") == 0)
    return _("morning");
  if (g_strcmp0 (id, "afternoon") == 0)
    return _("afternoon");
  if (g_strcmp0 (id, "evening") == 0)
    return _("evening");
  return NULL;
}

const char *
rt_words_payment (const char *kind)
{
  if (g_strcmp0 (kind, "deposit") == 0)
    return _("Deposit");
  if (g_strcmp0 (kind, "refund") == 0)
    return _("Refund");
  return _("Payment");
}

/* How money is paid: inside a sentence, and standing alone. */
static const struct
{
  const char *id, *words, *name;
} methods[] = {
  { "cash", N_("cash"), N_("Cash") },
  { "card", N_("card"), N_("Card") },
  { "transfer", N_("bank transfer"), N_("Bank transfer") },
  { "wechat", N_("WeChat Pay"), N_("WeChat Pay") },
  { "alipay", N_("Alipay"), N_("Alipay") },
  { "other", N_("other"), N_("Other") },
};

const char *
rt_words_method (const char *method)
{
  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    if (g_strcmp0 (methods[i].id, method) == 0)
      return _ (methods[i].words);
  return "";
}

const char *
rt_words_method_name (const char *method)
{
  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    if (g_strcmp0 (methods[i].id, method) == 0)
      return _ (methods[i].name);
  return "";
}

void
rt_order_rows_fill_personal (GtkBox *box, const RtOrder *order, RtDesk *desk)
{
  static const RtFieldId contact[] = { RT_FIELD_NAME, RT_FIELD_PHONE, RT_FIELD_PHONE2, RT_FIELD_EMAIL,
                                       RT_FIELD_WECHAT };
  static const RtFieldId rest[] = { RT_FIELD_FLOOR,     RT_FIELD_LIFT,     RT_FIELD_PARKING,    RT_FIELD_STYLE,
                                    RT_FIELD_HOUSEHOLD, RT_FIELD_MEASURES, RT_FIELD_DESIGN_NOTE };
  const RtRevealSource source = { desk, { RT_REVEAL_ORDER, order->id }, order->own_for };
  GtkWidget *address = rt_detail_row_new (_("Address"));

  clear_box (GTK_WIDGET (box));
  for (guint i = 0; i < G_N_ELEMENTS (contact); i++)
    rt_detail_row_append_shown (box, &source, order->shown, contact[i]);
  rt_detail_row_allow_reveal (RT_DETAIL_ROW (address), &source);
  rt_detail_row_set_address (RT_DETAIL_ROW (address), order->shown);
  gtk_box_append (box, address);
  for (guint i = 0; i < G_N_ELEMENTS (rest); i++)
    rt_detail_row_append_shown (box, &source, order->shown, rest[i]);
}

static char *
line_subtitle (const RtOrderLine *line)
{
  g_autoptr (GString) words = g_string_new (NULL);

  if (line->custom_made)
    g_string_append (words, _("Made to order, no seven-day return"));
  if (line->custom_note != NULL && line->custom_note[0] != '\0')
    g_string_append_printf (words, "%s%s", words->len > 0 ? " · " : "", line->custom_note);
  if (line->warranty_until != RT_DAY_NONE)
    {
      g_autofree char *day = rt_day_format (line->warranty_until, 'l', NULL);
      /* Translators: %s is a date: the last day of the warranty. */
      g_autofree char *until = g_strdup_printf (_("Warranty until %s"), day);

      g_string_append_printf (words, "%s%s", words->len > 0 ? " · " : "", until);
    }
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static GtkWidget *
line_ticket_button (const RtOrderLine *line)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("rt-tickets-symbolic");
  /* Translators: %s is the product of an order line. */
  g_autofree char *label = g_strdup_printf (_("New ticket for %s"), line->description);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _("New ticket for this line"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "order.new-ticket");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", line->id);
  /* Only where a ticket can be opened. */
  g_object_bind_property (button, "sensitive", button, "visible", G_BINDING_SYNC_CREATE);
  return button;
}

void
rt_order_rows_fill_lines (GtkListBox *list, const RtOrder *order)
{
  clear_box (GTK_WIDGET (list));
  for (guint i = 0; order->lines != NULL && i < order->lines->len; i++)
    {
      const RtOrderLine *line = g_ptr_array_index (order->lines, i);
      GtkWidget *row = adw_action_row_new ();
      g_autofree char *subtitle = line_subtitle (line);
      /* Translators: how many pieces of a product. */
      g_autofree char *pieces = g_strdup_printf (_("× %ld"), (long) line->quantity);
      g_autofree char *money =
        line->line_total != RT_MINOR_NONE ? rt_money_format (line->line_total, order->currency, FALSE, NULL) : NULL;
      g_autofree char *title = g_markup_escape_text (line->description, -1);
      g_autofree char *plain = g_markup_escape_text (subtitle, -1);
      GtkWidget *quantity = gtk_label_new (pieces);

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
      adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
      if (plain[0] != '\0')
        adw_action_row_set_subtitle (ADW_ACTION_ROW (row), plain);
      gtk_widget_add_css_class (quantity, "dim-label");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), quantity);
      if (money != NULL)
        {
          GtkWidget *label = gtk_label_new (money);

          gtk_widget_add_css_class (label, "numeric");
          adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
        }
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), line_ticket_button (line));
      gtk_list_box_append (list, row);
    }
}

char *
rt_order_words_window (const RtOrder *order)
{
  g_autofree char *from = rt_day_format (order->deliver_from, 'l', NULL);
  g_autofree char *to = rt_day_format (order->deliver_to, 'l', NULL);
  const char *time = rt_words_time (order->deliver_time);
  g_autofree char *days = NULL;

  if (order->deliver_from == RT_DAY_NONE)
    return NULL;
  if (order->deliver_to == RT_DAY_NONE || order->deliver_to == order->deliver_from)
    days = g_steal_pointer (&from);
  else
    /* Translators: the days of a delivery window: first and last. */
    days = g_strdup_printf (_("%1$s to %2$s"), from, to);
  if (time == NULL)
    return g_steal_pointer (&days);
  /* Translators: the days of a delivery and the part of the day. */
  return g_strdup_printf (_("%1$s, %2$s"), days, time);
}

static void
add_payments (GtkBox *box, const RtOrder *order)
{
  g_autofree char *balance = NULL;

  if (!order->money || order->payments == NULL)
    return;
  for (guint i = 0; i < order->payments->len; i++)
    {
      const RtPayment *payment = g_ptr_array_index (order->payments, i);
      g_autofree char *amount = rt_money_format (payment->amount, order->currency, TRUE, NULL);
      g_autofree char *day = rt_day_format (payment->paid_on, 'l', NULL);
      /* Translators: a payment: amount, how it was paid, on which day. */
      g_autofree char *words = g_strdup_printf (_("%1$s, %2$s, %3$s"), amount, rt_words_method (payment->method), day);

      rt_detail_row_append_text (box, rt_words_payment (payment->kind), words);
    }
  balance = rt_money_format (order->total - order->paid, order->currency, TRUE, NULL);
  rt_detail_row_append_text (box, _("Still to pay"), balance);
}

void
rt_order_rows_fill_facts (GtkBox *box, const RtOrder *order)
{
  g_autofree char *window = rt_order_words_window (order);
  g_autofree char *delivered = rt_day_format (order->delivered_on, 'l', NULL);

  clear_box (GTK_WIDGET (box));
  rt_detail_row_append_text (box, _("Delivery"), window);
  rt_detail_row_append_text (box, _("Planned by"), order->planned_by_name);
  rt_detail_row_append_text (box, _("Delivered"), delivered);
  add_payments (box, order);
  for (guint i = 0; order->acknowledgements != NULL && i < order->acknowledgements->len; i++)
    {
      const RtAcknowledgement *ack = g_ptr_array_index (order->acknowledgements, i);
      g_autofree char *at = rt_moment_format (ack->at, NULL);
      /* Translators: which version of the data-use notice was acknowledged, and when. */
      g_autofree char *words = g_strdup_printf (_("Version %1$ld acknowledged, %2$s"), (long) ack->version, at);

      rt_detail_row_append_text (box, _("Notice"), words);
    }
  rt_detail_row_append_text (box, _("Taken by"), order->taken_by_name);
  rt_detail_row_append_text (box, _("Earlier number"), order->reference);
}

void
rt_order_rows_fill_tickets (GtkListBox *list, const RtOrder *order)
{
  clear_box (GTK_WIDGET (list));
  for (guint i = 0; order->tickets != NULL && i < order->tickets->len; i++)
    {
      const RtTicket *ticket = g_ptr_array_index (order->tickets, i);
      GtkWidget *row = adw_action_row_new ();
      GtkWidget *pill = rt_pill_new ();
      g_autofree char *number = rt_ticket_number_format (ticket->number);

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), number);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ (rt_ticket_type_name (ticket->type)));
      rt_pill_set (RT_PILL (pill), _ (rt_ticket_state_name (ticket->state)),
                   rt_ticket_state_is_open (ticket->state) ? "accent" : NULL);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), pill);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "desk.show-ticket");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "x", ticket->id);
      gtk_list_box_append (list, row);
    }
}
