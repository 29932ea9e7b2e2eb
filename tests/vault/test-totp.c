/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One-time codes against the vectors of RFC 6238 and RFC 4648, and single-use recovery codes. */
#include "config.h"

#include <string.h>

#include "rt-spare-code.h"
#include "rt-totp.h"

#define RFC_SECRET "12345678901234567890"

static RtSecret *
secret_of (const char *text)
{
  return rt_secret_new_from (text, strlen (text));
}

static const char *
text_of (const RtSecret *secret)
{
  return (const char *) rt_secret_peek (secret);
}

/* RFC 6238 appendix B, SHA-1. */
static const struct
{
  gint64 time;
  const char *code;
} vectors[] = {
  { 59, "94287082" },         { 1111111109, "07081804" }, { 1111111111, "14050471" },
  { 1234567890, "89005924" }, { 2000000000, "69279037" }, { G_GINT64_CONSTANT (20000000000), "65353130" },
};

static void
test_vectors (void)
{
  g_autoptr (RtSecret) secret = secret_of (RFC_SECRET);

  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RtSecret) eight = rt_totp_code (secret, rt_totp_step (vectors[i].time), 8, &error);
      g_autoptr (RtSecret) typed = secret_of (vectors[i].code + 2);
      gint64 step = -1;

      g_assert_no_error (error);
      g_assert_cmpstr (text_of (eight), ==, vectors[i].code);
      /* the last six of them are what an authenticator shows */
      g_assert_true (rt_totp_check (secret, typed, vectors[i].time, 0, &step));
      g_assert_cmpint (step, ==, vectors[i].time / 30);
    }
}

static gboolean
check (const RtSecret *secret, gint64 code_step, gint64 now, gint64 last, gint64 *step)
{
  g_autoptr (RtSecret) code = rt_totp_code (secret, code_step, RT_TOTP_DIGITS, NULL);
  g_autoptr (RtSecret) typed = secret_of (text_of (code));

  return rt_totp_check (secret, typed, now, last, step);
}

/* A secret in whose codes around the step there is none twice. */
static void
test_steps (void)
{
  g_autoptr (RtSecret) secret = secret_of (RFC_SECRET);
  const gint64 middle = 37037036, now = middle * RT_TOTP_PERIOD + 7;
  gint64 step = -1;

  for (gint64 away = -20; away <= 20; away++)
    {
      const gboolean near = away >= -1 && away <= 1;

      step = -1;
      g_assert_cmpint (check (secret, middle + away, now, 0, &step), ==, near);
      g_assert_cmpint (step, ==, near ? middle + away : -1);
    }
  /* whatever the clock says: a step that was taken, and those before it, are over */
  for (gint64 last = middle - 2; last <= middle + 2; last++)
    for (gint64 away = -1; away <= 1; away++)
      g_assert_cmpint (check (secret, middle + away, now, last, &step), ==, middle + away > last);
}

static void
test_typed (void)
{
  static const char *const good[] = { "287082", "287 082", " 287-082 ", "２８７０８２", "2 8 7 0 8 2" };
  static const char *const bad[] = { "", "28708", "2870820", "28708a", "287.082", "94287082", "\xff\xfe", "+287082" };
  g_autoptr (RtSecret) secret = secret_of (RFC_SECRET);
  gint64 step = -1;

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (RtSecret) typed = secret_of (good[i]);

      g_assert_true (rt_totp_check (secret, typed, 59, 0, &step));
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (RtSecret) typed = secret_of (bad[i]);

      g_assert_false (rt_totp_check (secret, typed, 59, 0, &step));
    }
  g_assert_false (rt_totp_check (secret, NULL, 59, 0, &step));
}

static void
test_words (void)
{
  g_autoptr (RtSecret) secret = secret_of (RFC_SECRET);
  g_autoptr (RtSecret) text = rt_totp_secret_text (secret);
  g_autoptr (RtSecret) uri = rt_totp_uri (secret, "Oak & Elm", "lin.mei");

  g_assert_cmpstr (text_of (text), ==, "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
  g_assert_cmpstr (text_of (uri), ==,
                   "otpauth://totp/Oak%20%26%20Elm:lin.mei?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                   "&issuer=Oak%20%26%20Elm&algorithm=SHA1&digits=6&period=30");
  g_assert_cmpuint (rt_secret_get_size (uri), ==, strlen (text_of (uri)) + 1);
}

static void
test_random (void)
{
  g_autoptr (RtSecret) one = rt_totp_new_secret ();
  g_autoptr (RtSecret) other = rt_totp_new_secret ();

  g_assert_cmpuint (rt_secret_get_size (one), ==, 20);
  g_assert_false (rt_secret_equal (one, other));
}

static void
test_no_code (void)
{
  g_autoptr (RtSecret) secret = secret_of (RFC_SECRET);
  g_autoptr (GError) error = NULL;

  g_assert_null (rt_totp_code (secret, -1, 6, NULL));
  g_assert_null (rt_totp_code (NULL, 1, 6, NULL));
  g_assert_null (rt_totp_code (secret, 1, 9, &error));
  g_assert_nonnull (error);
}

static void
test_spare (void)
{
  static const char *const same[] = { "7KQXM-10ABC", "7kqxm10abc", "7KQXM IOABC", " 7KQXM-LoABC ",
                                      "７ＫＱＸＭ－１０ＡＢＣ" };
  static const char *const none[] = { "", "7KQXM-10AB", "7KQXM-10ABCD", "7KQXM-10ABU", "123456", "\xff" };
  g_autoptr (RtSecret) key = rt_secret_new_random (32);
  g_autoptr (RtSecret) other_key = rt_secret_new_random (32);
  g_autoptr (RtSecret) first = secret_of (same[0]);
  g_autoptr (GBytes) digest = rt_spare_code_digest (key, first);
  g_autoptr (GBytes) elsewhere = rt_spare_code_digest (other_key, first);

  g_assert_cmpuint (g_bytes_get_size (digest), ==, 32);
  g_assert_false (g_bytes_equal (digest, elsewhere));
  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_autoptr (RtSecret) typed = secret_of (same[i]);
      g_autoptr (GBytes) made = rt_spare_code_digest (key, typed);

      g_assert_nonnull (made);
      g_assert_true (g_bytes_equal (digest, made));
    }
  for (guint i = 0; i < G_N_ELEMENTS (none); i++)
    {
      g_autoptr (RtSecret) typed = secret_of (none[i]);

      g_assert_null (rt_spare_code_digest (key, typed));
    }
  g_assert_null (rt_spare_code_digest (key, NULL));
}

static void
test_spare_random (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (RtSecret) key = rt_secret_new_random (32);
  guint places[32] = { 0 };

  for (guint i = 0; i < 2000; i++)
    {
      g_autoptr (RtSecret) code = rt_spare_code_new ();
      g_autoptr (GBytes) digest = rt_spare_code_digest (key, code);

      g_assert_nonnull (digest);
      g_assert_cmpuint (strlen (text_of (code)), ==, 11);
      for (const char *p = text_of (code); *p != '\0'; p++)
        if (*p != '-')
          places[strchr ("0123456789ABCDEFGHJKMNPQRSTVWXYZ", *p) - "0123456789ABCDEFGHJKMNPQRSTVWXYZ"]++;
      g_hash_table_add (seen, g_strdup (text_of (code)));
    }
  g_assert_cmpuint (g_hash_table_size (seen), ==, 2000);
  /* 20,000 characters, 625 of each to be expected: far from none or twice as many */
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_assert_cmpuint (places[i], >, 400);
      g_assert_cmpuint (places[i], <, 900);
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  g_test_init (&argc, &argv, NULL);
  rt_secret_system_init (FALSE, &error);
  g_assert_no_error (error);
  g_test_add_func ("/totp/codes are those of RFC 6238 appendix B", test_vectors);
  g_test_add_func ("/totp/one step beside is taken, two are not, and none up to the last one taken", test_steps);
  g_test_add_func ("/totp/blanks, dashes and full-width digits do not matter, anything else does", test_typed);
  g_test_add_func ("/totp/the secret in groups and as an address for authenticators", test_words);
  g_test_add_func ("/totp/secrets have 160 random bits", test_random);
  g_test_add_func ("/totp/what cannot be a code of a step is none", test_no_code);
  g_test_add_func ("/totp/a recovery code is read as it is meant and stands for its owner alone", test_spare);
  g_test_add_func ("/totp/recovery codes are random in every place", test_spare_random);
  return g_test_run ();
}
