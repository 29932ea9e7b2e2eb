/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What tests of written files need. */
#include "config.h"

#include "rt-test-files.h"

#include <signal.h>

guint
rt_test_count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

void
rt_test_set_room (rlim_t most, void (*handler) (int number))
{
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = most;
  signal (SIGXFSZ, handler);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}
