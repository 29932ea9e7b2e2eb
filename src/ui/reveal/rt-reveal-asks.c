/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who asks to see more masked details today, and the answer of a manager. */
#include "config.h"

#include "rt-reveal-asks.h"

#include "rt-reveal-requests.h"
#include "rt-text.h"
#include <glib/gi18n.h>

#define USUAL_EXTRA 10

struct _RtRevealAsks
{
  GtkWidget parent_instance;

  /* children */
  GtkWidget *revealer;
  GtkLabel *words;

  /* borrowed */
  RtWindow *window;

  /* owned */
  GPtrArray *asks;   /* RtRevealAsk; NULL until they are known */
  GtkWindow *dialog; /* weak */
  GtkListBox *list;  /* weak: in the dialog */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (RtRevealAsks, rt_reveal_asks, GTK_TYPE_WIDGET)

static void load (RtRevealAsks *self);

/* --- One question --- */

static void
on_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtRevealAsks) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *ask = rt_desk_run_finish (RT_DESK (source), result, &error);

  if (self->revealer == NULL)
    return;
  if (ask == NULL)
    rt_window_toast_error (self->window, error);
  else
    load (self);
}

static void
answer (RtRevealAsks *self, GtkWidget *button, guint extra)
{
  const gint64 *ask = g_object_get_data (G_OBJECT (button), "rt-ask");

  gtk_widget_set_sensitive (gtk_widget_get_parent (button), FALSE);
  rt_request_reveal_answer (rt_window_get_desk (self->window), *ask, extra, self->cancellable, on_answered,
                            g_object_ref (self));
}

static void
on_allow (RtRevealAsks *self, GtkWidget *button)
{
  GtkSpinButton *extra = g_object_get_data (G_OBJECT (button), "rt-extra");

  answer (self, button, (guint) gtk_spin_button_get_value_as_int (extra));
}

static void
on_refuse (RtRevealAsks *self, GtkWidget *button)
{
  answer (self, button, 0);
}

static GtkWidget *
make_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
make_button (RtRevealAsks *self, const RtRevealAsk *ask, const char *label, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  g_object_set_data_full (G_OBJECT (button), "rt-ask", g_memdup2 (&ask->id, sizeof ask->id), g_free);
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
make_answers (RtRevealAsks *self, const RtRevealAsk *ask)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *extra = gtk_spin_button_new_with_range (1, RT_REVEAL_MOST_EXTRA, 1);
  GtkWidget *caption = gtk_label_new_with_mnemonic (_("_More for today"));
  GtkWidget *allow = make_button (self, ask, _("_Allow"), G_CALLBACK (on_allow));
  GtkWidget *refuse = make_button (self, ask, _("_Refuse"), G_CALLBACK (on_refuse));

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (extra), USUAL_EXTRA);
  gtk_label_set_mnemonic_widget (GTK_LABEL (caption), extra);
  gtk_widget_set_hexpand (caption, TRUE);
  gtk_label_set_xalign (GTK_LABEL (caption), 0);
  gtk_widget_add_css_class (allow, "suggested-action");
  g_object_set_data (G_OBJECT (allow), "rt-extra", extra);
  gtk_box_append (GTK_BOX (box), caption);
  gtk_box_append (GTK_BOX (box), extra);
  gtk_box_append (GTK_BOX (box), refuse);
  gtk_box_append (GTK_BOX (box), allow);
  return box;
}

static GtkWidget *
make_row (RtRevealAsks *self, const RtRevealAsk *ask)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_autofree char *when = rt_moment_format (ask->asked_at, NULL);
  g_autofree char *reason = rt_text_isolate (ask->reason);
  g_autofree char *facts =
    /* Translators: when somebody asked, and how many masked values they have seen today. */
    g_strdup_printf (ngettext ("%1$s · %2$u seen today", "%1$s · %2$u seen today", ask->used), when, ask->used);

  gtk_box_append (GTK_BOX (box), make_label (ask->name != NULL ? ask->name : "", "heading"));
  gtk_box_append (GTK_BOX (box), make_label (reason, NULL));
  gtk_box_append (GTK_BOX (box), make_label (facts, "dim-label"));
  gtk_box_append (GTK_BOX (box), make_answers (self, ask));
  gtk_widget_add_css_class (box, "form-group");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  return row;
}

/* --- The dialog --- */

static void
fill_dialog (RtRevealAsks *self)
{
  GtkWidget *row;

  if (self->dialog == NULL)
    return;
  if (self->asks->len == 0)
    {
      gtk_window_close (self->dialog);
      return;
    }
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; i < self->asks->len; i++)
    gtk_list_box_append (self->list, make_row (self, g_ptr_array_index (self->asks, i)));
}

static GtkWidget *
make_list (RtRevealAsks *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *list = gtk_list_box_new ();

  g_set_weak_pointer (&self->list, GTK_LIST_BOX (list));
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_widget_add_css_class (list, "ask-list");
  gtk_widget_set_valign (list, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Questions"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 500);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), list);
  gtk_widget_set_vexpand (scrolled, TRUE);
  return scrolled;
}

static void
on_open (RtRevealAsks *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *window = g_object_new (ADW_TYPE_WINDOW, "transient-for", self->window, "modal", TRUE, "title",
                                    _("More for today"), "default-width", 460, NULL);

  g_set_weak_pointer (&self->dialog, GTK_WINDOW (window));
  /* So that the desk's own keys, locking above all, work from here too. */
  gtk_window_set_application (self->dialog, gtk_window_get_application (GTK_WINDOW (self->window)));
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), make_list (self));
  adw_window_set_content (ADW_WINDOW (window), box);
  fill_dialog (self);
  gtk_window_present (self->dialog);
}

/* --- The banner --- */

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtRevealAsks) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) asks = rt_desk_run_finish (RT_DESK (source), result, &error);
  g_autofree char *words = NULL;

  if (asks == NULL || self->revealer == NULL)
    return;
  g_clear_pointer (&self->asks, g_ptr_array_unref);
  self->asks = g_ptr_array_ref (asks);
  words = g_strdup_printf (ngettext ("%u person asks to see more masked details today.",
                                     "%u people ask to see more masked details today.", asks->len),
                           asks->len);
  gtk_label_set_text (self->words, words);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), asks->len > 0);
  fill_dialog (self);
}

static void
load (RtRevealAsks *self)
{
  rt_request_reveal_asks (rt_window_get_desk (self->window), self->cancellable, on_loaded, g_object_ref (self));
}

static void
on_changed (RtRevealAsks *self, const char *table, gint64 row)
{
  if (g_strcmp0 (table, "reveal_ask") == 0 && self->revealer != NULL)
    load (self);
}

static void
rt_reveal_asks_dispose (GObject *object)
{
  RtRevealAsks *self = RT_REVEAL_ASKS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_weak_pointer (&self->dialog);
  g_clear_weak_pointer (&self->list);
  g_clear_pointer (&self->asks, g_ptr_array_unref);
  g_clear_pointer (&self->revealer, gtk_widget_unparent);
  G_OBJECT_CLASS (rt_reveal_asks_parent_class)->dispose (object);
}

static void
rt_reveal_asks_class_init (RtRevealAsksClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rt_reveal_asks_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
rt_reveal_asks_init (RtRevealAsks *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *open = gtk_button_new_with_mnemonic (_("_Answer…"));

  self->cancellable = g_cancellable_new ();
  self->revealer = gtk_revealer_new ();
  self->words = GTK_LABEL (make_label (NULL, NULL));
  gtk_widget_set_hexpand (GTK_WIDGET (self->words), TRUE);
  g_signal_connect_object (open, "clicked", G_CALLBACK (on_open), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->words));
  gtk_box_append (GTK_BOX (box), open);
  gtk_widget_add_css_class (box, "banner");
  gtk_widget_add_css_class (box, "info");
  gtk_revealer_set_child (GTK_REVEALER (self->revealer), box);
  gtk_widget_set_parent (self->revealer, GTK_WIDGET (self));
}

GtkWidget *
rt_reveal_asks_new (RtWindow *window)
{
  RtRevealAsks *self = g_object_new (RT_TYPE_REVEAL_ASKS, NULL);

  self->window = window;
  g_signal_connect_object (rt_window_get_desk (window), "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  load (self);
  return GTK_WIDGET (self);
}
