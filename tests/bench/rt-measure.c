/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Times in pairs, and what they come to. */
#include "config.h"

#include "rt-measure.h"

#include <json-glib/json-glib.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

static gboolean quick;

static guint
get_pairs (guint wanted)
{
  return quick ? MAX (wanted / 10, 2) : wanted;
}

void
rt_result_free (RtResult *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->note);
  g_free (self);
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
  g_autofree double *ratios = g_new0 (double, n);

  self->name = g_strdup (name);
  self->n = n;
  self->ours_ms = quantile (sorted, n, 0.5);
  self->ours_p99_ms = quantile (sorted, n, 0.99);
  self->most_ratio = most_ratio;
  self->most_p99_ms = most_p99_ms;
  if (bare == NULL)
    return self;
  self->bare_ms = median_of (bare, n);
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

gboolean
rt_result_is_void (const RtResult *self)
{
  return self->differs || (self->self_ratio != 0 && (self->self_ratio < 0.95 || self->self_ratio > 1.05));
}

gboolean
rt_result_is_reached (const RtResult *self)
{
  return (self->most_ratio == 0 || self->ratio <= self->most_ratio) &&
         (self->most_p99_ms == 0 || self->ours_p99_ms <= self->most_p99_ms) &&
         (self->most_grow == 0 || self->grow <= self->most_grow);
}

static const char *
verdict_of (const RtResult *self)
{
  if (self->differs)
    return "DIFFERS";
  if (rt_result_is_void (self))
    return "void";
  if (self->most_ratio == 0 && self->most_p99_ms == 0)
    return "";
  return rt_result_is_reached (self) ? "reached" : "NOT REACHED";
}

static char *
dup_number (double value, const char *format)
{
  char text[32];

  if (value == 0)
    return g_strdup ("");
  return g_strdup (g_ascii_formatd (text, sizeof text, format, value));
}

static char *
dup_wanted (const RtResult *self)
{
  g_autofree char *ratio = dup_number (self->most_ratio, "%.4g");
  g_autofree char *p99 = dup_number (self->most_p99_ms, "%.4g");

  return g_strdup_printf ("%s%s%s%s%s", ratio[0] != '\0' ? "ratio " : "", ratio,
                          ratio[0] != '\0' && p99[0] != '\0' ? ", " : "", p99[0] != '\0' ? "p99 " : "", p99);
}

void
rt_results_print (GPtrArray *results)
{
  printf ("%-22s %10s %10s %10s %7s %15s %6s %8s %6s %4s  %-18s %s\n", "", "ours ms", "p99 ms", "bare ms", "ratio",
          "interval", "self", "stall ms", "grow", "n", "must reach", "");
  for (guint i = 0; i < results->len; i++)
    {
      const RtResult *self = g_ptr_array_index (results, i);
      g_autofree char *bare = dup_number (self->bare_ms, "%.3f");
      g_autofree char *ratio = dup_number (self->ratio, "%.2f");
      g_autofree char *own = dup_number (self->self_ratio, "%.2f");
      g_autofree char *stall = dup_number (self->stall_ms, "%.1f");
      g_autofree char *grow = dup_number (self->grow, "%.2f");
      g_autofree char *wanted = dup_wanted (self);
      g_autofree char *interval =
        self->ratio != 0 ? g_strdup_printf ("%.2f to %.2f", self->ratio_low, self->ratio_high) : g_strdup ("");

      printf ("%-22s %10.3f %10.3f %10s %7s %15s %6s %8s %6s %4u  %-18s %s%s%s\n", self->name, self->ours_ms,
              self->ours_p99_ms, bare, ratio, interval, own, stall, grow, self->n, wanted, verdict_of (self),
              self->note != NULL ? " · " : "", self->note != NULL ? self->note : "");
    }
}

static void
add_number (JsonBuilder *builder, const char *name, double value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_double_value (builder, value);
}

gboolean
rt_results_write (GPtrArray *results, const char *path, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_array (builder);
  for (guint i = 0; i < results->len; i++)
    {
      const RtResult *self = g_ptr_array_index (results, i);

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "name");
      json_builder_add_string_value (builder, self->name);
      add_number (builder, "ours_ms", self->ours_ms);
      add_number (builder, "ours_p99_ms", self->ours_p99_ms);
      add_number (builder, "bare_ms", self->bare_ms);
      add_number (builder, "ratio", self->ratio);
      add_number (builder, "ratio_low", self->ratio_low);
      add_number (builder, "ratio_high", self->ratio_high);
      add_number (builder, "self_ratio", self->self_ratio);
      add_number (builder, "stall_ms", self->stall_ms);
      add_number (builder, "grow", self->grow);
      json_builder_set_member_name (builder, "n");
      json_builder_add_int_value (builder, self->n);
      json_builder_set_member_name (builder, "void");
      json_builder_add_boolean_value (builder, rt_result_is_void (self));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);
  json_generator_set_pretty (generator, TRUE);
  json_generator_set_root (generator, root);
  return json_generator_to_file (generator, path, error);
}
