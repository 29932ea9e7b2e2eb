/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The copy of a store under a new key, for rt-desk-renew.c. On the vault's writer, under the system gate. */
#pragma once

#include "rt-class-keys.h"
#include "rt-clock.h"
#include "rt-db-copy.h"
#include "rt-recovery.h"

G_BEGIN_DECLS

typedef struct
{
  char *place;         /* of the copy: "<store>.renewed" */
  RtClassKeys *keys;   /* every key of the store */
  RtRecovery *fresh;   /* the new sheet */
  RtRecovery *current; /* the sheet in force, when @keys come from it; else NULL */
  RtSecret *store_key; /* the new one */
  RtClock *clock;
  gint64 actor;
  char *actor_login;
  char *origin;
  RtDbProgress progress;
  gpointer progress_data;
} RtRenewal;

RtRenewal *rt_renewal_new (const char *path, const RtRecovery *fresh, const RtRecovery *current, RtClock *clock);
void rt_renewal_free (RtRenewal *self);

/** rt_renewal_make: makes the copy and everything in it; whole and checked when it returns TRUE. FALSE: there is no
 * copy. RT_ERROR_DENIED when @self->keys lack one, RT_ERROR_INVALID when @self->current is not the sheet. */
gboolean rt_renewal_make (RtRenewal *self, RtDb *db, GError **error);
/** rt_renewal_drop: takes a copy away that is not wanted. */
void rt_renewal_drop (const RtRenewal *self);
/** rt_renewal_drop_left: takes away what a renewal that was killed left beside the store at @path. Until a copy has the
 * store's name the store itself is in force, so whoever has opened it needs no copy. */
void rt_renewal_drop_left (const char *path);

G_END_DECLS
