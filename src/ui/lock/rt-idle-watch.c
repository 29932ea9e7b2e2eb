/* When nobody has touched the desktop for a given time. */
#include "config.h"

#include "rt-idle-watch.h"

#define WARNED_CHECK_MS 1000 /* while the warning stands, so that any input takes it away */

enum
{
  WARNING,
  ACTIVE,
  IDLE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

struct _RtIdleWatch
{
  GObject parent_instance;

  /* owned */
  GPtrArray *sources;
  GCancellable *asking; /* NULL: no answer is awaited */
  guint timer;

  gint64 limit_ms; /* 0: stopped */
  guint at;        /* the source that is asked */
  gboolean warned;
};

G_DEFINE_FINAL_TYPE (RtIdleWatch, rt_idle_watch, G_TYPE_OBJECT)

static gint64
get_warning_ms (RtIdleWatch *self)
{
  return MIN (RT_IDLE_WARNING_MS, self->limit_ms / 2);
}

static RtIdleSource *
get_source (RtIdleWatch *self)
{
  return self->at < self->sources->len ? g_ptr_array_index (self->sources, self->at) : NULL;
}

static gboolean
on_timer (gpointer user_data)
{
  RtIdleWatch *self = user_data;

  self->timer = 0;
  rt_idle_watch_check (self);
  return G_SOURCE_REMOVE;
}

static void
check_in (RtIdleWatch *self, gint64 ms)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  self->timer = g_timeout_add ((guint) CLAMP (ms, 1, G_MAXINT), on_timer, self);
}

static void
set_warned (RtIdleWatch *self, gboolean warned, gint64 left_ms)
{
  if (warned == self->warned)
    return;
  self->warned = warned;
  if (warned)
    g_signal_emit (self, signals[WARNING], 0, (int) ((left_ms + 999) / 1000));
  else
    g_signal_emit (self, signals[ACTIVE], 0);
}

static void
take_answer (RtIdleWatch *self, gint64 idle_ms)
{
  gint64 left = self->limit_ms - idle_ms;
  gint64 warning = get_warning_ms (self);

  if (left <= 0)
    {
      rt_idle_watch_stop (self);
      g_signal_emit (self, signals[IDLE], 0);
      return;
    }
  check_in (self, left > warning ? left - warning : MIN (left, WARNED_CHECK_MS));
  set_warned (self, left <= warning, left);
}

static void
on_answer (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtIdleWatch) self = user_data;
  g_autoptr (GError) error = NULL;
  gint64 idle = rt_idle_source_ask_finish (RT_IDLE_SOURCE (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* the watch was stopped, and may have started anew since */
  g_clear_object (&self->asking);
  if (error == NULL)
    {
      take_answer (self, idle);
      return;
    }
  rt_idle_source_expect (RT_IDLE_SOURCE (object), 0);
  self->at++;
  rt_idle_watch_check (self);
}

static void
rt_idle_watch_dispose (GObject *object)
{
  RtIdleWatch *self = RT_IDLE_WATCH (object);

  rt_idle_watch_stop (self);
  g_clear_pointer (&self->sources, g_ptr_array_unref);
  G_OBJECT_CLASS (rt_idle_watch_parent_class)->dispose (object);
}

static void
rt_idle_watch_class_init (RtIdleWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rt_idle_watch_dispose;
  signals[WARNING] =
    g_signal_new ("warning", RT_TYPE_IDLE_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[ACTIVE] = g_signal_new ("active", RT_TYPE_IDLE_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[IDLE] = g_signal_new ("idle", RT_TYPE_IDLE_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rt_idle_watch_init (RtIdleWatch *self)
{
}

RtIdleWatch *
rt_idle_watch_new (GPtrArray *sources)
{
  RtIdleWatch *self = g_object_new (RT_TYPE_IDLE_WATCH, NULL);

  self->sources = sources;
  for (guint i = 0; i < sources->len; i++)
    g_signal_connect_object (g_ptr_array_index (sources, i), "stirred", G_CALLBACK (rt_idle_watch_check), self,
                             G_CONNECT_SWAPPED);
  return self;
}

void
rt_idle_watch_start (RtIdleWatch *self, gint64 limit_ms)
{
  rt_idle_watch_stop (self);
  self->limit_ms = MAX (limit_ms, 1);
  self->at = 0;
  rt_idle_watch_check (self);
}

void
rt_idle_watch_stop (RtIdleWatch *self)
{
  RtIdleSource *source = self->limit_ms != 0 ? get_source (self) : NULL;

  g_clear_handle_id (&self->timer, g_source_remove);
  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  self->limit_ms = 0;
  self->warned = FALSE;
  if (source != NULL)
    rt_idle_source_expect (source, 0);
}

void
rt_idle_watch_check (RtIdleWatch *self)
{
  RtIdleSource *source = get_source (self);

  if (self->limit_ms == 0 || self->asking != NULL || source == NULL)
    return;
  g_clear_handle_id (&self->timer, g_source_remove);
  self->asking = g_cancellable_new ();
  rt_idle_source_expect (source, self->limit_ms - get_warning_ms (self));
  rt_idle_source_ask_async (source, self->asking, on_answer, g_object_ref (self));
}
