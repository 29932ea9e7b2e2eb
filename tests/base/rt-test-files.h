/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What tests of written files need: what is left in a folder, and a disk that is soon full. */
#pragma once

#include <glib.h>
#include <sys/resource.h>

G_BEGIN_DECLS

/** rt_test_count_files: how many there are in @folder, hidden ones too. */
guint rt_test_count_files (const char *folder);

/** rt_test_set_room: no file grows over @most bytes in this process, RLIM_INFINITY: any may again; what would make one
 * larger fails once @handler of SIGXFSZ has been called. */
void rt_test_set_room (rlim_t most, void (*handler) (int number));

G_END_DECLS
