/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-vault-types.h"
#include "rt-secret.h"

G_BEGIN_DECLS

/**
 * RtRecovery: 256 random bits printed once on the recovery sheet. The store key and the recovery key pair are derived from it, each by its own
 * label, so sheet and file alone bring everything back, and the keyring's store key tells nothing about the sheet.
 * On paper: 14 groups of 4 characters of Crockford's base 32 (no I, L, O, U): 52 for the secret, 4 for a checksum; groups are numbered.
 */
RtRecovery *rt_recovery_new_random (void);
void rt_recovery_free (RtRecovery *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtRecovery, rt_recovery_free)

RtSecret *rt_recovery_to_text (const RtRecovery *self);                /* "7KQX-…", NUL-terminated */
/** rt_recovery_from_text: forgiving about case, spaces, dashes, I/L/1 and O/0. RT_ERROR_INVALID says which group does not fit where it can. */
RtRecovery *rt_recovery_from_text (const char *typed, GError **error);

RtSecret *rt_recovery_store_key (const RtRecovery *self);              /* 32 bytes */
RtSecret *rt_recovery_secret_key (const RtRecovery *self, guint8 public_key[32]);

G_END_DECLS
