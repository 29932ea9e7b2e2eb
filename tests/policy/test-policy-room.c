/* The room links and knows its name. */
#include "config.h"

#include "rt-policy.h"

static void
test_name (void)
{
  g_assert_cmpstr (rt_policy_room (), ==, "policy");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/policy/the room knows its name", test_name);
  return g_test_run ();
}
