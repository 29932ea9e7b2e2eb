/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A second database library in the process, as another library may pull it in: the program's calls would end there. */
const char *sqlite3_libversion (void);

const char *
sqlite3_libversion (void)
{
  return "3.40.1";
}
