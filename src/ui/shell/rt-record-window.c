/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One record in a window of its own. */
#include "config.h"

#include "rt-record-window.h"

#include <glib/gi18n.h>

struct _RtRecordWindow
{
  AdwWindow parent_instance;

  /* borrowed */
  RtWindow *window;

  /* owned */
  char *key;
};

G_DEFINE_FINAL_TYPE (RtRecordWindow, rt_record_window, ADW_TYPE_WINDOW)

static void
on_elsewhere (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RtRecordWindow *self = RT_RECORD_WINDOW (widget);

  gtk_window_present (GTK_WINDOW (self->window));
  rt_window_activate (self->window, name, parameter);
}

static void
rt_record_window_finalize (GObject *object)
{
  g_free (RT_RECORD_WINDOW (object)->key);
  G_OBJECT_CLASS (rt_record_window_parent_class)->finalize (object);
}

static void
rt_record_window_class_init (RtRecordWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = rt_record_window_finalize;
  gtk_widget_class_install_action (widget_class, "desk.show-order", "x", on_elsewhere);
  gtk_widget_class_install_action (widget_class, "desk.show-ticket", "x", on_elsewhere);
  gtk_widget_class_install_action (widget_class, "desk.show-customer", "x", on_elsewhere);
  gtk_widget_class_install_action (widget_class, "desk.new-ticket", "(xx)", on_elsewhere);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close", NULL);
}

static void
rt_record_window_init (RtRecordWindow *self)
{
  gtk_window_set_default_size (GTK_WINDOW (self), 560, 720);
}

gboolean
rt_record_window_present (RtWindow *window, const char *key)
{
  GtkApplication *app = GTK_APPLICATION (rt_window_get_app (window));

  for (GList *l = gtk_application_get_windows (app); l != NULL; l = l->next)
    if (RT_IS_RECORD_WINDOW (l->data) && g_strcmp0 (RT_RECORD_WINDOW (l->data)->key, key) == 0)
      {
        gtk_window_present (l->data);
        return TRUE;
      }
  return FALSE;
}

gboolean
rt_record_window_open (RtWindow *window, const char *key, GtkWidget *detail)
{
  RtRecordWindow *self;
  GtkWidget *box;

  if (rt_record_window_present (window, key))
    return FALSE;
  self = g_object_new (RT_TYPE_RECORD_WINDOW, "title", _("Rolltop"), NULL);
  self->window = window;
  self->key = g_strdup (key);
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_widget_set_vexpand (detail, TRUE);
  gtk_box_append (GTK_BOX (box), detail);
  adw_window_set_content (ADW_WINDOW (self), box);
  if (g_object_class_find_property (G_OBJECT_GET_CLASS (detail), "title") != NULL)
    g_object_bind_property (detail, "title", self, "title", G_BINDING_SYNC_CREATE);
  /* With the application: locking the desk closes it. */
  gtk_window_set_application (GTK_WINDOW (self), GTK_APPLICATION (rt_window_get_app (window)));
  gtk_window_present (GTK_WINDOW (self));
  return TRUE;
}
