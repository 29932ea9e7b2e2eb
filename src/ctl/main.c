/* rolltop-ctl: start of the process. */
#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "rt-ctl.h"

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, RT_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  return rt_ctl_run (argc, argv);
}
