/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rolltop-ctl: the commands. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** rt_ctl_run: does what the command line in @argv says and gives the exit code of the process (RtCtlExit). Main
 * thread, once. */
int rt_ctl_run (int argc, char **argv);

G_END_DECLS
