/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Passwords, the lock behind them, and what is sealed to people. */
#include "config.h"

#include "rt-staff-keys.h"

#include <string.h>

#include "rt-common-passwords.h"
#include "rt-error.h"

static const RtKdfCost quick = { 1, 8 };

static RtSecret *
secret (const char *text)
{
  return rt_secret_new_from (text, strlen (text));
}

static void
assert_hex (const RtSecret *key, const char *expected)
{
  g_autoptr (RtSecret) hex = rt_secret_to_hex (key);

  g_assert_cmpstr ((const char *) rt_secret_peek (hex), ==, expected);
}

static void
assert_normalises (const char *typed)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RtSecret) password = secret (typed);
  g_autoptr (RtSecret) normal = rt_password_normalise (password, &error);
  g_autofree char *expected = g_utf8_normalize (typed, -1, G_NORMALIZE_NFC);

  g_assert_no_error (error);
  g_assert_cmpmem (rt_secret_peek (normal), (int) rt_secret_get_size (normal), expected, (int) strlen (expected));
}

static void
test_normal_form (void)
{
  assert_normalises ("plain ascii, nothing to do");
  assert_normalises ("e\xcc\x81t\xc3\xa9");
  assert_normalises ("\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab\xea\xb8\x80");      /* Hangul */
  assert_normalises ("a\xcc\xa3\xcc\x88 a\xcc\x88\xcc\xa3 \xcc\x88");          /* marks out of order; one alone */
  assert_normalises ("\xe2\x84\xab\xef\xac\xa9\xe0\xa5\x98");                  /* Ångström sign, exclusions */
  assert_normalises ("\xe5\xae\xb6\xe5\x85\xb7\xe5\xba\x97 \xf0\xaf\xa0\x80"); /* Chinese, compatibility ideograph */
}

static void
test_normal_form_at_random (void)
{
  static const gunichar pool[] = { 'a',   'e',    'o',    'A',     0x300,  0x301, 0x308,  0x323, 0x327,
                                   0x345, 0x1100, 0x1161, 0x11a8,  0xac00, 0xe4,  0x1e69, 0x73,  0x307,
                                   0x915, 0x93c,  0xfb1d, 0x1d15e, 0x5bb6, 0x3b1, 0x313 };

  for (int round = 0; round < 3000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      for (int i = g_test_rand_int_range (1, 12); i > 0; i--)
        g_string_append_unichar (text, pool[g_test_rand_int_range (0, G_N_ELEMENTS (pool))]);
      assert_normalises (text->str);
    }
}

/* Computed with the reference implementation's command: argon2id, version 1.3. */
static void
test_known_key (void)
{
  const guint8 salt[16] = { 's', 'a', 'l', 't', 's', 'a', 'l', 't', 's', 'a', 'l', 't', 's', 'a', 'l', 't' };
  g_autoptr (RtSecret) password = secret ("a walnut desk in the rain");
  g_autoptr (GError) error = NULL;
  g_autoptr (RtSecret) key = rt_kdf_stretch (password, salt, RT_KDF_COST_MINIMUM, &error);

  g_assert_no_error (error);
  assert_hex (key, "59c04065afa96b48e3ac863e596727fd054dbd981266970f3144db073c3dce1a");
}

static void
test_same_when_composed (void)
{
  const guint8 salt[16] = { 0 };
  g_autoptr (RtSecret) composed = secret ("caf\xc3\xa9 au lait");
  g_autoptr (RtSecret) decomposed = secret ("cafe\xcc\x81 au lait");
  g_autoptr (RtSecret) a = rt_kdf_stretch (composed, salt, quick, NULL);
  g_autoptr (RtSecret) b = rt_kdf_stretch (decomposed, salt, quick, NULL);

  g_assert_true (rt_secret_equal (a, b));
}

static void
assert_not_stretched (RtSecret *password)
{
  const guint8 salt[16] = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (RtSecret) key = rt_kdf_stretch (password, salt, quick, &error);

  g_assert_null (key);
  g_assert_error (error, RT_ERROR, RT_ERROR_INVALID);
  g_assert_cmpstr (rt_error_get_field (error), ==, "password");
  rt_secret_free (password);
}

static void
test_bounds (void)
{
  g_autofree char *longest = g_strnfill (1024, 'x');
  g_autofree char *longer = g_strnfill (1025, 'x');
  g_autofree char *huge = g_strnfill (1024 * 1024, 'x');
  g_autofree char *other = g_strnfill (1024, 'x');
  const guint8 salt[16] = { 0 };
  g_autoptr (RtSecret) password = secret (longest);
  g_autoptr (RtSecret) key = rt_kdf_stretch (password, salt, quick, NULL);
  g_autoptr (RtSecret) other_password = NULL;
  g_autoptr (RtSecret) other_key = NULL;

  other[1023] = 'y';
  other_password = secret (other);
  other_key = rt_kdf_stretch (other_password, salt, quick, NULL);
  g_assert_nonnull (key);
  g_assert_false (rt_secret_equal (key, other_key));
  assert_not_stretched (secret (longer));
  assert_not_stretched (secret (huge));
  assert_not_stretched (secret (""));
  assert_not_stretched (rt_secret_new_from ("ten letters\0and more", 20));
  assert_not_stretched (secret ("not text \xff\xfe"));
}

static void
assert_cost_refused (RtKdfCost cost)
{
  g_autoptr (RtSecret) password = secret ("a walnut desk in the rain");
  g_autoptr (GError) error = NULL;
  const guint8 salt[16] = { 0 };
  g_autoptr (RtSecret) key = rt_kdf_stretch (password, salt, cost, &error);

  g_assert_null (key);
  g_assert_error (error, RT_ERROR, RT_ERROR_UNSUPPORTED);
}

static void
test_costs (void)
{
  rt_kdf_allow_weak (FALSE);
  assert_cost_refused (quick);
  assert_cost_refused ((RtKdfCost){ 1, 64 * 1024 });
  assert_cost_refused ((RtKdfCost){ 2, 19 * 1024 - 1 });
  assert_cost_refused ((RtKdfCost){ 17, 64 * 1024 });
  assert_cost_refused ((RtKdfCost){ 2, G_MAXUINT32 });
  assert_cost_refused ((RtKdfCost){ 0, 0 });
  g_assert_true (rt_kdf_cost_is_allowed (RT_KDF_COST_DEFAULT));
  g_assert_true (rt_kdf_cost_is_allowed (RT_KDF_COST_MINIMUM));
  rt_kdf_allow_weak (TRUE);
  g_assert_true (rt_kdf_cost_is_allowed (quick));
  assert_cost_refused ((RtKdfCost){ 0, 8 });
}

static void
make_lock (RtStaffLock *lock, const char *password, RtSecret **secret_key)
{
  g_autoptr (RtSecret) typed = secret (password);
  g_autoptr (GError) error = NULL;

  g_assert_true (rt_staff_lock_make (lock, typed, quick, secret_key, &error));
  g_assert_no_error (error);
}

static RtSecret *
open_lock (const RtStaffLock *lock, const char *password, int code)
{
  g_autoptr (RtSecret) typed = secret (password);
  g_autoptr (GError) error = NULL;
  RtSecret *key = rt_staff_lock_open (lock, typed, &error);

  if (key == NULL)
    g_assert_error (error, RT_ERROR, code);
  return key;
}

static void
test_lock (void)
{
  g_auto (RtStaffLock) lock = { 0 };
  g_autoptr (RtSecret) made = NULL;
  g_autoptr (RtSecret) opened = NULL;

  make_lock (&lock, "a walnut desk in the rain", &made);
  g_assert_cmpuint (g_bytes_get_size (lock.sealed), ==, RT_STAFF_LOCK_SEALED_SIZE);
  opened = open_lock (&lock, "a walnut desk in the rain", 0);
  g_assert_nonnull (opened);
  g_assert_true (rt_secret_equal (made, opened));
}

static void
test_wrong_password (void)
{
  g_auto (RtStaffLock) lock = { 0 };
  g_autofree char *huge = g_strnfill (1024 * 1024, 'a');

  make_lock (&lock, "a walnut desk in the rain", NULL);
  g_assert_null (open_lock (&lock, "a walnut desk in the Rain", RT_ERROR_WRONG_LOGIN));
  g_assert_null (open_lock (&lock, "a walnut desk in the rain ", RT_ERROR_WRONG_LOGIN));
  g_assert_null (open_lock (&lock, "", RT_ERROR_WRONG_LOGIN));
  g_assert_null (open_lock (&lock, huge, RT_ERROR_WRONG_LOGIN));
}

static void
test_unknown_person (void)
{
  g_autoptr (RtSecret) typed = secret ("a walnut desk in the rain");
  g_auto (RtStaffLock) lock = { 0 };
  g_autoptr (RtSecret) wrong = secret ("something else");
  g_autoptr (GError) unknown = NULL;
  g_autoptr (GError) refused = NULL;

  make_lock (&lock, "a walnut desk in the rain", NULL);
  rt_staff_lock_open_nobody (typed, quick, &unknown);
  g_assert_null (rt_staff_lock_open (&lock, wrong, &refused));
  g_assert_error (unknown, RT_ERROR, RT_ERROR_WRONG_LOGIN);
  g_assert_cmpstr (unknown->message, ==, refused->message);
}

static void
test_tampered_lock (void)
{
  g_auto (RtStaffLock) lock = { 0 };
  const char *password = "a walnut desk in the rain";

  make_lock (&lock, password, NULL);
  lock.cost.ops++;
  g_assert_null (open_lock (&lock, password, RT_ERROR_WRONG_LOGIN));
  lock.cost.ops--;
  lock.public_key[0] ^= 1;
  g_assert_null (open_lock (&lock, password, RT_ERROR_WRONG_LOGIN));
  lock.public_key[0] ^= 1;
  lock.salt[15] ^= 128;
  g_assert_null (open_lock (&lock, password, RT_ERROR_WRONG_LOGIN));
  lock.salt[15] ^= 128;
  for (gsize i = 0; i < RT_STAFF_LOCK_SEALED_SIZE; i++)
    {
      g_autoptr (GBytes) right = g_steal_pointer (&lock.sealed);
      guint8 *bytes = g_memdup2 (g_bytes_get_data (right, NULL), RT_STAFF_LOCK_SEALED_SIZE);

      bytes[i] ^= 1;
      lock.sealed = g_bytes_new_take (bytes, RT_STAFF_LOCK_SEALED_SIZE);
      g_assert_null (open_lock (&lock, password, RT_ERROR_WRONG_LOGIN));
      g_bytes_unref (lock.sealed);
      lock.sealed = g_steal_pointer (&right);
    }
}

static void
test_weak_lock (void)
{
  g_auto (RtStaffLock) lock = { 0 };

  make_lock (&lock, "a walnut desk in the rain", NULL);
  rt_kdf_allow_weak (FALSE);
  g_assert_null (open_lock (&lock, "a walnut desk in the rain", RT_ERROR_DAMAGED));
  rt_kdf_allow_weak (TRUE);
  g_clear_pointer (&lock.sealed, g_bytes_unref);
  g_assert_null (open_lock (&lock, "a walnut desk in the rain", RT_ERROR_DAMAGED));
}

static void
test_changed_password (void)
{
  g_auto (RtStaffLock) lock = { 0 };
  g_autoptr (RtSecret) made = NULL;
  g_autoptr (RtSecret) opened = NULL;
  g_autoptr (RtSecret) new_password = secret ("a cherry table by the sea");
  g_autoptr (RtSecret) foreign = rt_secret_new_random (32);
  g_autoptr (GError) error = NULL;
  guint8 public_key[32], salt[16];

  make_lock (&lock, "a walnut desk in the rain", &made);
  memcpy (public_key, lock.public_key, 32);
  memcpy (salt, lock.salt, 16);
  g_assert_false (rt_staff_lock_change (&lock, foreign, new_password, quick, &error));
  g_assert_error (error, RT_ERROR, RT_ERROR_WRONG_KEY);
  g_assert_true (rt_staff_lock_change (&lock, made, new_password, quick, NULL));
  g_assert_cmpmem (lock.public_key, 32, public_key, 32);
  g_assert_cmpint (memcmp (lock.salt, salt, 16), !=, 0);
  g_assert_null (open_lock (&lock, "a walnut desk in the rain", RT_ERROR_WRONG_LOGIN));
  opened = open_lock (&lock, "a cherry table by the sea", 0);
  g_assert_true (rt_secret_equal (made, opened));
}

static void
test_wrap (void)
{
  g_auto (RtStaffLock) lock = { 0 };
  g_autoptr (RtSecret) secret_key = NULL;
  g_autoptr (RtSecret) key = rt_secret_new_random (32);
  g_autoptr (GBytes) wrapped = NULL;
  g_autoptr (GBytes) again = NULL;
  g_autoptr (RtSecret) unwrapped = NULL;

  make_lock (&lock, "a walnut desk in the rain", &secret_key);
  wrapped = rt_wrap_to (lock.public_key, key, "class contact 1", NULL);
  again = rt_wrap_to (lock.public_key, key, "class contact 1", NULL);
  g_assert_false (g_bytes_equal (wrapped, again));
  unwrapped = rt_unwrap (secret_key, wrapped, "class contact 1", NULL);
  g_assert_true (rt_secret_equal (key, unwrapped));
}

static void
assert_not_unwrapped (const RtSecret *secret_key, GBytes *wrapped, const char *context)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (rt_unwrap (secret_key, wrapped, context, &error));
  g_assert_error (error, RT_ERROR, RT_ERROR_DAMAGED);
}

static void
test_wrap_context (void)
{
  g_auto (RtStaffLock) lock = { 0 };
  g_auto (RtStaffLock) other_lock = { 0 };
  g_autoptr (RtSecret) secret_key = NULL;
  g_autoptr (RtSecret) other_key = NULL;
  g_autoptr (RtSecret) key = rt_secret_new_random (32);
  g_autoptr (GBytes) wrapped = NULL;
  g_autoptr (GBytes) content = g_bytes_new (rt_secret_peek (key), 32);
  g_autoptr (GBytes) boxed = NULL;
  g_autoptr (GBytes) empty = g_bytes_new (NULL, 0);

  make_lock (&lock, "a walnut desk in the rain", &secret_key);
  make_lock (&other_lock, "a walnut desk in the rain", &other_key);
  wrapped = rt_wrap_to (lock.public_key, key, "class contact 1", NULL);
  boxed = rt_box_to (lock.public_key, content, "class contact 1", NULL);
  assert_not_unwrapped (secret_key, wrapped, "class contact 2");
  assert_not_unwrapped (secret_key, wrapped, "class contact 11");
  assert_not_unwrapped (secret_key, wrapped, "class contact");
  assert_not_unwrapped (secret_key, wrapped, "");
  assert_not_unwrapped (other_key, wrapped, "class contact 1");
  assert_not_unwrapped (secret_key, boxed, "class contact 1");
  assert_not_unwrapped (secret_key, empty, "class contact 1");
  assert_not_unwrapped (secret_key, NULL, "class contact 1");
  g_assert_null (rt_unbox (secret_key, wrapped, "class contact 1", NULL));
  g_assert_null (rt_wrap_to (lock.public_key, key, "", NULL));
}

static void
test_wrap_flipped (void)
{
  g_auto (RtStaffLock) lock = { 0 };
  g_autoptr (RtSecret) secret_key = NULL;
  g_autoptr (RtSecret) key = rt_secret_new_random (32);
  g_autoptr (GBytes) wrapped = NULL;
  gsize size = 0;

  make_lock (&lock, "a walnut desk in the rain", &secret_key);
  wrapped = rt_wrap_to (lock.public_key, key, "class contact 1", NULL);
  g_bytes_get_data (wrapped, &size);
  for (gsize i = 0; i < size; i++)
    {
      guint8 *bytes = g_memdup2 (g_bytes_get_data (wrapped, NULL), size);
      g_autoptr (GBytes) wrong = g_bytes_new_take (bytes, size);

      bytes[i] ^= 4;
      assert_not_unwrapped (secret_key, wrong, "class contact 1");
    }
}

static void
test_box (void)
{
  g_auto (RtStaffLock) lock = { 0 };
  g_autoptr (RtSecret) secret_key = NULL;
  gsize former = 0;

  make_lock (&lock, "a walnut desk in the rain", &secret_key);
  for (gsize size = 0; size < 1000; size += 111)
    {
      g_autoptr (GBytes) content = g_bytes_new_take (g_strnfill (size, 'd'), size);
      g_autoptr (GBytes) boxed = rt_box_to (lock.public_key, content, "draft order", NULL);
      g_autoptr (GBytes) opened = rt_unbox (secret_key, boxed, "draft order", NULL);

      g_assert_nonnull (opened);
      g_assert_true (g_bytes_equal (content, opened));
      g_assert_cmpuint ((g_bytes_get_size (boxed) - 48) % 256, ==, 0);
      g_assert_cmpuint (g_bytes_get_size (boxed), >=, former);
      former = g_bytes_get_size (boxed);
    }
}

static void
test_box_too_large (void)
{
  const gsize size = (gsize) RT_BOX_MAX_CONTENT + 1;
  g_autoptr (GBytes) content = g_bytes_new_take (g_malloc (size), size);
  guint8 public_key[32] = { 9 };
  g_autoptr (GError) error = NULL;

  g_assert_null (rt_box_to (public_key, content, "draft order", &error));
  g_assert_error (error, RT_ERROR, RT_ERROR_TOO_LARGE);
}

/* A public key of small order would seal to everyone. */
static void
test_bad_public_key (void)
{
  guint8 public_key[32] = { 0 };
  g_autoptr (RtSecret) key = rt_secret_new_random (32);
  g_autoptr (GError) error = NULL;

  g_assert_null (rt_wrap_to (public_key, key, "class contact 1", &error));
  g_assert_error (error, RT_ERROR, RT_ERROR_FAILED);
}

static gboolean
may_choose (const char *text, const char *login)
{
  g_autoptr (RtSecret) password = secret (text);
  g_autoptr (GError) error = NULL;
  const gboolean ok = rt_password_check (password, login, &error);

  if (!ok)
    {
      g_assert_error (error, RT_ERROR, RT_ERROR_INVALID);
      g_assert_cmpstr (rt_error_get_field (error), ==, "password");
    }
  return ok;
}

static void
test_good_passwords (void)
{
  static const char *const good[] = {
    "a walnut desk in the rain",
    "correct-otter-lamp",
    "Tr0ub4dor&3 horse",
    "\xe6\x88\x91\xe5\xae\xb6\xe7\x9a\x84\xe6\xa1\x8c\xe5\xad\x90\xe6\x98\xaf\xe8\x83\xa1\xe6\xa1\x83\xe6\x9c\xa8\xe7\x9a\x84",
    "kX9#vLq2!w",
    "orange chairs dance",
    "zwei kleine Hocker",
    "maria and the sofa of doom",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (may_choose (good[i], "maria"));
}

static void
test_common_passwords (void)
{
  static const char *const bad[] = {
    "password123",   "Password2024!",  "PASSWORD!!!!",    "iloveyou12",    "qwertyuiop",    "1q2w3e4r5t",
    "woaini1314520", "welcome2025",    "!!rolltop!!2025", "furniture2026", "administrator", "correcthorsebatterystaple",
    "a1234567890",   "furniturestore", "Sofa1234567",     "2024summer!",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_test_message ("%s", bad[i]);
      g_assert_false (may_choose (bad[i], NULL));
    }
}

static void
test_patterns (void)
{
  static const char *const bad[] = {
    "aaaaaaaaaaaa",
    "1111111111",
    "abababababab",
    "abcabcabcabc",
    "abcdabcdabcd",
    "abcdefghijkl",
    "zyxwvutsrqpo",
    "1234567890123",
    "0987654321",
    "asdfghjkl;qwertyuiop",
    "lkjhgfdsapoiuytrewq",
    "1qaz2wsx3edc",
    "!@#$%^&*()",
    "\xe5\xae\xb6\xe5\xae\xb6\xe5\xae\xb6\xe5\xae\xb6\xe5\xae\xb6\xe5\xae\xb6\xe5\xae\xb6\xe5\xae\xb6\xe5\xae\xb6\xe5\xae\xb6",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_test_message ("%s", bad[i]);
      g_assert_false (may_choose (bad[i], NULL));
    }
}

static void
test_login_as_password (void)
{
  g_assert_false (may_choose ("maria.gonzalez", "maria.gonzalez"));
  g_assert_false (may_choose ("Maria.Gonzalez1", "maria.gonzalez"));
  g_assert_false (may_choose ("zelaznog.airam", "maria.gonzalez"));
  g_assert_false (may_choose ("maria 2025 !!", "maria"));
  g_assert_true (may_choose ("maria likes old oak", "maria"));
  g_assert_true (may_choose ("maria.gonzalez", NULL));
}

static void
test_password_length (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_false (may_choose ("kX9#vLq2!", NULL));
  g_assert_true (may_choose ("kX9#vLq2!w", NULL));
  g_assert_false (may_choose ("", NULL));
  g_assert_false (may_choose ("\xe6\xa1\x8c\xe5\xad\x90\xe6\x98\xaf\xe8\x83\xa1\xe6\xa1\x83", NULL));
  for (int i = 0; i < 256; i++)
    g_string_append_c (text, (char) ('a' + i * 7 % 23 * (i % 5) % 26));
  g_assert_true (may_choose (text->str, NULL));
  g_string_append_c (text, 'k');
  g_assert_false (may_choose (text->str, NULL));
}

static void
test_list_is_sorted (void)
{
  static const char *const ends[] = { "0987654321", "password", "zzz" };

  g_assert_true (rt_common_password_is (ends[0], strlen (ends[0])));
  g_assert_true (rt_common_password_is (ends[1], strlen (ends[1])));
  g_assert_false (rt_common_password_is (ends[2], strlen (ends[2])));
  g_assert_false (rt_common_password_is ("passwor", 7));
  g_assert_false (rt_common_password_is ("", 0));
  g_assert_true (rt_common_password_is ("zxczxc", 6));
}

static void
add_lock_tests (void)
{
  g_test_add_func ("/vault/staff keys/a lock opens with its password", test_lock);
  g_test_add_func ("/vault/staff keys/a wrong password does not open", test_wrong_password);
  g_test_add_func ("/vault/staff keys/an unknown person is refused in the same words", test_unknown_person);
  g_test_add_func ("/vault/staff keys/a lock with anything exchanged does not open", test_tampered_lock);
  g_test_add_func ("/vault/staff keys/a lock below the minimum is refused outside tests", test_weak_lock);
  g_test_add_func ("/vault/staff keys/a new password opens the same pair and the former does not",
                   test_changed_password);
  g_test_add_func ("/vault/staff keys/a wrapped key opens for its person", test_wrap);
  g_test_add_func ("/vault/staff keys/a wrapped key does not open in another context or for another person",
                   test_wrap_context);
  g_test_add_func ("/vault/staff keys/a wrapped key with one bit flipped does not open", test_wrap_flipped);
  g_test_add_func ("/vault/staff keys/longer content comes back and its length is hidden", test_box);
  g_test_add_func ("/vault/staff keys/content beyond the bound is refused", test_box_too_large);
  g_test_add_func ("/vault/staff keys/a public key that is none is refused", test_bad_public_key);
}

/* Five words of two syllables; none comes twice, and each will do. */
static void
test_made_passwords (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < 2000; i++)
    {
      g_autoptr (RtSecret) made = rt_password_new_random ();
      const char *text = (const char *) rt_secret_peek (made);

      g_assert_cmpuint (rt_secret_get_size (made), ==, strlen (text) + 1);
      g_assert_true (g_regex_match_simple ("^([bdfghklmnprstvwz][aiou][bdfghklmnprstvwz][aiou]-){4}"
                                           "[bdfghklmnprstvwz][aiou][bdfghklmnprstvwz][aiou]$",
                                           text, 0, 0));
      g_assert_true (may_choose (text, "wang.fang"));
      g_assert_true (g_hash_table_add (seen, g_strdup (text)));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (rt_secret_system_init (FALSE, NULL));
  rt_kdf_allow_weak (TRUE);
  g_test_add_func ("/vault/passwords/the normal form is GLib's", test_normal_form);
  g_test_add_func ("/vault/passwords/the normal form of any mixture is GLib's", test_normal_form_at_random);
  g_test_add_func ("/vault/passwords/a known password gives the known key", test_known_key);
  g_test_add_func ("/vault/passwords/composed and decomposed letters give the same key", test_same_when_composed);
  g_test_add_func ("/vault/passwords/what is too long, empty, binary or not text is refused and nothing is cut off",
                   test_bounds);
  g_test_add_func ("/vault/passwords/costs below the minimum and beyond reason are refused", test_costs);
  g_test_add_func ("/vault/passwords/good ones may be chosen", test_good_passwords);
  g_test_add_func ("/vault/passwords/common ones may not be chosen", test_common_passwords);
  g_test_add_func ("/vault/passwords/patterns may not be chosen", test_patterns);
  g_test_add_func ("/vault/passwords/the sign-in name may not be chosen", test_login_as_password);
  g_test_add_func ("/vault/passwords/ten characters at least and 256 at most", test_password_length);
  g_test_add_func ("/vault/passwords/the list of common ones finds first, last and no others", test_list_is_sorted);
  g_test_add_func ("/vault/passwords/made ones are words, will do, and never come twice", test_made_passwords);
  add_lock_tests ();
  return g_test_run ();
}
