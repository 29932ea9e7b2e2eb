/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When a record is somebody's own work: product.md §4, and nothing but that. */
#include "config.h"

#include "rt-own-work.h"

#include <glib/gi18n.h>

static gboolean
clerk_still_works_on (const RtOrderFacts *facts, RtDay today)
{
  if (!facts->taken_by_me)
    return FALSE;
  return facts->delivered_on == RT_DAY_NONE ||
         (gint64) today <= (gint64) facts->delivered_on + RT_OWN_WORK_DAYS_AFTER_DELIVERY;
}

static gboolean
dispatcher_still_delivers (const RtOrderFacts *facts, RtDay today)
{
  return facts->delivery_planned_by_me && !facts->cancelled && facts->delivered_on == RT_DAY_NONE &&
         rt_own_work_job_due (facts->delivery_day, today);
}

RtRoles
rt_own_work_order (const RtOrderFacts *facts, RtDay today)
{
  RtRoles own = 0;

  if (clerk_still_works_on (facts, today))
    own |= RT_ROLES_OF (RT_ROLE_CLERK);
  if (facts->my_open_ticket)
    own |= RT_ROLES_OF (RT_ROLE_SERVICE);
  if (dispatcher_still_delivers (facts, today) || facts->my_planned_visit)
    own |= RT_ROLES_OF (RT_ROLE_DISPATCHER);
  return own;
}

RtRoles
rt_own_work_ticket (const RtTicketFacts *facts, RtDay today)
{
  RtRoles own = 0;

  if (facts->order_taken_by_me_open)
    own |= RT_ROLES_OF (RT_ROLE_CLERK);
  if (facts->open && facts->assigned_to_me)
    own |= RT_ROLES_OF (RT_ROLE_SERVICE);
  if (facts->open && facts->visit_planned_by_me && !facts->visit_done && rt_own_work_job_due (facts->visit_day, today))
    own |= RT_ROLES_OF (RT_ROLE_DISPATCHER);
  return own;
}

gboolean
rt_own_work_job_due (RtDay job_day, RtDay today)
{
  return job_day != RT_DAY_NONE && today != RT_DAY_NONE && (gint64) today >= (gint64) job_day - 1;
}

const char *
rt_own_work_why (RtRoles own_for)
{
  if (own_for & RT_ROLES_OF (RT_ROLE_CLERK))
    return _("You see the customer because this is your order.");
  if (own_for & RT_ROLES_OF (RT_ROLE_SERVICE))
    return _("You see the customer because of your open ticket.");
  if (own_for & RT_ROLES_OF (RT_ROLE_DISPATCHER))
    return _("You see the customer because you plan this job.");
  return NULL;
}
