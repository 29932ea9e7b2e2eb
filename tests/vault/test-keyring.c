/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scripted keyring, and what an item's names and text may be. */
#include "config.h"

#include "rt-error.h"
#include "rt-memory-keyring.h"

#include <string.h>

#define KEY "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"

static GPtrArray *
lookup (RtMemoryKeyring *keyring, const char *kind, const char *store_id)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *found = rt_keyring_lookup_sync (RT_KEYRING (keyring), kind, store_id, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (found);
  return found;
}

static void
assert_fails (RtMemoryKeyring *keyring, const char *kind, const char *store_id, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (rt_keyring_lookup_sync (RT_KEYRING (keyring), kind, store_id, NULL, &error));
  g_assert_error (error, RT_ERROR, code);
}

static void
store (RtMemoryKeyring *keyring, const char *kind, const char *store_id, const char *hex)
{
  g_autoptr (RtSecret) secret = rt_secret_new_from_hex (hex, strlen (hex) / 2);

  g_assert_true (rt_keyring_store_sync (RT_KEYRING (keyring), kind, store_id, "/srv/desk.rolltop", secret, NULL, NULL));
}

static void
test_empty (void)
{
  g_autoptr (RtMemoryKeyring) keyring = rt_memory_keyring_new ();
  g_autoptr (GPtrArray) found = lookup (keyring, RT_KEYRING_STORE_KEY, "aa11");

  g_assert_cmpuint (found->len, ==, 0);
}

static void
test_replaced (void)
{
  g_autoptr (RtMemoryKeyring) keyring = rt_memory_keyring_new ();

  store (keyring, RT_KEYRING_LOG_HEAD, "aa11", "0001");
  store (keyring, RT_KEYRING_LOG_HEAD, "bb22", "0002");
  store (keyring, RT_KEYRING_LOG_HEAD, "aa11", "0003");
  g_assert_cmpuint (rt_memory_keyring_get_n_items (keyring), ==, 2);
  g_assert_cmpstr (rt_memory_keyring_get_text (keyring, RT_KEYRING_LOG_HEAD, "aa11"), ==, "0003");
  g_assert_cmpstr (rt_memory_keyring_get_text (keyring, RT_KEYRING_LOG_HEAD, "bb22"), ==, "0002");
}

static void
test_order (void)
{
  g_autoptr (RtMemoryKeyring) keyring = rt_memory_keyring_new ();
  g_autoptr (RtSecret) key = rt_secret_new_from_hex (KEY, 32);
  g_autoptr (GPtrArray) keys = NULL;
  g_autoptr (GPtrArray) heads = NULL;

  rt_memory_keyring_add (keyring, RT_KEYRING_STORE_KEY, "bb22", NULL, "ffff");
  rt_memory_keyring_add (keyring, RT_KEYRING_STORE_KEY, "aa11", NULL, "not hex");
  rt_memory_keyring_add (keyring, RT_KEYRING_STORE_KEY, "aa11", NULL, KEY);
  rt_memory_keyring_add (keyring, RT_KEYRING_LOG_HEAD, "bb22", NULL, "0001");
  keys = lookup (keyring, RT_KEYRING_STORE_KEY, "aa11");
  heads = lookup (keyring, RT_KEYRING_LOG_HEAD, "aa11");
  g_assert_cmpuint (keys->len, ==, 2);
  g_assert_true (rt_secret_equal (g_ptr_array_index (keys, 0), key));
  g_assert_cmpuint (heads->len, ==, 0);
}

static void
test_behaviours (void)
{
  g_autoptr (RtMemoryKeyring) keyring = rt_memory_keyring_new ();
  g_autoptr (GPtrArray) found = NULL;

  rt_memory_keyring_add (keyring, RT_KEYRING_STORE_KEY, "aa11", NULL, KEY);
  rt_memory_keyring_set_behaviour (keyring, RT_MEMORY_KEYRING_GONE);
  assert_fails (keyring, RT_KEYRING_STORE_KEY, "aa11", RT_ERROR_NO_KEYRING);
  rt_memory_keyring_set_behaviour (keyring, RT_MEMORY_KEYRING_DISMISSED);
  assert_fails (keyring, RT_KEYRING_STORE_KEY, "aa11", RT_ERROR_LOCKED);
  g_assert_cmpuint (rt_memory_keyring_get_n_prompts (keyring), ==, 1);
  rt_memory_keyring_set_behaviour (keyring, RT_MEMORY_KEYRING_LOCKED);
  found = lookup (keyring, RT_KEYRING_STORE_KEY, "aa11");
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpuint (rt_memory_keyring_get_n_prompts (keyring), ==, 2);
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
test_hanging (void)
{
  g_autoptr (RtMemoryKeyring) keyring = rt_memory_keyring_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) one = NULL;
  g_autoptr (GAsyncResult) two = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GError) error = NULL;

  rt_memory_keyring_set_behaviour (keyring, RT_MEMORY_KEYRING_HANGING);
  rt_keyring_lookup_async (RT_KEYRING (keyring), RT_KEYRING_STORE_KEY, "aa11", cancellable, on_done, &one);
  rt_keyring_lookup_async (RT_KEYRING (keyring), RT_KEYRING_STORE_KEY, "aa11", NULL, on_done, &two);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_true (one == NULL && two == NULL);
  g_cancellable_cancel (cancellable);
  while (one == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (rt_keyring_lookup_finish (RT_KEYRING (keyring), one, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (two);
  rt_memory_keyring_set_behaviour (keyring, RT_MEMORY_KEYRING_OPEN);
  while (two == NULL)
    g_main_context_iteration (NULL, TRUE);
  found = rt_keyring_lookup_finish (RT_KEYRING (keyring), two, NULL);
  g_assert_cmpuint (found->len, ==, 0);
}

static void
test_names (void)
{
  g_autoptr (RtMemoryKeyring) keyring = rt_memory_keyring_new ();

  assert_fails (keyring, "password", "aa11", RT_ERROR_FAILED);
  assert_fails (keyring, NULL, "aa11", RT_ERROR_FAILED);
  assert_fails (keyring, RT_KEYRING_STORE_KEY, "", RT_ERROR_FAILED);
  assert_fails (keyring, RT_KEYRING_STORE_KEY, "../x", RT_ERROR_FAILED);
}

static void
test_text (void)
{
  static const char *const bad[] = { "", "0", "0g", "00 01", "00\n01", "00:01", "\n" };
  g_autofree char *longest = g_strnfill (2 * RT_KEYRING_MAX_SECRET, 'a');
  g_autofree char *longer = g_strnfill (2 * RT_KEYRING_MAX_SECRET + 2, 'a');
  g_autoptr (RtSecret) secret = rt_keyring_read_secret ("0aFF\n", 5);
  g_autoptr (RtSecret) long_one = rt_keyring_read_secret (longest, strlen (longest));

  g_assert_cmpuint (rt_secret_get_size (secret), ==, 2);
  g_assert_cmpuint (rt_secret_peek (secret)[1], ==, 0xff);
  g_assert_nonnull (long_one);
  g_assert_null (rt_keyring_read_secret (longer, strlen (longer)));
  g_assert_null (rt_keyring_read_secret ("00\0"
                                         "01",
                                         5));
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_null (rt_keyring_read_secret (bad[i], strlen (bad[i])));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (rt_secret_system_init (FALSE, NULL));
  g_test_add_func ("/vault/keyring/an empty keyring holds nothing", test_empty);
  g_test_add_func ("/vault/keyring/an item of the same names is replaced and others stay", test_replaced);
  g_test_add_func ("/vault/keyring/keys of the store come first and then those of others", test_order);
  g_test_add_func ("/vault/keyring/gone, dismissed and locked are told apart", test_behaviours);
  g_test_add_func ("/vault/keyring/a hanging call can be cancelled or answered later", test_hanging);
  g_test_add_func ("/vault/keyring/names that are none are refused", test_names);
  g_test_add_func ("/vault/keyring/an item holds one line of hex or nothing", test_text);
  return g_test_run ();
}
