/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-rooms.h"

G_BEGIN_DECLS

/** rt_grow_measure: the same rooms but the import's on the store of RT_GROW_FROM orders, and how many times its cost
 * each of @results is. @run: of the results. FALSE: a room failed. */
gboolean rt_grow_measure (const RtRoomsRun *run, const char *const *names, GPtrArray *results);
#define RT_GROW_FROM 10000

G_END_DECLS
