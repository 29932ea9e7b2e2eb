/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RtSecret:
 * Bytes nobody else may see: allocated with sodium_malloc (locked, not dumped, guard pages, wiped when freed).
 * Not reference-counted and never copied implicitly. Any thread, one owner at a time. Every function that returns an
 * RtSecret gives it to the caller, who frees it with rt_secret_free(). Running out of memory ends the process, as
 * g_malloc() does.
 */
typedef struct _RtSecret RtSecret;

/** rt_secret_system_init: initialises libsodium; call once in main(), before anything else. FALSE with
 * RT_ERROR_UNSUPPORTED if it cannot. Also switches core dumps and tracing by the same user off (PR_SET_DUMPABLE 0,
 * RLIMIT_CORE 0; the fault list, finding 9) when @harden is TRUE. Calling it again is harmless. */
gboolean rt_secret_system_init (gboolean harden, GError **error);

/** rt_secret_new: @size zero bytes. */
RtSecret *rt_secret_new (gsize size);
/** rt_secret_new_random: @size bytes of the system's randomness. */
RtSecret *rt_secret_new_random (gsize size);
/** rt_secret_new_from: copies @size bytes of @data (NULL only with 0); the caller wipes its own copy. */
RtSecret *rt_secret_new_from (gconstpointer data, gsize size);
/** rt_secret_new_from_hex: NULL when @hex is NULL or not exactly 2 * @size hex digits of either case. */
RtSecret *rt_secret_new_from_hex (const char *hex, gsize size);
/** rt_secret_copy: NULL for NULL. */
RtSecret *rt_secret_copy (const RtSecret *self);
/** rt_secret_free: wipes and frees; accepts NULL. */
void rt_secret_free (RtSecret *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtSecret, rt_secret_free)

gsize rt_secret_get_size (const RtSecret *self);
/** rt_secret_peek, rt_secret_peek_writable: the bytes, borrowed from @self. */
const guint8 *rt_secret_peek (const RtSecret *self);
guint8 *rt_secret_peek_writable (RtSecret *self);
/** rt_secret_equal: constant time for equal sizes; NULL equals only NULL. */
gboolean rt_secret_equal (const RtSecret *a, const RtSecret *b);

/** rt_secret_to_hex: lower-case hex, NUL-terminated, in a new RtSecret (size 2*n+1). */
RtSecret *rt_secret_to_hex (const RtSecret *self);

/** rt_secret_derive: one purpose, one key (NIST SP 800-57 part 1, 5.2): keyed BLAKE2b-256 of @label under @self. 32
 * bytes. NULL when @self is shorter than 16 or longer than 64 bytes, which is no key. */
RtSecret *rt_secret_derive (const RtSecret *self, const char *label);

/** rt_wipe_string: overwrites a NUL-terminated string and frees it with g_free(); accepts NULL. */
void rt_wipe_string (char *text);

G_END_DECLS
