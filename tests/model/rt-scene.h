/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Orders and tickets to test with, entered through the model as whoever is signed in. */
#pragma once

#include "rt-fixture.h"
#include "rt-order.h"
#include "rt-ticket.h"

G_BEGIN_DECLS

/** rt_scene_order: an order of one wardrobe for a new customer, whose other details are fixed ("j@example.org", 文三路
 * 1 号). Gives its id. */
gint64 rt_scene_order (RtFixture *f, const char *name, const char *phone);
/** rt_scene_ticket: a ticket on the order, with @text. Gives its id. */
gint64 rt_scene_ticket (RtFixture *f, gint64 order_id, gboolean assign_to_me, const char *text);
/** rt_scene_open: a look at the ticket, recorded. */
RtTicket *rt_scene_open (RtFixture *f, gint64 ticket_id);

/** What a change of a ticket is made with; members that a kind of change does not use are left out. */
typedef struct
{
  gint64 id, rev, staff;
  RtTicketState state;
  RtPriority priority;
  RtDay day;
  const char *text, *time, *code, *key;
} RtSceneChange;
/* RtWorkFunc; data is an RtSceneChange. */
gpointer rt_scene_note (RtWork *work, gpointer data, GError **error);
gpointer rt_scene_assign (RtWork *work, gpointer data, GError **error);
gpointer rt_scene_state (RtWork *work, gpointer data, GError **error);
gpointer rt_scene_priority (RtWork *work, gpointer data, GError **error);
gpointer rt_scene_visit (RtWork *work, gpointer data, GError **error);
gpointer rt_scene_visit_done (RtWork *work, gpointer data, GError **error);
gpointer rt_scene_look (RtWork *work, gpointer data, GError **error); /* RtTicket */
/** rt_scene_rev: the ticket's revision now, read past everything. */
gint64 rt_scene_rev (RtFixture *f, gint64 ticket_id);

G_END_DECLS
