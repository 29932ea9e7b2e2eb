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
/** rt_bench_windows, rt_bench_scenes, rt_bench_start: need a display, a session bus and a keyring, as
 * build-aux/with-desk makes them. */
void rt_bench_windows (RtBenchStore *store, GPtrArray *results);
void rt_bench_scenes (RtBenchStore *store, GPtrArray *results);
void rt_bench_start (RtBenchStore *store, GPtrArray *results);
/** rt_bench_memory_of: prints how many MiB the program holds on the store at @path after its lists were looked through.
 */
void rt_bench_memory_of (const char *path);

G_END_DECLS
