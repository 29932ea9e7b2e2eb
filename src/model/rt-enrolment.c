/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Setting up one-time codes, before any of it is stored. */
#include "config.h"

#include "rt-enrolment-private.h"

#include <glib/gi18n.h>

#include "rt-error.h"

RtEnrolment *
rt_enrolment_new (RtAttempt *attempt)
{
  RtEnrolment *self = g_new0 (RtEnrolment, 1);

  self->attempt = attempt;
  self->secret = rt_totp_new_secret ();
  self->until_us = rt_clock_monotonic_us (attempt->clock) + RT_ENROLMENT_SECONDS * G_USEC_PER_SEC;
  return self;
}

void
rt_enrolment_free (RtEnrolment *self)
{
  if (self == NULL)
    return;
  rt_attempt_free (self->attempt);
  rt_secret_free (self->secret);
  g_clear_pointer (&self->codes, g_ptr_array_unref);
  g_free (self);
}

const char *
rt_enrolment_get_name (const RtEnrolment *self)
{
  return self->attempt->account.name;
}

const char *
rt_enrolment_get_login (const RtEnrolment *self)
{
  return self->attempt->account.login;
}

const RtSecret *
rt_enrolment_get_secret (const RtEnrolment *self)
{
  return self->secret;
}

GPtrArray *
rt_enrolment_get_codes (const RtEnrolment *self)
{
  return self->codes;
}

gboolean
rt_enrolment_check (const RtEnrolment *self, GError **error)
{
  if (rt_clock_monotonic_us (self->attempt->clock) < self->until_us)
    return TRUE;
  g_set_error_literal (error, RT_ERROR, RT_ERROR_LOCKED,
                       _("This took too long, so the desk was locked again. Sign in once more."));
  return FALSE;
}

gboolean
rt_enrolment_confirm (RtEnrolment *self, const RtSecret *code, GError **error)
{
  if (!rt_enrolment_check (self, error))
    return FALSE;
  if (!rt_totp_check (self->secret, code, rt_clock_now (self->attempt->clock), 0, &self->step))
    {
      rt_error_set_invalid (error, "code",
                            _("This is not the code of this moment. Type the six digits that the telephone shows now; "
                               "if it goes on, set its clock and this computer’s to automatic."));
      return FALSE;
    }
  if (self->codes != NULL)
    return TRUE;
  self->codes = g_ptr_array_new_with_free_func ((GDestroyNotify) rt_secret_free);
  for (guint i = 0; i < RT_SPARE_CODES; i++)
    g_ptr_array_add (self->codes, rt_spare_code_new ());
  return TRUE;
}
