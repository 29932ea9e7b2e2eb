/* Errors carry a code for programs, a sentence for people, and the field they are about. */
#include "config.h"

#include <gio/gio.h>

#include "rt-error.h"

static void
test_field (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) copy = NULL;

  rt_error_set_invalid (&error, "customer.phone", "100% %s is not a number.");
  g_assert_error (error, RT_ERROR, RT_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, "100% %s is not a number.");
  copy = g_error_copy (error);
  g_clear_error (&error);
  g_assert_cmpstr (rt_error_get_field (copy), ==, "customer.phone");
}

static void
test_field_added_later (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) other = g_error_new_literal (RT_ERROR, RT_ERROR_BUSY, "Busy.");

  rt_error_set_invalid (&error, NULL, "No.");
  g_assert_null (rt_error_get_field (error));
  rt_error_set_field (error, "phone");
  rt_error_set_field (error, "email");
  g_assert_cmpstr (rt_error_get_field (error), ==, "phone");
  rt_error_set_field (other, "phone");
  g_assert_null (rt_error_get_field (other));
  rt_error_set_field (NULL, "phone");
}

static void
test_foreign (void)
{
  g_autoptr (GError) foreign = g_error_new_literal (G_IO_ERROR, (int) RT_ERROR_INVALID, "Other.");

  g_assert_null (rt_error_get_field (foreign));
  g_assert_null (rt_error_get_field (NULL));
  rt_error_set_invalid (NULL, "phone", "Nowhere to go.");
}

static void
test_names (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (int code = RT_ERROR_FAILED; code <= RT_ERROR_TOO_LARGE; code++)
    {
      const char *name = rt_error_code_name (code);

      g_assert_true (g_regex_match_simple ("^[a-z]+(-[a-z]+)*$", name, 0, 0));
      g_assert_true (g_hash_table_add (seen, (gpointer) name));
    }
  g_assert_cmpstr (rt_error_code_name (-1), ==, "failed");
  g_assert_cmpstr (rt_error_code_name (RT_ERROR_TOO_LARGE + 1), ==, "failed");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/an invalid value names its field, and its message is no format", test_field);
  g_test_add_func ("/base/a field is added to an error once and to no other error", test_field_added_later);
  g_test_add_func ("/base/errors of other domains have no field", test_foreign);
  g_test_add_func ("/base/every error code has a name of its own", test_names);
  return g_test_run ();
}
