/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-secret.h"

G_BEGIN_DECLS

/**
 * Single-use recovery codes for signing in without the authenticator: 50 random bits each, as ten characters of
 * Crockford's base 32 (no I, L, O, U) in two groups: "7KQXM-2ABCD". The store keeps only digests of them, made with a
 * key that is behind the person's password: whoever has the file has nothing to try guesses against. All functions: any
 * thread, not slow.
 */
#define RT_SPARE_CODES     10
#define RT_SPARE_CODE_TEXT 12 /* bytes of the text with its NUL */

/** rt_spare_code_new: a new one as text, NUL-terminated. */
RtSecret *rt_spare_code_new (void);

/** rt_spare_code_digest: what is stored of one: keyed BLAKE2b-256 under a key derived from @secret_key. @typed is
 * forgiving about case, blanks, dashes, full-width letters and digits, I/L/1 and O/0; a NUL at its end is none of it.
 * NULL when it cannot be a recovery code; @typed may be NULL. */
GBytes *rt_spare_code_digest (const RtSecret *secret_key, const RtSecret *typed);

G_END_DECLS
