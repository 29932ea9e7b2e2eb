/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a password costs on a slow and on a fast machine. */
#include "config.h"

#include "rt-kdf-measure.h"

static gint64
estimate (RtKdfCost cost, gint64 minimum_us)
{
  const double share =
    (double) cost.ops * cost.mem_kib / ((double) RT_KDF_COST_MINIMUM.ops * RT_KDF_COST_MINIMUM.mem_kib);

  return (gint64) (share * (double) minimum_us);
}

static void
test_fit (void)
{
  for (gint64 us = 1; us < 100 * G_USEC_PER_SEC; us = us * 5 / 4 + 1)
    {
      const RtKdfCost cost = rt_kdf_fit (RT_KDF_COST_MINIMUM, us, G_USEC_PER_SEC / 2);
      const gint64 takes = estimate (cost, us);
      const gboolean least = cost.ops == RT_KDF_COST_MINIMUM.ops && cost.mem_kib == RT_KDF_COST_MINIMUM.mem_kib;

      g_assert_true (rt_kdf_cost_is_allowed (cost));
      g_assert_cmpuint (cost.mem_kib, <=, 256 * 1024);
      g_assert_true (takes <= G_USEC_PER_SEC / 2 || least);
      /* not half of what the machine can do, where the bounds leave it */
      g_assert_true (takes >= G_USEC_PER_SEC / 4 || cost.ops == RT_KDF_COST_MAXIMUM.ops);
    }
}

static void
test_measured (void)
{
  const RtKdfCost cost = rt_kdf_measure ();

  g_assert_true (rt_kdf_cost_is_allowed (cost));
  g_assert_false (rt_kdf_cost_is_lower (cost, RT_KDF_COST_MINIMUM));
}

static void
test_lower (void)
{
  g_assert_true (rt_kdf_cost_is_lower (RT_KDF_COST_MINIMUM, RT_KDF_COST_DEFAULT));
  g_assert_false (rt_kdf_cost_is_lower (RT_KDF_COST_DEFAULT, RT_KDF_COST_MINIMUM));
  g_assert_false (rt_kdf_cost_is_lower (RT_KDF_COST_DEFAULT, RT_KDF_COST_DEFAULT));
  g_assert_true (rt_kdf_cost_is_lower (RT_KDF_COST_DEFAULT, RT_KDF_COST_MAXIMUM)); /* no overflow */
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  g_test_init (&argc, &argv, NULL);
  rt_secret_system_init (FALSE, &error);
  g_assert_no_error (error);
  g_test_add_func ("/kdf/a cost fits the machine and the bounds", test_fit);
  g_test_add_func ("/kdf/what is measured here is allowed", test_measured);
  g_test_add_func ("/kdf/memory times passes is what is compared", test_lower);
  return g_test_run ();
}
