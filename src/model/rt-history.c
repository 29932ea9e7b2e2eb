/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The log as people read it, and its verification by those who hold its key. */
#include "config.h"

#include "rt-history.h"

#include <glib/gi18n.h>
#include <string.h>

#include "rt-customer.h"
#include "rt-error.h"
#include "rt-log.h"
#include "rt-order.h"
#include "rt-ticket.h"

#define MOST 200

void
rt_history_entry_free (RtHistoryEntry *self)
{
  if (self == NULL)
    return;
  g_free (self->actor);
  g_free (self->action);
  g_free (self->record);
  g_free (self->reason);
  g_free (self->origin);
  g_free (self->detail);
  g_free (self);
}

static gboolean
find_actor (RtWork *work, const char *login, gint64 *id, GError **error)
{
  g_autoptr (RtStatement) statement =
    rt_db_prepare (rt_work_get_db (work), "SELECT id FROM staff WHERE login = ?1", error);
  gboolean row = FALSE;

  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "s", login);
  if (!rt_statement_step (statement, &row, error))
    return FALSE;
  if (!row)
    {
      g_set_error_literal (error, RT_ERROR, RT_ERROR_NOT_FOUND, _("Nobody here has that short name."));
      return FALSE;
    }
  *id = rt_statement_get_int (statement, 0);
  return TRUE;
}

/* The number people know a record by, for tables that have one and that this person's roles reach; else NULL. */
static char *
read_number (RtWork *work, const char *sql, gint64 row, char *(*format) (gint64 number))
{
  g_autoptr (RtStatement) statement = rt_db_prepare (rt_work_get_db (work), sql, NULL);
  gboolean found = FALSE;

  if (statement == NULL)
    return NULL;
  rt_statement_bind (statement, "i", row);
  if (!rt_statement_step (statement, &found, NULL) || !found)
    return NULL;
  return format (rt_statement_get_int (statement, 0));
}

static char *
make_record (RtWork *work, const char *table, gint64 row)
{
  char *number = NULL;

  if (table == NULL || row == 0)
    return g_strdup (table);
  if (strcmp (table, "orders") == 0)
    number = read_number (work, "SELECT number FROM orders WHERE id = ?1", row, rt_order_number_format);
  else if (strcmp (table, "ticket") == 0)
    number = read_number (work, "SELECT number FROM ticket WHERE id = ?1", row, rt_ticket_number_format);
  else if (strcmp (table, "customer") == 0)
    number = read_number (work, "SELECT number FROM customer WHERE id = ?1", row, rt_customer_number_format);
  return number != NULL ? number : g_strdup_printf ("%s %" G_GINT64_FORMAT, table, row);
}

static RtHistoryEntry *
entry_from_row (RtWork *work, RtStatement *statement)
{
  RtHistoryEntry *entry = g_new0 (RtHistoryEntry, 1);

  entry->seq = rt_statement_get_int (statement, 0);
  entry->at = rt_statement_get_int (statement, 1);
  entry->actor = g_strdup (rt_statement_get_text (statement, 2));
  entry->action = g_strdup (rt_statement_get_text (statement, 3));
  entry->record = make_record (work, rt_statement_get_text (statement, 4), rt_statement_get_int (statement, 5));
  entry->fields = (guint64) rt_statement_get_int (statement, 6);
  entry->reason = g_strdup (rt_statement_get_text (statement, 7));
  entry->origin = g_strdup (rt_statement_get_text (statement, 8));
  entry->detail = g_strdup (rt_statement_get_text (statement, 9));
  return entry;
}

static GPtrArray *
read_entries (RtWork *work, const RtHistoryQuery *query, gint64 actor, GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) rt_history_entry_free);
  g_autoptr (RtStatement) statement =
    rt_db_prepare (rt_work_get_db (work),
                   "SELECT l.seq, l.at, s.login, l.action, l.subject, l.row, l.fields, l.reason, l.origin, l.detail"
                   " FROM log AS l LEFT JOIN staff AS s ON s.id = l.actor"
                   " WHERE (?1 = 0 OR l.seq < ?1) AND (?2 = 0 OR l.actor = ?2) AND (?3 IS NULL OR l.action = ?3)"
                   " ORDER BY l.seq DESC LIMIT ?4",
                   error);
  gboolean row = TRUE;

  if (statement == NULL)
    return NULL;
  rt_statement_bind (statement, "iisi", query->before, actor, query->action,
                     (gint64) (query->limit > 0 ? query->limit : MOST));
  while (row)
    {
      if (!rt_statement_step (statement, &row, error))
        return NULL;
      if (row)
        g_ptr_array_add (entries, entry_from_row (work, statement));
    }
  return g_steal_pointer (&entries);
}

GPtrArray *
rt_history_list (RtWork *work, const RtHistoryQuery *query, GError **error)
{
  g_autoptr (GPtrArray) entries = NULL;
  gint64 actor = 0;

  if (!rt_work_need (work, RT_RIGHT_LOG_READ, error) ||
      (query->actor != NULL && !find_actor (work, query->actor, &actor, error)))
    return NULL;
  entries = read_entries (work, query, actor, error);
  if (entries == NULL || !rt_work_log (work, "log.list", NULL, 0, 0, NULL, NULL, error))
    return NULL;
  return g_steal_pointer (&entries);
}

typedef struct
{
  RtWork *work;
  GCancellable *stop;
} Walk;

static void
on_progress (gint64 done, gint64 total, gpointer user_data)
{
  Walk *walk = user_data;

  if (!rt_work_progress (walk->work, done, total, NULL))
    g_cancellable_cancel (walk->stop);
}

gboolean
rt_history_verify (RtWork *work, RtLogReport *report, GError **error)
{
  const RtClassKeys *keys = rt_session_get_keys (rt_work_get_session (work));
  const RtSecret *first_key = rt_class_keys_get (keys, RT_KEY_AUDIT, 1);
  g_autoptr (GCancellable) stop = g_cancellable_new ();
  Walk walk = { work, stop };
  g_autofree char *detail = NULL;

  if (!rt_work_need (work, RT_RIGHT_LOG_VERIFY, error))
    return FALSE;
  if (first_key == NULL)
    {
      g_set_error_literal (error, RT_ERROR, RT_ERROR_DENIED,
                           _("Only people who hold the key of the log can check it."));
      return FALSE;
    }
  if (!rt_log_verify (rt_work_get_db (work), first_key, NULL, on_progress, &walk, stop, report, error))
    return FALSE;
  detail = g_strdup_printf ("verdict %d, %" G_GINT64_FORMAT " entries, first bad %" G_GINT64_FORMAT,
                            (int) report->verdict, report->entries, report->first_bad);
  return rt_work_log (work, "log.verify", NULL, 0, 0, NULL, detail, error);
}

/* @what: consumed. */
static char *
add_trust (const RtLogReport *report, char *what)
{
  g_autofree char *first = what;
  g_autofree char *trusted = NULL;

  if (report->trusted_until > 0)
    /* Translators: the number is that of an entry of the log. */
    trusted = g_strdup_printf (_("Everything up to entry %ld can be trusted."), (long) report->trusted_until);
  else
    trusted = g_strdup (_("None of its entries can be trusted."));
  return g_strconcat (first, " ", trusted, NULL);
}

static char *
describe_whole (const RtLogReport *report)
{
  g_autofree char *whole = g_strdup_printf (ngettext ("The log is whole: %'ld entry.",
                                                      "The log is whole: %'ld entries.", (gulong) report->entries),
                                            (long) report->entries);
  g_autofree char *clock = NULL;

  if (report->clock_steps == 0)
    return g_steal_pointer (&whole);
  clock = g_strdup_printf (ngettext ("The computer's clock was set back %'ld time.",
                                     "The computer's clock was set back %'ld times.", (gulong) report->clock_steps),
                           (long) report->clock_steps);
  return g_strconcat (whole, " ", clock, NULL);
}

char *
rt_history_describe (const RtLogReport *report)
{
  long bad = (long) report->first_bad;

  switch (report->verdict)
    {
    case RT_LOG_EDITED:
      return add_trust (report,
                        g_strdup_printf (_("Entry %ld of the log was changed or does not belong there."), bad));
    case RT_LOG_GAP:
      return add_trust (report, g_strdup_printf (_("Entry %ld of the log is missing."), bad));
    case RT_LOG_CUT:
      return add_trust (report,
                        g_strdup_printf (_("The log was cut off: entry %ld and what followed it is missing."), bad));
    case RT_LOG_ROLLED_BACK:
      return add_trust (report,
                        g_strdup_printf (_("The store is an older copy: entry %ld was seen before and is missing."),
                                         bad));
    case RT_LOG_WHOLE:
    case RT_LOG_CLOCK:
    default:
      return describe_whole (report);
    }
}
