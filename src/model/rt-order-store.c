/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is done with an order that is there: look at it, move it on, take it over, plan it, take money. Each is
 * recorded. */
#include "config.h"

#include <glib/gi18n.h>

#include "rt-customer-private.h"
#include "rt-error.h"
#include "rt-order-private.h"
#include "rt-read.h"
#include "rt-reason.h"

/* --- Looking --- */

RtOrder *
rt_order_open (RtWork *work, gint64 id, const char *reason, GError **error)
{
  g_autoptr (RtOrder) self = NULL;
  guint64 seen = 0;

  if (!rt_work_need (work, RT_RIGHT_ORDER_READ, error))
    return NULL;
  self = rt_order_read (work, id, TRUE, &seen, error);
  /* What was read is in this transaction with the entry, and leaves it only when both are written. */
  if (self == NULL ||
      !rt_work_log (work, "order.open", "orders", id, seen, reason, rt_look_detail (self->own_for, seen), error))
    return NULL;
  return g_steal_pointer (&self);
}

static gboolean
find_number (RtWork *work, gint64 number, gint64 *id, GError **error)
{
  g_autoptr (RtStatement) statement =
    rt_db_prepare (rt_work_get_db (work), "SELECT id FROM orders WHERE number = ?1", error);
  gboolean row = FALSE;

  if (statement == NULL)
    return FALSE;
  rt_statement_bind_int (statement, 1, number);
  if (!rt_statement_step (statement, &row, error))
    return FALSE;
  if (row)
    *id = rt_statement_get_int (statement, 0);
  else
    g_set_error_literal (error, RT_ERROR, RT_ERROR_NOT_FOUND, _("There is no such order."));
  return row;
}

RtOrder *
rt_order_open_number (RtWork *work, gint64 number, const char *reason, GError **error)
{
  gint64 id = 0;

  if (!rt_work_need (work, RT_RIGHT_ORDER_READ, error) || !find_number (work, number, &id, error))
    return NULL;
  return rt_order_open (work, id, reason, error);
}

/* --- Changing --- */

typedef struct
{
  RtOrderState state;
  gint64 rev;
  RtDay ordered_on, deliver_from, delivered_on;
} Stored;

static gboolean
read_stored (RtWork *work, gint64 id, gint64 rev, Stored *stored, GError **error)
{
  g_autoptr (RtStatement) statement =
    rt_db_prepare (rt_work_get_db (work),
                   "SELECT o.state, o.rev, o.ordered_on, o.deliver_from, o.delivered_on FROM orders o WHERE o.id = ?1",
                   error);
  gboolean row = FALSE;

  if (statement == NULL)
    return FALSE;
  rt_statement_bind_int (statement, 1, id);
  if (!rt_statement_step (statement, &row, error))
    return FALSE;
  if (!row)
    {
      g_set_error_literal (error, RT_ERROR, RT_ERROR_NOT_FOUND, _("There is no such order."));
      return FALSE;
    }
  rt_order_state_from_id (rt_statement_get_text (statement, 0), &stored->state);
  stored->rev = rt_statement_get_int (statement, 1);
  stored->ordered_on = rt_statement_get_day (statement, 2);
  stored->deliver_from = rt_statement_get_day (statement, 3);
  stored->delivered_on = rt_statement_get_day (statement, 4);
  if (rev == 0 || rev == stored->rev)
    return TRUE;
  g_set_error_literal (
    error, RT_ERROR, RT_ERROR_CONFLICT,
    _("Somebody else changed this order meanwhile; look at the order again and repeat your change."));
  return FALSE;
}

static gboolean
finish (RtWork *work, const char *action, gint64 id, guint64 fields, const char *reason, const char *detail,
        GError **error)
{
  rt_work_changed (work, "orders", id);
  return rt_work_log (work, action, "orders", id, fields, reason, detail, error);
}

static gboolean
check_transition (RtWork *work, const Stored *stored, RtOrderState state, RtDay day, GError **error)
{
  if ((guint) state >= RT_N_ORDER_STATES || !(rt_order_state_next (stored->state) & (1u << state)))
    {
      rt_error_set_invalid (error, "state", _("An order in this state cannot be given that one."));
      return FALSE;
    }
  if (state != RT_ORDER_DELIVERED)
    return TRUE;
  if (day == RT_DAY_NONE || day > rt_work_get_today (work))
    {
      rt_error_set_invalid (error, "delivered_on", _("Enter the day it was delivered, today at the latest."));
      return FALSE;
    }
  if (day < stored->ordered_on)
    {
      rt_error_set_invalid (error, "delivered_on", _("An order cannot be delivered before the day it was made."));
      return FALSE;
    }
  return TRUE;
}

gboolean
rt_order_set_state (RtWork *work, gint64 id, gint64 rev, RtOrderState state, RtDay day, GError **error)
{
  static const char sql[] =
    "UPDATE orders SET state = ?2, delivered_on = ?3, changed_at = ?4, rev = rev + 1 WHERE id = ?1";
  gboolean planner = state == RT_ORDER_DELIVERED && rt_person_may (rt_work_get_person (work), RT_RIGHT_PLAN);
  g_autoptr (RtStatement) statement = NULL;
  g_autofree char *detail = NULL;
  Stored stored;

  if ((!planner && !rt_work_need (work, RT_RIGHT_ORDER_WRITE, error)) || !read_stored (work, id, rev, &stored, error) ||
      !check_transition (work, &stored, state, day, error))
    return FALSE;
  statement = rt_db_prepare (rt_work_get_db (work), sql, error);
  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "isdi", id, rt_order_state_id (state),
                     state == RT_ORDER_DELIVERED ? day : stored.delivered_on, rt_work_get_now (work));
  if (!rt_statement_run (statement, error))
    return FALSE;
  detail = g_strdup_printf ("%s>%s", rt_order_state_id (stored.state), rt_order_state_id (state));
  return finish (work, "order.state", id, 0, NULL, detail, error);
}

gboolean
rt_order_take_over (RtWork *work, gint64 id, const char *reason, GError **error)
{
  g_autoptr (RtStatement) statement = NULL;
  g_autofree char *words = NULL;
  Stored stored;

  if (!rt_work_need (work, RT_RIGHT_ORDER_WRITE, error) || (words = rt_reason_clean (reason, error)) == NULL ||
      !read_stored (work, id, 0, &stored, error))
    return FALSE;
  statement = rt_db_prepare (rt_work_get_db (work),
                             "UPDATE orders SET taken_by = ?2, changed_at = ?3, rev = rev + 1 WHERE id = ?1", error);
  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "iii", id, rt_work_get_me (work), rt_work_get_now (work));
  return rt_statement_run (statement, error) && finish (work, "order.take-over", id, 0, words, NULL, error);
}

gboolean
rt_order_plan (RtWork *work, gint64 id, gint64 rev, RtDay from, RtDay to, const char *time, GError **error)
{
  static const char sql[] =
    "UPDATE orders SET deliver_from = ?2, deliver_to = ?3, deliver_time = ?4, planned_by = ?5, state = ?6,"
    " changed_at = ?7, rev = rev + 1 WHERE id = ?1";
  g_autoptr (RtStatement) statement = NULL;
  Stored stored;

  if (!rt_work_need (work, RT_RIGHT_PLAN, error) || !read_stored (work, id, rev, &stored, error))
    return FALSE;
  if (stored.state != RT_ORDER_OPEN && stored.state != RT_ORDER_AWAITING_DELIVERY)
    {
      rt_error_set_invalid (error, "state", _("Only an order that is not delivered yet can be planned."));
      return FALSE;
    }
  if (to == RT_DAY_NONE)
    to = from;
  if (from == RT_DAY_NONE || to < from || from < stored.ordered_on)
    {
      rt_error_set_invalid (error, "deliver_from",
                            _("Enter a delivery window that ends after it begins, after the day of the order."));
      return FALSE;
    }
  if (!rt_deliver_time_known (time != NULL ? time : ""))
    {
      rt_error_set_invalid (error, "deliver_time",
                            _("The time of day is morning, afternoon or evening, or left open."));
      return FALSE;
    }
  statement = rt_db_prepare (rt_work_get_db (work), sql, error);
  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "iddsisi", id, from, to, time != NULL ? time : "", rt_work_get_me (work),
                     rt_order_state_id (rt_order_state_settle (stored.state, TRUE)), rt_work_get_now (work));
  return rt_statement_run (statement, error) && finish (work, "order.plan", id, 0, NULL, NULL, error);
}

gboolean
rt_order_add_payment (RtWork *work, gint64 id, const char *kind, const char *method, RtMinor amount, RtDay day,
                      GError **error)
{
  Stored stored;

  if (!rt_work_need (work, RT_RIGHT_PAYMENT_WRITE, error) || !read_stored (work, id, 0, &stored, error))
    return FALSE;
  if (!rt_payment_kind_known (kind) || !rt_payment_method_known (method))
    {
      rt_error_set_invalid (error, rt_payment_kind_known (kind) ? "method" : "kind",
                            _("Choose what kind of payment it is and how it was paid."));
      return FALSE;
    }
  if (amount == RT_MINOR_NONE || amount <= 0)
    {
      rt_error_set_invalid (error, "amount", _("Enter an amount above zero."));
      return FALSE;
    }
  if (day == RT_DAY_NONE || day > rt_work_get_today (work))
    {
      rt_error_set_invalid (error, "paid_on", _("Enter the day it was paid, today at the latest."));
      return FALSE;
    }
  return rt_payment_insert (work, id, kind, method, amount, day, error) &&
         finish (work, "payment.add", id, RT_FIELD_BIT (RT_FIELD_PAYMENTS), NULL, kind, error);
}
