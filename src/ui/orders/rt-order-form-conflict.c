/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Somebody else saved meanwhile: both versions come together on the page, nothing typed is lost, and the next save
 * passes. */
#include "config.h"

#include "rt-order-form-private.h"

#include "rt-error.h"
#include "rt-requests.h"
#include "rt-text.h"
#include <glib/gi18n.h>

/* As the form shows them, so that what was not touched compares as the same: numbers grouped, nothing as "". */
static void
format_as_shown (RtOrderEdit *edit, const RtShown *shown)
{
  for (guint i = 0; i < RT_N_FIELDS; i++)
    if (edit->values[i] == NULL && rt_shown_get_show (shown, (RtFieldId) i) == RT_SHOW_CLEAR)
      edit->values[i] = g_strdup ("");
    else if (edit->values[i] != NULL && rt_field_info ((RtFieldId) i)->kind == RT_FIELD_KIND_PHONE)
      {
        char *phone = rt_phone_format (edit->values[i]);

        g_free (edit->values[i]);
        edit->values[i] = phone;
      }
}

static void
show_note (RtOrderForm *self, const RtProblem *note)
{
  const struct
  {
    const char *field;
    RtDayEntry *entry;
  } days[] = { { "ordered_on", self->ordered_on },
               { "deliver_from", self->deliver_from },
               { "deliver_to", self->deliver_to } };
  RtFieldId field;

  if (rt_field_from_name (note->field, &field) && self->fields[field] != NULL)
    rt_field_entry_set_advice (self->fields[field], note->message);
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    if (g_strcmp0 (note->field, days[i].field) == 0)
      rt_day_entry_set_advice (days[i].entry, note->message);
  if (g_strcmp0 (note->field, "lines") == 0)
    {
      gtk_label_set_text (self->lines_note, note->message);
      gtk_widget_set_visible (GTK_WIDGET (self->lines_note), TRUE);
    }
  if (g_strcmp0 (note->field, "home_consent") == 0)
    {
      gtk_label_set_text (self->home_problem, note->message);
      gtk_widget_set_visible (GTK_WIDGET (self->home_problem), TRUE);
    }
}

guint
rt_order_form_merge (RtOrderForm *self, RtOrder *order, RtOrderEdit *mine, const RtOrderEdit *base)
{
  g_autoptr (RtOrderEdit) theirs = rt_order_edit_new_from (order);
  g_autoptr (GPtrArray) notes = NULL;

  format_as_shown (theirs, order->shown);
  notes = rt_order_edit_merge (mine, base, theirs);
  rt_order_form_set_order (self, order);
  rt_order_form_clear_problems (self);
  rt_order_form_show_edit (self, mine);
  rt_order_form_show_kept (self);
  for (guint i = 0; i < notes->len; i++)
    show_note (self, g_ptr_array_index (notes, i));
  g_clear_pointer (&self->base, rt_order_edit_free);
  self->base = g_steal_pointer (&theirs);
  return notes->len;
}

static void
on_order (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtOrderForm) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RtOrder) order = rt_desk_run_finish (RT_DESK (source), result, &error);
  g_autoptr (RtOrderEdit) mine = NULL;

  if (self->orig == NULL)
    return;
  if (order == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        gtk_label_set_text (self->problem, error->message);
      return;
    }
  mine = rt_order_form_dup_edit (self);
  gtk_label_set_text (self->problem,
                      rt_order_form_merge (self, order, mine, self->base) > 0
                        ? _("Somebody else changed this order meanwhile. Look at what is marked, then save again.")
                        : _("Somebody else changed this order meanwhile, but nothing of what you typed. Save again."));
  rt_order_form_keep_draft (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->save));
}

/* The customer of a new order was changed: their present revision is what the next save goes by. */
static void
on_customer (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtOrderForm) self = user_data;
  g_autoptr (RtCustomer) customer = rt_desk_run_finish (RT_DESK (source), result, NULL);

  if (self->orig == NULL || customer == NULL || customer->rev == self->orig->customer_rev)
    return;
  self->orig->customer_rev = customer->rev;
  for (guint i = 0; i < RT_N_FIELDS; i++)
    if (self->fields[i] != NULL && rt_shown_get_show (customer->shown, (RtFieldId) i) == RT_SHOW_CLEAR)
      {
        const char *now = rt_shown_get_text (customer->shown, (RtFieldId) i);
        const char *before = self->found != NULL ? rt_shown_get_text (self->found->shown, (RtFieldId) i) : NULL;

        if (g_strcmp0 (now != NULL ? now : "", before != NULL ? before : "") != 0)
          {
            /* Translators: %s is what another person entered in the same field meanwhile. */
            g_autofree char *words =
              g_strdup_printf (_("Somebody else entered meanwhile: %s"), now != NULL ? now : "");

            rt_field_entry_set_advice (self->fields[i], words);
          }
      }
  gtk_label_set_text (self->problem, _("Somebody else changed this customer meanwhile. Ask the customer whether name, "
                                        "telephone and address are right, then save again."));
}

void
rt_order_form_meet_conflict (RtOrderForm *self)
{
  RtDesk *desk = rt_window_get_desk (self->window);

  if (self->order != NULL)
    {
      rt_request_order (desk, self->order->id, "work", self->cancellable, on_order, g_object_ref (self));
      return;
    }
  if (self->orig->customer_id != 0)
    rt_request_customer (desk, self->orig->customer_id, "work", self->cancellable, on_customer, g_object_ref (self));
  rt_order_form_read_notice (self);
}
