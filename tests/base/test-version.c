/* The version the program tells is the one it was built as. */
#include "config.h"

#include "rt-version.h"

static void
test_version (void)
{
  g_auto (GStrv) parts = g_strsplit (rt_version_get (), ".", -1);

  g_assert_cmpstr (rt_version_get (), ==, RT_VERSION);
  g_assert_cmpuint (g_strv_length (parts), ==, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/the version has three parts", test_version);
  return g_test_run ();
}
