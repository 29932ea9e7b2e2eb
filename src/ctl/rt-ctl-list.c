/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists and what their options have in common. */
#include "config.h"

#include "rt-ctl-list.h"

#include <glib/gi18n.h>

#include "rt-ctl-output.h"
#include "rt-error.h"
#include "rt-list-limit.h"
#include "rt-staff.h"

#define PAGE 100

static const GDestroyNotify frees[] = {
  [RT_LIST_ORDERS] = (GDestroyNotify) rt_order_unref,
  [RT_LIST_TICKETS] = (GDestroyNotify) rt_ticket_unref,
  [RT_LIST_CUSTOMERS] = (GDestroyNotify) rt_customer_unref,
};

typedef struct
{
  RtListQuery query;
  const char *assignee;
  guint limit;
  guint left_out; /* gets how many were not given */
} Wanted;

static gboolean
how_many (RtWork *work, Wanted *wanted, guint all, guint *given, GError **error)
{
  guint n = wanted->limit > 0 ? MIN (wanted->limit, all) : all;

  if (!rt_list_limit_take (work, n, given, error))
    return FALSE;
  wanted->left_out = n - *given;
  return TRUE;
}

static void
add_page (GPtrArray *records, GPtrArray *page)
{
  g_ptr_array_set_free_func (page, NULL);
  for (guint i = 0; i < page->len; i++)
    if (page->pdata[i] != NULL)
      g_ptr_array_add (records, page->pdata[i]);
}

static gpointer
list (RtWork *work, gpointer data, GError **error)
{
  Wanted *wanted = data;
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (frees[wanted->query.kind]);
  g_autoptr (GArray) ids = NULL;
  guint n = 0;

  if (wanted->assignee != NULL)
    wanted->query.assignee = rt_ctl_find_person (work, wanted->assignee, error);
  if (wanted->assignee != NULL && wanted->query.assignee == 0)
    return NULL;
  ids = rt_list_ids (work, &wanted->query, error);
  if (ids == NULL || !how_many (work, wanted, ids->len, &n, error))
    return NULL;
  for (guint i = 0; i < n; i += PAGE)
    {
      g_autoptr (GPtrArray) page =
        rt_list_records (work, wanted->query.kind, &g_array_index (ids, gint64, i), MIN (PAGE, n - i), error);

      if (page == NULL)
        return NULL;
      add_page (records, page);
    }
  return g_steal_pointer (&records);
}

GPtrArray *
rt_ctl_list (RtCtl *ctl, const RtListQuery *query, const char *assignee, int limit, GError **error)
{
  Wanted wanted = { *query, assignee, limit > 0 ? (guint) limit : 0, 0 };
  GPtrArray *records = rt_desk_call (ctl->desk, TRUE, list, &wanted, NULL, error);

  if (records != NULL && wanted.left_out > 0)
    {
      g_autofree char *words =
        g_strdup_printf (ngettext ("%u more is not listed: without the right to export lists a list ends here.",
                                   "%u more are not listed: without the right to export lists a list ends here.",
                                   wanted.left_out),
                         wanted.left_out);

      rt_ctl_say_error (words);
    }
  return records;
}

gboolean
rt_ctl_read_day (const char *text, RtDay *day, GError **error)
{
  *day = text != NULL ? rt_day_parse_iso (text) : RT_DAY_NONE;
  if (text == NULL || *day != RT_DAY_NONE)
    return TRUE;
  rt_error_set_invalid (error, NULL, _("A day is written as 2026-11-23."));
  return FALSE;
}

gint64
rt_ctl_find_person (RtWork *work, const char *login, GError **error)
{
  g_autoptr (GPtrArray) people = rt_staff_list (work, error);

  for (guint i = 0; people != NULL && i < people->len; i++)
    if (g_strcmp0 (((RtStaff *) people->pdata[i])->login, login) == 0)
      return ((RtStaff *) people->pdata[i])->id;
  if (people != NULL)
    g_set_error_literal (error, RT_ERROR, RT_ERROR_NOT_FOUND, _("Nobody here has that short name."));
  return 0;
}
