/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-work.h"

G_BEGIN_DECLS

/* What a manager or an administrator does for somebody who cannot sign in: STAFF_MANAGE or STAFF_ADMIT, recorded.
 * RT_ERROR_NOT_FOUND for nobody. */

/** rt_staff_unlock: the wrong attempts are forgotten. Nothing to do when there were none. */
gboolean rt_staff_unlock (RtWork *work, gint64 id, GError **error);

/** rt_staff_reset_code: their authenticator and recovery codes are void (lost, or seen by somebody). The second factor
 * is not skipped: where the store asks for codes, their next sign-in with the password sets up new ones before anything
 * is shown (OWASP ASVS 6.4.3; faults.md L10). */
gboolean rt_staff_reset_code (RtWork *work, gint64 id, GError **error);

G_END_DECLS
