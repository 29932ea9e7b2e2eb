/* Dialogues about one order: taking over, planning, a payment, the next state. */
#include "config.h"

#include "rt-order-dialogs.h"

#include "rt-ask-dialog.h"
#include "rt-choice.h"
#include "rt-day-entry.h"
#include "rt-error.h"
#include "rt-field-entry.h"
#include "rt-order-rows.h"
#include "rt-requests.h"
#include "rt-text.h"
#include <glib/gi18n.h>

/* What one dialogue is about; freed with it. */
typedef struct
{
  RtWindow *window;    /* borrowed: outlives its dialogues */
  RtAskDialog *dialog; /* borrowed; NULL when there is none or it was closed */
  RtOrder *order;
  RtOrderState state;
  RtFieldEntry *text;
  RtDayEntry *from, *to;
  GtkDropDown *first, *second;
  const char *done; /* said when it was saved; static */
} Ask;

static void
ask_free (Ask *ask)
{
  rt_order_unref (ask->order);
  g_free (ask);
}

static Ask *
ask_new (RtWindow *window, RtOrder *order, RtAskDialog *dialog, const char *done)
{
  Ask *ask = g_new0 (Ask, 1);

  ask->window = window;
  ask->order = rt_order_ref (order);
  ask->dialog = dialog;
  ask->done = done;
  g_object_set_data_full (G_OBJECT (dialog), "rt-ask", ask, (GDestroyNotify) ask_free);
  return ask;
}

/* The dialogue holds its Ask; a reference on the dialogue keeps both while a request is under way. */
static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtAskDialog) dialog = user_data;
  Ask *ask = g_object_get_data (G_OBJECT (dialog), "rt-ask");
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *id = rt_desk_run_finish (RT_DESK (source), result, &error);

  rt_ask_dialog_set_busy (dialog, FALSE);
  if (id == NULL)
    {
      if (!g_error_matches (error, RT_ERROR, RT_ERROR_LOCKED))
        rt_ask_dialog_set_problem (dialog, error->message);
      return;
    }
  rt_window_toast (ask->window, ask->done);
  rt_ask_dialog_done (dialog);
}

/* Taking over */
static void
on_take_over (RtAskDialog *dialog, Ask *ask)
{
  const char *reason = rt_field_entry_get_text (ask->text);

  if (rt_text_is_blank (reason))
    {
      rt_field_entry_set_problem (ask->text, _("Say why you take the order over; it is recorded."));
      gtk_widget_grab_focus (GTK_WIDGET (ask->text));
      return;
    }
  rt_ask_dialog_set_busy (dialog, TRUE);
  rt_request_order_take_over (rt_window_get_desk (ask->window), ask->order->id, reason, NULL, on_saved,
                              g_object_ref (dialog));
}

void
rt_order_dialog_take_over (RtWindow *window, RtOrder *order)
{
  RtAskDialog *dialog =
    rt_ask_dialog_new (GTK_WINDOW (window), _("Take the order over"),
                       _("The order becomes your work, and you see its customer. This is recorded."),
                       _("_Take over"));
  Ask *ask = ask_new (window, order, dialog, _("The order is yours now."));

  ask->text = RT_FIELD_ENTRY (rt_field_entry_new (_("Why"), FALSE));
  rt_ask_dialog_append (dialog, GTK_WIDGET (ask->text));
  g_signal_connect (dialog, "accepted", G_CALLBACK (on_take_over), ask);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (GTK_WIDGET (ask->text));
}

/* Planning */
static const char *const times[] = { "", "morning", "afternoon", "evening" };

static RtDayEntry *
make_day (RtWindow *window, const char *label)
{
  RtDayEntry *entry = RT_DAY_ENTRY (rt_day_entry_new (label));

  rt_day_entry_set_today (entry, rt_desk_get_today (rt_window_get_desk (window)));
  return entry;
}

static GtkDropDown *
make_choice (RtAskDialog *dialog, const char *label, const char *const *words)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *caption = gtk_label_new (label);
  GtkWidget *choice = gtk_drop_down_new_from_strings (words);

  gtk_label_set_xalign (GTK_LABEL (caption), 0);
  gtk_widget_add_css_class (caption, "caption-heading");
  gtk_box_append (GTK_BOX (box), caption);
  gtk_box_append (GTK_BOX (box), choice);
  rt_choice_set_label (GTK_DROP_DOWN (choice), caption);
  rt_ask_dialog_append (dialog, box);
  return GTK_DROP_DOWN (choice);
}

static void
on_plan (RtAskDialog *dialog, Ask *ask)
{
  RtDesk *desk = rt_window_get_desk (ask->window);
  RtDay today = rt_desk_get_today (desk);
  RtDay from = rt_day_entry_get_day (ask->from, today);
  RtDay to = rt_day_entry_get_day (ask->to, today);

  if (from == RT_DAY_NONE)
    {
      rt_day_entry_set_problem (ask->from, _("This is not a date. Type it as 2026-11-23, for example."));
      return;
    }
  rt_ask_dialog_set_busy (dialog, TRUE);
  rt_request_order_plan (desk, ask->order->id, ask->order->rev, from, to != RT_DAY_NONE ? to : from,
                         times[gtk_drop_down_get_selected (ask->first)], NULL, on_saved, g_object_ref (dialog));
}

void
rt_order_dialog_plan (RtWindow *window, RtOrder *order)
{
  RtAskDialog *dialog =
    rt_ask_dialog_new (GTK_WINDOW (window), _("Plan the delivery"),
                       _("From the day before until it is done you see where it goes."), _("_Plan"));
  Ask *ask = ask_new (window, order, dialog, _("The delivery is planned."));
  const char *words[] = { _("Any time"), _("Morning"), _("Afternoon"), _("Evening"), NULL };

  ask->from = make_day (window, _("From"));
  ask->to = make_day (window, _("Until"));
  rt_day_entry_set_day (ask->from, order->deliver_from);
  rt_day_entry_set_day (ask->to, order->deliver_to);
  rt_ask_dialog_append (dialog, GTK_WIDGET (ask->from));
  rt_ask_dialog_append (dialog, GTK_WIDGET (ask->to));
  ask->first = make_choice (dialog, _("Part of the day"), words);
  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    if (g_strcmp0 (times[i], order->deliver_time) == 0)
      gtk_drop_down_set_selected (ask->first, i);
  g_signal_connect (dialog, "accepted", G_CALLBACK (on_plan), ask);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Payments */
static const char *const kinds[] = { "payment", "deposit", "refund" };
static const char *const methods[] = { "cash", "card", "transfer", "wechat", "alipay", "other" };

static void
on_payment (RtAskDialog *dialog, Ask *ask)
{
  RtDesk *desk = rt_window_get_desk (ask->window);
  g_autoptr (GError) error = NULL;
  RtMinor amount;

  if (!rt_money_parse (rt_field_entry_get_text (ask->text), ask->order->currency, &amount, &error))
    {
      rt_field_entry_set_problem (ask->text, error->message);
      gtk_widget_grab_focus (GTK_WIDGET (ask->text));
      return;
    }
  rt_ask_dialog_set_busy (dialog, TRUE);
  rt_request_order_payment (desk, ask->order->id, kinds[gtk_drop_down_get_selected (ask->first)],
                            methods[gtk_drop_down_get_selected (ask->second)], amount, rt_desk_get_today (desk), NULL,
                            on_saved, g_object_ref (dialog));
}

void
rt_order_dialog_payment (RtWindow *window, RtOrder *order)
{
  RtMinor left = order->total - order->paid;
  g_autofree char *balance = rt_money_format (left, order->currency, TRUE, NULL);
  g_autofree char *amount = left > 0 ? rt_money_to_plain (left, order->currency) : NULL;
  /* Translators: %s is an amount of money. */
  g_autofree char *words = g_strdup_printf (_("Still to pay: %s"), balance);
  RtAskDialog *dialog = rt_ask_dialog_new (GTK_WINDOW (window), _("Record a payment"), words, _("_Record"));
  Ask *ask = ask_new (window, order, dialog, _("The payment is recorded."));
  const char *kind_words[] = { rt_words_payment ("payment"), rt_words_payment ("deposit"), rt_words_payment ("refund"),
                               NULL };
  const char *method_words[G_N_ELEMENTS (methods) + 1] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    method_words[i] = rt_words_method_name (methods[i]);
  ask->text = RT_FIELD_ENTRY (rt_field_entry_new (_("Amount"), FALSE));
  rt_field_entry_set_text (ask->text, amount);
  rt_ask_dialog_append (dialog, GTK_WIDGET (ask->text));
  ask->first = make_choice (dialog, _("Kind"), kind_words);
  ask->second = make_choice (dialog, _("How"), method_words);
  g_signal_connect (dialog, "accepted", G_CALLBACK (on_payment), ask);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (GTK_WIDGET (ask->text));
}

/* The next state */
static void
on_state (RtAskDialog *dialog, Ask *ask)
{
  RtDesk *desk = rt_window_get_desk (ask->window);
  RtDay today = rt_desk_get_today (desk);
  RtDay day = ask->from != NULL ? rt_day_entry_get_day (ask->from, today) : today;

  if (day == RT_DAY_NONE)
    {
      rt_day_entry_set_problem (ask->from, _("This is not a date. Type it as 2026-11-23, for example."));
      return;
    }
  rt_ask_dialog_set_busy (dialog, TRUE);
  rt_request_order_state (desk, ask->order->id, ask->order->rev, ask->state, day, NULL, on_saved,
                          g_object_ref (dialog));
}

void
rt_order_dialog_state (RtWindow *window, RtOrder *order, RtOrderState state)
{
  RtDesk *desk = rt_window_get_desk (window);
  RtAskDialog *dialog;
  Ask *ask;

  if (state != RT_ORDER_DELIVERED && state != RT_ORDER_CANCELLED)
    {
      rt_request_order_state (desk, order->id, order->rev, state, rt_desk_get_today (desk), NULL, rt_window_tell_done,
                              rt_window_when_done (window, _("The state is changed.")));
      return;
    }
  if (state == RT_ORDER_DELIVERED)
    dialog = rt_ask_dialog_new (GTK_WINDOW (window), _("Delivered"), _("The warranty runs from this day."),
                                _("_Delivered"));
  else
    dialog =
      rt_ask_dialog_new (GTK_WINDOW (window), _("Cancel the order"),
                         _("A cancelled order stays on file and cannot be opened again."), _("_Cancel the order"));
  ask = ask_new (window, order, dialog,
                 state == RT_ORDER_DELIVERED ? _("The order is delivered.") : _("The order is cancelled."));
  ask->state = state;
  if (state == RT_ORDER_DELIVERED)
    {
      ask->from = make_day (window, _("Day"));
      rt_day_entry_set_day (ask->from, rt_desk_get_today (desk));
      rt_ask_dialog_append (dialog, GTK_WIDGET (ask->from));
    }
  else
    rt_ask_dialog_set_destructive (dialog);
  g_signal_connect (dialog, "accepted", G_CALLBACK (on_state), ask);
  gtk_window_present (GTK_WINDOW (dialog));
}
