/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-kdf.h"

G_BEGIN_DECLS

/** rt_kdf_fit: the cost that takes about @target_us where @measured took @measured_us: memory first, up to 256 MiB,
 * with at least two passes (RFC 9106 4); never below RT_KDF_COST_MINIMUM nor above RT_KDF_COST_MAXIMUM. Pure. */
RtKdfCost rt_kdf_fit (RtKdfCost measured, gint64 measured_us, gint64 target_us);

/** rt_kdf_measure: the cost that takes about half a second on this machine as it is now. Blocking (about a tenth of
 * that): any thread but the main one. */
RtKdfCost rt_kdf_measure (void);

/** rt_kdf_cost_is_lower: whether @cost makes guessing cheaper than @wanted: memory times passes. */
gboolean rt_kdf_cost_is_lower (RtKdfCost cost, RtKdfCost wanted);

G_END_DECLS
