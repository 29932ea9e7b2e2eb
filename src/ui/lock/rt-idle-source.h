/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RtIdleSource: something that can tell for how long nobody has touched the desktop. Main thread. Signal "stirred": the
 * answer may have changed much, ask again; not every source has it, and nobody may depend on it.
 */
#define RT_TYPE_IDLE_SOURCE (rt_idle_source_get_type ())
G_DECLARE_INTERFACE (RtIdleSource, rt_idle_source, RT, IDLE_SOURCE, GObject)

struct _RtIdleSourceInterface
{
  GTypeInterface parent_iface;
  void (*ask_async) (RtIdleSource *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
  gint64 (*ask_finish) (RtIdleSource *self, GAsyncResult *result, GError **error);
  void (*expect) (RtIdleSource *self, gint64 idle_ms); /* may be NULL */
};

/** rt_idle_source_ask_async: how long nobody has touched a key or a pointing device. _finish gives milliseconds; -1
 * with an error when this source cannot tell here. */
void rt_idle_source_ask_async (RtIdleSource *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data);
gint64 rt_idle_source_ask_finish (RtIdleSource *self, GAsyncResult *result, GError **error);
/** rt_idle_source_expect: "stirred" is wanted when nobody has touched anything for @idle_ms, and when somebody does
 * again; 0: no more. */
void rt_idle_source_expect (RtIdleSource *self, gint64 idle_ms);

G_END_DECLS
