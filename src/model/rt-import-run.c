/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs an import: the file is read through once, in one transaction. Where all of it is to be taken or nothing, the
 * first row that cannot be taken takes back what came before it, and the rest is only looked at. */
#include "config.h"

#include <string.h>
#include <glib/gi18n.h>

#include "rt-error.h"
#include "rt-import-people.h"
#include "rt-import-private.h"

#define MOST_REJECTS 10000
#define PROGRESS_US  (G_USEC_PER_SEC / 10)

typedef struct
{
  RtImportPlan *plan;
  gboolean keep_good;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  rt_import_plan_unref (job->plan);
  g_free (job);
}

/* An order as it is gathered from rows that follow each other. */
typedef struct
{
  char *reference;
  gboolean bad;
  GArray *file_lines; /* gint64 */
  RtImportRow *head;  /* of the first row */
  GPtrArray *lines;   /* RtLineValue */
} Gathered;

typedef struct
{
  RtWork *work;
  Job *job;
  gboolean write; /* FALSE: the rest is only looked at */
  gint64 records;
  gint64 told_at;
  Gathered now;
  RtImportPerson *person; /* of the row before */
  RtImportPeople *people;
  gint64 last_before;  /* newest order id before the import: up to here an order was there already */
  GHashTable *already; /* order ids that were there and are counted */
  RtImportResult *result;
} Run;

static void
gathered_clear (Gathered *self)
{
  g_clear_pointer (&self->reference, g_free);
  g_clear_pointer (&self->head, rt_import_row_free);
  g_ptr_array_set_size (self->lines, 0);
  g_array_set_size (self->file_lines, 0);
  self->bad = FALSE;
}

static void
reject_free (gpointer data)
{
  RtImportReject *reject = data;

  g_free (reject->reason);
  g_free (reject);
}

void
rt_import_result_free (RtImportResult *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->rejects, g_ptr_array_unref);
  g_free (self);
}

static void
reject (Run *self, gint64 line, const char *reason)
{
  RtImportReject *one;

  self->result->rejected++;
  if (self->result->rejects->len == MOST_REJECTS)
    return;
  one = g_new (RtImportReject, 1);
  one->line = line;
  one->reason = g_strdup (reason);
  g_ptr_array_add (self->result->rejects, one);
}

/* All or nothing, and a row was refused: nothing. */
static gboolean
take_back (Run *self, GError **error)
{
  RtImportResult *result = self->result;

  self->write = FALSE;
  result->orders = result->customers = result->lines = result->pieces = result->total = result->already = 0;
  return rt_work_take_back (self->work, error);
}

static gboolean
check_rejects (Run *self, GError **error)
{
  return self->result->rejected == 0 || !self->write || self->job->keep_good || take_back (self, error);
}

/* --- Writing an order --- */

static gboolean
find_order (Run *self, gint64 *id, gint64 *n_lines, GError **error)
{
  g_autoptr (RtStatement) statement =
    rt_db_prepare (rt_work_get_db (self->work), "SELECT id, n_lines FROM orders WHERE source = ?1 AND source_ref = ?2",
                   error);
  gboolean row = FALSE;

  *id = 0;
  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "ss", self->job->plan->layout->source, self->now.reference);
  if (!rt_statement_step (statement, &row, error))
    return FALSE;
  if (row)
    {
      *id = rt_statement_get_int (statement, 0);
      *n_lines = rt_statement_get_int (statement, 1);
    }
  return TRUE;
}

static RtMinor
gathered_total (const Gathered *now, gint64 *pieces)
{
  RtMinor total = 0;

  *pieces = 0;
  for (guint i = 0; i < now->lines->len; i++)
    {
      const RtLineValue *line = g_ptr_array_index (now->lines, i);

      rt_money_add (total, line->line_total, &total);
      *pieces += line->quantity;
    }
  return total;
}

static void
count_lines (Run *self, RtMinor total, gint64 pieces)
{
  self->result->lines += self->now.lines->len;
  self->result->pieces += pieces;
  self->result->total += total;
}

static void
set_state (RtOrderRow *row, const RtImportRow *head, RtDay today)
{
  row->deliver_from = row->deliver_to = row->delivered_on = RT_DAY_NONE;
  row->state = RT_ORDER_OPEN;
  if (head->cancelled)
    row->state = RT_ORDER_CANCELLED;
  else if (head->shipped_on == RT_DAY_NONE)
    return;
  else if (head->shipped_on <= today)
    {
      row->state = RT_ORDER_DELIVERED;
      row->delivered_on = head->shipped_on;
    }
  else
    {
      row->state = RT_ORDER_AWAITING_DELIVERY;
      row->deliver_from = row->deliver_to = head->shipped_on;
    }
}

static gboolean
insert_order (Run *self, GError **error)
{
  const RtImportRow *head = self->now.head;
  RtOrderRow row = { 0 };

  if (!rt_import_people_find (self->people, self->work, head->customer, head->person->values, &row.customer_id,
                              &row.address_id, error))
    return FALSE;
  set_state (&row, head, rt_work_get_today (self->work));
  row.ordered_on = head->ordered_on;
  row.currency = rt_work_get_store (self->work)->currency;
  row.source = self->job->plan->layout->source;
  row.source_ref = self->now.reference;
  row.total = gathered_total (&self->now, &row.pieces);
  row.lines = self->now.lines;
  row.created_at = rt_work_get_now (self->work);
  if (rt_order_insert (self->work, &row, NULL, error) == 0)
    return FALSE;
  self->result->orders++;
  count_lines (self, row.total, row.pieces);
  return TRUE;
}

/* Rows of one order need not stand together in the file. */
static gboolean
add_lines (Run *self, gint64 id, gint64 n_lines, GError **error)
{
  g_autoptr (RtStatement) statement =
    rt_db_prepare (rt_work_get_db (self->work),
                   "UPDATE orders SET total = total + ?2, pieces = pieces + ?3, n_lines = n_lines + ?4 WHERE id = ?1",
                   error);
  gint64 pieces;
  RtMinor total = gathered_total (&self->now, &pieces);

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < self->now.lines->len; i++)
    if (!rt_order_line_insert (self->work, id, (guint) n_lines + i, g_ptr_array_index (self->now.lines, i), error))
      return FALSE;
  rt_statement_bind (statement, "iiii", id, total, pieces, (gint64) self->now.lines->len);
  count_lines (self, total, pieces);
  return rt_statement_run (statement, error);
}

static gboolean
write_order (Run *self, GError **error)
{
  gint64 id = 0;
  gint64 n_lines = 0;

  if (!find_order (self, &id, &n_lines, error))
    return FALSE;
  if (id == 0)
    return insert_order (self, error);
  if (id > self->last_before)
    return add_lines (self, id, n_lines, error);
  if (g_hash_table_add (self->already, g_memdup2 (&id, sizeof id)))
    self->result->already++;
  return TRUE;
}

/* --- Gathering --- */

static void
reject_order (Run *self)
{
  for (guint i = 0; i < self->now.file_lines->len; i++)
    reject (self, g_array_index (self->now.file_lines, gint64, i),
            _("Another row of the same order could not be taken, so this one was not either."));
}

static gboolean
finish_order (Run *self, GError **error)
{
  gboolean done = TRUE;

  if (self->now.head != NULL && !self->now.bad && self->now.head->ordered_on == RT_DAY_NONE)
    {
      reject (self, g_array_index (self->now.file_lines, gint64, 0), _("The order of this row has no date."));
      g_array_remove_index (self->now.file_lines, 0);
      self->now.bad = TRUE;
    }
  if (self->now.bad)
    reject_order (self);
  else if (self->now.head != NULL && self->write)
    done = write_order (self, error);
  gathered_clear (&self->now);
  return done && check_rejects (self, error);
}

static gboolean
begin_order (Run *self, const char *reference, GError **error)
{
  if (g_strcmp0 (self->now.reference, reference) == 0)
    return TRUE;
  if (!finish_order (self, error))
    return FALSE;
  self->now.reference = g_strdup (reference);
  return TRUE;
}

static gboolean
gather (Run *self, gint64 line, RtImportRow *row, GError **error)
{
  if (!begin_order (self, row->order, error))
    {
      rt_import_row_free (row);
      return FALSE;
    }
  g_array_append_val (self->now.file_lines, line);
  g_ptr_array_add (self->now.lines, g_steal_pointer (&row->line));
  if (self->now.head == NULL)
    self->now.head = row;
  else
    rt_import_row_free (row);
  return TRUE;
}

static gboolean
tell_progress (Run *self, GError **error)
{
  gint64 now = g_get_monotonic_time ();

  if (g_cancellable_set_error_if_cancelled (rt_work_get_cancellable (self->work), error))
    return FALSE;
  if (now - self->told_at < PROGRESS_US)
    return TRUE;
  self->told_at = now;
  return rt_work_progress (self->work, self->records, rt_import_plan_get_n_records (self->job->plan), error);
}

static gboolean
check_header (Run *self, const RtCsvCell *cells, guint n, GError **error)
{
  for (guint i = 0; i < self->job->plan->columns->len && i < n; i++)
    {
      g_autofree char *text = rt_encoding_to_utf8 (self->job->plan->encoding, &cells[i], NULL);

      if (self->job->plan->targets[i] != RT_TARGET_NONE && text != NULL &&
          strstr (text, g_ptr_array_index (self->job->plan->columns, i)) != NULL)
        return TRUE;
    }
  g_set_error_literal (error, RT_ERROR, RT_ERROR_CONFLICT,
                       _("The file has changed since it was looked at; open it again."));
  return FALSE;
}

static gboolean
take_record (gint64 line, const RtCsvCell *cells, guint n, gpointer data, GError **error)
{
  Run *self = data;
  g_autoptr (GError) local = NULL;
  g_autofree char *reference = NULL;
  RtImportRow *row;

  if (self->records++ == 0)
    return check_header (self, cells, n, error);
  if (!tell_progress (self, error))
    return FALSE;
  row = rt_import_row_new (self->job->plan, rt_work_get_store (self->work), rt_work_get_today (self->work), cells, n,
                           &self->person, &reference, &local);
  if (row != NULL)
    return gather (self, line, row, error);
  if (reference != NULL && !begin_order (self, reference, error))
    return FALSE;
  reject (self, line, local->message);
  self->now.bad = self->now.bad || reference != NULL;
  return check_rejects (self, error);
}

static gboolean
read_file (Run *self, GError **error)
{
  self->write = TRUE;
  return rt_csv_read (self->job->plan->path, self->job->plan->delimiter, rt_work_get_cancellable (self->work),
                      take_record, self, error) &&
         finish_order (self, error);
}

static void
run_clear (Run *self)
{
  gathered_clear (&self->now);
  g_clear_pointer (&self->now.lines, g_ptr_array_unref);
  g_clear_pointer (&self->now.file_lines, g_array_unref);
  g_clear_pointer (&self->person, rt_import_person_unref);
  g_clear_pointer (&self->people, rt_import_people_free);
  g_clear_pointer (&self->already, g_hash_table_unref);
  g_clear_pointer (&self->result, rt_import_result_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

static gboolean
log_import (Run *self, GError **error)
{
  g_autofree char *detail =
    g_strdup_printf ("layout=%s orders=%" G_GINT64_FORMAT " customers=%" G_GINT64_FORMAT " lines=%" G_GINT64_FORMAT
                     " already=%" G_GINT64_FORMAT " rejected=%" G_GINT64_FORMAT,
                     self->job->plan->layout->source, self->result->orders, self->result->customers,
                     self->result->lines, self->result->already, self->result->rejected);
  guint64 fields = 0;

  for (guint i = 0; i < self->job->plan->columns->len; i++)
    if (self->job->plan->targets[i] >= RT_TARGET_FIELD)
      fields |= RT_FIELD_BIT (self->job->plan->targets[i] - RT_TARGET_FIELD);
  return rt_work_log (self->work, "import.orders", "orders", 0, fields, NULL, detail, error);
}

static gpointer
run_import (RtWork *work, gpointer data, GError **error)
{
  g_auto (Run) self = { .work = work, .job = data };

  self.now.lines = g_ptr_array_new_with_free_func ((GDestroyNotify) rt_line_value_free);
  self.now.file_lines = g_array_new (FALSE, FALSE, sizeof (gint64));
  self.people = rt_import_people_new (self.job->plan->layout->source);
  self.already = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self.result = g_new0 (RtImportResult, 1);
  self.result->rejects = g_ptr_array_new_with_free_func (reject_free);
  if (!rt_work_need (work, RT_RIGHT_ORDER_IMPORT, error) ||
      !rt_db_get_int (rt_work_get_db (work), "SELECT coalesce (max (id), 0) FROM orders", &self.last_before, error) ||
      !read_file (&self, error))
    return NULL;
  if (self.write)
    self.result->customers = rt_import_people_get_added (self.people);
  if (!log_import (&self, error) || !rt_work_progress (work, rt_import_plan_get_n_records (self.job->plan),
                                                       rt_import_plan_get_n_records (self.job->plan), error))
    return NULL;
  rt_work_changed (work, "orders", 0);
  rt_work_changed (work, "customer", 0);
  return g_steal_pointer (&self.result);
}

void
rt_import_run_async (RtDesk *desk, RtImportPlan *plan, gboolean keep_good, RtImportProgress progress,
                     gpointer progress_data, GCancellable *cancellable, GAsyncReadyCallback callback,
                     gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  job->plan = rt_import_plan_ref (plan);
  job->keep_good = keep_good;
  rt_desk_run_long_async (desk, run_import, job, job_free, (GDestroyNotify) rt_import_result_free, progress,
                          progress_data, cancellable, callback, user_data);
}

RtImportResult *
rt_import_run_finish (RtDesk *desk, GAsyncResult *result, GError **error)
{
  return rt_desk_run_finish (desk, result, error);
}

/* Reasons are our own sentences. What a spreadsheet could take for a formula is made text all the same, and quotation
 * marks are doubled. */
static void
append_quoted (GString *text, const char *reason)
{
  g_auto (GStrv) parts = g_strsplit (reason, "\"", -1);
  g_autofree char *quoted = g_strjoinv ("\"\"", parts);
  gboolean formula = reason[0] != '\0' && strchr ("=+-@\t\r", reason[0]) != NULL;

  g_string_append_printf (text, "\"%s%s\"", formula ? "'" : "", quoted);
}

gboolean
rt_import_write_rejects (const RtImportResult *self, const char *path, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) local = NULL;

  g_string_append_printf (text, "%s,%s\r\n", _("Line"), _("Reason"));
  for (guint i = 0; i < self->rejects->len; i++)
    {
      const RtImportReject *one = g_ptr_array_index (self->rejects, i);

      g_string_append_printf (text, "%" G_GINT64_FORMAT ",", one->line);
      append_quoted (text, one->reason);
      g_string_append (text, "\r\n");
    }
  if (g_file_set_contents_full (path, text->str, (gssize) text->len, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &local))
    return TRUE;
  g_set_error_literal (error, RT_ERROR, RT_ERROR_FAILED, _("The list of refused rows cannot be written there."));
  return FALSE;
}
