/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rt-sealed.h"

#include "rt-accounts.h"
#include "rt-grants.h"
#include "rt-recovery.h"
#include "rt-seal.h"

RtClassKeys *
rt_sealed_keys_of_sheet (RtDb *db, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RtRecovery) recovery = rt_recovery_from_text (text, &error);
  g_autoptr (RtSecret) secret_key = NULL;
  RtClassKeys *keys = NULL;
  guint8 public_key[32];
  guint bad = 0;

  g_assert_no_error (error);
  secret_key = rt_recovery_secret_key (recovery, public_key);
  keys = rt_grants_load (db, RT_GRANTS_RECOVERY, secret_key, &bad, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (bad, ==, 0);
  return keys;
}

RtClassKeys *
rt_sealed_keys_of_login (RtDb *db, const char *login)
{
  g_autoptr (RtSecret) password = rt_fixture_secret (RT_FIXTURE_PASSWORD);
  g_autoptr (RtSecret) secret_key = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (RtAccount) account = { .login = NULL };
  RtClassKeys *keys = NULL;
  gboolean found = FALSE;
  guint bad = 0;

  g_assert_true (rt_account_find (db, login, &account, &found, &error));
  g_assert_true (found);
  secret_key = rt_staff_lock_open (&account.lock, password, &error);
  g_assert_no_error (error);
  keys = rt_grants_load (db, account.id, secret_key, &bad, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (bad, ==, 0);
  return keys;
}

/* "table.column" of every column with sealed values of a class. */
static GPtrArray *
list_columns (RtDb *db)
{
  GPtrArray *columns = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (RtStatement) statement =
    rt_db_prepare (db,
                   "SELECT m.name || '.' || c.name FROM sqlite_schema m JOIN pragma_table_info (m.name) c"
                   " WHERE m.type = 'table' AND m.name <> 'staff' AND c.name GLOB '*_sealed' ORDER BY 1",
                   &error);
  gboolean row = TRUE;

  g_assert_no_error (error);
  while (rt_statement_step (statement, &row, &error) && row)
    g_ptr_array_add (columns, g_strdup (rt_statement_get_text (statement, 0)));
  g_assert_no_error (error);
  return columns;
}

char *
rt_sealed_columns (RtDb *db)
{
  g_autoptr (GPtrArray) columns = list_columns (db);

  g_ptr_array_add (columns, NULL);
  return g_strjoinv (" ", (char **) columns->pdata);
}

static char *
open_text (const RtClassKeys *keys, const char *table, gint64 id, const guint8 *blob, gsize size)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char *values[RT_N_FIELDS] = { NULL };
  const RtClass klass = (RtClass) blob[1];

  if (!rt_open_fields (keys, klass, table, id, blob, size, values, NULL))
    return NULL;
  for (guint i = 0; i < RT_N_FIELDS; i++)
    if (values[i] != NULL)
      {
        g_string_append_printf (text, "%u=%s;", i, values[i]);
        rt_wipe_string (values[i]);
      }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
read_column (RtDb *db, const RtClassKeys *keys, const char *column, GHashTable *values, guint *closed)
{
  g_auto (GStrv) names = g_strsplit (column, ".", 2);
  g_autofree char *sql = g_strdup_printf ("SELECT id, %s FROM %s WHERE %s IS NOT NULL", names[1], names[0], names[1]);
  g_autoptr (GError) error = NULL;
  g_autoptr (RtStatement) statement = rt_db_prepare (db, sql, &error);
  gboolean row = TRUE;

  g_assert_no_error (error);
  while (rt_statement_step (statement, &row, &error) && row)
    {
      const gint64 id = rt_statement_get_int (statement, 0);
      gsize size = 0;
      const guint8 *blob = rt_statement_peek_blob (statement, 1, &size);
      char *text = open_text (keys, names[0], id, blob, size);

      if (text != NULL)
        g_hash_table_insert (values, g_strdup_printf ("%s.%" G_GINT64_FORMAT, column, id), text);
      else if (closed != NULL)
        (*closed)++;
    }
  g_assert_no_error (error);
}

GHashTable *
rt_sealed_read (RtDb *db, const RtClassKeys *keys, guint *closed)
{
  g_autoptr (GPtrArray) columns = list_columns (db);
  GHashTable *values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  if (closed != NULL)
    *closed = 0;
  for (guint i = 0; i < columns->len; i++)
    read_column (db, keys, g_ptr_array_index (columns, i), values, closed);
  return values;
}

void
rt_sealed_check_same (GHashTable *before, GHashTable *after)
{
  GHashTableIter iter;
  gpointer place, text;

  g_assert_cmpuint (g_hash_table_size (before), ==, g_hash_table_size (after));
  g_hash_table_iter_init (&iter, before);
  while (g_hash_table_iter_next (&iter, &place, &text))
    g_assert_cmpstr (g_hash_table_lookup (after, place), ==, text);
}
