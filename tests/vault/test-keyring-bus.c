/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The real keyring code on a private bus: without a service, and with scripted ones. */
#include "config.h"

#include "mock-secret-service.h"
#include "rt-error.h"
#include "rt-keyring-name.h"
#include "rt-keyring.h"
#include "rt-service-keyring.h"

#include <string.h>

#define STORE "aa11"
#define KEY   "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"

static GTestDBus *bus;

static MockSecretService *
mock_new (MockBehaviour behaviour)
{
  return mock_secret_service_new (g_test_dbus_get_bus_address (bus), behaviour, KEY);
}

/* Limits short enough for a test; what they end would never end by itself. */
static RtKeyring *
keyring_new (guint quiet_ms, guint prompt_ms)
{
  RtKeyring *keyring = rt_keyring_new_service ();

  rt_service_keyring_set_limits (RT_SERVICE_KEYRING (keyring), quiet_ms, prompt_ms);
  return keyring;
}

static void
assert_lookup_fails (RtKeyring *keyring, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = rt_keyring_lookup_sync (keyring, RT_KEYRING_STORE_KEY, STORE, NULL, &error);

  g_assert_null (found);
  g_assert_error (error, RT_ERROR, code);
  g_assert_true (g_str_has_suffix (error->message, "."));
  g_assert_null (strstr (error->message, "org.freedesktop"));
}

static void
assert_store_fails (RtKeyring *keyring, int code)
{
  g_autoptr (RtSecret) secret = rt_secret_new_random (32);
  g_autoptr (GError) error = NULL;

  g_assert_false (
    rt_keyring_store_sync (keyring, RT_KEYRING_STORE_KEY, STORE, "/srv/desk.rolltop", secret, NULL, &error));
  g_assert_error (error, RT_ERROR, code);
}

static void
assert_found (RtKeyring *keyring)
{
  g_autoptr (RtSecret) key = rt_secret_new_from_hex (KEY, 32);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = rt_keyring_lookup_sync (keyring, RT_KEYRING_STORE_KEY, STORE, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_true (rt_secret_equal (g_ptr_array_index (found, 0), key));
}

static void
test_no_service (void)
{
  g_autoptr (RtKeyring) keyring = rt_keyring_new_service ();

  assert_lookup_fails (keyring, RT_ERROR_NO_KEYRING);
  assert_store_fails (keyring, RT_ERROR_NO_KEYRING);
  g_assert_null (rt_keyring_name_read (NULL));
}

static void
test_no_bus (void)
{
  g_autoptr (RtKeyring) keyring = rt_keyring_new_service ();

  if (g_test_subprocess ())
    {
      assert_lookup_fails (keyring, RT_ERROR_NO_KEYRING);
      return;
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
}

static void
test_hangs (void)
{
  g_autoptr (MockSecretService) mock = mock_new (MOCK_HANGS);
  g_autoptr (RtKeyring) keyring = keyring_new (300, 60000);

  assert_lookup_fails (keyring, RT_ERROR_NO_KEYRING);
  assert_store_fails (keyring, RT_ERROR_NO_KEYRING);
}

static void
test_search_hangs (void)
{
  g_autoptr (MockSecretService) mock = mock_new (MOCK_SEARCH_HANGS);
  g_autoptr (RtKeyring) keyring = keyring_new (300, 60000);

  assert_lookup_fails (keyring, RT_ERROR_NO_KEYRING);
  mock_secret_service_set_behaviour (mock, MOCK_UNLOCKS);
  rt_service_keyring_set_limits (RT_SERVICE_KEYRING (keyring), 30000, 30000);
  assert_found (keyring);
}

static void
test_unlocks (void)
{
  g_autoptr (MockSecretService) mock = mock_new (MOCK_UNLOCKS);
  g_autoptr (RtKeyring) keyring = keyring_new (30000, 30000);

  assert_found (keyring);
  g_assert_cmpuint (mock_secret_service_get_n_prompts (mock), ==, 1);
  assert_found (keyring);
  g_assert_cmpuint (mock_secret_service_get_n_prompts (mock), ==, 1);
}

static void
test_dismissed (void)
{
  g_autoptr (MockSecretService) mock = mock_new (MOCK_DISMISSES);
  g_autoptr (RtKeyring) keyring = keyring_new (30000, 30000);

  assert_lookup_fails (keyring, RT_ERROR_LOCKED);
  g_assert_cmpuint (mock_secret_service_get_n_prompts (mock), ==, 1);
  mock_secret_service_set_behaviour (mock, MOCK_UNLOCKS);
  assert_found (keyring);
  g_assert_cmpuint (mock_secret_service_get_n_prompts (mock), ==, 2);
}

static void
test_prompt_ignored (void)
{
  g_autoptr (MockSecretService) mock = mock_new (MOCK_IGNORES_PROMPT);
  g_autoptr (RtKeyring) keyring = keyring_new (30000, 300);

  assert_lookup_fails (keyring, RT_ERROR_LOCKED);
  g_assert_cmpuint (mock_secret_service_get_n_prompts (mock), ==, 1);
}

typedef struct
{
  MockSecretService *mock;
  GCancellable *cancellable;
  guint prompts;
} GivesUp;

/* The person cancels once the prompt is there. */
static gboolean
on_gives_up_idle (gpointer user_data)
{
  GivesUp *self = user_data;

  if (mock_secret_service_get_n_prompts (self->mock) < self->prompts)
    return G_SOURCE_CONTINUE;
  g_cancellable_cancel (self->cancellable);
  return G_SOURCE_REMOVE;
}

/* Every call that is given up must end its thread: there are not many. */
static void
test_given_up_often (void)
{
  g_autoptr (MockSecretService) mock = mock_new (MOCK_IGNORES_PROMPT);
  g_autoptr (RtKeyring) keyring = keyring_new (30000, 30000);

  for (guint i = 1; i <= 15; i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL;
      GivesUp gives_up = { mock, cancellable, i };

      g_idle_add (on_gives_up_idle, &gives_up);
      g_assert_null (rt_keyring_lookup_sync (keyring, RT_KEYRING_STORE_KEY, STORE, cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
  mock_secret_service_set_behaviour (mock, MOCK_UNLOCKS);
  assert_found (keyring);
}

static void
test_gone_while_asking (void)
{
  g_autoptr (MockSecretService) mock = mock_new (MOCK_GOES_AWAY);
  g_autoptr (RtKeyring) keyring = keyring_new (30000, 30000);

  assert_lookup_fails (keyring, RT_ERROR_NO_KEYRING);
}

/* The mock has no default collection: one would have to be made, which the person does not want. */
static void
test_no_collection (void)
{
  g_autoptr (MockSecretService) mock = mock_new (MOCK_DISMISSES);
  g_autoptr (RtKeyring) keyring = keyring_new (30000, 30000);

  assert_store_fails (keyring, RT_ERROR_LOCKED);
  g_assert_cmpuint (mock_secret_service_get_n_prompts (mock), ==, 1);
}

static void
test_nonsense (void)
{
  g_autoptr (MockSecretService) mock = mock_new (MOCK_TALKS_NONSENSE);
  g_autoptr (RtKeyring) keyring = keyring_new (30000, 30000);

  assert_lookup_fails (keyring, RT_ERROR_NO_KEYRING);
}

static gboolean
on_cancel_time (gpointer user_data)
{
  g_cancellable_cancel (user_data);
  return G_SOURCE_REMOVE;
}

static void
test_cancelled (void)
{
  g_autoptr (MockSecretService) mock = mock_new (MOCK_HANGS);
  g_autoptr (RtKeyring) keyring = keyring_new (60000, 60000);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) at_once = NULL;

  g_idle_add (on_cancel_time, cancellable);
  g_assert_null (rt_keyring_lookup_sync (keyring, RT_KEYRING_STORE_KEY, STORE, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (rt_keyring_lookup_sync (keyring, RT_KEYRING_STORE_KEY, STORE, cancellable, &at_once));
  g_assert_error (at_once, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_file_backend (void)
{
  g_autoptr (MockSecretService) mock = mock_new (MOCK_UNLOCKS);
  g_autoptr (RtKeyring) keyring = rt_keyring_new_service ();

  g_setenv ("SECRET_BACKEND", "file", TRUE);
  assert_lookup_fails (keyring, RT_ERROR_NO_KEYRING);
  assert_store_fails (keyring, RT_ERROR_NO_KEYRING);
  g_unsetenv ("SECRET_BACKEND");
  g_assert_cmpuint (mock_secret_service_get_n_prompts (mock), ==, 0);
}

static void
on_live_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  gboolean *done = user_data;

  g_assert_null (rt_keyring_lookup_finish (RT_KEYRING (source), result, NULL));
  *done = TRUE;
}

static gboolean
on_tick (gpointer user_data)
{
  (*(guint *) user_data)++;
  return G_SOURCE_CONTINUE;
}

static void
test_live (void)
{
  g_autoptr (MockSecretService) mock = mock_new (MOCK_HANGS);
  g_autoptr (RtKeyring) keyring = keyring_new (300, 300);
  gboolean done = FALSE;
  guint ticks = 0;
  const guint source = g_idle_add (on_tick, &ticks);

  rt_keyring_lookup_async (keyring, RT_KEYRING_STORE_KEY, STORE, NULL, on_live_done, &done);
  g_assert_false (done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
  g_assert_cmpuint (ticks, >, 10);
}

static int
run_on_private_bus (void)
{
  g_autoptr (GDBusConnection) session = NULL;
  int status;

  bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (bus);
  session = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_dbus_connection_set_exit_on_close (session, FALSE);
  status = g_test_run ();
  g_test_dbus_stop (bus);
  return status;
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (rt_secret_system_init (FALSE, NULL));
  g_unsetenv ("SECRET_BACKEND");
  g_test_add_func ("/vault/keyring on a bus/no session bus gives a plain message", test_no_bus);
  g_test_add_func ("/vault/keyring on a bus/no Secret Service gives a plain message", test_no_service);
  g_test_add_func ("/vault/keyring on a bus/a daemon that hangs is given up", test_hangs);
  g_test_add_func ("/vault/keyring on a bus/a daemon that hangs later is given up and may be asked again",
                   test_search_hangs);
  g_test_add_func ("/vault/keyring on a bus/a locked keyring is unlocked by asking once", test_unlocks);
  g_test_add_func ("/vault/keyring on a bus/a dismissed prompt says locked and asking again works", test_dismissed);
  g_test_add_func ("/vault/keyring on a bus/a prompt that nobody answers says locked", test_prompt_ignored);
  g_test_add_func ("/vault/keyring on a bus/prompts given up again and again leave nothing behind",
                   test_given_up_often);
  g_test_add_func ("/vault/keyring on a bus/a daemon that goes away while asking gives a plain message",
                   test_gone_while_asking);
  g_test_add_func ("/vault/keyring on a bus/a desktop without a collection is asked to make one", test_no_collection);
  g_test_add_func ("/vault/keyring on a bus/a service that talks nonsense gives a plain message", test_nonsense);
  g_test_add_func ("/vault/keyring on a bus/a call is cancelled while the daemon hangs", test_cancelled);
  g_test_add_func ("/vault/keyring on a bus/keys are not kept in a file of libsecret's own", test_file_backend);
  g_test_add_func ("/vault/keyring on a bus/the main loop goes on while the daemon hangs", test_live);
  if (!g_test_subprocess ())
    return run_on_private_bus ();
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", TRUE);
  return g_test_run ();
}
