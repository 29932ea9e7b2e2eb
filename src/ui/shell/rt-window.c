/* The one window and the way through it: first run, set-up, problems, sign-in, the desk. */
#include "config.h"

#include "rt-window.h"

#include "rt-desk-page.h"
#include "rt-enrol-page.h"
#include "rt-error.h"
#include "rt-frame-meter.h"
#include "rt-problem-page.h"
#include "rt-recovery-page.h"
#include "rt-renew-page.h"
#include "rt-setup-page.h"
#include "rt-shell.h"
#include "rt-sign-in-page.h"
#include <glib/gi18n.h>

struct _RtWindow
{
  AdwApplicationWindow parent_instance;

  /* template widgets */
  AdwToastOverlay *toasts;
  AdwBin *place;

  /* borrowed */
  RtApplication *app;

  /* owned */
  GCancellable *opening;
  char *path;
  AdwToast *warning; /* that the desk is about to lock; NULL: it is not */
  AdwToast *refusal; /* weak: why a key did nothing; NULL: it is not shown */
};

G_DEFINE_FINAL_TYPE (RtWindow, rt_window, ADW_TYPE_APPLICATION_WINDOW)

static void
show_page (RtWindow *self, GtkWidget *page)
{
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  adw_bin_set_child (self->place, page);
  gtk_widget_grab_focus (page);
}

static void
on_person (RtWindow *self)
{
  GtkWidget *page = adw_bin_get_child (self->place);

  if (RT_IS_RENEW_PAGE (page) && rt_renew_page_is_working (RT_RENEW_PAGE (page)))
    return; /* it locked the desk itself, and tells how it went */
  rt_window_show_desk (self);
}

void
rt_window_show_desk (RtWindow *self)
{
  RtDesk *desk = rt_application_get_desk (self->app);

  if (rt_desk_get_person (desk) != NULL)
    show_page (self, rt_desk_page_new (self));
  else if (rt_desk_is_open (desk))
    rt_window_show_sign_in (self);
}

void
rt_window_show_area (RtWindow *self, const char *id)
{
  rt_window_show_desk (self);
  rt_window_activate (self, "desk.area", g_variant_new_string (id));
}

/* Dialogues of the toolkit belong to whoever waits for their answer: that is "closed". */
static void
close_dialogs (RtWindow *self)
{
  GList *windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    g_object_ref (l->data);
  for (GList *l = windows; l != NULL; l = l->next)
    if (GTK_IS_DIALOG (l->data))
      gtk_window_close (l->data);
    else if (l->data != self)
      gtk_window_destroy (l->data);
  g_list_free_full (windows, g_object_unref);
}

/* One that is destroyed while it is open keeps the keyboard for itself. */
static void
close_popovers (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    close_popovers (child);
  if (GTK_IS_POPOVER (widget) && gtk_widget_get_visible (widget))
    gtk_popover_popdown (GTK_POPOVER (widget));
}

/* What was copied or selected here is a customer's: it does not outlast the session. What others put there stays. */
static void
clear_clipboards (RtWindow *self)
{
  GdkClipboard *clipboards[] = { gtk_widget_get_clipboard (GTK_WIDGET (self)),
                                 gtk_widget_get_primary_clipboard (GTK_WIDGET (self)) };

  for (guint i = 0; i < G_N_ELEMENTS (clipboards); i++)
    if (gdk_clipboard_is_local (clipboards[i]))
      gdk_clipboard_set_content (clipboards[i], NULL);
}

static void
on_locking (RtWindow *self)
{
  close_dialogs (self);
  close_popovers (GTK_WIDGET (self));
  clear_clipboards (self);
}

static void
on_active (RtWindow *self)
{
  g_autoptr (AdwToast) warning = g_steal_pointer (&self->warning);

  if (warning != NULL)
    adw_toast_dismiss (warning);
}

static void
on_lock_warning (RtWindow *self, int seconds)
{
  g_autofree char *words = g_strdup_printf (
    /* Translators: shown some seconds before the desk locks by itself; any key or movement of the mouse stops it. */
    ngettext ("Nobody has been here for a while: the desk locks in %d second.",
              "Nobody has been here for a while: the desk locks in %d seconds.", (gulong) seconds),
    seconds);

  on_active (self);
  self->warning = g_object_ref (adw_toast_new (words));
  adw_toast_set_timeout (self->warning, 0);
  adw_toast_set_priority (self->warning, ADW_TOAST_PRIORITY_HIGH);
  adw_toast_set_button_label (self->warning, _("Stay here"));
  adw_toast_overlay_add_toast (self->toasts, self->warning);
}

static void
show_loading (RtWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *spinner = gtk_spinner_new ();

  gtk_spinner_start (GTK_SPINNER (spinner));
  gtk_widget_set_size_request (spinner, 48, 48);
  gtk_widget_set_halign (spinner, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (spinner, GTK_ALIGN_CENTER);
  gtk_widget_set_vexpand (spinner, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), spinner);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spinner), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Opening the store"), -1);
  adw_bin_set_child (self->place, box);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (rt_desk_open_finish (RT_DESK (source), result, &error))
    {
      rt_application_set_store_path (self->app, self->path);
      rt_window_show_sign_in (self);
      return;
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (g_error_matches (error, RT_ERROR, RT_ERROR_NOT_FOUND))
    rt_window_show_welcome (self);
  else
    show_page (self, rt_problem_page_new (self, self->path, error));
}

void
rt_window_open_store (RtWindow *self, const char *path)
{
  g_autofree char *wanted = g_strdup (path);
  g_autofree char *keyring = rt_application_dup_keyring (self->app, path);

  g_cancellable_cancel (self->opening);
  g_set_object (&self->opening, NULL);
  self->opening = g_cancellable_new ();
  g_free (self->path);
  self->path = g_steal_pointer (&wanted);
  show_loading (self);
  rt_desk_set_former_keyring (rt_application_get_desk (self->app), keyring);
  rt_desk_open_async (rt_application_get_desk (self->app), self->path, self->opening, on_opened, g_object_ref (self));
}

static void
on_chosen (GtkNativeDialog *chooser, int response, RtWindow *self)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
      g_autofree char *path = g_file_get_path (file);

      if (path != NULL)
        rt_window_open_store (self, path);
    }
  g_object_unref (chooser);
}

void
rt_window_choose_store (RtWindow *self)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (_("Open a store"), GTK_WINDOW (self),
                                                               GTK_FILE_CHOOSER_ACTION_OPEN, _("_Open"), NULL);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _("Rolltop stores"));
  gtk_file_filter_add_pattern (filter, "*.rolltop");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (on_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

void
rt_window_show_welcome (RtWindow *self)
{
  show_page (self, rt_problem_page_new_welcome (self));
}

void
rt_window_show_setup (RtWindow *self, gboolean example)
{
  show_page (self, rt_setup_page_new (self, example));
}

void
rt_window_show_recovery (RtWindow *self, const char *path)
{
  show_page (self, rt_recovery_page_new (self, path));
}

void
rt_window_show_renew (RtWindow *self, gboolean with_sheet)
{
  show_page (self, rt_renew_page_new (self, with_sheet));
}

void
rt_window_show_sign_in (RtWindow *self)
{
  show_page (self, rt_sign_in_page_new (self));
  rt_frame_meter_tell_drawn (GTK_WIDGET (self));
}

void
rt_window_show_enrol (RtWindow *self)
{
  show_page (self, rt_enrol_page_new (self));
}

static void
on_focus_search (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkWidget *page = adw_bin_get_child (RT_WINDOW (widget)->place);

  if (RT_IS_DESK_PAGE (page))
    rt_desk_page_focus_search (RT_DESK_PAGE (page));
}

/* Made when asked for and gone when closed; not the application's own help overlay, which would be there hidden from
 * the start. GTK 4.8 answers a screen reader that asks for a window that has just closed (GetChildAtIndex of the
 * application, gtkatspiroot.c) with the last of all windows, hidden or not, by its path on the bus; one that was never
 * shown has none, and the program ends. So no window may be there that was never shown. */
static void
on_show_shortcuts (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/org/rolltop/Rolltop/shell/help-overlay.ui");
  GtkWindow *shortcuts = GTK_WINDOW (gtk_builder_get_object (builder, "help_overlay"));

  gtk_window_set_transient_for (shortcuts, GTK_WINDOW (widget));
  /* So that Ctrl+L locks while the shortcuts are in front. */
  gtk_window_set_application (shortcuts, GTK_APPLICATION (RT_WINDOW (widget)->app));
  gtk_window_present (shortcuts);
}

static gboolean
rt_window_close_request (GtkWindow *window)
{
  RtWindow *self = RT_WINDOW (window);
  GSettings *settings = rt_application_get_settings (self->app);

  if (settings != NULL)
    {
      int width, height;

      gtk_window_get_default_size (window, &width, &height);
      g_settings_set_int (settings, "window-width", width);
      g_settings_set_int (settings, "window-height", height);
      g_settings_set_boolean (settings, "window-maximized", gtk_window_is_maximized (window));
    }
  if (rt_desk_get_person (rt_application_get_desk (self->app)) != NULL)
    rt_desk_lock (rt_application_get_desk (self->app), "quit");
  return GTK_WINDOW_CLASS (rt_window_parent_class)->close_request (window);
}

static void
rt_window_dispose (GObject *object)
{
  RtWindow *self = RT_WINDOW (object);

  g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  g_clear_object (&self->warning);
  g_clear_weak_pointer (&self->refusal);
  g_clear_pointer (&self->path, g_free);
  G_OBJECT_CLASS (rt_window_parent_class)->dispose (object);
}

static void
rt_window_class_init (RtWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rt_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = rt_window_close_request;
  /* The inspector can read any widget: its keys do nothing here (faults.md P6). */
  GTK_WINDOW_CLASS (klass)->enable_debugging = NULL;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/rolltop/Rolltop/shell/rt-window.ui");
  gtk_widget_class_bind_template_child (widget_class, RtWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, RtWindow, place);
  gtk_widget_class_install_action (widget_class, "win.focus-search", NULL, on_focus_search);
  gtk_widget_class_install_action (widget_class, "win.show-shortcuts", NULL, on_show_shortcuts);
}

static void
rt_window_init (RtWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  rt_shell_add_shortcut (GTK_WIDGET (self), GDK_KEY_k, GDK_CONTROL_MASK, "win.focus-search", NULL);
}

static void
restore_size (RtWindow *self)
{
  GSettings *settings = rt_application_get_settings (self->app);

  if (settings == NULL)
    return;
  gtk_window_set_default_size (GTK_WINDOW (self), g_settings_get_int (settings, "window-width"),
                               g_settings_get_int (settings, "window-height"));
  if (g_settings_get_boolean (settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
}

RtWindow *
rt_window_new (RtApplication *app)
{
  RtWindow *self = g_object_new (RT_TYPE_WINDOW, "application", app, NULL);
  RtDesk *desk = rt_application_get_desk (app);

  self->app = app;
  restore_size (self);
  g_signal_connect_object (desk, "notify::person", G_CALLBACK (on_person), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "locking", G_CALLBACK (on_locking), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (rt_application_get_auto_lock (app), "warning", G_CALLBACK (on_lock_warning), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (rt_application_get_auto_lock (app), "active", G_CALLBACK (on_active), self,
                           G_CONNECT_SWAPPED);
  if (rt_desk_is_open (desk))
    on_person (self);
  else
    {
      g_autofree char *path = rt_application_dup_store_path (app);

      rt_window_open_store (self, path);
    }
  return self;
}

RtApplication *
rt_window_get_app (RtWindow *self)
{
  return self->app;
}

RtDesk *
rt_window_get_desk (RtWindow *self)
{
  return rt_application_get_desk (self->app);
}

static AdwToast *
add_toast (RtWindow *self, const char *words)
{
  g_autofree char *plain = g_markup_escape_text (words, -1);
  AdwToast *toast = adw_toast_new (plain);

  adw_toast_overlay_add_toast (self->toasts, toast);
  return toast;
}

void
rt_window_toast (RtWindow *self, const char *words)
{
  add_toast (self, words);
}

void
rt_window_toast_error (RtWindow *self, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || g_error_matches (error, RT_ERROR, RT_ERROR_LOCKED))
    return;
  rt_window_toast (self, error->message);
}

static void
forget_refusal (RtWindow *self)
{
  g_clear_weak_pointer (&self->refusal);
}

/* One at a time: a key that is held, or tried again, has no more to say. */
static void
say_refusal (RtWindow *self, const char *why)
{
  if (self->refusal != NULL)
    return;
  g_set_weak_pointer (&self->refusal, add_toast (self, why));
  /* it fades for a moment yet: a key that is tried again is answered anew */
  g_signal_connect_object (self->refusal, "dismissed", G_CALLBACK (forget_refusal), self, G_CONNECT_SWAPPED);
}

static gboolean
on_refused_key (GtkWidget *page, GVariant *args, gpointer user_data)
{
  RtWindow *self = rt_window_of (page);
  const RtPerson *person = self != NULL ? rt_desk_get_person (rt_window_get_desk (self)) : NULL;
  const char *why = person != NULL ? rt_person_why_not (person, (RtRight) GPOINTER_TO_INT (user_data)) : NULL;

  if (why == NULL)
    return FALSE;
  say_refusal (self, why);
  return TRUE;
}

void
rt_window_answer_key (RtWindow *self, GtkWidget *page, guint key, RtRight right)
{
  GtkEventController *controller;

  if (rt_person_may (rt_desk_get_person (rt_window_get_desk (self)), right))
    return;
  controller = gtk_shortcut_controller_new ();
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (key, GDK_CONTROL_MASK),
                                                          gtk_callback_action_new (on_refused_key,
                                                                                   GINT_TO_POINTER (right), NULL)));
  gtk_widget_add_controller (page, controller);
}

typedef struct
{
  RtWindow *window;
  char *words;
} Telling;

gpointer
rt_window_when_done (RtWindow *self, const char *words)
{
  Telling *telling = g_new (Telling, 1);

  telling->window = g_object_ref (self);
  telling->words = g_strdup (words);
  return telling;
}

void
rt_window_tell_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Telling *telling = user_data;
  g_autoptr (RtWindow) window = telling->window;
  g_autofree char *words = telling->words;
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *id = rt_desk_run_finish (RT_DESK (source), result, &error);

  g_free (telling);
  if (id == NULL)
    rt_window_toast_error (window, error);
  else
    rt_window_toast (window, words);
}

void
rt_window_activate (RtWindow *self, const char *action, GVariant *target)
{
  GtkWidget *page = adw_bin_get_child (self->place);

  if (page != NULL)
    gtk_widget_activate_action_variant (page, action, target);
}

RtWindow *
rt_window_of (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  while (root != NULL && !RT_IS_WINDOW (root))
    root = GTK_IS_WINDOW (root) ? GTK_ROOT (gtk_window_get_transient_for (GTK_WINDOW (root))) : NULL;
  return root != NULL ? RT_WINDOW (root) : NULL;
}
