/* rolltop: start of the process. */
#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "rt-application.h"

int
main (int argc, char **argv)
{
  const char *localedir = g_getenv ("ROLLTOP_LOCALEDIR"); /* set when run from the build folder */
  g_autoptr (RtApplication) app = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, localedir != NULL ? localedir : RT_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  app = rt_application_new ();

  return g_application_run (G_APPLICATION (app), argc, argv);
}
