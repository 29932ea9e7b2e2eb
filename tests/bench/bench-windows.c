/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The real window: from the accepted password to the first list, and a list flung through, beside the same toolkit's
 * list over strings. */
#include "config.h"

#include "rt-bench.h"
#include "rt-bench-desk.h"

#include <stdio.h>
#include <string.h>

#include "rt-list-pane.h"
#include "rt-search.h"
#include "rt-stall-meter.h"

#define UNLOCKS       21
#define SETTLE_MS     400
#define ROWS          10000
#define ROWS_A_FRAME  40
#define FRAMES_A_PAIR 25
#define BARE_ROWS     20000
#define BARE_COLUMNS  7

typedef struct
{
  GtkWidget *view;
  GtkAdjustment *adjustment;
  GtkWindow *window;
} List;

/* --- Signing in --- */

static void
measure_unlock (RtBenchDesk *desk, GPtrArray *results)
{
  double times[UNLOCKS];
  RtStall worst = { 0 };
  RtResult *result = NULL;

  for (guint i = 0; i < UNLOCKS; i++)
    {
      double began;

      rt_bench_desk_sign_in (desk);
      rt_stall_meter_take ();
      began = rt_now_ms ();
      rt_bench_desk_wait_list (desk);
      times[i] = rt_now_ms () - began;
      rt_bench_run (SETTLE_MS); /* the rest of the list comes */
      rt_bench_keep_worst (&worst);
      rt_bench_desk_lock (desk);
    }
  result = rt_measure_from_pairs ("unlock", times, NULL, UNLOCKS, 0, 150);
  result->note = g_strdup_printf ("the first %.0f ms", times[0]);
  rt_bench_set_stall (result, &worst);
  g_ptr_array_add (results, result);
}

/* --- Scrolling --- */

/* Filling the cells is "ours" by the meter here too, as in the list of ours. */
static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  RT_STALL_MARK (RT_STALL_OURS);

  gtk_list_item_set_child (item, gtk_label_new (NULL));
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  RT_STALL_MARK (RT_STALL_OURS);
  GtkStringObject *text = gtk_list_item_get_item (item);

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), gtk_string_object_get_string (text));
}

static void
add_column (GtkColumnView *view, guint number)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autofree char *title = g_strdup_printf ("Column %u", number);
  g_autoptr (GtkColumnViewColumn) column = NULL;

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), NULL);
  column = gtk_column_view_column_new (title, factory);
  gtk_column_view_append_column (view, column);
}

static List
open_bare (const List *ours)
{
  GtkStringList *strings = gtk_string_list_new (NULL);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  List self = { NULL };
  int width, height;

  for (guint i = 0; i < BARE_ROWS; i++)
    gtk_string_list_take (strings, g_strdup_printf ("SO-%u · Jane Sample", i));
  self.view = gtk_column_view_new (GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (strings))));
  for (guint i = 0; i < BARE_COLUMNS; i++)
    add_column (GTK_COLUMN_VIEW (self.view), i);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self.view);
  self.window = GTK_WINDOW (gtk_window_new ());
  width = gtk_widget_get_width (ours->view);
  height = gtk_widget_get_height (ours->view);
  gtk_window_set_default_size (self.window, MAX (width, 200), MAX (height, 200));
  gtk_window_set_child (self.window, scrolled);
  gtk_window_present (self.window);
  rt_bench_run (300);
  self.adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self.view));
  return self;
}

/* In the program the toolkit does it, by the wheel or the bar. */
static void
scroll_to (GtkAdjustment *adjustment, double value)
{
  RT_STALL_MARK (RT_STALL_TOOLKIT);

  gtk_adjustment_set_value (adjustment, value);
}

static double
fling (List *self, guint from, guint rows_in_list)
{
  double began = rt_now_ms ();
  double height = gtk_adjustment_get_upper (self->adjustment) / rows_in_list;

  for (guint frame = 0; frame < FRAMES_A_PAIR; frame++)
    {
      scroll_to (self->adjustment, height * (from + frame * ROWS_A_FRAME));
      rt_bench_wait_frame (self->view);
    }
  return (rt_now_ms () - began) / FRAMES_A_PAIR;
}

static void
measure_scroll (RtBenchDesk *desk, GPtrArray *results)
{
  GtkWidget *pane = rt_bench_desk_wait_list (desk);
  List ours = { .view = rt_bench_find (pane, GTK_TYPE_COLUMN_VIEW), .window = desk->window };
  guint n = g_list_model_get_n_items (G_LIST_MODEL (rt_list_pane_get_list (RT_LIST_PANE (pane))));
  guint pairs = 3 * ROWS / (ROWS_A_FRAME * FRAMES_A_PAIR);
  g_autofree double *ours_ms = g_new0 (double, pairs);
  g_autofree double *bare_ms = g_new0 (double, pairs);
  RtStall worst = { 0 };
  RtStall bare_worst = { 0 };
  RtResult *result = NULL;
  List bare;

  ours.adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (ours.view));
  bare = open_bare (&ours);
  for (guint i = 0; i < pairs; i++)
    {
      guint from = i * ROWS_A_FRAME * FRAMES_A_PAIR % ROWS;

      rt_stall_meter_take ();
      ours_ms[i] = fling (&ours, MIN (from, n), n);
      rt_bench_keep_worst (&worst);
      rt_stall_meter_take ();
      bare_ms[i] = fling (&bare, from, BARE_ROWS);
      rt_bench_keep_worst (&bare_worst);
    }
  result = rt_measure_from_pairs ("scroll", ours_ms, bare_ms, pairs, 1.5, 0);
  rt_bench_set_stall (result, &worst);
  result->note = g_strdup_printf ("a frame; our own functions %.1f ms in one go at most; the longest of the list over "
                                  "strings %.1f ms, %.1f of its own",
                                  worst.marked, bare_worst.whole, bare_worst.ours);
  g_ptr_array_add (results, result);
  gtk_window_destroy (bare.window);
}

/* --- What is held in memory --- */

static double
resident_mib (void)
{
  g_autofree char *status = NULL;
  const char *line = NULL;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL) || (line = strstr (status, "VmRSS:")) == NULL)
    return 0;
  return g_ascii_strtod (line + strlen ("VmRSS:"), NULL) / 1024.0;
}

static gpointer
do_search (RtWork *work, gpointer data, GError **error)
{
  return rt_search (work, data, 50, error);
}

void
rt_bench_memory_of (const char *path)
{
  RtBenchDesk *desk = rt_bench_desk_open (path);
  GtkWidget *pane = NULL;
  List ours = { NULL };
  guint n;

  rt_bench_desk_sign_in (desk);
  pane = rt_bench_desk_wait_list (desk);
  ours.view = rt_bench_find (pane, GTK_TYPE_COLUMN_VIEW);
  ours.adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (ours.view));
  n = g_list_model_get_n_items (G_LIST_MODEL (rt_list_pane_get_list (RT_LIST_PANE (pane))));
  for (guint i = 0; i < 10; i++)
    fling (&ours, i * (n / 10), n);
  rt_bench_run (4000); /* the names get ready meanwhile */
  for (guint i = 0; i < 20; i++)
    g_ptr_array_unref (rt_desk_call (desk->desk, TRUE, do_search, (gpointer) "row", NULL, NULL));
  printf ("%.1f\n", resident_mib ());
  rt_bench_desk_free (desk);
}

void
rt_bench_windows (RtBenchStore *store, GPtrArray *results)
{
  RtBenchDesk *desk = NULL;

  rt_bench_desk_keep_key (store);
  rt_bench_store_let_go (store);
  desk = rt_bench_desk_open (store->path);
  measure_unlock (desk, results);
  rt_bench_desk_sign_in (desk);
  measure_scroll (desk, results);
  rt_bench_desk_free (desk);
  rt_bench_store_take_up (store);
}
