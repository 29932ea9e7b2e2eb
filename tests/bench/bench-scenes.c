/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days' work in the real window: searching, locking, printing, importing; how long each takes until it is drawn, and
 * how long the main loop was busy in one go meanwhile. */
#include "config.h"

#include "rt-bench-desk.h"
#include "rt-bench.h"

#include <glib/gstdio.h>
#include <string.h>

#include "rt-import-window.h"
#include "rt-order-detail.h"
#include "rt-orders-page.h"
#include "rt-print-preview.h"
#include "rt-search-box.h"
#include "rt-window.h"

#define TURNS        11
#define KEY_MS       40  /* between two letters that somebody types */
#define SETTLE_MS    400 /* what comes after what was asked for */
#define IMPORT_LINES 100000
#define GOOD_LINES   200

static RtResult *
new_result (const char *name, const double *times, guint n, const RtStall *worst, const char *note)
{
  RtResult *result = rt_measure_from_pairs (name, times, NULL, n, 0, 0);

  rt_bench_set_stall (result, worst);
  result->note = g_strdup (note);
  return result;
}

/* --- Searching --- */

typedef struct
{
  GtkWidget *entry;
  GtkWidget *popover;
} Box;

static gboolean
has_hits (gpointer data)
{
  const Box *self = data;

  return gtk_widget_get_mapped (self->popover) && rt_bench_find (self->popover, GTK_TYPE_LIST_BOX_ROW) != NULL;
}

static gboolean
is_closed (gpointer data)
{
  return !gtk_widget_get_mapped (((const Box *) data)->popover);
}

static void
type_text (const Box *self, const char *text)
{
  for (const char *end = text; *end != '\0';)
    {
      g_autofree char *part = NULL;

      end = g_utf8_next_char (end);
      part = g_strndup (text, (gsize) (end - text));
      gtk_editable_set_text (GTK_EDITABLE (self->entry), part);
      if (*end != '\0')
        rt_bench_run (KEY_MS);
    }
}

static Box
find_box (RtBenchDesk *desk)
{
  GtkWidget *widget = rt_bench_find (GTK_WIDGET (desk->window), RT_TYPE_SEARCH_BOX);

  if (widget == NULL)
    rt_bench_fail ("the window has no search box", NULL);
  return (Box){ .entry = rt_bench_find (widget, GTK_TYPE_SEARCH_ENTRY), .popover = gtk_widget_get_last_child (widget) };
}

/* From the last letter to the hits, the toolkit's pause for more letters included. */
static double
search_once (Box *box, const char *text)
{
  double began, taken;

  gtk_widget_grab_focus (box->entry);
  type_text (box, text);
  began = rt_now_ms ();
  rt_bench_wait (has_hits, box, "hits");
  rt_bench_wait_frame (box->popover);
  taken = rt_now_ms () - began;
  rt_bench_run (SETTLE_MS);
  gtk_editable_set_text (GTK_EDITABLE (box->entry), "");
  rt_bench_wait (is_closed, box, "the hits to go");
  return taken;
}

static void
scene_search (RtBenchDesk *desk, GPtrArray *results)
{
  static const char *const texts[] = { "row", "赵敏", "0123", "Ellis", "SO-10482" };
  double times[3 * G_N_ELEMENTS (texts)];
  RtStall worst = { 0 };
  Box box = find_box (desk);

  search_once (&box, texts[0]); /* the names are ready with its answer */
  rt_stall_meter_take ();
  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      times[i] = search_once (&box, texts[i % G_N_ELEMENTS (texts)]);
      rt_bench_keep_worst (&worst);
    }
  g_ptr_array_add (results, new_result ("window-search", times, G_N_ELEMENTS (times), &worst,
                                        "150 ms of it the toolkit waits for more letters"));
}

/* --- Locking --- */

static void
show_order (RtBenchDesk *desk, gint64 id)
{
  g_autoptr (GVariant) target = g_variant_ref_sink (g_variant_new_int64 (id));

  rt_window_activate (RT_WINDOW (desk->window), "desk.show-order", target);
  rt_bench_run (SETTLE_MS);
}

/* With an order open and the whole list behind it. */
static void
scene_lock (RtBenchDesk *desk, GPtrArray *results)
{
  double times[TURNS];
  RtStall worst = { 0 };

  for (guint i = 0; i < TURNS; i++)
    {
      double began;

      show_order (desk, i + 1);
      rt_stall_meter_take ();
      began = rt_now_ms ();
      rt_bench_desk_lock (desk);
      times[i] = rt_now_ms () - began;
      rt_bench_run (SETTLE_MS);
      rt_bench_keep_worst (&worst);
      rt_bench_desk_sign_in (desk);
      rt_bench_desk_wait_list (desk);
      rt_bench_run (SETTLE_MS);
    }
  g_ptr_array_add (results, new_result ("window-lock", times, TURNS, &worst, "until the sign-in page is drawn"));
}

/* --- Printing --- */

static void
scene_print (RtBenchDesk *desk, GPtrArray *results)
{
  double times[TURNS];
  RtStall worst = { 0 };

  for (guint i = 0; i < TURNS; i++)
    {
      GtkWidget *detail = NULL;
      double began;

      show_order (desk, i + 1);
      detail = rt_bench_find (GTK_WIDGET (desk->window), RT_TYPE_ORDER_DETAIL);
      rt_stall_meter_take ();
      began = rt_now_ms ();
      gtk_widget_activate_action (detail, "order.preview", NULL);
      rt_bench_wait_window (RT_TYPE_PRINT_PREVIEW);
      times[i] = rt_now_ms () - began;
      rt_bench_run (SETTLE_MS);
      rt_bench_keep_worst (&worst);
      gtk_window_close (GTK_WINDOW (rt_bench_find_window (RT_TYPE_PRINT_PREVIEW)));
      rt_bench_run (SETTLE_MS);
    }
  g_ptr_array_add (results, new_result ("window-print", times, TURNS, &worst, "until the sheet is drawn"));
}

/* --- Importing --- */

/* The last row has no date: with @refused nothing is imported in the end, so that the store stays what it is. */
static char *
write_csv (RtBenchStore *store, guint lines, gboolean refused)
{
  g_autoptr (GString) text =
    g_string_new ("Order number,Date,Customer number,Customer,Phone,City,Street,Product,Quantity,Unit price,Total\n");
  g_autofree char *path = g_strconcat (store->path, ".csv", NULL);
  g_autoptr (GError) error = NULL;
  gint64 run = g_get_real_time ();

  for (guint line = 0; line < lines; line++)
    g_string_append_printf (text,
                            "R%" G_GINT64_FORMAT
                            "-%06u,%s,K%u,Jane Sample %u,(555) 555-01%02u,Sampletown,%u Example Street,Oak chair,1,"
                            "89.00,89.00\n",
                            run, line / 5, refused && line == lines - 1 ? "someday" : "2026-03-04", line / 16,
                            line / 16, line / 16 % 100, line / 16 % 900 + 1);
  if (!g_file_set_contents (path, text->str, (gssize) text->len, &error))
    rt_bench_fail ("the file to import could not be written", error);
  return g_steal_pointer (&path);
}

typedef struct
{
  GtkStack *stack;
  const char *page;
} Page;

static gboolean
shows_page (gpointer data)
{
  const Page *self = data;

  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), self->page) == 0;
}

/* As a file that is dragged onto the window. */
static void
drop_file (GtkStack *stack, const char *path)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (stack));
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean taken = FALSE;

  g_value_init (&value, G_TYPE_FILE);
  g_value_take_object (&value, g_file_new_for_path (path));
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        g_signal_emit_by_name (controller, "drop", &value, 1.0, 1.0, &taken);
    }
  if (!taken)
    rt_bench_fail ("the import did not take the file", NULL);
}

static double
import_once (RtBenchDesk *desk, const char *path)
{
  GtkWidget *orders = rt_bench_find (GTK_WIDGET (desk->window), RT_TYPE_ORDERS_PAGE);
  GtkWidget *window = NULL;
  Page page = { NULL };
  double began;

  gtk_widget_activate_action (orders, "orders.import", NULL);
  window = rt_bench_wait_window (RT_TYPE_IMPORT_WINDOW);
  page.stack = GTK_STACK (rt_bench_find (window, GTK_TYPE_STACK));
  began = rt_now_ms ();
  drop_file (page.stack, path);
  page.page = "plan";
  rt_bench_wait (shows_page, &page, "what the file is");
  rt_bench_wait_frame (window);
  gtk_widget_activate_action (window, "import.run", NULL);
  page.page = "result";
  rt_bench_wait (shows_page, &page, "the end of the import");
  rt_bench_wait_frame (window);
  began = rt_now_ms () - began;
  rt_bench_run (2 * SETTLE_MS); /* the list behind it has the new ones */
  gtk_window_close (GTK_WINDOW (window));
  rt_bench_run (SETTLE_MS);
  return began;
}

static void
scene_import (RtBenchStore *store, RtBenchDesk *desk, GPtrArray *results)
{
  double times[1];
  RtStall worst = { 0 };

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *path = write_csv (store, i == 0 ? IMPORT_LINES : GOOD_LINES, i == 0);
      double taken;

      rt_stall_meter_take ();
      taken = import_once (desk, path);
      if (i == 0)
        times[0] = taken;
      rt_bench_keep_worst (&worst);
      g_unlink (path);
    }
  g_ptr_array_add (results, new_result ("window-import", times, 1, &worst,
                                        "100,000 lines, the last of them refused; the stalls of 200 good ones too"));
}

void
rt_bench_scenes (RtBenchStore *store, GPtrArray *results)
{
  RtBenchDesk *desk = NULL;

  rt_bench_desk_keep_key (store);
  rt_bench_store_let_go (store);
  desk = rt_bench_desk_open (store->path);
  rt_bench_desk_sign_in (desk);
  rt_bench_desk_wait_list (desk);
  rt_bench_run (SETTLE_MS);
  scene_search (desk, results);
  scene_print (desk, results);
  scene_import (store, desk, results);
  scene_lock (desk, results);
  rt_bench_desk_free (desk);
  rt_bench_store_take_up (store);
}
