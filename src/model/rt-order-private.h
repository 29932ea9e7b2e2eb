/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the order share among themselves. */
#pragma once

#include "rt-order.h"
#include "rt-own-work.h"

G_BEGIN_DECLS

RtOrder *rt_order_new (void);
void rt_order_line_free (RtOrderLine *self);
void rt_payment_free (RtPayment *self);
void rt_acknowledgement_free (RtAcknowledgement *self);

/** rt_order_facts_columns: seven columns over "orders o" that rt_order_facts_get() reads from @column on; parameter ?2
 * is rt_work_get_me(). Static. */
const char *rt_order_facts_columns (RtWork *work);
void rt_order_facts_get (RtWork *work, RtStatement *statement, int column, RtOrderFacts *facts);

/** A line of an order as it is stored: what rt_order_edit_read() makes of what was typed. */
typedef struct
{
  gint64 id; /* 0: new */
  gint64 product_id;
  char *description;
  gint64 quantity;
  RtMinor unit_price; /* RT_MINOR_NONE: only the total is known */
  RtMinor line_total;
  gboolean custom_made;
  char *custom_note;
  RtWarranty warranty;
  char *source_ref;
} RtLineValue;
void rt_line_value_free (RtLineValue *self);

/** An order form understood: days, amounts and cleaned texts. */
typedef struct
{
  GPtrArray *lines; /* RtLineValue */
  RtDay ordered_on, deliver_from, deliver_to;
  RtMinor total, deposit; /* deposit RT_MINOR_NONE: none */
  gint64 pieces;
} RtOrderValue;
void rt_order_value_free (RtOrderValue *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtOrderValue, rt_order_value_free)

/** rt_order_edit_read: what was typed, understood; problems (RtProblem) are added to @problems. Never NULL; incomplete
 * when there are problems. */
RtOrderValue *rt_order_edit_read (const RtOrderEdit *edit, const RtStoreInfo *store, RtDay today, GPtrArray *problems);

/** A new order as it is stored. Strings are borrowed. */
typedef struct
{
  gint64 customer_id, address_id; /* address 0: none */
  RtOrderState state;
  RtDay ordered_on, deliver_from, deliver_to, delivered_on;
  const char *deliver_time;    /* NULL is "" */
  gint64 taken_by, planned_by; /* 0: nobody */
  const char *currency, *source, *source_ref;
  RtMinor total;
  gint64 pieces;
  const GPtrArray *lines; /* RtLineValue */
  gint64 created_at;
} RtOrderRow;

/* The writing half shared by the form, the import and the example store: no rights asked, nothing recorded; the caller
 * does both. */
/** rt_order_insert: number, row and lines. Gives the id, 0 with error. *number may be NULL. */
gint64 rt_order_insert (RtWork *work, const RtOrderRow *row, gint64 *number, GError **error);
gboolean rt_order_line_insert (RtWork *work, gint64 order_id, guint position, const RtLineValue *line, GError **error);
/** rt_payment_insert: the row, and the order's sum of payments. */
gboolean rt_payment_insert (RtWork *work, gint64 order_id, const char *kind, const char *method, RtMinor amount,
                            RtDay day, GError **error);
gboolean rt_acknowledgement_insert (RtWork *work, gint64 order_id, gint64 customer_id, gint64 notice_id,
                                    const char *language, const char *channel, gint64 taken_by, gint64 at,
                                    GError **error);
/** rt_notice_current_id: of the newest published notice; RT_ERROR_NOT_FOUND. */
gboolean rt_notice_current_id (RtWork *work, gint64 *id, GError **error);
/** rt_statement_bind_id: NULL for 0. */
void rt_statement_bind_id (RtStatement *statement, int index, gint64 id);

/* Words of the store's tables. */
gboolean rt_payment_kind_known (const char *kind);
gboolean rt_payment_method_known (const char *method);
gboolean rt_deliver_time_known (const char *word);
gboolean rt_ack_channel_known (const char *channel);

G_END_DECLS
