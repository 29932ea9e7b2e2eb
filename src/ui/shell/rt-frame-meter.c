/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When the toolkit is at its frames, and when a window is drawn: for debug and bench builds alone. */
#include "config.h"

#include "rt-frame-meter.h"

#ifdef RT_STALL_METER

#include <unistd.h>

static gboolean
on_frame (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer begins)
{
  rt_stall_meter_frame (GPOINTER_TO_INT (begins));
  return TRUE;
}

/* Every window has a clock of its own, which comes and goes with its surface. */
static void
watch (const char *signal, gboolean begins)
{
  g_signal_add_emission_hook (g_signal_lookup (signal, GDK_TYPE_FRAME_CLOCK), 0, on_frame, GINT_TO_POINTER (begins),
                              NULL);
}

void
rt_frame_meter_start (void)
{
  static gboolean watching;

  rt_stall_meter_start ();
  if (watching)
    return;
  watching = TRUE;
  g_type_class_unref (g_type_class_ref (GDK_TYPE_FRAME_CLOCK));
  watch ("before-paint", TRUE);
  watch ("after-paint", FALSE);
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
rt_frame_meter_tell_drawn (GtkWidget *widget)
{
  if (g_getenv ("ROLLTOP_DRAWN_FD") != NULL && gtk_widget_get_frame_clock (widget) != NULL)
    g_signal_connect (gtk_widget_get_frame_clock (widget), "after-paint", G_CALLBACK (on_painted), widget);
}

#else

void
rt_frame_meter_start (void)
{
}

void
rt_frame_meter_tell_drawn (GtkWidget *widget)
{
}

#endif
