/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a store begins, and how it opens again. */
#include "config.h"

#include "rt-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "rt-error.h"

static void
test_create (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);

  g_assert_true (rt_desk_is_open (f->desk));
  g_assert_null (rt_desk_get_person (f->desk));
  g_assert_cmpstr (rt_desk_get_store (f->desk)->name, ==, "椴木家具");
  g_assert_cmpuint (rt_fixture_keyring_count (f->keyring, "store-key"), ==, 1);
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT count(*) FROM notice WHERE version = 1 AND state = 'published'"), ==,
                   1);
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT count(DISTINCT language) FROM notice_part"), ==, 2);
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT next FROM sequence WHERE id = 'order'"), ==, 10001);
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT next FROM sequence WHERE id = 'ticket'"), ==, 2001);
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT next FROM sequence WHERE id = 'customer'"), ==, 1001);
  /* seven keys, for the sheet and for the first manager */
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT count(*) FROM class_key"), ==, 7);
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT count(*) FROM class_key_wrap WHERE staff_id = 0"), ==, 7);
  g_assert_cmpint (rt_fixture_get_int (f, "SELECT count(*) FROM class_key_wrap WHERE staff_id = 1"), ==, 7);
  g_assert_true (rt_fixture_verify_log (f, NULL));
}

static void
test_reopen (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  g_autoptr (GError) error = NULL;

  rt_fixture_open (f, &error);
  g_assert_no_error (error);
  g_assert_null (rt_desk_get_alarm (f->desk));
  rt_fixture_sign_in_owner (f);
  g_assert_cmpstr (rt_person_get_name (rt_desk_get_person (f->desk)), ==, "Owen Lind");
}

static void
test_exists (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new_empty ();
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = NULL;

  g_assert_true (g_file_set_contents (f->path, "somebody's", -1, NULL));
  g_assert_false (rt_fixture_create (f, NULL, NULL, &error));
  g_assert_error (error, RT_ERROR, RT_ERROR_EXISTS);
  g_assert_true (g_file_get_contents (f->path, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, "somebody's");
}

static void
assert_folder_empty (RtFixture *f)
{
  g_autoptr (GDir) dir = g_dir_open (f->folder, 0, NULL);

  g_assert_cmpstr (g_dir_read_name (dir), ==, NULL);
}

static void
test_keyring_refuses (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new_empty ();
  g_autoptr (GError) error = NULL;

  rt_fixture_keyring_fail_store (f->keyring, RT_ERROR_NO_KEYRING);
  g_assert_false (rt_fixture_create (f, NULL, NULL, &error));
  g_assert_error (error, RT_ERROR, RT_ERROR_NO_KEYRING);
  g_assert_false (rt_desk_is_open (f->desk));
  assert_folder_empty (f);
}

static void
test_keyring_forgets (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new_empty ();
  g_autoptr (GError) error = NULL;

  rt_fixture_keyring_lose (f->keyring, TRUE);
  g_assert_false (rt_fixture_create (f, NULL, NULL, &error));
  g_assert_error (error, RT_ERROR, RT_ERROR_NO_KEYRING);
  assert_folder_empty (f);
}

/* Its own key goes again, another store's stays. */
static void
test_keyring_keeps_no_key (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new_empty ();
  g_autoptr (RtSecret) other = rt_secret_new_random (32);
  g_autoptr (GError) error = NULL;

  rt_fixture_keyring_put (f->keyring, "store-key", "0123456789abcdef0123456789abcdef", other);
  rt_fixture_keyring_fail_after_store (f->keyring);
  g_assert_false (rt_fixture_create (f, NULL, NULL, &error));
  g_assert_error (error, RT_ERROR, RT_ERROR_LOCKED);
  assert_folder_empty (f);
  g_assert_cmpuint (rt_fixture_keyring_count (f->keyring, "store-key"), ==, 1);
  g_assert_true (rt_secret_equal (rt_fixture_keyring_peek (f->keyring, "store-key"), other));
}

static char *
digest_of (const char *path)
{
  g_autofree char *content = NULL;
  gsize size = 0;

  g_assert_true (g_file_get_contents (path, &content, &size, NULL));
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) content, size);
}

static void
test_key_missing (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GAsyncResult) closed = NULL;

  rt_desk_close_async (f->desk, rt_desk_await_cb, &closed);
  rt_desk_close_finish (f->desk, rt_desk_await (&closed));
  before = digest_of (f->path);
  rt_fixture_keyring_forget (f->keyring, "store-key");
  g_assert_false (rt_fixture_open (f, &error));
  g_assert_error (error, RT_ERROR, RT_ERROR_KEY_MISSING);
  after = digest_of (f->path);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpuint (rt_fixture_keyring_count (f->keyring, "store-key"), ==, 0);
}

static void
test_no_keyring (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  g_autoptr (GError) error = NULL;

  rt_fixture_keyring_fail_lookup (f->keyring, RT_ERROR_LOCKED);
  g_assert_false (rt_fixture_open (f, &error));
  g_assert_error (error, RT_ERROR, RT_ERROR_LOCKED);
  g_clear_error (&error);
  rt_fixture_keyring_fail_lookup (f->keyring, -1);
  g_assert_true (rt_fixture_open (f, &error));
}

static void
test_other_keys (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (RtSecret) mine = rt_secret_copy (rt_fixture_keyring_peek (f->keyring, "store-key"));
  g_autoptr (RtSecret) other = rt_secret_new_random (32);

  rt_fixture_keyring_forget (f->keyring, "store-key");
  rt_fixture_keyring_put (f->keyring, "store-key", "another", other);
  rt_fixture_keyring_put (f->keyring, "store-key", "and another", mine);
  g_assert_true (rt_fixture_open (f, &error));
  g_assert_no_error (error);
  rt_fixture_keyring_forget (f->keyring, "store-key");
  rt_fixture_keyring_put (f->keyring, "store-key", "another", other);
  g_assert_false (rt_fixture_open (f, &error));
  g_assert_error (error, RT_ERROR, RT_ERROR_WRONG_KEY);
}

static gboolean
open_with_sheet (RtFixture *f, const RtRecovery *sheet, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  rt_desk_open_with_recovery_async (f->desk, f->path, sheet, NULL, rt_desk_await_cb, &result);
  return rt_desk_open_with_recovery_finish (f->desk, rt_desk_await (&result), error);
}

static void
test_sheet (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  g_autoptr (RtRecovery) sheet = rt_recovery_from_text ((const char *) rt_secret_peek (f->sheet), NULL);
  g_autoptr (RtRecovery) wrong = rt_recovery_new_random ();
  g_autoptr (GError) error = NULL;

  rt_fixture_keyring_forget (f->keyring, "store-key");
  g_assert_false (rt_fixture_open (f, &error));
  g_clear_error (&error);
  g_assert_false (open_with_sheet (f, wrong, &error));
  g_assert_error (error, RT_ERROR, RT_ERROR_WRONG_KEY);
  g_assert_cmpuint (rt_fixture_keyring_count (f->keyring, "store-key"), ==, 0);
  g_clear_error (&error);
  g_assert_true (open_with_sheet (f, sheet, &error));
  g_assert_null (rt_desk_get_keyring_note (f->desk));
  rt_fixture_sign_in_owner (f);
  g_assert_true (rt_fixture_open (f, &error));
}

static void
assert_says (const GError *error, const char *first, const char *second)
{
  g_assert_nonnull (strstr (error->message, first));
  g_assert_nonnull (strstr (error->message, second));
  g_assert_nonnull (strstr (error->message, "recovery sheet"));
}

static gboolean
open_again (RtFixture *f, const char *former, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  rt_desk_set_former_keyring (f->desk, former);
  rt_desk_open_async (f->desk, f->path, NULL, rt_desk_await_cb, &result);
  return rt_desk_open_finish (f->desk, rt_desk_await (&result), error);
}

/* K5: the desktop has another keyring now, empty or with keys of its own. */
static void
test_other_keyring (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  g_autoptr (RtRecovery) sheet = rt_recovery_from_text ((const char *) rt_secret_peek (f->sheet), NULL);
  g_autoptr (RtSecret) other = rt_secret_new_random (32);
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *name = NULL;
  g_autoptr (GError) error = NULL;

  rt_fixture_keyring_set_name (f->keyring, "GNOME Keyring");
  rt_desk_name_keyring_async (f->desk, rt_desk_await_cb, &result);
  name = rt_desk_name_keyring_finish (f->desk, rt_desk_await (&result));
  g_assert_cmpstr (name, ==, "GNOME Keyring");
  rt_fixture_keyring_forget (f->keyring, "store-key");
  g_assert_false (open_again (f, name, &error));
  assert_says (error, "is not in this desktop’s keyring, GNOME Keyring", "puts the key there again");
  g_clear_error (&error);
  rt_fixture_keyring_set_name (f->keyring, "KWallet");
  g_assert_false (open_again (f, name, &error));
  g_assert_error (error, RT_ERROR, RT_ERROR_KEY_MISSING);
  assert_says (error, "was kept in GNOME Keyring", "Now KWallet keeps");
  g_clear_error (&error);
  rt_fixture_keyring_put (f->keyring, "store-key", "another", other);
  g_assert_false (open_again (f, name, &error));
  g_assert_error (error, RT_ERROR, RT_ERROR_WRONG_KEY);
  assert_says (error, "was kept in GNOME Keyring", "Now KWallet keeps");
  g_clear_error (&error);
  g_assert_false (open_again (f, "KWallet", &error));
  assert_says (error, "keyring, KWallet, opens the store", "that was made last");
  g_clear_error (&error);
  rt_fixture_keyring_set_name (f->keyring, NULL);
  g_assert_false (open_again (f, "KWallet", &error));
  assert_says (error, "was in KWallet", "the keyring that answers now");
  g_clear_error (&error);
  /* The key goes into the new one only when the store has opened. */
  g_assert_cmpuint (rt_fixture_keyring_count (f->keyring, "store-key"), ==, 1);
  g_assert_true (open_with_sheet (f, sheet, &error));
  g_assert_cmpuint (rt_fixture_keyring_count (f->keyring, "store-key"), ==, 2);
  g_assert_true (open_again (f, NULL, &error));
}

static void
test_sheet_without_keyring (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  g_autoptr (RtRecovery) sheet = rt_recovery_from_text ((const char *) rt_secret_peek (f->sheet), NULL);
  g_autoptr (GError) error = NULL;

  rt_fixture_keyring_fail_lookup (f->keyring, RT_ERROR_NO_KEYRING);
  rt_fixture_keyring_fail_store (f->keyring, RT_ERROR_NO_KEYRING);
  g_assert_true (open_with_sheet (f, sheet, &error));
  g_assert_nonnull (rt_desk_get_keyring_note (f->desk));
  rt_fixture_sign_in_owner (f);
}

static void
test_older_copy (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *copy = NULL;
  gsize size = 0;
  g_autoptr (GAsyncResult) closed = NULL;
  g_autoptr (GAsyncResult) closed_again = NULL;

  rt_desk_close_async (f->desk, rt_desk_await_cb, &closed);
  rt_desk_close_finish (f->desk, rt_desk_await (&closed));
  g_assert_true (g_file_get_contents (f->path, &copy, &size, NULL));
  g_assert_true (rt_fixture_open (f, &error));
  rt_fixture_sign_in_owner (f);
  rt_desk_close_async (f->desk, rt_desk_await_cb, &closed_again);
  rt_desk_close_finish (f->desk, rt_desk_await (&closed_again));
  g_assert_true (g_file_set_contents (f->path, copy, (gssize) size, NULL));
  g_assert_true (rt_fixture_open (f, &error));
  g_assert_nonnull (rt_desk_get_alarm (f->desk));
  g_assert_cmpint (rt_fixture_count_log (f, "log.alarm"), ==, 1);
  rt_fixture_sign_in_owner (f);
}

static void
test_bad_setup (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new_empty ();
  g_autoptr (RtStoreInfo) store = rt_store_info_new (NULL, "Linden", "", "", "USD", "US", "en");
  g_autoptr (RtSecret) weak = rt_fixture_secret ("password1");
  g_autoptr (RtSecret) good = rt_fixture_secret (RT_FIXTURE_PASSWORD);
  RtSetup setup = { store, "owner", "Owen Lind", RT_ROLES_OF (RT_ROLE_MANAGER), weak, { 1, 64 } };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GAsyncResult) result = NULL;

      rt_desk_create_async (f->desk, f->path, &setup, NULL, rt_desk_await_cb, &result);
      g_assert_null (rt_desk_create_finish (f->desk, rt_desk_await (&result), &error));
      g_assert_error (error, RT_ERROR, RT_ERROR_INVALID);
      g_assert_cmpstr (rt_error_get_field (error), ==, i == 0 ? "password" : "staff.roles");
      g_clear_error (&error);
      setup.manager_password = good;
      setup.manager_roles = RT_ROLES_OF (RT_ROLE_CLERK);
    }
  assert_folder_empty (f);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/desk/set-up makes keys, first person, notice and a log that verifies", test_create);
  g_test_add_func ("/model/desk/a store opens again with the key from the keyring", test_reopen);
  g_test_add_func ("/model/desk/set-up never replaces a file", test_exists);
  g_test_add_func ("/model/desk/a keyring that refuses leaves no file behind", test_keyring_refuses);
  g_test_add_func ("/model/desk/a keyring that forgets leaves no file behind", test_keyring_forgets);
  g_test_add_func ("/model/desk/a set-up that fails leaves no key in the keyring", test_keyring_keeps_no_key);
  g_test_add_func ("/model/desk/a missing key changes no byte and makes no store", test_key_missing);
  g_test_add_func ("/model/desk/a locked keyring is said, and unlocking it helps", test_no_keyring);
  g_test_add_func ("/model/desk/every key of the keyring is tried", test_other_keys);
  g_test_add_func ("/model/desk/the recovery sheet opens and puts the key back", test_sheet);
  g_test_add_func ("/model/desk/the former keyring is named, and the new one gets the key once the sheet has opened",
                   test_other_keyring);
  g_test_add_func ("/model/desk/the recovery sheet opens without any keyring", test_sheet_without_keyring);
  g_test_add_func ("/model/desk/an older copy of the file raises an alarm and opens", test_older_copy);
  g_test_add_func ("/model/desk/set-up refuses a weak password and a first person who is no manager", test_bad_setup);
  return g_test_run ();
}
