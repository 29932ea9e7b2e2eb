/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program's own window, worked from inside its process. */
#include "config.h"

#include "rt-bench-desk.h"

#include <string.h>

#include "rt-demo.h"
#include "rt-frame-meter.h"
#include "rt-list-pane.h"
#include "rt-vault.h"
#include "rt-window.h"

#define SECONDS_TO_WAIT 60

void
rt_bench_desk_keep_key (RtBenchStore *store)
{
  g_autoptr (RtKeyring) keyring = rt_keyring_new_service ();
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;

  id = rt_vault_read_store_id (store->path, &error);
  if (id == NULL || !rt_keyring_store_sync (keyring, RT_KEYRING_STORE_KEY, id, store->path, store->key, NULL, &error))
    rt_bench_fail ("the keyring did not take the key", error);
}

GtkWidget *
rt_bench_find (GtkWidget *widget, GType type)
{
  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = rt_bench_find (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

GtkWidget *
rt_bench_find_window (GType type)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (g_type_is_a (G_OBJECT_TYPE (l->data), type) && gtk_widget_get_mapped (l->data))
      return l->data;
  return NULL;
}

static gboolean
is_there (gpointer data)
{
  return rt_bench_find_window (*(const GType *) data) != NULL;
}

GtkWidget *
rt_bench_wait_window (GType type)
{
  rt_bench_wait (is_there, &type, g_type_name (type));
  rt_bench_wait_frame (rt_bench_find_window (type));
  return rt_bench_find_window (type);
}

/* MAX() would take it twice. */
void
rt_bench_keep_worst (RtStall *worst)
{
  RtStall taken = rt_stall_meter_take ();

  worst->whole = MAX (worst->whole, taken.whole);
  worst->ours = MAX (worst->ours, taken.ours);
  worst->marked = MAX (worst->marked, taken.marked);
}

void
rt_bench_set_stall (RtResult *result, const RtStall *worst)
{
  result->stall_ms = worst->whole;
  result->stall_ours_ms = worst->ours;
}

static gboolean
on_time (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

void
rt_bench_run (guint ms)
{
  gboolean over = FALSE;
  guint source = g_timeout_add (ms, on_time, &over);

  while (!over)
    g_main_context_iteration (NULL, TRUE);
  (void) source;
}

void
rt_bench_wait (gboolean (*ready) (gpointer data), gpointer data, const char *what)
{
  gint64 deadline = g_get_monotonic_time () + SECONDS_TO_WAIT * G_USEC_PER_SEC;
  g_autofree char *words = g_strconcat ("waited in vain: ", what, NULL);

  while (!ready (data))
    {
      if (g_get_monotonic_time () > deadline)
        rt_bench_fail (words, NULL);
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (500);
    }
}

static void
on_painted (GdkFrameClock *clock, gpointer data)
{
  *(gboolean *) data = TRUE;
}

void
rt_bench_wait_frame (GtkWidget *widget)
{
  GdkFrameClock *clock = NULL;
  gboolean painted = FALSE;
  gulong handler;

  while ((clock = gtk_widget_get_frame_clock (widget)) == NULL)
    g_main_context_iteration (NULL, TRUE);
  handler = g_signal_connect (clock, "after-paint", G_CALLBACK (on_painted), &painted);
  gtk_widget_queue_draw (widget);
  gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_PAINT | GDK_FRAME_CLOCK_PHASE_AFTER_PAINT);
  while (!painted)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (clock, handler);
}

static void
wait_open (RtBenchDesk *self)
{
  gint64 deadline = g_get_monotonic_time () + SECONDS_TO_WAIT * G_USEC_PER_SEC;

  while (!rt_desk_is_open (self->desk) && g_get_monotonic_time () < deadline)
    rt_bench_run (5);
  if (!rt_desk_is_open (self->desk))
    rt_bench_fail ("the window did not open the store", NULL);
}

/* The shortcuts are a window of the program too. */
static GtkWindow *
find_window (RtBenchDesk *self)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self->app)); l != NULL; l = l->next)
    if (RT_IS_WINDOW (l->data))
      return l->data;
  rt_bench_fail ("the program shows no window", NULL);
}

RtBenchDesk *
rt_bench_desk_open (const char *path)
{
  RtBenchDesk *self = g_new0 (RtBenchDesk, 1);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  self->app = rt_application_new ();
  g_application_set_flags (G_APPLICATION (self->app), G_APPLICATION_HANDLES_OPEN | G_APPLICATION_NON_UNIQUE);
  if (!g_application_register (G_APPLICATION (self->app), NULL, &error))
    rt_bench_fail ("the program does not start", error);
  rt_frame_meter_start ();
  g_application_open (G_APPLICATION (self->app), &file, 1, "");
  self->desk = rt_application_get_desk (self->app);
  self->window = find_window (self);
  wait_open (self);
  rt_bench_wait_frame (GTK_WIDGET (self->window));
  return self;
}

void
rt_bench_desk_free (RtBenchDesk *self)
{
  gtk_window_destroy (self->window);
  rt_desk_settle (self->desk, SECONDS_TO_WAIT);
  g_object_unref (self->app);
  g_free (self);
}

void
rt_bench_desk_sign_in (RtBenchDesk *self)
{
  g_autoptr (RtSecret) password = rt_secret_new_from (RT_DEMO_PASSWORD, strlen (RT_DEMO_PASSWORD));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  rt_desk_sign_in_async (self->desk, RT_DEMO_MANAGER, password, NULL, NULL, rt_desk_await_cb, &result);
  if (!rt_desk_sign_in_finish (self->desk, rt_desk_await (&result), NULL, &error))
    rt_bench_fail ("signing in was refused", error);
}

void
rt_bench_desk_lock (RtBenchDesk *self)
{
  rt_desk_lock (self->desk, "button");
  rt_bench_wait_frame (GTK_WIDGET (self->window));
}

static gboolean
has_first_row (RtRecordList *list)
{
  g_autoptr (RtRow) row = g_list_model_get_item (G_LIST_MODEL (list), 0);

  return row != NULL && rt_row_get_record (row) != NULL;
}

GtkWidget *
rt_bench_desk_wait_list (RtBenchDesk *self)
{
  gint64 deadline = g_get_monotonic_time () + SECONDS_TO_WAIT * G_USEC_PER_SEC;
  GtkWidget *pane = NULL;

  while (g_get_monotonic_time () < deadline)
    {
      pane = rt_bench_find (GTK_WIDGET (self->window), RT_TYPE_LIST_PANE);
      if (pane != NULL && has_first_row (rt_list_pane_get_list (RT_LIST_PANE (pane))))
        {
          rt_bench_wait_frame (pane);
          return pane;
        }
      g_main_context_iteration (NULL, TRUE);
    }
  rt_bench_fail ("the list of orders did not come", NULL);
}
