/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is measured, by room. Each adds its results to the array. */
#pragma once

#include "rt-bench-store.h"
#include "rt-measure.h"

G_BEGIN_DECLS

void rt_bench_lists (RtBenchStore *store, GPtrArray *results);
void rt_bench_search (RtBenchStore *store, GPtrArray *results);
void rt_bench_orders (RtBenchStore *store, GPtrArray *results);
void rt_bench_import (RtBenchStore *store, GPtrArray *results);
void rt_bench_log (RtBenchStore *store, GPtrArray *results);
/** rt_bench_windows: needs a display, the program's own file and that of an empty window. */
void rt_bench_windows (RtBenchStore *store, GPtrArray *results);

G_END_DECLS
