/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-customer.h"
#include "rt-money.h"

G_BEGIN_DECLS

typedef enum
{
  RT_ORDER_OPEN,
  RT_ORDER_AWAITING_DELIVERY,
  RT_ORDER_DELIVERED,
  RT_ORDER_COMPLETED,
  RT_ORDER_CANCELLED,
  RT_N_ORDER_STATES
} RtOrderState;
const char *rt_order_state_id (RtOrderState state);
const char *rt_order_state_name (RtOrderState state); /* msgid */
gboolean rt_order_state_from_id (const char *id, RtOrderState *state);
/** rt_order_state_next: bit set of the states a person may choose after @state: delivered is final but for completed;
 * completed and cancelled are the end. Pure. */
guint rt_order_state_next (RtOrderState state);
/** rt_order_state_settle: the state that goes with having a delivery window or not: open and awaiting delivery turn
 * into each other, the rest stay. Pure. */
RtOrderState rt_order_state_settle (RtOrderState state, gboolean has_window);

typedef enum
{
  RT_WARRANTY_UPHOLSTERY,
  RT_WARRANTY_CASE,
  RT_WARRANTY_GLASS,
  RT_WARRANTY_HARDWOOD,
  RT_WARRANTY_NONE,
  RT_N_WARRANTIES
} RtWarranty;
const char *rt_warranty_id (RtWarranty warranty);
const char *rt_warranty_name (RtWarranty warranty); /* msgid */
gboolean rt_warranty_from_id (const char *id, RtWarranty *warranty);
guint rt_warranty_months (RtWarranty warranty); /* 12, 12, 6, 24, 0: product.md §10 */
/** rt_warranty_until: the last day of a warranty, included: @months after the delivery. RT_DAY_NONE before delivery and
 * without warranty. Pure. */
RtDay rt_warranty_until (RtDay delivered_on, guint months);

typedef struct
{
  gint64 id, product_id;
  guint position;
  char *description;
  gint64 quantity;
  RtMinor unit_price, line_total; /* RT_MINOR_NONE when money is hidden (or no unit price was entered) */
  gboolean custom_made;
  char *custom_note;
  RtWarranty warranty;
  guint warranty_months;
  RtDay warranty_until; /* from the delivery day, else RT_DAY_NONE; end day included */
} RtOrderLine;

typedef struct
{
  gint64 id;
  char *kind, *method;
  RtMinor amount;
  RtDay paid_on;
  gint64 taken_by;
} RtPayment;
typedef struct
{
  gint64 notice_id;
  gint64 version;
  char *language, *channel;
  gint64 taken_by;
  char *taken_by_name;
  gint64 at;
  gint64 order_id, order_number; /* with a customer's; 0 with an order's own */
} RtAcknowledgement;

/** An order as one person may see it. Immutable, reference-counted, fields read-only. */
typedef struct
{
  gint64 id, number; /* SO-10482 */
  gint64 customer_id, customer_number, customer_rev, address_id;
  RtOrderState state;
  RtDay ordered_on, deliver_from, deliver_to, delivered_on;
  char *deliver_time; /* "morning", "afternoon", "evening", "" */
  gint64 taken_by;
  char *taken_by_name; /* 0, NULL when imported */
  gint64 planned_by;
  char *planned_by_name;
  char *reference; /* what it was called where it came from, "CA-2018-152156"; NULL: taken here */
  char currency[4];
  gboolean money; /* FALSE: hidden, totals are RT_MINOR_NONE and payments NULL */
  RtMinor total, paid;
  guint pieces, n_lines;
  RtShown *shown;  /* contact, address, home */
  RtRoles own_for; /* why it is shown: "your order" */
  gint64 rev;
  gboolean home_consent;       /* the design purpose is consented to */
  GPtrArray *lines;            /* RtOrderLine; NULL in lists */
  GPtrArray *payments;         /* RtPayment; NULL in lists or hidden */
  GPtrArray *acknowledgements; /* RtAcknowledgement */
  GPtrArray *tickets;          /* RtTicket without diary; NULL in lists or without TICKET_READ */
  gatomicrefcount refs;
} RtOrder;
RtOrder *rt_order_ref (RtOrder *self);
void rt_order_unref (RtOrder *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtOrder, rt_order_unref)
char *rt_order_number_format (gint64 number);                      /* "SO-10482" */
gboolean rt_order_number_parse (const char *text, gint64 *number); /* "SO-10482", "so10482", "10482" */

/** One line as typed in the form. Texts so that nothing typed is ever lost; parsed by rt_order_edit_check. */
typedef struct
{
  gint64 id; /* of the stored line; 0: a new one */
  gint64 product_id;
  char *description, *quantity, *unit_price, *line_total; /* as typed; line_total empty: computed */
  gboolean total_typed;                                   /* the total was entered by hand and stays */
  gboolean custom_made;
  char *custom_note;
  RtWarranty warranty;
} RtLineEdit;
RtLineEdit *rt_line_edit_new (void);
void rt_line_edit_free (RtLineEdit *self);

/** RtOrderEdit: everything typed in the order form, as typed. A plain mutable value, main thread. */
typedef struct
{
  gint64 id, rev;     /* 0: new order */
  gint64 customer_id; /* 0: new customer from values */
  gint64 customer_rev, address_id;
  char *values[RT_N_FIELDS];                    /* contact, address, home */
  gboolean home_consent;                        /* the customer consents to keep home details (never pre-set) */
  GPtrArray *lines;                             /* RtLineEdit */
  char *ordered_on, *deliver_from, *deliver_to; /* as typed, "" none */
  char *deliver_time;
  char *deposit, *deposit_method; /* typed amount "" none */
  gboolean acknowledged;          /* the customer was given the current notice */
  char *ack_language, *ack_channel;
  gint64 notice_id; /* the version on the form when it was acknowledged */
} RtOrderEdit;
RtOrderEdit *rt_order_edit_new (void);
RtOrderEdit *
rt_order_edit_new_from (const RtOrder *order); /* for editing; masked values are left NULL and stay what they are */
void rt_order_edit_free (RtOrderEdit *self);   /* wipes */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtOrderEdit, rt_order_edit_free)
gboolean rt_order_edit_is_blank (const RtOrderEdit *self);
/** A draft as bytes (wiped when freed) and back; it goes only into rt_draft_save, sealed to its author. */
GBytes *rt_order_edit_to_bytes (const RtOrderEdit *self);
/** rt_order_draft_kind: the kind of the draft of a new order (@id 0) or of a change of one. New string. */
char *rt_order_draft_kind (gint64 id);
/** rt_order_draft_id: the order a draft of that kind changes; 0: a new one; -1: the kind is no order's. */
gint64 rt_order_draft_id (const char *kind);
RtOrderEdit *rt_order_edit_from_bytes (GBytes *bytes, GError **error);

typedef struct
{
  char *field;
  char *message;
} RtProblem; /* "phone", "lines.2.quantity" (lines from 0), "acknowledged" … */
void rt_problem_free (RtProblem *self);
/** rt_order_edit_check: every problem at once, translated sentences; empty when it can be saved. Pure; also computes
 * totals: *total RT_MINOR_NONE when not computable. */
GPtrArray *rt_order_edit_check (const RtOrderEdit *self, const RtStoreInfo *store, RtDay today, RtMinor *total);
/** rt_order_edit_merge: somebody else saved the order meanwhile. What only they changed (against @base, what both began
 * with; NULL: not known any more) is taken into @mine, what both changed stays as in @mine, which can then be saved
 * over
 * @theirs. Gives what there is to look at: RtProblem with the field and a sentence for the one at the form. (transfer
 * full). Pure. */
GPtrArray *rt_order_edit_merge (RtOrderEdit *mine, const RtOrderEdit *base, const RtOrderEdit *theirs);
/** rt_line_edit_total: the total of one line as typed (quantity × unit price unless typed). FALSE when it does not
 * parse. */
gboolean rt_line_edit_total (const RtLineEdit *self, const char *currency, RtMinor *out);

/* Work */
/** rt_order_save: ORDER_WRITE (+CUSTOMER_WRITE, PAYMENT_WRITE as needed): customer, address, order, lines, deposit,
 * acknowledgement, consent event, draft removed, log: one transaction. Gives the id. */
gint64 rt_order_save (RtWork *work, const RtOrderEdit *edit, GError **error);
RtOrder *rt_order_open (RtWork *work, gint64 id, const char *reason, GError **error); /* look recorded */
RtOrder *rt_order_open_number (RtWork *work, gint64 number, const char *reason, GError **error);
gboolean rt_order_set_state (RtWork *work, gint64 id, gint64 rev, RtOrderState state, RtDay day,
                             GError **error); /* delivered: @day */
/** rt_order_take_over: a clerk takes the order over: it becomes own work. Recorded with @reason, which is needed:
 * rt_reason_clean(). */
gboolean rt_order_take_over (RtWork *work, gint64 id, const char *reason, GError **error);
gboolean rt_order_plan (RtWork *work, gint64 id, gint64 rev, RtDay from, RtDay to, const char *time,
                        GError **error); /* PLAN: a dispatcher plans its delivery */
gboolean rt_order_add_payment (RtWork *work, gint64 id, const char *kind, const char *method, RtMinor amount, RtDay day,
                               GError **error);

G_END_DECLS
