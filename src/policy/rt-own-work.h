/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-role.h"
#include "rt-day.h"

G_BEGIN_DECLS

/** Facts about one order, relative to one person and day, that decide whether it is their own work. Filled by the model
 * from SQL; decided here only. */
typedef struct
{
  gboolean taken_by_me; /* entered or took over */
  RtDay delivered_on;   /* RT_DAY_NONE until delivered; of a cancelled order the day it was settled and closed */
  gboolean cancelled;
  gboolean delivery_planned_by_me;
  RtDay delivery_day;      /* RT_DAY_NONE when not booked */
  gboolean my_open_ticket; /* an open ticket of this order is assigned to me */
  /* a visit of an open ticket of this order, planned by me, is due: within rt_own_work_job_due() */
  gboolean my_planned_visit;
} RtOrderFacts;

/** rt_own_work_order: the roles for which the order (its customer, address, home) is own work (product.md §4):
 *  clerk: taken by them, until 30 days after delivery (day 30 included). A cancelled order stays theirs until it is
 * settled and 30 days on: there is money to give back; service: an open ticket of it is assigned to them; dispatcher: a
 * delivery or visit they plan, from the day before until it is done; a cancelled order is no delivery, but a visit on
 * it still is a visit. Pure; any thread. */
RtRoles rt_own_work_order (const RtOrderFacts *facts, RtDay today);

typedef struct
{
  gboolean assigned_to_me;
  gboolean open;
  gboolean visit_planned_by_me;
  RtDay visit_day; /* RT_DAY_NONE when none booked */
  gboolean visit_done;
  gboolean order_taken_by_me_open; /* the order is the clerk's own work */
} RtTicketFacts;

/** rt_own_work_ticket: as rt_own_work_order(), for the ticket: service: open and assigned to them; dispatcher: a visit
 * of it while it is open, until the visit is done; clerk: its order is theirs. Pure; any thread. */
RtRoles rt_own_work_ticket (const RtTicketFacts *facts, RtDay today);

/** rt_own_work_job_due: from the day before @job_day on, until done (the caller knows about done). FALSE when either is
 * RT_DAY_NONE. */
gboolean rt_own_work_job_due (RtDay job_day, RtDay today);

/** rt_own_work_why: one translated sentence that tells a person why they see a record clear; NULL when it is not their
 * own work. Static. */
const char *rt_own_work_why (RtRoles own_for);

#define RT_OWN_WORK_DAYS_AFTER_DELIVERY 30

G_END_DECLS
