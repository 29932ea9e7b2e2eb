/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-clock.h"
#include "rt-secret.h"

G_BEGIN_DECLS

/**
 * RtEnrolment:
 * Setting up one-time codes at sign-in: a secret for the authenticator, a first code to show that it took it, then ten
 * recovery codes. Nothing of it is in the store before rt_desk_enrol_async(); given up, the next sign-in begins anew.
 * It belongs to the desk, and is gone with the next attempt, when the desk locks, and when it is given up. Main thread.
 */
typedef struct _RtEnrolment RtEnrolment;

#define RT_ENROLMENT_SECONDS 600 /* then it is given up: somebody went away from the desk */

const char *rt_enrolment_get_name (const RtEnrolment *self);
const char *rt_enrolment_get_login (const RtEnrolment *self);
/** rt_enrolment_get_secret: of the codes; rt_totp_uri() and rt_totp_secret_text() put it into words. Borrowed. */
const RtSecret *rt_enrolment_get_secret (const RtEnrolment *self);
/** rt_enrolment_confirm: whether @code is the code of now. RT_ERROR_INVALID, field "code", when it is not (with words
 * about the telephone's clock), or when it took too long. May be tried as often as one likes: the secret is one's own.
 */
gboolean rt_enrolment_confirm (RtEnrolment *self, const RtSecret *code, GError **error);
/** rt_enrolment_get_codes: ten recovery codes as text (RtSecret with NUL), shown this once. NULL before a code was
 * confirmed. Borrowed. */
GPtrArray *rt_enrolment_get_codes (const RtEnrolment *self);

G_END_DECLS
