/* Text from people and files: what is kept, what is refused, and that size is checked first. */
#include "config.h"

#include <string.h>
#include <sys/mman.h>

#include "rt-error.h"
#include "rt-text.h"

static void
assert_clean (const char *text, gssize len, gboolean multiline, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *clean = rt_text_clean (text, len, 200, multiline, "name", &error);

  g_assert_cmpstr (clean, ==, expected);
  if (expected == NULL)
    {
      g_assert_error (error, RT_ERROR, RT_ERROR_INVALID);
      g_assert_cmpstr (rt_error_get_field (error), ==, "name");
    }
}

static void
test_kept (void)
{
  assert_clean ("  Jane  Smith ", -1, FALSE, "Jane  Smith");
  assert_clean ("\u3000张伟\u00a0", -1, FALSE, "张伟");
  assert_clean ("Jose\u0301", -1, FALSE, "José");
  assert_clean ("<b>&amp;%s%n</b>", -1, FALSE, "<b>&amp;%s%n</b>");
  assert_clean ("one\ttwo\r\nthree\u2028four", -1, FALSE, "one two three four");
  assert_clean ("one\ttwo\r\nthree\rfour\u2029five\n", -1, TRUE, "one\ttwo\nthree\nfour\nfive");
  assert_clean ("", -1, FALSE, "");
  assert_clean (NULL, -1, FALSE, "");
  assert_clean ("abcdef", 3, FALSE, "abc");
}

static void
test_refused (void)
{
  assert_clean ("a\0b", 3, FALSE, NULL);
  assert_clean ("a\0", 2, TRUE, NULL);
  assert_clean ("caf\xe9", -1, FALSE, NULL);
  assert_clean ("\xed\xa0\x80", -1, FALSE, NULL);
  assert_clean ("\xc0\x80", -1, FALSE, NULL);
  assert_clean ("张", 2, FALSE, NULL);
  assert_clean ("bell\a", -1, TRUE, NULL);
  assert_clean ("esc\033[31m", -1, FALSE, NULL);
  assert_clean ("del\x7f", -1, FALSE, NULL);
  assert_clean ("c1\xc2\x90", -1, FALSE, NULL);
}

static void
test_bidi (void)
{
  static const gunichar controls[12] = { 0x061C, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C,
                                         0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069 };

  for (gsize i = 0; i < G_N_ELEMENTS (controls); i++)
    {
      g_autoptr (GString) text = g_string_new ("ab");

      g_string_append_unichar (text, controls[i]);
      g_string_append (text, "cd");
      assert_clean (text->str, -1, FALSE, "abcd");
    }
  assert_clean ("مريم حداد", -1, FALSE, "مريم حداد");
}

static void
test_length (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *fits = g_strnfill (200, 'x');
  g_autofree char *over = g_strnfill (201, 'x');
  g_autofree char *padded = g_strdup_printf ("%*s%s%*s", 300, "", fits, 300, "");

  assert_clean (fits, -1, FALSE, fits);
  assert_clean (padded, -1, FALSE, fits);
  g_assert_null (rt_text_clean (over, -1, 200, FALSE, "name", &error));
  g_assert_error (error, RT_ERROR, RT_ERROR_TOO_LARGE);
}

/* Behind the first pages lies memory that may not be read: touching it would end the test. */
static void
test_not_walked (void)
{
  gsize size = 1u << 30;
  char *text = mmap (NULL, size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) error_of_given = NULL;

  g_assert_true (text != MAP_FAILED);
  g_assert_cmpint (mprotect (text, 4096, PROT_READ | PROT_WRITE), ==, 0);
  memset (text, 'x', 4096);
  g_assert_null (rt_text_clean (text, -1, 200, FALSE, "name", &error));
  g_assert_error (error, RT_ERROR, RT_ERROR_TOO_LARGE);
  g_assert_null (rt_text_clean (text, (gssize) size, 200, FALSE, "name", &error_of_given));
  g_assert_error (error_of_given, RT_ERROR, RT_ERROR_TOO_LARGE);
  munmap (text, size);
}

static void
append_random (GString *text, GRand *rand)
{
  switch (g_rand_int_range (rand, 0, 8))
    {
    case 0:
      g_string_append_c (text, (char) g_rand_int_range (rand, 0, 256));
      break;
    case 1:
      g_string_append_unichar (text, (gunichar) g_rand_int_range (rand, 0x2000, 0x2070));
      break;
    case 2:
      g_string_append_unichar (text, (gunichar) g_rand_int_range (rand, 0x300, 0x370));
      break;
    case 3:
      g_string_append_unichar (text, (gunichar) g_rand_int_range (rand, 0x4E00, 0x9FFF));
      break;
    case 4:
      g_string_append_unichar (text, (gunichar) g_rand_int_range (rand, 0xAC00, 0xD7A4));
      break;
    case 5:
      g_string_append_c (text, " \t\r\n"[g_rand_int_range (rand, 0, 4)]);
      break;
    default:
      g_string_append_c (text, (char) g_rand_int_range (rand, 0x20, 0x7F));
      break;
    }
}

static void
assert_storable (const char *text, gboolean multiline)
{
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_cmpuint (strlen (text), <=, 60);
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!(multiline && (c == '\n' || c == '\t')))
        g_assert_false (g_unichar_iscntrl (c));
      g_assert_false (c == 0x61C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
                      (c >= 0x2066 && c <= 0x2069));
    }
}

static void
test_random (void)
{
  GRand *rand = g_rand_new_with_seed (20261123);
  guint kept = 0;

  for (int i = 0; i < 50000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      gboolean multiline = g_rand_boolean (rand);
      g_autoptr (GError) error = NULL;
      g_autofree char *clean = NULL;
      g_autofree char *again = NULL;

      for (int n = g_rand_int_range (rand, 0, 30); n > 0; n--)
        append_random (text, rand);
      clean = rt_text_clean (text->str, (gssize) text->len, 60, multiline, NULL, &error);
      if (clean == NULL)
        {
          g_assert_true (error->domain == RT_ERROR);
          continue;
        }
      kept++;
      assert_storable (clean, multiline);
      again = rt_text_clean (clean, -1, 60, multiline, NULL, NULL);
      g_assert_cmpstr (again, ==, clean);
    }
  g_assert_cmpuint (kept, >, 1000);
  g_rand_free (rand);
}

static void
test_isolate (void)
{
  g_autofree char *plain = rt_text_isolate ("Jane 张");
  g_autofree char *arabic = rt_text_isolate ("مريم");
  g_autofree char *tricked = rt_text_isolate ("ab\u202ecd");
  g_autofree char *closed = rt_text_isolate ("\u2069אב\u2069");
  g_autofree char *none = rt_text_isolate (NULL);

  g_assert_cmpstr (plain, ==, "Jane 张");
  g_assert_cmpstr (arabic, ==, "\u2068مريم\u2069");
  g_assert_cmpstr (tricked, ==, "abcd");
  g_assert_cmpstr (closed, ==, "\u2068אב\u2069");
  g_assert_cmpstr (none, ==, "");
}

static void
test_fold (void)
{
  g_autofree char *a = rt_text_fold ("  ＪＡＮＥ\u3000 Straße ");
  g_autofree char *b = rt_text_fold ("jane STRASSE");
  g_autofree char *invalid = rt_text_fold ("\xff");
  g_autofree char *none = rt_text_fold (NULL);

  g_assert_cmpstr (a, ==, b);
  g_assert_cmpstr (invalid, ==, "");
  g_assert_cmpstr (none, ==, "");
}

/* As Unicode has it, written out: NFKC, case folded, spaces collapsed and trimmed. */
static char *
fold_by_the_book (const char *text)
{
  g_autofree char *compatible = g_utf8_normalize (text, -1, G_NORMALIZE_NFKC);
  g_autofree char *lower = g_utf8_casefold (compatible, -1);
  g_autofree char *folded = g_utf8_normalize (lower, -1, G_NORMALIZE_NFKC);
  g_auto (GStrv) words = g_regex_split_simple ("\\s+", g_strstrip (folded), 0, 0);

  return g_strjoinv (" ", words);
}

static void
test_fold_any (void)
{
  static const char *const pieces[] = { "a",      "Z",      "é",      "e\u0301", " ",  "  ", "张",
                                        "\u4e00", "\u9fff", "\u4dff", "\ua000",  "-",  "'",  "ß",
                                        "Ａ",     "\u3000", "\u0301", "ﬁ",       "伟", "7" };

  for (guint round = 0; round < 20000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *folded = NULL;
      g_autofree char *expected = NULL;

      for (gint n = g_test_rand_int_range (0, 6); n > 0; n--)
        g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      folded = rt_text_fold (text->str);
      expected = fold_by_the_book (text->str);
      g_assert_cmpstr (folded, ==, expected);
    }
}

static void
test_small (void)
{
  g_assert_true (rt_text_is_han (0x5F20));
  g_assert_true (rt_text_is_han (0x20000));
  g_assert_false (rt_text_is_han ('a'));
  g_assert_false (rt_text_is_han (0x3042));
  g_assert_true (rt_text_is_blank (NULL));
  g_assert_true (rt_text_is_blank (" \t\u3000\n"));
  g_assert_false (rt_text_is_blank (" ."));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/text is trimmed, composed and keeps its markup as it is", test_kept);
  g_test_add_func ("/base/broken bytes and control characters are refused with their field", test_refused);
  g_test_add_func ("/base/each of the twelve bidirectional controls is removed", test_bidi);
  g_test_add_func ("/base/what is left after trimming must fit", test_length);
  g_test_add_func ("/base/a gigabyte is refused without being read", test_not_walked);
  g_test_add_func ("/base/random bytes are refused or cleaned once and for all", test_random);
  g_test_add_func ("/base/right-to-left text cannot reorder its neighbours", test_isolate);
  g_test_add_func ("/base/names compare without width, case and spaces", test_fold);
  g_test_add_func ("/base/any mixture of letters is folded as Unicode has it", test_fold_any);
  g_test_add_func ("/base/characters and blanks are told apart", test_small);
  return g_test_run ();
}
