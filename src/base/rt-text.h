/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* All functions: any thread; strings they return are new and belong to the caller. */

/**
 * rt_text_clean:
 * What may be stored of typed or imported text: valid UTF-8 without NUL or other control characters (TAB and LF stay
 * when
 * @multiline; in one line they become spaces; every kind of line end becomes LF), NFC, surrounding white space trimmed,
 * at most
 * @max_bytes. Bidirectional controls (the 12 of UAX #9) are removed. Cleaning what is clean changes nothing.
 * @text: NULL is taken as "". @len: bytes, or -1 for NUL-terminated; input far above @max_bytes is refused before it is
 * read through.
 * @field: names it in the error; may be NULL.
 * New string, possibly ""; NULL with RT_ERROR_INVALID (with the field) or RT_ERROR_TOO_LARGE.
 */
char *rt_text_clean (const char *text, gssize len, gsize max_bytes, gboolean multiline, const char *field,
                     GError **error);

/** rt_text_isolate: for display inside a sentence or cell: wraps in FSI…PDI when it holds right-to-left characters,
 * else a copy; any bidirectional control inside is dropped. NULL is taken as "". @text must be UTF-8. */
char *rt_text_isolate (const char *text);

/** rt_text_fold: for comparing names: NFKC, case folded, spaces collapsed and trimmed. "" for NULL and for invalid
 * UTF-8. */
char *rt_text_fold (const char *text);

/** rt_text_is_han: a Chinese character (Unicode script Han). */
gboolean rt_text_is_han (gunichar c);
/** rt_text_is_blank: NULL, "" or white space only (the ideographic space included). @text must be UTF-8. */
gboolean rt_text_is_blank (const char *text);

/** rt_phone_normalise: digits as dialled with country code where known (E.164): "+86 138-1234-8931", "0086 138 1234
 * 8931" →
 *  "+8613812348931"; with @region "CN" also "13812348931", and "021-5555 0123" → "+862155550123"; "(555) 555-0123" →
 * "+15555550123" when "US"; other regions (and NULL) keep national digits. Full-width forms are read. NULL with
 * RT_ERROR_INVALID (no field) when it cannot be a phone number (fewer than 5 or more than 15 digits, letters).
 * Normalising twice changes nothing. */
char *rt_phone_normalise (const char *text, const char *region, GError **error);

/** rt_phone_format: groups for reading ("138 1234 8931", "(555) 555-0123", else as it is). */
char *rt_phone_format (const char *normalised);

/** rt_email_check: a plausible address (one @, a dot in the domain, no spaces, length ≤ 254). FALSE with
 * RT_ERROR_INVALID (no field). */
gboolean rt_email_check (const char *text, GError **error);

G_END_DECLS
