/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

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

typedef struct
{
  char *name;
  guint n;
  double ours_ms, ours_p99_ms;  /* median, 99th of a hundred */
  double bare_ms;               /* median; 0: none */
  double ratio;                 /* median of the ratios of the pairs */
  double ratio_low, ratio_high; /* 95 of a hundred such medians lie between */
  double self_ratio;            /* ours against itself: 1 on a machine fit for measuring */
  double stall_ms;              /* longest the main loop was busy in one go; 0: not asked */
  double most_ratio, most_p99_ms;
  double grow, most_grow; /* times the cost on a small store; 0: not asked, nothing must be reached */
  gboolean differs;       /* the two gave different results: the times mean nothing */
  char *note;             /* NULL none */
} RtResult;
void rt_result_free (RtResult *self);

/** rt_measure_set_quick: from now on a tenth of the pairs: to see whether it runs; the figures say little. */
void rt_measure_set_quick (gboolean quick);
/** rt_measure_run: ours against itself first, then ours and bare in turn, whoever begins changing. */
RtResult *rt_measure_run (const RtMeasure *measure);
/** rt_measure_from_pairs: the result of times taken elsewhere, in ms; @bare may be NULL. */
RtResult *rt_measure_from_pairs (const char *name, const double *ours, const double *bare, guint n, double most_ratio,
                                 double most_p99_ms);

/** rt_results_print: the table, for people. rt_results_write: a list of objects as JSON; FALSE with error. */
void rt_results_print (GPtrArray *results);
gboolean rt_results_write (GPtrArray *results, const char *path, GError **error);
/** rt_result_is_void: the machine was too restless (outside 0.95 to 1.05 against itself), or results differ. */
gboolean rt_result_is_void (const RtResult *self);
/** rt_result_is_reached: TRUE too when nothing is asked. */
gboolean rt_result_is_reached (const RtResult *self);

double rt_now_ms (void); /* a clock that nobody sets, finer than a microsecond */

G_END_DECLS
