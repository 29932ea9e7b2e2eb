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
  g_free (self->name);
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

char *
rt_history_record (RtWork *work, const char *table, gint64 row)
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
  else if (strcmp (table, "log") == 0)
    number = rt_day_to_iso ((RtDay) row);
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
  entry->record = rt_history_record (work, rt_statement_get_text (statement, 4), rt_statement_get_int (statement, 5));
  entry->fields = (guint64) rt_statement_get_int (statement, 6);
  entry->reason = g_strdup (rt_statement_get_text (statement, 7));
  entry->origin = g_strdup (rt_statement_get_text (statement, 8));
  entry->detail = g_strdup (rt_statement_get_text (statement, 9));
  entry->name = g_strdup (rt_statement_get_text (statement, 10));
  return entry;
}

/* What to look for, as the statement wants it. */
typedef struct
{
  gint64 actor, from, to, row;
  const char *table; /* static; NULL: any record */
} Wanted;

static gboolean
find_row (RtWork *work, const char *sql, gint64 number, gint64 *row, GError **error)
{
  g_autoptr (RtStatement) statement = rt_db_prepare (rt_work_get_db (work), sql, error);
  gboolean found = FALSE;

  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "i", number);
  if (!rt_statement_step (statement, &found, error))
    return FALSE;
  if (found)
    *row = rt_statement_get_int (statement, 0);
  else
    g_set_error_literal (error, RT_ERROR, RT_ERROR_NOT_FOUND, _("There is no such record."));
  return found;
}

static gboolean
find_record (RtWork *work, const char *typed, Wanted *wanted, GError **error)
{
  gint64 number = 0;

  if (rt_order_number_parse (typed, &number))
    {
      wanted->table = "orders";
      return find_row (work, "SELECT id FROM orders WHERE number = ?1", number, &wanted->row, error);
    }
  if (rt_ticket_number_parse (typed, &number))
    {
      wanted->table = "ticket";
      return find_row (work, "SELECT id FROM ticket WHERE number = ?1", number, &wanted->row, error);
    }
  if (rt_customer_number_parse (typed, &number))
    {
      wanted->table = "customer";
      return find_row (work, "SELECT id FROM customer WHERE number = ?1", number, &wanted->row, error);
    }
  rt_error_set_invalid (error, "record", _("A record is written as SO-10482, ST-2071 or C-1042."));
  return FALSE;
}

static gboolean
understand (RtWork *work, const RtHistoryQuery *query, Wanted *wanted, GError **error)
{
  if (query->from != 0 && query->from != RT_DAY_NONE)
    wanted->from = rt_day_begin (query->from);
  if (query->to != 0 && query->to != RT_DAY_NONE)
    wanted->to = rt_day_begin (query->to + 1);
  return (query->actor == NULL || find_actor (work, query->actor, &wanted->actor, error)) &&
         (query->record == NULL || find_record (work, query->record, wanted, error));
}

static GPtrArray *
read_entries (RtWork *work, const RtHistoryQuery *query, const Wanted *wanted, GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) rt_history_entry_free);
  g_autoptr (RtStatement) statement =
    rt_db_prepare (rt_work_get_db (work),
                   "SELECT l.seq, l.at, s.login, l.action, l.subject, l.row, l.fields, l.reason, l.origin, l.detail,"
                   " s.name FROM log AS l LEFT JOIN staff AS s ON s.id = l.actor"
                   " WHERE (?1 = 0 OR l.seq < ?1) AND (?2 = 0 OR l.actor = ?2) AND (?3 IS NULL OR l.action GLOB ?3)"
                   " AND (?5 = 0 OR l.at >= ?5) AND (?6 = 0 OR l.at < ?6)"
                   " AND (?7 IS NULL OR (l.subject = ?7 AND l.row = ?8))"
                   " ORDER BY l.seq DESC LIMIT ?4",
                   error);
  gboolean row = TRUE;

  if (statement == NULL)
    return NULL;
  rt_statement_bind (statement, "iisiiisi", query->before, wanted->actor, query->action,
                     (gint64) (query->limit > 0 ? query->limit : MOST), wanted->from, wanted->to, wanted->table,
                     wanted->row);
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
  Wanted wanted = { 0 };

  if (!rt_work_need (work, RT_RIGHT_LOG_READ, error) || !understand (work, query, &wanted, error))
    return NULL;
  entries = read_entries (work, query, &wanted, error);
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
rt_history_verify (RtWork *work, const RtLogHead *outside, RtLogReport *report, GError **error)
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
  if (!rt_log_verify (rt_work_get_db (work), first_key, outside, on_progress, &walk, stop, report, error))
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
  clock = g_strdup_printf (
    /* Translators: %2$ld is the number of an entry of the log. */
    ngettext ("The computer's clock was set back %1$ld time, at entry %2$ld.",
              "The computer's clock was set back %1$ld times, first at entry %2$ld.", (gulong) report->clock_steps),
    (long) report->clock_steps, (long) report->first_step);
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
