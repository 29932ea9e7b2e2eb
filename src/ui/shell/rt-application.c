/* The desktop application: one process, its windows and its actions. */
#include "config.h"

#include <glib/gi18n.h>

#include "rt-application.h"

struct _RtApplication
{
  AdwApplication parent_instance;
};

G_DEFINE_FINAL_TYPE (RtApplication, rt_application, ADW_TYPE_APPLICATION)

static void
rt_application_activate (GApplication *app)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (app));

  if (window == NULL)
    {
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
      GtkWidget *page = adw_status_page_new ();

      adw_status_page_set_title (ADW_STATUS_PAGE (page), _("Rolltop"));
      gtk_widget_set_vexpand (page, TRUE);
      gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
      gtk_box_append (GTK_BOX (box), page);

      window = GTK_WINDOW (adw_application_window_new (GTK_APPLICATION (app)));
      gtk_window_set_title (window, _("Rolltop"));
      gtk_window_set_default_size (window, 1280, 800);
      adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), box);
    }

  gtk_window_present (window);
}

static void
rt_application_class_init (RtApplicationClass *klass)
{
  G_APPLICATION_CLASS (klass)->activate = rt_application_activate;
}

static void
rt_application_init (RtApplication *self)
{
}

/**
 * rt_application_new:
 *
 * Returns: (transfer full): the application, not yet registered
 */
RtApplication *
rt_application_new (void)
{
  return g_object_new (RT_TYPE_APPLICATION,
                       "application-id", RT_APPLICATION_ID,
                       "resource-base-path", "/org/rolltop/Rolltop",
                       NULL);
}
