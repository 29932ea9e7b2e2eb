/* rolltop-ctl: the commands. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

int rt_ctl_run (int argc, char **argv);

G_END_DECLS
