/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-clock.h"
#include "rt-work.h"

G_BEGIN_DECLS

/** What was saved: for the desk's "changed". */
typedef struct
{
  const char *table; /* static */
  gint64 row;
} RtChange;

typedef void (*RtWorkProgressFunc) (gint64 done, gint64 total, gpointer user_data);

/** Made by the desk's runner on the vault's thread; everything but the last three is borrowed for the length of the
 * work. */
struct _RtWork
{
  RtDb *db;
  RtSession *session;
  RtClock *clock;
  RtClock *log_clock; /* that the log goes by; NULL: @clock. The example store's past alone has one */
  GCancellable *cancellable;
  const RtStoreInfo *store;
  RtMatrix matrix;  /* as it stands in this transaction */
  gboolean adopted; /* @matrix was saved by this work */
  gint64 now;
  RtDay today;
  const char *refused;         /* id of the right that was missing; static */
  RtWorkProgressFunc progress; /* called on the vault's thread; may be NULL */
  gpointer progress_data;
  GArray *changes;         /* RtChange */
  GHashTable *staff_names; /* gint64 → char * */
};

void rt_work_init (RtWork *self, RtDb *db, RtSession *session, RtClock *clock, const RtStoreInfo *store,
                   GCancellable *cancellable);
void rt_work_clear (RtWork *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RtWork, rt_work_clear)

/** rt_work_become_system: for the rest of this work every table may be named: the model's own work on keys, which gives
 * no value out. Ask for the right first. The vault takes its own gate back after the job. */
void rt_work_become_system (RtWork *self);

G_END_DECLS
