/* A new order, or changing one: looking up the customer, keeping what is typed, saving. */
#include "config.h"

#include "rt-order-form-private.h"

#include "rt-ask-dialog.h"
#include "rt-error.h"
#include "rt-lang.h"
#include "rt-requests.h"
#include "rt-tab-order.h"
#include "rt-text.h"
#include <glib/gi18n.h>

#define DRAFT_DELAY_MS 800

enum
{
  DONE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RtOrderForm, rt_order_form, GTK_TYPE_WIDGET)

/* Unfinished work */
static gboolean
same_edit (const RtOrderEdit *a, const RtOrderEdit *b)
{
  g_autoptr (GBytes) left = rt_order_edit_to_bytes (a);
  g_autoptr (GBytes) right = rt_order_edit_to_bytes (b);

  return g_bytes_equal (left, right);
}

void
rt_order_form_keep_draft (RtOrderForm *self)
{
  g_autoptr (RtOrderEdit) edit = NULL;
  g_autoptr (GBytes) content = NULL;
  g_autofree char *kind = rt_order_draft_kind (self->orig->id);

  g_clear_handle_id (&self->draft_delay, g_source_remove);
  if (self->saving)
    return;
  edit = rt_order_form_dup_edit (self);
  if (self->order != NULL ? self->began != NULL && !same_edit (edit, self->began) : !rt_order_edit_is_blank (edit))
    content = rt_order_edit_to_bytes (edit);
  rt_request_draft_save (rt_window_get_desk (self->window), kind, content, NULL, NULL, NULL);
}

static gboolean
on_draft_delay (gpointer user_data)
{
  RtOrderForm *self = user_data;

  self->draft_delay = 0;
  rt_order_form_keep_draft (self);
  return G_SOURCE_REMOVE;
}

void
rt_order_form_changed (RtOrderForm *self)
{
  if (self->quiet)
    return;
  gtk_label_set_text (self->problem, "");
  rt_order_form_update_total (self);
  g_clear_handle_id (&self->draft_delay, g_source_remove);
  self->draft_delay = g_timeout_add (DRAFT_DELAY_MS, on_draft_delay, self);
}

static void
on_draft (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtOrderForm) self = user_data;
  g_autoptr (GBytes) content = rt_desk_run_finish (RT_DESK (source), result, NULL);
  g_autoptr (RtOrderEdit) edit = NULL;

  if (content == NULL || g_bytes_get_size (content) == 0 || self->orig == NULL)
    return;
  edit = rt_order_edit_from_bytes (content, NULL);
  if (edit == NULL || edit->id != self->orig->id)
    return;
  if (self->order != NULL)
    {
      /* What the order was when this was typed is known only while nobody saved it since. */
      rt_order_form_merge (self, self->order, edit, edit->rev == self->order->rev ? self->base : NULL);
      rt_window_toast (self->window, _("What you had typed and not saved is here again."));
      return;
    }
  rt_order_form_show_edit (self, edit);
  rt_order_form_show_customer (self);
}

static void
on_locking (RtOrderForm *self)
{
  if (self->draft_delay != 0)
    rt_order_form_keep_draft (self);
}

/* Saving */
static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtOrderForm) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *id = rt_desk_run_finish (RT_DESK (source), result, &error);
  RtProblem problem = { NULL, NULL };
  g_autoptr (GPtrArray) problems = NULL;

  if (self->orig == NULL)
    return;
  self->saving = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->save), TRUE);
  if (id != NULL)
    {
      rt_window_toast (self->window, _("The order is saved."));
      g_signal_emit (self, signals[DONE], 0, *id);
      return;
    }
  if (g_error_matches (error, RT_ERROR, RT_ERROR_CONFLICT))
    {
      gtk_label_set_text (self->problem, error->message);
      rt_order_form_keep_draft (self);
      rt_order_form_meet_conflict (self);
      return;
    }
  problem.field = (char *) rt_error_get_field (error);
  problem.message = error->message;
  problems = g_ptr_array_new ();
  g_ptr_array_add (problems, &problem);
  rt_order_form_show_problems (self, problems);
  gtk_label_set_text (self->problem, error->message);
  rt_order_form_keep_draft (self);
}

static void
save_edit (RtOrderForm *self, const RtOrderEdit *edit)
{
  g_clear_handle_id (&self->draft_delay, g_source_remove);
  self->saving = TRUE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->save), FALSE);
  rt_request_order_save (rt_window_get_desk (self->window), edit, NULL, on_saved, g_object_ref (self));
}

const char *
rt_order_form_words_withdraw (void)
{
  return _("Saving takes this consent back: the home details kept with all orders of this customer are erased.");
}

static void
on_withdraw_accepted (RtAskDialog *dialog, RtOrderForm *self)
{
  g_autoptr (RtOrderEdit) edit = self->orig != NULL ? rt_order_form_dup_edit (self) : NULL;

  rt_ask_dialog_done (dialog);
  if (edit != NULL)
    save_edit (self, edit);
}

/* Erasing cannot be undone, and it reaches further than this order. */
static void
ask_withdraw (RtOrderForm *self)
{
  RtAskDialog *dialog = rt_ask_dialog_new (
    GTK_WINDOW (self->window), _("Take the consent back?"),
    _("The home details kept with all orders of this customer are erased, not only with this one. That cannot be "
       "undone."),
    _("_Erase"));

  gtk_label_set_text (self->home_problem, rt_order_form_words_withdraw ());
  gtk_widget_set_visible (GTK_WIDGET (self->home_problem), TRUE);
  rt_ask_dialog_set_destructive (dialog);
  g_signal_connect_object (dialog, "accepted", G_CALLBACK (on_withdraw_accepted), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
rt_order_form_save (RtOrderForm *self)
{
  RtDesk *desk = rt_window_get_desk (self->window);
  g_autoptr (RtOrderEdit) edit = rt_order_form_dup_edit (self);
  g_autoptr (GPtrArray) problems = rt_order_edit_check (edit, rt_desk_get_store (desk), rt_desk_get_today (desk), NULL);

  if (self->saving)
    return;

  rt_order_form_clear_problems (self);
  if (problems->len > 0)
    {
      rt_order_form_show_problems (self, problems);
      return;
    }
  if (self->order != NULL && self->order->home_consent && !edit->home_consent)
    ask_withdraw (self);
  else
    save_edit (self, edit);
}

/* Throwing away cannot be undone, so it asks; nothing typed: nothing to ask. */
static void
throw_away (RtOrderForm *self)
{
  g_autofree char *kind = rt_order_draft_kind (self->orig->id);

  g_clear_handle_id (&self->draft_delay, g_source_remove);
  self->saving = TRUE; /* nothing is kept any more */
  rt_request_draft_save (rt_window_get_desk (self->window), kind, NULL, NULL, NULL, NULL);
  g_signal_emit (self, signals[DONE], 0, (gint64) 0);
}

static void
on_discard_accepted (RtAskDialog *dialog, RtOrderForm *self)
{
  rt_ask_dialog_done (dialog);
  if (self->orig != NULL)
    throw_away (self);
}

void
rt_order_form_discard (RtOrderForm *self)
{
  g_autoptr (RtOrderEdit) edit = rt_order_form_dup_edit (self);
  RtAskDialog *dialog;

  if (self->order != NULL ? same_edit (edit, self->began) : rt_order_edit_is_blank (edit))
    {
      throw_away (self);
      return;
    }
  dialog =
    rt_ask_dialog_new (GTK_WINDOW (self->window), _("Throw away what is typed?"),
                       _("What was typed in this form is thrown away. That cannot be undone."), _("_Throw away"));
  rt_ask_dialog_set_destructive (dialog);
  g_signal_connect_object (dialog, "accepted", G_CALLBACK (on_discard_accepted), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
rt_order_form_leave (RtOrderForm *self)
{
  rt_order_form_keep_draft (self);
  g_signal_emit (self, signals[DONE], 0, (gint64) 0);
}

static void
on_save_key (GtkWidget *widget, const char *name, GVariant *parameter)
{
  rt_order_form_save (RT_ORDER_FORM (widget));
}

static void
on_leave_key (GtkWidget *widget, const char *name, GVariant *parameter)
{
  rt_order_form_leave (RT_ORDER_FORM (widget));
}

/* The notice to acknowledge */
static void
on_notice (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtOrderForm) self = user_data;
  g_autoptr (GError) error = NULL;
  RtNotice *notice = rt_desk_run_finish (RT_DESK (source), result, &error);
  g_autofree char *words = NULL;

  if (notice == NULL)
    {
      if (self->orig != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        gtk_label_set_text (self->notice_words, error->message);
      return;
    }
  if (self->current != NULL && self->current->id != notice->id)
    {
      gtk_check_button_set_active (self->acknowledged, FALSE);
      gtk_widget_grab_focus (GTK_WIDGET (self->acknowledged));
    }
  g_clear_pointer (&self->current, rt_notice_unref);
  self->current = notice;
  /* Translators: %1$ld is the version of the data-use notice, %2$s its short text. */
  words = g_strdup_printf (_("Version %1$ld. %2$s"), (long) notice->version,
                           notice->summary[rt_lang_is_chinese (NULL) ? 1 : 0]);
  gtk_label_set_text (self->notice_words, words);
}

void
rt_order_form_read_notice (RtOrderForm *self)
{
  rt_request_notice_current (rt_window_get_desk (self->window), self->cancellable, on_notice, g_object_ref (self));
}

static gboolean
rt_order_form_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (RT_ORDER_FORM (widget)->fields[RT_FIELD_PHONE]));
}

static void
rt_order_form_dispose (GObject *object)
{
  RtOrderForm *self = RT_ORDER_FORM (object);
  GtkWidget *child;

  self->quiet = TRUE;
  g_clear_handle_id (&self->draft_delay, g_source_remove);
  g_clear_handle_id (&self->reflow_idle, g_source_remove);
  g_clear_pointer (&self->grids, g_ptr_array_unref);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->orig, rt_order_edit_free);
  g_clear_pointer (&self->order, rt_order_unref);
  g_clear_pointer (&self->base, rt_order_edit_free);
  g_clear_pointer (&self->began, rt_order_edit_free);
  g_clear_pointer (&self->current, rt_notice_unref);
  g_clear_pointer (&self->found, rt_customer_unref);
  g_clear_pointer (&self->looked_up, rt_wipe_string);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (rt_order_form_parent_class)->dispose (object);
}

static void
rt_order_form_class_init (RtOrderFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rt_order_form_dispose;
  widget_class->grab_focus = rt_order_form_grab_focus;
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
rt_order_form_init (RtOrderForm *self)
{
  self->cancellable = g_cancellable_new ();
  self->orig = rt_order_edit_new ();
  self->grids = g_ptr_array_new ();
}

void
rt_order_form_set_order (RtOrderForm *self, const RtOrder *order)
{
  RtOrder *old = self->order;

  self->order = rt_order_ref ((RtOrder *) order);
  g_clear_pointer (&old, rt_order_unref);
}

/* Masked values stay what they are, and hidden ones are not there. */
void
rt_order_form_show_kept (RtOrderForm *self)
{
  RtShow home = rt_shown_get_show (self->order->shown, RT_FIELD_STYLE);

  for (guint i = 0; i < RT_N_FIELDS; i++)
    if (self->fields[i] != NULL && rt_shown_get_show (self->order->shown, (RtFieldId) i) != RT_SHOW_CLEAR)
      rt_order_form_show_field (self, self->order->shown, (RtFieldId) i);
  /* The consent is theirs to take who may see what it is about. */
  gtk_widget_set_sensitive (GTK_WIDGET (self->home_consent), home == RT_SHOW_CLEAR);
  gtk_widget_set_visible (self->home_group, home != RT_SHOW_HIDDEN);
}

/* The notice was acknowledged already, the deposit is on the books. */
static void
begin_change (RtOrderForm *self, const RtOrder *order)
{
  g_autoptr (RtOrderEdit) edit = rt_order_edit_new_from (order);
  g_autofree char *number = rt_order_number_format (order->number);

  rt_order_form_set_order (self, order);
  gtk_label_set_text (self->title, number);
  rt_order_form_show_edit (self, edit);
  for (guint i = 0; i < RT_N_FIELDS; i++)
    if (self->fields[i] != NULL)
      rt_order_form_show_field (self, order->shown, (RtFieldId) i);
  rt_order_form_show_kept (self);
  self->base = rt_order_form_dup_edit (self);
  self->began = rt_order_form_dup_edit (self);
  gtk_widget_set_visible (self->notice, FALSE);
  gtk_widget_set_visible (self->money, FALSE);
}

GtkWidget *
rt_order_form_new (RtWindow *window, const RtOrder *order)
{
  RtOrderForm *self = g_object_new (RT_TYPE_ORDER_FORM, NULL);
  RtDesk *desk = rt_window_get_desk (window);
  g_autofree char *kind = rt_order_draft_kind (order != NULL ? order->id : 0);

  self->window = window;
  self->quiet = TRUE;
  rt_order_form_build (self);
  rt_day_entry_set_day (self->ordered_on, rt_desk_get_today (desk));
  self->quiet = FALSE;
  g_signal_connect_object (desk, "locking", G_CALLBACK (on_locking), self, G_CONNECT_SWAPPED);
  if (order != NULL)
    begin_change (self, order);
  else
    {
      gtk_label_set_text (self->title, _("New order"));
      rt_order_form_read_notice (self);
    }
  rt_request_draft (desk, kind, self->cancellable, on_draft, g_object_ref (self));
  return GTK_WIDGET (self);
}

gboolean
rt_order_form_is_of (RtOrderForm *self, gint64 id)
{
  return (self->order != NULL ? self->order->id : 0) == id;
}
