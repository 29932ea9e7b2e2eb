/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One-time codes and recovery codes as rows. The secret of the codes is sealed to the person's own public key, and the
 * digests of recovery codes are made with a key from its secret half: without the right password there is nothing to
 * check a code against. On the vault's threads. For the model only. */
#pragma once

#include "rt-accounts.h"
#include "rt-spare-code.h"
#include "rt-totp.h"

G_BEGIN_DECLS

/** What a typed code was. */
typedef struct
{
  gboolean right;
  gint64 step;   /* of the one-time code; the account's own when it was none */
  GBytes *spare; /* digest of the recovery code; NULL: it was none */
} RtSecondFactor;
void rt_second_factor_clear (RtSecondFactor *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RtSecondFactor, rt_second_factor_clear)

/** rt_second_factor_check: @typed against the codes of @account, whose secret key is given; @secret_key NULL (the
 * password was wrong) and an account without codes take the same work, and are never right. @typed may be NULL. What
 * cannot be opened is not right. FALSE only when the store cannot be read. System gate. */
gboolean rt_second_factor_check (RtDb *db, const RtAccount *account, const RtSecret *secret_key, const RtSecret *typed,
                                 gint64 now, RtSecondFactor *out, GError **error);

/** rt_second_factor_use_spare: the recovery code is used up; *fits FALSE when it was before (faults.md L7). *left: how
 * many are not. System gate. */
gboolean rt_second_factor_use_spare (RtDb *db, gint64 staff, GBytes *digest, gint64 now, gboolean *fits, gint64 *left,
                                     GError **error);

/** rt_second_factor_store: the secret and the recovery codes of somebody who has none; *fits FALSE when the account
 * changed since @seen was read. @codes: RtSecret. System gate. */
gboolean rt_second_factor_store (RtDb *db, const RtAccount *seen, const RtSecret *secret_key, const RtSecret *secret,
                                 gint64 step, GPtrArray *codes, gint64 now, gboolean *fits, GError **error);

/** rt_second_factor_renew_codes: the former recovery codes are void, and @codes (RtSecret) take their place; the
 * authenticator stays. System gate. */
gboolean rt_second_factor_renew_codes (RtDb *db, gint64 staff, const RtSecret *secret_key, GPtrArray *codes,
                                       GError **error);

/** rt_second_factor_remove: the person's codes are void; where the store asks for codes they set up new ones at their
 * next sign-in. ACCOUNTS or system gate. */
gboolean rt_second_factor_remove (RtDb *db, gint64 staff, GError **error);

/** rt_second_factor_in_use: whether anybody here is asked for codes: because the store asks some role, or because
 * somebody has them. Locked or system gate. */
gboolean rt_second_factor_in_use (RtDb *db, gboolean *in_use, GError **error);

G_END_DECLS
