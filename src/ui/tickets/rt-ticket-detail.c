/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What about this ticket: order, customer, visit, what is wrong, the diary, and what can be done with it. */
#include "config.h"

#include "rt-ticket-detail.h"

#include "rt-dwell.h"
#include "rt-error.h"
#include "rt-focus-keep.h"
#include "rt-note-entry.h"
#include "rt-own-work.h"
#include "rt-pill.h"
#include "rt-requests.h"
#include "rt-text.h"
#include "rt-ticket-actions.h"
#include "rt-ticket-rows.h"
#include "rt-ticket-words.h"
#include <glib/gi18n.h>

struct _RtTicketDetail
{
  GtkWidget parent_instance;

  /* template widgets */
  GtkStack *stack;
  AdwStatusPage *failed;
  GtkLabel *number;
  RtPill *state;
  RtPill *priority;
  GtkButton *order;
  GtkLabel *line;
  GtkLabel *warranty;
  GtkLabel *why;
  GtkBox *customer;
  GtkBox *facts;
  GtkBox *visit;
  GtkWidget *visit_done;
  GtkBox *words;
  GtkWidget *diary_title;
  GtkListBox *diary;
  RtNoteEntry *note;
  GtkMenuButton *assign;
  AdwSplitButton *next;
  GtkMenuButton *more;

  /* borrowed */
  RtWindow *window;

  /* owned */
  RtTicket *ticket;
  GPtrArray *staff; /* RtStaff; NULL while they are not known */
  RtDwell *dwell;   /* NULL after dispose */
};

enum
{
  PROP_0,
  PROP_TITLE
};

enum
{
  LOADED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RtTicketDetail, rt_ticket_detail, GTK_TYPE_WIDGET)

static const RtPerson *
get_person (RtTicketDetail *self)
{
  return self->window != NULL ? rt_desk_get_person (rt_window_get_desk (self->window)) : NULL;
}

static void
actions_update (RtTicketDetail *self)
{
  const RtPerson *person = get_person (self);
  guint possible = rt_ticket_actions_possible (self->ticket, person);
  gboolean steps = (possible & (1u << RT_TICKET_ACTION_STATE)) != 0;

  for (guint i = 0; i < RT_N_TICKET_ACTIONS; i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), rt_ticket_action_names[i], (possible & (1u << i)) != 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "ticket.next", steps);
  gtk_widget_set_visible (GTK_WIDGET (self->next), steps);
  gtk_widget_set_visible (GTK_WIDGET (self->assign),
                          (possible & ((1u << RT_TICKET_ACTION_TAKE) | (1u << RT_TICKET_ACTION_ASSIGN))) != 0);
  gtk_widget_set_visible (self->visit_done, (possible & (1u << RT_TICKET_ACTION_VISIT_DONE)) != 0);
  gtk_widget_set_visible (GTK_WIDGET (self->note), (possible & (1u << RT_TICKET_ACTION_NOTE)) != 0);
}

static void
set_words (GtkLabel *label, const char *words)
{
  gtk_label_set_text (label, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (label), words != NULL && words[0] != '\0');
}

static void
fill_menus (RtTicketDetail *self)
{
  const RtPerson *person = get_person (self);
  g_autoptr (GMenu) assign = NULL;
  g_autoptr (GMenu) states = NULL;
  g_autoptr (GMenu) more = NULL;
  RtTicketState next;

  if (person == NULL || self->ticket == NULL)
    return;
  assign = rt_ticket_actions_assign_menu (self->ticket, person, self->staff);
  states = rt_ticket_actions_states_menu (self->ticket, person);
  more = rt_ticket_actions_more_menu (self->ticket);
  gtk_menu_button_set_menu_model (self->assign, G_MENU_MODEL (assign));
  adw_split_button_set_menu_model (self->next, G_MENU_MODEL (states));
  gtk_menu_button_set_menu_model (self->more, G_MENU_MODEL (more));
  if (rt_ticket_actions_next (self->ticket, person, &next))
    adw_split_button_set_label (self->next, rt_ticket_words_step (self->ticket->state, next));
}

static void
fill_head (RtTicketDetail *self)
{
  const RtTicket *ticket = self->ticket;
  RtDay today = rt_desk_get_today (rt_window_get_desk (self->window));
  g_autofree char *number = rt_ticket_number_format (ticket->number);
  g_autofree char *order = rt_order_number_format (ticket->order_number);
  g_autofree char *line = rt_text_isolate (ticket->line_description);
  g_autofree char *warranty = rt_ticket_words_warranty (ticket, today);

  gtk_label_set_text (self->number, number);
  rt_pill_set (self->state, _ (rt_ticket_state_name (ticket->state)), rt_ticket_state_style (ticket->state));
  rt_pill_set (self->priority, ticket->priority != RT_PRIORITY_NORMAL ? _ (rt_priority_name (ticket->priority)) : NULL,
               rt_priority_style (ticket->priority));
  gtk_button_set_label (self->order, order);
  set_words (self->line, ticket->line_id != 0 ? line : _("The whole order"));
  set_words (self->warranty, warranty);
  if (ticket->line_id != 0 && !ticket->in_warranty)
    gtk_widget_add_css_class (GTK_WIDGET (self->warranty), "dim-label");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->warranty), "dim-label");
  set_words (self->why, rt_own_work_why (ticket->own_for));
}

/* What a step took away hands the focus on: to the diary, else to the menu that is always there. */
static GtkWidget *
next_focus (RtTicketDetail *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self->note)) ? GTK_WIDGET (self->note) : GTK_WIDGET (self->more);
}

static void
fill (RtTicketDetail *self)
{
  RtDesk *desk = rt_window_get_desk (self->window);
  gboolean focus = rt_focus_keep_begin (GTK_WIDGET (self));

  fill_head (self);
  rt_ticket_rows_fill_customer (self->customer, self->ticket, desk);
  rt_ticket_rows_fill_facts (self->facts, self->ticket);
  rt_ticket_rows_fill_visit (self->visit, self->ticket, desk);
  rt_ticket_rows_fill_words (self->words, self->ticket, desk);
  rt_ticket_rows_fill_diary (self->diary, self->ticket, desk);
  rt_note_entry_set_ticket (self->note, self->ticket->id);
  fill_menus (self);
  gtk_stack_set_visible_child_name (self->stack, "ticket");
  g_object_notify (G_OBJECT (self), "title");
  actions_update (self);
  rt_focus_keep_end (GTK_WIDGET (self), focus, next_focus (self));
}

/* Takes what was on the screen off it: labels keep nothing. */
static void
show_none (RtTicketDetail *self)
{
  GtkWidget *places[] = { GTK_WIDGET (self->customer), GTK_WIDGET (self->facts), GTK_WIDGET (self->visit),
                          GTK_WIDGET (self->words), GTK_WIDGET (self->diary) };

  g_clear_pointer (&self->ticket, rt_ticket_unref);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    rt_ticket_rows_clear (places[i]);
  rt_note_entry_set_ticket (self->note, 0);
  gtk_stack_set_visible_child_name (self->stack, "none");
  actions_update (self);
}

static void
on_read (gpointer detail, GObject *source, GAsyncResult *result)
{
  RtTicketDetail *self = detail;
  g_autoptr (GError) error = NULL;
  g_autoptr (RtTicket) ticket = rt_desk_run_finish (RT_DESK (source), result, &error);

  if (ticket == NULL)
    {
      show_none (self);
      adw_status_page_set_description (self->failed, error->message);
      gtk_stack_set_visible_child_name (self->stack, "failed");
      return;
    }
  g_clear_pointer (&self->ticket, rt_ticket_unref);
  self->ticket = g_steal_pointer (&ticket);
  fill (self);
  g_signal_emit (self, signals[LOADED], 0, self->ticket);
}

static void
begin_read (gpointer detail, gint64 id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  rt_request_ticket (rt_window_get_desk (RT_TICKET_DETAIL (detail)->window), id, "work", cancellable, callback,
                     user_data);
}

void
rt_ticket_detail_show (RtTicketDetail *self, gint64 id)
{
  rt_dwell_on (self->dwell, id);
  if (id == 0)
    show_none (self);
}

static void
on_changed (RtTicketDetail *self, const char *table, gint64 row)
{
  if (self->ticket != NULL && g_strcmp0 (table, "ticket") == 0 && (row == 0 || row == self->ticket->id))
    rt_dwell_again (self->dwell);
}

/* Actions */
static void
on_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RtTicketDetail *self = RT_TICKET_DETAIL (widget);

  if (self->ticket == NULL)
    return;
  if (g_str_equal (name, "ticket.note"))
    gtk_widget_grab_focus (GTK_WIDGET (self->note));
  else
    rt_ticket_actions_run (widget, self->window, self->ticket, name, parameter);
}

static void
on_next (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RtTicketDetail *self = RT_TICKET_DETAIL (widget);
  const RtPerson *person = get_person (self);
  RtTicketState next;

  if (self->ticket != NULL && person != NULL && rt_ticket_actions_next (self->ticket, person, &next))
    gtk_widget_activate_action (widget, "ticket.state", "s", rt_ticket_state_id (next));
}

static void
on_reload (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RtTicketDetail *self = RT_TICKET_DETAIL (widget);

  if (self->ticket != NULL)
    rt_dwell_again (self->dwell);
}

static void
rt_ticket_detail_dispose (GObject *object)
{
  RtTicketDetail *self = RT_TICKET_DETAIL (object);
  GtkWidget *child;

  g_clear_pointer (&self->dwell, rt_dwell_free);
  g_clear_pointer (&self->ticket, rt_ticket_unref);
  g_clear_pointer (&self->staff, g_ptr_array_unref);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (rt_ticket_detail_parent_class)->dispose (object);
}

static void
rt_ticket_detail_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  RtTicketDetail *self = RT_TICKET_DETAIL (object);

  if (self->ticket != NULL)
    g_value_take_string (value, rt_ticket_number_format (self->ticket->number));
  else
    g_value_set_string (value, _("Ticket"));
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, RtTicketDetail, stack);
  gtk_widget_class_bind_template_child (widget_class, RtTicketDetail, failed);
  gtk_widget_class_bind_template_child (widget_class, RtTicketDetail, number);
  gtk_widget_class_bind_template_child (widget_class, RtTicketDetail, state);
  gtk_widget_class_bind_template_child (widget_class, RtTicketDetail, priority);
  gtk_widget_class_bind_template_child (widget_class, RtTicketDetail, order);
  gtk_widget_class_bind_template_child (widget_class, RtTicketDetail, line);
  gtk_widget_class_bind_template_child (widget_class, RtTicketDetail, warranty);
  gtk_widget_class_bind_template_child (widget_class, RtTicketDetail, why);
  gtk_widget_class_bind_template_child (widget_class, RtTicketDetail, customer);
  gtk_widget_class_bind_template_child (widget_class, RtTicketDetail, facts);
  gtk_widget_class_bind_template_child (widget_class, RtTicketDetail, visit);
  gtk_widget_class_bind_template_child (widget_class, RtTicketDetail, visit_done);
  gtk_widget_class_bind_template_child (widget_class, RtTicketDetail, words);
  gtk_widget_class_bind_template_child (widget_class, RtTicketDetail, diary_title);
  gtk_widget_class_bind_template_child (widget_class, RtTicketDetail, diary);
  gtk_widget_class_bind_template_child (widget_class, RtTicketDetail, note);
  gtk_widget_class_bind_template_child (widget_class, RtTicketDetail, assign);
  gtk_widget_class_bind_template_child (widget_class, RtTicketDetail, next);
  gtk_widget_class_bind_template_child (widget_class, RtTicketDetail, more);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < RT_N_TICKET_ACTIONS; i++)
    gtk_widget_class_install_action (widget_class, rt_ticket_action_names[i], rt_ticket_action_types[i], on_action);
  gtk_widget_class_install_action (widget_class, "ticket.next", NULL, on_next);
  gtk_widget_class_install_action (widget_class, "ticket.reload", NULL, on_reload);
}

/* In a window of its own; the page has the same for its list. */
static void
add_keys (GtkWidgetClass *widget_class)
{
  for (guint i = 0; rt_ticket_keys[i].action != NULL; i++)
    gtk_widget_class_add_binding_action (widget_class, rt_ticket_keys[i].key, GDK_CONTROL_MASK,
                                         rt_ticket_keys[i].action, NULL);
}

/* Who opens something stands on what it is: its number. */
static gboolean
rt_ticket_detail_grab_focus (GtkWidget *widget)
{
  RtTicketDetail *self = RT_TICKET_DETAIL (widget);

  return rt_dwell_focus (self->dwell, GTK_WIDGET (self->number));
}

static void
rt_ticket_detail_class_init (RtTicketDetailClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rt_ticket_detail_dispose;
  widget_class->grab_focus = rt_ticket_detail_grab_focus;
  G_OBJECT_CLASS (klass)->get_property = rt_ticket_detail_get_property;
  g_object_class_install_property (G_OBJECT_CLASS (klass), PROP_TITLE,
                                   g_param_spec_string ("title", NULL, NULL, NULL,
                                                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS));
  g_type_ensure (RT_TYPE_PILL);
  g_type_ensure (RT_TYPE_NOTE_ENTRY);
  signals[LOADED] = g_signal_new ("loaded", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_POINTER);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/rolltop/Rolltop/tickets/rt-ticket-detail.ui");
  bind_children (widget_class);
  install_actions (widget_class);
  add_keys (widget_class);
}

/* A label whose text can be selected takes Ctrl+B for itself: asked before it. */
static void
add_visit_key (GtkWidget *widget)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_b, GDK_CONTROL_MASK),
                                                          gtk_named_action_new ("ticket.visit")));
  gtk_widget_add_controller (widget, controller);
}

static void
rt_ticket_detail_init (RtTicketDetail *self)
{
  self->dwell = rt_dwell_new (self, begin_read, on_read);
  gtk_widget_init_template (GTK_WIDGET (self));
  add_visit_key (GTK_WIDGET (self));
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->diary), GTK_ACCESSIBLE_RELATION_LABELLED_BY, self->diary_title,
                                  NULL, -1);
}

void
rt_ticket_detail_set_window (RtTicketDetail *self, RtWindow *window)
{
  self->window = window;
  rt_note_entry_set_window (self->note, window);
  g_signal_connect_object (rt_window_get_desk (window), "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  show_none (self);
}

void
rt_ticket_detail_set_staff (RtTicketDetail *self, GPtrArray *staff)
{
  if (staff != NULL)
    g_ptr_array_ref (staff);
  g_clear_pointer (&self->staff, g_ptr_array_unref);
  self->staff = staff;
  rt_focus_keep_begin (GTK_WIDGET (self));
  fill_menus (self);
}
