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

static void
on_size_told (GdkToplevel *toplevel, GdkToplevelSize *size, gpointer data)
{
  rt_stall_meter_leave ();
}

/* The display asks how large a window wants to be, after a layout also outside a frame: the toolkit measures all that
 * is in it. */
static gboolean
on_size_asked (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer data)
{
  gpointer toplevel = g_value_get_object (values);

  if (g_signal_handler_find (toplevel, G_SIGNAL_MATCH_FUNC, 0, 0, NULL, (gpointer) on_size_told, NULL) != 0)
    rt_stall_meter_enter (RT_STALL_TOOLKIT);
  return TRUE;
}

/* A window has its surface from here on: ours is the last to hear how large it wants to be. */
static gboolean
on_realized (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer data)
{
  gpointer widget = g_value_get_object (values);
  GdkSurface *surface = GTK_IS_NATIVE (widget) ? gtk_native_get_surface (widget) : NULL;

  if (GDK_IS_TOPLEVEL (surface))
    g_signal_connect_after (surface, "compute-size", G_CALLBACK (on_size_told), NULL);
  return TRUE;
}

static void
watch_sizes (void)
{
  g_type_default_interface_unref (g_type_default_interface_ref (GDK_TYPE_TOPLEVEL));
  g_signal_add_emission_hook (g_signal_lookup ("compute-size", GDK_TYPE_TOPLEVEL), 0, on_size_asked, NULL, NULL);
  g_signal_add_emission_hook (g_signal_lookup ("realize", GTK_TYPE_WIDGET), 0, on_realized, NULL, NULL);
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
  watch_sizes ();
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
