/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tickets: which ones, the list, what about the one selected; the form while one is written. */
#include "config.h"

#include "rt-tickets-page.h"

#include "rt-application.h"
#include "rt-browse-pane.h"
#include "rt-export-dialog.h"
#include "rt-list-pane.h"
#include "rt-record-window.h"
#include "rt-requests.h"
#include "rt-text.h"
#include "rt-ticket-actions.h"
#include "rt-ticket-detail.h"
#include "rt-ticket-filter.h"
#include "rt-ticket-form.h"
#include "rt-ticket-words.h"
#include <glib/gi18n.h>

struct _RtTicketsPage
{
  GtkWidget parent_instance;

  /* template widgets */
  GtkStack *stack;
  GtkRevealer *draft_banner;
  RtBrowsePane *browse;
  RtListPane *list; /* in browse */
  RtTicketDetail *detail;
  GtkMenuButton *more_filters;
  GtkMenuButton *more;
  GtkToggleButton *filter_all;
  GtkToggleButton *filter_mine;
  GtkToggleButton *filter_unassigned;
  GtkToggleButton *filter_resolved;
  GtkButton *new_ticket;

  /* borrowed */
  RtWindow *window;
  RtTicketFilter *filter;
  RtTicketForm *form; /* while a ticket is written */

  /* owned */
  GPtrArray *staff; /* RtStaff; NULL while they are not known */
  GCancellable *cancellable;
};

static void area_init (RtAreaInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RtTicketsPage, rt_tickets_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (RT_TYPE_AREA, area_init))

#define OPEN_STATES     ((1u << RT_TICKET_NEW) | (1u << RT_TICKET_IN_PROGRESS) | (1u << RT_TICKET_WAITING))
#define RESOLVED_STATES ((1u << RT_TICKET_RESOLVED) | (1u << RT_TICKET_CLOSED))

/* Cells */
static char *
cell_number (gpointer record)
{
  return rt_ticket_number_format (((RtTicket *) record)->number);
}

static char *
cell_about (gpointer record)
{
  const RtTicket *ticket = record;

  return ticket->line_id != 0 ? rt_text_isolate (ticket->line_description)
                              : rt_order_number_format (ticket->order_number);
}

static char *
cell_state (gpointer record)
{
  return g_strdup (_ (rt_ticket_state_name (((RtTicket *) record)->state)));
}

/* The usual one says nothing: what is urgent stands out. */
static char *
cell_priority (gpointer record)
{
  RtPriority priority = ((RtTicket *) record)->priority;

  return priority != RT_PRIORITY_NORMAL ? g_strdup (_ (rt_priority_name (priority))) : NULL;
}

static char *
cell_assigned (gpointer record)
{
  const RtTicket *ticket = record;

  return g_strdup (ticket->assigned_to != 0 ? ticket->assigned_name : "");
}

/* How long somebody has been waiting: of those that are open. */
static char *
cell_age (gpointer record)
{
  const RtTicket *ticket = record;
  RtDay opened = rt_day_from_moment (ticket->opened_at);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  int days = MAX (0, rt_day_from_moment (g_date_time_to_unix (now)) - opened);

  if (!rt_ticket_state_is_open (ticket->state))
    return NULL;
  if (days == 0)
    return g_strdup (_("today"));
  return g_strdup_printf (ngettext ("%d day", "%d days", (gulong) days), days);
}

static char *
cell_visit (gpointer record)
{
  const RtTicket *ticket = record;

  return ticket->visit_done ? NULL : rt_day_format (ticket->visit_on, 's', NULL);
}

/* Filters */
static const char *
chosen_filter (RtTicketsPage *self)
{
  if (gtk_toggle_button_get_active (self->filter_mine))
    return "mine";
  if (gtk_toggle_button_get_active (self->filter_unassigned))
    return "unassigned";
  return gtk_toggle_button_get_active (self->filter_resolved) ? "resolved" : NULL;
}

/* An empty list says why it is empty and what to do. */
static void
mark_filter (RtTicketsPage *self)
{
  gboolean on = rt_ticket_filter_is_on (self->filter);
  gboolean writes = gtk_widget_get_visible (GTK_WIDGET (self->new_ticket));

  if (on || chosen_filter (self) != NULL)
    rt_list_pane_set_empty (self->list, "rt-filter-symbolic", _("No ticket matches the filter"),
                            _("Show all open tickets, or choose another filter."), _("_Show all open tickets"),
                            "tickets.show-all");
  else
    rt_list_pane_set_empty (self->list, "rt-tickets-symbolic", _("No open tickets"),
                            writes ? _("A ticket is opened from the line of an order.")
                                   : _("They appear here once they are opened."),
                            writes ? _("_New ticket") : NULL, "tickets.new");
  if (on)
    gtk_widget_add_css_class (GTK_WIDGET (self->more_filters), "filter-on");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->more_filters), "filter-on");
}

static void
fill_query (RtTicketsPage *self, RtListQuery *query)
{
  gboolean resolved = gtk_toggle_button_get_active (self->filter_resolved);

  query->states = resolved ? RESOLVED_STATES : OPEN_STATES;
  query->mine = gtk_toggle_button_get_active (self->filter_mine);
  query->unassigned = gtk_toggle_button_get_active (self->filter_unassigned);
  rt_ticket_filter_apply (self->filter, query);
}

static void
apply_filter (RtTicketsPage *self)
{
  RtListQuery query = *rt_record_list_get_query (rt_list_pane_get_list (self->list));

  fill_query (self, &query);
  rt_record_list_set_query (rt_list_pane_get_list (self->list), &query);
  rt_list_memory_set (rt_list_pane_get_memory (self->list), "filter", chosen_filter (self));
  mark_filter (self);
}

static void
on_filter (RtTicketsPage *self, GtkToggleButton *button)
{
  if (self->window != NULL && rt_list_pane_get_list (self->list) != NULL && gtk_toggle_button_get_active (button))
    apply_filter (self);
}

static void
on_filter_changed (RtTicketsPage *self)
{
  if (rt_list_pane_get_list (self->list) != NULL)
    apply_filter (self);
}

/* List and detail */
static void
on_show_record (RtTicketsPage *self, gint64 id)
{
  rt_ticket_detail_show (self->detail, id);
}

static void
on_own_window (RtTicketsPage *self, gint64 id)
{
  g_autofree char *key = g_strdup_printf ("ticket/%" G_GINT64_FORMAT, id);
  GtkWidget *detail;

  if (rt_record_window_present (self->window, key))
    return;
  detail = g_object_new (RT_TYPE_TICKET_DETAIL, NULL);
  rt_ticket_detail_set_window (RT_TICKET_DETAIL (detail), self->window);
  rt_ticket_detail_set_staff (RT_TICKET_DETAIL (detail), self->staff);
  rt_ticket_detail_show (RT_TICKET_DETAIL (detail), id);
  rt_record_window_open (self->window, key, detail);
}

/* Staff: whom a ticket can be given to */
static void
on_staff (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtTicketsPage) self = user_data;
  g_autoptr (GPtrArray) staff = rt_desk_run_finish (RT_DESK (source), result, NULL);

  if (staff == NULL || self->cancellable == NULL)
    return;
  rt_ticket_detail_set_staff (self->detail, staff);
  rt_ticket_filter_set_staff (self->filter, staff);
  g_clear_pointer (&self->staff, g_ptr_array_unref);
  self->staff = g_steal_pointer (&staff);
}

static void
ask_for_staff (RtTicketsPage *self)
{
  rt_request_staff (rt_window_get_desk (self->window), self->cancellable, on_staff, g_object_ref (self));
}

static void
on_changed (RtTicketsPage *self, const char *table, gint64 row)
{
  if (g_strcmp0 (table, "staff") == 0 && self->cancellable != NULL)
    ask_for_staff (self);
}

/* The form */
static void
on_draft_known (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtTicketsPage) self = user_data;
  g_autoptr (GBytes) content = rt_desk_run_finish (RT_DESK (source), result, NULL);

  if (self->cancellable != NULL)
    gtk_revealer_set_reveal_child (self->draft_banner, content != NULL && g_bytes_get_size (content) > 0);
}

static void
ask_for_draft (RtTicketsPage *self)
{
  rt_request_draft (rt_window_get_desk (self->window), RT_TICKET_DRAFT, self->cancellable, on_draft_known,
                    g_object_ref (self));
}

static void
on_form_done (RtTicketsPage *self, gint64 id)
{
  gboolean unfinished = self->form != NULL && rt_ticket_form_has_words (self->form);

  gtk_stack_set_visible_child_name (self->stack, "browse");
  if (self->form != NULL)
    gtk_stack_remove (self->stack, GTK_WIDGET (self->form));
  self->form = NULL;
  gtk_revealer_set_reveal_child (self->draft_banner, id == 0 && unfinished);
  if (id != 0)
    rt_browse_pane_show (self->browse, id);
  rt_browse_pane_focus (self->browse);
}

static void
on_discard_draft (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RtTicketsPage *self = RT_TICKETS_PAGE (widget);

  gtk_revealer_set_reveal_child (self->draft_banner, FALSE);
  rt_request_draft_save (rt_window_get_desk (self->window), RT_TICKET_DRAFT, NULL, NULL, NULL, NULL);
}

static void
on_new (GtkWidget *widget, const char *name, GVariant *parameter)
{
  rt_area_create (RT_AREA (widget), 0, 0);
}

static void
on_show_all (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RtTicketsPage *self = RT_TICKETS_PAGE (widget);

  rt_ticket_filter_clear (self->filter);
  gtk_toggle_button_set_active (self->filter_all, TRUE);
  apply_filter (self);
  rt_list_pane_focus (self->list);
}

static void
on_refresh (GtkWidget *widget, const char *name, GVariant *parameter)
{
  rt_record_list_refresh (rt_list_pane_get_list (RT_TICKETS_PAGE (widget)->list));
}

/* Keys about the ticket shown, from the list as from the detail. */
static gboolean
on_ticket_key (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  RtTicketsPage *self = RT_TICKETS_PAGE (widget);
  const char *action;

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "browse") != 0)
    return FALSE;
  g_variant_get (args, "(&s)", &action);
  return gtk_widget_activate_action (GTK_WIDGET (self->detail), action, NULL);
}

/* Area */
static void
area_show_record (RtArea *area, gint64 id)
{
  RtTicketsPage *self = RT_TICKETS_PAGE (area);

  gtk_stack_set_visible_child_name (self->stack, "browse");
  rt_browse_pane_show (self->browse, id);
  rt_browse_pane_enter (self->browse);
}

/* A form that is open already stays as it is and is asked to be about the order instead, when it can. */
static void
area_create (RtArea *area, gint64 about, gint64 part)
{
  RtTicketsPage *self = RT_TICKETS_PAGE (area);

  if (self->form == NULL)
    {
      self->form = RT_TICKET_FORM (rt_ticket_form_new (self->window, about, part));
      g_signal_connect_object (self->form, "done", G_CALLBACK (on_form_done), self, G_CONNECT_SWAPPED);
      gtk_stack_add_named (self->stack, GTK_WIDGET (self->form), "form");
    }
  else if (about != 0)
    rt_ticket_form_ask_about (self->form, about, part);
  gtk_revealer_set_reveal_child (self->draft_banner, FALSE);
  gtk_stack_set_visible_child_name (self->stack, "form");
  gtk_widget_grab_focus (GTK_WIDGET (self->form));
}

static void
area_focus (RtArea *area)
{
  RtTicketsPage *self = RT_TICKETS_PAGE (area);

  if (self->form != NULL && g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "form") == 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->form));
  else
    rt_browse_pane_focus (self->browse);
}

static void
area_init (RtAreaInterface *iface)
{
  iface->show_record = area_show_record;
  iface->create = area_create;
  iface->focus = area_focus;
}

static void
rt_tickets_page_dispose (GObject *object)
{
  RtTicketsPage *self = RT_TICKETS_PAGE (object);
  GtkWidget *child;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->staff, g_ptr_array_unref);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (rt_tickets_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, RtTicketsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, RtTicketsPage, draft_banner);
  gtk_widget_class_bind_template_child (widget_class, RtTicketsPage, browse);
  gtk_widget_class_bind_template_child (widget_class, RtTicketsPage, detail);
  gtk_widget_class_bind_template_child (widget_class, RtTicketsPage, more_filters);
  gtk_widget_class_bind_template_child (widget_class, RtTicketsPage, filter_all);
  gtk_widget_class_bind_template_child (widget_class, RtTicketsPage, more);
  gtk_widget_class_bind_template_child (widget_class, RtTicketsPage, filter_mine);
  gtk_widget_class_bind_template_child (widget_class, RtTicketsPage, filter_unassigned);
  gtk_widget_class_bind_template_child (widget_class, RtTicketsPage, filter_resolved);
  gtk_widget_class_bind_template_child (widget_class, RtTicketsPage, new_ticket);
  gtk_widget_class_bind_template_callback (widget_class, on_filter);
  gtk_widget_class_bind_template_callback (widget_class, on_show_record);
}

static void
add_keys (GtkWidgetClass *widget_class)
{
  for (guint i = 0; rt_ticket_keys[i].action != NULL; i++)
    gtk_widget_class_add_binding (widget_class, rt_ticket_keys[i].key, GDK_CONTROL_MASK, on_ticket_key, "(s)",
                                  rt_ticket_keys[i].action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "tickets.refresh", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_t, GDK_CONTROL_MASK, "tickets.new", NULL);
}

static void
rt_tickets_page_class_init (RtTicketsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rt_tickets_page_dispose;
  g_type_ensure (RT_TYPE_BROWSE_PANE);
  g_type_ensure (RT_TYPE_TICKET_DETAIL);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/rolltop/Rolltop/tickets/rt-tickets-page.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "tickets.discard-draft", NULL, on_discard_draft);
  gtk_widget_class_install_action (widget_class, "tickets.new", NULL, on_new);
  gtk_widget_class_install_action (widget_class, "tickets.show-all", NULL, on_show_all);
  gtk_widget_class_install_action (widget_class, "tickets.refresh", NULL, on_refresh);
  add_keys (widget_class);
}

static void
rt_tickets_page_init (RtTicketsPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->list = rt_browse_pane_get_list (self->browse);
  g_signal_connect_object (self->list, "own-window", G_CALLBACK (on_own_window), self, G_CONNECT_SWAPPED);
}

static void
add_columns (RtTicketsPage *self, const RtPerson *person)
{
  rt_list_pane_add_text (self->list, "number", C_("list", "No."), cell_number, "number", FALSE, FALSE);
  rt_list_pane_add_text (self->list, "about", _("About"), cell_about, NULL, FALSE, TRUE);
  if (rt_person_sees (person, RT_CLASS_CONTACT))
    rt_list_pane_add_personal (self->list, "name", _("Customer"), RT_FIELD_NAME, FALSE);
  rt_list_pane_add_text (self->list, "state", _("State"), cell_state, "state", FALSE, FALSE);
  rt_list_pane_add_text (self->list, "priority", _("Priority"), cell_priority, "priority", FALSE, FALSE);
  rt_list_pane_add_text (self->list, "age", _("Age"), cell_age, "date", FALSE, FALSE);
  rt_list_pane_add_text (self->list, "assigned", _("Assigned to"), cell_assigned, NULL, FALSE, FALSE);
  rt_list_pane_add_text (self->list, "visit", _("Visit"), cell_visit, "visit", FALSE, FALSE);
}

/* The list as it was left: filter, columns, order. */
static void
restore_list (RtTicketsPage *self, const RtPerson *person)
{
  GSettings *settings = rt_application_get_settings (rt_window_get_app (self->window));
  g_autofree char *which = NULL;
  g_autoptr (GMenuModel) menu = NULL;

  rt_list_pane_remember (self->list, settings, "tickets", rt_person_get_id (person));
  which = rt_list_memory_dup (rt_list_pane_get_memory (self->list), "filter");
  if (g_strcmp0 (which, "mine") == 0 && gtk_widget_get_visible (GTK_WIDGET (self->filter_mine)))
    gtk_toggle_button_set_active (self->filter_mine, TRUE);
  else if (g_strcmp0 (which, "unassigned") == 0)
    gtk_toggle_button_set_active (self->filter_unassigned, TRUE);
  else if (g_strcmp0 (which, "resolved") == 0)
    gtk_toggle_button_set_active (self->filter_resolved, TRUE);
  mark_filter (self);
  menu = rt_export_dialog_add (self->window, GTK_WIDGET (self), self->list, rt_list_pane_get_menu (self->list));
  gtk_menu_button_set_menu_model (self->more, menu);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "columns", rt_list_pane_get_actions (self->list));
}

GtkWidget *
rt_tickets_page_new (RtWindow *window)
{
  RtTicketsPage *self = g_object_new (RT_TYPE_TICKETS_PAGE, NULL);
  RtDesk *desk = rt_window_get_desk (window);
  const RtPerson *person = rt_desk_get_person (desk);
  RtListQuery query = { .kind = RT_LIST_TICKETS, .states = OPEN_STATES, .from = RT_DAY_NONE, .to = RT_DAY_NONE };
  gboolean writes = rt_person_may (person, RT_RIGHT_TICKET_WRITE);

  self->window = window;
  self->filter = RT_TICKET_FILTER (rt_ticket_filter_new ());
  gtk_menu_button_set_popover (self->more_filters, GTK_WIDGET (self->filter));
  g_signal_connect_object (self->filter, "changed", G_CALLBACK (on_filter_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "tickets.new", writes);
  rt_window_answer_key (window, GTK_WIDGET (self), GDK_KEY_t, RT_RIGHT_TICKET_WRITE);
  gtk_widget_set_visible (GTK_WIDGET (self->new_ticket), writes);
  gtk_widget_set_visible (GTK_WIDGET (self->filter_mine), writes);
  add_columns (self, person);
  restore_list (self, person);
  rt_ticket_detail_set_window (self->detail, window);
  fill_query (self, &query);
  rt_list_pane_set_desk (self->list, desk, &query);
  ask_for_staff (self);
  if (writes)
    ask_for_draft (self);
  return GTK_WIDGET (self);
}
