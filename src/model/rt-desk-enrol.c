/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The end of setting up codes: secret and recovery codes are stored and their owner comes in, in one transaction. */
#include "config.h"

#include "rt-enrolment-private.h"

#include <glib/gi18n.h>

#include "rt-error.h"

RtEnrolment *
rt_desk_get_enrolment (RtDesk *self)
{
  return self->enrolment;
}

void
rt_desk_give_up_enrolment (RtDesk *self)
{
  g_clear_pointer (&self->enrolment, rt_enrolment_free);
}

static gboolean
store (RtDb *db, gpointer data, GError **error)
{
  RtEnrolment *enrolment = data;
  RtAttempt *attempt = enrolment->attempt;
  gboolean fits = FALSE;

  if (!rt_second_factor_store (db, &attempt->account, attempt->secret_key, enrolment->secret, enrolment->step,
                               enrolment->codes, rt_clock_now (attempt->clock), &fits, error))
    return FALSE;
  if (!fits)
    {
      g_set_error_literal (error, RT_ERROR, RT_ERROR_CONFLICT,
                           _("Your account was changed meanwhile, so no code was set up. Sign in once more."));
      return FALSE;
    }
  return rt_attempt_record (attempt, db, "code.enrol", NULL, error) && rt_attempt_open_session (attempt, db, error);
}

static gpointer
run_store (RtDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return rt_transact (db, store, data, error) ? RT_DONE : NULL;
}

static void
on_stored (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  RtDesk *self = g_task_get_source_object (task);
  RtEnrolment *enrolment = g_task_get_task_data (task);
  RtAttempt *attempt = enrolment->attempt;
  GError *error = NULL;

  rt_vault_run_finish (attempt->vault, result, &error);
  if (self->vault == attempt->vault)
    rt_desk_want_head (self, FALSE);
  if (error == NULL && (self->vault != attempt->vault || self->generation != attempt->generation))
    error = g_error_new_literal (RT_ERROR, RT_ERROR_LOCKED, _("The desk was locked before this was finished."));
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  rt_desk_begin_session (self, g_steal_pointer (&attempt->session));
  g_task_return_boolean (task, TRUE);
}

static gboolean
check (RtDesk *self, GError **error)
{
  if (self->enrolment == NULL)
    {
      g_set_error_literal (error, RT_ERROR, RT_ERROR_LOCKED, _("The desk was locked before this was finished."));
      return FALSE;
    }
  if (self->enrolment->codes == NULL)
    {
      rt_error_set_invalid (error, "code", _("Type a first code, so that it is sure that they fit."));
      return FALSE;
    }
  return rt_enrolment_check (self->enrolment, error);
}

void
rt_desk_enrol_async (RtDesk *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  RtEnrolment *enrolment = NULL;
  GError *error = NULL;

  g_task_set_source_tag (task, rt_desk_enrol_async);
  g_task_set_check_cancellable (task, FALSE);
  if (!check (self, &error))
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  enrolment = g_steal_pointer (&self->enrolment);
  g_task_set_task_data (task, enrolment, (GDestroyNotify) rt_enrolment_free);
  rt_vault_run_system_async (enrolment->attempt->vault, run_store, enrolment, NULL, NULL, NULL, on_stored, task);
}

gboolean
rt_desk_enrol_finish (RtDesk *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
