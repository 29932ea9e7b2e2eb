/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A pass of a rotation: over every value sealed under one key, in small batches. On the writer, inside the caller's
 * transaction, under the system gate. For rt-rotation-step.c and its tests. */
#pragma once

#include "rt-class-keys.h"
#include "rt-db.h"

G_BEGIN_DECLS

/** Where a pass is, as table rotation keeps it. */
typedef struct
{
  gint64 pass;
  gint64 place;   /* which column */
  gint64 cursor;  /* last row of it that was seen */
  gint64 changed; /* values renewed in this pass */
  gint64 damaged; /* values in it that do not open */
  gint64 done;    /* values renewed in all */
} RtRotationPass;

#define RT_ROTATION_BATCH 200 /* rows looked at in one step: some milliseconds */

/** rt_rotation_pass_next: one batch: whatever is not sealed under the newest version in @keys is sealed anew; for
 * RT_KEY_LOOKUP the digests are made anew, for which @keys hold the contact key too. A value that does not open stays
 * as it is. *over TRUE, and nothing done, when the pass has seen everything. */
gboolean rt_rotation_pass_next (RtDb *db, const RtClassKeys *keys, guint slot, RtRotationPass *pass, gboolean *over,
                                GError **error);

/** rt_rotation_pass_measure: how far it is, in rows. */
gboolean rt_rotation_pass_measure (RtDb *db, guint slot, const RtRotationPass *pass, gint64 *done, gint64 *total,
                                   GError **error);

G_END_DECLS
