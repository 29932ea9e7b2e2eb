/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-vault-types.h"
#include "rt-secret.h"

G_BEGIN_DECLS

/**
 * RtRecovery:
 * 256 random bits printed once on the recovery sheet. The store key and the recovery key pair are derived from it, each
 * by its own label, so sheet and file alone bring everything back, and the keyring's store key tells nothing about the
 * sheet.
 *
 * On paper: 14 groups of 4 characters of Crockford's base 32 (no I, L, O, U), numbered from 1: 52 characters for the
 * secret (the last one ends in four zero bits) and 4 for the checksum. With v1 … v52 the values of the first 52, the
 * checksum is the two numbers A = v1 + v2 + … + v52 mod 1021 and B = 1·v1 + 2·v2 + … + 52·v52 mod 1021, two characters
 * each. As 1021 is a prime above 52, every one or two wrong characters and every swap of two are noticed,
 * and one wrong character can be told by its place (the same idea as the check digit of a book number, twice). Two
 * groups that change places are noticed unless their sums are equal; the sheet then opens nothing.
 * Immutable; any thread.
 */
#define RT_RECOVERY_GROUPS      14
#define RT_RECOVERY_GROUP_SIZE  4
#define RT_RECOVERY_TEXT_LENGTH (RT_RECOVERY_GROUPS * (RT_RECOVERY_GROUP_SIZE + 1) - 1)

/** rt_recovery_new_random: a new secret. Free with rt_recovery_free(), which accepts NULL and wipes. */
RtRecovery *rt_recovery_new_random (void);
void rt_recovery_free (RtRecovery *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtRecovery, rt_recovery_free)

/** rt_recovery_copy: NULL for NULL. */
RtRecovery *rt_recovery_copy (const RtRecovery *self);

/** rt_recovery_to_text: "7KQX-…", RT_RECOVERY_TEXT_LENGTH characters and a NUL. */
RtSecret *rt_recovery_to_text (const RtRecovery *self);
/** rt_recovery_from_text: forgiving about case, spaces, dashes, full-width letters and digits, I/L/1 and O/0. NULL with
 * RT_ERROR_INVALID (field "recovery") that says which group does not fit where it can; never repeats what was typed.
 * @typed may be NULL; the caller wipes it. */
RtRecovery *rt_recovery_from_text (const char *typed, GError **error);

/** rt_recovery_has_group: whether @typed is the group number @group (from 1) of this sheet, as forgiving as
 * rt_recovery_from_text(): shows that somebody has the sheet before them. */
gboolean rt_recovery_has_group (const RtRecovery *self, guint group, const char *typed);

/** rt_recovery_store_key: the key of the SQLCipher file, 32 bytes. */
RtSecret *rt_recovery_store_key (const RtRecovery *self);
/** rt_recovery_secret_key: the secret half of the X25519 pair that the class keys are wrapped to, 32 bytes; its public
 * half goes to @public_key. */
RtSecret *rt_recovery_secret_key (const RtRecovery *self, guint8 public_key[32]);

G_END_DECLS
