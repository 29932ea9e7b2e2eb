/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-notice.h"
#include "rt-order.h"
#include "rt-product.h"
#include "rt-search.h"
#include "rt-staff.h"
#include "rt-ticket.h"

G_BEGIN_DECLS

/**
 * The model's work as requests for windows: each hands one function of the model to the vault's thread and comes back
 * on the caller's main context. Strings and edits are copied before the call returns. Finish each with
 * rt_desk_run_finish(); what it gives is said here, (transfer full). Requests that save emit the desk's "changed" when
 * they succeed. Main thread.
 */
#define RT_REQUEST_ARGS GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data

/* orders */
void rt_request_order (RtDesk *desk, gint64 id, const char *reason, RT_REQUEST_ARGS);            /* RtOrder */
void rt_request_order_number (RtDesk *desk, gint64 number, const char *reason, RT_REQUEST_ARGS); /* RtOrder */
void rt_request_order_save (RtDesk *desk, const RtOrderEdit *edit, RT_REQUEST_ARGS); /* gint64 *: the id, g_free */
void rt_request_order_state (RtDesk *desk, gint64 id, gint64 rev, RtOrderState state, RtDay day,
                             RT_REQUEST_ARGS);                                                  /* gint64 * */
void rt_request_order_take_over (RtDesk *desk, gint64 id, const char *reason, RT_REQUEST_ARGS); /* gint64 * */
void rt_request_order_plan (RtDesk *desk, gint64 id, gint64 rev, RtDay from, RtDay to, const char *time,
                            RT_REQUEST_ARGS); /* gint64 * */
void rt_request_order_payment (RtDesk *desk, gint64 id, const char *kind, const char *method, RtMinor amount, RtDay day,
                               RT_REQUEST_ARGS);                                         /* gint64 * */
void rt_request_products (RtDesk *desk, const char *text, guint limit, RT_REQUEST_ARGS); /* GPtrArray of RtProduct */

/* customers */
void rt_request_customer (RtDesk *desk, gint64 id, const char *reason, RT_REQUEST_ARGS);   /* RtCustomer */
void rt_request_customer_save (RtDesk *desk, const RtCustomerEdit *edit, RT_REQUEST_ARGS); /* gint64 * */
/** rt_request_lookup: RtLookup: customer NULL when nobody has that number. */
typedef struct
{
  RtCustomer *customer;
  guint others;
  guint left; /* look-ups within the hour */
} RtLookup;
void rt_lookup_free (RtLookup *self);
void rt_request_lookup (RtDesk *desk, const char *phone, RT_REQUEST_ARGS); /* RtLookup */
void rt_request_lookups_left (RtDesk *desk, RT_REQUEST_ARGS);              /* RtLookup: only how many are left */

/* tickets */
void rt_request_ticket (RtDesk *desk, gint64 id, const char *reason, RT_REQUEST_ARGS);    /* RtTicket */
void rt_request_ticket_create (RtDesk *desk, const RtTicketEdit *edit, RT_REQUEST_ARGS);  /* gint64 *: the id */
void rt_request_ticket_note (RtDesk *desk, gint64 id, const char *text, RT_REQUEST_ARGS); /* gint64 * */
void rt_request_ticket_assign (RtDesk *desk, gint64 id, gint64 rev, gint64 staff_id, RT_REQUEST_ARGS); /* gint64 * */
void rt_request_ticket_state (RtDesk *desk, gint64 id, gint64 rev, RtTicketState state, const char *resolution,
                              RT_REQUEST_ARGS); /* gint64 * */
void rt_request_ticket_priority (RtDesk *desk, gint64 id, gint64 rev, RtPriority priority,
                                 RT_REQUEST_ARGS); /* gint64 * */
void rt_request_ticket_visit (RtDesk *desk, gint64 id, gint64 rev, RtDay day, const char *time, const char *door_code,
                              const char *key_place, RT_REQUEST_ARGS);                    /* gint64 * */
void rt_request_ticket_visit_done (RtDesk *desk, gint64 id, gint64 rev, RT_REQUEST_ARGS); /* gint64 * */

/* notices */
void rt_request_notice_current (RtDesk *desk, RT_REQUEST_ARGS);    /* RtNotice */
void rt_request_notice (RtDesk *desk, gint64 id, RT_REQUEST_ARGS); /* RtNotice */
void rt_request_notice_draft (RtDesk *desk, RT_REQUEST_ARGS);      /* RtNotice */
void rt_request_notice_list (RtDesk *desk, RT_REQUEST_ARGS);       /* GPtrArray of RtNotice */
void rt_request_notice_set_part (RtDesk *desk, gint64 id, const char *lang, RtNoticePart part, const char *text,
                                 RT_REQUEST_ARGS);                         /* gint64 * */
void rt_request_notice_reach (RtDesk *desk, RT_REQUEST_ARGS);              /* gint64 [2] */
void rt_request_notice_publish (RtDesk *desk, gint64 id, RT_REQUEST_ARGS); /* gint64 * */

/* staff, search, unfinished work, print list */
void rt_request_staff (RtDesk *desk, RT_REQUEST_ARGS);                                 /* GPtrArray of RtStaff */
void rt_request_staff_admit (RtDesk *desk, gint64 id, RT_REQUEST_ARGS);                /* gint64 * */
void rt_request_search (RtDesk *desk, const char *text, guint limit, RT_REQUEST_ARGS); /* GPtrArray of RtHit */
/** rt_request_search_prepare: gint64 *. In parts: whoever else waits for the reader has a turn in between. */
void rt_request_search_prepare (RtDesk *desk, RT_REQUEST_ARGS);
void rt_request_draft_save (RtDesk *desk, const char *kind, GBytes *content, RT_REQUEST_ARGS); /* gint64 * */
/** rt_request_draft: GBytes; an empty one when there is no draft. */
void rt_request_draft (RtDesk *desk, const char *kind, RT_REQUEST_ARGS);
/** rt_request_draft_kinds: char **: the kinds of my drafts; g_strfreev. */
void rt_request_draft_kinds (RtDesk *desk, RT_REQUEST_ARGS);
void rt_request_print_reserve (RtDesk *desk, const char *kind, gint64 row, gint64 notice_id, const char *language,
                               RT_REQUEST_ARGS); /* gint64 *: its number */
void rt_request_print_went (RtDesk *desk, const char *kind, gint64 row, gint64 notice_id, const char *language,
                            gint64 number, RT_REQUEST_ARGS); /* gint64 *: its number */

G_END_DECLS
