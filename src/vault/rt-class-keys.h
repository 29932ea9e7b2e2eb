/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-vault-types.h"
#include "rt-matrix.h"
#include "rt-secret.h"

G_BEGIN_DECLS

/** Slots of keys wrapped to people: the sealed classes, and two more that go by right instead of by class. Stored:
 * never renumber. */
#define RT_KEY_LOOKUP          RT_N_CLASSES /* phone look-up index: those who may CUSTOMER_LOOKUP or CUSTOMER_WRITE */
#define RT_KEY_AUDIT           (RT_N_CLASSES + 1) /* the first key of the log chain: those who may LOG_VERIFY */
#define RT_N_KEYS              (RT_N_CLASSES + 2)

#define RT_CLASS_KEY_SIZE      32
#define RT_CLASS_KEY_LINK_SIZE 32

/** rt_roles_need_key: which keys a set of roles is given (product.md §3). Money has none, and neither has a slot that
 * does not exist.
 *  Who may let others in (STAFF_ADMIT) is given every key, to wrap them on; policy and gate still hide from them what
 * the matrix hides.
 *  @matrix decides for the classes and is not NULL. Pure; any thread. */
gboolean rt_roles_need_key (const RtMatrix *matrix, RtRoles roles, guint slot);

/**
 * RtClassKeys:
 * A set of class keys, versions included, in locked memory. Owned by the session on the vault's threads. Any thread may
 * read while another one adds a version (a rotation does); a key that is held stays where it is until the last
 * reference goes. Counting references is atomic.
 */
RtClassKeys *rt_class_keys_new (void);
RtClassKeys *rt_class_keys_ref (RtClassKeys *self);
/** rt_class_keys_unref: the last one wipes; accepts NULL. */
void rt_class_keys_unref (RtClassKeys *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtClassKeys, rt_class_keys_unref)

/** rt_class_keys_take: consumes @key. FALSE (and the key is wiped) when it is not 32 bytes, @slot does not exist or
 * @version is 0, or when this slot and version is held already: that key stays. */
gboolean rt_class_keys_take (RtClassKeys *self, guint slot, guint32 version, RtSecret *key);
/** rt_class_keys_get: borrowed; NULL when not held, and for a NULL @self. */
const RtSecret *rt_class_keys_get (const RtClassKeys *self, guint slot, guint32 version);
/** rt_class_keys_current: the newest version held, 0 for none. New values are sealed with it. */
guint32 rt_class_keys_current (const RtClassKeys *self, guint slot);
gboolean rt_class_keys_has (const RtClassKeys *self, guint slot);

/** rt_class_key_link: proof that version n+1 was made by a holder of version n: BLAKE2b-256 of
 * "rolltop-class-key-link-1", slot, version (both u32le) and @key, keyed by the former key. The oldest version there is
 * (1, or the one that a finished rotation left) has no former: pass NULL, and it is keyed by the key itself. Both keys
 * are 32 bytes. */
void rt_class_key_link (const RtSecret *former, const RtSecret *key, guint slot, guint32 version,
                        guint8 out[RT_CLASS_KEY_LINK_SIZE]);
/** rt_class_key_link_fits: whether the stored @link is the one rt_class_key_link() makes. Constant time. Without it, a
 * key put in place by somebody who only has the file (a wrapped key needs no secret to make) would be taken for the
 * store's own. @former NULL only when there is no version before it in the store. */
gboolean rt_class_key_link_fits (const RtSecret *former, const RtSecret *key, guint slot, guint32 version,
                                 const guint8 *link, gsize size);

/** rt_class_key_vouch: proof that a holder of @key gave it to this person with this public key: BLAKE2b-256 of
 * "rolltop-class-key-vouch-1", slot, version (both u32le), staff id (i64le, 0 the recovery sheet) and public key, keyed
 * by @key. Stands beside the wrapped key. A new version is wrapped only to whom the former vouches for, so somebody who
 * has the file, but not the key, gets none by putting a public key of their own in a person's place. */
void rt_class_key_vouch (const RtSecret *key, guint slot, guint32 version, gint64 staff_id, const guint8 public_key[32],
                         guint8 out[RT_CLASS_KEY_LINK_SIZE]);
/** rt_class_key_vouches: whether the stored @proof is the one rt_class_key_vouch() makes. Constant time; NULL does not
 * fit. */
gboolean rt_class_key_vouches (const RtSecret *key, guint slot, guint32 version, gint64 staff_id,
                               const guint8 public_key[32], const guint8 *proof, gsize size);

G_END_DECLS
