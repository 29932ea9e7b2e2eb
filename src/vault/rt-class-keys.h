/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-vault-types.h"
#include "rt-matrix.h"
#include "rt-secret.h"

G_BEGIN_DECLS

/** Slots of keys wrapped to people: the sealed classes, and two more that go by right instead of by class. */
#define RT_KEY_LOOKUP RT_N_CLASSES          /* phone look-up index: those who may CUSTOMER_LOOKUP or CUSTOMER_WRITE */
#define RT_KEY_AUDIT (RT_N_CLASSES + 1)     /* the first key of the log chain: those who may LOG_VERIFY */
#define RT_N_KEYS (RT_N_CLASSES + 2)

/** rt_roles_need_key: which keys a set of roles is given. Money has none. */
gboolean rt_roles_need_key (const RtMatrix *matrix, RtRoles roles, guint slot);

/** A set of class keys, versions included, in locked memory. Owned by the session on the vault's threads; reading is thread-safe after building. */
RtClassKeys *rt_class_keys_new (void);
RtClassKeys *rt_class_keys_ref (RtClassKeys *self);
void rt_class_keys_unref (RtClassKeys *self);            /* the last one wipes */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RtClassKeys, rt_class_keys_unref)

void rt_class_keys_take (RtClassKeys *self, guint slot, guint32 version, RtSecret *key);
const RtSecret *rt_class_keys_get (const RtClassKeys *self, guint slot, guint32 version);   /* NULL when not held */
guint32 rt_class_keys_current (const RtClassKeys *self, guint slot);                         /* newest version held, 0 none */
gboolean rt_class_keys_has (const RtClassKeys *self, guint slot);

/** rt_class_keys_link: proof that version n+1 was made by a holder of version n: keyed BLAKE2b under the former key (version 1: under the new one). 32 bytes. */
void rt_class_key_link (const RtSecret *former, const RtSecret *key, guint slot, guint32 version, guint8 out[32]);

G_END_DECLS
