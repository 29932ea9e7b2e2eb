/* The one process on this desktop: its desk, its window, its actions. */
#include "config.h"

#include "rt-application.h"

#include "rt-bus-idle.h"
#include "rt-lang.h"
#include "rt-own-idle.h"
#include "rt-frame-meter.h"
#include "rt-window.h"
#include "rt-x11-idle.h"
#include <glib/gi18n.h>

#define SECONDS_TO_SETTLE 30 /* as long as a keyring is waited for */

struct _RtApplication
{
  AdwApplication parent_instance;

  /* owned */
  RtDesk *desk;
  RtAutoLock *auto_lock;
  GSettings *settings;
  char *given_path;

  gint64 last, before; /* who sat here last, and who before them; 0 nobody */
  gboolean changing;   /* locked for somebody else to sign in */
};

G_DEFINE_FINAL_TYPE (RtApplication, rt_application, ADW_TYPE_APPLICATION)

/* The window itself, whatever dialogue of it is in front; NULL before there is one. */
static GtkWindow *
get_window (RtApplication *self)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (RT_IS_WINDOW (l->data))
      return l->data;
  return NULL;
}

static void
present_window (RtApplication *self)
{
  GtkWindow *window = get_window (self);

  if (window == NULL)
    window = GTK_WINDOW (rt_window_new (self));
  gtk_window_present (window);
}

/* Not before the key that asked for it is done with: it may have come to a dialogue that closes now. */
static gboolean
quit_in_idle (gpointer user_data)
{
  RtApplication *self = user_data;
  GtkWindow *window = get_window (self);

  if (window != NULL)
    gtk_window_close (window);
  else
    g_application_quit (G_APPLICATION (self));
  return G_SOURCE_REMOVE;
}

static void
on_quit (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_idle_add_full (G_PRIORITY_HIGH, quit_in_idle, g_object_ref (user_data), g_object_unref);
}

static gboolean
lock_in_idle (gpointer user_data)
{
  RtApplication *self = user_data;

  if (rt_desk_get_person (self->desk) != NULL)
    rt_desk_lock (self->desk, self->changing ? "person" : "button");
  return G_SOURCE_REMOVE;
}

static void
on_lock (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_idle_add_full (G_PRIORITY_HIGH, lock_in_idle, g_object_ref (user_data), g_object_unref);
}

static void
on_change_person (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RtApplication *self = user_data;

  self->changing = TRUE;
  on_lock (action, parameter, self);
}

static void
on_about (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RtApplication *self = user_data;

  GtkWidget *about = g_object_new (
    ADW_TYPE_ABOUT_WINDOW, "application", self, "transient-for", get_window (self), "modal", TRUE,
    "destroy-with-parent", TRUE, "application-name", _("Rolltop"), "application-icon", RT_APPLICATION_ID, "version",
    RT_VERSION, "developer-name", _("The Rolltop authors"), "license-type", GTK_LICENSE_GPL_3_0, "comments",
    _("The desk of a furniture store’s after-sales counter: what customers entrust to the store stays locked."), NULL);

  gtk_window_present (GTK_WINDOW (about));
}

static void
on_language (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  rt_application_set_language (user_data, g_variant_get_string (parameter, NULL));
}

static const GActionEntry actions[] = {
  { .name = "quit", .activate = on_quit },
  { .name = "lock", .activate = on_lock },
  { .name = "change-person", .activate = on_change_person },
  { .name = "about", .activate = on_about },
  { .name = "language", .activate = on_language, .parameter_type = "s" },
};

static void
set_enabled (RtApplication *self, const char *action, gboolean enabled)
{
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), action)), enabled);
}

static void
remember_person (RtApplication *self, const RtPerson *person)
{
  gint64 id = rt_person_get_id (person);

  self->changing = FALSE;
  if (id == self->last)
    return;
  self->before = self->last;
  self->last = id;
}

static void
on_person (RtApplication *self)
{
  const RtPerson *person = rt_desk_get_person (self->desk);

  set_enabled (self, "lock", person != NULL);
  set_enabled (self, "change-person", person != NULL);
  set_enabled (self, "language", person == NULL);
  if (person != NULL)
    remember_person (self, person);
}

static GSettings *
open_settings (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema =
    source != NULL ? g_settings_schema_source_lookup (source, RT_APPLICATION_ID, TRUE) : NULL;

  return schema != NULL ? g_settings_new (RT_APPLICATION_ID) : NULL;
}

/* The inspector can read any widget, and the desktop may have its keys switched on: they do nothing in any window
 * (faults.md P6). Classes made later have it from this one, which is never let go. */
static void
forbid_inspector (void)
{
  GtkWindowClass *windows = g_type_class_ref (GTK_TYPE_WINDOW);

  windows->enable_debugging = NULL;
}

/* GNOME tells; else the X server; else KDE under Wayland; else there are our own windows. */
static RtIdleWatch *
new_idle_watch (RtApplication *self)
{
  GPtrArray *sources = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (sources, rt_bus_idle_new_mutter ());
  g_ptr_array_add (sources, rt_x11_idle_new (gdk_display_get_default ()));
  g_ptr_array_add (sources, rt_bus_idle_new_screen_saver ());
  g_ptr_array_add (sources, rt_own_idle_new (GTK_APPLICATION (self)));
  return rt_idle_watch_new (sources);
}

/* The keys of the application do not reach it while a popover is open: popovers know the two that lock themselves. */
static void
let_popovers_lock (void)
{
  GtkWidgetClass *popover = g_type_class_ref (GTK_TYPE_POPOVER);

  gtk_widget_class_add_binding_action (popover, GDK_KEY_l, GDK_CONTROL_MASK, "app.lock", NULL);
  gtk_widget_class_add_binding_action (popover, GDK_KEY_l, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "app.change-person",
                                       NULL);
  g_type_class_unref (popover);
}

static gboolean
adopt_dialogs (gpointer user_data)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (GTK_IS_DIALOG (l->data) && gtk_window_get_application (l->data) == NULL)
      gtk_window_set_application (l->data, user_data);
  return G_SOURCE_REMOVE;
}

/* The toolkit makes windows of its own, to print and to choose a file: the keys that lock work there too. Not before
 * they are whole: here they are not dialogues yet. */
static void
on_toplevels (RtApplication *self, guint position, guint removed, guint added)
{
  if (added > 0)
    g_idle_add_full (G_PRIORITY_HIGH_IDLE, adopt_dialogs, g_object_ref (self), g_object_unref);
}

static void
rt_application_startup (GApplication *app)
{
  RtApplication *self = RT_APPLICATION (app);
  g_autoptr (RtKeyring) keyring = rt_keyring_new_service ();
  g_autoptr (RtClock) clock = rt_clock_new_system ();
  g_autofree char *language = NULL;

  self->settings = open_settings ();
  language = self->settings != NULL ? g_settings_get_string (self->settings, "language") : NULL;
  if (language != NULL && language[0] != '\0')
    rt_lang_switch (language);
  G_APPLICATION_CLASS (rt_application_parent_class)->startup (app);
  /* Walking through a detail by Tab does not mark its words. */
  g_object_set (gtk_settings_get_default (), "gtk-label-select-on-focus", FALSE, NULL);
  forbid_inspector ();
  g_signal_connect_object (gtk_window_get_toplevels (), "items-changed", G_CALLBACK (on_toplevels), self,
                           G_CONNECT_SWAPPED);
  rt_frame_meter_start ();
  self->desk = rt_desk_new (keyring, clock, "window");
  self->auto_lock = rt_auto_lock_new (self->desk, new_idle_watch (self));
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  gtk_application_set_accels_for_action (GTK_APPLICATION (self), "app.quit", (const char *[]){ "<primary>q", NULL });
  gtk_application_set_accels_for_action (GTK_APPLICATION (self), "app.lock", (const char *[]){ "<primary>l", NULL });
  gtk_application_set_accels_for_action (GTK_APPLICATION (self), "app.change-person",
                                         (const char *[]){ "<primary><shift>l", NULL });
  gtk_application_set_accels_for_action (GTK_APPLICATION (self), "win.show-shortcuts",
                                         (const char *[]){ "<primary>question", "<primary>F1", NULL });
  let_popovers_lock ();
  g_signal_connect_object (self->desk, "notify::person", G_CALLBACK (on_person), self, G_CONNECT_SWAPPED);
  on_person (self);
}

static void
rt_application_activate (GApplication *app)
{
  present_window (RT_APPLICATION (app));
}

static void
rt_application_open (GApplication *app, GFile **files, int n_files, const char *hint)
{
  RtApplication *self = RT_APPLICATION (app);

  if (!rt_desk_is_open (self->desk))
    {
      g_free (self->given_path);
      self->given_path = g_file_get_path (files[0]);
    }
  present_window (self);
}

static void
rt_application_shutdown (GApplication *app)
{
  RtApplication *self = RT_APPLICATION (app);
  const RtStall worst = rt_stall_meter_take ();

  g_debug ("The main loop was busy for %.1f ms at the longest, and for %.1f ms by our code", worst.whole, worst.ours);
  /* The windows are gone: nobody waits for what is written now, and the process must not end under it. */
  if (self->desk != NULL && !rt_desk_settle (self->desk, SECONDS_TO_SETTLE))
    g_warning ("The store was not closed in time");
  G_APPLICATION_CLASS (rt_application_parent_class)->shutdown (app);
}

static void
rt_application_dispose (GObject *object)
{
  RtApplication *self = RT_APPLICATION (object);

  g_clear_object (&self->auto_lock);
  g_clear_object (&self->desk);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->given_path, g_free);
  G_OBJECT_CLASS (rt_application_parent_class)->dispose (object);
}

static void
rt_application_class_init (RtApplicationClass *klass)
{
  GApplicationClass *app_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rt_application_dispose;
  app_class->startup = rt_application_startup;
  app_class->activate = rt_application_activate;
  app_class->open = rt_application_open;
  app_class->shutdown = rt_application_shutdown;
}

static void
rt_application_init (RtApplication *self)
{
}

RtApplication *
rt_application_new (void)
{
  return g_object_new (RT_TYPE_APPLICATION, "application-id", RT_APPLICATION_ID, "flags", G_APPLICATION_HANDLES_OPEN,
                       "resource-base-path", "/org/rolltop/Rolltop", NULL);
}

RtDesk *
rt_application_get_desk (RtApplication *self)
{
  return self->desk;
}

gint64
rt_application_get_expected (RtApplication *self, gboolean *changing)
{
  *changing = self->changing;
  return self->changing && self->before != 0 ? self->before : self->last;
}

RtAutoLock *
rt_application_get_auto_lock (RtApplication *self)
{
  return self->auto_lock;
}

GSettings *
rt_application_get_settings (RtApplication *self)
{
  return self->settings;
}

char *
rt_application_dup_store_path (RtApplication *self)
{
  g_autofree char *kept = self->settings != NULL ? g_settings_get_string (self->settings, "last-store") : NULL;

  if (self->given_path != NULL)
    return g_strdup (self->given_path);
  if (kept != NULL && kept[0] != '\0')
    return g_steal_pointer (&kept);
  return g_build_filename (g_get_user_data_dir (), "rolltop", "store.rolltop", NULL);
}

static void
on_keyring_named (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtApplication) self = user_data;
  g_autofree char *name = rt_desk_name_keyring_finish (RT_DESK (source), result);

  g_settings_set_string (self->settings, "last-keyring", name != NULL ? name : "");
}

void
rt_application_set_store_path (RtApplication *self, const char *path)
{
  g_free (self->given_path);
  self->given_path = g_strdup (path);
  if (self->settings == NULL)
    return;
  g_settings_set_string (self->settings, "last-store", path);
  if (rt_desk_get_keyring_note (self->desk) == NULL)
    rt_desk_name_keyring_async (self->desk, on_keyring_named, g_object_ref (self));
}

char *
rt_application_dup_keyring (RtApplication *self, const char *path)
{
  g_autofree char *last = self->settings != NULL ? g_settings_get_string (self->settings, "last-store") : NULL;
  g_autofree char *keyring = self->settings != NULL ? g_settings_get_string (self->settings, "last-keyring") : NULL;

  if (last == NULL || !g_str_equal (last, path) || keyring[0] == '\0')
    return NULL;
  return g_steal_pointer (&keyring);
}

void
rt_application_set_language (RtApplication *self, const char *language)
{
  GtkWindow *old = get_window (self);

  if (rt_desk_get_person (self->desk) != NULL)
    return;
  rt_lang_switch (language);
  if (self->settings != NULL)
    g_settings_set_string (self->settings, "language", language);
  if (old != NULL)
    {
      gtk_window_present (GTK_WINDOW (rt_window_new (self)));
      gtk_window_destroy (old);
    }
}
