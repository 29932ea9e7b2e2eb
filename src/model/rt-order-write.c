/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing orders: rows, lines, payments, acknowledgements. Rights and the log are the callers' matter. */
#include "config.h"

#include <glib/gi18n.h>

#include "rt-error.h"
#include "rt-order-private.h"

gint64
rt_order_insert (RtWork *work, const RtOrderRow *row, gint64 *number, GError **error)
{
  static const char sql[] =
    "INSERT INTO orders (number, customer_id, address_id, state, ordered_on, taken_by, deliver_from, deliver_to, deliver_time,"
    " planned_by, delivered_on, currency, total, pieces, n_lines, source, source_ref, created_at, created_by, changed_at)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?18)";
  g_autoptr (RtStatement) statement = rt_db_prepare (rt_work_get_db (work), sql, error);
  gint64 taken, id;

  if (statement == NULL || !rt_work_next_number (work, "order", &taken, error))
    return 0;
  rt_statement_bind (statement, "iinsdnddsndsiiissii", taken, row->customer_id, rt_order_state_id (row->state),
                     row->ordered_on, row->deliver_from, row->deliver_to,
                     row->deliver_time != NULL ? row->deliver_time : "", row->delivered_on, row->currency, row->total,
                     row->pieces, (gint64) row->lines->len, row->source, row->source_ref, row->created_at,
                     rt_work_get_me (work));
  rt_statement_bind_id (statement, 3, row->address_id);
  rt_statement_bind_id (statement, 6, row->taken_by);
  rt_statement_bind_id (statement, 10, row->planned_by);
  if (!rt_statement_run (statement, error))
    return 0;
  id = rt_db_last_insert_id (rt_work_get_db (work));
  for (guint i = 0; i < row->lines->len; i++)
    if (!rt_order_line_insert (work, id, i, g_ptr_array_index (row->lines, i), error))
      return 0;
  if (number != NULL)
    *number = taken;
  return id;
}

gboolean
rt_order_line_insert (RtWork *work, gint64 order_id, guint position, const RtLineValue *line, GError **error)
{
  static const char sql[] =
    "INSERT INTO order_line (order_id, position, product_id, description, quantity, unit_price, line_total, custom_made, custom_note,"
    " warranty, warranty_months, source_ref) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";
  g_autoptr (RtStatement) statement = rt_db_prepare (rt_work_get_db (work), sql, error);

  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "iinsiniissis", order_id, (gint64) position, line->description, line->quantity,
                     line->line_total, (gint64) line->custom_made, line->custom_note != NULL ? line->custom_note : "",
                     rt_warranty_id (line->warranty), (gint64) rt_warranty_months (line->warranty), line->source_ref);
  rt_statement_bind_id (statement, 3, line->product_id);
  if (line->unit_price != RT_MINOR_NONE)
    rt_statement_bind_int (statement, 6, line->unit_price);
  return rt_statement_run (statement, error);
}

gboolean
rt_payment_insert (RtWork *work, gint64 order_id, const char *kind, const char *method, RtMinor amount, RtDay day,
                   GError **error)
{
  static const char row[] = "INSERT INTO payment (order_id, kind, method, amount, paid_on, taken_by, created_at)"
                            " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
  static const char sum[] = "UPDATE orders SET paid = paid + ?2 WHERE id = ?1";
  g_autoptr (RtStatement) insert = rt_db_prepare (rt_work_get_db (work), row, error);
  g_autoptr (RtStatement) update = insert != NULL ? rt_db_prepare (rt_work_get_db (work), sum, error) : NULL;

  if (update == NULL)
    return FALSE;
  rt_statement_bind (insert, "issidii", order_id, kind, method, amount, day, rt_work_get_me (work),
                     rt_work_get_now (work));
  rt_statement_bind (update, "ii", order_id, g_strcmp0 (kind, "refund") == 0 ? -amount : amount);
  return rt_statement_run (insert, error) && rt_statement_run (update, error);
}

gboolean
rt_acknowledgement_insert (RtWork *work, gint64 order_id, gint64 customer_id, gint64 notice_id, const char *language,
                           const char *channel, gint64 taken_by, gint64 at, GError **error)
{
  static const char sql[] =
    "INSERT INTO acknowledgement (order_id, customer_id, notice_id, language, channel, taken_by, at)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
  g_autoptr (RtStatement) statement = rt_db_prepare (rt_work_get_db (work), sql, error);

  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "iiissii", order_id, customer_id, notice_id, language, channel, taken_by, at);
  return rt_statement_run (statement, error);
}

gboolean
rt_notice_current_id (RtWork *work, gint64 *id, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (rt_db_get_int (rt_work_get_db (work),
                     "SELECT id FROM notice WHERE state = 'published' ORDER BY version DESC LIMIT 1", id, &local))
    return TRUE;
  if (g_error_matches (local, RT_ERROR, RT_ERROR_NOT_FOUND))
    g_set_error_literal (error, RT_ERROR, RT_ERROR_NOT_FOUND,
                         _("There is no published notice yet; a manager has to publish one first."));
  else
    g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}
