/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The keyring against the real daemon: run inside build-aux/with-desk. */
#include "config.h"

#include "rt-error.h"
#include "rt-keyring-name.h"
#include "rt-keyring.h"
#include "rt-service-keyring.h"

#include <libsecret/secret.h>
#include <string.h>

#define PASSWORD  "rolltop-desk" /* of the keyring that build-aux/with-desk makes */
#define FILE_PATH "/srv/desk.rolltop"

static RtKeyring *keyring;

static char *
new_store_id (void)
{
  g_autoptr (RtSecret) id = rt_secret_new_random (16);
  g_autoptr (RtSecret) hex = rt_secret_to_hex (id);

  return g_strdup ((const char *) rt_secret_peek (hex));
}

static void
store (const char *kind, const char *store_id, const char *path, const RtSecret *secret)
{
  g_autoptr (GError) error = NULL;

  rt_keyring_store_sync (keyring, kind, store_id, path, secret, NULL, &error);
  g_assert_no_error (error);
}

static GPtrArray *
lookup (const char *kind, const char *store_id)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *found = rt_keyring_lookup_sync (keyring, kind, store_id, NULL, &error);

  g_assert_no_error (error);
  return found;
}

/* What the command prints, to the byte. */
static char *
run_secret_tool (const char *verb, const char *kind, const char *store_id)
{
  const char *argv[] = { "secret-tool", verb, "application", "rolltop", "kind", kind, "store", store_id, NULL, NULL };
  g_autoptr (GError) error = NULL;
  char *out = NULL;

  if (g_str_equal (verb, "search"))
    {
      argv[2] = "--all";
      argv[3] = "application";
      argv[4] = "rolltop";
      argv[5] = "store";
      argv[6] = store_id;
      argv[7] = NULL;
    }
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &out, NULL,
                NULL, &error);
  g_assert_no_error (error);
  return out;
}

static void
put_by_hand (const char *store_id, const char *path, const char *text)
{
  g_autoptr (GError) error = NULL;

  secret_password_store_sync (&(SecretSchema){ "org.rolltop.Store",
                                               SECRET_SCHEMA_NONE,
                                               { { "application", 0 },
                                                 { "kind", 0 },
                                                 { "store", 0 },
                                                 { "file", 0 },
                                                 { NULL, 0 } } },
                              SECRET_COLLECTION_DEFAULT, "by hand", text, NULL, &error, "application", "rolltop",
                              "kind", "store-key", "store", store_id, "file", path, NULL);
  g_assert_no_error (error);
}

static void
test_round_trip (void)
{
  g_autofree char *id = new_store_id ();
  g_autoptr (RtSecret) key = rt_secret_new_random (32);
  g_autoptr (GPtrArray) found = NULL;

  store (RT_KEYRING_STORE_KEY, id, FILE_PATH, key);
  found = lookup (RT_KEYRING_STORE_KEY, id);
  g_assert_cmpuint (found->len, >=, 1);
  g_assert_true (rt_secret_equal (g_ptr_array_index (found, 0), key));
}

static void
test_none (void)
{
  g_autofree char *id = new_store_id ();
  g_autoptr (GPtrArray) found = lookup (RT_KEYRING_LOG_HEAD, id);

  g_assert_cmpuint (found->len, ==, 0);
}

static void
test_secret_tool (void)
{
  g_autofree char *id = new_store_id ();
  g_autoptr (RtSecret) key = rt_secret_new_random (32);
  g_autoptr (RtSecret) hex = rt_secret_to_hex (key);
  g_autofree char *printed = NULL;
  g_autofree char *listed = NULL;

  store (RT_KEYRING_STORE_KEY, id, FILE_PATH, key);
  printed = run_secret_tool ("lookup", "store-key", id);
  listed = run_secret_tool ("search", "store-key", id);
  g_assert_cmpstr (printed, ==, (const char *) rt_secret_peek (hex));
  g_assert_cmpuint (strlen (printed), ==, 64);
  g_assert_nonnull (strstr (listed, "schema = org.rolltop.Store"));
}

static void
test_forget (void)
{
  g_autofree char *id = new_store_id ();
  g_autofree char *other_id = new_store_id ();
  g_autoptr (RtSecret) key = rt_secret_new_random (32);
  g_autoptr (RtSecret) other = rt_secret_new_random (32);
  g_autoptr (GError) error = NULL;
  g_autofree char *gone = NULL;
  g_autofree char *kept = NULL;

  store (RT_KEYRING_STORE_KEY, id, FILE_PATH, key);
  store (RT_KEYRING_STORE_KEY, other_id, FILE_PATH, key);
  g_assert_true (rt_keyring_forget_sync (keyring, RT_KEYRING_STORE_KEY, id, other, NULL, &error));
  g_assert_no_error (error);
  kept = run_secret_tool ("lookup", "store-key", id);
  g_assert_cmpuint (strlen (kept), ==, 64);
  g_assert_true (rt_keyring_forget_sync (keyring, RT_KEYRING_STORE_KEY, id, key, NULL, &error));
  g_assert_true (rt_keyring_forget_sync (keyring, RT_KEYRING_STORE_KEY, id, key, NULL, &error)); /* none is left */
  g_assert_no_error (error);
  gone = run_secret_tool ("lookup", "store-key", id);
  g_assert_cmpstr (gone, ==, "");
  g_free (kept);
  kept = run_secret_tool ("lookup", "store-key", other_id);
  g_assert_cmpuint (strlen (kept), ==, 64);
}

/* What has made keyrings lose whole collections is never stored, whatever bytes a key has. */
static void
test_no_newline (void)
{
  g_autofree char *id = new_store_id ();
  g_autoptr (RtSecret) key = rt_secret_new_from ("\n\0\n\r\xff\n line\n\n\0\0\0 0123456789abcd", 32);
  g_autofree char *printed = NULL;

  store (RT_KEYRING_STORE_KEY, id, FILE_PATH, key);
  printed = run_secret_tool ("lookup", "store-key", id);
  g_assert_cmpuint (strlen (printed), ==, 64);
  g_assert_cmpuint (strspn (printed, "0123456789abcdef"), ==, 64);
}

static guint
count_listed (const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretService) service =
    secret_service_open_sync (SECRET_TYPE_SERVICE, NULL, SECRET_SERVICE_NONE, NULL, &error);
  g_autoptr (GHashTable) attributes = g_hash_table_new (g_str_hash, g_str_equal);
  GList *items = NULL;
  guint count;

  g_assert_no_error (error);
  g_hash_table_insert (attributes, (char *) "store", (char *) id);
  items = secret_service_search_sync (service, NULL, attributes, SECRET_SEARCH_ALL, NULL, &error);
  g_assert_no_error (error);
  count = g_list_length (items);
  g_list_free_full (items, g_object_unref);
  return count;
}

static void
test_replaced (void)
{
  g_autofree char *id = new_store_id ();
  g_autoptr (RtSecret) one = rt_secret_new_random (40);
  g_autoptr (RtSecret) two = rt_secret_new_random (40);
  g_autoptr (RtSecret) key = rt_secret_new_random (32);
  g_autoptr (GPtrArray) found = NULL;

  store (RT_KEYRING_STORE_KEY, id, FILE_PATH, key);
  store (RT_KEYRING_LOG_HEAD, id, FILE_PATH, one);
  store (RT_KEYRING_LOG_HEAD, id, FILE_PATH, two);
  g_assert_cmpuint (count_listed (id), ==, 2);
  found = lookup (RT_KEYRING_LOG_HEAD, id);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_true (rt_secret_equal (g_ptr_array_index (found, 0), two));
}

static void
test_moved_file (void)
{
  g_autofree char *id = new_store_id ();
  g_autoptr (RtSecret) one = rt_secret_new_random (32);
  g_autoptr (RtSecret) two = rt_secret_new_random (32);
  g_autofree char *listed = NULL;
  g_autoptr (GPtrArray) found = NULL;

  store (RT_KEYRING_STORE_KEY, id, FILE_PATH, one);
  store (RT_KEYRING_STORE_KEY, id, "/home/desk/moved.rolltop", two);
  g_assert_cmpuint (count_listed (id), ==, 1);
  found = lookup (RT_KEYRING_STORE_KEY, id);
  g_assert_true (rt_secret_equal (g_ptr_array_index (found, 0), two));
}

static void
test_several (void)
{
  g_autofree char *id = new_store_id ();
  g_autofree char *other_id = new_store_id ();
  g_autoptr (RtSecret) right =
    rt_secret_new_from_hex ("1111111111111111111111111111111111111111111111111111111111111111", 32);
  g_autoptr (RtSecret) other =
    rt_secret_new_from_hex ("3333333333333333333333333333333333333333333333333333333333333333", 32);
  g_autoptr (GPtrArray) found = NULL;
  gboolean has_right = FALSE, has_other = FALSE;

  put_by_hand (id, "/a", "1111111111111111111111111111111111111111111111111111111111111111\n");
  put_by_hand (id, "/b", "2222222222222222222222222222222222222222222222222222222222222222");
  put_by_hand (id, "/c", "no key at all");
  put_by_hand (other_id, "/d", "3333333333333333333333333333333333333333333333333333333333333333");
  found = lookup (RT_KEYRING_STORE_KEY, id);
  g_assert_cmpuint (found->len, >=, 3);
  for (guint i = 0; i < found->len; i++)
    {
      has_right = has_right || (i < 2 && rt_secret_equal (g_ptr_array_index (found, i), right));
      has_other = has_other || (i >= 2 && rt_secret_equal (g_ptr_array_index (found, i), other));
    }
  g_assert_true (has_right && has_other);
  g_assert_cmpuint (count_listed (id), ==, 3);
}

static void
test_bad_values (void)
{
  g_autoptr (RtSecret) key = rt_secret_new_random (32);
  g_autoptr (RtSecret) large = rt_secret_new_random (RT_KEYRING_MAX_SECRET + 1);
  g_autoptr (RtSecret) empty = rt_secret_new (0);

  g_assert_false (rt_keyring_store_sync (keyring, RT_KEYRING_STORE_KEY, "aa11", FILE_PATH, large, NULL, NULL));
  g_assert_false (rt_keyring_store_sync (keyring, RT_KEYRING_STORE_KEY, "aa11", FILE_PATH, empty, NULL, NULL));
  g_assert_false (rt_keyring_store_sync (keyring, RT_KEYRING_STORE_KEY, "aa11", "desk.rolltop", key, NULL, NULL));
  g_assert_false (rt_keyring_store_sync (keyring, RT_KEYRING_STORE_KEY, NULL, FILE_PATH, key, NULL, NULL));
  g_assert_false (rt_keyring_store_sync (keyring, "password", "aa11", FILE_PATH, key, NULL, NULL));
  g_assert_cmpuint (count_listed ("aa11"), ==, 0);
}

static SecretCollection *
get_default_collection (SecretService *service)
{
  g_autoptr (GError) error = NULL;
  SecretCollection *collection =
    secret_collection_for_alias_sync (service, SECRET_COLLECTION_DEFAULT, SECRET_COLLECTION_NONE, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (collection);
  return collection;
}

static void
lock_keyring (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretService) service =
    secret_service_open_sync (SECRET_TYPE_SERVICE, NULL, SECRET_SERVICE_NONE, NULL, &error);
  g_autoptr (SecretCollection) collection = NULL;
  g_autoptr (GList) objects = NULL;

  g_assert_no_error (error);
  collection = get_default_collection (service);
  objects = g_list_prepend (NULL, collection);
  g_assert_cmpint (secret_service_lock_sync (service, objects, NULL, NULL, &error), ==, 1);
  g_assert_no_error (error);
}

/* As the login does it, without a prompt. */
static void
unlock_keyring (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (SecretService) service =
    secret_service_open_sync (SECRET_TYPE_SERVICE, NULL, SECRET_SERVICE_NONE, NULL, &error);
  g_autoptr (SecretCollection) collection = get_default_collection (service);
  const char *path = g_dbus_proxy_get_object_path (G_DBUS_PROXY (collection));
  g_autoptr (GVariant) session = NULL;
  g_autoptr (GVariant) done = NULL;
  const char *session_path = NULL;

  session = g_dbus_connection_call_sync (bus, "org.freedesktop.secrets", "/org/freedesktop/secrets",
                                         "org.freedesktop.Secret.Service", "OpenSession",
                                         g_variant_new ("(sv)", "plain", g_variant_new_string ("")), NULL,
                                         G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
  g_variant_get (session, "(v&o)", NULL, &session_path);
  done = g_dbus_connection_call_sync (bus, "org.freedesktop.secrets", "/org/freedesktop/secrets",
                                      "org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface",
                                      "UnlockWithMasterPassword",
                                      g_variant_new ("(o(o@ay@ays))", path, session_path,
                                                     g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, "", 0, 1),
                                                     g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, PASSWORD,
                                                                                strlen (PASSWORD), 1),
                                                     "text/plain"),
                                      NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
}

/* There is no prompter on this bus: the daemon cannot ask, which is a person who does not unlock. */
static void
test_locked (void)
{
  g_autofree char *id = new_store_id ();
  g_autoptr (RtSecret) key = rt_secret_new_random (32);
  g_autoptr (GError) lookup_error = NULL;
  g_autoptr (GError) store_error = NULL;
  g_autoptr (GPtrArray) found = NULL;

  store (RT_KEYRING_STORE_KEY, id, FILE_PATH, key);
  lock_keyring ();
  rt_service_keyring_set_limits (RT_SERVICE_KEYRING (keyring), 10000, 10000);
  g_assert_null (rt_keyring_lookup_sync (keyring, RT_KEYRING_STORE_KEY, id, NULL, &lookup_error));
  g_assert_error (lookup_error, RT_ERROR, RT_ERROR_LOCKED);
  g_assert_false (rt_keyring_store_sync (keyring, RT_KEYRING_STORE_KEY, id, FILE_PATH, key, NULL, &store_error));
  g_assert_error (store_error, RT_ERROR, RT_ERROR_LOCKED);
  rt_service_keyring_set_limits (RT_SERVICE_KEYRING (keyring), 30000, 120000);
  unlock_keyring ();
  found = lookup (RT_KEYRING_STORE_KEY, id);
  g_assert_true (rt_secret_equal (g_ptr_array_index (found, 0), key));
}

/* Nothing of this store is there, and the collection is locked: "not found" would be a guess. */
static void
test_locked_and_unknown (void)
{
  g_autofree char *id = new_store_id ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = NULL;

  lock_keyring ();
  g_assert_null (rt_keyring_lookup_sync (keyring, RT_KEYRING_LOG_HEAD, id, NULL, &error));
  g_assert_error (error, RT_ERROR, RT_ERROR_LOCKED);
  unlock_keyring ();
  found = lookup (RT_KEYRING_LOG_HEAD, id);
  g_assert_cmpuint (found->len, ==, 0);
}

static void
on_name (GObject *source, GAsyncResult *result, gpointer user_data)
{
  char **name = user_data;

  *name = rt_keyring_name_finish (RT_KEYRING (source), result);
}

static void
test_name (void)
{
  g_autofree char *name = NULL;

  rt_keyring_name_async (keyring, NULL, on_name, &name);
  while (name == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (name, ==, "GNOME Keyring");
  g_assert_cmpstr (rt_keyring_name_of_process ("ksecretd"), ==, "KWallet");
  g_assert_cmpstr (rt_keyring_name_of_process ("another"), ==, "another");
  g_assert_null (rt_keyring_name_of_process (""));
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_assert_true (rt_secret_system_init (FALSE, NULL));
  g_unsetenv ("SECRET_BACKEND");
  keyring = rt_keyring_new_service ();
  g_test_add_func ("/vault/keyring daemon/what is stored is found", test_round_trip);
  g_test_add_func ("/vault/keyring daemon/the program that keeps the keys is named", test_name);
  g_test_add_func ("/vault/keyring daemon/what is not there is not found", test_none);
  g_test_add_func ("/vault/keyring daemon/secret-tool prints the key as hex", test_secret_tool);
  g_test_add_func ("/vault/keyring daemon/a line feed is never stored", test_no_newline);
  g_test_add_func ("/vault/keyring daemon/the head of the log is replaced and the key stays", test_replaced);
  g_test_add_func ("/vault/keyring daemon/the key of a moved file is replaced", test_moved_file);
  g_test_add_func ("/vault/keyring daemon/several items are all given and none is deleted", test_several);
  g_test_add_func ("/vault/keyring daemon/only the very key that is named is forgotten", test_forget);
  g_test_add_func ("/vault/keyring daemon/what cannot be an item is not stored", test_bad_values);
  g_test_add_func ("/vault/keyring daemon/a locked keyring says so and works again once unlocked", test_locked);
  g_test_add_func ("/vault/keyring daemon/a locked keyring is never taken for an empty one", test_locked_and_unknown);
  status = g_test_run ();
  g_object_unref (keyring);
  return status;
}
