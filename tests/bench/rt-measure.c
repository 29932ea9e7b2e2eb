/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Times in pairs, and what they come to. */
#include "config.h"

#include "rt-measure.h"

#include <math.h>
#include <string.h>
#include <time.h>

static gboolean quick;

static guint
get_pairs (guint wanted)
{
  return quick ? MAX (wanted / 10, 2) : wanted;
}

double
rt_now_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double left = *(const double *) a;
  double right = *(const double *) b;

  return (left > right) - (left < right);
}

static double *
dup_sorted (const double *values, guint n)
{
  double *sorted = g_memdup2 (values, n * sizeof *values);

  qsort (sorted, n, sizeof *sorted, compare_doubles);
  return sorted;
}

static double
quantile (const double *sorted, guint n, double part)
{
  double place = part * (n - 1);
  guint below = (guint) floor (place);
  guint above = MIN (below + 1, n - 1);

  return sorted[below] + (sorted[above] - sorted[below]) * (place - below);
}

static double
median_of (const double *values, guint n)
{
  g_autofree double *sorted = dup_sorted (values, n);

  return quantile (sorted, n, 0.5);
}

/* The interval of the median by order statistics: no shape of the distribution is assumed. */
static void
set_interval (RtResult *self, const double *ratios, guint n)
{
  g_autofree double *sorted = dup_sorted (ratios, n);
  double half = 0.98 * sqrt (n);
  guint low = (guint) MAX (0, floor (n / 2.0 - half));
  guint high = (guint) MIN (n - 1, ceil (n / 2.0 + half));

  self->ratio = quantile (sorted, n, 0.5);
  self->ratio_low = sorted[low];
  self->ratio_high = sorted[high];
}

RtResult *
rt_measure_from_pairs (const char *name, const double *ours, const double *bare, guint n, double most_ratio,
                       double most_p99_ms)
{
  RtResult *self = g_new0 (RtResult, 1);
  g_autofree double *sorted = dup_sorted (ours, n);
  g_autofree double *sorted_bare = NULL;
  g_autofree double *ratios = g_new0 (double, n);

  self->name = g_strdup (name);
  self->n = n;
  self->ours_ms = quantile (sorted, n, 0.5);
  self->ours_p99_ms = quantile (sorted, n, 0.99);
  self->most_ratio = most_ratio;
  self->most_p99_ms = most_p99_ms;
  if (bare == NULL)
    return self;
  sorted_bare = dup_sorted (bare, n);
  self->bare_ms = quantile (sorted_bare, n, 0.5);
  self->bare_p99_ms = quantile (sorted_bare, n, 0.99);
  for (guint i = 0; i < n; i++)
    ratios[i] = ours[i] / MAX (bare[i], 1e-6);
  set_interval (self, ratios, n);
  return self;
}

static double
take_time (const RtMeasure *measure, void (*func) (gpointer data))
{
  guint inner = MAX (measure->inner, 1);
  double begin;

  if (measure->prepare != NULL)
    measure->prepare (measure->data);
  begin = rt_now_ms ();
  for (guint i = 0; i < inner; i++)
    func (measure->data);
  return (rt_now_ms () - begin) / inner;
}

static double
run_self (const RtMeasure *measure, guint n)
{
  g_autofree double *ratios = g_new0 (double, n);

  for (guint i = 0; i < n; i++)
    {
      double first = take_time (measure, measure->ours);
      double second = take_time (measure, measure->ours);

      ratios[i] = first / MAX (second, 1e-6);
    }
  return median_of (ratios, n);
}

static void
take_pair (const RtMeasure *measure, gboolean ours_first, double *ours, double *bare)
{
  if (ours_first)
    *ours = take_time (measure, measure->ours);
  if (measure->bare != NULL)
    *bare = take_time (measure, measure->bare);
  if (!ours_first)
    *ours = take_time (measure, measure->ours);
}

RtResult *
rt_measure_run (const RtMeasure *measure)
{
  guint n = get_pairs (measure->pairs != 0 ? measure->pairs : RT_MEASURE_PAIRS);
  g_autofree double *ours = g_new0 (double, n);
  g_autofree double *bare = g_new0 (double, n);
  gboolean differs = FALSE;
  double self_ratio;
  RtResult *result;

  take_pair (measure, TRUE, &ours[0], &bare[0]); /* warm */
  if (measure->agree != NULL)
    differs = !measure->agree (measure->data);
  self_ratio = run_self (measure, measure->self_pairs != 0 ? get_pairs (measure->self_pairs) : n);
  for (guint i = 0; i < n; i++)
    take_pair (measure, i % 2 == 0, &ours[i], &bare[i]);
  result = rt_measure_from_pairs (measure->name, ours, measure->bare != NULL ? bare : NULL, n, measure->most_ratio,
                                  measure->most_p99_ms);
  result->self_ratio = self_ratio;
  result->differs = differs;
  return result;
}

void
rt_measure_set_quick (gboolean wanted)
{
  quick = wanted;
}
