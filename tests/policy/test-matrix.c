/* Who sees what, compared by brute force with a literal reading of the product's table. */
#include "config.h"

#include <string.h>

#include "rt-matrix.h"

/* product.md §4 as it is printed, word for word; read by nothing but this test. */
static const char *const printed_table[] = {
  "contact | own work | own work | own work | clear | masked | hidden",
  "address | own work | own work | own work | clear | masked | hidden",
  "access | hidden | own work | own work | hidden | hidden | hidden",
  "home | own work | own work | hidden | masked | hidden | hidden",
  "service | masked | clear | own work | clear | hidden | hidden",
  "money | clear | hidden | hidden | clear | hidden | hidden",
};
static const char *const printed_roles[] = { "clerk",   "service",         "dispatcher",
                                             "manager", "privacy-officer", "administrator" };

static char *printed[RT_N_CLASSES][RT_N_ROLES];

static void
read_printed_table (void)
{
  for (gsize row = 0; row < G_N_ELEMENTS (printed_table); row++)
    {
      g_auto (GStrv) cells = g_strsplit (printed_table[row], " | ", -1);
      RtClass klass;

      g_assert_true (rt_class_from_id (cells[0], &klass));
      for (gsize column = 0; column < RT_N_ROLES; column++)
        {
          RtRole role;

          g_assert_true (rt_role_from_id (printed_roles[column], &role));
          printed[klass][role] = g_strdup (cells[column + 1]);
        }
    }
}

/* The sentence of the product, told once more: the best of what each role sees. */
static const char *
expected_show (RtRoles roles, RtClass klass, RtRoles own_for, gboolean restricted)
{
  gboolean clear = FALSE;
  gboolean masked = FALSE;

  for (guint i = 0; i < RT_N_ROLES; i++)
    {
      const char *word = printed[klass][i];

      if (!(roles & (1u << i)) || strcmp (word, "hidden") == 0)
        continue;
      if (strcmp (word, "clear") == 0 || (strcmp (word, "own work") == 0 && (own_for & (1u << i))))
        clear = TRUE;
      else
        masked = TRUE;
    }
  if (clear && restricted)
    {
      clear = FALSE;
      masked = TRUE;
    }
  if (clear)
    return "clear";
  return masked && klass != RT_CLASS_ACCESS && klass != RT_CLASS_MONEY ? "masked" : "hidden";
}

static void
test_brute_force (void)
{
  static const char
    *const words[] = { [RT_SHOW_HIDDEN] = "hidden", [RT_SHOW_MASKED] = "masked", [RT_SHOW_CLEAR] = "clear" };
  RtMatrix matrix;
  guint cases = 0;

  rt_matrix_init_default (&matrix);
  for (RtRoles roles = 0; roles < 64; roles++)
    for (guint klass = 0; klass < RT_N_CLASSES; klass++)
      for (RtRoles own_for = 0; own_for < 64; own_for++)
        for (int restricted = 0; restricted < 2; restricted++, cases++)
          {
            RtViewer viewer = { roles, restricted };
            RtShow show = rt_policy_show (&matrix, &viewer, (RtClass) klass, own_for);

            g_assert_cmpstr (words[show], ==, expected_show (roles, (RtClass) klass, own_for, restricted));
          }
  g_assert_cmpuint (cases, ==, 64 * 6 * 64 * 2);
}

/* What rt_policy_show() may ever make clear or masked-with-reveal needs a key, and nothing else does. */
static void
test_keys (void)
{
  RtMatrix matrix;

  rt_matrix_init_default (&matrix);
  for (RtRoles roles = 0; roles < 64; roles++)
    for (guint klass = 0; klass < RT_N_CLASSES; klass++)
      {
        RtViewer viewer = { roles, FALSE };
        RtShow most = rt_policy_show (&matrix, &viewer, (RtClass) klass, 63);
        gboolean needs =
          most == RT_SHOW_CLEAR || (most == RT_SHOW_MASKED && rt_matrix_may (&matrix, roles, RT_RIGHT_REVEAL));

        g_assert_cmpint (rt_policy_needs_key (&matrix, roles, (RtClass) klass), ==, needs && klass != RT_CLASS_MONEY);
      }
  for (guint klass = 0; klass < RT_N_CLASSES; klass++)
    g_assert_false (rt_policy_needs_key (&matrix, RT_ROLES_OF (RT_ROLE_ADMINISTRATOR), (RtClass) klass));
  g_assert_true (rt_policy_needs_key (&matrix, RT_ROLES_OF (RT_ROLE_PRIVACY_OFFICER), RT_CLASS_CONTACT));
  g_assert_true (rt_policy_needs_key (&matrix, RT_ROLES_OF (RT_ROLE_MANAGER), RT_CLASS_HOME));
  g_assert_false (rt_policy_needs_key (&matrix, RT_ROLES_OF (RT_ROLE_MANAGER), RT_CLASS_ACCESS));
}

/* Read off the printed table again: what is masked in this record, of a class that has a masked form, by somebody who
 * may ask and is held back by nothing. */
static void
test_reveals (void)
{
  RtMatrix matrix;
  guint allowed = 0;

  for (guint taken = 0; taken <= RT_N_ROLES; taken++)
    {
      rt_matrix_init_default (&matrix);
      if (taken < RT_N_ROLES)
        rt_matrix_set_right (&matrix, (RtRole) taken, RT_RIGHT_REVEAL, FALSE);
      for (RtRoles roles = 0; roles < 64; roles++)
        for (guint klass = 0; klass < RT_N_CLASSES; klass++)
          for (RtRoles own_for = 0; own_for < 64; own_for++)
            for (int restricted = 0; restricted < 2; restricted++)
              {
                RtViewer viewer = { roles, restricted };
                const char *shown = expected_show (roles, (RtClass) klass, own_for, restricted);
                RtRoles may_ask = roles & ~RT_ROLES_OF (RT_ROLE_ADMINISTRATOR) & ~RT_ROLES_OF (taken);
                gboolean expected = strcmp (shown, "masked") == 0 && may_ask != 0 && !restricted &&
                                    klass != RT_CLASS_ACCESS && klass != RT_CLASS_MONEY;

                g_assert_cmpint (rt_policy_may_reveal (&matrix, &viewer, (RtClass) klass, own_for), ==, expected);
                /* Whoever may ask holds the key. */
                if (expected)
                  g_assert_true (rt_policy_needs_key (&matrix, roles, (RtClass) klass));
                allowed += expected;
              }
    }
  g_assert_cmpuint (allowed, >, 1000);
}

static void
test_any_role_suffices (void)
{
  RtMatrix matrix;

  rt_matrix_init_default (&matrix);
  for (RtRoles roles = 0; roles < 64; roles++)
    for (guint right = 0; right < RT_N_RIGHTS; right++)
      {
        gboolean any = FALSE;

        for (guint i = 0; i < RT_N_ROLES; i++)
          any = any || ((roles & RT_ROLES_OF (i)) && (rt_role_default_rights ((RtRole) i) & RT_RIGHTS_OF (right)));
        g_assert_cmpint (rt_matrix_may (&matrix, roles, (RtRight) right), ==, any);
      }
  g_assert_false (rt_matrix_may (&matrix, 63, RT_N_RIGHTS));
  g_assert_false (rt_matrix_may (&matrix, 0xFFFFFFC0u, RT_RIGHT_ORDER_READ));
}

/* Each right of each role given and taken: it goes where the store may decide, and stays where it is fixed. */
static void
test_rights_change (void)
{
  for (guint role = 0; role < RT_N_ROLES; role++)
    for (guint right = 0; right < RT_N_RIGHTS; right++)
      {
        RtRoles roles = RT_ROLES_OF (role);
        gboolean fixed = rt_role_right_is_fixed ((RtRole) role, (RtRight) right);
        RtMatrix before, matrix;
        gboolean had;

        rt_matrix_init_default (&before);
        matrix = before;
        had = rt_matrix_has_right (&before, (RtRole) role, (RtRight) right);
        g_assert_cmpint (rt_matrix_may (&before, roles, (RtRight) right), ==, had);
        rt_matrix_set_right (&matrix, (RtRole) role, (RtRight) right, !had);
        g_assert_cmpint (rt_matrix_has_right (&matrix, (RtRole) role, (RtRight) right), ==, fixed ? had : !had);
        g_assert_cmpint (rt_matrix_equal (&matrix, &before), ==, fixed);
        matrix.rights[role] ^= RT_RIGHTS_OF (right);
        g_assert_cmpint (rt_matrix_has_right (&matrix, (RtRole) role, (RtRight) right), ==, had);
      }
}

/* Who writes must read, in words of this test: '|' between what suffices, then the classes that must be seen. */
static const struct
{
  const char *right, *rights, *classes;
} needs[] = {
  { "order-write", "order-read", "money" },   { "order-import", "order-read", "contact address money" },
  { "payment-write", "order-read", "money" }, { "ticket-write", "ticket-read", "service" },
  { "ticket-assign", "ticket-read", "" },     { "customer-write", "customer-read|order-read", "contact" },
  { "notice-write", "notice-read", "" },      { "plan", "order-read|ticket-read", "" },
  { "review-sign", "review-read", "" },
};

static gboolean
was_given (const RtMatrix *matrix, RtRoles roles, const char *id)
{
  for (guint role = 0; role < RT_N_ROLES; role++)
    for (guint right = 0; right < RT_N_RIGHTS; right++)
      if ((roles & RT_ROLES_OF (role)) && rt_matrix_has_right (matrix, (RtRole) role, (RtRight) right) &&
          strcmp (rt_right_id ((RtRight) right), id) == 0)
        return TRUE;
  return FALSE;
}

/* Clear for own work at least, or to be revealed; what has no masked form is seen or not. */
static gboolean
can_see (const RtMatrix *matrix, RtRoles roles, const char *id)
{
  RtAccess best = RT_ACCESS_HIDDEN;

  for (guint klass = 0; klass < RT_N_CLASSES; klass++)
    for (guint role = 0; role < RT_N_ROLES; role++)
      if ((roles & RT_ROLES_OF (role)) && strcmp (rt_class_id ((RtClass) klass), id) == 0)
        best = MAX (best, rt_matrix_get (matrix, (RtClass) klass, (RtRole) role));
  return best >= RT_ACCESS_OWN_WORK ||
         (best == RT_ACCESS_MASKED && strcmp (id, "money") != 0 && was_given (matrix, roles, "reveal"));
}

static gboolean
is_met (const RtMatrix *matrix, RtRoles roles, gsize i)
{
  g_auto (GStrv) rights = g_strsplit (needs[i].rights, "|", -1);
  g_auto (GStrv) classes = g_strsplit (needs[i].classes, " ", -1);
  gboolean met = FALSE;

  for (gsize k = 0; rights[k] != NULL; k++)
    met = met || was_given (matrix, roles, rights[k]);
  for (gsize k = 0; classes[k] != NULL; k++)
    met = met && can_see (matrix, roles, classes[k]);
  return met;
}

static gboolean
is_of_use (const RtMatrix *matrix, RtRoles roles, RtRight right)
{
  for (gsize i = 0; i < G_N_ELEMENTS (needs); i++)
    if (strcmp (rt_right_id (right), needs[i].right) == 0)
      return is_met (matrix, roles, i);
  return TRUE;
}

static void
make_any (RtMatrix *matrix)
{
  rt_matrix_init_default (matrix);
  for (guint role = 0; role < RT_N_ROLES; role++)
    {
      for (guint klass = 0; klass < RT_N_CLASSES; klass++)
        rt_matrix_set (matrix, (RtClass) klass, (RtRole) role, (RtAccess) g_test_rand_int_range (0, 4));
      for (guint right = 0; right < RT_N_RIGHTS; right++)
        rt_matrix_set_right (matrix, (RtRole) role, (RtRight) right, g_test_rand_bit ());
    }
}

static void
test_who_writes_reads (void)
{
  guint useless = 0;

  for (guint round = 0; round < 200; round++)
    {
      RtMatrix matrix;

      make_any (&matrix);
      for (RtRoles roles = 0; roles < 64; roles++)
        for (guint right = 0; right < RT_N_RIGHTS; right++)
          {
            gboolean given = was_given (&matrix, roles, rt_right_id ((RtRight) right));
            gboolean may = given && is_of_use (&matrix, roles, (RtRight) right);

            g_assert_cmpint (rt_matrix_may (&matrix, roles, (RtRight) right), ==, may);
            useless += given && !may;
          }
    }
  g_assert_cmpuint (useless, >, 1000);
}

/* What is of no use is told with what is missing, and only that is. */
static void
test_gaps (void)
{
  RtMatrix matrix;
  g_autofree char *right = NULL;
  g_autofree char *klass = NULL;

  rt_matrix_init_default (&matrix);
  for (guint i = 0; i < RT_N_ROLES * RT_N_RIGHTS; i++)
    g_assert_null (rt_matrix_describe_gap (&matrix, (RtRole) (i % RT_N_ROLES), (RtRight) (i / RT_N_ROLES)));
  rt_matrix_set_right (&matrix, RT_ROLE_CLERK, RT_RIGHT_ORDER_READ, FALSE);
  right = rt_matrix_describe_gap (&matrix, RT_ROLE_CLERK, RT_RIGHT_ORDER_WRITE);
  g_assert_cmpstr (right, ==, "Clerk: “Enter and change orders” is of no use without “See orders”.");
  g_assert_null (rt_matrix_describe_gap (&matrix, RT_ROLE_CLERK, RT_RIGHT_CUSTOMER_WRITE));
  g_assert_null (rt_matrix_describe_gap (&matrix, RT_ROLE_CLERK, RT_RIGHT_EXPORT));
  rt_matrix_set_right (&matrix, RT_ROLE_SERVICE, RT_RIGHT_PAYMENT_WRITE, TRUE);
  klass = rt_matrix_describe_gap (&matrix, RT_ROLE_SERVICE, RT_RIGHT_PAYMENT_WRITE);
  g_assert_cmpstr (klass, ==, "Service: “Enter payments” is of no use while “Money” is not seen.");
}

static void
test_more_is_never_less (void)
{
  RtMatrix matrix;

  rt_matrix_init_default (&matrix);
  for (RtRoles roles = 0; roles < 64; roles++)
    for (guint extra = 0; extra < RT_N_ROLES; extra++)
      for (guint klass = 0; klass < RT_N_CLASSES; klass++)
        for (RtRoles own_for = 0; own_for < 64; own_for++)
          {
            RtViewer fewer = { roles, FALSE };
            RtViewer more = { roles | RT_ROLES_OF (extra), FALSE };
            RtViewer restricted = { roles, TRUE };
            RtShow show = rt_policy_show (&matrix, &fewer, (RtClass) klass, own_for);

            g_assert_cmpint (rt_policy_show (&matrix, &more, (RtClass) klass, own_for), >=, show);
            g_assert_cmpint (rt_policy_show (&matrix, &restricted, (RtClass) klass, own_for), <=, show);
            g_assert_cmpint (rt_policy_show (&matrix, &restricted, (RtClass) klass, own_for), <, RT_SHOW_CLEAR);
          }
}

static void
test_administrator (void)
{
  RtMatrix matrix;
  RtViewer viewer = { RT_ROLES_OF (RT_ROLE_ADMINISTRATOR), FALSE };

  memset (&matrix, RT_ACCESS_CLEAR, sizeof matrix);
  for (guint klass = 0; klass < RT_N_CLASSES; klass++)
    {
      g_assert_cmpint (rt_policy_show (&matrix, &viewer, (RtClass) klass, 63), ==, RT_SHOW_HIDDEN);
      g_assert_cmpint (rt_policy_best (&matrix, viewer.roles, (RtClass) klass), ==, RT_ACCESS_HIDDEN);
      g_assert_false (rt_policy_needs_key (&matrix, viewer.roles, (RtClass) klass));
    }
  rt_matrix_init_default (&matrix);
  rt_matrix_set (&matrix, RT_CLASS_CONTACT, RT_ROLE_ADMINISTRATOR, RT_ACCESS_CLEAR);
  g_assert_cmpint (rt_matrix_get (&matrix, RT_CLASS_CONTACT, RT_ROLE_ADMINISTRATOR), ==, RT_ACCESS_HIDDEN);
}

static void
test_damaged_table (void)
{
  RtMatrix matrix;
  RtViewer viewer = { 63, FALSE };

  memset (&matrix, 0xEE, sizeof matrix);
  for (guint klass = 0; klass < RT_N_CLASSES + 3; klass++)
    g_assert_cmpint (rt_policy_show (&matrix, &viewer, (RtClass) klass, 63), ==, RT_SHOW_HIDDEN);
  rt_matrix_init_default (&matrix);
  viewer.roles = 0xFFFFFFC0u;
  g_assert_cmpint (rt_policy_show (&matrix, &viewer, RT_CLASS_CONTACT, 0xFFFFFFFFu), ==, RT_SHOW_HIDDEN);
  g_assert_cmpint (rt_matrix_get (&matrix, (RtClass) -1, RT_ROLE_CLERK), ==, RT_ACCESS_HIDDEN);
  g_assert_cmpint (rt_matrix_get (&matrix, RT_CLASS_CONTACT, (RtRole) -1), ==, RT_ACCESS_HIDDEN);
}

static void
test_change (void)
{
  RtMatrix matrix, other;

  rt_matrix_init_default (&matrix);
  other = matrix;
  g_assert_true (rt_matrix_equal (&matrix, &other));
  rt_matrix_set (&matrix, RT_CLASS_MONEY, RT_ROLE_SERVICE, RT_ACCESS_CLEAR);
  g_assert_false (rt_matrix_equal (&matrix, &other));
  g_assert_cmpint (rt_matrix_get (&matrix, RT_CLASS_MONEY, RT_ROLE_SERVICE), ==, RT_ACCESS_CLEAR);
  other = matrix;
  rt_matrix_set (&matrix, RT_CLASS_MONEY, RT_ROLE_SERVICE, (RtAccess) 4);
  rt_matrix_set (&matrix, (RtClass) 99, RT_ROLE_SERVICE, RT_ACCESS_CLEAR);
  g_assert_true (rt_matrix_equal (&matrix, &other));
}

static void
test_ids (void)
{
  for (guint i = 0; i <= RT_ACCESS_CLEAR; i++)
    {
      RtAccess access;

      g_assert_true (rt_access_from_id (rt_access_id ((RtAccess) i), &access));
      g_assert_cmpint (access, ==, i);
      g_assert_nonnull (rt_access_name (access));
    }
  g_assert_null (rt_access_id ((RtAccess) 4));
  g_assert_null (rt_access_name ((RtAccess) 4));
  g_assert_false (rt_access_from_id ("everything", &(RtAccess){ 0 }));
  g_assert_false (rt_access_from_id (NULL, &(RtAccess){ 0 }));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  read_printed_table ();
  g_test_add_func ("/policy/who writes must read, whatever the table says", test_who_writes_reads);
  g_test_add_func ("/policy/a right that is of no use is told with what is missing", test_gaps);
  g_test_add_func ("/policy/every set of roles sees of every class what the printed table says", test_brute_force);
  g_test_add_func ("/policy/keys go to those who may see or reveal and to nobody else", test_keys);
  g_test_add_func ("/policy/only what is masked is revealed, to whoever may ask and is not held back", test_reveals);
  g_test_add_func ("/policy/of several roles the one that may suffices", test_any_role_suffices);
  g_test_add_func ("/policy/a right changes for one role, unless it is fixed", test_rights_change);
  g_test_add_func ("/policy/another role never shows less and a restriction never more", test_more_is_never_less);
  g_test_add_func ("/policy/an administrator sees nothing whatever the table says", test_administrator);
  g_test_add_func ("/policy/a damaged table hides", test_damaged_table);
  g_test_add_func ("/policy/a cell changes alone", test_change);
  g_test_add_func ("/policy/accesses have stable names", test_ids);
  return g_test_run ();
}
