/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is given which key, versions, and the chain between versions. */
#include "config.h"

#include "rt-class-keys.h"

static RtRoles
roles (RtRole role)
{
  return RT_ROLES_OF (role);
}

static void
test_versions (void)
{
  g_autoptr (RtClassKeys) keys = rt_class_keys_new ();

  g_assert_false (rt_class_keys_has (keys, RT_CLASS_CONTACT));
  g_assert_true (rt_class_keys_take (keys, RT_CLASS_CONTACT, 3, rt_secret_new_random (32)));
  g_assert_true (rt_class_keys_take (keys, RT_CLASS_CONTACT, 1, rt_secret_new_random (32)));
  g_assert_cmpuint (rt_class_keys_current (keys, RT_CLASS_CONTACT), ==, 3);
  g_assert_nonnull (rt_class_keys_get (keys, RT_CLASS_CONTACT, 1));
  g_assert_null (rt_class_keys_get (keys, RT_CLASS_CONTACT, 2));
  g_assert_null (rt_class_keys_get (keys, RT_CLASS_ADDRESS, 1));
  g_assert_null (rt_class_keys_get (keys, RT_N_KEYS, 1));
}

static void
test_held_already (void)
{
  g_autoptr (RtClassKeys) keys = rt_class_keys_new ();
  g_autoptr (RtSecret) first = rt_secret_new_random (32);

  g_assert_true (rt_class_keys_take (keys, RT_KEY_LOOKUP, 1, rt_secret_copy (first)));
  g_assert_false (rt_class_keys_take (keys, RT_KEY_LOOKUP, 1, rt_secret_new_random (32)));
  g_assert_true (rt_secret_equal (rt_class_keys_get (keys, RT_KEY_LOOKUP, 1), first));
}

static void
test_refused (void)
{
  g_autoptr (RtClassKeys) keys = rt_class_keys_new ();

  g_assert_false (rt_class_keys_take (keys, RT_N_KEYS, 1, rt_secret_new_random (32)));
  g_assert_false (rt_class_keys_take (keys, RT_CLASS_HOME, 0, rt_secret_new_random (32)));
  g_assert_false (rt_class_keys_take (keys, RT_CLASS_HOME, 1, rt_secret_new_random (31)));
  g_assert_false (rt_class_keys_take (keys, RT_CLASS_HOME, 1, NULL));
  g_assert_false (rt_class_keys_has (keys, RT_CLASS_HOME));
}

static void
test_shared (void)
{
  RtClassKeys *keys = rt_class_keys_new ();
  RtClassKeys *other = rt_class_keys_ref (keys);

  rt_class_keys_take (keys, RT_CLASS_SERVICE, 1, rt_secret_new_random (32));
  rt_class_keys_unref (keys);
  g_assert_true (rt_class_keys_has (other, RT_CLASS_SERVICE));
  rt_class_keys_unref (other);
  rt_class_keys_unref (NULL);
}

static void
test_administrator (void)
{
  RtMatrix matrix;

  rt_matrix_init_default (&matrix);
  for (guint slot = 0; slot <= RT_N_KEYS; slot++)
    if (slot != RT_KEY_AUDIT)
      g_assert_false (rt_roles_need_key (&matrix, roles (RT_ROLE_ADMINISTRATOR), slot));
}

static void
test_by_role (void)
{
  RtMatrix matrix;

  rt_matrix_init_default (&matrix);
  for (guint role = 0; role < RT_N_ROLES; role++)
    {
      g_assert_false (rt_roles_need_key (&matrix, roles (role), RT_CLASS_MONEY));
      g_assert_false (rt_roles_need_key (&matrix, roles (role), RT_N_KEYS));
      g_assert_cmpint (rt_roles_need_key (&matrix, roles (role), RT_KEY_AUDIT), ==,
                       rt_matrix_may (&matrix, roles (role), RT_RIGHT_LOG_VERIFY));
    }
  g_assert_true (rt_roles_need_key (&matrix, roles (RT_ROLE_CLERK), RT_CLASS_CONTACT));
  g_assert_true (rt_roles_need_key (&matrix, roles (RT_ROLE_CLERK), RT_KEY_LOOKUP));
  g_assert_false (rt_roles_need_key (&matrix, roles (RT_ROLE_CLERK), RT_CLASS_ACCESS));
  g_assert_false (rt_roles_need_key (&matrix, 0, RT_CLASS_CONTACT));
}

static void
test_chain (void)
{
  g_autoptr (RtSecret) first = rt_secret_new_random (32);
  g_autoptr (RtSecret) second = rt_secret_new_random (32);
  guint8 link[32], next[32];

  rt_class_key_link (NULL, first, RT_CLASS_CONTACT, 1, link);
  rt_class_key_link (first, second, RT_CLASS_CONTACT, 2, next);
  g_assert_true (rt_class_key_link_fits (NULL, first, RT_CLASS_CONTACT, 1, link, sizeof link));
  g_assert_true (rt_class_key_link_fits (first, second, RT_CLASS_CONTACT, 2, next, sizeof next));
}

static void
test_broken_chain (void)
{
  g_autoptr (RtSecret) first = rt_secret_new_random (32);
  g_autoptr (RtSecret) second = rt_secret_new_random (32);
  g_autoptr (RtSecret) foreign = rt_secret_new_random (32);
  guint8 next[32];

  rt_class_key_link (first, second, RT_CLASS_CONTACT, 2, next);
  g_assert_false (rt_class_key_link_fits (foreign, second, RT_CLASS_CONTACT, 2, next, sizeof next));
  g_assert_false (rt_class_key_link_fits (first, foreign, RT_CLASS_CONTACT, 2, next, sizeof next));
  g_assert_false (rt_class_key_link_fits (first, second, RT_CLASS_ADDRESS, 2, next, sizeof next));
  g_assert_false (rt_class_key_link_fits (first, second, RT_CLASS_CONTACT, 3, next, sizeof next));
  g_assert_false (rt_class_key_link_fits (first, second, RT_CLASS_CONTACT, 2, next, sizeof next - 1));
  g_assert_false (rt_class_key_link_fits (first, second, RT_CLASS_CONTACT, 2, NULL, 32));
}

/* Whoever only has the file can wrap a key of their own to everyone, but can only chain it to itself, as if there were
 * no version before it: whoever loads keys knows that there is one. */
static void
test_planted_key (void)
{
  g_autoptr (RtSecret) first = rt_secret_new_random (32);
  g_autoptr (RtSecret) planted = rt_secret_new_random (32);
  guint8 link[32];

  rt_class_key_link (NULL, planted, RT_CLASS_CONTACT, 2, link);
  g_assert_false (rt_class_key_link_fits (first, planted, RT_CLASS_CONTACT, 2, link, sizeof link));
  g_assert_false (rt_class_key_link_fits (first, first, RT_CLASS_CONTACT, 1, link, sizeof link));
}

static void
test_vouch (void)
{
  g_autoptr (RtSecret) key = rt_secret_new_random (32);
  g_autoptr (RtSecret) foreign = rt_secret_new_random (32);
  const guint8 theirs[32] = { 1 }, other[32] = { 2 };
  guint8 proof[32];

  rt_class_key_vouch (key, RT_CLASS_HOME, 3, 7, theirs, proof);
  g_assert_true (rt_class_key_vouches (key, RT_CLASS_HOME, 3, 7, theirs, proof, sizeof proof));
  g_assert_false (rt_class_key_vouches (key, RT_CLASS_HOME, 3, 7, other, proof, sizeof proof));
  g_assert_false (rt_class_key_vouches (key, RT_CLASS_HOME, 3, 8, theirs, proof, sizeof proof));
  g_assert_false (rt_class_key_vouches (key, RT_CLASS_HOME, 4, 7, theirs, proof, sizeof proof));
  g_assert_false (rt_class_key_vouches (key, RT_CLASS_ACCESS, 3, 7, theirs, proof, sizeof proof));
  g_assert_false (rt_class_key_vouches (foreign, RT_CLASS_HOME, 3, 7, theirs, proof, sizeof proof));
  g_assert_false (rt_class_key_vouches (key, RT_CLASS_HOME, 3, 7, theirs, proof, sizeof proof - 1));
  g_assert_false (rt_class_key_vouches (key, RT_CLASS_HOME, 3, 7, theirs, NULL, 0));
  g_assert_false (rt_class_key_vouches (NULL, RT_CLASS_HOME, 3, 7, theirs, proof, sizeof proof));
  rt_class_key_vouch (NULL, RT_CLASS_HOME, 3, 7, theirs, proof);
  g_assert_false (rt_class_key_vouches (key, RT_CLASS_HOME, 3, 7, theirs, proof, sizeof proof));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (rt_secret_system_init (FALSE, NULL));
  g_test_add_func ("/vault/class keys/versions are kept side by side and the newest is current", test_versions);
  g_test_add_func ("/vault/class keys/a version that is held stays when it is given again", test_held_already);
  g_test_add_func ("/vault/class keys/a key of the wrong size or place is refused", test_refused);
  g_test_add_func ("/vault/class keys/the set lives until its last holder lets go", test_shared);
  g_test_add_func ("/vault/class keys/an administrator alone is given no class key", test_administrator);
  g_test_add_func ("/vault/class keys/each role is given the keys its work needs", test_by_role);
  g_test_add_func ("/vault/class keys/a new version is linked to the former", test_chain);
  g_test_add_func ("/vault/class keys/a link with anything exchanged does not fit", test_broken_chain);
  g_test_add_func ("/vault/class keys/a planted key cannot be linked without the former", test_planted_key);
  g_test_add_func ("/vault/class keys/a key vouches for one person and one public key", test_vouch);
  return g_test_run ();
}
