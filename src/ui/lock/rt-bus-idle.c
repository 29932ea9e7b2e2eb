/* For how long nobody has touched the desktop, asked on the session bus. */
#include "config.h"

#include "rt-bus-idle.h"

#define ANSWER_MS 5000

/* Where to ask. */
typedef struct
{
  const char *name, *path, *interface, *method;
  gboolean stirs;
} Service;

static const Service mutter = { "org.gnome.Mutter.IdleMonitor", "/org/gnome/Mutter/IdleMonitor/Core",
                                "org.gnome.Mutter.IdleMonitor", "GetIdletime", TRUE };
static const Service screen_saver = { "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver",
                                      "org.freedesktop.ScreenSaver", "GetSessionIdleTime", FALSE };

struct _RtBusIdle
{
  GObject parent_instance;

  /* borrowed */
  const Service *service;

  /* owned */
  GDBusConnection *bus; /* once somebody asked */
  guint fired;          /* subscription; 0 none */
  guint32 watch;        /* the service's name for it; 0 none yet */
  gint64 expected_ms;   /* 0: nothing is */
};

static void rt_bus_idle_source_init (RtIdleSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RtBusIdle, rt_bus_idle, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (RT_TYPE_IDLE_SOURCE, rt_bus_idle_source_init))

static void
on_fired (GDBusConnection *bus, const char *sender, const char *path, const char *interface, const char *signal,
          GVariant *parameters, gpointer user_data)
{
  g_signal_emit_by_name (user_data, "stirred");
}

static void
call (RtBusIdle *self, const char *method, GVariant *parameters, GAsyncReadyCallback callback)
{
  const Service *service = self->service;

  g_dbus_connection_call (self->bus, service->name, service->path, service->interface, method, parameters, NULL,
                          G_DBUS_CALL_FLAGS_NO_AUTO_START, ANSWER_MS, NULL, callback,
                          callback != NULL ? g_object_ref (self) : NULL);
}

static void
remove_watch (RtBusIdle *self)
{
  if (self->fired != 0)
    g_dbus_connection_signal_unsubscribe (self->bus, self->fired);
  if (self->watch != 0)
    call (self, "RemoveWatch", g_variant_new ("(u)", self->watch), NULL);
  self->fired = 0;
  self->watch = 0;
}

/* Who has no watches does not stir, and is asked now and then all the same. */
static void
on_watch_added (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtBusIdle) self = user_data;
  g_autoptr (GVariant) answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);

  if (self->bus == NULL || answer == NULL || !g_variant_is_of_type (answer, G_VARIANT_TYPE ("(u)")))
    return;
  g_variant_get (answer, "(u)", &self->watch);
  if (self->fired == 0)
    remove_watch (self);
}

static void
add_watch (RtBusIdle *self)
{
  const Service *service = self->service;

  if (self->bus == NULL || self->expected_ms == 0 || !service->stirs || self->fired != 0)
    return;
  self->fired =
    g_dbus_connection_signal_subscribe (self->bus, service->name, service->interface, "WatchFired", service->path, NULL,
                                        G_DBUS_SIGNAL_FLAGS_NONE, on_fired, self, NULL);
  call (self, "AddIdleWatch", g_variant_new ("(t)", (guint64) self->expected_ms), on_watch_added);
}

static gint64
read_milliseconds (GVariant *answer)
{
  guint32 small = 0;
  guint64 big = 0;

  if (g_variant_is_of_type (answer, G_VARIANT_TYPE ("(t)")))
    g_variant_get (answer, "(t)", &big);
  else if (g_variant_is_of_type (answer, G_VARIANT_TYPE ("(u)")))
    {
      g_variant_get (answer, "(u)", &small);
      big = small;
    }
  else
    return -1;
  return (gint64) MIN (big, (guint64) G_MAXINT64);
}

static void
on_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  RtBusIdle *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (GVariant) answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  gint64 idle = answer != NULL ? read_milliseconds (answer) : -1;

  if (error != NULL)
    g_task_return_error (task, error);
  else if (idle < 0)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "an answer of another kind");
  else
    {
      add_watch (self);
      /* Fires once, when somebody comes back. */
      if (self->fired != 0 && idle >= self->expected_ms)
        call (self, "AddUserActiveWatch", NULL, NULL);
      g_task_return_int (task, idle);
    }
}

static void
ask_on (RtBusIdle *self, GTask *task)
{
  const Service *service = self->service;

  g_dbus_connection_call (self->bus, service->name, service->path, service->interface, service->method, NULL, NULL,
                          G_DBUS_CALL_FLAGS_NO_AUTO_START, ANSWER_MS, g_task_get_cancellable (task), on_answered, task);
}

static void
on_bus (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  RtBusIdle *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, &error);

  if (bus == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  g_set_object (&self->bus, bus);
  ask_on (self, task);
}

static void
rt_bus_idle_ask_async (RtIdleSource *source, GCancellable *cancellable, GAsyncReadyCallback callback,
                       gpointer user_data)
{
  RtBusIdle *self = RT_BUS_IDLE (source);
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  if (self->bus != NULL)
    ask_on (self, task);
  else
    g_bus_get (G_BUS_TYPE_SESSION, cancellable, on_bus, task);
}

static gint64
rt_bus_idle_ask_finish (RtIdleSource *source, GAsyncResult *result, GError **error)
{
  return g_task_propagate_int (G_TASK (result), error);
}

static void
rt_bus_idle_expect (RtIdleSource *source, gint64 idle_ms)
{
  RtBusIdle *self = RT_BUS_IDLE (source);

  if (idle_ms != self->expected_ms)
    remove_watch (self);
  self->expected_ms = idle_ms;
  add_watch (self);
}

static void
rt_bus_idle_dispose (GObject *object)
{
  RtBusIdle *self = RT_BUS_IDLE (object);

  remove_watch (self);
  g_clear_object (&self->bus);
  G_OBJECT_CLASS (rt_bus_idle_parent_class)->dispose (object);
}

static void
rt_bus_idle_source_init (RtIdleSourceInterface *iface)
{
  iface->ask_async = rt_bus_idle_ask_async;
  iface->ask_finish = rt_bus_idle_ask_finish;
  iface->expect = rt_bus_idle_expect;
}

static void
rt_bus_idle_class_init (RtBusIdleClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rt_bus_idle_dispose;
}

static void
rt_bus_idle_init (RtBusIdle *self)
{
}

static RtIdleSource *
new_for (const Service *service)
{
  RtBusIdle *self = g_object_new (RT_TYPE_BUS_IDLE, NULL);

  self->service = service;
  return RT_IDLE_SOURCE (self);
}

RtIdleSource *
rt_bus_idle_new_mutter (void)
{
  return new_for (&mutter);
}

RtIdleSource *
rt_bus_idle_new_screen_saver (void)
{
  return new_for (&screen_saver);
}
