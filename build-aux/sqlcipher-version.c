/* Prints SQLCipher's own version. pkg-config only knows the number of the SQLite inside it. */
#include <stdio.h>
#include <sqlcipher/sqlite3.h>

static int
print_version (void *data, int n_columns, char **values, char **names)
{
  (void) data;
  (void) names;

  if (n_columns > 0 && values[0] != NULL)
    puts (values[0]);

  return 0;
}

int
main (void)
{
  sqlite3 *db = NULL;
  int result;

  if (sqlite3_open (":memory:", &db) != SQLITE_OK)
    return 1;

  result = sqlite3_exec (db, "PRAGMA cipher_version", print_version, NULL, NULL);
  sqlite3_close (db);

  return result == SQLITE_OK ? 0 : 1;
}
