/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The customer as a record, and what was typed about one. */
#include "config.h"

#include <glib/gi18n.h>

#include "rt-customer-private.h"
#include "rt-number.h"
#include "rt-order.h"
#include "rt-secret.h"

RtCustomer *
rt_customer_new (void)
{
  RtCustomer *self = g_new0 (RtCustomer, 1);

  g_atomic_ref_count_init (&self->refs);
  return self;
}

RtCustomer *
rt_customer_ref (RtCustomer *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
rt_customer_unref (RtCustomer *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->refs))
    return;
  rt_shown_unref (self->shown);
  g_clear_pointer (&self->orders, g_ptr_array_unref);
  g_clear_pointer (&self->tickets, g_ptr_array_unref);
  g_clear_pointer (&self->acknowledgements, g_ptr_array_unref);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_free (self);
}

RtCustomerEdit *
rt_customer_edit_new (void)
{
  return g_new0 (RtCustomerEdit, 1);
}

void
rt_customer_edit_free (RtCustomerEdit *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < RT_N_FIELDS; i++)
    rt_wipe_string (self->values[i]);
  g_free (self);
}

void
rt_customer_edit_set (RtCustomerEdit *self, RtFieldId field, const char *typed)
{
  char *copy = g_strdup (typed);

  rt_wipe_string (self->values[field]);
  self->values[field] = copy;
}

char *
rt_customer_number_format (gint64 number)
{
  return rt_number_format ("C", number);
}

gboolean
rt_customer_number_parse (const char *text, gint64 *number)
{
  return rt_number_parse ("C", text, number);
}

const char *
rt_field_missing_sentence (RtFieldId field)
{
  switch (field)
    {
    case RT_FIELD_NAME:
      return _("Enter the customer's name.");
    case RT_FIELD_PHONE:
      return _("Enter a phone number, so that the customer can be reached about the delivery.");
    case RT_FIELD_REGION_CITY:
      return _("Enter the city of the address.");
    case RT_FIELD_STREET:
      return _("Enter the street and number, so that the furniture can be delivered.");
    default:
      return _("This is needed; fill it in.");
    }
}
