/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asking to see a masked value, and the minute it is shown. */
#include "config.h"

#include "rt-reveal-popover.h"

#include "rt-choice.h"
#include "rt-error.h"
#include "rt-lang.h"
#include "rt-reveal-requests.h"
#include "rt-reveal-ring.h"
#include "rt-text.h"
#include <glib/gi18n.h>

#define WIDTH_CHARS 40
#define MOST_HEIGHT 320 /* pixels of values; the rest is scrolled to */

struct _RtRevealPopover
{
  GtkPopover parent_instance;

  /* what is asked for */
  RtRevealSource source;
  RtFieldId field;

  /* children */
  GtkStack *stack;
  GtkLabel *problem; /* of either question */
  GtkDropDown *job, *reason;
  GtkEntry *words, *more;
  GtkLabel *left, *spent;
  GtkWidget *show, *ask;
  GtkWidget *value_box; /* takes the focus, so that it is read out */
  GtkGrid *values;
  RtRevealRing *ring;

  /* owned */
  GPtrArray *jobs; /* RtRevealJob; NULL until they are known */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (RtRevealPopover, rt_reveal_popover, GTK_TYPE_POPOVER)

static GtkWidget *
make_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), WIDTH_CHARS);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static void
show_problem (RtRevealPopover *self, const char *sentence)
{
  gtk_label_set_text (self->problem, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), sentence != NULL);
}

/* --- The minute --- */

static void
clear_values (RtRevealPopover *self)
{
  GtkWidget *child;

  if (self->values == NULL)
    return;
  rt_reveal_ring_stop (self->ring);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->values))) != NULL)
    {
      /* What the widget still holds when something else holds the widget. */
      gtk_label_set_text (GTK_LABEL (child), "");
      gtk_grid_remove (self->values, child);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->value_box), GTK_ACCESSIBLE_PROPERTY_LABEL, "", -1);
}

static void
add_value (RtRevealPopover *self, int row, const char *title, const char *text, gboolean first)
{
  GtkWidget *label = make_label (title, "dim-label");
  GtkWidget *value = make_label (text, first ? "reveal-value" : NULL);

  gtk_widget_set_valign (label, GTK_ALIGN_BASELINE);
  gtk_widget_set_valign (value, GTK_ALIGN_BASELINE);
  gtk_widget_set_hexpand (value, TRUE);
  gtk_grid_attach (self->values, label, 0, row, 1, 1);
  gtk_grid_attach (self->values, value, 1, row, 1, 1);
}

static gboolean
is_in_address_line (RtFieldId field)
{
  return field >= RT_FIELD_REGION_COUNTRY && field <= RT_FIELD_UNIT;
}

/* FALSE when there is nothing of it. */
static gboolean
add_field (RtRevealPopover *self, int row, const RtShown *shown, RtFieldId field)
{
  gboolean first = field == self->field;
  const char *text = rt_shown_get_text (shown, field);
  char *written;

  if (text == NULL)
    return FALSE;
  written = rt_field_info (field)->kind == RT_FIELD_KIND_PHONE ? rt_phone_format (text) : rt_text_isolate (text);
  add_value (self, row, _ (rt_field_info (field)->label), written, first);
  rt_wipe_string (written);
  return TRUE;
}

static gboolean
add_address (RtRevealPopover *self, int row, const RtShown *shown)
{
  char *line = rt_shown_format_address (shown, rt_lang_current ());
  gboolean any = line[0] != '\0';

  if (any)
    add_value (self, row, _("Address"), line, is_in_address_line (self->field));
  rt_wipe_string (line);
  return any;
}

/* What was pressed stands first and largest. */
static void
fill_values (RtRevealPopover *self, const RtShown *shown)
{
  int row = 0;

  if (!is_in_address_line (self->field))
    row += add_field (self, row, shown, self->field);
  if (rt_field_info (self->field)->klass == RT_CLASS_ADDRESS)
    row += add_address (self, row, shown);
  for (guint i = 0; i < RT_N_FIELDS; i++)
    if (i != self->field && !is_in_address_line ((RtFieldId) i))
      row += add_field (self, row, shown, (RtFieldId) i);
}

static void
on_over (RtRevealPopover *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
show_values (RtRevealPopover *self, const RtRevealed *revealed)
{
  clear_values (self);
  fill_values (self, revealed->shown);
  gtk_stack_set_visible_child_name (self->stack, "value");
  rt_reveal_ring_start (self->ring, RT_REVEAL_SECONDS);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->value_box), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Shown for one minute, then masked again"), -1);
  gtk_widget_grab_focus (self->value_box);
}

/* --- The question --- */

static void
actions_update (RtRevealPopover *self)
{
  guint reason = gtk_drop_down_get_selected (self->reason);
  gboolean ready = self->jobs != NULL && gtk_drop_down_get_selected (self->job) < self->jobs->len && reason > 0 &&
                   reason <= RT_N_REVEAL_REASONS;

  if (reason == RT_REVEAL_FOR_OTHER + 1)
    ready = ready && !rt_text_is_blank (gtk_editable_get_text (GTK_EDITABLE (self->words)));
  gtk_widget_set_sensitive (self->show, ready);
  gtk_widget_set_sensitive (self->ask, !rt_text_is_blank (gtk_editable_get_text (GTK_EDITABLE (self->more))));
}

static void
show_limit (RtRevealPopover *self, const RtRevealLimit *limit)
{
  /* Translators: how often one person may still ask to see something masked: %1$u of %2$u. */
  g_autofree char *left = g_strdup_printf (_("%1$u of %2$u left today"), limit->left, limit->most);

  gtk_label_set_text (self->left, left);
  if (limit->left > 0)
    {
      gtk_stack_set_visible_child_name (self->stack, "ask");
      return;
    }
  gtk_label_set_text (self->spent, limit->asked     ? _("You have asked for more. A manager who signs in sees it.")
                                   : limit->refused ? _("A manager has answered that there are no more for today.")
                                                    : _("You have asked to see as much as one person may in a day. "
                                                         "A manager can allow you more for today."));
  gtk_widget_set_visible (GTK_WIDGET (self->more), !limit->asked);
  gtk_widget_set_visible (self->ask, !limit->asked);
  gtk_stack_set_visible_child_name (self->stack, "spent");
}

static void
on_choice (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtRevealPopover) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RtRevealChoice) choice = rt_desk_run_finish (RT_DESK (source), result, &error);
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  if (self->stack == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (choice == NULL)
    {
      show_problem (self, error->message);
      return;
    }
  for (guint i = 0; i < choice->jobs->len; i++)
    gtk_string_list_append (words, ((const RtRevealJob *) choice->jobs->pdata[i])->words);
  g_clear_pointer (&self->jobs, g_ptr_array_unref);
  self->jobs = g_ptr_array_ref (choice->jobs);
  gtk_drop_down_set_model (self->job, G_LIST_MODEL (words));
  show_limit (self, &choice->limit);
  if (choice->jobs->len == 0)
    show_problem (self, _("There is no order or ticket that this could be needed for. Ask a manager."));
  actions_update (self);
}

static void
ask_choice (RtRevealPopover *self)
{
  rt_request_reveal_choice (self->source.desk, &self->source.record, self->cancellable, on_choice, g_object_ref (self));
}

static void
set_busy (RtRevealPopover *self, gboolean busy)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->stack), !busy);
}

static void
on_revealed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtRevealPopover) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RtRevealed) revealed = rt_desk_run_finish (RT_DESK (source), result, &error);

  if (self->stack == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  set_busy (self, FALSE);
  /* Closed meanwhile: recorded, but there is no place to show it. */
  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return;
  if (revealed != NULL)
    show_values (self, revealed);
  else if (g_error_matches (error, RT_ERROR, RT_ERROR_WAIT))
    ask_choice (self);
  else
    show_problem (self, error->message);
}

static void
on_show (RtRevealPopover *self)
{
  guint job = gtk_drop_down_get_selected (self->job);
  RtRevealWish wish = { .record = self->source.record, .klass = rt_field_info (self->field)->klass };

  if (!gtk_widget_get_sensitive (self->show))
    return;
  wish.job = ((const RtRevealJob *) self->jobs->pdata[job])->record;
  wish.reason = (RtRevealReason) (gtk_drop_down_get_selected (self->reason) - 1);
  wish.words = gtk_editable_get_text (GTK_EDITABLE (self->words));
  show_problem (self, NULL);
  set_busy (self, TRUE);
  rt_request_reveal (self->source.desk, &wish, self->cancellable, on_revealed, g_object_ref (self));
}

static void
on_asked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtRevealPopover) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *id = rt_desk_run_finish (RT_DESK (source), result, &error);

  if (self->stack == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  set_busy (self, FALSE);
  if (id != NULL)
    ask_choice (self);
  else
    show_problem (self, error->message);
}

static void
on_ask (RtRevealPopover *self)
{
  if (!gtk_widget_get_sensitive (self->ask))
    return;
  show_problem (self, NULL);
  set_busy (self, TRUE);
  rt_request_reveal_ask (self->source.desk, gtk_editable_get_text (GTK_EDITABLE (self->more)), self->cancellable,
                         on_asked, g_object_ref (self));
}

/* --- Coming and going --- */

static void
forget (RtRevealPopover *self)
{
  clear_values (self);
  if (self->stack == NULL)
    return;
  show_problem (self, NULL);
  set_busy (self, FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->words), "");
  gtk_editable_set_text (GTK_EDITABLE (self->more), "");
  gtk_drop_down_set_selected (self->reason, 0);
  gtk_stack_set_visible_child_name (self->stack, "ask");
}

static void
rt_reveal_popover_closed (GtkPopover *popover)
{
  forget (RT_REVEAL_POPOVER (popover));
}

static void
rt_reveal_popover_show (GtkWidget *widget)
{
  RtRevealPopover *self = RT_REVEAL_POPOVER (widget);

  ask_choice (self);
  actions_update (self);
  GTK_WIDGET_CLASS (rt_reveal_popover_parent_class)->show (widget);
}

static void
on_locking (RtRevealPopover *self)
{
  forget (self);
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
rt_reveal_popover_dispose (GObject *object)
{
  RtRevealPopover *self = RT_REVEAL_POPOVER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  clear_values (self);
  self->stack = NULL;
  self->values = NULL;
  g_clear_pointer (&self->jobs, g_ptr_array_unref);
  G_OBJECT_CLASS (rt_reveal_popover_parent_class)->dispose (object);
}

static void
rt_reveal_popover_class_init (RtRevealPopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rt_reveal_popover_dispose;
  GTK_WIDGET_CLASS (klass)->show = rt_reveal_popover_show;
  GTK_POPOVER_CLASS (klass)->closed = rt_reveal_popover_closed;
}

/* --- Building --- */

static GtkDropDown *
add_choice (GtkBox *box, const char *title)
{
  GtkWidget *caption = make_label (title, "caption-heading");
  GtkWidget *choice = gtk_drop_down_new (NULL, NULL);

  gtk_box_append (box, caption);
  gtk_box_append (box, choice);
  rt_choice_set_label (GTK_DROP_DOWN (choice), caption);
  return GTK_DROP_DOWN (choice);
}

static GtkEntry *
make_words (RtRevealPopover *self, const char *hint, GCallback activate)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), hint);
  gtk_entry_set_max_length (GTK_ENTRY (entry), 200);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, hint, -1);
  g_signal_connect_object (entry, "changed", G_CALLBACK (actions_update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "activate", activate, self, G_CONNECT_SWAPPED);
  return GTK_ENTRY (entry);
}

static GtkWidget *
make_button (RtRevealPopover *self, const char *label, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_halign (button, GTK_ALIGN_END);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
make_foot (GtkWidget *left, GtkWidget *button)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);

  gtk_widget_set_margin_top (foot, 6);
  if (left != NULL)
    {
      gtk_widget_set_hexpand (left, TRUE);
      gtk_box_append (GTK_BOX (foot), left);
    }
  else
    gtk_widget_set_halign (foot, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (foot), button);
  return foot;
}

static void
build_question (RtRevealPopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_autoptr (GtkStringList) reasons = gtk_string_list_new (NULL);

  self->job = add_choice (GTK_BOX (box), _("For which order or ticket"));
  self->reason = add_choice (GTK_BOX (box), _("Why"));
  /* Translators: the first line of a list of reasons to choose from. */
  gtk_string_list_append (reasons, _("Choose a reason"));
  for (guint i = 0; i < RT_N_REVEAL_REASONS; i++)
    gtk_string_list_append (reasons, rt_reveal_reason_name ((RtRevealReason) i));
  gtk_drop_down_set_model (self->reason, G_LIST_MODEL (reasons));
  self->words = make_words (self, _("In a few words, if need be"), G_CALLBACK (on_show));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->words));
  self->left = GTK_LABEL (make_label (NULL, "dim-label"));
  gtk_widget_add_css_class (GTK_WIDGET (self->left), "numeric");
  self->show = make_button (self, _("_Show for a minute"), G_CALLBACK (on_show));
  gtk_widget_add_css_class (self->show, "suggested-action");
  gtk_box_append (GTK_BOX (box), make_foot (GTK_WIDGET (self->left), self->show));
  g_signal_connect_object (self->job, "notify::selected", G_CALLBACK (actions_update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->reason, "notify::selected", G_CALLBACK (actions_update), self, G_CONNECT_SWAPPED);
  gtk_stack_add_named (self->stack, box, "ask");
}

static void
build_spent (RtRevealPopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->spent = GTK_LABEL (make_label (NULL, NULL));
  self->more = make_words (self, _("Why you need more today"), G_CALLBACK (on_ask));
  self->ask = make_button (self, _("_Ask a manager"), G_CALLBACK (on_ask));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->spent));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->more));
  gtk_box_append (GTK_BOX (box), make_foot (NULL, self->ask));
  gtk_stack_add_named (self->stack, box, "spent");
}

static void
build_value (RtRevealPopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *words = make_label (_("Recorded. It masks itself again."), "dim-label");
  GtkWidget *mask = make_button (self, _("_Mask now"), G_CALLBACK (on_over));

  /* A box of no role of its own cannot be called by a name. */
  self->value_box = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  gtk_widget_set_focusable (self->value_box, TRUE);
  self->values = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_column_spacing (self->values, 12);
  gtk_grid_set_row_spacing (self->values, 6);
  gtk_box_append (GTK_BOX (self->value_box), GTK_WIDGET (self->values));
  /* What a ticket says may be long. */
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), MOST_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->value_box);
  self->ring = RT_REVEAL_RING (rt_reveal_ring_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->ring), GTK_ALIGN_CENTER);
  g_signal_connect_object (self->ring, "over", G_CALLBACK (on_over), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (foot), GTK_WIDGET (self->ring));
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (foot), words);
  gtk_box_append (GTK_BOX (foot), mask);
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_box_append (GTK_BOX (box), foot);
  gtk_stack_add_named (self->stack, box, "value");
}

static void
rt_reveal_popover_init (RtRevealPopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->cancellable = g_cancellable_new ();
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  gtk_stack_set_hhomogeneous (self->stack, FALSE);
  build_question (self);
  build_spent (self);
  build_value (self);
  self->problem = GTK_LABEL (make_label (NULL, "error"));
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  gtk_box_append (GTK_BOX (box), make_label (_("See what is masked"), "heading"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->problem));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  gtk_popover_set_child (GTK_POPOVER (self), box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "reveal");
}

GtkWidget *
rt_reveal_popover_new (const RtRevealSource *source, RtFieldId field)
{
  RtRevealPopover *self = g_object_new (RT_TYPE_REVEAL_POPOVER, NULL);

  self->source = *source;
  self->field = field;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("See what is masked"), -1);
  g_signal_connect_object (source->desk, "locking", G_CALLBACK (on_locking), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
