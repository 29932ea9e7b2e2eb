/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whose order it is: looking a returning customer up by telephone number, taking them, or somebody else after all. */
#include "config.h"

#include "rt-order-form-private.h"

#include "rt-requests.h"
#include "rt-secret.h"
#include "rt-text.h"
#include <glib/gi18n.h>

static void
show_banner (RtOrderForm *self, const char *words, const char *button)
{
  gtk_label_set_text (self->returning_words, words);
  gtk_widget_set_visible (GTK_WIDGET (self->returning_use), button != NULL);
  if (button != NULL)
    gtk_button_set_label (self->returning_use, button);
  gtk_revealer_set_reveal_child (self->returning, TRUE);
}

/* Says whose order is written once that is settled, with the way back. */
void
rt_order_form_show_customer (RtOrderForm *self)
{
  g_autofree char *number = NULL;
  g_autofree char *words = NULL;

  if (self->order != NULL || self->orig->customer_id == 0)
    {
      gtk_revealer_set_reveal_child (self->returning, FALSE);
      return;
    }
  number = self->found != NULL ? rt_customer_number_format (self->found->number) : NULL;
  /* Translators: %s is a customer number. */
  words = number != NULL ? g_strdup_printf (_("For the returning customer %s."), number)
                         : g_strdup (_("For a returning customer."));
  show_banner (self, words, _("_Somebody else"));
  gtk_widget_remove_css_class (GTK_WIDGET (self->returning_use), "suggested-action");
}

static void
on_looked_up (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtOrderForm) self = user_data;
  g_autoptr (GError) error = NULL;
  RtLookup *lookup = rt_desk_run_finish (RT_DESK (source), result, &error);
  g_autofree char *words = NULL;

  if (self->orig == NULL)
    {
      rt_lookup_free (lookup);
      return;
    }
  g_clear_pointer (&self->found, rt_customer_unref);
  if (lookup != NULL && lookup->customer != NULL)
    {
      const char *name = rt_shown_get_text (lookup->customer->shown, RT_FIELD_NAME);
      g_autofree char *number = rt_customer_number_format (lookup->customer->number);

      self->found = rt_customer_ref (lookup->customer);
      /* Translators: the customer found by telephone number: name and customer number. */
      words = g_strdup_printf (_("Returning customer: %1$s, %2$s"), name != NULL ? name : "", number);
    }
  else if (lookup != NULL)
    words = g_strdup (_("Nobody with this number yet: a new customer."));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    words = g_strdup (error->message);
  rt_lookup_free (lookup);
  gtk_widget_add_css_class (GTK_WIDGET (self->returning_use), "suggested-action");
  if (words != NULL)
    show_banner (self, words, self->found != NULL ? _("_Use this customer") : NULL);
  /* Whoever went on typing elsewhere is not called back. */
  if (gtk_widget_get_state_flags (GTK_WIDGET (self->fields[RT_FIELD_PHONE])) & GTK_STATE_FLAG_FOCUS_WITHIN)
    gtk_widget_grab_focus (self->found != NULL ? GTK_WIDGET (self->returning_use)
                                               : GTK_WIDGET (self->fields[RT_FIELD_NAME]));
}

/* Another number: what was found by the last one is no answer to it. */
void
rt_order_form_phone_changed (RtOrderForm *self)
{
  if (self->quiet || self->orig->customer_id != 0)
    return;
  g_clear_pointer (&self->found, rt_customer_unref);
  g_clear_pointer (&self->looked_up, rt_wipe_string);
  gtk_revealer_set_reveal_child (self->returning, FALSE);
}

void
rt_order_form_look_up (RtOrderForm *self)
{
  RtDesk *desk = rt_window_get_desk (self->window);
  const char *typed = rt_field_entry_get_text (self->fields[RT_FIELD_PHONE]);
  g_autoptr (GError) error = NULL;
  g_autofree char *phone =
    rt_text_is_blank (typed) ? NULL : rt_phone_normalise (typed, rt_desk_get_store (desk)->region, &error);

  if (phone == NULL)
    {
      rt_field_entry_set_problem (self->fields[RT_FIELD_PHONE],
                                  error != NULL ? error->message : _("Type the whole number first."));
      return;
    }
  if (self->orig->customer_id != 0 || g_strcmp0 (phone, self->looked_up) == 0)
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->fields[RT_FIELD_NAME]));
      return;
    }
  rt_wipe_string (self->looked_up);
  self->looked_up = g_steal_pointer (&phone);
  rt_request_lookup (desk, typed, self->cancellable, on_looked_up, g_object_ref (self));
}

void
rt_order_form_show_field (RtOrderForm *self, const RtShown *shown, RtFieldId field)
{
  RtFieldEntry *entry = self->fields[field];
  g_autofree char *masked = NULL;

  if (entry == NULL)
    return;
  if (rt_shown_get_show (shown, field) == RT_SHOW_CLEAR)
    {
      const char *text = rt_shown_get_text (shown, field);
      g_autofree char *phone =
        text != NULL && rt_field_info (field)->kind == RT_FIELD_KIND_PHONE ? rt_phone_format (text) : NULL;

      rt_field_entry_set_kept (entry, NULL);
      rt_field_entry_set_text (entry, phone != NULL ? phone : text);
      return;
    }
  if (rt_shown_has (shown, field))
    masked = g_strdup (rt_shown_get_text (shown, field)[0] != '\0' ? rt_shown_get_text (shown, field) : _("On file"));
  gtk_widget_set_visible (GTK_WIDGET (entry), rt_shown_get_show (shown, field) != RT_SHOW_HIDDEN);
  rt_field_entry_set_kept (entry, masked != NULL ? masked : _("Masked"));
}

void
rt_order_form_use_found (RtOrderForm *self)
{
  if (self->found == NULL)
    return;
  self->quiet = TRUE;
  self->orig->customer_id = self->found->id;
  self->orig->customer_rev = self->found->rev;
  self->orig->address_id = self->found->address_id;
  for (guint i = 0; i < RT_N_FIELDS; i++)
    {
      RtClass klass = rt_field_info ((RtFieldId) i)->klass;

      if (klass == RT_CLASS_CONTACT || klass == RT_CLASS_ADDRESS)
        rt_order_form_show_field (self, self->found->shown, (RtFieldId) i);
    }
  self->quiet = FALSE;
  rt_order_form_show_customer (self);
  rt_order_form_changed (self);
  gtk_widget_grab_focus (gtk_widget_get_first_child (GTK_WIDGET (self->lines)));
}

/* The customer at the counter is not the one after all: what was filled in from the other one goes. */
void
rt_order_form_forget_customer (RtOrderForm *self)
{
  self->quiet = TRUE;
  self->orig->customer_id = self->orig->customer_rev = self->orig->address_id = 0;
  for (guint i = 0; i < RT_N_FIELDS; i++)
    {
      RtClass klass = rt_field_info ((RtFieldId) i)->klass;

      if (self->fields[i] == NULL || (klass != RT_CLASS_CONTACT && klass != RT_CLASS_ADDRESS))
        continue;
      rt_field_entry_set_kept (self->fields[i], NULL);
      rt_field_entry_set_text (self->fields[i], NULL);
      gtk_widget_set_visible (GTK_WIDGET (self->fields[i]), TRUE);
    }
  rt_field_entry_set_placeholder (self->fields[RT_FIELD_PHONE], _("Return finds a returning customer"));
  g_clear_pointer (&self->found, rt_customer_unref);
  g_clear_pointer (&self->looked_up, rt_wipe_string);
  self->quiet = FALSE;
  gtk_revealer_set_reveal_child (self->returning, FALSE);
  rt_order_form_changed (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->fields[RT_FIELD_PHONE]));
}
