/* rolltop-ctl: start of the process. */
#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "rt-ctl.h"

int
main (int argc, char **argv)
{
  const char *localedir = g_getenv ("ROLLTOP_LOCALEDIR"); /* set when run from the build folder */

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, localedir != NULL ? localedir : RT_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  return rt_ctl_run (argc, argv);
}
