/* When the desktop itself is locked or goes to sleep. */
#include "config.h"

#include "rt-desktop-watch.h"

#include <gio/gunixfdlist.h>
#include <glib/gi18n.h>
#include <unistd.h>

#define LOGIN         "org.freedesktop.login1"
#define LOGIN_PATH    "/org/freedesktop/login1"
#define LOGIN_MANAGER LOGIN ".Manager"
#define LOGIN_SESSION LOGIN ".Session"
#define PROPERTIES    "org.freedesktop.DBus.Properties"
#define ANSWER_MS     5000

enum
{
  LOCK,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

struct _RtDesktopWatch
{
  GObject parent_instance;

  /* owned */
  GCancellable *cancellable;
  GDBusConnection *session_bus, *system_bus; /* NULL: not there, or not yet */
  GArray *session_ids, *system_ids;          /* guint, subscriptions */
  char *session_path;                        /* our session at logind; NULL: not known, then any is ours */

  gboolean hold;   /* wanted */
  gboolean asking; /* the inhibitor is on its way */
  int inhibitor;   /* -1: none */
};

G_DEFINE_FINAL_TYPE (RtDesktopWatch, rt_desktop_watch, G_TYPE_OBJECT)

static void
tell (RtDesktopWatch *self, const char *why)
{
  g_signal_emit (self, signals[LOCK], 0, why);
}

static void
on_screen_saver (GDBusConnection *bus, const char *sender, const char *path, const char *interface, const char *signal,
                 GVariant *parameters, gpointer user_data)
{
  gboolean active = FALSE;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(b)")))
    return;
  g_variant_get (parameters, "(b)", &active);
  if (active)
    tell (user_data, "desktop");
}

static gboolean
is_ours (RtDesktopWatch *self, const char *path)
{
  return self->session_path == NULL || g_str_equal (self->session_path, path);
}

static void
on_session_lock (GDBusConnection *bus, const char *sender, const char *path, const char *interface, const char *signal,
                 GVariant *parameters, gpointer user_data)
{
  if (is_ours (user_data, path))
    tell (user_data, "desktop");
}

static void
on_session_changed (GDBusConnection *bus, const char *sender, const char *path, const char *interface,
                    const char *signal, GVariant *parameters, gpointer user_data)
{
  g_autoptr (GVariant) changed = NULL;
  gboolean locked = FALSE;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(sa{sv}as)")) || !is_ours (user_data, path))
    return;
  g_variant_get (parameters, "(&s@a{sv}^a&s)", NULL, &changed, NULL);
  if (g_variant_lookup (changed, "LockedHint", "b", &locked) && locked)
    tell (user_data, "desktop");
}

static void ask_for_inhibitor (RtDesktopWatch *self);

static void
on_sleep (GDBusConnection *bus, const char *sender, const char *path, const char *interface, const char *signal,
          GVariant *parameters, gpointer user_data)
{
  gboolean begins = FALSE;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(b)")))
    return;
  g_variant_get (parameters, "(b)", &begins);
  if (begins)
    tell (user_data, "suspend");
  else
    ask_for_inhibitor (user_data);
}

static void
subscribe (RtDesktopWatch *self, GDBusConnection *bus, GArray *ids, const char *sender, const char *interface,
           const char *signal, const char *path, const char *first, GDBusSignalCallback callback)
{
  guint id = g_dbus_connection_signal_subscribe (bus, sender, interface, signal, path, first, G_DBUS_SIGNAL_FLAGS_NONE,
                                                 callback, self, NULL);

  g_array_append_val (ids, id);
}

static void
unsubscribe (GDBusConnection *bus, GArray *ids)
{
  for (guint i = 0; bus != NULL && i < ids->len; i++)
    g_dbus_connection_signal_unsubscribe (bus, g_array_index (ids, guint, i));
  g_array_set_size (ids, 0);
}

static void
on_session_bus (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtDesktopWatch) self = user_data;
  GDBusConnection *bus = g_bus_get_finish (result, NULL);
  static const char *const names[] = { "org.gnome.ScreenSaver", "org.freedesktop.ScreenSaver" };

  if (bus == NULL)
    return;
  self->session_bus = bus;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    subscribe (self, bus, self->session_ids, NULL, names[i], "ActiveChanged", NULL, NULL, on_screen_saver);
}

/* Without an answer every session of this computer counts as ours, and the desk locks rather too often. */
static void
on_session_path (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtDesktopWatch) self = user_data;
  g_autoptr (GVariant) answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);

  if (answer != NULL && g_variant_is_of_type (answer, G_VARIANT_TYPE ("(o)")))
    g_variant_get (answer, "(o)", &self->session_path);
}

static void
ask_for_session (RtDesktopWatch *self)
{
  const char *id = g_getenv ("XDG_SESSION_ID");

  if (id != NULL && id[0] != '\0')
    g_dbus_connection_call (self->system_bus, LOGIN, LOGIN_PATH, LOGIN_MANAGER, "GetSession", g_variant_new ("(s)", id),
                            NULL, G_DBUS_CALL_FLAGS_NO_AUTO_START, ANSWER_MS, self->cancellable, on_session_path,
                            g_object_ref (self));
  else
    g_dbus_connection_call (self->system_bus, LOGIN, LOGIN_PATH, LOGIN_MANAGER, "GetSessionByPID",
                            g_variant_new ("(u)", (guint32) getpid ()), NULL, G_DBUS_CALL_FLAGS_NO_AUTO_START,
                            ANSWER_MS, self->cancellable, on_session_path, g_object_ref (self));
}

static void
on_system_bus (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtDesktopWatch) self = user_data;
  GDBusConnection *bus = g_bus_get_finish (result, NULL);

  if (bus == NULL)
    return;
  /* One that goes away does not take the windows along. */
  g_dbus_connection_set_exit_on_close (bus, FALSE);
  self->system_bus = bus;
  subscribe (self, bus, self->system_ids, LOGIN, LOGIN_SESSION, "Lock", NULL, NULL, on_session_lock);
  subscribe (self, bus, self->system_ids, LOGIN, PROPERTIES, "PropertiesChanged", NULL, LOGIN_SESSION,
             on_session_changed);
  subscribe (self, bus, self->system_ids, LOGIN, LOGIN_MANAGER, "PrepareForSleep", LOGIN_PATH, NULL, on_sleep);
  ask_for_session (self);
  ask_for_inhibitor (self);
}

static void
drop_inhibitor (RtDesktopWatch *self)
{
  if (self->inhibitor >= 0)
    close (self->inhibitor);
  self->inhibitor = -1;
}

static int
take_descriptor (GVariant *answer, GUnixFDList *list)
{
  gint32 handle = -1;

  if (answer == NULL || list == NULL || !g_variant_is_of_type (answer, G_VARIANT_TYPE ("(h)")))
    return -1;
  g_variant_get (answer, "(h)", &handle);
  return handle < g_unix_fd_list_get_length (list) ? g_unix_fd_list_get (list, handle, NULL) : -1;
}

static void
on_inhibitor (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtDesktopWatch) self = user_data;
  g_autoptr (GUnixFDList) list = NULL;
  g_autoptr (GVariant) answer =
    g_dbus_connection_call_with_unix_fd_list_finish (G_DBUS_CONNECTION (source), &list, result, NULL);

  self->asking = FALSE;
  drop_inhibitor (self);
  self->inhibitor = take_descriptor (answer, list);
  if (!self->hold)
    drop_inhibitor (self);
}

static void
ask_for_inhibitor (RtDesktopWatch *self)
{
  if (!self->hold || self->asking || self->inhibitor >= 0 || self->system_bus == NULL)
    return;
  self->asking = TRUE;
  g_dbus_connection_call_with_unix_fd_list (self->system_bus, LOGIN, LOGIN_PATH, LOGIN_MANAGER, "Inhibit",
                                            /* Translators: why the computer waits a moment before it falls asleep;
                                               shown by the desktop's own tools. */
                                            g_variant_new ("(ssss)", "sleep", "Rolltop",
                                                           _("The desk is being locked."), "delay"),
                                            G_VARIANT_TYPE ("(h)"), G_DBUS_CALL_FLAGS_NO_AUTO_START, ANSWER_MS, NULL,
                                            self->cancellable, on_inhibitor, g_object_ref (self));
}

static void
rt_desktop_watch_dispose (GObject *object)
{
  RtDesktopWatch *self = RT_DESKTOP_WATCH (object);

  g_cancellable_cancel (self->cancellable);
  unsubscribe (self->session_bus, self->session_ids);
  unsubscribe (self->system_bus, self->system_ids);
  self->hold = FALSE;
  drop_inhibitor (self);
  g_clear_object (&self->session_bus);
  g_clear_object (&self->system_bus);
  G_OBJECT_CLASS (rt_desktop_watch_parent_class)->dispose (object);
}

static void
rt_desktop_watch_finalize (GObject *object)
{
  RtDesktopWatch *self = RT_DESKTOP_WATCH (object);

  g_clear_object (&self->cancellable);
  g_array_unref (self->session_ids);
  g_array_unref (self->system_ids);
  g_free (self->session_path);
  G_OBJECT_CLASS (rt_desktop_watch_parent_class)->finalize (object);
}

static void
rt_desktop_watch_class_init (RtDesktopWatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = rt_desktop_watch_dispose;
  object_class->finalize = rt_desktop_watch_finalize;
  signals[LOCK] = g_signal_new ("lock", RT_TYPE_DESKTOP_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
rt_desktop_watch_init (RtDesktopWatch *self)
{
  self->inhibitor = -1;
  self->cancellable = g_cancellable_new ();
  self->session_ids = g_array_new (FALSE, FALSE, sizeof (guint));
  self->system_ids = g_array_new (FALSE, FALSE, sizeof (guint));
  g_bus_get (G_BUS_TYPE_SESSION, self->cancellable, on_session_bus, g_object_ref (self));
  g_bus_get (G_BUS_TYPE_SYSTEM, self->cancellable, on_system_bus, g_object_ref (self));
}

RtDesktopWatch *
rt_desktop_watch_new (void)
{
  return g_object_new (RT_TYPE_DESKTOP_WATCH, NULL);
}

void
rt_desktop_watch_hold_sleep (RtDesktopWatch *self, gboolean hold)
{
  self->hold = hold;
  if (hold)
    ask_for_inhibitor (self);
  else
    drop_inhibitor (self);
}
