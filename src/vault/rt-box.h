/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-secret.h"

G_BEGIN_DECLS

/**
 * Things sealed to a person's (or the recovery sheet's) public key with crypto_box_seal: a key for one purpose, or
 * longer content. Anyone can seal, only the holder of the secret half can open; who sealed is not proven (for class
 * keys rt-class-keys.h chains that).
 *
 * - Inside: "rolltop-wrap-1" or "rolltop-box-1", u16le length of the context, context, content; padded with
 *   sodium_pad() to a multiple of 64 (keys) or 256 bytes.
 *
 * So a key does not open as content, nor in another context, and the length of a draft tells little. All functions:
 * any thread, not slow.
 */
#define RT_BOX_KEY_SIZE    32
#define RT_WRAP_MAX_KEY    1024
#define RT_BOX_MAX_CONTENT (64 * 1024 * 1024)
#define RT_BOX_MAX_CONTEXT 256

/** rt_wrap_to: seals a key of 1 to 1024 bytes to a public key; rt_unwrap opens it. @context ("class contact 1") is
 * inside and compared. Errors: RT_ERROR_FAILED when key, context or public key cannot be used. */
GBytes *rt_wrap_to (const guint8 public_key[RT_BOX_KEY_SIZE], const RtSecret *key, const char *context, GError **error);
/** rt_unwrap: RT_ERROR_DAMAGED when it does not open with @secret_key, or was wrapped in another context. @wrapped may
 * be NULL: damaged. */
RtSecret *rt_unwrap (const RtSecret *secret_key, GBytes *wrapped, const char *context, GError **error);

/** rt_box_to, rt_unbox: the same for longer content, up to 64 MiB: a person's unfinished work (drafts). The bytes that
 * rt_unbox gives wipe themselves when freed. RT_ERROR_TOO_LARGE beyond. */
GBytes *rt_box_to (const guint8 public_key[RT_BOX_KEY_SIZE], GBytes *content, const char *context, GError **error);
GBytes *rt_unbox (const RtSecret *secret_key, GBytes *boxed, const char *context, GError **error);

/** rt_bytes_new_wiping: takes @size bytes of g_malloc()ed @data into a GBytes that overwrites them before they are
 * freed. */
GBytes *rt_bytes_new_wiping (guint8 *data, gsize size);

G_END_DECLS
