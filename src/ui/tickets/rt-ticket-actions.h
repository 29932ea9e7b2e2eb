/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-ticket.h"
#include "rt-window.h"

G_BEGIN_DECLS

/** What can be done with a ticket, by name; the index is the bit of rt_ticket_actions_possible(). */
typedef enum
{
  RT_TICKET_ACTION_PRINT,
  RT_TICKET_ACTION_PREVIEW,
  RT_TICKET_ACTION_SAVE_PDF,
  RT_TICKET_ACTION_ORDER,
  RT_TICKET_ACTION_CUSTOMER,
  RT_TICKET_ACTION_TAKE,
  RT_TICKET_ACTION_ASSIGN,   /* staff id; 0: to nobody */
  RT_TICKET_ACTION_STATE,    /* state id */
  RT_TICKET_ACTION_PRIORITY, /* priority id */
  RT_TICKET_ACTION_VISIT,
  RT_TICKET_ACTION_VISIT_DONE,
  RT_TICKET_ACTION_VISIT_OFF,
  RT_TICKET_ACTION_NOTE,
  RT_N_TICKET_ACTIONS
} RtTicketAction;
extern const char *const rt_ticket_action_names[RT_N_TICKET_ACTIONS + 1];
extern const char *const rt_ticket_action_types[RT_N_TICKET_ACTIONS]; /* GVariant type of the parameter; NULL none */

/** Keys about a ticket, each with Ctrl; ends with action NULL. */
typedef struct
{
  guint key;
  const char *action;
} RtTicketKey;
extern const RtTicketKey rt_ticket_keys[];

/** rt_ticket_actions_possible: bit set of what @person may do with @ticket now; 0 when either is NULL. */
guint rt_ticket_actions_possible (const RtTicket *ticket, const RtPerson *person);
/** rt_ticket_actions_next: the step that most often comes after where it is now; FALSE when @person may take none. */
gboolean rt_ticket_actions_next (const RtTicket *ticket, const RtPerson *person, RtTicketState *state);

/** New menus. */
GMenu *rt_ticket_actions_states_menu (const RtTicket *ticket, const RtPerson *person);
/** rt_ticket_actions_assign_menu: @staff: RtStaff, or NULL while they are not known. */
GMenu *rt_ticket_actions_assign_menu (const RtTicket *ticket, const RtPerson *person, GPtrArray *staff);
GMenu *rt_ticket_actions_more_menu (const RtTicket *ticket);

/** rt_ticket_actions_run: carries one out, with its dialogue where it needs one; @detail has "ticket.reload". Not for
 * "ticket.note". */
void rt_ticket_actions_run (GtkWidget *detail, RtWindow *window, RtTicket *ticket, const char *name,
                            GVariant *parameter);

G_END_DECLS
