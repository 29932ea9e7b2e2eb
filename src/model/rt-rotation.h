/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-work.h"

G_BEGIN_DECLS

/**
 * Rotation: a new version of a class key (or of the look-up key) whenever somebody who held it no longer needs it, and
 * every value sealed anew under it, so that a key that was kept opens nothing that is in the file from then on
 * (product.md §3, architecture.md, Must hold 3).
 *
 * Asked for in the transaction that takes the key away, by whoever takes it, who may not hold it: then it waits until
 * somebody who holds it and may renew keys (KEYS_MANAGE) signs in. It is run in small steps (rt-rotation-run.h).
 *
 * Not rotated: the first key of the log (RT_KEY_AUDIT), since the chain was begun with it.
 */

/** Why a key is renewed; stable words in the store and the log. */
#define RT_ROTATION_DISABLED "disabled" /* an account was switched off */
#define RT_ROTATION_RESET    "reset"    /* an account began anew */
#define RT_ROTATION_ROLES    "roles"    /* somebody lost a role */
#define RT_ROTATION_MATRIX   "matrix"   /* a role sees less */
#define RT_ROTATION_WANTED   "wanted"   /* somebody who may renew keys asked for it */

/** rt_rotation_ask: asks for a new version of the key of @slot, and records it; nothing more when it is asked for
 * already and not begun. Nothing at all for the log's key and for classes without a key. Inside the caller's
 * transaction, as somebody who may take keys away: STAFF_MANAGE, STAFF_ADMIT, MATRIX_WRITE or KEYS_MANAGE. @reason one
 * of the above. */
gboolean rt_rotation_ask (RtWork *work, guint slot, const char *reason, GError **error);
/** rt_rotation_ask_all: for each bit of @slots (1 << slot), as rt_grants_take() gives them. */
gboolean rt_rotation_ask_all (RtWork *work, guint32 slots, const char *reason, GError **error);
/** rt_rotation_ask_every: for every key there is, because somebody who may renew keys wants it: KEYS_MANAGE. */
gboolean rt_rotation_ask_every (RtWork *work, GError **error);

G_END_DECLS
