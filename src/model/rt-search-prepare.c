/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fills the session's index of names: of all customers where the person may see each of them clear, else of the
 * customers of their own work. */
#include "config.h"

#include <gio/gio.h>

#include "rt-error.h"
#include "rt-name-index.h"
#include "rt-own-work.h"
#include "rt-read.h"
#include "rt-search.h"

#define LOOK_UP_EVERY 1024

static gboolean
check_going_on (RtWork *work, guint n, GError **error)
{
  return n % LOOK_UP_EVERY != 0 || rt_work_progress (work, n, 0, error);
}

static void
put (RtNameIndex *index, gint64 id, gint64 rev, const RtShown *shown)
{
  if (rt_shown_get_show (shown, RT_FIELD_NAME) == RT_SHOW_CLEAR)
    rt_name_index_put (index, id, rev, rt_shown_get_text (shown, RT_FIELD_NAME),
                       rt_shown_get_text (shown, RT_FIELD_PHONE), rt_shown_get_text (shown, RT_FIELD_PHONE2));
}

/* --- All customers, or those changed since --- */

static gboolean
open_row (RtWork *work, RtNameIndex *index, RtStatement *st, gint64 id, gint64 rev, GError **error)
{
  char *values[RT_N_FIELDS] = { NULL };
  gsize size = 0;
  const guint8 *sealed = rt_statement_peek_blob (st, 3, &size);

  if (!rt_work_open (work, RT_CLASS_CONTACT, "customer", id, 0, sealed, size, values, error))
    return FALSE;
  if (values[RT_FIELD_NAME] != NULL)
    rt_name_index_put (index, id, rev, values[RT_FIELD_NAME], values[RT_FIELD_PHONE], values[RT_FIELD_PHONE2]);
  for (guint i = RT_FIELD_NAME; i <= RT_FIELD_WECHAT; i++)
    rt_wipe_string (values[i]);
  return TRUE;
}

static gboolean
put_row (RtWork *work, RtNameIndex *index, RtStatement *st, GError **error)
{
  gint64 id = rt_statement_get_int (st, 0);
  gint64 rev = rt_statement_get_int (st, 1);

  rt_name_index_set_mark (index, MAX (rt_name_index_get_mark (index), rt_statement_get_int (st, 2)));
  return rt_name_index_knows (index, id, rev) || open_row (work, index, st, id, rev, error);
}

/* @sql takes one value. */
static gboolean
put_rows (RtWork *work, RtNameIndex *index, const char *sql, gint64 value, GError **error)
{
  g_autoptr (RtStatement) st = rt_db_prepare (rt_work_get_db (work), sql, error);
  gboolean row = FALSE;

  if (st == NULL)
    return FALSE;
  rt_statement_bind (st, "i", value);
  for (guint n = 1; rt_statement_step (st, &row, error); n++)
    if (!row)
      return TRUE;
    else if (!put_row (work, index, st, error) || !check_going_on (work, n, error))
      return FALSE;
  return FALSE;
}

/* Neither statement sorts with what is sealed in hand. Moments are whole seconds, so those of the newest are read
 * again; what is known of them is not opened again. */
static gboolean
put_changed (RtWork *work, RtNameIndex *index, GError **error)
{
  gint64 mark = rt_name_index_get_mark (index);

  if (!put_rows (work, index, "SELECT id, rev, changed_at, contact_sealed FROM customer WHERE id > ?1 ORDER BY id",
                 rt_name_index_get_highest (index), error))
    return FALSE;
  return mark == 0 ||
         put_rows (
           work, index,
           "SELECT id, rev, changed_at, contact_sealed FROM customer WHERE changed_at >= ?1 ORDER BY changed_at", mark,
           error);
}

/* --- Own work --- */

/* More than is own work today, never less: the decision is made again for each. */
static const char own_sql[] =
  "SELECT customer_id FROM orders WHERE taken_by = ?1 AND (delivered_on IS NULL OR delivered_on >= ?2)"
  " UNION SELECT customer_id FROM orders WHERE planned_by = ?1 AND delivered_on IS NULL"
  " UNION SELECT customer_id FROM ticket WHERE assigned_to = ?1 AND state IN ('new', 'in-progress', 'waiting')"
  " UNION SELECT customer_id FROM ticket WHERE visit_planned_by = ?1 AND visit_done = 0 AND state IN ('new', 'in-progress', 'waiting')"
  " ORDER BY 1";

static GArray *
list_own (RtWork *work, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (RtStatement) st = rt_db_prepare (rt_work_get_db (work), own_sql, error);
  gboolean row = FALSE;

  if (st == NULL)
    return NULL;
  rt_statement_bind (st, "id", rt_work_get_me (work), rt_work_get_today (work) - RT_OWN_WORK_DAYS_AFTER_DELIVERY);
  while (rt_statement_step (st, &row, error))
    {
      gint64 id;

      if (!row)
        return g_steal_pointer (&ids);
      id = rt_statement_get_int (st, 0);
      g_array_append_val (ids, id);
    }
  return NULL;
}

static gboolean
put_own (RtWork *work, RtNameIndex *index, GError **error)
{
  g_autoptr (GArray) ids = list_own (work, error);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      g_autoptr (RtCustomer) customer = rt_customer_read (work, id, 0, NULL, error);

      if (customer == NULL || !check_going_on (work, i + 1, error))
        return FALSE;
      put (index, id, customer->rev, customer->shown);
    }
  return ids != NULL;
}

gboolean
rt_search_prepare (RtWork *work, GError **error)
{
  RtSession *session = rt_work_get_session (work);
  gboolean all = rt_work_decide (work, RT_CLASS_CONTACT, 0) == RT_SHOW_CLEAR;
  g_autoptr (RtNameIndex) former = NULL;
  g_autoptr (RtNameIndex) index = NULL;

  if (!rt_person_may (rt_work_get_person (work), RT_RIGHT_CUSTOMER_READ))
    return TRUE;
  former = all ? rt_session_ref_index (session, (gpointer (*) (gpointer)) rt_name_index_ref) : NULL;
  index = former != NULL ? rt_name_index_new_copy (former) : rt_name_index_new ();
  if (!(all ? put_changed (work, index, error) : put_own (work, index, error)))
    return FALSE;
  rt_session_take_index (session, g_steal_pointer (&index), (GDestroyNotify) rt_name_index_unref);
  return TRUE;
}
