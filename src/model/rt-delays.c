/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Waiting after wrong attempts, as this process remembers it. */
#include "config.h"

#include "rt-delays.h"

#include "rt-accounts.h"

#define MOST_DELAYS 10000

typedef struct
{
  gint64 failures;
  gint64 until_us;
} Delay;

struct _RtDelays
{
  GHashTable *delays; /* digest of login → Delay */
  RtSecret *key;
};

RtDelays *
rt_delays_new (void)
{
  RtDelays *self = g_new0 (RtDelays, 1);

  self->delays = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, g_free);
  self->key = rt_secret_new_random (32);
  return self;
}

void
rt_delays_free (RtDelays *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->delays);
  rt_secret_free (self->key);
  g_free (self);
}

void
rt_delays_forget (RtDelays *self)
{
  g_hash_table_remove_all (self->delays);
}

/* The typed name never stands anywhere; somebody may have typed a password there. */
GBytes *
rt_delays_digest (RtDelays *self, const char *login)
{
  g_autoptr (RtSecret) digest = rt_secret_derive (self->key, login);

  return g_bytes_new (rt_secret_peek (digest), rt_secret_get_size (digest));
}

static Delay *
get_delay (RtDelays *self, GBytes *digest)
{
  Delay *delay = g_hash_table_lookup (self->delays, digest);

  if (delay == NULL)
    {
      if (g_hash_table_size (self->delays) >= MOST_DELAYS)
        g_hash_table_remove_all (self->delays);
      delay = g_new0 (Delay, 1);
      g_hash_table_insert (self->delays, g_bytes_ref (digest), delay);
    }
  return delay;
}

/* Attempts before this process are known by the wall clock alone. Set back before the last failure it tells nothing:
 * then the whole delay is waited here, by the clock of this process, however often the program is started (faults.md
 * L4, D19). */
static gint64
seconds_by_wall_clock (RtDelays *self, GBytes *digest, gint64 failures, gint64 not_before, RtClock *clock)
{
  gint64 length = rt_account_delay (failures);
  gint64 now = rt_clock_now (clock);

  if (length == 0 || now >= not_before)
    return 0;
  if (now >= not_before - length)
    return not_before - now;
  if (g_hash_table_lookup (self->delays, digest) == NULL)
    {
      Delay *delay = get_delay (self, digest);

      delay->failures = failures;
      delay->until_us = rt_clock_monotonic_us (clock) + length * G_USEC_PER_SEC;
    }
  return 0;
}

gint64
rt_delays_get (RtDelays *self, GBytes *digest, gint64 failures, gint64 not_before, RtClock *clock)
{
  gint64 wall = seconds_by_wall_clock (self, digest, failures, not_before, clock);
  const Delay *delay = NULL;
  gint64 own = 0;

  if (failures == 0)
    g_hash_table_remove (self->delays, digest);
  delay = g_hash_table_lookup (self->delays, digest);
  if (delay != NULL)
    own = (delay->until_us - rt_clock_monotonic_us (clock) + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC;
  return MAX (MAX (wall, own), 0);
}

void
rt_delays_note (RtDelays *self, GBytes *digest, gboolean right, gint64 failures, RtClock *clock)
{
  Delay *delay = NULL;

  if (right)
    {
      g_hash_table_remove (self->delays, digest);
      return;
    }
  delay = get_delay (self, digest);
  delay->failures = MAX (delay->failures, failures) + 1;
  delay->until_us = rt_clock_monotonic_us (clock) + rt_account_delay (delay->failures) * G_USEC_PER_SEC;
}
