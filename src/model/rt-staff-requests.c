/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Accounts as asynchronous requests. Passwords travel in locked memory. */
#include "config.h"

#include "rt-staff-requests.h"

#include "rt-accounts.h"
#include "rt-outlook.h"
#include "rt-staff-access.h"

typedef struct
{
  gint64 id, supervisor_id;
  RtRoles roles;
  gboolean disabled;
  char *login, *name;
  RtSecret *password;
} Args;

static void
args_free (gpointer data)
{
  Args *self = data;

  g_free (self->login);
  g_free (self->name);
  rt_secret_free (self->password);
  g_free (self);
}

static gpointer
id_or_null (gint64 id)
{
  return id != 0 ? g_memdup2 (&id, sizeof id) : NULL;
}

typedef struct
{
  GAsyncReadyCallback callback;
  gpointer user_data;
  gint64 id;
} Asker;

static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Asker *asker = user_data;

  if (!g_task_had_error (G_TASK (result)))
    rt_desk_emit_changed (RT_DESK (source), "staff", asker->id);
  if (asker->callback != NULL)
    asker->callback (source, result, asker->user_data);
}

/* Takes @args. */
static void
run (RtDesk *desk, RtWorkFunc func, Args *args, GCancellable *cancellable, GAsyncReadyCallback callback,
     gpointer user_data)
{
  Asker *asker = g_new (Asker, 1);

  asker->callback = callback;
  asker->user_data = user_data;
  asker->id = args->id;
  rt_desk_run_async (desk, TRUE, func, args, args_free, g_free, cancellable, on_done, asker);
}

static gpointer
do_add (RtWork *work, gpointer data, GError **error)
{
  Args *args = data;
  RtKdfCost cost;

  if (!rt_account_wanted_cost (rt_work_get_db (work), &cost, error))
    return NULL;
  return id_or_null (
    rt_staff_add (work, args->login, args->name, args->roles, args->supervisor_id, args->password, cost, error));
}

void
rt_request_staff_add (RtDesk *desk, const char *login, const char *name, RtRoles roles, gint64 supervisor_id,
                      const RtSecret *first_password, GCancellable *cancellable, GAsyncReadyCallback callback,
                      gpointer user_data)
{
  Args *args = g_new0 (Args, 1);

  args->login = g_strdup (login);
  args->name = g_strdup (name);
  args->roles = roles;
  args->supervisor_id = supervisor_id;
  args->password = rt_secret_copy (first_password);
  run (desk, do_add, args, cancellable, callback, user_data);
}

static gpointer
do_set_roles (RtWork *work, gpointer data, GError **error)
{
  Args *args = data;

  return id_or_null (rt_staff_set_roles (work, args->id, args->roles, error) ? args->id : 0);
}

void
rt_request_staff_set_roles (RtDesk *desk, gint64 id, RtRoles roles, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data)
{
  Args *args = g_new0 (Args, 1);

  args->id = id;
  args->roles = roles;
  run (desk, do_set_roles, args, cancellable, callback, user_data);
}

static gpointer
do_set_disabled (RtWork *work, gpointer data, GError **error)
{
  Args *args = data;

  return id_or_null (rt_staff_set_disabled (work, args->id, args->disabled, error) ? args->id : 0);
}

void
rt_request_staff_set_disabled (RtDesk *desk, gint64 id, gboolean disabled, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  Args *args = g_new0 (Args, 1);

  args->id = id;
  args->disabled = disabled;
  run (desk, do_set_disabled, args, cancellable, callback, user_data);
}

static gpointer
do_reset (RtWork *work, gpointer data, GError **error)
{
  Args *args = data;
  RtKdfCost cost;

  if (!rt_account_wanted_cost (rt_work_get_db (work), &cost, error))
    return NULL;
  return id_or_null (rt_staff_reset (work, args->id, args->password, cost, error) ? args->id : 0);
}

void
rt_request_staff_reset (RtDesk *desk, gint64 id, const RtSecret *first_password, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data)
{
  Args *args = g_new0 (Args, 1);

  args->id = id;
  args->password = rt_secret_copy (first_password);
  run (desk, do_reset, args, cancellable, callback, user_data);
}

static gpointer
do_unlock (RtWork *work, gpointer data, GError **error)
{
  Args *args = data;

  return id_or_null (rt_staff_unlock (work, args->id, error) ? args->id : 0);
}

void
rt_request_staff_unlock (RtDesk *desk, gint64 id, GCancellable *cancellable, GAsyncReadyCallback callback,
                         gpointer user_data)
{
  Args *args = g_new0 (Args, 1);

  args->id = id;
  run (desk, do_unlock, args, cancellable, callback, user_data);
}

static gpointer
do_reset_code (RtWork *work, gpointer data, GError **error)
{
  Args *args = data;

  return id_or_null (rt_staff_reset_code (work, args->id, error) ? args->id : 0);
}

void
rt_request_staff_reset_code (RtDesk *desk, gint64 id, GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data)
{
  Args *args = g_new0 (Args, 1);

  args->id = id;
  run (desk, do_reset_code, args, cancellable, callback, user_data);
}

static gpointer
do_set_supervisor (RtWork *work, gpointer data, GError **error)
{
  Args *args = data;

  return id_or_null (rt_staff_set_supervisor (work, args->id, args->supervisor_id, error) ? args->id : 0);
}

void
rt_request_staff_supervisor (RtDesk *desk, gint64 id, gint64 supervisor_id, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data)
{
  Args *args = g_new0 (Args, 1);

  args->id = id;
  args->supervisor_id = supervisor_id;
  run (desk, do_set_supervisor, args, cancellable, callback, user_data);
}

static gpointer
do_release (RtWork *work, gpointer data, GError **error)
{
  Args *args = data;

  return id_or_null (rt_staff_release (work, args->id, error) ? args->id : 0);
}

void
rt_request_staff_release (RtDesk *desk, gint64 id, GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data)
{
  Args *args = g_new0 (Args, 1);

  args->id = id;
  run (desk, do_release, args, cancellable, callback, user_data);
}

/* --- What roles would show --- */

void
rt_staff_outlook_free (RtStaffOutlook *self)
{
  if (self == NULL)
    return;
  g_free (self->sees);
  g_free (self->may);
  g_free (self);
}

static void
free_outlook (gpointer data)
{
  rt_staff_outlook_free (data);
}

static gpointer
do_outlook (RtWork *work, gpointer data, GError **error)
{
  const RtMatrix *matrix = rt_work_get_matrix (work);
  const RtRoles *roles = data;
  RtStaffOutlook *outlook = NULL;

  if (!rt_person_may (rt_work_get_person (work), RT_RIGHT_STAFF_ADMIT) &&
      !rt_work_need (work, RT_RIGHT_STAFF_MANAGE, error))
    return NULL;
  outlook = g_new0 (RtStaffOutlook, 1);
  outlook->sees = rt_outlook_sees (matrix, *roles);
  outlook->may = rt_outlook_may (matrix, *roles);
  return outlook;
}

void
rt_request_staff_outlook (RtDesk *desk, RtRoles roles, GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data)
{
  rt_desk_run_async (desk, FALSE, do_outlook, g_memdup2 (&roles, sizeof roles), g_free, free_outlook, cancellable,
                     callback, user_data);
}
