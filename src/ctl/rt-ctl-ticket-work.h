/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rolltop-ctl ticket: what changes one. */
#pragma once

#include "rt-ctl-private.h"
#include "rt-ticket.h"

G_BEGIN_DECLS

extern const GOptionEntry RT_CTL_TICKET_ASSIGN_OPTIONS[], RT_CTL_TICKET_FROM_OPTIONS[], RT_CTL_TICKET_VISIT_OPTIONS[];

/** rt_ctl_open_ticket: signs in and opens the ticket with the number that was typed; the look is recorded. */
RtTicket *rt_ctl_open_ticket (RtCtl *ctl, const char *typed, GError **error);
/** rt_ctl_say_diary: the diary of a ticket that was opened. */
void rt_ctl_say_diary (RtCtl *ctl, const RtTicket *ticket);

gboolean rt_ctl_run_ticket_assign (RtCtl *ctl, char **args, GError **error);
gboolean rt_ctl_run_ticket_state (RtCtl *ctl, char **args, GError **error);
gboolean rt_ctl_run_ticket_priority (RtCtl *ctl, char **args, GError **error);
gboolean rt_ctl_run_ticket_diary (RtCtl *ctl, char **args, GError **error);
gboolean rt_ctl_run_ticket_visit (RtCtl *ctl, char **args, GError **error);
gboolean rt_ctl_run_ticket_visited (RtCtl *ctl, char **args, GError **error);

G_END_DECLS
