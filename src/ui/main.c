/* rolltop: start of the process. */
#include "config.h"

#include "rt-application.h"
#include "rt-lang.h"
#include "rt-secret.h"

int
main (int argc, char **argv)
{
  g_autoptr (RtApplication) app = NULL;
  g_autoptr (GError) error = NULL;

  /* GTK reads it as it starts; the inspector that it opens can read any widget (faults.md P6). */
  g_unsetenv ("GTK_DEBUG");
  /* GLib's arrays overwrite what is taken out of them: GTK 4.8 never frees the one in which it sent a copied text to
   * another program. The rest is rt-wiped-memory.c. */
  g_mem_gc_friendly = TRUE;
  if (!rt_secret_system_init (TRUE, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  rt_lang_init (NULL, RT_LOCALEDIR);
  gtk_disable_setlocale ();
  app = rt_application_new ();
  return g_application_run (G_APPLICATION (app), argc, argv);
}
