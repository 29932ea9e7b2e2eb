/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saving an order form: customer, address, order, lines, deposit, acknowledgement, consent and log, all in the work's
 * one transaction. */
#include "config.h"

#include <glib/gi18n.h>

#include "rt-customer-private.h"
#include "rt-draft.h"
#include "rt-error.h"
#include "rt-found.h"
#include "rt-lang.h"
#include "rt-order-private.h"
#include "rt-read.h"
#include "rt-secret.h"
#include "rt-text.h"

typedef struct
{
  RtWork *work;
  const RtOrderEdit *edit;
  RtOrderValue *value; /* borrowed */
  RtCustomerSaved customer;
  gint64 order_id;
  gint64 notice_id; /* current; 0 not needed */
  RtRoles own_for;  /* of the order as it is saved */
  guint64 changed;
  char *home_digest;
} Save;

static void
save_clear (Save *self)
{
  rt_customer_saved_clear (&self->customer);
  g_clear_pointer (&self->home_digest, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Save, save_clear)

static gboolean
set_conflict (GError **error)
{
  g_set_error_literal (
    error, RT_ERROR, RT_ERROR_CONFLICT,
    _("Somebody else changed this order meanwhile; look at the order again and repeat your change."));
  return FALSE;
}

/* --- The notice --- */

static gboolean
check_notice (Save *self, GError **error)
{
  if (!self->edit->acknowledged)
    return TRUE;
  if (!rt_notice_current_id (self->work, &self->notice_id, error))
    return FALSE;
  if (self->notice_id == self->edit->notice_id)
    return TRUE;
  g_set_error_literal (
    error, RT_ERROR, RT_ERROR_CONFLICT,
    _("A new notice was published while the form was open; give the customer the new one and confirm it again."));
  return FALSE;
}

static const char *
ack_language (const Save *self)
{
  return rt_text_is_blank (self->edit->ack_language) ? rt_work_get_store (self->work)->language
                                                     : self->edit->ack_language;
}

static gboolean
save_acknowledgement (Save *self, GError **error)
{
  return !self->edit->acknowledged ||
         rt_acknowledgement_insert (self->work, self->order_id, self->customer.id, self->notice_id, ack_language (self),
                                    self->edit->ack_channel, rt_work_get_me (self->work), rt_work_get_now (self->work),
                                    error);
}

/* --- Home details and their consent --- */

static gboolean
add_consent (Save *self, const char *event, GError **error)
{
  static const char sql[] =
    "INSERT INTO consent_event (customer_id, order_id, purpose, event, notice_id, language, channel, taken_by, at)"
    " VALUES (?1, ?2, 'design', ?3, ?4, ?5, ?6, ?7, ?8)";
  g_autoptr (RtStatement) statement = rt_db_prepare (rt_work_get_db (self->work), sql, error);
  const char *channel = rt_ack_channel_known (self->edit->ack_channel) ? self->edit->ack_channel : "counter";

  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "iisnssii", self->customer.id, self->order_id, event, ack_language (self), channel,
                     rt_work_get_me (self->work), rt_work_get_now (self->work));
  rt_statement_bind_id (statement, 4, self->notice_id);
  return rt_statement_run (statement, error);
}

static gboolean
read_consent (Save *self, gboolean *given, GError **error)
{
  g_autoptr (RtStatement) statement = rt_db_prepare (
    rt_work_get_db (self->work),
    "SELECT event FROM consent_event WHERE customer_id = ?1 AND purpose = 'design' ORDER BY id DESC LIMIT 1", error);
  gboolean row = FALSE;

  if (statement == NULL)
    return FALSE;
  rt_statement_bind_int (statement, 1, self->customer.id);
  if (!rt_statement_step (statement, &row, error))
    return FALSE;
  *given = row && g_strcmp0 (rt_statement_get_text (statement, 0), "given") == 0;
  return TRUE;
}

static gboolean
write_home (Save *self, char *const *values, GError **error)
{
  g_autoptr (GBytes) sealed = NULL;
  g_autoptr (GBytes) masked = NULL;
  g_autoptr (RtStatement) statement =
    rt_db_prepare (rt_work_get_db (self->work), "UPDATE orders SET home_sealed = ?2, home_masked = ?3 WHERE id = ?1",
                   error);

  if (statement == NULL ||
      !rt_work_seal (self->work, RT_CLASS_HOME, "orders", self->order_id, values, &sealed, &masked, error))
    return FALSE;
  self->home_digest = rt_blob_digest (sealed);
  rt_statement_bind (statement, "ibb", self->order_id, sealed, masked);
  return rt_statement_run (statement, error);
}

/* Withdrawing takes the details of all the customer's orders away: the consent was the customer's, not one order's. */
static gboolean
erase_home (Save *self, GError **error)
{
  g_autoptr (RtStatement) statement =
    rt_db_prepare (rt_work_get_db (self->work),
                   "UPDATE orders SET home_sealed = NULL, home_masked = NULL WHERE customer_id = ?1", error);

  if (statement == NULL)
    return FALSE;
  rt_statement_bind_int (statement, 1, self->customer.id);
  return rt_statement_run (statement, error) && add_consent (self, "withdrawn", error);
}

static gboolean
clean_home (Save *self, char **values, GError **error)
{
  for (guint i = 0; i < RT_N_FIELDS; i++)
    if (rt_field_info ((RtFieldId) i)->klass == RT_CLASS_HOME)
      {
        if (!rt_field_check ((RtFieldId) i, self->edit->values[i], rt_work_get_store (self->work)->region, &values[i],
                             error))
          return FALSE;
        if (values[i] != NULL)
          self->changed |= RT_FIELD_BIT (i);
      }
  return TRUE;
}

static gboolean
record_found (Save *self, char *const *values, GError **error)
{
  for (guint i = 0; i < RT_N_FIELDS; i++)
    if (values[i] != NULL && !rt_found_record (self->work, "orders", self->order_id, (RtFieldId) i, values[i], error))
      return FALSE;
  return TRUE;
}

/* Stored details that may not be seen clear are not touched; a new order has none yet. */
static gboolean
save_home (Save *self, GError **error)
{
  char *values[RT_N_FIELDS] = { NULL };
  gboolean given = FALSE;
  gboolean done;

  if (self->edit->id != 0 && rt_work_decide (self->work, RT_CLASS_HOME, self->own_for) != RT_SHOW_CLEAR)
    return TRUE;
  if (!read_consent (self, &given, error))
    return FALSE;
  if (!self->edit->home_consent)
    return !given || self->edit->id == 0 || erase_home (self, error);
  if (!given && !add_consent (self, "given", error))
    return FALSE;
  done = clean_home (self, values, error) &&
         ((self->edit->id == 0 && !rt_values_have (values, RT_CLASS_HOME)) || write_home (self, values, error)) &&
         record_found (self, values, error);
  for (guint i = 0; i < RT_N_FIELDS; i++)
    rt_wipe_string (values[i]);
  return done;
}

/* --- Lines of an order that is changed --- */

static gboolean
line_update (Save *self, guint position, const RtLineValue *line, GError **error)
{
  static const char sql[] =
    "UPDATE order_line SET position = ?3, product_id = ?4, description = ?5, quantity = ?6, unit_price = ?7, line_total = ?8,"
    " custom_made = ?9, custom_note = ?10, warranty = ?11, warranty_months = ?12 WHERE id = ?1 AND order_id = ?2";
  g_autoptr (RtStatement) statement = rt_db_prepare (rt_work_get_db (self->work), sql, error);

  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "iiinsiniissi", line->id, self->order_id, (gint64) position, line->description,
                     line->quantity, line->line_total, (gint64) line->custom_made, line->custom_note,
                     rt_warranty_id (line->warranty), (gint64) rt_warranty_months (line->warranty));
  rt_statement_bind_id (statement, 4, line->product_id);
  if (line->unit_price != RT_MINOR_NONE)
    rt_statement_bind_int (statement, 7, line->unit_price);
  if (!rt_statement_run (statement, error))
    return FALSE;
  return rt_db_changes (rt_work_get_db (self->work)) == 1 || set_conflict (error);
}

static gboolean
line_is_kept (const Save *self, gint64 id)
{
  for (guint i = 0; i < self->value->lines->len; i++)
    if (((const RtLineValue *) g_ptr_array_index (self->value->lines, i))->id == id)
      return TRUE;
  return FALSE;
}

static gboolean
line_delete (Save *self, gint64 id, GError **error)
{
  g_autoptr (RtStatement) statement = NULL;
  g_autoptr (RtStatement) about = NULL;
  gboolean row = FALSE;

  if (rt_person_may (rt_work_get_person (self->work), RT_RIGHT_TICKET_READ))
    {
      about = rt_db_prepare (rt_work_get_db (self->work), "SELECT 1 FROM ticket WHERE line_id = ?1 LIMIT 1", error);
      if (about == NULL)
        return FALSE;
      rt_statement_bind_int (about, 1, id);
      if (!rt_statement_step (about, &row, error))
        return FALSE;
    }
  if (row)
    {
      rt_error_set_invalid (error, "lines", _("A line that a ticket is about cannot be taken out of the order."));
      return FALSE;
    }
  statement = rt_db_prepare (rt_work_get_db (self->work), "DELETE FROM order_line WHERE id = ?1", error);
  if (statement == NULL)
    return FALSE;
  rt_statement_bind_int (statement, 1, id);
  return rt_statement_run (statement, error);
}

static GArray *
stored_lines (Save *self, GError **error)
{
  g_autoptr (RtStatement) statement =
    rt_db_prepare (rt_work_get_db (self->work), "SELECT id FROM order_line WHERE order_id = ?1", error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean row = FALSE;

  if (statement == NULL)
    return NULL;
  rt_statement_bind_int (statement, 1, self->order_id);
  while (rt_statement_step (statement, &row, error))
    {
      gint64 id;

      if (!row)
        return g_steal_pointer (&ids);
      id = rt_statement_get_int (statement, 0);
      g_array_append_val (ids, id);
    }
  return NULL;
}

static gboolean
save_lines (Save *self, GError **error)
{
  g_autoptr (GArray) stored = stored_lines (self, error);

  if (stored == NULL)
    return FALSE;
  for (guint i = 0; i < stored->len; i++)
    if (!line_is_kept (self, g_array_index (stored, gint64, i)) &&
        !line_delete (self, g_array_index (stored, gint64, i), error))
      return FALSE;
  for (guint i = 0; i < self->value->lines->len; i++)
    {
      const RtLineValue *line = g_ptr_array_index (self->value->lines, i);

      if (line->id == 0 ? !rt_order_line_insert (self->work, self->order_id, i, line, error)
                        : !line_update (self, i, line, error))
        return FALSE;
    }
  return TRUE;
}

/* --- The order itself --- */

static gboolean
save_customer (Save *self, gint64 customer_id, gint64 customer_rev, gint64 address_id, GError **error)
{
  RtCustomerEdit customer = { customer_id, customer_rev, address_id, { NULL } };

  for (guint i = 0; i < RT_N_FIELDS; i++)
    customer.values[i] = self->edit->values[i]; /* borrowed: this edit is never freed */
  return rt_customer_save_for (self->work, &customer, TRUE, self->order_id, &self->customer, error);
}

static gboolean
insert_order (Save *self, GError **error)
{
  gboolean window = self->value->deliver_from != RT_DAY_NONE;
  RtOrderRow row = {
    .state = rt_order_state_settle (RT_ORDER_OPEN, window),
    .ordered_on = self->value->ordered_on,
    .deliver_from = self->value->deliver_from,
    .deliver_to = self->value->deliver_to,
    .delivered_on = RT_DAY_NONE,
    .deliver_time = self->edit->deliver_time,
    .taken_by = rt_work_get_me (self->work),
    .currency = rt_work_get_store (self->work)->currency,
    .total = self->value->total,
    .pieces = self->value->pieces,
    .lines = self->value->lines,
    .created_at = rt_work_get_now (self->work),
  };

  if (self->edit->customer_id != 0 && !rt_customer_check_known (self->work, self->edit->customer_id, error))
    return FALSE;
  if (!save_customer (self, self->edit->customer_id, self->edit->customer_rev, self->edit->address_id, error))
    return FALSE;
  row.customer_id = self->customer.id;
  row.address_id = self->customer.address_id;
  self->own_for = RT_ROLES_OF (RT_ROLE_CLERK);
  self->order_id = rt_order_insert (self->work, &row, NULL, error);
  return self->order_id != 0;
}

static gboolean
read_stored (Save *self, gint64 *customer_id, gint64 *address_id, RtOrderState *state, GError **error)
{
  g_autoptr (RtStatement) statement =
    rt_db_prepare (rt_work_get_db (self->work),
                   "SELECT o.customer_id, o.address_id, o.state, o.rev FROM orders o WHERE o.id = ?1", error);
  gboolean row = FALSE;

  if (statement == NULL)
    return FALSE;
  rt_statement_bind_int (statement, 1, self->order_id);
  if (!rt_statement_step (statement, &row, error))
    return FALSE;
  if (!row)
    {
      g_set_error_literal (error, RT_ERROR, RT_ERROR_NOT_FOUND, _("There is no such order."));
      return FALSE;
    }
  *customer_id = rt_statement_get_int (statement, 0);
  *address_id = rt_statement_get_int (statement, 1);
  rt_order_state_from_id (rt_statement_get_text (statement, 2), state);
  return rt_statement_get_int (statement, 3) == self->edit->rev || set_conflict (error);
}

static gboolean
update_money (Save *self, GError **error)
{
  g_autoptr (RtStatement) statement = NULL;

  if (!rt_work_is_clear (self->work, RT_CLASS_MONEY, self->own_for))
    return TRUE;
  statement = rt_db_prepare (rt_work_get_db (self->work),
                             "UPDATE orders SET total = ?2, pieces = ?3, n_lines = ?4 WHERE id = ?1", error);
  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "iiii", self->order_id, self->value->total, self->value->pieces,
                     (gint64) self->value->lines->len);
  return rt_statement_run (statement, error) && save_lines (self, error);
}

static gboolean
update_order (Save *self, GError **error)
{
  static const char sql[] =
    "UPDATE orders SET address_id = ?3, state = ?4, ordered_on = ?5, deliver_from = ?6, deliver_to = ?7,"
    " deliver_time = ?8, changed_at = ?9, rev = rev + 1 WHERE id = ?1 AND rev = ?2";
  g_autoptr (RtStatement) statement = NULL;
  gint64 customer_id = 0;
  gint64 address_id = 0;
  RtOrderState state = RT_ORDER_OPEN;

  self->order_id = self->edit->id;
  if (!read_stored (self, &customer_id, &address_id, &state, error))
    return FALSE;
  if (state == RT_ORDER_CANCELLED)
    {
      rt_error_set_invalid (error, "state", _("A cancelled order cannot be changed."));
      return FALSE;
    }
  if (!rt_order_read_own (self->work, self->order_id, &self->own_for, error) ||
      !save_customer (self, customer_id, self->edit->customer_rev, address_id, error))
    return FALSE;
  statement = rt_db_prepare (rt_work_get_db (self->work), sql, error);
  if (statement == NULL)
    return FALSE;
  state = rt_order_state_settle (state, self->value->deliver_from != RT_DAY_NONE);
  rt_statement_bind (statement, "iinsdddsi", self->order_id, self->edit->rev, rt_order_state_id (state),
                     self->value->ordered_on, self->value->deliver_from, self->value->deliver_to,
                     self->edit->deliver_time != NULL ? self->edit->deliver_time : "", rt_work_get_now (self->work));
  rt_statement_bind_id (statement, 3, self->customer.address_id);
  if (!rt_statement_run (statement, error))
    return FALSE;
  if (rt_db_changes (rt_work_get_db (self->work)) != 1)
    return set_conflict (error);
  return update_money (self, error);
}

static gboolean
save_deposit (Save *self, GError **error)
{
  if (self->value->deposit == RT_MINOR_NONE)
    return TRUE;
  self->changed |= RT_FIELD_BIT (RT_FIELD_PAYMENTS);
  return rt_work_need (self->work, RT_RIGHT_PAYMENT_WRITE, error) &&
         rt_payment_insert (self->work, self->order_id, "deposit", self->edit->deposit_method, self->value->deposit,
                            self->edit->id == 0 ? self->value->ordered_on : rt_work_get_today (self->work), error);
}

static gboolean
log_save (Save *self, GError **error)
{
  g_autofree char *detail =
    g_strdup_printf ("%s customer=%" G_GINT64_FORMAT " lines=%u notice=%" G_GINT64_FORMAT "%s%s",
                     self->edit->id == 0 ? "new" : "changed", self->customer.id, self->value->lines->len,
                     self->notice_id, self->home_digest != NULL ? " home=" : "",
                     self->home_digest != NULL ? self->home_digest : "");

  if (self->edit->id == 0 || rt_work_is_clear (self->work, RT_CLASS_MONEY, self->own_for))
    self->changed |= RT_FIELD_BIT (RT_FIELD_PRICES);
  rt_work_changed (self->work, "orders", self->order_id);
  return rt_work_log (self->work, "order.save", "orders", self->order_id, self->changed | self->customer.changed, NULL,
                      detail, error);
}

static gboolean
remove_draft (Save *self, GError **error)
{
  g_autofree char *kind = rt_order_draft_kind (self->edit->id);

  return rt_draft_save (self->work, kind, NULL, error);
}

static gboolean
save_all (Save *self, GError **error)
{
  if (!check_notice (self, error) || !(self->edit->id == 0 ? insert_order (self, error) : update_order (self, error)) ||
      !save_home (self, error) || !save_deposit (self, error) || !save_acknowledgement (self, error))
    return FALSE;
  return remove_draft (self, error) && log_save (self, error);
}

gint64
rt_order_save (RtWork *work, const RtOrderEdit *edit, GError **error)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) rt_problem_free);
  g_autoptr (RtOrderValue) value = NULL;
  g_auto (Save) save = { .work = work, .edit = edit };

  if (!rt_work_need (work, RT_RIGHT_ORDER_WRITE, error))
    return 0;
  value = rt_order_edit_read (edit, rt_work_get_store (work), rt_work_get_today (work), problems);
  if (problems->len > 0)
    {
      const RtProblem *first = g_ptr_array_index (problems, 0);

      rt_error_set_invalid (error, first->field, first->message);
      return 0;
    }
  save.value = value;
  return save_all (&save, error) ? save.order_id : 0;
}
