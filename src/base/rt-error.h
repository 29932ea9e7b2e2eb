/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RtError:
 * The one error domain of Rolltop. A program acts on the code; a clerk reads the message, which is one whole,
 * translated sentence that says what happened and what to do next. Messages never hold SQL, stored values or secrets.
 * Cancellation is always %G_IO_ERROR_CANCELLED.
 */
typedef enum
{
  RT_ERROR_FAILED,      /* something that has no better name */
  RT_ERROR_DENIED,      /* the person's rights do not cover it */
  RT_ERROR_LOCKED,      /* nobody is signed in, or the keyring is locked */
  RT_ERROR_WRONG_KEY,   /* the store does not open with this key */
  RT_ERROR_KEY_MISSING, /* a store is there, its key is not in the keyring */
  RT_ERROR_NO_KEYRING,  /* no Secret Service answers on the session bus */
  RT_ERROR_DAMAGED,     /* the file or a sealed value fails its check */
  RT_ERROR_BUSY,        /* another process holds the store */
  RT_ERROR_DISK_FULL,
  RT_ERROR_READ_ONLY,
  RT_ERROR_NEWER,    /* written by a newer Rolltop: left untouched */
  RT_ERROR_CONFLICT, /* somebody else changed the record meanwhile */
  RT_ERROR_INVALID,  /* a value does not pass its check; rt_error_get_field() names it */
  RT_ERROR_NOT_FOUND,
  RT_ERROR_EXISTS,      /* would replace something that must stay */
  RT_ERROR_WRONG_LOGIN, /* name, password or code is wrong; never says which */
  RT_ERROR_WAIT,        /* too many attempts; try again later */
  RT_ERROR_UNSUPPORTED, /* the machine lacks something, e.g. SQLCipher 4 */
  RT_ERROR_TOO_LARGE,
} RtError;

#define RT_ERROR (rt_error_quark ())
/** rt_error_quark: the domain. Any thread, as everything here. */
GQuark rt_error_quark (void);

/**
 * rt_error_set_invalid:
 * Sets an %RT_ERROR_INVALID that names the field it is about (e.g. "customer.phone", "order.line.2.quantity").
 * @error: where to put it; NULL for nowhere. @field: copied; NULL when only the caller knows it (it then adds it, see
 * rt_error_set_field()). @message is a whole translated sentence and is not a format.
 * Gives FALSE, for "return rt_error_set_invalid (…);".
 */
gboolean rt_error_set_invalid (GError **error, const char *field, const char *message);

/** rt_error_refuse: sets @error and gives FALSE, for "return rt_error_refuse (…);". @message: a whole translated
 * sentence, not a format. */
gboolean rt_error_refuse (GError **error, RtError code, const char *message);

/** rt_error_set_field: names the field of an %RT_ERROR_INVALID that came without one; leaves every other error as it
 * is. Accepts NULL. */
void rt_error_set_field (GError *error, const char *field);

/** rt_error_get_field: the field of an %RT_ERROR_INVALID, borrowed from @error, or NULL. */
const char *rt_error_get_field (const GError *error);

/** rt_error_code_name: stable lower-case name of a code for programs ("denied", "wrong-key"). Static; never NULL
 *  ("failed" for a number that is no RtError). */
const char *rt_error_code_name (int code);

G_END_DECLS
