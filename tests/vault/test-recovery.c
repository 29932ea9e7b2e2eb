/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The recovery key as it is printed and typed back. */
#include "config.h"

#include "rt-recovery.h"

#include <sodium.h>
#include <string.h>

#include "rt-error.h"

/* The bytes 0 to 31, written by an independent program after the description in the header. */
static const char known_text[] = "000G-40R4-0M30-E209-185G-R38E-1W81-24GK-2GAH-C5RR-34D1-P70X-3RFG-FN4H";
static const char letters[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

static char *
new_text (void)
{
  g_autoptr (RtRecovery) recovery = rt_recovery_new_random ();
  g_autoptr (RtSecret) text = rt_recovery_to_text (recovery);

  return g_strdup ((const char *) rt_secret_peek (text));
}

static gboolean
is_accepted (const char *typed)
{
  g_autoptr (RtRecovery) recovery = rt_recovery_from_text (typed, NULL);

  return recovery != NULL;
}

/* The group a refusal names, 0 when it names none; fails when it is accepted. */
static guint
refused_group (const char *typed)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RtRecovery) recovery = rt_recovery_from_text (typed, &error);
  const char *group = NULL;

  g_assert_null (recovery);
  g_assert_error (error, RT_ERROR, RT_ERROR_INVALID);
  g_assert_cmpstr (rt_error_get_field (error), ==, "recovery");
  group = strstr (error->message, "compare group ");
  return group != NULL ? (guint) g_ascii_strtoull (group + strlen ("compare group "), NULL, 10) : 0;
}

static void
assert_same (const char *a, const char *b)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RtRecovery) one = rt_recovery_from_text (a, &error);
  g_autoptr (RtRecovery) two = rt_recovery_from_text (b, NULL);
  g_autoptr (RtSecret) key_one = NULL;
  g_autoptr (RtSecret) key_two = NULL;

  g_assert_no_error (error);
  g_assert_nonnull (one);
  g_assert_nonnull (two);
  key_one = rt_recovery_store_key (one);
  key_two = rt_recovery_store_key (two);
  g_assert_true (rt_secret_equal (key_one, key_two));
}

static void
test_round_trip (void)
{
  for (int i = 0; i < 200; i++)
    {
      g_autoptr (RtRecovery) recovery = rt_recovery_new_random ();
      g_autoptr (RtSecret) text = rt_recovery_to_text (recovery);
      g_autoptr (RtRecovery) back = rt_recovery_from_text ((const char *) rt_secret_peek (text), NULL);
      g_autoptr (RtSecret) again = NULL;

      g_assert_cmpuint (rt_secret_get_size (text), ==, RT_RECOVERY_TEXT_LENGTH + 1);
      g_assert_cmpuint (strlen ((const char *) rt_secret_peek (text)), ==, RT_RECOVERY_TEXT_LENGTH);
      g_assert_nonnull (back);
      again = rt_recovery_to_text (back);
      g_assert_true (rt_secret_equal (text, again));
    }
}

/* The sheet of a store made today must open in every later version. */
static void
test_vector (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RtRecovery) recovery = rt_recovery_from_text (known_text, &error);
  g_autoptr (RtSecret) store_key = NULL;
  g_autoptr (RtSecret) hex = NULL;

  g_assert_no_error (error);
  store_key = rt_recovery_store_key (recovery);
  hex = rt_secret_to_hex (store_key);
  g_assert_cmpstr ((const char *) rt_secret_peek (hex), ==,
                   "9b08b1e346081b9968e4670f3b2cd272dd9cd1e1ed71098dd880b8585404fd10");
}

static void
test_two_keys (void)
{
  g_autofree char *text = new_text ();
  g_autoptr (RtRecovery) recovery = rt_recovery_from_text (text, NULL);
  g_autoptr (RtSecret) store_key = rt_recovery_store_key (recovery);
  guint8 public_key[32], again[32], derived[32];
  g_autoptr (RtSecret) secret_key = rt_recovery_secret_key (recovery, public_key);
  g_autoptr (RtSecret) same = rt_recovery_secret_key (recovery, again);

  g_assert_cmpuint (rt_secret_get_size (store_key), ==, 32);
  g_assert_false (rt_secret_equal (store_key, secret_key));
  g_assert_true (rt_secret_equal (secret_key, same));
  g_assert_cmpmem (public_key, 32, again, 32);
  g_assert_cmpint (crypto_scalarmult_base (derived, rt_secret_peek (secret_key)), ==, 0);
  g_assert_cmpmem (public_key, 32, derived, 32);
}

static void
test_forgiving (void)
{
  const char *text = known_text;
  g_autofree char *lower = g_ascii_strdown (text, -1);

  assert_same (text, lower);
  assert_same (text, "000G 40R4 0M30 E209 185G R38E 1W81\n24GK 2GAH C5RR 34D1 P70X 3RFG FN4H ");
  assert_same (text, "oooG4oR4oM3oE2o9l85GR38ElW8l24GK2GAHC5RR34DlP7oX3RFGFN4H");
  assert_same (text, "OOOG_4OR4_OM3O_E2O9_i85G_R38E_iW8i_24GK_2GAH_C5RR_34Di_P7OX_3RFG_FN4H");
  assert_same (text, "０００Ｇ－40R4–0M30　E209-185G-R38E-1W81-24GK-2GAH-C5RR-34D1-P70X-3RFG-ｆｎ４ｈ");
}

static void
test_every_typo (void)
{
  g_autofree char *text = new_text ();
  guint unnamed = 0, misnamed = 0;

  for (guint i = 0; text[i] != '\0'; i++)
    {
      const char right = text[i];

      for (guint j = 0; j < 32 && right != '-'; j++)
        {
          guint named;

          if (letters[j] == right)
            continue;
          text[i] = letters[j];
          named = refused_group (text);
          unnamed += named == 0 ? 1 : 0;
          misnamed += named != 0 && named != i / 5 + 1 ? 1 : 0;
        }
      text[i] = right;
    }
  g_test_message ("%u typing mistakes without a group, %u with another one", unnamed, misnamed);
  /* Within the first 52 characters the place is always told. The checksum's own may look like a swap. */
  g_assert_cmpuint (unnamed, <=, 2 * 31);
  g_assert_cmpuint (misnamed, ==, 0);
}

static void
test_every_swap (void)
{
  for (int round = 0; round < 20; round++)
    {
      g_autofree char *text = new_text ();

      for (guint i = 0; i + 1 < RT_RECOVERY_TEXT_LENGTH; i++)
        {
          const guint next = text[i + 1] == '-' ? i + 2 : i + 1;
          const char a = text[i], b = text[next];
          guint named;

          if (a == '-' || a == b)
            continue;
          text[i] = b;
          text[next] = a;
          named = refused_group (text);
          g_assert_true (named == 0 || named == i / 5 + 1 || named == next / 5 + 1 || next / 5 + 1 >= 13);
          text[i] = a;
          text[next] = b;
        }
      g_assert_true (is_accepted (text));
    }
}

static void
test_every_pair (void)
{
  g_autofree char *text = new_text ();
  guint refused = 0;

  for (guint i = 0; i < RT_RECOVERY_TEXT_LENGTH; i++)
    for (guint j = i + 1; j < RT_RECOVERY_TEXT_LENGTH; j++)
      {
        g_autofree char *wrong = g_strdup (text);

        if (text[i] == '-' || text[j] == '-')
          continue;
        wrong[i] = letters[g_random_int_range (0, 32)];
        wrong[j] = letters[g_random_int_range (0, 32)];
        if (strcmp (wrong, text) == 0)
          continue;
        g_assert_false (is_accepted (wrong));
        refused++;
      }
  g_assert_cmpuint (refused, >, 1000);
}

static guint
sum_of_group (const char *text, guint group)
{
  guint sum = 0;

  for (guint i = 0; i < RT_RECOVERY_GROUP_SIZE; i++)
    sum += (guint) (strchr (letters, text[group * (RT_RECOVERY_GROUP_SIZE + 1) + i]) - letters);
  return sum;
}

/* The groups of the secret that are whole: the thirteenth ends in bits that are always zero, the last is the checksum.
 * A swap passes when it moves the weighted sum by nothing, which is when both groups sum up to the same. */
static void
test_every_swap_of_groups (void)
{
  guint passed = 0;

  while (passed == 0)
    {
      g_autofree char *text = new_text ();

      for (guint a = 0; a < 12; a++)
        for (guint b = a + 1; b < 12; b++)
          {
            g_autofree char *swapped = g_strdup (text);

            memcpy (swapped + 5 * a, text + 5 * b, 4);
            memcpy (swapped + 5 * b, text + 5 * a, 4);
            if (strcmp (swapped, text) == 0)
              continue;
            g_assert_cmpint (is_accepted (swapped), ==, sum_of_group (text, a) == sum_of_group (text, b));
            passed += is_accepted (swapped) ? 1 : 0;
          }
    }
}

static void
test_length (void)
{
  g_autofree char *text = new_text ();
  g_autofree char *longer = g_strconcat (text, "7", NULL);
  g_autofree char *shorter = g_strndup (text, strlen (text) - 1);
  g_autofree char *huge = g_strnfill (1000000, '7');

  g_assert_cmpuint (refused_group (longer), ==, 0);
  g_assert_cmpuint (refused_group (shorter), ==, 0);
  g_assert_cmpuint (refused_group (""), ==, 0);
  g_assert_cmpuint (refused_group (NULL), ==, 0);
  g_assert_cmpuint (refused_group (huge), ==, 0);
}

static void
test_foreign_characters (void)
{
  g_autofree char *text = new_text ();

  text[5] = 'U';
  g_assert_cmpuint (refused_group (text), ==, 2);
  text[5] = '*';
  g_assert_cmpuint (refused_group (text), ==, 2);
  text[5] = (char) 0xff;
  g_assert_cmpuint (refused_group (text), ==, 0);
}

static void
test_says_nothing (void)
{
  g_autofree char *text = new_text ();
  g_autoptr (GError) error = NULL;
  g_autoptr (RtRecovery) recovery = NULL;

  text[0] = text[0] == '7' ? '8' : '7';
  recovery = rt_recovery_from_text (text, &error);
  g_assert_null (recovery);
  for (guint i = 0; i < RT_RECOVERY_TEXT_LENGTH; i += 5)
    {
      g_autofree char *group = g_strndup (text + i, 4);

      g_assert_null (strstr (error->message, group));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (rt_secret_system_init (FALSE, NULL));
  g_test_add_func ("/vault/recovery/what is printed is read back", test_round_trip);
  g_test_add_func ("/vault/recovery/a known sheet gives the known store key", test_vector);
  g_test_add_func ("/vault/recovery/the store key and the key pair are different and stay the same", test_two_keys);
  g_test_add_func ("/vault/recovery/case, spaces, dashes, look-alikes and full width are forgiven", test_forgiving);
  g_test_add_func ("/vault/recovery/every single wrong character is noticed and its group named", test_every_typo);
  g_test_add_func ("/vault/recovery/every swap of neighbours is noticed", test_every_swap);
  g_test_add_func ("/vault/recovery/two wrong characters anywhere are noticed", test_every_pair);
  g_test_add_func ("/vault/recovery/a swap of two groups is noticed unless their sums are equal",
                   test_every_swap_of_groups);
  g_test_add_func ("/vault/recovery/a text of another length is refused", test_length);
  g_test_add_func ("/vault/recovery/characters that are never printed name their group", test_foreign_characters);
  g_test_add_func ("/vault/recovery/a refusal repeats nothing of what was typed", test_says_nothing);
  return g_test_run ();
}
