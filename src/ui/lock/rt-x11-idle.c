/* For how long nobody has touched the desktop, as the X server counts it: the counter IDLETIME of its SYNC extension,
 * in milliseconds. libXext, which GTK uses itself, asks for it; libXss would tell the same. */
#include "config.h"

#include "rt-x11-idle.h"

#ifdef RT_HAVE_X11
#include <gdk/x11/gdkx.h>
#include <X11/extensions/sync.h>
#endif

struct _RtX11Idle
{
  GObject parent_instance;

  /* owned */
  GdkDisplay *display;
};

static void rt_x11_idle_source_init (RtIdleSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RtX11Idle, rt_x11_idle, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (RT_TYPE_IDLE_SOURCE, rt_x11_idle_source_init))

#ifdef RT_HAVE_X11
static XSyncCounter
find_counter (Display *display)
{
  XSyncCounter found = None;
  XSyncSystemCounter *counters = NULL;
  int event, error, major, minor, n = 0;

  if (!XSyncQueryExtension (display, &event, &error) || !XSyncInitialize (display, &major, &minor))
    return None;
  counters = XSyncListSystemCounters (display, &n);
  for (int i = 0; i < n; i++)
    if (g_strcmp0 (counters[i].name, "IDLETIME") == 0)
      found = counters[i].counter;
  if (counters != NULL)
    XSyncFreeSystemCounterList (counters);
  return found;
}

/* -1: it does not tell. The server answers at once; that is no waiting. */
static gint64
read_counter (GdkDisplay *display)
{
  Display *server = GDK_IS_X11_DISPLAY (display) ? gdk_x11_display_get_xdisplay (display) : NULL;
  XSyncCounter counter = server != NULL ? find_counter (server) : None;
  XSyncValue value;

  if (counter == None || !XSyncQueryCounter (server, counter, &value))
    return -1;
  return MAX ((gint64) XSyncValueHigh32 (value) * (G_GINT64_CONSTANT (1) << 32) + XSyncValueLow32 (value), 0);
}
#else
static gint64
read_counter (GdkDisplay *display)
{
  return -1;
}
#endif

static void
rt_x11_idle_ask_async (RtIdleSource *source, GCancellable *cancellable, GAsyncReadyCallback callback,
                       gpointer user_data)
{
  RtX11Idle *self = RT_X11_IDLE (source);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  gint64 idle = read_counter (self->display);

  if (idle >= 0)
    g_task_return_int (task, idle);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "no X server that counts");
}

static gint64
rt_x11_idle_ask_finish (RtIdleSource *source, GAsyncResult *result, GError **error)
{
  return g_task_propagate_int (G_TASK (result), error);
}

static void
rt_x11_idle_dispose (GObject *object)
{
  g_clear_object (&RT_X11_IDLE (object)->display);
  G_OBJECT_CLASS (rt_x11_idle_parent_class)->dispose (object);
}

static void
rt_x11_idle_source_init (RtIdleSourceInterface *iface)
{
  iface->ask_async = rt_x11_idle_ask_async;
  iface->ask_finish = rt_x11_idle_ask_finish;
}

static void
rt_x11_idle_class_init (RtX11IdleClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rt_x11_idle_dispose;
}

static void
rt_x11_idle_init (RtX11Idle *self)
{
}

RtIdleSource *
rt_x11_idle_new (GdkDisplay *display)
{
  RtX11Idle *self = g_object_new (RT_TYPE_X11_IDLE, NULL);

  self->display = g_object_ref (display);
  return RT_IDLE_SOURCE (self);
}
