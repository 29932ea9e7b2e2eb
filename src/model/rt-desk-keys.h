/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is done to the store's own keys from its desk: a new recovery sheet with a new store key, and a manager made
 * with the sheet. Main thread. */
#pragma once

#include "rt-desk.h"

G_BEGIN_DECLS

/**
 * rt_desk_renew_async: gives the store the recovery sheet @fresh and the store key that comes with it, after its groups
 * were confirmed by whoever wrote them down or printed them (rt_recovery_has_group()).
 *
 * Signed in: somebody with KEYS_MANAGE who holds every key, or, with the sheet that is valid now as @current (else
 * NULL), anybody with KEYS_MANAGE. The desk is locked first. A copy of the whole file under the new key is made beside
 * it and checked; in it all keys are wrapped to the new sheet, and none to the former, and that is recorded; its key is
 * put into the keyring, beside the former one, and read back; then the copy takes the place of the file in one step.
 * Killed at any moment, either the file with the former key and sheet stands there or the one with the new, whole, and
 * the keyring has the key of both (faults.md D16). The former key stays in the keyring: it opens copies made before.
 *
 * Afterwards the desk is open and locked, in every case but the one that the new file does not open. FALSE:
 * RT_ERROR_DENIED, RT_ERROR_INVALID (@current is not the sheet), RT_ERROR_NO_KEYRING, RT_ERROR_DISK_FULL …: nothing has
 * changed. @progress: pages.
 */
void rt_desk_renew_async (RtDesk *self, const RtRecovery *fresh, const RtRecovery *current, RtDeskProgress progress,
                          gpointer progress_data, GAsyncReadyCallback callback, gpointer user_data);
gboolean rt_desk_renew_finish (RtDesk *self, GAsyncResult *result, GError **error);

/**
 * rt_desk_restore_manager_async: when no manager is left who can sign in, or all administrators are locked out
 * (faults.md L5): with the recovery sheet, an account that is manager and administrator, active, with every key. A
 * @login that exists already is that person's: new password, roles added, no second factor, no lock-out any more; else
 * a new person called @name. The store is open, by the keyring or by the sheet; nobody need be signed in. Recorded as
 * "recovery.manager". FALSE: RT_ERROR_INVALID (another sheet, or the name or password will not do).
 */
void rt_desk_restore_manager_async (RtDesk *self, const RtRecovery *sheet, const char *login, const char *name,
                                    const RtSecret *password, RtKdfCost cost, GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean rt_desk_restore_manager_finish (RtDesk *self, GAsyncResult *result, GError **error);

G_END_DECLS
