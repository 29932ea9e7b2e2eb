/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands about people who work here. */
#include "config.h"

#include "rt-ctl-private.h"

#include <glib/gi18n.h>

#include "rt-accounts.h"
#include "rt-ctl-input.h"
#include "rt-ctl-list.h"
#include "rt-ctl-output.h"
#include "rt-error.h"
#include "rt-staff-access.h"
#include "rt-staff.h"

static char *name_option, *roles_option, *supervisor_option;

static const GOptionEntry add_options[] = {
  { "name", 0, 0, G_OPTION_ARG_STRING, &name_option, N_("The person's name"), N_("NAME") },
  { "roles", 0, 0, G_OPTION_ARG_STRING, &roles_option,
    N_("Roles, divided by commas: clerk, service, dispatcher, manager, privacy-officer, administrator"),
    N_("ROLES") },
  { "supervisor", 0, 0, G_OPTION_ARG_STRING, &supervisor_option,
    N_("Short name of who looks after them and says when they may see customers; you, unless it is given"),
    N_("LOGIN") },
  { NULL },
};

typedef enum
{
  ADMIT,
  ROLES,
  DISABLE,
  ENABLE,
  RESET,
  RESET_CODE,
  UNLOCK,
  RELEASE,
  SUPERVISOR
} Change;

/* What a change needs on the vault's thread; lives on the caller's stack until it is done. */
typedef struct
{
  Change change;
  const char *login, *name, *supervisor;
  RtRoles roles;
  const RtSecret *password;
} Order;

static gpointer
list (RtWork *work, gpointer data, GError **error)
{
  return rt_staff_list (work, error);
}

static void
print_json (GPtrArray *people)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_array (json);
  for (guint i = 0; i < people->len; i++)
    {
      const RtStaff *staff = people->pdata[i];
      g_autofree char *roles = rt_roles_to_string (staff->roles);
      g_autofree char *last = staff->last_sign_in != 0 ? rt_moment_to_iso (staff->last_sign_in) : NULL;

      json_builder_begin_object (json);
      rt_ctl_json_string (json, "login", staff->login);
      rt_ctl_json_string (json, "name", staff->name);
      rt_ctl_json_string (json, "roles", roles);
      rt_ctl_json_string (json, "state", staff->state);
      rt_ctl_json_string (json, "supervisor", staff->supervisor);
      rt_ctl_json_bool (json, "supervised", staff->supervised);
      rt_ctl_json_string (json, "last_sign_in", last);
      json_builder_set_member_name (json, "locked");
      json_builder_add_boolean_value (json, staff->locked);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  rt_ctl_print_json (json);
}

static void
print_table (GPtrArray *people)
{
  const char *titles[] = { _("Short name"), _("Name"), _("Roles"), _("State"), NULL };
  g_autoptr (RtCtlTable) table = rt_ctl_table_new (titles);

  for (guint i = 0; i < people->len; i++)
    {
      const RtStaff *staff = people->pdata[i];

      rt_ctl_table_take (table, g_strdup (staff->login));
      rt_ctl_table_take (table, g_strdup (staff->name));
      rt_ctl_table_take (table, rt_roles_describe (staff->roles));
      rt_ctl_table_take (table, g_strdup (staff->state));
    }
  rt_ctl_table_print (table);
}

static gboolean
run_list (RtCtl *ctl, char **args, GError **error)
{
  g_autoptr (GPtrArray) people = NULL;

  if (!rt_ctl_sign_in (ctl, error))
    return FALSE;
  people = rt_desk_call (ctl->desk, FALSE, list, NULL, NULL, error);
  if (people == NULL)
    return FALSE;
  if (ctl->json)
    print_json (people);
  else
    print_table (people);
  return TRUE;
}

/* Whoever is signed in, unless somebody else is named. */
static gint64
find_supervisor (RtWork *work, const Order *order, GError **error)
{
  return order->supervisor != NULL ? rt_ctl_find_person (work, order->supervisor, error) : rt_work_get_me (work);
}

static gboolean
set_supervisor (RtWork *work, const Order *order, gint64 id, GError **error)
{
  gint64 supervisor_id = find_supervisor (work, order, error);

  return supervisor_id != 0 && rt_staff_set_supervisor (work, id, supervisor_id, error);
}

static gboolean
apply (RtWork *work, const Order *order, gint64 id, GError **error)
{
  RtKdfCost cost;

  switch (order->change)
    {
    case ADMIT:
      return rt_staff_admit (work, id, error);
    case ROLES:
      return rt_staff_set_roles (work, id, order->roles, error);
    case DISABLE:
    case ENABLE:
      return rt_staff_set_disabled (work, id, order->change == DISABLE, error);
    case RESET:
      return rt_account_wanted_cost (rt_work_get_db (work), &cost, error) &&
             rt_staff_reset (work, id, order->password, cost, error);
    case RESET_CODE:
      return rt_staff_reset_code (work, id, error);
    case UNLOCK:
      return rt_staff_unlock (work, id, error);
    case RELEASE:
      return rt_staff_release (work, id, error);
    case SUPERVISOR:
      return set_supervisor (work, order, id, error);
    default:
      g_set_error_literal (error, RT_ERROR, RT_ERROR_FAILED, _("It did not work."));
      return FALSE;
    }
}

/* Any pointer but NULL says that it is done; nothing is freed. */
static gpointer
change (RtWork *work, gpointer data, GError **error)
{
  const Order *order = data;
  gint64 id = rt_ctl_find_person (work, order->login, error);

  return id != 0 && apply (work, order, id, error) ? data : NULL;
}

static gpointer
add (RtWork *work, gpointer data, GError **error)
{
  const Order *order = data;
  gint64 supervisor_id = find_supervisor (work, order, error);
  RtKdfCost cost;

  return supervisor_id != 0 && rt_account_wanted_cost (rt_work_get_db (work), &cost, error) &&
             rt_staff_add (work, order->login, order->name, order->roles, supervisor_id, order->password, cost, error) >
               0
           ? data
           : NULL;
}

static gboolean
run_change (RtCtl *ctl, Order *order, GError **error)
{
  return rt_ctl_sign_in (ctl, error) && rt_desk_call (ctl->desk, TRUE, change, order, NULL, error) != NULL;
}

static gboolean
run_add (RtCtl *ctl, char **args, GError **error)
{
  Order order = { .login = args[0], .name = name_option, .supervisor = supervisor_option };
  g_autoptr (RtSecret) password = NULL;

  if (name_option == NULL)
    {
      rt_error_set_invalid (error, "name", _("A new person needs --name and --roles."));
      return FALSE;
    }
  if (!rt_roles_parse (roles_option != NULL ? roles_option : "", &order.roles, error) || !rt_ctl_sign_in (ctl, error))
    return FALSE;
  password = rt_ctl_ask_new_password (ctl->password_fd, _("First password for the new person:"), error);
  order.password = password;
  return password != NULL && rt_desk_call (ctl->desk, TRUE, add, &order, NULL, error) != NULL;
}

static gboolean
run_admit (RtCtl *ctl, char **args, GError **error)
{
  Order order = { .change = ADMIT, .login = args[0] };

  return run_change (ctl, &order, error);
}

static gboolean
run_release (RtCtl *ctl, char **args, GError **error)
{
  Order order = { .change = RELEASE, .login = args[0] };

  return run_change (ctl, &order, error);
}

static gboolean
run_supervisor (RtCtl *ctl, char **args, GError **error)
{
  Order order = { .change = SUPERVISOR, .login = args[0], .supervisor = args[1] };

  return run_change (ctl, &order, error);
}

static gboolean
run_roles (RtCtl *ctl, char **args, GError **error)
{
  Order order = { .change = ROLES, .login = args[0] };

  return rt_roles_parse (args[1], &order.roles, error) && run_change (ctl, &order, error);
}

static gboolean
run_disable (RtCtl *ctl, char **args, GError **error)
{
  Order order = { .change = DISABLE, .login = args[0] };

  return run_change (ctl, &order, error);
}

static gboolean
run_enable (RtCtl *ctl, char **args, GError **error)
{
  Order order = { .change = ENABLE, .login = args[0] };

  return run_change (ctl, &order, error);
}

static gboolean
run_reset (RtCtl *ctl, char **args, GError **error)
{
  Order order = { .change = RESET, .login = args[0] };
  g_autoptr (RtSecret) password = NULL;

  if (!rt_ctl_sign_in (ctl, error))
    return FALSE;
  password = rt_ctl_ask_new_password (ctl->password_fd, _("First password for the new person:"), error);
  order.password = password;
  return password != NULL && rt_desk_call (ctl->desk, TRUE, change, &order, NULL, error) != NULL;
}

static gboolean
run_reset_code (RtCtl *ctl, char **args, GError **error)
{
  Order order = { .change = RESET_CODE, .login = args[0] };

  return run_change (ctl, &order, error);
}

static gboolean
run_unlock (RtCtl *ctl, char **args, GError **error)
{
  Order order = { .change = UNLOCK, .login = args[0] };

  return run_change (ctl, &order, error);
}

const RtCtlCommand RT_CTL_STAFF_COMMANDS[] = {
  { "staff list", "", N_("List the people who work here"), "  rolltop-ctl --user zhao.min staff list --json", 0, 0,
    run_list, NULL },
  { "staff add", "LOGIN", N_("Add a person with a first password"),
    "  rolltop-ctl --user zhao.min staff add li.na --name 'Li Na' --roles clerk,service \\\n"
    "      --supervisor wang.fang",
    1, 1, run_add, add_options },
  { "staff admit", "LOGIN", N_("Let in a person who waits, and give them the keys of their roles"),
    "  rolltop-ctl staff admit li.na", 1, 1, run_admit, NULL },
  { "staff release", "LOGIN", N_("Say that a new person may see customers: their supervisor or a manager does"),
    "  rolltop-ctl --user wang.fang staff release li.na", 1, 1, run_release, NULL },
  { "staff supervisor", "LOGIN SUPERVISOR", N_("Give a person another supervisor"),
    "  rolltop-ctl staff supervisor li.na wang.fang", 2, 2, run_supervisor, NULL },
  { "staff roles", "LOGIN ROLES", N_("Change a person's roles"), "  rolltop-ctl staff roles li.na service", 2, 2,
    run_roles, NULL },
  { "staff disable", "LOGIN", N_("Shut a person out at once"), "  rolltop-ctl staff disable li.na", 1, 1, run_disable,
    NULL },
  { "staff enable", "LOGIN", N_("Let a person come back with a new password"), "  rolltop-ctl staff enable li.na", 1,
    1, run_enable, NULL },
  { "staff reset", "LOGIN", N_("Give a person a new first password"), "  rolltop-ctl staff reset li.na", 1, 1,
    run_reset, NULL },
  { "staff reset-code", "LOGIN", N_("Make a person set up new sign-in codes"), "  rolltop-ctl staff reset-code li.na",
    1, 1, run_reset_code, NULL },
  { "staff unlock", "LOGIN", N_("Unlock a name that was locked after wrong attempts"),
    "  rolltop-ctl staff unlock li.na", 1, 1, run_unlock, NULL },
  { NULL },
};
