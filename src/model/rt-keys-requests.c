/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What windows ask about keys. */
#include "config.h"

#include "rt-keys-requests.h"

#include "rt-rotation.h"

static gpointer
read_status (RtWork *work, gpointer data, GError **error)
{
  return rt_keys_status (work, error);
}

void
rt_request_keys (RtDesk *desk, RT_REQUEST_ARGS)
{
  rt_desk_run_async (desk, FALSE, read_status, NULL, NULL, (GDestroyNotify) rt_keys_status_free, cancellable, callback,
                     user_data);
}

static gpointer
renew_all (RtWork *work, gpointer data, GError **error)
{
  return rt_rotation_ask_every (work, error) ? GINT_TO_POINTER (1) : NULL;
}

void
rt_request_keys_renew_all (RtDesk *desk, RT_REQUEST_ARGS)
{
  rt_desk_run_async (desk, TRUE, renew_all, NULL, NULL, NULL, cancellable, callback, user_data);
}

static gpointer
drill (RtWork *work, gpointer data, GError **error)
{
  g_autofree RtDrill *outcome = g_new0 (RtDrill, 1);

  return rt_sheet_drill (work, data, outcome, error) ? g_steal_pointer (&outcome) : NULL;
}

void
rt_request_sheet_drill (RtDesk *desk, const RtRecovery *sheet, RT_REQUEST_ARGS)
{
  rt_desk_run_async (desk, TRUE, drill, rt_recovery_copy (sheet), (GDestroyNotify) rt_recovery_free, g_free,
                     cancellable, callback, user_data);
}
