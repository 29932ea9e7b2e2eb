/* rolltop-ctl: start of the process. */
#include "config.h"

#include "rt-ctl.h"
#include "rt-lang.h"

int
main (int argc, char **argv)
{
  rt_lang_init (NULL, NULL);

  return rt_ctl_run (argc, argv);
}
