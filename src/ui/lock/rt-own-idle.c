/* For how long nobody has touched this program's own windows. */
#include "config.h"

#include "rt-own-idle.h"

struct _RtOwnIdle
{
  GObject parent_instance;

  /* monotonic, µs */
  gint64 touched_at;
};

static void rt_own_idle_source_init (RtIdleSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RtOwnIdle, rt_own_idle, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (RT_TYPE_IDLE_SOURCE, rt_own_idle_source_init))

static gboolean
on_event (GtkEventController *controller, GdkEvent *event, RtOwnIdle *self)
{
  switch (gdk_event_get_event_type (event))
    {
    case GDK_KEY_PRESS:
    case GDK_BUTTON_PRESS:
    case GDK_MOTION_NOTIFY:
    case GDK_SCROLL:
    case GDK_TOUCH_BEGIN:
    case GDK_TOUCH_UPDATE:
      self->touched_at = g_get_monotonic_time ();
      break;
    default:
      break;
    }
  return GDK_EVENT_PROPAGATE;
}

static void
on_window_added (RtOwnIdle *self, GtkWindow *window)
{
  GtkEventController *controller = gtk_event_controller_legacy_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_object (controller, "event", G_CALLBACK (on_event), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (window), controller);
}

static void
rt_own_idle_ask_async (RtIdleSource *source, GCancellable *cancellable, GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (source, cancellable, callback, user_data);

  g_task_return_int (task, (g_get_monotonic_time () - RT_OWN_IDLE (source)->touched_at) / 1000);
}

static gint64
rt_own_idle_ask_finish (RtIdleSource *source, GAsyncResult *result, GError **error)
{
  return g_task_propagate_int (G_TASK (result), error);
}

static void
rt_own_idle_source_init (RtIdleSourceInterface *iface)
{
  iface->ask_async = rt_own_idle_ask_async;
  iface->ask_finish = rt_own_idle_ask_finish;
}

static void
rt_own_idle_class_init (RtOwnIdleClass *klass)
{
}

static void
rt_own_idle_init (RtOwnIdle *self)
{
  self->touched_at = g_get_monotonic_time ();
}

RtIdleSource *
rt_own_idle_new (GtkApplication *app)
{
  RtOwnIdle *self = g_object_new (RT_TYPE_OWN_IDLE, NULL);

  for (GList *l = gtk_application_get_windows (app); l != NULL; l = l->next)
    on_window_added (self, l->data);
  g_signal_connect_object (app, "window-added", G_CALLBACK (on_window_added), self, G_CONNECT_SWAPPED);
  return RT_IDLE_SOURCE (self);
}
