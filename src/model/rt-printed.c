/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The print list: each sheet with its number, recorded before it leaves. */
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
  { "recovery", "store", RT_RIGHT_SETTINGS_WRITE },
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

gboolean
rt_printed_record (RtWork *work, const char *kind, gint64 row, gint64 notice_id, const char *language, gint64 *number,
                   GError **error)
{
  int which = find_kind (kind);
  g_autofree char *detail = NULL;
  gint64 former = 0;

  if (which < 0)
    {
      g_set_error_literal (error, RT_ERROR, RT_ERROR_FAILED, _("There is no such sheet to print."));
      return FALSE;
    }
  if (!rt_work_need (work, kinds[which].right, error) ||
      !find_former (work, kind, row, notice_id, language, &former, error))
    return FALSE;
  *number = former;
  if (former == 0 && !rt_work_next_number (work, "print", number, error))
    return FALSE;
  if (!insert_sheet (work, kind, row, notice_id, language, *number, error))
    return FALSE;
  detail = g_strdup_printf ("%s %s %" G_GINT64_FORMAT, kind, language, *number);
  return rt_work_log (work, former == 0 ? "print" : "print.again", kinds[which].table, row, 0, NULL, detail, error);
}
