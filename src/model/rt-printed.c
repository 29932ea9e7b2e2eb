/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The print list: each sheet with its number, kept before it leaves, and whether it did. */
#include "config.h"

#include "rt-printed.h"

#include <glib/gi18n.h>
#include <string.h>

#include "rt-error.h"

static const struct
{
  const char *kind;
  const char *table;
  RtRight right;
} kinds[] = {
  { "order", "orders", RT_RIGHT_ORDER_READ },       { "ticket", "ticket", RT_RIGHT_TICKET_READ },
  { "notice", "notice", RT_RIGHT_NOTICE_READ },     { "notice-counter", "notice", RT_RIGHT_NOTICE_READ },
  { "recovery", "store", RT_RIGHT_SETTINGS_WRITE }, { "day", "log", RT_RIGHT_LOG_READ },
};

static int
find_kind (const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i].kind, kind) == 0)
      return (int) i;
  return -1;
}

/* *number 0: this sheet was not printed before. */
static gboolean
find_former (RtWork *work, const char *kind, gint64 row, gint64 notice_id, const char *language, gint64 *number,
             GError **error)
{
  g_autoptr (RtStatement) statement = rt_db_prepare (rt_work_get_db (work),
                                                     "SELECT number FROM printed WHERE kind = ?1 AND row = ?2"
                                                     " AND notice_id = ?3 AND language = ?4 ORDER BY id LIMIT 1",
                                                     error);
  gboolean found = FALSE;

  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "siis", kind, row, notice_id, language);
  if (!rt_statement_step (statement, &found, error))
    return FALSE;
  *number = found ? rt_statement_get_int (statement, 0) : 0;
  return TRUE;
}

/* A sheet that stands on the list and has not gone out; *id 0: there is none. */
static gboolean
find_waiting (RtWork *work, const char *kind, gint64 row, gint64 number, gint64 *id, GError **error)
{
  g_autoptr (RtStatement) statement =
    rt_db_prepare (rt_work_get_db (work),
                   "SELECT id FROM printed WHERE kind = ?1 AND row = ?2 AND number = ?3 AND went_at IS NULL"
                   " ORDER BY id DESC LIMIT 1",
                   error);
  gboolean found = FALSE;

  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "sii", kind, row, number);
  if (!rt_statement_step (statement, &found, error))
    return FALSE;
  *id = found ? rt_statement_get_int (statement, 0) : 0;
  return TRUE;
}

static gboolean
has_gone (RtWork *work, const char *kind, gint64 row, gint64 number, gboolean *gone, GError **error)
{
  g_autoptr (RtStatement) statement =
    rt_db_prepare (rt_work_get_db (work),
                   "SELECT 1 FROM printed WHERE kind = ?1 AND row = ?2 AND number = ?3 AND went_at IS NOT NULL LIMIT 1",
                   error);

  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "sii", kind, row, number);
  return rt_statement_step (statement, gone, error);
}

static gboolean
insert_sheet (RtWork *work, const char *kind, gint64 row, gint64 notice_id, const char *language, gint64 number,
              GError **error)
{
  g_autoptr (RtStatement) statement =
    rt_db_prepare (rt_work_get_db (work),
                   "INSERT INTO printed (number, kind, row, notice_id, language, at, by)"
                   " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                   error);

  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "isiisii", number, kind, row, notice_id, language, rt_work_get_now (work),
                     rt_work_get_me (work));
  return rt_statement_run (statement, error);
}

static gboolean
mark_gone (RtWork *work, gint64 id, GError **error)
{
  g_autoptr (RtStatement) statement =
    rt_db_prepare (rt_work_get_db (work), "UPDATE printed SET went_at = ?2 WHERE id = ?1", error);

  if (statement == NULL)
    return FALSE;
  rt_statement_bind (statement, "ii", id, rt_work_get_now (work));
  return rt_statement_run (statement, error);
}

static int
find_allowed (RtWork *work, const char *kind, GError **error)
{
  int which = find_kind (kind);

  if (which < 0)
    g_set_error_literal (error, RT_ERROR, RT_ERROR_FAILED, _("There is no such sheet to print."));
  else if (!rt_work_need (work, kinds[which].right, error))
    which = -1;
  return which;
}

static gboolean
log_sheet (RtWork *work, const char *action, int which, gint64 row, const char *language, gint64 number, GError **error)
{
  g_autofree char *detail = g_strdup_printf ("%s %s %" G_GINT64_FORMAT, kinds[which].kind, language, number);

  return rt_work_log (work, action, kinds[which].table, row, 0, NULL, detail, error);
}

gboolean
rt_printed_reserve (RtWork *work, const char *kind, gint64 row, gint64 notice_id, const char *language, gint64 *number,
                    GError **error)
{
  int which = find_allowed (work, kind, error);
  gint64 waiting = 0;

  *number = 0;
  if (which < 0 || !find_former (work, kind, row, notice_id, language, number, error))
    return FALSE;
  if (*number == 0 && !rt_work_next_number (work, "print", number, error))
    return FALSE;
  if (!find_waiting (work, kind, row, *number, &waiting, error))
    return FALSE;
  if (waiting == 0 && !insert_sheet (work, kind, row, notice_id, language, *number, error))
    return FALSE;
  return log_sheet (work, "print.begin", which, row, language, *number, error);
}

gboolean
rt_printed_went (RtWork *work, const char *kind, gint64 row, gint64 notice_id, const char *language, gint64 number,
                 GError **error)
{
  int which = find_allowed (work, kind, error);
  gboolean again = FALSE;
  gint64 former = 0;
  gint64 waiting = 0;

  if (which < 0 || !find_former (work, kind, row, notice_id, language, &former, error))
    return FALSE;
  if (number == 0 || former != number)
    {
      g_set_error_literal (error, RT_ERROR, RT_ERROR_FAILED, _("There is no such sheet to print."));
      return FALSE;
    }
  if (!has_gone (work, kind, row, number, &again, error) || !find_waiting (work, kind, row, number, &waiting, error))
    return FALSE;
  /* Two people who print the same sheet share what was waiting: the second one adds a line. */
  if (waiting == 0 && (!insert_sheet (work, kind, row, notice_id, language, number, error) ||
                       !find_waiting (work, kind, row, number, &waiting, error)))
    return FALSE;
  return mark_gone (work, waiting, error) &&
         log_sheet (work, again ? "print.again" : "print", which, row, language, number, error);
}

gboolean
rt_printed_record (RtWork *work, const char *kind, gint64 row, gint64 notice_id, const char *language, gint64 *number,
                   GError **error)
{
  return rt_printed_reserve (work, kind, row, notice_id, language, number, error) &&
         rt_printed_went (work, kind, row, notice_id, language, *number, error);
}
