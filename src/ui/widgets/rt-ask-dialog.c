/* A question with a few entries and one button that does it. */
#include "config.h"

#include "rt-ask-dialog.h"

#include "rt-fit-scroller.h"
#include "rt-text-scale.h"
#include <glib/gi18n.h>

struct _RtAskDialog
{
  AdwWindow parent_instance;

  /* owned by the widget tree */
  GtkBox *entries;
  GtkLabel *words;
  GtkWidget *scroller;
  GtkLabel *problem;
  GtkButton *accept;
  GtkWidget *cancel;

  GtkWidget *focus; /* weak: what had the focus while the answer is saved */
};

#define WIDTH       440 /* in pixels, with text of the usual size */
#define MOST_WIDTH  880
#define MOST_HEIGHT 640 /* of what is asked, in pixels: fits 1280×800 with the header bar of 200 % text */
#define PROBLEM     60  /* of that, what a problem takes, with text of the usual size */

enum
{
  ACCEPTED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RtAskDialog, rt_ask_dialog, ADW_TYPE_WINDOW)

static void
on_accept (RtAskDialog *self)
{
  rt_ask_dialog_set_problem (self, NULL);
  g_signal_emit (self, signals[ACCEPTED], 0);
}

static void
rt_ask_dialog_dispose (GObject *object)
{
  RtAskDialog *self = RT_ASK_DIALOG (object);

  /* An answer may still come after the desk was locked and the window closed. */
  self->entries = NULL;
  self->problem = NULL;
  self->accept = NULL;
  g_clear_weak_pointer (&self->focus);
  G_OBJECT_CLASS (rt_ask_dialog_parent_class)->dispose (object);
}

static void
rt_ask_dialog_class_init (RtAskDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rt_ask_dialog_dispose;
  signals[ACCEPTED] =
    g_signal_new ("accepted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static GtkLabel *
make_label (const char *style, GtkAccessibleRole role)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "accessible-role", role, NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 48);
  gtk_widget_set_visible (label, FALSE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return GTK_LABEL (label);
}

static gboolean
on_accept_key (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  RtAskDialog *self = RT_ASK_DIALOG (widget);

  if (self->accept != NULL && gtk_widget_is_sensitive (GTK_WIDGET (self->accept)))
    on_accept (self);
  return TRUE;
}

/* Text areas, lists of choices and buttons take Return themselves, so it is asked before them: Ctrl+Return accepts from
 * everywhere. (The window's own "default.activate" leaves it to buttons.) */
static void
add_accept_key (RtAskDialog *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();
  GtkShortcut *shortcut = gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Return, GDK_CONTROL_MASK),
                                            gtk_callback_action_new (on_accept_key, NULL, NULL));

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
rt_ask_dialog_init (RtAskDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *bar = adw_header_bar_new ();
  const int width = (int) MIN (WIDTH * rt_text_scale (GTK_WIDGET (self)), MOST_WIDTH);

  self->scroller = rt_fit_scroller_new (body, width, MOST_HEIGHT);
  self->cancel = gtk_button_new_with_mnemonic (_("_Cancel"));
  self->accept = GTK_BUTTON (gtk_button_new ());
  gtk_button_set_use_underline (self->accept, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->accept), "suggested-action");
  g_signal_connect_object (self->accept, "clicked", G_CALLBACK (on_accept), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->cancel, "clicked", G_CALLBACK (gtk_window_close), self, G_CONNECT_SWAPPED);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (bar), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (bar), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), self->cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar), GTK_WIDGET (self->accept));
  self->entries = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
  self->words = make_label (NULL, GTK_ACCESSIBLE_ROLE_LABEL);
  self->problem = make_label ("error", GTK_ACCESSIBLE_ROLE_ALERT);
  gtk_widget_add_css_class (body, "detail");
  gtk_box_append (GTK_BOX (body), GTK_WIDGET (self->words));
  gtk_box_append (GTK_BOX (body), GTK_WIDGET (self->entries));
  /* Below the entries, and seen however far they are scrolled; it takes the width that they have. */
  gtk_label_set_max_width_chars (self->problem, 1);
  gtk_widget_add_css_class (GTK_WIDGET (self->problem), "dialog-problem");
  gtk_widget_set_vexpand (self->scroller, TRUE);
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), self->scroller);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->problem));
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_resizable (GTK_WINDOW (self), FALSE);
  gtk_window_set_default_widget (GTK_WINDOW (self), GTK_WIDGET (self->accept));
  add_accept_key (self);
}

RtAskDialog *
rt_ask_dialog_new (GtkWindow *parent, const char *title, const char *words, const char *button)
{
  RtAskDialog *self = g_object_new (RT_TYPE_ASK_DIALOG, "transient-for", parent, "title", title, NULL);

  /* So that the desk's own keys, locking above all, work from here too. */
  gtk_window_set_application (GTK_WINDOW (self), gtk_window_get_application (parent));
  gtk_label_set_text (self->words, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->words), words != NULL);
  gtk_button_set_label (self->accept, button);
  return self;
}

void
rt_ask_dialog_set_destructive (RtAskDialog *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self->accept), "suggested-action");
  gtk_widget_add_css_class (GTK_WIDGET (self->accept), "destructive-action");
}

void
rt_ask_dialog_set_done_already (RtAskDialog *self)
{
  gtk_widget_set_visible (self->cancel, FALSE);
}

/* Return in any one-line entry accepts. */
static void
let_return_accept (GtkWidget *widget)
{
  if (GTK_IS_ENTRY (widget))
    gtk_entry_set_activates_default (GTK_ENTRY (widget), TRUE);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    let_return_accept (child);
}

void
rt_ask_dialog_append (RtAskDialog *self, GtkWidget *widget)
{
  let_return_accept (widget);
  gtk_box_append (self->entries, widget);
}

GtkWidget *
rt_ask_dialog_append_entry (RtAskDialog *self, const char *words, GtkWidget *entry)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *label = gtk_label_new (words);

  g_object_ref_sink (entry);
  g_object_set (entry, "activates-default", TRUE, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), entry);
  gtk_widget_add_css_class (label, "caption-heading");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), entry);
  rt_ask_dialog_append (self, box);
  return entry;
}

void
rt_ask_dialog_set_busy (RtAskDialog *self, gboolean busy)
{
  if (self->entries == NULL)
    return;
  /* An entry that is made insensitive must not have the focus: its cursor would go on blinking. It gets it back. */
  if (busy)
    {
      g_set_weak_pointer (&self->focus, gtk_window_get_focus (GTK_WINDOW (self)));
      gtk_window_set_focus (GTK_WINDOW (self), NULL);
    }
  gtk_widget_set_sensitive (GTK_WIDGET (self->entries), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->accept), !busy);
  if (!busy && self->focus != NULL && gtk_window_get_focus (GTK_WINDOW (self)) == NULL)
    gtk_widget_grab_focus (self->focus);
}

void
rt_ask_dialog_set_problem (RtAskDialog *self, const char *sentence)
{
  const int taken = sentence != NULL ? (int) (PROBLEM * rt_text_scale (GTK_WIDGET (self))) : 0;

  if (self->problem == NULL)
    return;
  gtk_label_set_text (self->problem, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), sentence != NULL);
  rt_fit_scroller_set_most_height (self->scroller, MOST_HEIGHT - taken);
}

void
rt_ask_dialog_done (RtAskDialog *self)
{
  if (self->entries == NULL)
    return;
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  gtk_window_destroy (GTK_WINDOW (self));
}

gboolean
rt_ask_dialog_is_open (RtAskDialog *self)
{
  return self->entries != NULL && gtk_widget_get_visible (GTK_WIDGET (self));
}
