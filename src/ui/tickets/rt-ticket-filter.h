/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-record-list.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/** RtTicketFilter: a popover with states and whose they are to list tickets by. Signal "changed". */
#define RT_TYPE_TICKET_FILTER (rt_ticket_filter_get_type ())
G_DECLARE_FINAL_TYPE (RtTicketFilter, rt_ticket_filter, RT, TICKET_FILTER, GtkPopover)

GtkWidget *rt_ticket_filter_new (void);
/** rt_ticket_filter_set_staff: RtStaff, whose tickets can be listed; what was chosen stays chosen. */
void rt_ticket_filter_set_staff (RtTicketFilter *self, GPtrArray *staff);
/** rt_ticket_filter_apply: narrows @query by what is chosen here; leaves alone what is not. */
void rt_ticket_filter_apply (RtTicketFilter *self, RtListQuery *query);
/** rt_ticket_filter_clear: nothing is chosen any more; emits no "changed". */
void rt_ticket_filter_clear (RtTicketFilter *self);
/** rt_ticket_filter_is_on: something is chosen here. */
gboolean rt_ticket_filter_is_on (RtTicketFilter *self);

G_END_DECLS
