/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "rt-error.h"
#include "rt-fixture.h"
#include "rt-settings.h"

typedef struct
{
  RtSettingId setting;
  gint64 value;
  const char *reason;
} Change;

static gpointer
do_set (RtWork *work, gpointer data, GError **error)
{
  const Change *change = data;

  return rt_settings_set (work, change->setting, change->value, change->reason, error) ? data : NULL;
}

static gpointer
do_list (RtWork *work, gpointer data, GError **error)
{
  return rt_settings_list (work, error);
}

static const RtSettingValue *
find (GPtrArray *list, RtSettingId setting)
{
  g_assert_cmpuint (list->len, ==, RT_N_SETTINGS);
  return g_ptr_array_index (list, setting);
}

/* A number of the notice's wording that is a setting: whoever changes it is told to look at the notice. */
static void
test_told (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("ROLLTOP_SOURCE_DIR"), "data", "notices", "en.txt", NULL);
  g_autofree char *wording = NULL;

  g_assert_true (g_file_get_contents (path, &wording, NULL, NULL));
  for (guint i = 0; i < RT_N_SETTINGS; i++)
    {
      g_autofree char *place = g_strdup_printf ("{%s}", rt_setting_info ((RtSettingId) i)->id);
      g_autofree char *name = g_strdelimit (g_strdup (place), "-", '_');
      const char *told = rt_setting_told ((RtSettingId) i);

      g_assert_cmpint (strstr (wording, name) != NULL, ==, told != NULL);
      g_assert_true (told == NULL || strstr (told, "publish a new version") != NULL);
    }
  g_assert_nonnull (rt_setting_told (RT_SETTING_TRAINING_MONTHS));
}

static void
test_set (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  Change change = { RT_SETTING_LOCK_IDLE_MINUTES, 12, "the counter is busy" };
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;

  rt_fixture_sign_in (f, RT_ROLE_MANAGER);
  before = rt_fixture_read (f, do_list, NULL);
  g_assert_cmpint (find (before, change.setting)->value, ==, 5);
  g_assert_null (find (before, change.setting)->reason);
  rt_fixture_run (f, do_set, &change);
  after = rt_fixture_read (f, do_list, NULL);
  g_assert_cmpint (find (after, change.setting)->value, ==, 12);
  g_assert_cmpstr (find (after, change.setting)->reason, ==, "the counter is busy");
  g_assert_nonnull (find (after, change.setting)->changed_by);
  g_assert_cmpint (rt_fixture_count_log (f, "setting.change"), ==, 1);
  rt_fixture_run (f, do_set, &change);
  g_assert_cmpint (rt_fixture_count_log (f, "setting.change"), ==, 1);
}

static void
test_refused (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  static const Change wrong[] = {
    { RT_SETTING_LOCK_IDLE_MINUTES, 0, "why not" },
    { RT_SETTING_LOCK_IDLE_MINUTES, 61, "why not" },
    { RT_SETTING_CODE_ROLES, 64, "why not" },
    { RT_SETTING_LOCK_IDLE_MINUTES, 7, NULL },
    { RT_SETTING_LOCK_IDLE_MINUTES, 7, "  " },
    { RT_SETTING_LOCK_IDLE_MINUTES, 7, "ask 138 1234 8931" },
    { RT_N_SETTINGS, 1, "why not" },
  };
  Change change = { RT_SETTING_LOCK_IDLE_MINUTES, 7, "why not" };

  rt_fixture_sign_in (f, RT_ROLE_MANAGER);
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    rt_fixture_refuse (f, TRUE, do_set, (gpointer) &wrong[i], RT_ERROR_INVALID);
  for (guint role = 0; role < RT_N_ROLES; role++)
    {
      rt_fixture_sign_in (f, (RtRole) role);
      if (role != RT_ROLE_MANAGER && role != RT_ROLE_ADMINISTRATOR)
        rt_fixture_refuse (f, TRUE, do_set, &change, RT_ERROR_DENIED);
    }
  g_assert_cmpint (rt_fixture_count_log (f, "setting.change"), ==, 0);
}

/* What somebody wrote into the file, past the program, counts as not set when it is out of bounds. */
static void
test_out_of_bounds (void)
{
  g_autoptr (RtFixture) f = rt_fixture_new (NULL);
  g_autoptr (GPtrArray) list = NULL;

  rt_fixture_exec (f, "INSERT INTO setting (id, value, changed_at, changed_by) VALUES"
                      " ('lock-idle-minutes', '100000', 0, 0), ('lookups-per-hour', 'many', 0, 0)");
  rt_fixture_sign_in (f, RT_ROLE_CLERK);
  list = rt_fixture_read (f, do_list, NULL);
  g_assert_cmpint (find (list, RT_SETTING_LOCK_IDLE_MINUTES)->value, ==, 5);
  g_assert_cmpint (find (list, RT_SETTING_LOOKUPS_PER_HOUR)->value, ==, 60);
}

static void
test_registry (void)
{
  for (guint i = 0; i < RT_N_SETTINGS; i++)
    {
      const RtSettingInfo *info = rt_setting_info ((RtSettingId) i);
      RtSettingId back = RT_N_SETTINGS;
      g_autofree char *words = rt_setting_format ((RtSettingId) i, info->standard);

      g_assert_cmpuint (info->number, ==, i);
      g_assert_true (rt_setting_from_id (info->id, &back));
      g_assert_cmpuint (back, ==, i);
      g_assert_true (rt_setting_check ((RtSettingId) i, info->standard, NULL));
      g_assert_false (rt_setting_check ((RtSettingId) i, info->least - 1, NULL));
      g_assert_false (rt_setting_check ((RtSettingId) i, info->most + 1, NULL));
      g_assert_cmpuint (strlen (words), >, 0);
    }
  g_assert_null (rt_setting_info (RT_N_SETTINGS));
  g_assert_false (rt_setting_from_id ("no-such", &(RtSettingId){ RT_N_SETTINGS }));
  g_assert_false (rt_setting_from_id (NULL, &(RtSettingId){ RT_N_SETTINGS }));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/settings/each has bounds, a standard within them and an id", test_registry);
  g_test_add_func ("/settings/whoever changes what the notice states is told to look at the notice", test_told);
  g_test_add_func ("/settings/a change is kept with its reason and recorded once", test_set);
  g_test_add_func ("/settings/without a reason, out of bounds or without the right nothing changes", test_refused);
  g_test_add_func ("/settings/what is out of bounds in the file counts as not set", test_out_of_bounds);
  return g_test_run ();
}
