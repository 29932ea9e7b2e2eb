/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How records are read inside the model: what the lists, the details and the search share. Never logged here: the
 * caller records the look in the same transaction before it hands anything out. Not for windows or commands. Vault
 * threads only, inside an RtWork. */
#pragma once

#include "rt-customer.h"
#include "rt-order.h"
#include "rt-own-work.h"
#include "rt-ticket.h"

G_BEGIN_DECLS

/** rt_order_read_facts: what decides whether the order is the person's own work. RT_ERROR_NOT_FOUND. (rt-order-read.c)
 */
gboolean rt_order_read_facts (RtWork *work, gint64 order_id, RtOrderFacts *facts, GError **error);
/** rt_order_read_own: rt_own_work_order() of these facts today. */
gboolean rt_order_read_own (RtWork *work, gint64 order_id, RtRoles *own_for, GError **error);
/** rt_order_read: one order as the person may see it; @whole: with home details, lines, payments, acknowledgements and
 * tickets. *seen (may be NULL) gets the bits of fields shown clear. RT_ERROR_NOT_FOUND. (rt-order-read.c) */
RtOrder *rt_order_read (RtWork *work, gint64 id, gboolean whole, guint64 *seen, GError **error);

/** rt_customer_read_own: the roles for which the customer is own work: those of any of their orders.
 * (rt-customer-read.c) */
gboolean rt_customer_read_own (RtWork *work, gint64 customer_id, RtRoles *own_for, GError **error);
/** rt_customer_read: one customer as the person may see them, own_for widened by @also. RT_ERROR_NOT_FOUND.
 * (rt-customer-read.c) */
RtCustomer *rt_customer_read (RtWork *work, gint64 id, RtRoles also, guint64 *seen, GError **error);

/** rt_ticket_read: one ticket as the person may see it; @diary: with its diary. RT_ERROR_NOT_FOUND. (rt-ticket-read.c)
 */
RtTicket *rt_ticket_read (RtWork *work, gint64 id, gboolean diary, guint64 *seen, GError **error);

/** rt_look_detail: what the log says of a look at a record that is own work for @own_for, after @seen: "no-job" when
 * somebody's contact, address, access or home was seen clear without it; else NULL. Static. What stands in a ticket is
 * read by everybody who works tickets, and money says nothing about a person. (rt-look.c) */
#define RT_LOOK_NO_JOB "no-job"
const char *rt_look_detail (RtRoles own_for, guint64 seen);

/** rt_blob_digest: BLAKE2b-256 of a sealed value as stored, in hex, for the log's detail: finds rows that were rolled
 * back. New string; "-" for NULL. */
char *rt_blob_digest (GBytes *blob);

G_END_DECLS
