/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rt-matrix-change.h"

static RtMatrix
random_matrix (void)
{
  RtMatrix matrix;

  rt_matrix_init_default (&matrix);
  for (guint klass = 0; klass < RT_N_CLASSES; klass++)
    for (guint role = 0; role < RT_N_ROLES; role++)
      rt_matrix_set (&matrix, (RtClass) klass, (RtRole) role, (RtAccess) g_test_rand_int_range (0, 4));
  for (guint role = 0; role < RT_N_ROLES; role++)
    for (guint right = 0; right < RT_N_RIGHTS; right++)
      rt_matrix_set_right (&matrix, (RtRole) role, (RtRight) right, g_test_rand_bit ());
  return matrix;
}

static void
test_diff (void)
{
  for (guint round = 0; round < 200; round++)
    {
      RtMatrix before = random_matrix (), after = random_matrix (), made = before;
      g_autoptr (GArray) changes = rt_matrix_diff (&before, &after);
      g_autoptr (GArray) none = NULL;
      RtRoles touched = 0;

      for (guint i = 0; i < changes->len; i++)
        touched |= RT_ROLES_OF (g_array_index (changes, RtMatrixChange, i).role);
      for (guint role = 0; role < RT_N_ROLES; role++)
        g_assert_cmpint (rt_matrix_same_for (&before, &after, RT_ROLES_OF (role)), ==,
                         (touched & RT_ROLES_OF (role)) == 0);
      rt_matrix_apply (&made, &before, &after);
      g_assert_true (rt_matrix_equal (&made, &after));
      none = rt_matrix_diff (&made, &after);
      g_assert_cmpuint (none->len, ==, 0);
    }
}

/* Two people change two cells of one table: both are kept; of the same cell the later one's. */
static void
test_bring_over (void)
{
  RtMatrix base, theirs, mine, both;

  rt_matrix_init_default (&base);
  theirs = mine = base;
  rt_matrix_set (&theirs, RT_CLASS_HOME, RT_ROLE_SERVICE, RT_ACCESS_MASKED);
  rt_matrix_set (&theirs, RT_CLASS_MONEY, RT_ROLE_SERVICE, RT_ACCESS_CLEAR);
  rt_matrix_set (&mine, RT_CLASS_CONTACT, RT_ROLE_CLERK, RT_ACCESS_CLEAR);
  rt_matrix_set (&mine, RT_CLASS_MONEY, RT_ROLE_SERVICE, RT_ACCESS_OWN_WORK);
  both = theirs;
  rt_matrix_apply (&both, &base, &mine);
  g_assert_cmpint (rt_matrix_get (&both, RT_CLASS_HOME, RT_ROLE_SERVICE), ==, RT_ACCESS_MASKED);
  g_assert_cmpint (rt_matrix_get (&both, RT_CLASS_CONTACT, RT_ROLE_CLERK), ==, RT_ACCESS_CLEAR);
  g_assert_cmpint (rt_matrix_get (&both, RT_CLASS_MONEY, RT_ROLE_SERVICE), ==, RT_ACCESS_OWN_WORK);
}

static void
test_words (void)
{
  const RtMatrixChange cell = { .role = RT_ROLE_CLERK,
                                .klass = RT_CLASS_CONTACT,
                                .before = RT_ACCESS_OWN_WORK,
                                .after = RT_ACCESS_MASKED };
  const RtMatrixChange right = { .role = RT_ROLE_CLERK, .is_right = TRUE, .right = RT_RIGHT_EXPORT, .has = TRUE };
  const RtMatrixChange taken = { .role = RT_ROLE_CLERK, .is_right = TRUE, .right = RT_RIGHT_EXPORT, .had = TRUE };
  g_autofree char *cell_id = rt_matrix_change_id (&cell);
  g_autofree char *cell_words = rt_matrix_change_describe (&cell);
  g_autofree char *right_id = rt_matrix_change_id (&right);
  g_autofree char *right_words = rt_matrix_change_describe (&right);
  g_autofree char *taken_words = rt_matrix_change_describe (&taken);

  g_assert_cmpstr (cell_id, ==, "contact/clerk: own-work > masked");
  g_assert_cmpstr (cell_words, ==, "Contact, Clerk: Own work → Masked");
  g_assert_cmpstr (right_id, ==, "export/clerk: no > yes");
  g_assert_cmpstr (right_words, ==, "Clerk may from now on: Export lists");
  g_assert_cmpstr (taken_words, ==, "Clerk may no longer: Export lists");
  g_assert_false (rt_matrix_change_is_wider (&cell));
  g_assert_true (rt_matrix_change_is_wider (&right));
  g_assert_false (rt_matrix_change_is_wider (&taken));
}

static void
test_text (void)
{
  static const char *const wrong[] = { "",
                                       "0123",
                                       "x",
                                       "444444444444444444444444444444444444",
                                       "000000000000000000000000000000000000 clerk/fly",
                                       "000000000000000000000000000000000000 cook/export",
                                       "000000000000000000000000000000000000 clerk" };
  RtMatrix kept = random_matrix (), read = kept;

  for (guint round = 0; round < 200; round++)
    {
      RtMatrix matrix = random_matrix ();
      g_autofree char *text = rt_matrix_to_text (&matrix);

      g_assert_true (rt_matrix_from_text (&read, text));
      g_assert_true (rt_matrix_equal (&read, &matrix));
    }
  read = kept;
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (rt_matrix_from_text (&read, wrong[i]));
  g_assert_false (rt_matrix_from_text (&read, NULL));
  g_assert_true (rt_matrix_equal (&read, &kept));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/matrix change/what differs, applied, makes one table of the other", test_diff);
  g_test_add_func ("/matrix change/what two people changed is brought together", test_bring_over);
  g_test_add_func ("/matrix change/is told in words and ids", test_words);
  g_test_add_func ("/matrix change/a table is kept as text and read back, and nothing else is", test_text);
  return g_test_run ();
}
