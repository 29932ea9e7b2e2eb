/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which class keys are wrapped to whom. On the vault's threads, inside the caller's transaction. For the model only. */
#pragma once

#include "rt-class-keys.h"
#include "rt-db.h"

G_BEGIN_DECLS

#define RT_GRANTS_RECOVERY 0 /* in place of a staff id: the recovery sheet */

/** rt_grants_slot_has_key: whether there is such a key at all. */
gboolean rt_grants_slot_has_key (guint slot);

/** rt_grants_name: "contact", "lookup", "audit": for contexts and the log. Static. */
const char *rt_grants_name (guint slot);

/** rt_grants_create: at set-up: version 1 of every key, linked, and wrapped to the recovery sheet and to the first
 * person. The audit key is the first key of the log, @audit_key. System gate. */
gboolean rt_grants_create (RtDb *db, gint64 now, const RtSecret *audit_key, const guint8 recovery_key[32],
                           gint64 staff_id, const guint8 public_key[32], GError **error);

/** rt_grants_load: the keys wrapped to @staff_id that open with @secret_key and are linked to the ones before. *bad
 * counts those that did not. A key whose newest version is not theirs is left out: they no longer need it, and nothing
 * may be sealed under a version that is being given up. System gate. */
RtClassKeys *rt_grants_load (RtDb *db, gint64 staff_id, const RtSecret *secret_key, guint *bad, GError **error);

/** rt_grants_give: wraps all versions of what @roles need to a person, from @keys. *missing counts needed keys that are
 * not in @keys. */
gboolean rt_grants_give (RtDb *db, const RtClassKeys *keys, const RtMatrix *matrix, RtRoles roles, gint64 staff_id,
                         const guint8 public_key[32], guint *missing, GError **error);

/** rt_grants_take: removes a person's wraps of every key that @roles do not need (0: all). *taken: bits of the slots
 * (1 << slot) that they held until now; ask for their rotation (rt_rotation_ask_all()). */
gboolean rt_grants_take (RtDb *db, const RtMatrix *matrix, RtRoles roles, gint64 staff_id, guint32 *taken,
                         GError **error);

/** rt_grants_lacking: how many of the keys that @roles need are not wrapped to the person. */
gboolean rt_grants_lacking (RtDb *db, const RtMatrix *matrix, RtRoles roles, gint64 staff_id, guint *lacking,
                            GError **error);

/** rt_grants_store_key: a version of a key, linked to @former (NULL: there is none before it). System gate. */
gboolean rt_grants_store_key (RtDb *db, guint slot, guint32 version, const RtSecret *former, const RtSecret *key,
                              gint64 now, GError **error);
/** rt_grants_wrap: gives one version to one public key, and vouches for it. */
gboolean rt_grants_wrap (RtDb *db, guint slot, guint32 version, const RtSecret *key, gint64 staff_id,
                         const guint8 public_key[32], GError **error);
/** rt_grants_newest: the newest version of a key that is in the store; 0 none. Any gate of somebody signed in. */
gboolean rt_grants_newest (RtDb *db, guint slot, guint32 *version, GError **error);

G_END_DECLS
