/* Locking without anybody's doing. */
#include "config.h"

#include "rt-auto-lock.h"

#include "rt-desktop-watch.h"
#include "rt-settings.h"

enum
{
  WARNING,
  ACTIVE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

struct _RtAutoLock
{
  GObject parent_instance;

  /* borrowed */
  RtDesk *desk;

  /* owned */
  RtIdleWatch *idle;
  RtDesktopWatch *desktop;
  guint release; /* the sleep is let go once the locked window was drawn */
};

G_DEFINE_FINAL_TYPE (RtAutoLock, rt_auto_lock, G_TYPE_OBJECT)

static void
start (RtAutoLock *self, gint64 minutes)
{
  rt_idle_watch_start (self->idle, minutes * 60 * 1000);
}

static gpointer
read_minutes (RtWork *work, gpointer data, GError **error)
{
  gint64 minutes = 0;

  return rt_settings_get (rt_work_get_db (work), RT_SETTING_LOCK_IDLE_MINUTES, &minutes, error)
           ? GINT_TO_POINTER ((int) minutes)
           : NULL;
}

/* Without an answer the standard goes on. */
static void
on_minutes (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtAutoLock) self = user_data;
  g_autoptr (GError) error = NULL;
  int minutes = GPOINTER_TO_INT (rt_desk_run_finish (RT_DESK (source), result, &error));

  if (minutes > 0 && self->idle != NULL && rt_desk_get_person (self->desk) != NULL)
    start (self, minutes);
}

static void
ask_minutes (RtAutoLock *self)
{
  rt_desk_run_async (self->desk, FALSE, read_minutes, NULL, NULL, NULL, NULL, on_minutes, g_object_ref (self));
}

static void
on_changed (RtAutoLock *self, const char *table, gint64 row)
{
  if (g_str_equal (table, "setting"))
    ask_minutes (self);
}

static gboolean
release_sleep (gpointer user_data)
{
  RtAutoLock *self = user_data;

  self->release = 0;
  rt_desktop_watch_hold_sleep (self->desktop, FALSE);
  return G_SOURCE_REMOVE;
}

static void
on_person (RtAutoLock *self)
{
  g_clear_handle_id (&self->release, g_source_remove);
  if (rt_desk_get_person (self->desk) != NULL)
    {
      start (self, rt_setting_info (RT_SETTING_LOCK_IDLE_MINUTES)->standard);
      rt_desktop_watch_hold_sleep (self->desktop, TRUE);
      ask_minutes (self);
      return;
    }
  rt_idle_watch_stop (self->idle);
  g_signal_emit (self, signals[ACTIVE], 0);
  self->release = g_idle_add_full (G_PRIORITY_LOW, release_sleep, self, NULL);
}

static void
on_idle (RtAutoLock *self)
{
  if (rt_desk_get_person (self->desk) != NULL)
    rt_desk_lock (self->desk, "idle");
}

static void
on_desktop (RtAutoLock *self, const char *why)
{
  /* Also of somebody who is setting up their codes, and so has shown their password. */
  if (rt_desk_get_person (self->desk) != NULL || rt_desk_get_enrolment (self->desk) != NULL)
    rt_desk_lock (self->desk, why);
}

static void
on_warning (RtAutoLock *self, int seconds)
{
  g_signal_emit (self, signals[WARNING], 0, seconds);
}

static void
on_active (RtAutoLock *self)
{
  g_signal_emit (self, signals[ACTIVE], 0);
}

static void
rt_auto_lock_dispose (GObject *object)
{
  RtAutoLock *self = RT_AUTO_LOCK (object);

  g_clear_handle_id (&self->release, g_source_remove);
  if (self->idle != NULL)
    rt_idle_watch_stop (self->idle);
  g_clear_object (&self->idle);
  g_clear_object (&self->desktop);
  G_OBJECT_CLASS (rt_auto_lock_parent_class)->dispose (object);
}

static void
rt_auto_lock_class_init (RtAutoLockClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rt_auto_lock_dispose;
  signals[WARNING] =
    g_signal_new ("warning", RT_TYPE_AUTO_LOCK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[ACTIVE] = g_signal_new ("active", RT_TYPE_AUTO_LOCK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rt_auto_lock_init (RtAutoLock *self)
{
}

RtAutoLock *
rt_auto_lock_new (RtDesk *desk, RtIdleWatch *idle)
{
  RtAutoLock *self = g_object_new (RT_TYPE_AUTO_LOCK, NULL);

  self->desk = desk;
  self->idle = idle;
  self->desktop = rt_desktop_watch_new ();
  g_signal_connect_object (idle, "idle", G_CALLBACK (on_idle), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (idle, "warning", G_CALLBACK (on_warning), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (idle, "active", G_CALLBACK (on_active), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->desktop, "lock", G_CALLBACK (on_desktop), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "notify::person", G_CALLBACK (on_person), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  return self;
}
