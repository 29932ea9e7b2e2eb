/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the example store share among themselves. */
#pragma once

#include "rt-demo.h"
#include "rt-demo-words.h"
#include "rt-order-private.h"

G_BEGIN_DECLS

/** The people of the store that orders and tickets are given to; 0 when there is none. */
typedef struct
{
  gint64 clerks[2], service[2], dispatcher;
} RtDemoTeam;

/** rt_demo_add_staff: the people of RT_DEMO_STAFF that are not there yet, active and let in at once: the example's only
 * short cut. Needs STAFF_MANAGE and STAFF_ADMIT. */
gboolean rt_demo_add_staff (RtWork *work, guint chinese, RtDemoTeam *team, GError **error);
gboolean rt_demo_add_products (RtWork *work, guint chinese, GError **error);

/** A delivered order that a ticket may be about. */
typedef struct
{
  gint64 order_id;
  RtDay opened_on;
  guint chinese;
} RtDemoCase;
/** rt_demo_add_ticket: through the model's own functions, at the day of the case. */
gboolean rt_demo_add_ticket (RtWork *work, const RtDemoCase *about, const RtDemoTeam *team, GRand *dice,
                             GError **error);

/** How long before now a store of rt_demo_desk_new() was set up: its people are not new any more when its four weeks of
 * looks begin. */
#define RT_DEMO_FOUNDED_DAYS 120

/** rt_demo_add_look: the @nth of @total entries (from 0) as opening one of the first @orders orders leaves them, by
 * somebody of the team who has to do with few orders a day. In a store that has a past, between its beginning and the
 * four weeks of rt_demo_add_past(), in order; else now. (rt-demo-looks.c) */
gboolean rt_demo_add_look (RtWork *work, guint orders, const RtDemoTeam *team, guint nth, guint total, GRand *dice,
                           GError **error);

/** rt_demo_add_past: four weeks of looks at the first @orders orders and @customers customers, and a few things that
 * should not happen, at moments before now. *count: entries. (rt-demo-looks.c) */
gboolean rt_demo_add_past (RtWork *work, guint orders, guint customers, const RtDemoTeam *team, guint *count,
                           GError **error);

/** rt_demo_set_day: from now on rows of this work are dated to this day, 10 in the morning; the log goes by the clock
 * all the same. RT_DAY_NONE: today again. */
void rt_demo_set_day (RtWork *work, RtDay day);

G_END_DECLS
