/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-shown.h"
#include "rt-work.h"

G_BEGIN_DECLS

#define RT_CUSTOMER_ENTRIES 50

/** One entry of the log about a customer, or about an order or ticket of theirs. */
typedef struct
{
  gint64 seq, at;
  char *by_name;  /* NULL: the program itself */
  char *sentence; /* translated: "Lin Mei opened order SO-10482." */
} RtCustomerEntry;

/** A customer (with their newest address) as one person may see them. Immutable, reference-counted, fields read-only.
 */
typedef struct
{
  gint64 id, number; /* C-1042 */
  gint64 address_id; /* 0 none */
  RtShown *shown;    /* contact and address */
  RtRoles own_for;
  guint n_orders, n_open_tickets;
  gint64 rev;
  GPtrArray
    *orders; /* RtOrder without lines; this and the rest only from a look at the customer, without ORDER_READ NULL */
  GPtrArray *tickets;          /* RtTicket without diary, newest first; NULL without TICKET_READ */
  GPtrArray *acknowledgements; /* RtAcknowledgement, newest first; NULL without ORDER_READ */
  GPtrArray *entries;          /* RtCustomerEntry, the newest RT_CUSTOMER_ENTRIES; NULL without LOG_READ */
  gatomicrefcount refs;
} RtCustomer;
RtCustomer *rt_customer_ref (RtCustomer *self);
void rt_customer_unref (RtCustomer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtCustomer, rt_customer_unref)

/** What was typed about a customer. values[RtFieldId] of contact and address as typed; NULL nothing. */
typedef struct
{
  gint64 id;         /* 0: new */
  gint64 rev;        /* the revision it was opened at */
  gint64 address_id; /* 0: a new address when any address value is set */
  char *values[RT_N_FIELDS];
} RtCustomerEdit;
RtCustomerEdit *rt_customer_edit_new (void);
void rt_customer_edit_free (RtCustomerEdit *self); /* wipes */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtCustomerEdit, rt_customer_edit_free)
void rt_customer_edit_set (RtCustomerEdit *self, RtFieldId field, const char *typed);

char *rt_customer_number_format (gint64 number);                      /* "C-1042" */
gboolean rt_customer_number_parse (const char *text, gint64 *number); /* "C-1042", "c1042", "1042" */

/** rt_customer_open: the look is recorded first ("customer.open"). */
RtCustomer *rt_customer_open (RtWork *work, gint64 id, const char *reason, GError **error);
RtCustomer *rt_customer_open_number (RtWork *work, gint64 number, const char *reason, GError **error);
/** rt_customer_save: CUSTOMER_WRITE; validates each field (RT_ERROR_INVALID names it), hidden or masked values stay
 * what they were; RT_ERROR_CONFLICT when someone saved meanwhile. @strict FALSE lets needed ones be missing (import).
 * Gives the id; *address_id the address to use. */
gint64 rt_customer_save (RtWork *work, const RtCustomerEdit *edit, gboolean strict, gint64 *address_id, GError **error);

/** rt_customer_lookups_left: how many more the person has within the hour (CUSTOMER_LOOKUP). FALSE with error. */
gboolean rt_customer_lookups_left (RtWork *work, guint *left, GError **error);
/** rt_customer_lookup: by full phone number (CUSTOMER_LOOKUP): recorded, 60 an hour for each person (product.md §4);
 * the one customer, clear for this look, or NULL without error when there is none. More than one with that number: the
 * newest, *others says how many more. Commits the step (rt_work_commit_step()): call it before anything is written. */
RtCustomer *rt_customer_lookup (RtWork *work, const char *typed_phone, guint *others, GError **error);

G_END_DECLS
