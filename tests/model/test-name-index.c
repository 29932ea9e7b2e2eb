/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The names in memory: found by any part, by nothing else. */
#include "config.h"

#include <string.h>

#include "rt-lang.h"
#include "rt-name-index.h"
#include "rt-secret.h"
#include "rt-text.h"

static RtNameIndex *
make_index (void)
{
  RtNameIndex *index = rt_name_index_new ();

  rt_name_index_put (index, 1, 1, "张伟", "+8613800000012", NULL);
  rt_name_index_put (index, 2, 1, "欧阳 小伟", "+8613900000021", "+862155550112");
  rt_name_index_put (index, 3, 1, "Jane Smith", "+15555550123", NULL);
  rt_name_index_put (index, 4, 1, "O'Neil 100%_sure", NULL, NULL);
  rt_name_index_put (index, 7, 1, NULL, "+15555550199", NULL);
  return index;
}

static char *
names (const RtNameIndex *index, const char *typed, guint limit)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *folded = rt_text_fold (typed);
  GString *out = g_string_new (NULL);

  rt_name_index_find_name (index, folded, limit, ids);
  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (out, "%s%" G_GINT64_FORMAT, i > 0 ? " " : "", g_array_index (ids, gint64, i));
  return g_string_free (out, FALSE);
}

static char *
phones (const RtNameIndex *index, const char *digits)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GString *out = g_string_new (NULL);

  rt_name_index_find_phone (index, digits, 100, ids);
  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (out, "%s%" G_GINT64_FORMAT, i > 0 ? " " : "", g_array_index (ids, gint64, i));
  return g_string_free (out, FALSE);
}

#define assert_name(index, typed, expected)                                                                            \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    g_autofree char *found = names (index, typed, 100);                                                                \
    g_assert_cmpstr (found, ==, expected);                                                                             \
  }                                                                                                                    \
  G_STMT_END
#define assert_phone(index, digits, expected)                                                                          \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    g_autofree char *found = phones (index, digits);                                                                   \
    g_assert_cmpstr (found, ==, expected);                                                                             \
  }                                                                                                                    \
  G_STMT_END

static void
test_names (void)
{
  g_autoptr (RtNameIndex) index = make_index ();

  assert_name (index, "伟", "1 2");
  assert_name (index, "欧阳", "2");
  assert_name (index, "JANE", "3");
  assert_name (index, "e s", "3");
  assert_name (index, "th", "3");
  assert_name (index, "李", "");
  g_assert_cmpuint (rt_name_index_get_size (index), ==, 5);
}

static void
test_literal (void)
{
  g_autoptr (RtNameIndex) index = make_index ();

  assert_name (index, "%", "4");
  assert_name (index, "_", "4");
  assert_name (index, "'", "4");
  assert_name (index, "*", "");
  assert_name (index, ".", "");
  assert_name (index, "smith\njane", "");
}

static void
test_phones (void)
{
  g_autoptr (RtNameIndex) index = make_index ();

  assert_phone (index, "0012", "1");
  assert_phone (index, "13800000012", "1");
  assert_phone (index, "8613800000012", "1");
  assert_phone (index, "0112", "2");
  assert_phone (index, "0199", "7");
  assert_phone (index, "1380", "");
  assert_phone (index, "012", "");
  assert_phone (index, "10013800000012", "");
  assert_phone (index, "", "");
  assert_phone (index, "00%2", "");
}

static void
test_changes (void)
{
  g_autoptr (RtNameIndex) former = make_index ();
  g_autoptr (RtNameIndex) index = rt_name_index_new_copy (former);

  rt_name_index_put (index, 3, 2, "Jane Doe", "+15555550155", NULL);
  rt_name_index_put (index, 9, 1, "Jane New", NULL, NULL);
  assert_name (index, "smith", "");
  assert_name (index, "jane", "3 9");
  assert_phone (index, "0123", "");
  assert_name (former, "smith", "3");
  g_assert_true (rt_name_index_knows (index, 3, 2));
  g_assert_false (rt_name_index_knows (index, 3, 1));
  g_assert_true (rt_name_index_knows (index, 7, 1));
  g_assert_false (rt_name_index_knows (index, 5, 1));
  rt_name_index_put (index, 3, 3, "Jane Again", NULL, NULL);
  assert_name (index, "jane", "9 3");
  g_assert_cmpint (rt_name_index_get_highest (index), ==, 9);
  g_assert_cmpuint (rt_name_index_get_size (index), ==, 6);
}

static void
test_many (void)
{
  g_autoptr (RtNameIndex) index = rt_name_index_new ();

  for (gint64 id = 1; id <= 100000; id++)
    {
      g_autofree char *name = g_strdup_printf ("Person %06" G_GINT64_FORMAT, id);
      g_autofree char *phone = g_strdup_printf ("+1555%07" G_GINT64_FORMAT, id);

      rt_name_index_put (index, id, 1, name, phone, NULL);
    }
  assert_name (index, "person 077777", "77777");
  assert_phone (index, "0012345", "12345");
  {
    g_autofree char *some = names (index, "person", 3);

    g_assert_cmpstr (some, ==, "1 2 3");
  }
}

static void
test_empty (void)
{
  g_autoptr (RtNameIndex) index = rt_name_index_new ();

  assert_name (index, "", "");
  assert_name (index, "a", "");
  assert_phone (index, "1234", "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  rt_lang_init ("en", NULL);
  g_assert_true (rt_secret_system_init (FALSE, NULL));
  g_test_add_func ("/name index/a name is found by one Chinese character and by any letters", test_names);
  g_test_add_func ("/name index/signs that mean something elsewhere are only signs", test_literal);
  g_test_add_func ("/name index/a number is found by its end and not by its middle", test_phones);
  g_test_add_func ("/name index/a changed name replaces the former one, in the copy only", test_changes);
  g_test_add_func ("/name index/a hundred thousand are told apart", test_many);
  g_test_add_func ("/name index/an empty one finds nothing", test_empty);
  return g_test_run ();
}
