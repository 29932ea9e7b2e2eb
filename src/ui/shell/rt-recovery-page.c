/* Typing in the recovery sheet when the keyring cannot give the key. */
#include "config.h"

#include "rt-recovery-page.h"

#include "rt-field-entry.h"
#include "rt-shell.h"
#include "rt-tab-order.h"

struct _RtRecoveryPage
{
  AdwBin parent_instance;

  /* template widgets */
  GtkBox *box;
  RtFieldEntry *sheet;
  GtkButton *open;

  /* borrowed */
  RtWindow *window;

  /* owned */
  char *path;
};

G_DEFINE_FINAL_TYPE (RtRecoveryPage, rt_recovery_page, ADW_TYPE_BIN)

static void
on_back (RtRecoveryPage *self)
{
  rt_window_open_store (self->window, self->path);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtRecoveryPage) self = user_data;
  g_autoptr (GError) error = NULL;

  gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
  if (rt_desk_open_with_recovery_finish (RT_DESK (source), result, &error))
    {
      rt_application_set_store_path (rt_window_get_app (self->window), self->path);
      rt_window_show_sign_in (self->window);
      return;
    }
  rt_field_entry_set_problem (self->sheet, error->message);
  gtk_widget_grab_focus (GTK_WIDGET (self->sheet));
}

static void
on_open (RtRecoveryPage *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RtRecovery) recovery = rt_recovery_from_text (rt_field_entry_get_text (self->sheet), &error);

  if (recovery == NULL)
    {
      rt_field_entry_set_problem (self->sheet, error->message);
      gtk_widget_grab_focus (GTK_WIDGET (self->sheet));
      return;
    }
  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
  rt_desk_open_with_recovery_async (rt_window_get_desk (self->window), self->path, recovery, NULL, on_opened,
                                    g_object_ref (self));
}

static void
rt_recovery_page_dispose (GObject *object)
{
  RtRecoveryPage *self = RT_RECOVERY_PAGE (object);

  g_clear_pointer (&self->path, g_free);
  G_OBJECT_CLASS (rt_recovery_page_parent_class)->dispose (object);
}

static gboolean
rt_recovery_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (RT_RECOVERY_PAGE (widget)->sheet));
}

static void
rt_recovery_page_class_init (RtRecoveryPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  GTK_WIDGET_CLASS (klass)->grab_focus = rt_recovery_page_grab_focus;
  GTK_WIDGET_CLASS (klass)->focus = rt_tab_order_focus;
  G_OBJECT_CLASS (klass)->dispose = rt_recovery_page_dispose;
  g_type_ensure (RT_TYPE_FIELD_ENTRY);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/rolltop/Rolltop/shell/rt-recovery-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RtRecoveryPage, box);
  gtk_widget_class_bind_template_child (widget_class, RtRecoveryPage, sheet);
  gtk_widget_class_bind_template_child (widget_class, RtRecoveryPage, open);
  gtk_widget_class_bind_template_callback (widget_class, on_back);
  gtk_widget_class_bind_template_callback (widget_class, on_open);
}

static void
rt_recovery_page_init (RtRecoveryPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_box_prepend (self->box, rt_shell_header_new ());
}

GtkWidget *
rt_recovery_page_new (RtWindow *window, const char *path)
{
  RtRecoveryPage *self = g_object_new (RT_TYPE_RECOVERY_PAGE, NULL);

  self->window = window;
  self->path = g_strdup (path);
  return GTK_WIDGET (self);
}
