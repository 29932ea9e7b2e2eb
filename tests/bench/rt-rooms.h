/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-results.h"

G_BEGIN_DECLS

/** RtRoomsRun: rooms that are measured one after the other, each in a process of its own: one that fails leaves the
 * others, and none begins with what another one left in memory. */
typedef struct
{
  guint orders;       /* of the store */
  const char *folder; /* where the stores are */
  const char *json;   /* what is known after each room is written there; NULL nowhere */
  gboolean quick;
  gboolean silent; /* what each room came to is not printed */
} RtRoomsRun;

/** rt_rooms_run: adds what the rooms of these names (ends with NULL) came to. FALSE: one of them failed; which is told
 * on the standard error. */
gboolean rt_rooms_run (const RtRoomsRun *run, const char *const *names, GPtrArray *results);

G_END_DECLS
