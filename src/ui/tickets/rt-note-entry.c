/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a note is added to a ticket's diary. */
#include "config.h"

#include "rt-note-entry.h"

#include "rt-error.h"
#include "rt-field-entry.h"
#include "rt-requests.h"
#include "rt-scan.h"
#include "rt-secret.h"
#include "rt-tab-order.h"
#include "rt-text-draft.h"
#include "rt-text.h"
#include <glib/gi18n.h>

#define DRAFT_KIND     "note"
#define DRAFT_DELAY_MS 1000

struct _RtNoteEntry
{
  GtkWidget parent_instance;

  /* owned by the widget tree */
  RtFieldEntry *text;
  GtkButton *add;

  /* borrowed */
  RtWindow *window;

  /* owned */
  GCancellable *cancellable;
  GHashTable *typed; /* ticket id: what was typed and not yet added */
  gint64 ticket;
  guint draft_delay;
  guint scroll;
};

G_DEFINE_FINAL_TYPE (RtNoteEntry, rt_note_entry, GTK_TYPE_WIDGET)

/* What is typed, kept */
static void
wipe_bytes (gpointer text)
{
  rt_wipe_string (text);
}

static void
keep_draft (RtNoteEntry *self)
{
  const char *text = g_hash_table_lookup (self->typed, &self->ticket);
  g_autoptr (GBytes) content = rt_text_draft_new (self->ticket, text);

  g_clear_handle_id (&self->draft_delay, g_source_remove);
  rt_request_draft_save (rt_window_get_desk (self->window), DRAFT_KIND, content, NULL, NULL, NULL);
}

static gboolean
on_draft_delay (gpointer user_data)
{
  RtNoteEntry *self = user_data;

  self->draft_delay = 0;
  keep_draft (self);
  return G_SOURCE_REMOVE;
}

/* The sentence below the text and the button belong to what is typed: all of it is brought into sight, once it has its
 * place. */
static gboolean
on_scroll (gpointer user_data)
{
  RtNoteEntry *self = user_data;
  GtkWidget *scroller = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_SCROLLED_WINDOW);

  self->scroll = 0;
  if (scroller != NULL)
    {
      GtkAdjustment *place = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));

      gtk_adjustment_set_value (place, gtk_adjustment_get_upper (place) - gtk_adjustment_get_page_size (place));
    }
  return G_SOURCE_REMOVE;
}

static void
show_whole (RtNoteEntry *self)
{
  if (self->scroll == 0)
    self->scroll = g_idle_add_full (G_PRIORITY_LOW, on_scroll, self, NULL);
}

static void
remember (RtNoteEntry *self, gint64 ticket, const char *text)
{
  if (rt_text_is_blank (text))
    g_hash_table_remove (self->typed, &ticket);
  else
    g_hash_table_replace (self->typed, g_memdup2 (&ticket, sizeof ticket), g_strdup (text));
}

static void
on_typed (RtNoteEntry *self)
{
  const char *text = rt_field_entry_get_text (self->text);

  if (self->ticket == 0)
    return;
  remember (self, self->ticket, text);
  rt_field_entry_set_advice (self->text, rt_scan_advice (rt_scan_kinds (text)));
  gtk_widget_set_sensitive (GTK_WIDGET (self->add), !rt_text_is_blank (text));
  g_clear_handle_id (&self->draft_delay, g_source_remove);
  self->draft_delay = g_timeout_add (DRAFT_DELAY_MS, on_draft_delay, self);
  show_whole (self);
}

static void
show_typed (RtNoteEntry *self)
{
  const char *text = g_hash_table_lookup (self->typed, &self->ticket);

  rt_field_entry_set_text (self->text, text);
  rt_field_entry_set_problem (self->text, NULL);
  rt_field_entry_set_advice (self->text, rt_scan_advice (rt_scan_kinds (text)));
  gtk_widget_set_sensitive (GTK_WIDGET (self->add), text != NULL);
}

static void
on_draft (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtNoteEntry) self = user_data;
  g_autoptr (GBytes) content = rt_desk_run_finish (RT_DESK (source), result, NULL);
  gint64 ticket = 0;
  char *text = self->cancellable != NULL ? rt_text_draft_read (content, &ticket) : NULL;

  if (text == NULL)
    return;
  if (!g_hash_table_contains (self->typed, &ticket))
    remember (self, ticket, text);
  rt_wipe_string (text);
  if (self->ticket == ticket)
    show_typed (self);
}

static void
on_locking (RtNoteEntry *self)
{
  if (self->draft_delay != 0)
    keep_draft (self);
}

/* Adding */
typedef struct
{
  RtNoteEntry *entry;
  gint64 ticket;
} Add;

static void
on_added (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Add *add = user_data;
  g_autoptr (RtNoteEntry) self = add->entry;
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *id = rt_desk_run_finish (RT_DESK (source), result, &error);

  if (self->cancellable == NULL)
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self->text), TRUE);
  if (id != NULL)
    {
      g_hash_table_remove (self->typed, &add->ticket);
      rt_request_draft_save (RT_DESK (source), DRAFT_KIND, NULL, NULL, NULL, NULL);
      rt_window_toast (self->window, _("The note is added."));
    }
  if (self->ticket != add->ticket)
    return;
  show_typed (self);
  if (id == NULL)
    rt_field_entry_set_problem (self->text, error->message);
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
  show_whole (self);
}

static void
add_note (RtNoteEntry *self)
{
  const char *text = rt_field_entry_get_text (self->text);
  Add *add;

  if (self->ticket == 0 || !gtk_widget_is_sensitive (GTK_WIDGET (self->text)))
    return;
  if (rt_text_is_blank (text))
    {
      rt_field_entry_set_problem (self->text, _("Write something down before you add the note."));
      return;
    }
  g_clear_handle_id (&self->draft_delay, g_source_remove);
  gtk_widget_set_sensitive (GTK_WIDGET (self->text), FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->add), FALSE);
  add = g_new (Add, 1);
  add->entry = g_object_ref (self);
  add->ticket = self->ticket;
  rt_request_ticket_note (rt_window_get_desk (self->window), self->ticket, text, NULL, on_added, add);
}

static void
on_add_key (GtkWidget *widget, const char *name, GVariant *parameter)
{
  add_note (RT_NOTE_ENTRY (widget));
}

static gboolean
rt_note_entry_grab_focus (GtkWidget *widget)
{
  show_whole (RT_NOTE_ENTRY (widget));
  return gtk_widget_grab_focus (GTK_WIDGET (RT_NOTE_ENTRY (widget)->text));
}

static void
rt_note_entry_dispose (GObject *object)
{
  RtNoteEntry *self = RT_NOTE_ENTRY (object);
  GtkWidget *child;

  g_clear_handle_id (&self->draft_delay, g_source_remove);
  g_clear_handle_id (&self->scroll, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->ticket = 0;
  g_clear_pointer (&self->typed, g_hash_table_unref);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (rt_note_entry_parent_class)->dispose (object);
}

static void
rt_note_entry_class_init (RtNoteEntryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rt_note_entry_dispose;
  widget_class->grab_focus = rt_note_entry_grab_focus;
  widget_class->focus = rt_tab_order_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_install_action (widget_class, "note.add", NULL, on_add_key);
}

/* The text area takes Return itself, Ctrl+Return too: asked before it. */
static void
add_shortcut (RtNoteEntry *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();
  static const char *const triggers[] = { "<Control>Return", "<Control>KP_Enter" };

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (guint i = 0; i < G_N_ELEMENTS (triggers); i++)
    gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                          gtk_shortcut_new (gtk_shortcut_trigger_parse_string (triggers[i]),
                                                            gtk_named_action_new ("note.add")));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
rt_note_entry_init (RtNoteEntry *self)
{
  GtkBoxLayout *layout = GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self)));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (layout, 6);
  self->cancellable = g_cancellable_new ();
  self->typed = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, wipe_bytes);
  self->text = RT_FIELD_ENTRY (rt_field_entry_new_personal (RT_FIELD_DIARY_TEXT));
  gtk_widget_set_parent (GTK_WIDGET (self->text), GTK_WIDGET (self));
  g_signal_connect_object (self->text, "changed", G_CALLBACK (on_typed), self, G_CONNECT_SWAPPED);
  self->add = GTK_BUTTON (gtk_button_new_with_mnemonic (_("_Add the note")));
  gtk_widget_set_halign (GTK_WIDGET (self->add), GTK_ALIGN_END);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->add), _("Add the note to the diary (Ctrl+Return)"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->add), "note.add");
  gtk_widget_set_parent (GTK_WIDGET (self->add), GTK_WIDGET (self));
  add_shortcut (self);
}

void
rt_note_entry_set_window (RtNoteEntry *self, RtWindow *window)
{
  RtDesk *desk = rt_window_get_desk (window);

  self->window = window;
  g_signal_connect_object (desk, "locking", G_CALLBACK (on_locking), self, G_CONNECT_SWAPPED);
  if (rt_person_may (rt_desk_get_person (desk), RT_RIGHT_TICKET_WRITE))
    rt_request_draft (desk, DRAFT_KIND, self->cancellable, on_draft, g_object_ref (self));
}

void
rt_note_entry_set_ticket (RtNoteEntry *self, gint64 id)
{
  if (self->ticket == id || self->cancellable == NULL)
    return;
  if (self->draft_delay != 0)
    keep_draft (self);
  self->ticket = id;
  show_typed (self);
}
