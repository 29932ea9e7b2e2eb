/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stores as earlier versions left them, in tests/fixtures: each opens, is brought up to date after a backup, and has
 * everything that was in it. They were made by `rolltop-ctl demo --orders 30 --tickets 8 --seed 7`; nobody in them is
 * real, and their keys are no secret. */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "rt-fixture.h"
#include "rt-db.h"
#include "rt-record-list.h"
#include "rt-schema.h"
#include "rt-vault.h"

#define KEY_1 "b1769ba7243697bc0819af682dd264b30a55feea167fbe906229ea68b49eb1c4"

typedef struct
{
  int version;
  const char *name, *key;
} OldStore;

static const OldStore old_stores[] = {
  { 1, "schema-1.rolltop", KEY_1 },
};

static RtSecret *
key_of (const OldStore *old)
{
  return rt_keyring_read_secret (old->key, strlen (old->key));
}

/* A copy to work on, its key in the keyring of the test. */
static RtFixture *
open_copy (const OldStore *old)
{
  RtFixture *f = rt_fixture_new_empty ();
  g_autofree char *from = g_test_build_filename (G_TEST_DIST, "fixtures", old->name, NULL);
  g_autofree char *content = NULL;
  g_autofree char *id = NULL;
  g_autoptr (RtSecret) key = key_of (old);
  g_autoptr (GError) error = NULL;
  gsize size = 0;

  g_file_get_contents (from, &content, &size, &error);
  g_assert_no_error (error);
  g_file_set_contents (f->path, content, (gssize) size, &error);
  g_assert_no_error (error);
  id = rt_vault_read_store_id (f->path, &error);
  g_assert_no_error (error);
  rt_fixture_keyring_put (f->keyring, RT_KEYRING_STORE_KEY, id, key);
  rt_fixture_open (f, &error);
  g_assert_no_error (error);
  return f;
}

static gpointer
count_all (RtWork *work, gpointer data, GError **error)
{
  guint *counts = data;

  for (guint kind = RT_LIST_ORDERS; kind <= RT_LIST_CUSTOMERS; kind++)
    {
      const RtListQuery query = { .kind = (RtListKind) kind, .from = RT_DAY_NONE, .to = RT_DAY_NONE };
      g_autoptr (GArray) ids = rt_list_ids (work, &query, error);
      g_autoptr (GPtrArray) records = NULL;

      if (ids == NULL)
        return NULL;
      counts[kind] = ids->len;
      records = rt_list_records (work, (RtListKind) kind, (const gint64 *) (gpointer) ids->data, ids->len, error);
      if (records == NULL)
        return NULL;
    }
  return data;
}

static void
test_opens (gconstpointer data)
{
  const OldStore *old = data;
  g_autoptr (RtFixture) f = open_copy (old);
  g_autofree char *backup = rt_schema_backup_path (f->path, old->version);
  g_autoptr (GError) error = NULL;
  g_autoptr (RtSecret) secret = NULL;
  RtSignIn what = RT_SIGN_IN_DONE;
  guint counts[3] = { 0 };

  g_assert_cmpint (rt_fixture_get_int (f, "PRAGMA user_version"), ==, RT_DB_SCHEMA_VERSION);
  g_assert_true (g_file_test (backup, G_FILE_TEST_EXISTS));
  rt_fixture_sign_in_as (f, "zhao.min", "rolltop example desk", &what, &error);
  g_assert_no_error (error);
  if (what == RT_SIGN_IN_ENROL_CODE) /* a store of before codes asks everybody for them from now on */
    secret = rt_fixture_enrol (f, NULL);
  /* training came with schema 2: everybody has it to do */
  g_assert_cmpint (rt_person_get_restrictions (rt_desk_get_person (f->desk)), ==, RT_RESTRICTED_TRAINING);
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT count (*) FROM lesson WHERE state = 'published'"), ==, 3);
  rt_fixture_run (f, count_all, counts);
  g_assert_cmpuint (counts[RT_LIST_ORDERS], ==, 30);
  g_assert_cmpuint (counts[RT_LIST_TICKETS], ==, 8);
  g_assert_cmpuint (counts[RT_LIST_CUSTOMERS], >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (old_stores); i++)
    {
      g_autofree char *name =
        g_strdup_printf ("/old stores/one of schema %d opens, is brought up to date and keeps what was in it",
                         old_stores[i].version);

      g_test_add_data_func (name, &old_stores[i], test_opens);
    }
  return g_test_run ();
}
