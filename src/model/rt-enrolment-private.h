/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-attempt.h"
#include "rt-enrolment.h"

G_BEGIN_DECLS

struct _RtEnrolment
{
  RtAttempt *attempt; /* owned: whose password was right; NULL while it is being stored */
  RtSecret *secret;
  GPtrArray *codes; /* RtSecret; NULL before the first code */
  gint64 step;      /* of the first code */
  gint64 until_us;  /* monotonic */
};

/** rt_enrolment_new: takes @attempt. */
RtEnrolment *rt_enrolment_new (RtAttempt *attempt);
void rt_enrolment_free (RtEnrolment *self); /* accepts NULL */

/** rt_enrolment_check: RT_ERROR_LOCKED when it took too long. */
gboolean rt_enrolment_check (const RtEnrolment *self, GError **error);

G_END_DECLS
