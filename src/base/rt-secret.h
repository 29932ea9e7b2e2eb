/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RtSecret:
 * Bytes nobody else may see: allocated with sodium_malloc (locked, not dumped, guard pages, wiped when freed).
 * Not reference-counted and never copied implicitly. Any thread, one owner at a time.
 */
typedef struct _RtSecret RtSecret;

/** rt_secret_system_init: initialises libsodium; call once before anything else. FALSE with an error if it cannot. Also
 *  switches core dumps off (PR_SET_DUMPABLE 0, RLIMIT_CORE 0; faults.md finding 9) when @harden is TRUE. */
gboolean rt_secret_system_init (gboolean harden, GError **error);

RtSecret *rt_secret_new (gsize size);                                  /* zeroed */
RtSecret *rt_secret_new_random (gsize size);
RtSecret *rt_secret_new_from (gconstpointer data, gsize size);         /* copies; caller wipes its own copy */
RtSecret *rt_secret_new_from_hex (const char *hex, gsize size);        /* NULL when @hex is not exactly 2*size hex digits */
RtSecret *rt_secret_copy (const RtSecret *self);
void rt_secret_free (RtSecret *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtSecret, rt_secret_free)

gsize rt_secret_get_size (const RtSecret *self);
const guint8 *rt_secret_peek (const RtSecret *self);
guint8 *rt_secret_peek_writable (RtSecret *self);
gboolean rt_secret_equal (const RtSecret *a, const RtSecret *b);       /* constant time for equal sizes */

/** rt_secret_to_hex: lower-case hex, NUL-terminated, in a new RtSecret (size 2*n+1). */
RtSecret *rt_secret_to_hex (const RtSecret *self);

/** rt_secret_derive: one purpose, one key (NIST SP 800-57): keyed BLAKE2b-256 of @label under @self. 32 bytes. */
RtSecret *rt_secret_derive (const RtSecret *self, const char *label);

/** rt_wipe_string: overwrites a NUL-terminated string before g_free(); accepts NULL. */
void rt_wipe_string (char *text);

G_END_DECLS
