/* rolltop-ctl: reads the command line and runs what it names. */
#include "config.h"

#include <glib/gi18n.h>

#include "rt-ctl.h"
#include "rt-version.h"

/**
 * rt_ctl_run:
 * @argc: number of words in @argv
 * @argv: the command line in the file name encoding
 *
 * Returns: the exit code of the process
 */
int
rt_ctl_run (int argc, char **argv)
{
  gboolean show_version = FALSE;
  const GOptionEntry entries[] = {
    { "version", 0, 0, G_OPTION_ARG_NONE, &show_version, N_("Print the version and exit"), NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("rolltop-ctl: %s\n", error->message);
      return 2;
    }

  g_print ("rolltop-ctl %s\n", rt_version_get ());

  return 0;
}
