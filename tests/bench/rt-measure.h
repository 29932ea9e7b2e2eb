/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rt-results.h"

G_BEGIN_DECLS

/**
 * RtMeasure: one thing done our way and in the barest way that could do it, in turn, many times in one run. What counts
 * is the ratio of the two: a slow or busy machine slows both.
 */
typedef struct
{
  const char *name;                /* stable: "list-first-page" */
  double most_ratio;               /* what must be reached; 0 none */
  double most_p99_ms;              /* 0 none */
  guint pairs;                     /* 0: RT_MEASURE_PAIRS */
  guint self_pairs;                /* ours against itself, before; 0: as many as pairs */
  guint inner;                     /* how often it is done within one time taken; 0: once */
  void (*prepare) (gpointer data); /* before each time taken, not counted; NULL none */
  void (*ours) (gpointer data);
  void (*bare) (gpointer data);      /* NULL: only ours is timed */
  gboolean (*agree) (gpointer data); /* after the first of each: whether both gave the same; NULL: nothing to compare */
  gpointer data;
} RtMeasure;
#define RT_MEASURE_PAIRS 31

/** rt_measure_set_quick: from now on a tenth of the pairs: to see whether it runs; the figures say little. */
void rt_measure_set_quick (gboolean quick);
/** rt_measure_run: ours against itself first, then ours and bare in turn, whoever begins changing. */
RtResult *rt_measure_run (const RtMeasure *measure);
/** rt_measure_from_pairs: the result of times taken elsewhere, in ms; @bare may be NULL. */
RtResult *rt_measure_from_pairs (const char *name, const double *ours, const double *bare, guint n, double most_ratio,
                                 double most_p99_ms);

double rt_now_ms (void); /* a clock that nobody sets, finer than a microsecond */

G_END_DECLS
