/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-secret.h"

G_BEGIN_DECLS

/** A person's X25519 key pair: the public half readable in the store, the secret half sealed with a key made from the password by Argon2id. */

typedef struct
{
  guint32 ops;          /* passes */
  guint32 mem_kib;
} RtKdfCost;

extern const RtKdfCost RT_KDF_COST_DEFAULT;   /* 64 MiB, 3 passes */
extern const RtKdfCost RT_KDF_COST_MINIMUM;   /* OWASP: 19 MiB, 2 passes; weaker is refused unless rt_kdf_allow_weak (tests only) was called */

/** rt_kdf_stretch: Argon2id13 of the NFC form of the password, 32 bytes. Blocking (hundreds of ms), any thread but the main one. At most 1024 bytes. */
RtSecret *rt_kdf_stretch (const RtSecret *password, const guint8 salt[16], RtKdfCost cost, GError **error);

typedef struct
{
  guint8 public_key[32];
  guint8 salt[16];
  RtKdfCost cost;
  GBytes *sealed;       /* nonce and ciphertext of the secret key; additional data binds the public key and the cost */
} RtStaffLock;
void rt_staff_lock_clear (RtStaffLock *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RtStaffLock, rt_staff_lock_clear)

/** rt_staff_lock_make: a new pair behind @password. *secret_key may be NULL. Blocking. */
gboolean rt_staff_lock_make (RtStaffLock *out, const RtSecret *password, RtKdfCost cost, RtSecret **secret_key, GError **error);
/** rt_staff_lock_open: the secret key; RT_ERROR_WRONG_LOGIN when the password does not fit. Blocking. */
RtSecret *rt_staff_lock_open (const RtStaffLock *self, const RtSecret *password, GError **error);
/** rt_staff_lock_change: same pair behind a new password. */
gboolean rt_staff_lock_change (RtStaffLock *self, const RtSecret *secret_key, const RtSecret *new_password, RtKdfCost cost, GError **error);

/** rt_wrap_to: seals a key to a public key (crypto_box_seal); rt_unwrap opens it. @context ("class contact 1") is inside and compared. */
GBytes *rt_wrap_to (const guint8 public_key[32], const RtSecret *key, const char *context, GError **error);
RtSecret *rt_unwrap (const RtSecret *secret_key, GBytes *wrapped, const char *context, GError **error);

/** The same for longer content: a person's unfinished work (drafts). */
GBytes *rt_box_to (const guint8 public_key[32], GBytes *content, const char *context, GError **error);
GBytes *rt_unbox (const RtSecret *secret_key, GBytes *boxed, const char *context, GError **error);

/** rt_password_check: product rules after NIST SP 800-63B: 10 to 256 characters, not on the list of common ones, not the login. RT_ERROR_INVALID. */
gboolean rt_password_check (const RtSecret *password, const char *login, GError **error);

G_END_DECLS
