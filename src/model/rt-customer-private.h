/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the customer share among themselves and with the order's. */
#pragma once

#include "rt-customer.h"

G_BEGIN_DECLS

RtCustomer *rt_customer_new (void);

/** rt_customer_read_about: orders, tickets, acknowledgements and the log about the customer, each as far as the person
 * may read it. *seen gets the bits of fields shown clear. (rt-customer-about.c) */
gboolean rt_customer_read_about (RtWork *work, RtCustomer *self, guint64 *seen, GError **error);

/** rt_field_missing_sentence: what to say beside a needed field that is empty. Translated, static. */
const char *rt_field_missing_sentence (RtFieldId field);

/** rt_work_get_columns: which columns of a class's sealed and masked pair the person's statements may name
 * ("a.contact_sealed, a.contact_masked", …). The gate refuses the others when the statement is prepared, so a hidden
 * class is not named at all. */
typedef enum
{
  RT_COLUMNS_NONE,
  RT_COLUMNS_MASKED,
  RT_COLUMNS_BOTH
} RtColumns;
RtColumns rt_work_get_columns (RtWork *work, RtClass klass);
/** rt_work_sees_money: prices and payments of every order are clear: lists may be sorted by them. */
gboolean rt_work_sees_money (RtWork *work);
/** rt_work_names_money: those of some orders may be, so that statements may name them; rt_work_is_clear() decides for
 * each order. */
gboolean rt_work_names_money (RtWork *work);
/** rt_work_is_clear: whether the person may see the class of a record clear, and so change it. */
gboolean rt_work_is_clear (RtWork *work, RtClass klass, RtRoles own_for);

/** rt_work_show_columns: shows one class from two columns of the current row of @statement. */
gboolean rt_work_show_columns (RtWork *work, RtShownBuilder *builder, RtClass klass, const char *table, gint64 row,
                               RtRoles own_for, RtStatement *statement, int column, guint64 *seen, GError **error);

/** rt_customer_looked_up: whether the person looked this customer up within the last day: at the counter they are
 * theirs (product.md §4). */
gboolean rt_customer_looked_up (RtWork *work, gint64 customer_id, gboolean *out, GError **error);

/** rt_customer_check_known: before somebody's new order makes a customer their own work: RT_ERROR_DENIED when they
 * would see more of the customer by it and have not looked them up within the last day. Else an order nobody gave would
 * be the way to see anybody. */
gboolean rt_customer_check_known (RtWork *work, gint64 customer_id, GError **error);

/** A customer to be written, cleaned, all at once; used by the form, the import and the example store. values: cleaned;
 * NULL nothing. */
typedef struct
{
  char *values[RT_N_FIELDS];
  const char *source, *source_ref; /* borrowed; NULL none */
} RtCustomerValue;
/** rt_customer_insert: number, row, seals and digests. No log. Gives the id, 0 with error. */
gint64 rt_customer_insert (RtWork *work, const RtCustomerValue *value, char **digest, GError **error);
/** rt_address_insert: a new address of the customer; 0 without error when no value of the class is set; -1 with error.
 */
gint64 rt_address_insert (RtWork *work, gint64 customer_id, char *const *values, char **digest, GError **error);

/** rt_customer_write_contact, rt_address_write: seal the class of cleaned values anew into an existing row, with its
 * look-up digests. *digest may be NULL. */
gboolean rt_customer_write_contact (RtWork *work, gint64 id, char *const *values, char **digest, GError **error);
gboolean rt_address_write (RtWork *work, gint64 id, char *const *values, char **digest, GError **error);
/** rt_values_have: whether a value of @klass is set. */
gboolean rt_values_have (char *const *values, RtClass klass);

/** rt_customer_save_for: rt_customer_save() on behalf of an order: an address only this order uses is changed in place.
 * *changed (may be NULL) gets the bits of the fields that changed, *digests a text for the log's detail ("" none). */
typedef struct
{
  gint64 id, address_id;
  guint64 changed;
  char *digests;
  gboolean bumped; /* the customer's revision is a new one already */
} RtCustomerSaved;
void rt_customer_saved_clear (RtCustomerSaved *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RtCustomerSaved, rt_customer_saved_clear)
gboolean rt_customer_save_for (RtWork *work, const RtCustomerEdit *edit, gboolean strict, gint64 order_id,
                               RtCustomerSaved *saved, GError **error);

G_END_DECLS
