/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** RtResult: what a measure came to. */
typedef struct
{
  char *name;
  guint n;
  double ours_ms, ours_p99_ms;    /* median, 99th of a hundred */
  double bare_ms, bare_p99_ms;    /* 0: none */
  double ratio;                   /* median of the ratios of the pairs */
  double ratio_low, ratio_high;   /* 95 of a hundred such medians lie between */
  double self_ratio;              /* ours against itself: 1 on a machine fit for measuring */
  double stall_ms, stall_ours_ms; /* longest the main loop was busy in one go, and with what is ours; 0: not asked */
  double most_ratio, most_p99_ms;
  double grow, most_grow;                   /* times the cost on a small store; 0: not asked, nothing must be reached */
  double ours_mib, bare_mib, most_more_mib; /* held in memory; 0: not asked */
  gboolean differs;                         /* the two gave different results: the times mean nothing */
  char *note;                               /* NULL none */
} RtResult;
void rt_result_free (RtResult *self);

/** rt_results_print: the table, for people. rt_results_write: a list of objects as
 * JSON. rt_results_read: adds those of such a file. FALSE with error. */
void rt_results_print (GPtrArray *results);
gboolean rt_results_write (GPtrArray *results, const char *path, GError **error);
gboolean rt_results_read (GPtrArray *results, const char *path, GError **error);
/** rt_results_find: borrowed; NULL: it is not among them. */
RtResult *rt_results_find (GPtrArray *results, const char *name);
/** rt_result_is_void: the machine was too restless (outside 0.95 to 1.05 against itself), or results differ. */
gboolean rt_result_is_void (const RtResult *self);
/** rt_result_is_reached: TRUE too when nothing is asked. */
gboolean rt_result_is_reached (const RtResult *self);

G_END_DECLS
