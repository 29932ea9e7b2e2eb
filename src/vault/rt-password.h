/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-secret.h"

G_BEGIN_DECLS

#define RT_PASSWORD_MIN_CHARACTERS 10
#define RT_PASSWORD_MAX_CHARACTERS 256

/**
 * rt_password_check:
 * Whether a person may choose this password: product rules after NIST SP 800-63B 5.1.1.2. 10 to 256 characters (after
 * NFC), not one of rt-common-passwords.h, not one repeated character or a short repeated piece, no run along the
 * alphabet, the digits or a row of the keyboard, not the login or a word everybody would try first (the program, the
 * shop) with digits around it. No rules about kinds of characters.
 * @password: UTF-8 without a terminating NUL. @login: may be NULL.
 * Errors: RT_ERROR_INVALID, field "password", with a sentence that says what to do. Any thread.
 */
gboolean rt_password_check (const RtSecret *password, const char *login, GError **error);

/** rt_password_new_random: a first password for somebody else, to be read out and typed once: five made-up words of two
 * syllables, "kofa-mutu-rilo-sabi-nupi", 60 random bits, NUL-terminated. Any thread. */
RtSecret *rt_password_new_random (void);

G_END_DECLS
