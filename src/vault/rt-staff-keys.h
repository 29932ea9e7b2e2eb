/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-secret.h"
#include "rt-kdf.h"
#include "rt-box.h"
#include "rt-password.h"

G_BEGIN_DECLS

/**
 * RtStaffLock:
 * A person's X25519 key pair: the public half readable in the store, the secret half sealed with a key made from the
 * password by Argon2id. sealed: 24 bytes nonce · ciphertext and tag (XChaCha20-Poly1305-IETF); additional data
 * "rolltop-staff-lock-1" · public key · salt · passes u32le · KiB u32le, so neither half nor the cost can be exchanged
 * unseen. Plain value; clear with rt_staff_lock_clear().
 */
typedef struct
{
  guint8 public_key[32];
  guint8 salt[16];
  RtKdfCost cost;
  GBytes *sealed; /* owned */
} RtStaffLock;

#define RT_STAFF_LOCK_SEALED_SIZE 72

void rt_staff_lock_clear (RtStaffLock *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RtStaffLock, rt_staff_lock_clear)

/** rt_staff_lock_make: a new pair behind @password (see rt_kdf_stretch() for what it may be and the errors).
 * *secret_key, 32 bytes, is given to the caller; it may be NULL. @out is written only on success. Blocking: any thread
 * but the main one. */
gboolean rt_staff_lock_make (RtStaffLock *out, const RtSecret *password, RtKdfCost cost, RtSecret **secret_key,
                             GError **error);

/** rt_staff_lock_open: the secret key; RT_ERROR_WRONG_LOGIN when the password does not fit (or cannot be one), which is
 * also what a tampered record gives; RT_ERROR_DAMAGED when the record cannot be one at all. Blocking: any thread but
 * the main one. */
RtSecret *rt_staff_lock_open (const RtStaffLock *self, const RtSecret *password, GError **error);

/** rt_staff_lock_open_nobody: for an unknown login: the same work and the same error, so that the time does not tell
 * who exists (faults.md L6). */
void rt_staff_lock_open_nobody (const RtSecret *password, RtKdfCost cost, GError **error);

/** rt_staff_lock_change: the same pair behind a new password, with a new salt and nonce. @secret_key must be this
 * lock's: RT_ERROR_WRONG_KEY.
 *  @self stays as it was on failure. Blocking: any thread but the main one. */
gboolean rt_staff_lock_change (RtStaffLock *self, const RtSecret *secret_key, const RtSecret *new_password,
                               RtKdfCost cost, GError **error);

G_END_DECLS
