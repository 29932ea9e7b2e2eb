/* The room links and knows its name. */
#include "config.h"

#include "rt-model.h"

static void
test_name (void)
{
  g_assert_cmpstr (rt_model_room (), ==, "model");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/the room knows its name", test_name);
  return g_test_run ();
}
