/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fills the session's index of names: of all customers where the person may see each of them clear, else of the
 * customers of their own work. */
#include "config.h"

#include <gio/gio.h>

#include "rt-error.h"
#include "rt-name-index.h"
#include "rt-own-work.h"
#include "rt-read.h"
#include "rt-requests.h"
#include "rt-search.h"

#define LOOK_UP_EVERY 1024
#define PART          5000 /* customers opened before whoever else waits for the reader has a turn */

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

/* @sql takes one value and how many rows are wanted. */
static gboolean
put_rows (RtWork *work, RtNameIndex *index, const char *sql, gint64 value, gint64 most, guint *count, GError **error)
{
  g_autoptr (RtStatement) st = rt_db_prepare (rt_work_get_db (work), sql, error);
  gboolean row = FALSE;

  if (st == NULL)
    return FALSE;
  rt_statement_bind (st, "ii", value, most);
  for (*count = 0; rt_statement_step (st, &row, error); *count += 1)
    if (!row)
      return TRUE;
    else if (!put_row (work, index, st, error) || !check_going_on (work, *count + 1, error))
      return FALSE;
  return FALSE;
}

/* Neither statement sorts with what is sealed in hand. */
static gboolean
put_new (RtWork *work, RtNameIndex *index, gboolean *done, GError **error)
{
  static const char sql[] =
    "SELECT id, rev, changed_at, contact_sealed FROM customer WHERE id > ?1 ORDER BY id LIMIT ?2";
  guint n = 0;

  if (!put_rows (work, index, sql, rt_name_index_get_highest (index), PART, &n, error))
    return FALSE;
  *done = n < PART;
  return TRUE;
}

/* Moments are whole seconds, so those of the newest are read again; what is known of them is not opened again. */
static gboolean
put_changed (RtWork *work, RtNameIndex *index, gint64 mark, GError **error)
{
  static const char sql[] = "SELECT id, rev, changed_at, contact_sealed FROM customer WHERE changed_at >= ?1"
                            " ORDER BY changed_at LIMIT ?2";
  guint n = 0;

  return mark == 0 || put_rows (work, index, sql, mark, -1, &n, error);
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

/* --- In parts --- */

/* Held by the job that fills it and by the task that waits for it. */
typedef struct
{
  gatomicrefcount refs;
  RtNameIndex *index; /* as far as it is; NULL before the first part */
  gint64 former_mark; /* 0: nothing was there before */
  gint64 began_at;    /* customers changed since are looked at again the next time */
  gboolean done;
} Preparation;

static Preparation *
preparation_new (void)
{
  Preparation *self = g_new0 (Preparation, 1);

  g_atomic_ref_count_init (&self->refs);
  return self;
}

static Preparation *
preparation_ref (Preparation *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

static void
preparation_unref (gpointer data)
{
  Preparation *self = data;

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  rt_name_index_unref (self->index);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Preparation, preparation_unref)

static void
begin (Preparation *self, RtWork *work, gboolean all)
{
  g_autoptr (RtNameIndex) former = NULL;

  if (all)
    former = rt_session_ref_index (rt_work_get_session (work), (gpointer (*) (gpointer)) rt_name_index_ref);
  self->index = former != NULL ? rt_name_index_new_copy (former) : rt_name_index_new ();
  self->former_mark = rt_name_index_get_mark (self->index);
  self->began_at = rt_work_get_now (work);
}

static gboolean
put_part (Preparation *self, RtWork *work, gboolean all, GError **error)
{
  if (all)
    return put_new (work, self->index, &self->done, error) &&
           (!self->done || put_changed (work, self->index, self->former_mark, error));
  self->done = TRUE;
  return put_own (work, self->index, error);
}

static gboolean
prepare_part (Preparation *self, RtWork *work, GError **error)
{
  gboolean all = rt_work_decide (work, RT_CLASS_CONTACT, 0) == RT_SHOW_CLEAR;

  if (!rt_person_may (rt_work_get_person (work), RT_RIGHT_CUSTOMER_READ))
    {
      self->done = TRUE;
      return TRUE;
    }
  if (self->index == NULL)
    begin (self, work, all);
  if (!put_part (self, work, all, error))
    return FALSE;
  if (!self->done)
    return TRUE;
  rt_name_index_set_mark (self->index, MIN (rt_name_index_get_mark (self->index), self->began_at));
  rt_session_take_index (rt_work_get_session (work), g_steal_pointer (&self->index),
                         (GDestroyNotify) rt_name_index_unref);
  return TRUE;
}

gboolean
rt_search_prepare (RtWork *work, GError **error)
{
  g_autoptr (Preparation) self = preparation_new ();

  while (!self->done)
    if (!prepare_part (self, work, error))
      return FALSE;
  return TRUE;
}

static gpointer
do_part (RtWork *work, gpointer data, GError **error)
{
  return prepare_part (data, work, error) ? data : NULL;
}

static void on_part (GObject *source, GAsyncResult *result, gpointer data);

/* Takes @task. */
static void
run_part (GTask *task)
{
  rt_desk_run_async (g_task_get_source_object (task), FALSE, do_part, preparation_ref (g_task_get_task_data (task)),
                     preparation_unref, NULL, g_task_get_cancellable (task), on_part, task);
}

static void
on_part (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  const Preparation *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (rt_desk_run_finish (RT_DESK (source), result, &error) == NULL)
    g_task_return_error (task, error);
  else if (self->done)
    g_task_return_pointer (task, g_new0 (gint64, 1), g_free);
  else
    run_part (g_steal_pointer (&task));
}

void
rt_request_search_prepare (RtDesk *desk, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (desk, cancellable, callback, user_data);

  g_task_set_source_tag (task, rt_request_search_prepare);
  g_task_set_task_data (task, preparation_new (), preparation_unref);
  run_part (task);
}
