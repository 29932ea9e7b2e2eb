/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A new version of a class key, given to whoever held the former one and still needs it. On the writer, inside the
 * caller's transaction, under the system gate. For rotations only. */
#pragma once

#include "rt-class-keys.h"
#include "rt-db.h"

G_BEGIN_DECLS

/** Who runs the rotation: given the key whatever else is in the store. */
typedef struct
{
  gint64 staff_id;
  const guint8 *public_key; /* 32 bytes */
} RtGrantsHolder;

/** What a new version led to. */
typedef struct
{
  guint32 version;
  RtSecret *key;    /* owned */
  guint people;     /* who were given it */
  GArray *unproven; /* gint64: who hold the former version, but nobody vouches for their public key; owned */
} RtGrantsRenewed;
void rt_grants_renewed_clear (RtGrantsRenewed *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RtGrantsRenewed, rt_grants_renewed_clear)

/** rt_grants_sheet_is_proven: whether the newest version held vouches for the public key of the recovery sheet. When it
 * does not (a store from before that was kept, or a key that somebody put there), nothing new may be wrapped to it. */
gboolean rt_grants_sheet_is_proven (RtDb *db, const RtClassKeys *keys, guint slot, gboolean *proven, GError **error);

/** rt_grants_renew: makes the next version of @slot, linked to the newest in @keys, wrapped to the recovery sheet
 * (which must be proven), to @me, and to everybody active whose roles need it by @matrix and for whom the former
 * version vouches. Those it does not vouch for have to be let in anew: they are set waiting and told in @out->unproven.
 */
gboolean rt_grants_renew (RtDb *db, const RtClassKeys *keys, const RtMatrix *matrix, guint slot,
                          const RtGrantsHolder *me, gint64 now, RtGrantsRenewed *out, GError **error);

/** rt_grants_settle: only the version @version of @slot stays: it is linked to itself now, the former ones and what is
 * wrapped of them go. Nothing may be sealed under them any more. */
gboolean rt_grants_settle (RtDb *db, const RtClassKeys *keys, guint slot, guint32 version, GError **error);

G_END_DECLS
