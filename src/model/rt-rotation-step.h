/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The next small piece of the rotations that are asked for. For rt-rotation-run.c and tests. */
#pragma once

#include "rt-work.h"

G_BEGIN_DECLS

typedef struct
{
  guint32 skip; /* in and out: bits of slots that do not go on in this run: their key is not held, the recovery sheet is
                   not proven, or values do not open */
  gboolean more;      /* out: there was something to do, so there may be more */
  guint slot;         /* out: of this step */
  gint64 done, total; /* out: of this slot, in rows */
  gboolean finished;  /* out: this slot is done */
} RtRotationStep;

/** rt_rotation_step: KEYS_MANAGE; a write of its own. Either makes the next version of one key, or seals one batch
 * anew, or, when a whole pass has found nothing left to renew, gives the former versions up. Goes on wherever the last
 * one was, in this session or an earlier one. */
gboolean rt_rotation_step (RtWork *work, RtRotationStep *step, GError **error);

/** rt_rotation_holds_all: whether the person signed in holds every version of what @slot needs, and so can go on with
 * it. */
gboolean rt_rotation_holds_all (RtWork *work, guint slot, gboolean *holds, GError **error);

G_END_DECLS
