/* Roles by name, and what each may do. */
#include "config.h"

#include "rt-error.h"
#include "rt-role.h"

static void
test_names (void)
{
  for (guint i = 0; i < RT_N_ROLES; i++)
    {
      RtRole role;

      g_assert_true (rt_role_from_id (rt_role_id ((RtRole) i), &role));
      g_assert_cmpint (role, ==, i);
      g_assert_nonnull (rt_role_name (role));
    }
  for (guint i = 0; i < RT_N_RIGHTS; i++)
    g_assert_nonnull (rt_right_id ((RtRight) i));
  g_assert_null (rt_role_id ((RtRole) RT_N_ROLES));
  g_assert_null (rt_role_name ((RtRole) RT_N_ROLES));
  g_assert_null (rt_right_id (RT_N_RIGHTS));
  g_assert_false (rt_role_from_id ("Clerk", &(RtRole){ 0 }));
  g_assert_false (rt_role_from_id (NULL, &(RtRole){ 0 }));
}

static void
test_sets (void)
{
  for (RtRoles roles = 1; roles < 64; roles++)
    {
      g_autofree char *text = rt_roles_to_string (roles);
      RtRoles back = 0;

      g_assert_true (rt_roles_parse (text, &back, NULL));
      g_assert_cmpuint (back, ==, roles);
    }
}

static void
test_written (void)
{
  g_autofree char *some = rt_roles_describe (RT_ROLES_OF (RT_ROLE_SERVICE) | RT_ROLES_OF (RT_ROLE_CLERK));
  g_autofree char *none = rt_roles_describe (0);
  RtRoles roles = 0;

  g_assert_cmpstr (some, ==, "Clerk, Service");
  g_assert_cmpstr (none, ==, "");
  g_assert_true (rt_roles_parse (" clerk , privacy-officer,clerk", &roles, NULL));
  g_assert_cmpuint (roles, ==, RT_ROLES_OF (RT_ROLE_CLERK) | RT_ROLES_OF (RT_ROLE_PRIVACY_OFFICER));
}

static void
test_unknown (void)
{
  static const char *const wrong[] = {
    "", ",", "clerk,", "clerk,boss", "clerk service", "clerk,service,dispatcher,manager,clerk,clerk,clerk,boss"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      RtRoles roles = 0;

      g_assert_false (rt_roles_parse (wrong[i], &roles, &error));
      g_assert_error (error, RT_ERROR, RT_ERROR_INVALID);
      g_assert_cmpstr (rt_error_get_field (error), ==, "roles");
      g_assert_cmpuint (roles, ==, 0);
    }
  g_assert_false (rt_roles_parse (NULL, &(RtRoles){ 0 }, NULL));
}

static void
assert_rights (RtRole role, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < RT_N_RIGHTS; i++)
    if (rt_role_default_rights (role) & RT_RIGHTS_OF (i))
      g_string_append_printf (text, "%s ", rt_right_id ((RtRight) i));
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_rights (void)
{
  assert_rights (RT_ROLE_CLERK,
                 "order-read order-write ticket-read customer-read customer-write customer-lookup reveal "
                 "payment-write notice-read ");
  assert_rights (RT_ROLE_SERVICE,
                 "order-read ticket-read ticket-write customer-read customer-lookup reveal notice-read ");
  assert_rights (RT_ROLE_DISPATCHER,
                 "order-read ticket-read ticket-assign customer-read customer-lookup reveal notice-read plan ");
  assert_rights (
    RT_ROLE_MANAGER,
    "order-read order-write order-import ticket-read ticket-write ticket-assign customer-read customer-write "
    "customer-lookup reveal payment-write product-write notice-read notice-write plan export log-read log-verify "
    "staff-admit matrix-write settings-write reveal-grant review-read review-sign training-write keys-manage ");
  assert_rights (RT_ROLE_PRIVACY_OFFICER,
                 "order-read customer-read reveal notice-read log-read log-verify review-read training-write ");
  assert_rights (RT_ROLE_ADMINISTRATOR, "staff-manage settings-write keys-manage ");
}

static void
test_fixed (void)
{
  static const RtRight with_customers[] = { RT_RIGHT_ORDER_READ,   RT_RIGHT_TICKET_READ, RT_RIGHT_CUSTOMER_READ,
                                            RT_RIGHT_REVEAL,       RT_RIGHT_EXPORT,      RT_RIGHT_CUSTOMER_LOOKUP,
                                            RT_RIGHT_ORDER_IMPORT, RT_RIGHT_PLAN,        RT_RIGHT_REVIEW_READ };

  for (guint role = 0; role < RT_N_ROLES; role++)
    {
      g_assert_true (rt_role_right_is_fixed ((RtRole) role, RT_RIGHT_STAFF_ADMIT));
      g_assert_true (rt_role_right_is_fixed ((RtRole) role, RT_RIGHT_MATRIX_WRITE));
      g_assert_true (rt_role_right_is_fixed ((RtRole) role, RT_RIGHT_STAFF_MANAGE));
      g_assert_true (rt_role_right_is_fixed ((RtRole) role, RT_N_RIGHTS));
      if (role != RT_ROLE_ADMINISTRATOR)
        g_assert_false (rt_role_right_is_fixed ((RtRole) role, RT_RIGHT_EXPORT));
    }
  for (guint i = 0; i < G_N_ELEMENTS (with_customers); i++)
    g_assert_true (rt_role_right_is_fixed (RT_ROLE_ADMINISTRATOR, with_customers[i]));
  g_assert_false (rt_role_right_is_fixed (RT_ROLE_ADMINISTRATOR, RT_RIGHT_LOG_READ));
  g_assert_true (rt_role_right_is_fixed ((RtRole) RT_N_ROLES, RT_RIGHT_EXPORT));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/policy/roles and rights have stable names", test_names);
  g_test_add_func ("/policy/every set of roles is written and read back", test_sets);
  g_test_add_func ("/policy/sets of roles read like a list", test_written);
  g_test_add_func ("/policy/an unknown role or none is refused", test_unknown);
  g_test_add_func ("/policy/each role may do what its day needs", test_rights);
  g_test_add_func ("/policy/some rights no store can give or take", test_fixed);
  return g_test_run ();
}
