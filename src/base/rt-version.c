/* The version of the program, in one place for windows, ctl and printed pages. */
#include "config.h"

#include "rt-version.h"

/**
 * rt_version_get:
 *
 * Returns: (transfer none): the version as MAJOR.MINOR.MICRO
 */
const char *
rt_version_get (void)
{
  return RT_VERSION;
}
