/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-measure.h"

G_BEGIN_DECLS

/** rt_grow_measure: the same measures but the import's, in a process of their own on the store of RT_GROW_FROM orders
 * in
 * @folder, and how many times its cost each of @results is. */
void rt_grow_measure (GPtrArray *results, const char *folder, gboolean quick);
#define RT_GROW_FROM 10000

G_END_DECLS
