/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which columns a person's statements may name, and the way from two columns to shown values. */
#include "config.h"

#include <sodium.h>

#include "rt-customer-private.h"
#include "rt-read.h"

RtColumns
rt_work_get_columns (RtWork *work, RtClass klass)
{
  RtSession *session = rt_work_get_session (work);
  const RtMatrix *matrix = rt_session_get_matrix (session);
  const RtViewer *viewer = rt_session_get_viewer (session);

  if (rt_policy_best (matrix, viewer->roles, klass) == RT_ACCESS_HIDDEN)
    return RT_COLUMNS_NONE;
  if (viewer->restricted || !rt_policy_needs_key (matrix, viewer->roles, klass))
    return RT_COLUMNS_MASKED;
  return RT_COLUMNS_BOTH;
}

gboolean
rt_work_sees_money (RtWork *work)
{
  return rt_work_is_clear (work, RT_CLASS_MONEY, 0);
}

gboolean
rt_work_names_money (RtWork *work)
{
  return rt_work_is_clear (work, RT_CLASS_MONEY, rt_session_get_viewer (rt_work_get_session (work))->roles);
}

gboolean
rt_work_is_clear (RtWork *work, RtClass klass, RtRoles own_for)
{
  return rt_work_decide (work, klass, own_for) == RT_SHOW_CLEAR;
}

gboolean
rt_work_show_columns (RtWork *work, RtShownBuilder *builder, RtClass klass, const char *table, gint64 row,
                      RtRoles own_for, RtStatement *statement, int column, guint64 *seen, GError **error)
{
  gsize sealed_size = 0;
  gsize masked_size = 0;
  const guint8 *sealed = rt_statement_peek_blob (statement, column, &sealed_size);
  const guint8 *masked = rt_statement_peek_blob (statement, column + 1, &masked_size);

  return rt_work_show (work, builder, klass, table, row, own_for, sealed, sealed_size, masked, masked_size, seen,
                       error);
}

char *
rt_blob_digest (GBytes *blob)
{
  guint8 digest[32];
  char hex[65];
  gsize size;
  const guint8 *data;

  if (blob == NULL)
    return g_strdup ("-");
  data = g_bytes_get_data (blob, &size);
  crypto_generichash (digest, sizeof digest, data, size, NULL, 0);
  sodium_bin2hex (hex, sizeof hex, digest, sizeof digest);
  return g_strdup (hex);
}
