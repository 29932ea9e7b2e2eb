/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-class-keys.h"

G_BEGIN_DECLS

/**
 * A sealed value: the fields of one class of one record, XChaCha20-Poly1305 with a random nonce. Layout (doc/file-format.md):
 *   u8 format (1) · u8 class · u32le key version · 24 bytes nonce · ciphertext and tag
 * Plaintext: GVariant "a(qs)" little-endian, field number and text, padded with sodium_pad() to 64 bytes so that the length tells little.
 * Additional data: "rolltop-seal" · format · class · key version · table name · row id. So a blob does not open in another row, table, class or version.
 */

/** rt_seal_fields: @values has RT_N_FIELDS entries, NULL where nothing; takes those of @klass. NULL (no error) when none is set.
 *  Errors: RT_ERROR_DENIED without the class key. Vault threads. */
GBytes *rt_seal_fields (const RtClassKeys *keys, RtClass klass, const char *table, gint64 row, char *const *values, GError **error);

/** rt_open_fields: puts the fields of the blob into @values (new strings, wipe with rt_wipe_string). RT_ERROR_DENIED without the key,
 *  RT_ERROR_DAMAGED when it does not verify. */
gboolean rt_open_fields (const RtClassKeys *keys, RtClass klass, const char *table, gint64 row, const guint8 *blob, gsize size, char **values, GError **error);

/** rt_mask_fields: the masked form to be stored beside the blob: GVariant "a(qs)" of field and masked text (region fields and masks; "" = on file). NULL when nothing. */
GBytes *rt_mask_fields (RtClass klass, char *const *values);
/** rt_unpack_masked: reads it back into @values. Malformed → RT_ERROR_DAMAGED. */
gboolean rt_unpack_masked (RtClass klass, const guint8 *blob, gsize size, char **values, GError **error);

/** rt_lookup_digest: keyed BLAKE2b-256 of a normalised phone number or e-mail address under the lookup key; the only index over sealed values.
 *  @kind "phone" or "email". RT_ERROR_DENIED when the keys do not hold the lookup key. 32 bytes. */
GBytes *rt_lookup_digest (const RtClassKeys *keys, const char *kind, const char *normalised, GError **error);

G_END_DECLS
