/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much stretching a password may cost on this machine. */
#include "config.h"

#include "rt-kdf-measure.h"

#define TARGET_US   (G_USEC_PER_SEC / 2)
#define ROUNDS      3
#define MOST_MEMORY (256 * 1024) /* KiB: several programs of a desk run beside each other */
#define MIB         1024

static guint64
amount (RtKdfCost cost)
{
  return (guint64) cost.ops * cost.mem_kib;
}

RtKdfCost
rt_kdf_fit (RtKdfCost measured, gint64 measured_us, gint64 target_us)
{
  const double affordable = (double) amount (measured) * (double) target_us / (double) MAX (measured_us, 1);
  const double memory =
    CLAMP (affordable / RT_KDF_COST_MINIMUM.ops, (double) RT_KDF_COST_MINIMUM.mem_kib, (double) MOST_MEMORY);
  RtKdfCost fit = { .mem_kib = (guint32) memory / MIB * MIB };

  fit.mem_kib = MAX (fit.mem_kib, RT_KDF_COST_MINIMUM.mem_kib);
  fit.ops = (guint32) CLAMP (affordable / fit.mem_kib, RT_KDF_COST_MINIMUM.ops, RT_KDF_COST_MAXIMUM.ops);
  return fit;
}

/* The quickest of a few rounds: what else the machine does meanwhile must not make the store weaker. */
RtKdfCost
rt_kdf_measure (void)
{
  static const guint8 salt[RT_KDF_SALT_SIZE] = { 0 };
  g_autoptr (RtSecret) sample = rt_secret_new_from ("rolltop", 7);
  gint64 quickest = G_MAXINT64;

  for (guint i = 0; i < ROUNDS; i++)
    {
      const gint64 start = g_get_monotonic_time ();
      g_autoptr (RtSecret) key = rt_kdf_stretch (sample, salt, RT_KDF_COST_MINIMUM, NULL);

      if (key == NULL)
        return RT_KDF_COST_MINIMUM;
      quickest = MIN (quickest, g_get_monotonic_time () - start);
    }
  return rt_kdf_fit (RT_KDF_COST_MINIMUM, quickest, TARGET_US);
}

gboolean
rt_kdf_cost_is_lower (RtKdfCost cost, RtKdfCost wanted)
{
  return amount (cost) < amount (wanted);
}
