/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-secret.h"

G_BEGIN_DECLS

/**
 * Time-based one-time codes (RFC 6238) as every authenticator app makes them: HMAC-SHA-1 over the number of the 30
 * seconds it is (the step), six digits. The secret is 160 random bits (RFC 4226 4, R6). All functions: any thread, not
 * slow.
 */
#define RT_TOTP_SECRET_SIZE 20
#define RT_TOTP_PERIOD      30
#define RT_TOTP_DIGITS      6
#define RT_TOTP_MAX_DIGITS  8

/** rt_totp_new_secret: a new one. */
RtSecret *rt_totp_new_secret (void);

/** rt_totp_step: the number of the 30 seconds that @now (UTC seconds) lies in. */
gint64 rt_totp_step (gint64 now);

/** rt_totp_code: the code of a step with 6 to 8 digits (RFC 6238 appendix B has 8), NUL-terminated. NULL with
 * RT_ERROR_FAILED when it cannot be computed. */
RtSecret *rt_totp_code (const RtSecret *secret, gint64 step, guint digits, GError **error);

/** rt_totp_check: whether @typed is the code of the step of @now, the one before or the one after (RFC 6238 5.2), and
 * of a step after @last_step: a code is good once, wherever the clock goes (faults.md L1 to L3). *step gets its step;
 * left alone on FALSE. Blanks, dashes and full-width digits in @typed are taken as they are meant. Takes the same work
 * for every six digits. */
gboolean rt_totp_check (const RtSecret *secret, const RtSecret *typed, gint64 now, gint64 last_step, gint64 *step);

/** rt_totp_secret_text: base 32 (RFC 4648) in groups of four, for typing: "ABCD EFGH …", NUL-terminated. */
RtSecret *rt_totp_secret_text (const RtSecret *secret);

/** rt_totp_uri: what the QR code says: "otpauth://totp/Oak%20%26%20Elm:lin.mei?secret=…&issuer=…", NUL-terminated.
 * @issuer: the store's name; @account: the login. */
RtSecret *rt_totp_uri (const RtSecret *secret, const char *issuer, const char *account);

G_END_DECLS
