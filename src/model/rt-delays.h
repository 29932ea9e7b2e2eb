/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long a name has to wait after wrong attempts: by the clock of this process, which nobody can set, and by the
 * wall clock for what was before it. Kept for known and unknown names alike. Main thread. For the model only. */
#pragma once

#include "rt-clock.h"
#include "rt-secret.h"

G_BEGIN_DECLS

typedef struct _RtDelays RtDelays;

RtDelays *rt_delays_new (void);
void rt_delays_free (RtDelays *self); /* accepts NULL */
/** rt_delays_forget: of every name: another store. */
void rt_delays_forget (RtDelays *self);

/** rt_delays_digest: what stands for a folded name in memory. */
GBytes *rt_delays_digest (RtDelays *self, const char *login);

/** rt_delays_get: seconds still to wait for an attempt of the name, of which the store has counted @failures and
 * @not_before; 0: it may be looked at. With no failures in the store nothing is waited for: somebody unlocked it. */
gint64 rt_delays_get (RtDelays *self, GBytes *digest, gint64 failures, gint64 not_before, RtClock *clock);

/** rt_delays_note: the outcome of an attempt that was looked at. @failures: as the store had counted before it. */
void rt_delays_note (RtDelays *self, GBytes *digest, gboolean right, gint64 failures, RtClock *clock);

G_END_DECLS
