/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-class-keys.h"

G_BEGIN_DECLS

/**
 * A sealed value: the fields of one class of one record, XChaCha20-Poly1305-IETF with a random nonce
 * (doc/file-format.md).
 *
 * - Layout: u8 format (1), u8 class, u32le key version, 24 bytes nonce, ciphertext and tag.
 * - Plaintext: rt-packed.h (fields ascend, each once, none empty), padded with sodium_pad() to a multiple of 64 bytes
 * so that the length tells little.
 * - Additional data: "rolltop-seal", u8 format, u8 class, u32le key version, u16le length of the table's name, the
 * name, i64le row.
 *
 * So a blob does not open in another row, table, class or version. An older blob of the same row and version does open;
 * putting one there takes the store key.
 *
 * The masked form stored beside it has the plaintext's layout, without padding and without a key: SQLCipher alone
 * guards it. All functions here: any thread; made for thousands per second: no locked memory is allocated, buffers are
 * wiped.
 */
#define RT_SEAL_FORMAT   1
#define RT_SEAL_OVERHEAD 46 /* header, nonce and tag */
#define RT_SEAL_BLOCK    64
#define RT_SEAL_MAX_SIZE (16 * 1024 * 1024)

/** rt_seal_fields: @values has RT_N_FIELDS entries, NULL or "" where nothing; takes those of @klass. Sealed under the
 * newest key version held. NULL without an error when none is set: store NULL. @table is the schema's name; @row its
 * id, greater than 0 (taken before sealing). Errors: RT_ERROR_DENIED without the class key (or for money, which is
 * never sealed), RT_ERROR_TOO_LARGE, RT_ERROR_INVALID for text that is not UTF-8. */
GBytes *rt_seal_fields (const RtClassKeys *keys, RtClass klass, const char *table, gint64 row, char *const *values,
                        GError **error);

/** rt_open_fields: puts the fields of the blob into @values (RT_N_FIELDS entries; new strings, wipe with
 * rt_wipe_string; a string already there is wiped and replaced). Entries of other classes, and of fields that the blob
 * does not hold, are left alone. A NULL @blob holds nothing: TRUE. On failure @values is as before. Errors:
 * RT_ERROR_DENIED without the key, RT_ERROR_DAMAGED when it does not verify. */
gboolean rt_open_fields (const RtClassKeys *keys, RtClass klass, const char *table, gint64 row, const guint8 *blob,
                         gsize size, char **values, GError **error);

/** rt_seal_renew: the same content, byte for byte, sealed anew under the newest version held; for a rotation. NULL with
 * RT_ERROR_DENIED without the key that it is sealed under, RT_ERROR_DAMAGED when it does not verify. */
GBytes *rt_seal_renew (const RtClassKeys *keys, RtClass klass, const char *table, gint64 row, const guint8 *blob,
                       gsize size, GError **error);

/** rt_seal_version: the key version a blob was sealed under, 0 when it cannot be a blob. Not verified: for finding what
 * a rotation still has to do. */
guint32 rt_seal_version (const guint8 *blob, gsize size);

/** rt_mask_fields: the masked form to be stored beside the blob: field numbers and masked texts by rt_field_mask()
 * (region fields and masks; "" means on file). NULL when nothing. No clear value is in it but the region of an address.
 */
GBytes *rt_mask_fields (RtClass klass, char *const *values);
/** rt_unpack_masked: reads it back into @values, as rt_open_fields() does. Malformed: RT_ERROR_DAMAGED. */
gboolean rt_unpack_masked (RtClass klass, const guint8 *blob, gsize size, char **values, GError **error);

/** rt_lookup_digest: keyed BLAKE2b-256 of "rolltop-lookup-1", @kind, NUL and the normalised phone number or e-mail
 * address, under the newest lookup key; the only index over sealed values. @kind "phone" or "email" (RT_ERROR_FAILED
 * else). RT_ERROR_DENIED when the keys do not hold the lookup key. 32 bytes. @normalised: rt_phone_normalise(), or the
 * lower-case address; both phone columns use "phone". */
GBytes *rt_lookup_digest (const RtClassKeys *keys, const char *kind, const char *normalised, GError **error);

/** rt_lookup_digest_before: the same under the next older version that is held than *version, which is set to it: while
 * a rotation goes on some rows still have that one. NULL without an error when there is none. */
GBytes *rt_lookup_digest_before (const RtClassKeys *keys, guint32 *version, const char *kind, const char *normalised);

G_END_DECLS
