/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands about the store's rules: who sees what, who may do what, and the settings. */
#include "config.h"

#include "rt-ctl-private.h"

#include <stdio.h>

#include <glib/gi18n.h>
#include <string.h>

#include "rt-ctl-output.h"
#include "rt-error.h"
#include "rt-matrix-preview.h"
#include "rt-settings.h"

static char *reason_option;
static gboolean preview_option;

static const GOptionEntry table_options[] = {
  { "reason", 0, 0, G_OPTION_ARG_STRING, &reason_option, N_("Why it is changed, in a few words; it goes into the log"),
    N_("WORDS") },
  { "preview", 0, 0, G_OPTION_ARG_NONE, &preview_option, N_("Say what would change for whom, and change nothing"),
    NULL },
  { NULL },
};
static const GOptionEntry setting_options[] = {
  { "reason", 0, 0, G_OPTION_ARG_STRING, &reason_option, N_("Why it is changed, in a few words; it goes into the log"),
    N_("WORDS") },
  { NULL },
};

/* What a command hands to the vault's thread; on the caller's stack. */
typedef struct
{
  RtMatrix matrix; /* as it stands */
  RtMatrixChange change;
  RtSettingId setting;
  gint64 value;
} Order;

static gpointer
get_matrix (RtWork *work, gpointer data, GError **error)
{
  return rt_matrix_store_get (work, data, error) ? data : NULL;
}

static gboolean
read_matrix (RtCtl *ctl, RtMatrix *matrix, GError **error)
{
  return rt_ctl_sign_in (ctl, error) && rt_desk_call (ctl->desk, FALSE, get_matrix, matrix, NULL, error) != NULL;
}

static RtCtlTable *
new_table (const char *first, const char **titles)
{
  titles[0] = first;
  for (guint role = 0; role < RT_N_ROLES; role++)
    titles[role + 1] = rt_role_name ((RtRole) role);
  titles[RT_N_ROLES + 1] = NULL;
  return rt_ctl_table_new (titles);
}

/* --- Who sees what --- */

static void
print_matrix_json (const RtMatrix *matrix)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  RtMatrix standard;

  rt_matrix_init_default (&standard);
  json_builder_begin_array (json);
  for (guint klass = 0; klass < RT_N_CLASSES; klass++)
    for (guint role = 0; role < RT_N_ROLES; role++)
      {
        RtAccess access = rt_matrix_get (matrix, (RtClass) klass, (RtRole) role);

        json_builder_begin_object (json);
        rt_ctl_json_string (json, "class", rt_class_id ((RtClass) klass));
        rt_ctl_json_string (json, "role", rt_role_id ((RtRole) role));
        rt_ctl_json_string (json, "access", rt_access_id (access));
        rt_ctl_json_string (json, "default", rt_access_id (rt_matrix_get (&standard, (RtClass) klass, (RtRole) role)));
        json_builder_end_object (json);
      }
  json_builder_end_array (json);
  rt_ctl_print_json (json);
}

static void
print_matrix_table (const RtMatrix *matrix)
{
  const char *titles[RT_N_ROLES + 2];
  g_autoptr (RtCtlTable) table = new_table (_("Details"), titles);

  for (guint klass = 0; klass < RT_N_CLASSES; klass++)
    {
      rt_ctl_table_take (table, g_strdup (rt_class_name ((RtClass) klass)));
      for (guint role = 0; role < RT_N_ROLES; role++)
        rt_ctl_table_take (table, g_strdup (rt_access_name (rt_matrix_get (matrix, (RtClass) klass, (RtRole) role))));
    }
  rt_ctl_table_print (table);
}

static gboolean
run_matrix_show (RtCtl *ctl, char **args, GError **error)
{
  RtMatrix matrix;

  if (!read_matrix (ctl, &matrix, error))
    return FALSE;
  if (ctl->json)
    print_matrix_json (&matrix);
  else
    print_matrix_table (&matrix);
  return TRUE;
}

/* --- What roles may do --- */

static void
print_rights_json (const RtMatrix *matrix)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_array (json);
  for (guint right = 0; right < RT_N_RIGHTS; right++)
    for (guint role = 0; role < RT_N_ROLES; role++)
      {
        g_autofree char *gap = rt_matrix_describe_gap (matrix, (RtRole) role, (RtRight) right);

        json_builder_begin_object (json);
        rt_ctl_json_string (json, "right", rt_right_id ((RtRight) right));
        rt_ctl_json_string (json, "role", rt_role_id ((RtRole) role));
        rt_ctl_json_bool (json, "allowed", rt_matrix_has_right (matrix, (RtRole) role, (RtRight) right));
        rt_ctl_json_string (json, "gap", gap);
        rt_ctl_json_bool (json, "default", (rt_role_default_rights ((RtRole) role) & RT_RIGHTS_OF (right)) != 0);
        rt_ctl_json_bool (json, "fixed", rt_role_right_is_fixed ((RtRole) role, (RtRight) right));
        json_builder_end_object (json);
      }
  json_builder_end_array (json);
  rt_ctl_print_json (json);
}

/* In brackets where the right is of no use. */
static const char *
say_right (const RtMatrix *matrix, RtRole role, RtRight right)
{
  if (!rt_matrix_has_right (matrix, role, right))
    return C_("right", "no");
  return rt_matrix_may (matrix, RT_ROLES_OF (role), right) ? C_("right", "yes") : C_("right", "(yes)");
}

static void
print_rights_table (const RtMatrix *matrix)
{
  const char *titles[RT_N_ROLES + 2];
  g_autoptr (RtCtlTable) table = new_table (_("Right"), titles);

  for (guint right = 0; right < RT_N_RIGHTS; right++)
    {
      rt_ctl_table_take (table, g_strdup (rt_right_name ((RtRight) right)));
      for (guint role = 0; role < RT_N_ROLES; role++)
        rt_ctl_table_take (table, g_strdup (say_right (matrix, (RtRole) role, (RtRight) right)));
    }
  rt_ctl_table_print (table);
}

static gboolean
run_rights_show (RtCtl *ctl, char **args, GError **error)
{
  RtMatrix matrix;

  if (!read_matrix (ctl, &matrix, error))
    return FALSE;
  if (ctl->json)
    print_rights_json (&matrix);
  else
    print_rights_table (&matrix);
  return TRUE;
}

/* --- Changing the table --- */

static void
apply_change (const Order *order, RtMatrix *matrix)
{
  const RtMatrixChange *change = &order->change;

  if (change->is_right)
    rt_matrix_set_right (matrix, change->role, change->right, change->has);
  else
    rt_matrix_set (matrix, change->klass, change->role, change->after);
}

static gpointer
save_change (RtWork *work, gpointer data, GError **error)
{
  const RtMatrix now = *rt_work_get_matrix (work);
  RtMatrix wanted = now;

  apply_change (data, &wanted);
  return rt_matrix_save (work, &now, &wanted, reason_option, error) ? data : NULL;
}

static gpointer
preview_change (RtWork *work, gpointer data, GError **error)
{
  RtMatrix wanted = *rt_work_get_matrix (work);

  apply_change (data, &wanted);
  return rt_matrix_preview (work, &wanted, error);
}

static void
json_lines (JsonBuilder *json, const char *name, GPtrArray *lines)
{
  json_builder_set_member_name (json, name);
  json_builder_begin_array (json);
  for (guint i = 0; i < lines->len; i++)
    {
      const RtMatrixLine *line = g_ptr_array_index (lines, i);

      json_builder_begin_object (json);
      rt_ctl_json_string (json, "text", line->text);
      rt_ctl_json_string (json, "reach", line->reach);
      rt_ctl_json_bool (json, "wider", line->wider);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
print_preview_json (const RtMatrixPreview *told)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  rt_ctl_json_string (json, "summary", told->summary);
  json_lines (json, "changes", told->changes);
  json_builder_set_member_name (json, "people");
  json_builder_begin_array (json);
  for (guint i = 0; i < told->people->len; i++)
    {
      const RtMatrixEffect *effect = g_ptr_array_index (told->people, i);

      json_builder_begin_object (json);
      rt_ctl_json_string (json, "login", effect->login);
      rt_ctl_json_string (json, "name", effect->name);
      json_lines (json, "lines", effect->lines);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  json_builder_set_member_name (json, "warnings");
  json_builder_begin_array (json);
  for (guint i = 0; i < told->warnings->len; i++)
    json_builder_add_string_value (json, g_ptr_array_index (told->warnings, i));
  json_builder_end_array (json);
  rt_ctl_json_string (json, "problem", told->problem);
  json_builder_end_object (json);
  rt_ctl_print_json (json);
}

static void
say_indented (const char *text)
{
  g_autofree char *line = g_strconcat ("  ", text, NULL);

  rt_ctl_say (line);
}

static void
print_preview (const RtMatrixPreview *told)
{
  rt_ctl_say (told->summary);
  for (guint i = 0; i < told->people->len; i++)
    {
      const RtMatrixEffect *effect = g_ptr_array_index (told->people, i);

      rt_ctl_say (effect->name);
      for (guint j = 0; j < effect->lines->len; j++)
        {
          const RtMatrixLine *line = g_ptr_array_index (effect->lines, j);

          say_indented (line->text);
          if (line->reach != NULL)
            say_indented (line->reach);
        }
    }
  for (guint i = 0; i < told->warnings->len; i++)
    rt_ctl_say (g_ptr_array_index (told->warnings, i));
  if (told->problem != NULL)
    rt_ctl_say (told->problem);
}

static gboolean
run_change (RtCtl *ctl, Order *order, GError **error)
{
  g_autoptr (RtMatrixPreview) told = NULL;

  if (!rt_ctl_sign_in (ctl, error))
    return FALSE;
  if (!preview_option)
    return rt_desk_call (ctl->desk, TRUE, save_change, order, NULL, error) != NULL;
  told = rt_desk_call (ctl->desk, FALSE, preview_change, order, NULL, error);
  if (told == NULL)
    return FALSE;
  if (ctl->json)
    print_preview_json (told);
  else
    print_preview (told);
  return TRUE;
}

static gboolean
read_role (const char *word, RtRole *role, GError **error)
{
  if (rt_role_from_id (word, role))
    return TRUE;
  rt_error_set_invalid (error, "role",
                        _("There is no such role; it is clerk, service, dispatcher, manager, privacy-officer or "
                           "administrator."));
  return FALSE;
}

static gboolean
run_matrix_set (RtCtl *ctl, char **args, GError **error)
{
  Order order = { .change = { .is_right = FALSE } };

  if (!rt_class_from_id (args[0], &order.change.klass))
    {
      rt_error_set_invalid (error, "class",
                            _ (
                              "There are no such details; they are contact, address, access, home, service or money."));
      return FALSE;
    }
  if (!read_role (args[1], &order.change.role, error))
    return FALSE;
  if (!rt_access_from_id (args[2], &order.change.after))
    {
      rt_error_set_invalid (error, "access", _("Choose one of clear, own-work, masked and hidden."));
      return FALSE;
    }
  if (order.change.role == RT_ROLE_ADMINISTRATOR)
    {
      rt_error_set_invalid (error, "role", _("An administrator sees no customer; this cannot be changed."));
      return FALSE;
    }
  return run_change (ctl, &order, error);
}

static gboolean
run_rights_set (RtCtl *ctl, char **args, GError **error)
{
  Order order = { .change = { .is_right = TRUE } };

  if (!rt_right_from_id (args[0], &order.change.right))
    {
      rt_error_set_invalid (error, "right", _("There is no such right; “rights show --json” names them."));
      return FALSE;
    }
  if (!read_role (args[1], &order.change.role, error))
    return FALSE;
  order.change.has = g_str_equal (args[2], "yes");
  if (!order.change.has && !g_str_equal (args[2], "no"))
    {
      rt_error_set_invalid (error, "allowed", _("Say yes or no."));
      return FALSE;
    }
  if (rt_role_right_is_fixed (order.change.role, order.change.right))
    {
      rt_error_set_invalid (error, "right", _("This is the same in every store and cannot be changed."));
      return FALSE;
    }
  return run_change (ctl, &order, error);
}

/* --- Settings --- */

static gpointer
list_settings (RtWork *work, gpointer data, GError **error)
{
  return rt_settings_list (work, error);
}

/* A set of roles is written as everywhere else: "manager,administrator", "none". */
static char *
value_word (const RtSettingInfo *info, gint64 value)
{
  if (info->unit != RT_SETTING_UNIT_ROLES)
    return g_strdup_printf ("%" G_GINT64_FORMAT, value);
  return value != 0 ? rt_roles_to_string ((RtRoles) value) : g_strdup ("none");
}

static void
print_settings_json (GPtrArray *list)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_array (json);
  for (guint i = 0; i < list->len; i++)
    {
      const RtSettingValue *one = g_ptr_array_index (list, i);
      const RtSettingInfo *info = rt_setting_info (one->setting);
      g_autofree char *value = value_word (info, one->value);
      g_autofree char *at = one->changed_at != 0 ? rt_moment_to_iso (one->changed_at) : NULL;

      json_builder_begin_object (json);
      rt_ctl_json_string (json, "setting", info->id);
      if (info->unit == RT_SETTING_UNIT_ROLES)
        rt_ctl_json_string (json, "value", value);
      else
        rt_ctl_json_int (json, "value", one->value);
      rt_ctl_json_string (json, "why", _ (info->reason));
      rt_ctl_json_string (json, "source", info->source);
      rt_ctl_json_string (json, "reason", one->reason);
      rt_ctl_json_string (json, "changed_by", one->changed_by);
      rt_ctl_json_string (json, "changed_at", at);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  rt_ctl_print_json (json);
}

static void
print_settings_table (GPtrArray *list)
{
  const char *titles[] = { _("Setting"), _("Value"), _("What it is"), _("Source"), NULL };
  g_autoptr (RtCtlTable) table = rt_ctl_table_new (titles);

  for (guint i = 0; i < list->len; i++)
    {
      const RtSettingValue *one = g_ptr_array_index (list, i);
      const RtSettingInfo *info = rt_setting_info (one->setting);

      rt_ctl_table_take (table, g_strdup (info->id));
      rt_ctl_table_take (table, rt_setting_format (one->setting, one->value));
      rt_ctl_table_take (table, g_strdup (_ (info->label)));
      rt_ctl_table_take (table, g_strdup (info->source));
    }
  rt_ctl_table_print (table);
}

static gboolean
run_settings_list (RtCtl *ctl, char **args, GError **error)
{
  g_autoptr (GPtrArray) list = NULL;

  if (!rt_ctl_sign_in (ctl, error))
    return FALSE;
  list = rt_desk_call (ctl->desk, FALSE, list_settings, NULL, NULL, error);
  if (list == NULL)
    return FALSE;
  if (ctl->json)
    print_settings_json (list);
  else
    print_settings_table (list);
  return TRUE;
}

static gboolean
read_value (const RtSettingInfo *info, const char *word, gint64 *value, GError **error)
{
  RtRoles roles = 0;

  if (info->unit == RT_SETTING_UNIT_ROLES)
    {
      if (!g_str_equal (word, "none") && !rt_roles_parse (word, &roles, error))
        return FALSE;
      *value = roles;
      return TRUE;
    }
  if (g_ascii_string_to_signed (word, 10, G_MININT64, G_MAXINT64, value, NULL))
    return TRUE;
  rt_error_set_invalid (error, info->id, _("This setting is a whole number."));
  return FALSE;
}

static gpointer
set_setting (RtWork *work, gpointer data, GError **error)
{
  const Order *order = data;

  return rt_settings_set (work, order->setting, order->value, reason_option, error) ? data : NULL;
}

static gboolean
run_settings_set (RtCtl *ctl, char **args, GError **error)
{
  Order order = { .value = 0 };

  if (!rt_setting_from_id (args[0], &order.setting))
    {
      rt_error_set_invalid (error, "setting", _("There is no such setting; “settings list” names them."));
      return FALSE;
    }
  if (!read_value (rt_setting_info (order.setting), args[1], &order.value, error) || !rt_ctl_sign_in (ctl, error) ||
      rt_desk_call (ctl->desk, TRUE, set_setting, &order, NULL, error) == NULL)
    return FALSE;
  if (rt_setting_told (order.setting) != NULL)
    fprintf (stderr, "%s\n", rt_setting_told (order.setting));
  return TRUE;
}

const RtCtlCommand RT_CTL_RULES_COMMANDS[] = {
  { "matrix show", "", N_("Show which role sees what"), "  rolltop-ctl --user zhao.min matrix show --json", 0, 0,
    run_matrix_show, NULL },
  { "matrix set", "CLASS ROLE ACCESS", N_("Change what a role sees of a class of details"),
    "  rolltop-ctl matrix set home service masked --preview\n"
    "  rolltop-ctl matrix set home service masked --reason 'no design work this year'",
    3, 3, run_matrix_set, table_options },
  { "rights show", "", N_("Show what each role may do"), "  rolltop-ctl --user zhao.min rights show", 0, 0,
    run_rights_show, NULL },
  { "rights set", "RIGHT ROLE yes|no", N_("Give a right to a role, or take it"),
    "  rolltop-ctl rights set export clerk yes --reason 'monthly list for the warehouse'", 3, 3, run_rights_set,
    table_options },
  { "settings list", "", N_("List the store's settings with their reasons and sources"),
    "  rolltop-ctl --user zhao.min settings list", 0, 0, run_settings_list, NULL },
  { "settings set", "SETTING VALUE", N_("Change a setting"),
    "  rolltop-ctl settings set lock-idle-minutes 10 --reason 'customers are served at two desks'", 2, 2,
    run_settings_set, setting_options },
  { NULL },
};
