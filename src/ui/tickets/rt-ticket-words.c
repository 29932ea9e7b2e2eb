/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words about tickets as the windows say them. */
#include "config.h"

#include "rt-ticket-words.h"

#include "rt-order-rows.h"
#include <glib/gi18n.h>

char *
rt_ticket_words_warranty (const RtTicket *ticket, RtDay today)
{
  g_autofree char *day = rt_day_format (ticket->warranty_until, 'l', NULL);

  if (ticket->line_id == 0)
    return NULL;
  if (ticket->warranty_until == RT_DAY_NONE)
    return g_strdup (_("No warranty is running: not delivered yet, or sold without one."));
  if (!ticket->in_warranty)
    /* Translators: %s is the last day of the warranty. */
    return g_strdup_printf (_("Out of warranty: it ended on %s."), day);
  if (today > ticket->warranty_until)
    /* Translators: %s is the last day of the warranty. */
    return g_strdup_printf (_("Opened under warranty, which ended on %s."), day);
  /* Translators: %s is the last day of the warranty. */
  return g_strdup_printf (_("Under warranty until %s."), day);
}

char *
rt_ticket_words_line_warranty (const RtOrderLine *line, RtDay today)
{
  g_autofree char *day = rt_day_format (line->warranty_until, 'l', NULL);

  if (line->warranty_months == 0)
    return g_strdup (_("Sold without a warranty."));
  if (line->warranty_until == RT_DAY_NONE)
    return g_strdup (_("Not delivered yet: the warranty begins on the day of delivery."));
  if (today > line->warranty_until)
    return g_strdup_printf (_("Out of warranty: it ended on %s."), day);
  return g_strdup_printf (_("Under warranty until %s."), day);
}

char *
rt_ticket_words_visit (const RtTicket *ticket)
{
  g_autofree char *day = rt_day_format (ticket->visit_on, 'l', NULL);
  const char *time = rt_words_time (ticket->visit_time);

  if (ticket->visit_on == RT_DAY_NONE)
    return NULL;
  if (time == NULL && ticket->visit_time != NULL && ticket->visit_time[0] != '\0')
    time = ticket->visit_time;
  if (ticket->visit_done)
    /* Translators: %s is the day of a visit. */
    return g_strdup_printf (_("%s, done"), day);
  if (time == NULL)
    return g_steal_pointer (&day);
  /* Translators: the days of a delivery and the part of the day. */
  return g_strdup_printf (_("%1$s, %2$s"), day, time);
}

const char *
rt_ticket_state_style (RtTicketState state)
{
  switch (state)
    {
    case RT_TICKET_NEW:
    case RT_TICKET_IN_PROGRESS:
      return "accent";
    case RT_TICKET_WAITING:
      return "warning";
    case RT_TICKET_RESOLVED:
      return "success";
    case RT_TICKET_CLOSED:
    default:
      return NULL;
    }
}

const char *
rt_priority_style (RtPriority priority)
{
  return priority == RT_PRIORITY_URGENT ? "error" : priority == RT_PRIORITY_HIGH ? "warning" : NULL;
}

const char *
rt_ticket_words_step (RtTicketState from, RtTicketState to)
{
  switch (to)
    {
    case RT_TICKET_IN_PROGRESS:
      if (!rt_ticket_state_is_open (from))
        return _("Take it _up again");
      return from == RT_TICKET_WAITING ? _("_Go on with it") : _("_Begin work");
    case RT_TICKET_WAITING:
      return _("Let it _wait");
    case RT_TICKET_RESOLVED:
      return _("_Resolve…");
    case RT_TICKET_CLOSED:
      return _("_Close it");
    case RT_TICKET_NEW:
    default:
      return NULL;
    }
}
