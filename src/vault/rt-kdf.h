/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-secret.h"

G_BEGIN_DECLS

/** What stretching a password costs: Argon2id version 1.3 with one lane (RFC 9106). Plain value. */
typedef struct
{
  guint32 ops;     /* passes */
  guint32 mem_kib; /* memory, KiB */
} RtKdfCost;

extern const RtKdfCost RT_KDF_COST_DEFAULT; /* 64 MiB, 3 passes */
extern const RtKdfCost
  RT_KDF_COST_MINIMUM; /* OWASP: 19 MiB, 2 passes; weaker is refused unless rt_kdf_allow_weak (tests only) was called */
extern const RtKdfCost RT_KDF_COST_MAXIMUM; /* 1 GiB, 16 passes: a damaged or forged record must not stop the machine */

#define RT_KDF_SALT_SIZE      16
#define RT_PASSWORD_MAX_BYTES 1024

/** rt_kdf_cost_is_allowed: between minimum and maximum, both numbers. */
gboolean rt_kdf_cost_is_allowed (RtKdfCost cost);

/** rt_kdf_allow_weak: lets costs below the minimum pass in this process. For tests, which stretch many passwords; no
 * program calls it. */
void rt_kdf_allow_weak (gboolean allow);

/**
 * rt_kdf_stretch: 32 bytes from a password.
 * @password: UTF-8 without a terminating NUL, 1 to RT_PASSWORD_MAX_BYTES bytes. The NFC form is what is stretched, so
 * the same password typed on another keyboard layout gives the same key (faults.md L9). Nothing is cut off. Errors:
 * RT_ERROR_INVALID (field "password") when it is empty, too long, not UTF-8 or holds a NUL; RT_ERROR_UNSUPPORTED when
 * the cost is not allowed or the memory for it is not there. Blocking (hundreds of ms): any thread but the main one.
 */
RtSecret *rt_kdf_stretch (const RtSecret *password, const guint8 salt[RT_KDF_SALT_SIZE], RtKdfCost cost,
                          GError **error);

/** rt_password_normalise: the NFC form (UAX #15), made wholly in locked memory. Errors: RT_ERROR_INVALID as
 * rt_kdf_stretch(). Any thread. */
RtSecret *rt_password_normalise (const RtSecret *password, GError **error);

G_END_DECLS
