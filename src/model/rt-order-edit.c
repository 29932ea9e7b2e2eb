/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order form's contents, as typed: a plain value that is made, copied from an order, and wiped. */
#include "config.h"

#include "rt-order-private.h"
#include "rt-secret.h"
#include "rt-text.h"

RtLineEdit *
rt_line_edit_new (void)
{
  RtLineEdit *self = g_new0 (RtLineEdit, 1);

  self->description = g_strdup ("");
  self->quantity = g_strdup ("1");
  self->unit_price = g_strdup ("");
  self->line_total = g_strdup ("");
  self->custom_note = g_strdup ("");
  self->warranty = RT_WARRANTY_CASE;
  return self;
}

void
rt_line_edit_free (RtLineEdit *self)
{
  if (self == NULL)
    return;
  g_free (self->description);
  g_free (self->quantity);
  g_free (self->unit_price);
  g_free (self->line_total);
  rt_wipe_string (self->custom_note);
  g_free (self);
}

RtOrderEdit *
rt_order_edit_new (void)
{
  RtOrderEdit *self = g_new0 (RtOrderEdit, 1);

  self->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) rt_line_edit_free);
  self->ordered_on = g_strdup ("");
  self->deliver_from = g_strdup ("");
  self->deliver_to = g_strdup ("");
  self->deliver_time = g_strdup ("");
  self->deposit = g_strdup ("");
  self->deposit_method = g_strdup ("");
  self->ack_language = g_strdup ("");
  self->ack_channel = g_strdup ("");
  return self;
}

void
rt_order_edit_free (RtOrderEdit *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < RT_N_FIELDS; i++)
    rt_wipe_string (self->values[i]);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_free (self->ordered_on);
  g_free (self->deliver_from);
  g_free (self->deliver_to);
  g_free (self->deliver_time);
  g_free (self->deposit);
  g_free (self->deposit_method);
  g_free (self->ack_language);
  g_free (self->ack_channel);
  g_free (self);
}

/* An amount as it would be typed; "" for none. */
static char *
typed_amount (RtMinor amount, const char *currency)
{
  char *text = rt_money_to_plain (amount, currency);

  return text != NULL ? text : g_strdup ("");
}

static char *
typed_day (RtDay day)
{
  char *text = rt_day_to_iso (day);

  return text != NULL ? text : g_strdup ("");
}

static RtLineEdit *
line_edit_from (const RtOrderLine *line, const char *currency)
{
  RtLineEdit *self = g_new0 (RtLineEdit, 1);
  RtMinor computed = RT_MINOR_NONE;

  self->id = line->id;
  self->product_id = line->product_id;
  self->description = g_strdup (line->description);
  self->quantity = g_strdup_printf ("%" G_GINT64_FORMAT, line->quantity);
  self->unit_price = typed_amount (line->unit_price, currency);
  self->line_total = typed_amount (line->line_total, currency);
  self->total_typed = !rt_money_mul (line->unit_price, line->quantity, &computed) || computed != line->line_total;
  self->custom_made = line->custom_made;
  self->custom_note = g_strdup (line->custom_note);
  self->warranty = line->warranty;
  return self;
}

static void
replace (char **place, char *text)
{
  g_free (*place);
  *place = text;
}

RtOrderEdit *
rt_order_edit_new_from (const RtOrder *order)
{
  RtOrderEdit *self = rt_order_edit_new ();

  self->id = order->id;
  self->rev = order->rev;
  self->customer_id = order->customer_id;
  self->customer_rev = order->customer_rev;
  self->address_id = order->address_id;
  self->home_consent = order->home_consent;
  for (guint i = 0; i < RT_N_FIELDS; i++)
    if (order->shown != NULL && rt_shown_get_show (order->shown, (RtFieldId) i) == RT_SHOW_CLEAR)
      self->values[i] = g_strdup (rt_shown_get_text (order->shown, (RtFieldId) i));
  for (guint i = 0; order->lines != NULL && i < order->lines->len; i++)
    g_ptr_array_add (self->lines, line_edit_from (g_ptr_array_index (order->lines, i), order->currency));
  replace (&self->ordered_on, typed_day (order->ordered_on));
  replace (&self->deliver_from, typed_day (order->deliver_from));
  replace (&self->deliver_to, typed_day (order->deliver_to));
  replace (&self->deliver_time, g_strdup (order->deliver_time));
  return self;
}

static gboolean
line_is_blank (const RtLineEdit *line)
{
  return line->product_id == 0 && rt_text_is_blank (line->description) && rt_text_is_blank (line->unit_price) &&
         rt_text_is_blank (line->line_total) && rt_text_is_blank (line->custom_note);
}

gboolean
rt_order_edit_is_blank (const RtOrderEdit *self)
{
  if (self->id != 0 || self->customer_id != 0)
    return FALSE;
  for (guint i = 0; i < RT_N_FIELDS; i++)
    if (!rt_text_is_blank (self->values[i]))
      return FALSE;
  for (guint i = 0; i < self->lines->len; i++)
    if (!line_is_blank (g_ptr_array_index (self->lines, i)))
      return FALSE;
  return rt_text_is_blank (self->deliver_from) && rt_text_is_blank (self->deliver_to) &&
         rt_text_is_blank (self->deposit) && !self->acknowledged;
}
