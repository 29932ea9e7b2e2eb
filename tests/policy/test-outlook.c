/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said about roles before they are given is what they will show. */
#include "config.h"

#include <string.h>

#include "rt-outlook.h"

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

/* The beginning of the line that names the class. */
static const char *
find_line (char **lines, const char *name)
{
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *list = strstr (lines[i], ": ");
      g_auto (GStrv) names = g_strsplit (list + 2, ", ", -1);

      if (g_strv_contains ((const char *const *) names, name))
        return lines[i];
    }
  return "";
}

/* Read from the decision itself: what is shown of one's own work and of everything else. */
static const char *
expected (const RtMatrix *matrix, RtRoles roles, RtClass klass)
{
  const RtViewer viewer = { .roles = roles };

  if (rt_policy_show (matrix, &viewer, klass, 0) == RT_SHOW_CLEAR)
    return "Sees of every customer: ";
  if (rt_policy_show (matrix, &viewer, klass, roles) == RT_SHOW_CLEAR)
    return "Sees of their own work only: ";
  return rt_policy_show (matrix, &viewer, klass, 0) == RT_SHOW_MASKED ? "Sees masked: " : "Never sees: ";
}

static void
test_sees (void)
{
  for (guint round = 0; round < 300; round++)
    {
      const RtMatrix matrix = random_matrix ();
      const RtRoles roles = (RtRoles) g_test_rand_int_range (1, 1 << RT_N_ROLES);
      g_autofree char *words = rt_outlook_sees (&matrix, roles);
      g_auto (GStrv) lines = g_strsplit (words, "\n", -1);

      for (guint klass = 0; klass < RT_N_CLASSES; klass++)
        g_assert_true (g_str_has_prefix (find_line (lines, rt_class_name ((RtClass) klass)),
                                         expected (&matrix, roles, (RtClass) klass)));
    }
}

static void
test_may (void)
{
  for (guint round = 0; round < 300; round++)
    {
      const RtMatrix matrix = random_matrix ();
      const RtRoles roles = (RtRoles) g_test_rand_int_range (1, 1 << RT_N_ROLES);
      g_autofree char *words = rt_outlook_may (&matrix, roles);

      for (guint right = 0; right < RT_N_RIGHTS; right++)
        if (rt_matrix_may (&matrix, roles, (RtRight) right))
          g_assert_nonnull (strstr (words, rt_right_name ((RtRight) right)));
    }
}

static void
test_nobody (void)
{
  RtMatrix matrix;
  g_autofree char *sees = NULL, *may = NULL, *administrator = NULL;

  rt_matrix_init_default (&matrix);
  sees = rt_outlook_sees (&matrix, 0);
  may = rt_outlook_may (&matrix, 0);
  administrator = rt_outlook_sees (&matrix, RT_ROLES_OF (RT_ROLE_ADMINISTRATOR));
  g_assert_cmpstr (sees, ==, "");
  g_assert_cmpstr (may, ==, "");
  g_assert_true (g_str_has_prefix (administrator, "Never sees: "));
  g_assert_null (strchr (administrator, '\n'));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/outlook/what is said to be seen is what is shown", test_sees);
  g_test_add_func ("/outlook/everything the roles may do is said", test_may);
  g_test_add_func ("/outlook/no role sees nothing, and an administrator sees no customer", test_nobody);
  return g_test_run ();
}
