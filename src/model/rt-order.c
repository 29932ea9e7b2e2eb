/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order as a record, and the words for its states and warranties. */
#include "config.h"

#include <string.h>
#include <glib/gi18n.h>

#include "rt-order.h"
#include "rt-order-private.h"
#include "rt-number.h"
#include "rt-ticket.h"

/* --- Words --- */

static const struct
{
  const char *id;
  const char *name;
} order_states[RT_N_ORDER_STATES] = {
  [RT_ORDER_OPEN] = { "open", N_("Open") },
  [RT_ORDER_AWAITING_DELIVERY] = { "awaiting-delivery", N_("Awaiting delivery") },
  [RT_ORDER_DELIVERED] = { "delivered", N_("Delivered") },
  [RT_ORDER_COMPLETED] = { "completed", N_("Completed") },
  [RT_ORDER_CANCELLED] = { "cancelled", N_("Cancelled") },
};

/* product.md §10, trade custom. */
static const struct
{
  const char *id;
  const char *name;
  guint months;
} warranties[RT_N_WARRANTIES] = {
  [RT_WARRANTY_UPHOLSTERY] = { "upholstery", N_("Upholstery"), 12 },
  [RT_WARRANTY_CASE] = { "case", N_("Case furniture"), 12 },
  [RT_WARRANTY_GLASS] = { "glass", N_("Glass and mirrors"), 6 },
  [RT_WARRANTY_HARDWOOD] = { "hardwood", N_("Solid hardwood"), 24 },
  [RT_WARRANTY_NONE] = { "none", N_("No warranty"), 0 },
};

const char *
rt_order_state_id (RtOrderState state)
{
  return (guint) state < RT_N_ORDER_STATES ? order_states[state].id : NULL;
}

const char *
rt_order_state_name (RtOrderState state)
{
  return (guint) state < RT_N_ORDER_STATES ? order_states[state].name : NULL;
}

gboolean
rt_order_state_from_id (const char *id, RtOrderState *state)
{
  for (guint i = 0; i < RT_N_ORDER_STATES; i++)
    if (g_strcmp0 (id, order_states[i].id) == 0)
      {
        *state = (RtOrderState) i;
        return TRUE;
      }
  return FALSE;
}

const char *
rt_warranty_id (RtWarranty warranty)
{
  return (guint) warranty < RT_N_WARRANTIES ? warranties[warranty].id : NULL;
}

const char *
rt_warranty_name (RtWarranty warranty)
{
  return (guint) warranty < RT_N_WARRANTIES ? warranties[warranty].name : NULL;
}

gboolean
rt_warranty_from_id (const char *id, RtWarranty *warranty)
{
  for (guint i = 0; i < RT_N_WARRANTIES; i++)
    if (g_strcmp0 (id, warranties[i].id) == 0)
      {
        *warranty = (RtWarranty) i;
        return TRUE;
      }
  return FALSE;
}

guint
rt_warranty_months (RtWarranty warranty)
{
  return (guint) warranty < RT_N_WARRANTIES ? warranties[warranty].months : 0;
}

RtDay
rt_warranty_until (RtDay delivered_on, guint months)
{
  if (delivered_on == RT_DAY_NONE || months == 0)
    return RT_DAY_NONE;
  return rt_day_add_months (delivered_on, (int) months);
}

/* --- States --- */

guint
rt_order_state_next (RtOrderState state)
{
  switch (state)
    {
    case RT_ORDER_OPEN:
      return 1u << RT_ORDER_AWAITING_DELIVERY | 1u << RT_ORDER_DELIVERED | 1u << RT_ORDER_CANCELLED;
    case RT_ORDER_AWAITING_DELIVERY:
      return 1u << RT_ORDER_OPEN | 1u << RT_ORDER_DELIVERED | 1u << RT_ORDER_CANCELLED;
    case RT_ORDER_DELIVERED:
      return 1u << RT_ORDER_COMPLETED;
    case RT_ORDER_COMPLETED:
    case RT_ORDER_CANCELLED:
    case RT_N_ORDER_STATES:
    default:
      return 0;
    }
}

RtOrderState
rt_order_state_settle (RtOrderState state, gboolean has_window)
{
  if (state == RT_ORDER_OPEN && has_window)
    return RT_ORDER_AWAITING_DELIVERY;
  if (state == RT_ORDER_AWAITING_DELIVERY && !has_window)
    return RT_ORDER_OPEN;
  return state;
}

/* --- The record --- */

void
rt_order_line_free (RtOrderLine *self)
{
  if (self == NULL)
    return;
  g_free (self->description);
  g_free (self->custom_note);
  g_free (self);
}

void
rt_payment_free (RtPayment *self)
{
  if (self == NULL)
    return;
  g_free (self->kind);
  g_free (self->method);
  g_free (self);
}

void
rt_acknowledgement_free (RtAcknowledgement *self)
{
  if (self == NULL)
    return;
  g_free (self->language);
  g_free (self->channel);
  g_free (self->taken_by_name);
  g_free (self);
}

RtOrder *
rt_order_new (void)
{
  RtOrder *self = g_new0 (RtOrder, 1);

  g_atomic_ref_count_init (&self->refs);
  self->ordered_on = self->deliver_from = self->deliver_to = self->delivered_on = RT_DAY_NONE;
  self->total = self->paid = RT_MINOR_NONE;
  return self;
}

RtOrder *
rt_order_ref (RtOrder *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
rt_order_unref (RtOrder *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->refs))
    return;
  g_free (self->deliver_time);
  g_free (self->taken_by_name);
  g_free (self->planned_by_name);
  g_free (self->reference);
  rt_shown_unref (self->shown);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_clear_pointer (&self->payments, g_ptr_array_unref);
  g_clear_pointer (&self->acknowledgements, g_ptr_array_unref);
  g_clear_pointer (&self->tickets, g_ptr_array_unref);
  g_free (self);
}

/* --- Numbers --- */

char *
rt_order_number_format (gint64 number)
{
  return rt_number_format ("SO", number);
}

gboolean
rt_order_number_parse (const char *text, gint64 *number)
{
  return rt_number_parse ("SO", text, number);
}
