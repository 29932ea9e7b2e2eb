/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * rt_text_clean:
 * What may be stored of typed or imported text: valid UTF-8 without NUL or other control characters (TAB and LF stay when
 * @multiline), NFC, surrounding white space trimmed, at most @max_bytes. @field names it in the RT_ERROR_INVALID / TOO_LARGE.
 * @len -1 for NUL-terminated. New string, or NULL with error. Bidirectional controls (the 12 of UAX #9) are removed.
 */
char *rt_text_clean (const char *text, gssize len, gsize max_bytes, gboolean multiline, const char *field, GError **error);

/** rt_text_isolate: for display inside a sentence or cell: wraps in FSI…PDI when it holds right-to-left characters, else a copy. */
char *rt_text_isolate (const char *text);

/** rt_text_fold: for comparing names: NFKC, case folded, spaces collapsed. New string. */
char *rt_text_fold (const char *text);

gboolean rt_text_is_han (gunichar c);
gboolean rt_text_is_blank (const char *text);   /* NULL, "" or white space only */

/** rt_phone_normalise: digits as dialled with country code where known: "+86 138-1234-8931" → "+8613812348931",
 *  "13812348931" → "+8613812348931" when @region is "CN", "(555) 555-0123" → "+15555550123" when "US"; other regions keep national digits.
 *  NULL with RT_ERROR_INVALID when it cannot be a phone number (fewer than 5 or more than 15 digits, letters). E.164. */
char *rt_phone_normalise (const char *text, const char *region, GError **error);

/** rt_phone_format: groups for reading ("138 1234 8931", "(555) 555-0123", else as typed). New string. */
char *rt_phone_format (const char *normalised);

/** rt_email_check: a plausible address (one @, a dot in the domain, no spaces, length ≤ 254). */
gboolean rt_email_check (const char *text, GError **error);

G_END_DECLS
