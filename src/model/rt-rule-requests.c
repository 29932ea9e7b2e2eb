/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The store's rules as asynchronous requests. */
#include "config.h"

#include "rt-rule-requests.h"

#include "rt-draft.h"

typedef struct
{
  RtMatrix seen, wanted;
  RtSettingId setting;
  gint64 value;
  char *reason;
} Args;

static void
args_free (gpointer data)
{
  Args *self = data;

  g_free (self->reason);
  g_free (self);
}

static gpointer
do_get (RtWork *work, gpointer data, GError **error)
{
  RtMatrix matrix;

  return rt_matrix_store_get (work, &matrix, error) ? g_memdup2 (&matrix, sizeof matrix) : NULL;
}

void
rt_request_matrix (RtDesk *desk, RT_REQUEST_ARGS)
{
  rt_desk_run_async (desk, FALSE, do_get, NULL, NULL, g_free, cancellable, callback, user_data);
}

static gpointer
do_preview (RtWork *work, gpointer data, GError **error)
{
  return rt_matrix_preview (work, &((Args *) data)->wanted, error);
}

void
rt_request_matrix_preview (RtDesk *desk, const RtMatrix *wanted, RT_REQUEST_ARGS)
{
  Args *args = g_new0 (Args, 1);

  args->wanted = *wanted;
  rt_desk_run_async (desk, FALSE, do_preview, args, args_free, (GDestroyNotify) rt_matrix_preview_free, cancellable,
                     callback, user_data);
}

static gpointer
do_save (RtWork *work, gpointer data, GError **error)
{
  const Args *args = data;

  if (!rt_matrix_save (work, &args->seen, &args->wanted, args->reason, error) ||
      !rt_draft_save (work, RT_RULES_DRAFT, NULL, error))
    return NULL;
  return g_memdup2 (&args->wanted, sizeof args->wanted);
}

void
rt_request_matrix_save (RtDesk *desk, const RtMatrix *seen, const RtMatrix *wanted, const char *reason, RT_REQUEST_ARGS)
{
  Args *args = g_new0 (Args, 1);

  args->seen = *seen;
  args->wanted = *wanted;
  args->reason = g_strdup (reason);
  rt_desk_run_async (desk, TRUE, do_save, args, args_free, g_free, cancellable, callback, user_data);
}

static gpointer
do_settings (RtWork *work, gpointer data, GError **error)
{
  return rt_settings_list (work, error);
}

void
rt_request_settings (RtDesk *desk, RT_REQUEST_ARGS)
{
  rt_desk_run_async (desk, FALSE, do_settings, NULL, NULL, (GDestroyNotify) g_ptr_array_unref, cancellable, callback,
                     user_data);
}

static gpointer
do_set (RtWork *work, gpointer data, GError **error)
{
  const Args *args = data;

  return rt_settings_set (work, args->setting, args->value, args->reason, error)
           ? g_memdup2 (&args->value, sizeof args->value)
           : NULL;
}

void
rt_request_setting_set (RtDesk *desk, RtSettingId setting, gint64 value, const char *reason, RT_REQUEST_ARGS)
{
  Args *args = g_new0 (Args, 1);

  args->setting = setting;
  args->value = value;
  args->reason = g_strdup (reason);
  rt_desk_run_async (desk, TRUE, do_set, args, args_free, g_free, cancellable, callback, user_data);
}
