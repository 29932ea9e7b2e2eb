/* The vault's headers compile alone. */
#include "config.h"

#include "rt-keyring.h"
#include "rt-log.h"
#include "rt-recovery.h"
#include "rt-seal.h"
#include "rt-staff-keys.h"
#include "rt-vault.h"

static void
test_headers (void)
{
  g_assert_cmpint (RT_DB_SCHEMA_VERSION, >=, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vault/the headers compile alone", test_headers);
  return g_test_run ();
}
