/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long the main loop was busy in one go, and when a window is drawn: for debug and bench builds alone. */
#include "config.h"

#include "rt-stall-meter.h"

#ifdef RT_STALL_METER

#include <unistd.h>

static gint64 busy_since; /* µs, monotonic */
static gint64 worst;

static gint
poll_and_count (GPollFD *fds, guint n, gint timeout)
{
  gint result;

  if (busy_since != 0)
    worst = MAX (worst, g_get_monotonic_time () - busy_since);
  result = g_poll (fds, n, timeout);
  busy_since = g_get_monotonic_time ();
  return result;
}

void
rt_stall_meter_start (void)
{
  g_main_context_set_poll_func (NULL, poll_and_count);
}

double
rt_stall_meter_take_worst (void)
{
  double taken = (double) worst / 1000.0;

  worst = 0;
  return taken;
}

static void
on_painted (GdkFrameClock *clock, gpointer data)
{
  const char *number = g_getenv ("ROLLTOP_DRAWN_FD");
  guint64 fd = 0;

  g_signal_handlers_disconnect_by_func (clock, on_painted, data);
  if (g_ascii_string_to_unsigned (number, 10, 3, 1024, &fd, NULL) && write ((int) fd, "d", 1) != 1)
    g_warning ("Nobody heard that the window was drawn");
}

void
rt_stall_meter_tell_drawn (GtkWidget *widget)
{
  if (g_getenv ("ROLLTOP_DRAWN_FD") != NULL && gtk_widget_get_frame_clock (widget) != NULL)
    g_signal_connect (gtk_widget_get_frame_clock (widget), "after-paint", G_CALLBACK (on_painted), widget);
}

#else

void
rt_stall_meter_start (void)
{
}

double
rt_stall_meter_take_worst (void)
{
  return 0;
}

void
rt_stall_meter_tell_drawn (GtkWidget *widget)
{
}

#endif
