/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A new ticket: finding its order, keeping what is typed, saving. */
#include "config.h"

#include "rt-ticket-form-private.h"

#include "rt-error.h"
#include "rt-requests.h"
#include "rt-scan.h"
#include "rt-tab-order.h"
#include "rt-text.h"
#include <glib/gi18n.h>

#define DRAFT_DELAY_MS 1000

enum
{
  DONE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RtTicketForm, rt_ticket_form, GTK_TYPE_WIDGET)

/* Between the page and the edit value */
static gint64
chosen_line (RtTicketForm *self)
{
  guint chosen = gtk_drop_down_get_selected (self->line);

  if (self->order == NULL)
    return self->line_id;
  if (self->order->lines == NULL || chosen == 0 || chosen > self->order->lines->len)
    return 0;
  return ((RtOrderLine *) g_ptr_array_index (self->order->lines, chosen - 1))->id;
}

static RtTicketEdit *
dup_edit (RtTicketForm *self)
{
  RtTicketEdit *edit = rt_ticket_edit_new (self->order != NULL ? self->order->id : self->order_id, chosen_line (self));

  edit->type = (RtTicketType) gtk_drop_down_get_selected (self->type);
  edit->priority = (RtPriority) gtk_drop_down_get_selected (self->priority);
  edit->assign_to_me = gtk_check_button_get_active (self->mine);
  edit->text = g_strdup (rt_field_entry_get_text (self->text));
  return edit;
}

static void look_up_id (RtTicketForm *self, gint64 order, gint64 line);

static void
show_edit (RtTicketForm *self, const RtTicketEdit *edit)
{
  self->quiet = TRUE;
  gtk_drop_down_set_selected (self->type, (guint) edit->type);
  gtk_drop_down_set_selected (self->priority, (guint) edit->priority);
  gtk_check_button_set_active (self->mine, edit->assign_to_me);
  rt_field_entry_set_text (self->text, edit->text);
  rt_field_entry_set_advice (self->text, rt_scan_advice (rt_scan_kinds (edit->text)));
  self->quiet = FALSE;
  if (edit->order_id != 0)
    look_up_id (self, edit->order_id, edit->line_id);
}

/* Unfinished work */
gboolean
rt_ticket_form_has_words (RtTicketForm *self)
{
  return self->other != NULL || !rt_text_is_blank (rt_field_entry_get_text (self->text));
}

static void
keep_draft (RtTicketForm *self)
{
  g_autoptr (RtTicketEdit) edit = NULL;
  g_autoptr (GBytes) content = NULL;

  g_clear_handle_id (&self->draft_delay, g_source_remove);
  if (self->saving || self->other != NULL || !self->draft_known)
    return;
  edit = dup_edit (self);
  if (!rt_text_is_blank (edit->text))
    content = rt_ticket_edit_to_bytes (edit);
  rt_request_draft_save (rt_window_get_desk (self->window), RT_TICKET_DRAFT, content, NULL, NULL, NULL);
}

static gboolean
on_draft_delay (gpointer user_data)
{
  RtTicketForm *self = user_data;

  self->draft_delay = 0;
  keep_draft (self);
  return G_SOURCE_REMOVE;
}

void
rt_ticket_form_changed (RtTicketForm *self)
{
  if (self->quiet)
    return;
  gtk_label_set_text (self->problem, "");
  g_clear_handle_id (&self->draft_delay, g_source_remove);
  self->draft_delay = g_timeout_add (DRAFT_DELAY_MS, on_draft_delay, self);
}

static void
on_locking (RtTicketForm *self)
{
  if (self->draft_delay != 0)
    keep_draft (self);
}

/* While there is something else left unfinished, nothing new can be typed over it. */
static void
ask_what_becomes (RtTicketForm *self)
{
  gboolean asks = self->other != NULL;

  gtk_revealer_set_reveal_child (self->banner, asks);
  gtk_widget_set_sensitive (self->body, !asks);
  gtk_widget_set_sensitive (GTK_WIDGET (self->save), !asks);
  gtk_widget_grab_focus (asks ? GTK_WIDGET (self->banner_continue) : GTK_WIDGET (self));
}

static void
on_draft (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtTicketForm) self = user_data;
  g_autoptr (GBytes) content = rt_desk_run_finish (RT_DESK (source), result, NULL);
  g_autoptr (RtTicketEdit) edit = NULL;

  if (self->cancellable == NULL)
    return;
  self->draft_known = TRUE;
  if (content == NULL || g_bytes_get_size (content) == 0)
    return;
  edit = rt_ticket_edit_from_bytes (content, NULL);
  if (edit == NULL || !rt_text_is_blank (rt_field_entry_get_text (self->text)))
    return;
  if (self->order_id == 0 || (edit->order_id == self->order_id && edit->line_id == self->line_id))
    show_edit (self, edit);
  else
    {
      self->other = g_steal_pointer (&edit);
      ask_what_becomes (self);
    }
}

void
rt_ticket_form_continue_other (RtTicketForm *self)
{
  g_autoptr (RtTicketEdit) edit = g_steal_pointer (&self->other);

  if (edit == NULL)
    return;
  show_edit (self, edit);
  ask_what_becomes (self);
}

void
rt_ticket_form_discard_other (RtTicketForm *self)
{
  g_clear_pointer (&self->other, rt_ticket_edit_free);
  rt_request_draft_save (rt_window_get_desk (self->window), RT_TICKET_DRAFT, NULL, NULL, NULL, NULL);
  ask_what_becomes (self);
}

/* The order it is about */
static void
forget_order (RtTicketForm *self)
{
  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  g_clear_pointer (&self->order, rt_order_unref);
}

static void
on_order (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtTicketForm) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RtOrder) order = rt_desk_run_finish (RT_DESK (source), result, &error);
  g_autofree char *number = NULL;

  if (self->cancellable == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (order == NULL)
    {
      rt_field_entry_set_problem (self->number, error->message);
      return;
    }
  g_clear_pointer (&self->order, rt_order_unref);
  self->order = g_steal_pointer (&order);
  self->order_id = self->order->id;
  number = rt_order_number_format (self->order->number);
  rt_field_entry_set_text (self->number, number);
  rt_field_entry_set_problem (self->number, NULL);
  rt_ticket_form_show_order (self);
  rt_ticket_form_changed (self);
}

static GCancellable *
begin_looking (RtTicketForm *self)
{
  forget_order (self);
  self->looking = g_cancellable_new ();
  return self->looking;
}

static void
look_up_id (RtTicketForm *self, gint64 order, gint64 line)
{
  GCancellable *looking = begin_looking (self);

  self->order_id = order;
  self->line_id = line;
  rt_request_order (rt_window_get_desk (self->window), order, "work", looking, on_order, g_object_ref (self));
}

void
rt_ticket_form_look_up (RtTicketForm *self)
{
  const char *typed = rt_field_entry_get_text (self->number);
  gint64 number;

  if (self->order != NULL)
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->line));
      return;
    }
  if (!rt_order_number_parse (typed, &number))
    {
      rt_field_entry_set_problem (self->number, _("Type the number of the order, for example SO-10482."));
      return;
    }
  rt_request_order_number (rt_window_get_desk (self->window), number, "work", begin_looking (self), on_order,
                           g_object_ref (self));
}

/* Another number is typed: what was found is not it any more. */
void
rt_ticket_form_number_changed (RtTicketForm *self)
{
  forget_order (self);
  self->order_id = 0;
  self->line_id = 0;
  rt_ticket_form_show_order (self);
  rt_ticket_form_changed (self);
}

void
rt_ticket_form_ask_about (RtTicketForm *self, gint64 order, gint64 line)
{
  if (self->other == NULL)
    look_up_id (self, order, line);
}

/* Saving */
static gboolean
show_problem (RtTicketForm *self, const char *field, const char *sentence)
{
  RtFieldEntry *entry = NULL;

  if (g_strcmp0 (field, "order") == 0)
    entry = self->number;
  else if (g_strcmp0 (field, rt_field_info (RT_FIELD_TICKET_TEXT)->name) == 0)
    entry = self->text;
  if (entry == NULL)
    {
      gtk_label_set_text (self->problem, sentence);
      return FALSE;
    }
  rt_field_entry_set_problem (entry, sentence);
  return gtk_widget_grab_focus (GTK_WIDGET (entry));
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtTicketForm) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *id = rt_desk_run_finish (RT_DESK (source), result, &error);

  if (self->cancellable == NULL)
    return;
  self->saving = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->save), TRUE);
  if (id == NULL)
    {
      show_problem (self, rt_error_get_field (error), error->message);
      keep_draft (self);
      return;
    }
  rt_request_draft_save (RT_DESK (source), RT_TICKET_DRAFT, NULL, NULL, NULL, NULL);
  rt_window_toast (self->window, _("The ticket is saved."));
  g_signal_emit (self, signals[DONE], 0, *id);
}

void
rt_ticket_form_save (RtTicketForm *self)
{
  g_autoptr (RtTicketEdit) edit = NULL;
  g_autoptr (GPtrArray) problems = NULL;

  if (self->saving || self->other != NULL)
    return;
  edit = dup_edit (self);
  problems = rt_ticket_edit_check (edit);
  gtk_label_set_text (self->problem, "");
  /* The first one gets the focus. */
  for (guint i = problems->len; i-- > 0;)
    {
      const RtProblem *problem = g_ptr_array_index (problems, i);

      show_problem (self, problem->field, problem->message);
    }
  if (problems->len > 0)
    return;
  g_clear_handle_id (&self->draft_delay, g_source_remove);
  self->saving = TRUE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->save), FALSE);
  rt_request_ticket_create (rt_window_get_desk (self->window), edit, NULL, on_saved, g_object_ref (self));
}

void
rt_ticket_form_leave (RtTicketForm *self)
{
  keep_draft (self);
  g_signal_emit (self, signals[DONE], 0, (gint64) 0);
}

static void
on_save_key (GtkWidget *widget, const char *name, GVariant *parameter)
{
  rt_ticket_form_save (RT_TICKET_FORM (widget));
}

static void
on_leave_key (GtkWidget *widget, const char *name, GVariant *parameter)
{
  rt_ticket_form_leave (RT_TICKET_FORM (widget));
}

static gboolean
rt_ticket_form_grab_focus (GtkWidget *widget)
{
  RtTicketForm *self = RT_TICKET_FORM (widget);

  if (self->other != NULL)
    return gtk_widget_grab_focus (GTK_WIDGET (self->banner_continue));
  return gtk_widget_grab_focus (self->order_id != 0 ? GTK_WIDGET (self->text) : GTK_WIDGET (self->number));
}

static void
rt_ticket_form_dispose (GObject *object)
{
  RtTicketForm *self = RT_TICKET_FORM (object);
  GtkWidget *child;

  self->quiet = TRUE;
  g_clear_handle_id (&self->draft_delay, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  forget_order (self);
  g_clear_pointer (&self->other, rt_ticket_edit_free);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (rt_ticket_form_parent_class)->dispose (object);
}

static void
rt_ticket_form_class_init (RtTicketFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rt_ticket_form_dispose;
  widget_class->grab_focus = rt_ticket_form_grab_focus;
  widget_class->focus = rt_tab_order_focus;
  signals[DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                1, G_TYPE_INT64);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "form.save", NULL, on_save_key);
  gtk_widget_class_install_action (widget_class, "form.leave", NULL, on_leave_key);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "form.save", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "form.leave", NULL);
}

static void
rt_ticket_form_init (RtTicketForm *self)
{
  self->cancellable = g_cancellable_new ();
}

GtkWidget *
rt_ticket_form_new (RtWindow *window, gint64 order, gint64 line)
{
  RtTicketForm *self = g_object_new (RT_TYPE_TICKET_FORM, NULL);
  RtDesk *desk = rt_window_get_desk (window);

  self->window = window;
  self->quiet = TRUE;
  rt_ticket_form_build (self);
  self->quiet = FALSE;
  g_signal_connect_object (desk, "locking", G_CALLBACK (on_locking), self, G_CONNECT_SWAPPED);
  if (order != 0)
    look_up_id (self, order, line);
  rt_request_draft (desk, RT_TICKET_DRAFT, self->cancellable, on_draft, g_object_ref (self));
  return GTK_WIDGET (self);
}
