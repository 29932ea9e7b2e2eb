/* Something that can tell for how long nobody has touched the desktop. */
#include "config.h"

#include "rt-idle-source.h"

G_DEFINE_INTERFACE (RtIdleSource, rt_idle_source, G_TYPE_OBJECT)

static void
rt_idle_source_default_init (RtIdleSourceInterface *iface)
{
  g_signal_new ("stirred", RT_TYPE_IDLE_SOURCE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

void
rt_idle_source_ask_async (RtIdleSource *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data)
{
  RT_IDLE_SOURCE_GET_IFACE (self)->ask_async (self, cancellable, callback, user_data);
}

gint64
rt_idle_source_ask_finish (RtIdleSource *self, GAsyncResult *result, GError **error)
{
  return RT_IDLE_SOURCE_GET_IFACE (self)->ask_finish (self, result, error);
}

void
rt_idle_source_expect (RtIdleSource *self, gint64 idle_ms)
{
  if (RT_IDLE_SOURCE_GET_IFACE (self)->expect != NULL)
    RT_IDLE_SOURCE_GET_IFACE (self)->expect (self, idle_ms);
}
