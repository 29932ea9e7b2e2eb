/* Phone numbers and e-mail addresses. */
#include "config.h"

#include <string.h>

#include "rt-error.h"
#include "rt-text.h"

static void
assert_phone (const char *text, const char *region, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *number = rt_phone_normalise (text, region, &error);

  g_assert_cmpstr (number, ==, expected);
  if (expected == NULL)
    g_assert_error (error, RT_ERROR, RT_ERROR_INVALID);
  else
    {
      g_autofree char *again = rt_phone_normalise (number, region, NULL);

      g_assert_cmpstr (again, ==, number);
    }
}

static void
test_chinese (void)
{
  assert_phone ("138 0000 0001", "CN", "+8613800000001");
  assert_phone ("+86 138-0000-0001", "US", "+8613800000001");
  assert_phone ("0086 138 0000 0001", "CN", "+8613800000001");
  assert_phone ("86 13800000001", "CN", "+8613800000001");
  assert_phone ("１３８００００ ０００１", "CN", "+8613800000001");
  assert_phone ("021-5555 0123", "CN", "+862155550123");
  assert_phone ("13800000001", NULL, "13800000001");
  assert_phone ("95588", "CN", "95588");
}

static void
test_american (void)
{
  assert_phone ("(555) 555-0123", "US", "+15555550123");
  assert_phone ("1-555-555-0123", "US", "+15555550123");
  assert_phone ("555.555.0123", "US", "+15555550123");
  assert_phone ("+1 555 555 0123", "CN", "+15555550123");
  assert_phone ("555-0123", "US", "5550123");
  assert_phone ("(055) 555-0123", "US", "0555550123");
}

static void
test_refused (void)
{
  static const char *const wrong[] = { "",           " ",         "1234",        "1234567890123456",
                                       "555-0123x2", "call me",   "+",           "+0555550123",
                                       "55+55501",   "12345\xff", "tel:5550123", "5550123;5550124" };
  g_autofree char *huge = g_strnfill (1 << 20, '5');

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    assert_phone (wrong[i], "US", NULL);
  assert_phone (huge, "US", NULL);
  assert_phone (NULL, "US", NULL);
}

static void
assert_shown (const char *number, const char *expected)
{
  g_autofree char *shown = rt_phone_format (number);

  g_assert_cmpstr (shown, ==, expected);
}

static void
test_shown (void)
{
  assert_shown ("+8613800000001", "138 0000 0001");
  assert_shown ("+15555550123", "(555) 555-0123");
  assert_shown ("+862155550123", "+862155550123");
  assert_shown ("5550123", "5550123");
  assert_shown (NULL, "");
}

static void
test_email (void)
{
  static const char *const right[] = { "jane@example.org", "j@example.com", "j.s+x@mail.example.co.uk",
                                       "张伟@example.org" };
  static const char *const wrong[] = { "",
                                       "jane",
                                       "jane@",
                                       "@example.org",
                                       "jane@example",
                                       "a@b@example.org",
                                       "ja ne@example.org",
                                       "jane@example.org.",
                                       ".jane@example.org",
                                       "jane.@example.org",
                                       "jane@.example.org",
                                       "jane@example..org",
                                       "<jane@example.org>",
                                       "jane@example.org,bob@example.org",
                                       "jane@example.org\n",
                                       "\xff@example.org" };
  g_autofree char *local = g_strnfill (65, 'x');
  g_autofree char *long_local = g_strconcat (local, "@example.org", NULL);
  g_autofree char *domain = g_strnfill (250, 'x');
  g_autofree char *long_all = g_strconcat ("j@", domain, ".org", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (right); i++)
    g_assert_true (rt_email_check (right[i], NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (rt_email_check (wrong[i], &error));
      g_assert_error (error, RT_ERROR, RT_ERROR_INVALID);
    }
  g_assert_false (rt_email_check (long_local, NULL));
  g_assert_false (rt_email_check (long_all, NULL));
  g_assert_false (rt_email_check (NULL, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/Chinese numbers get their country", test_chinese);
  g_test_add_func ("/base/American numbers get their country", test_american);
  g_test_add_func ("/base/what cannot be a phone number is refused", test_refused);
  g_test_add_func ("/base/phone numbers are grouped for reading", test_shown);
  g_test_add_func ("/base/plausible e-mail addresses pass and others do not", test_email);
  return g_test_run ();
}
