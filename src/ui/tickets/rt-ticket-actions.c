/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be done with a ticket. */
#include "config.h"

#include "rt-ticket-actions.h"

#include "rt-error.h"
#include "rt-requests.h"
#include "rt-text.h"
#include "rt-ticket-dialogs.h"
#include "rt-ticket-paper.h"
#include "rt-ticket-words.h"
#include <glib/gi18n.h>

const char *const rt_ticket_action_names[] = { "ticket.print",      "ticket.preview",
                                               "ticket.save-pdf",   "ticket.order",
                                               "ticket.customer",   "ticket.take",
                                               "ticket.assign",     "ticket.state",
                                               "ticket.priority",   "ticket.visit",
                                               "ticket.visit-done", "ticket.visit-off",
                                               "ticket.note",       NULL };
const char *const rt_ticket_action_types[] = {
  NULL, NULL, NULL, NULL, NULL, NULL, "x", "s", "s", NULL, NULL, NULL, NULL
};

const RtTicketKey rt_ticket_keys[] = { { GDK_KEY_p, "ticket.print" },
                                       { GDK_KEY_r, "ticket.next" },
                                       { GDK_KEY_m, "ticket.note" },
                                       { GDK_KEY_b, "ticket.visit" },
                                       { GDK_KEY_o, "ticket.order" },
                                       { GDK_KEY_g, "ticket.take" },
                                       { 0, NULL } };

#define BIT(action) (1u << RT_TICKET_ACTION_##action)

/* The model decides again; here it is only what is worth offering. */
static guint
possible_while_open (const RtTicket *ticket, const RtPerson *person)
{
  gboolean writes = rt_person_may (person, RT_RIGHT_TICKET_WRITE);
  gboolean mine = ticket->assigned_to == rt_person_get_id (person);
  guint bits = 0;

  if (rt_person_may (person, RT_RIGHT_TICKET_ASSIGN))
    bits |= BIT (ASSIGN);
  if (writes && ticket->assigned_to == 0)
    bits |= BIT (TAKE);
  if (writes)
    bits |= BIT (PRIORITY);
  if (rt_person_may (person, RT_RIGHT_PLAN) || (writes && mine))
    {
      bits |= BIT (VISIT);
      if (ticket->visit_on != RT_DAY_NONE && !ticket->visit_done)
        bits |= BIT (VISIT_DONE) | BIT (VISIT_OFF);
    }
  return bits;
}

guint
rt_ticket_actions_possible (const RtTicket *ticket, const RtPerson *person)
{
  guint bits = BIT (PRINT) | BIT (PREVIEW) | BIT (SAVE_PDF);
  RtTicketState next;

  if (ticket == NULL || person == NULL)
    return 0;
  if (rt_person_may (person, RT_RIGHT_ORDER_READ))
    bits |= BIT (ORDER);
  if (rt_person_may (person, RT_RIGHT_CUSTOMER_READ))
    bits |= BIT (CUSTOMER);
  if (rt_ticket_actions_next (ticket, person, &next))
    bits |= BIT (STATE);
  if (rt_person_may (person, RT_RIGHT_TICKET_WRITE) && ticket->state != RT_TICKET_CLOSED)
    bits |= BIT (NOTE);
  if (rt_ticket_state_is_open (ticket->state))
    bits |= possible_while_open (ticket, person);
  return bits;
}

static guint
next_states (const RtTicket *ticket, const RtPerson *person)
{
  if (!rt_person_may (person, RT_RIGHT_TICKET_WRITE))
    return 0;
  /* A closed one is taken up again by those who hand out tickets. */
  if (ticket->state == RT_TICKET_CLOSED && !rt_person_may (person, RT_RIGHT_TICKET_ASSIGN))
    return 0;
  return rt_ticket_state_next (ticket->state);
}

gboolean
rt_ticket_actions_next (const RtTicket *ticket, const RtPerson *person, RtTicketState *state)
{
  guint next = next_states (ticket, person);
  RtTicketState usual;

  switch (ticket->state)
    {
    case RT_TICKET_NEW:
    case RT_TICKET_CLOSED:
      usual = RT_TICKET_IN_PROGRESS;
      break;
    case RT_TICKET_RESOLVED:
      usual = RT_TICKET_CLOSED;
      break;
    case RT_TICKET_IN_PROGRESS:
    case RT_TICKET_WAITING:
    default:
      usual = RT_TICKET_RESOLVED;
    }
  *state = usual;
  return (next & (1u << usual)) != 0;
}

/* Menus */
static void
append_target (GMenu *menu, const char *label, const char *action, GVariant *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target_value (item, action, target);
  g_menu_item_set_attribute (item, "hidden-when", "s", "action-disabled");
  g_menu_append_item (menu, item);
}

GMenu *
rt_ticket_actions_states_menu (const RtTicket *ticket, const RtPerson *person)
{
  GMenu *menu = g_menu_new ();
  guint next = next_states (ticket, person);

  for (guint i = 0; i < RT_N_TICKET_STATES; i++)
    if (next & (1u << i))
      append_target (menu, rt_ticket_words_step (ticket->state, (RtTicketState) i), "ticket.state",
                     g_variant_new_string (rt_ticket_state_id ((RtTicketState) i)));
  return menu;
}

/* A menu's label takes underscores as mnemonics; a name is plain text. */
static char *
plain_label (const char *name)
{
  g_autoptr (GString) label = g_string_new (name);

  g_string_replace (label, "_", "__", 0);
  return rt_text_isolate (label->str);
}

GMenu *
rt_ticket_actions_assign_menu (const RtTicket *ticket, const RtPerson *person, GPtrArray *staff)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) people = g_menu_new ();
  gint64 me = rt_person_get_id (person);
  gboolean hands_out = rt_person_may (person, RT_RIGHT_TICKET_ASSIGN);

  append_target (menu, _("To _me"), "ticket.take", NULL);
  for (guint i = 0; hands_out && staff != NULL && i < staff->len; i++)
    {
      const RtStaff *one = g_ptr_array_index (staff, i);
      g_autofree char *label = plain_label (one->name);

      if (g_strcmp0 (one->state, "active") != 0 || !one->works_tickets || one->id == ticket->assigned_to ||
          (one->id == me && ticket->assigned_to == 0))
        continue;
      append_target (people, label, "ticket.assign", g_variant_new_int64 (one->id));
    }
  if (hands_out && ticket->assigned_to != 0)
    append_target (people, _("To _nobody in particular"), "ticket.assign", g_variant_new_int64 (0));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (people));
  return menu;
}

GMenu *
rt_ticket_actions_more_menu (const RtTicket *ticket)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) visit = g_menu_new ();
  g_autoptr (GMenu) priority = g_menu_new ();
  g_autoptr (GMenu) rest = g_menu_new ();

  append_target (visit,
                 ticket->visit_on != RT_DAY_NONE && !ticket->visit_done ? _("_Change the visit…")
                                                                        : _("_Book a visit…"),
                 "ticket.visit", NULL);
  append_target (visit, _("Visit _done"), "ticket.visit-done", NULL);
  append_target (visit, _("Call the visit _off…"), "ticket.visit-off", NULL);
  for (guint i = RT_N_PRIORITIES; i-- > 0;)
    append_target (priority, _ (rt_priority_name ((RtPriority) i)), "ticket.priority",
                   g_variant_new_string (rt_priority_id ((RtPriority) i)));
  append_target (rest, _("Open the _order"), "ticket.order", NULL);
  append_target (rest, _("Open the c_ustomer"), "ticket.customer", NULL);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (visit));
  g_menu_append_section (menu, _("Priority"), G_MENU_MODEL (priority));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (rest));
  return menu;
}

/* What needs no dialogue */
typedef struct
{
  GtkWidget *detail;
  RtWindow *window;
  const char *done; /* static */
} Step;

static void
on_step (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Step *step = user_data;
  g_autoptr (GtkWidget) detail = step->detail;
  g_autoptr (RtWindow) window = step->window;
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *id = rt_desk_run_finish (RT_DESK (source), result, &error);

  if (id != NULL)
    rt_window_toast (window, step->done);
  else
    rt_window_toast_error (window, error);
  if (g_error_matches (error, RT_ERROR, RT_ERROR_CONFLICT))
    gtk_widget_activate_action (detail, "ticket.reload", NULL);
}

static Step *
step_new (GtkWidget *detail, RtWindow *window, const char *done)
{
  Step *step = g_new (Step, 1);

  step->detail = g_object_ref (detail);
  step->window = g_object_ref (window);
  step->done = done;
  return step;
}

static void
run_state (GtkWidget *detail, RtWindow *window, RtTicket *ticket, const char *id)
{
  RtTicketState state;

  if (!rt_ticket_state_from_id (id, &state))
    return;
  if (state == RT_TICKET_RESOLVED)
    rt_ticket_dialog_resolve (detail, window, ticket);
  else
    rt_request_ticket_state (rt_window_get_desk (window), ticket->id, ticket->rev, state, NULL, NULL, on_step,
                             step_new (detail, window, _("The state is changed.")));
}

static void
run_priority (GtkWidget *detail, RtWindow *window, RtTicket *ticket, const char *id)
{
  RtPriority priority;

  if (rt_priority_from_id (id, &priority))
    rt_request_ticket_priority (rt_window_get_desk (window), ticket->id, ticket->rev, priority, NULL, on_step,
                                step_new (detail, window, _("The priority is changed.")));
}

static void
run_assign (GtkWidget *detail, RtWindow *window, RtTicket *ticket, gint64 staff)
{
  RtDesk *desk = rt_window_get_desk (window);
  gboolean mine = staff == rt_person_get_id (rt_desk_get_person (desk));

  rt_request_ticket_assign (desk, ticket->id, ticket->rev, staff, NULL, on_step,
                            step_new (detail, window,
                                      mine ? _("The ticket is yours now.") : _("The ticket is handed on.")));
}

static gboolean
run_visit (GtkWidget *detail, RtWindow *window, RtTicket *ticket, const char *name)
{
  if (g_str_equal (name, "ticket.visit"))
    rt_ticket_dialog_visit (detail, window, ticket);
  else if (g_str_equal (name, "ticket.visit-off"))
    rt_ticket_dialog_visit_off (detail, window, ticket);
  else if (g_str_equal (name, "ticket.visit-done"))
    rt_request_ticket_visit_done (rt_window_get_desk (window), ticket->id, ticket->rev, NULL, on_step,
                                  step_new (detail, window, _("The visit is done; how to get in is erased.")));
  else
    return FALSE;
  return TRUE;
}

void
rt_ticket_actions_run (GtkWidget *detail, RtWindow *window, RtTicket *ticket, const char *name, GVariant *parameter)
{
  RtDesk *desk = rt_window_get_desk (window);

  if (rt_desk_get_person (desk) == NULL)
    return;
  if (g_str_equal (name, "ticket.print"))
    rt_ticket_paper_run (window, ticket, RT_PAPER_WAY_PRINT);
  else if (g_str_equal (name, "ticket.preview"))
    rt_ticket_paper_run (window, ticket, RT_PAPER_WAY_PREVIEW);
  else if (g_str_equal (name, "ticket.save-pdf"))
    rt_ticket_paper_run (window, ticket, RT_PAPER_WAY_SAVE);
  else if (g_str_equal (name, "ticket.order"))
    gtk_widget_activate_action (detail, "desk.show-order", "x", ticket->order_id);
  else if (g_str_equal (name, "ticket.customer"))
    gtk_widget_activate_action (detail, "desk.show-customer", "x", ticket->customer_id);
  else if (g_str_equal (name, "ticket.take"))
    run_assign (detail, window, ticket, rt_person_get_id (rt_desk_get_person (desk)));
  else if (g_str_equal (name, "ticket.assign"))
    run_assign (detail, window, ticket, g_variant_get_int64 (parameter));
  else if (g_str_equal (name, "ticket.state"))
    run_state (detail, window, ticket, g_variant_get_string (parameter, NULL));
  else if (g_str_equal (name, "ticket.priority"))
    run_priority (detail, window, ticket, g_variant_get_string (parameter, NULL));
  else
    run_visit (detail, window, ticket, name);
}
