/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands about the store itself: init, demo, password. */
#include "config.h"

#include "rt-ctl-private.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "rt-ctl-input.h"
#include "rt-ctl-output.h"
#include "rt-ctl-sheet.h"
#include "rt-demo.h"
#include "rt-error.h"
#include "rt-lang.h"
#include "rt-paper-recovery.h"
#include "rt-password.h"
#include "rt-setting.h"

static char *store_name, *contact, *privacy_contact, *currency, *region, *paper_language, *person_name, *roles_text,
  *code_roles_text;
static char *sheet_path;
static gboolean yes, least_cost;
static int n_orders = 200, n_tickets = 60, n_customers, n_years, n_looks, seed = 1;
static char *demo_language;

static const GOptionEntry init_options[] = {
  { "name", 0, 0, G_OPTION_ARG_STRING, &store_name, N_("Name of the store, printed on every paper"), N_("TEXT") },
  { "contact", 0, 0, G_OPTION_ARG_STRING, &contact, N_("Address and telephone of the store, as printed"),
    N_("TEXT") },
  { "privacy-contact", 0, 0, G_OPTION_ARG_STRING, &privacy_contact, N_("Whom a customer asks about their data"),
    N_("TEXT") },
  { "currency", 0, 0, G_OPTION_ARG_STRING, &currency, N_("Currency, as CNY or USD"), N_("CODE") },
  { "region", 0, 0, G_OPTION_ARG_STRING, &region, N_("Country, as CN or US"), N_("CODE") },
  { "paper-language", 0, 0, G_OPTION_ARG_STRING, &paper_language, N_("Language of papers: en or zh_CN"),
    N_("LANGUAGE") },
  { "person", 0, 0, G_OPTION_ARG_STRING, &person_name, N_("Name of the manager named with --user"), N_("NAME") },
  { "roles", 0, 0, G_OPTION_ARG_STRING, &roles_text, N_("Roles of that person besides manager, divided by commas"),
    N_("ROLES") },
  { "code-roles", 0, 0, G_OPTION_ARG_STRING, &code_roles_text,
    N_("Roles that sign in with a code as well, divided by commas; all, or none"), N_("ROLES") },
  { "least-cost", 0, 0, G_OPTION_ARG_NONE, &least_cost,
    N_("Make signing in as quick as is allowed, for slow machines; guessing passwords is quicker too"), NULL },
  { "sheet", 0, 0, G_OPTION_ARG_FILENAME, &sheet_path,
    N_("Write the recovery sheet to this file as PDF; with - its text goes to standard output, whatever that is"),
    N_("FILE") },
  { "yes", 'y', 0, G_OPTION_ARG_NONE, &yes, N_("Do not ask whether to go on"), NULL },
  { NULL },
};

static const GOptionEntry demo_options[] = {
  { "orders", 0, 0, G_OPTION_ARG_INT, &n_orders, N_("How many orders to make"), N_("N") },
  { "tickets", 0, 0, G_OPTION_ARG_INT, &n_tickets, N_("How many tickets to make"), N_("N") },
  { "customers", 0, 0, G_OPTION_ARG_INT, &n_customers, N_("How many customers the orders are of (by chance)"),
    N_("N") },
  { "years", 0, 0, G_OPTION_ARG_INT, &n_years, N_("How many years the orders are spread over (2)"), N_("N") },
  { "looks", 0, 0, G_OPTION_ARG_INT, &n_looks, N_("How many looks to put into the log (none)"), N_("N") },
  { "seed", 0, 0, G_OPTION_ARG_INT, &seed, N_("The same number makes the same people and orders"), N_("N") },
  { "demo-language", 0, 0, G_OPTION_ARG_STRING, &demo_language,
    N_("Language of the examples: en or zh_CN (both mixed)"), N_("LANGUAGE") },
  { NULL },
};

static gboolean
make_folder (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (g_mkdir_with_parents (folder, 0700) == 0)
    return TRUE;
  g_set_error_literal (error, RT_ERROR, RT_ERROR_FAILED,
                       _("The folder for the store cannot be made. Check that you may write there."));
  return FALSE;
}

static RtRecovery *
create (RtCtl *ctl, const RtSetup *setup, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  if (!make_folder (ctl->store, error))
    return NULL;
  rt_desk_create_async (ctl->desk, ctl->store, setup, NULL, rt_desk_await_cb, &result);
  return rt_desk_create_finish (ctl->desk, rt_desk_await (&result), error);
}

static gboolean
read_code_roles (RtRoles *roles, GError **error)
{
  *roles = (RtRoles) rt_setting_info (RT_SETTING_CODE_ROLES)->standard;
  if (code_roles_text == NULL || strcmp (code_roles_text, "all") == 0)
    return TRUE;
  *roles = 0;
  return strcmp (code_roles_text, "none") == 0 || rt_roles_parse (code_roles_text, roles, error);
}

static gboolean
check_init (RtCtl *ctl, RtRoles *roles, GError **error)
{
  if (g_file_test (ctl->store, G_FILE_TEST_EXISTS))
    {
      g_set_error_literal (error, RT_ERROR, RT_ERROR_EXISTS,
                           _("There is a file already. Choose another name with --store."));
      return FALSE;
    }
  if (!rt_ctl_sheet_check (sheet_path, error))
    return FALSE;
  if (store_name == NULL || person_name == NULL || ctl->user == NULL)
    {
      rt_error_set_invalid (error, NULL, _("A new store needs --name, --user and --person."));
      return FALSE;
    }
  if (roles_text != NULL && !rt_roles_parse (roles_text, roles, error))
    return FALSE;
  *roles |= RT_ROLES_OF (RT_ROLE_MANAGER);
  return yes || rt_ctl_confirm (_("Make a new store? (y/n)"), error);
}

static gboolean
run_init (RtCtl *ctl, char **args, GError **error)
{
  gboolean us = g_strcmp0 (region, "US") == 0 || (region == NULL && !rt_lang_is_chinese (paper_language));
  g_autofree char *uuid = g_uuid_string_random ();
  g_autoptr (RtStoreInfo) store = NULL;
  g_autoptr (RtSecret) password = NULL;
  g_autoptr (RtRecovery) recovery = NULL;
  RtSetup setup = { .manager_login = ctl->user, .manager_name = person_name };

  if (!check_init (ctl, &setup.manager_roles, error) || !read_code_roles (&setup.code_roles, error))
    return FALSE;
  if (least_cost)
    setup.cost = RT_KDF_COST_MINIMUM;
  password = rt_ctl_ask_new_password (ctl->password_fd, _("New password:"), error);
  if (password == NULL || !rt_password_check (password, ctl->user, error))
    return FALSE;
  store =
    rt_store_info_new (uuid, store_name, contact != NULL ? contact : "", privacy_contact != NULL ? privacy_contact : "",
                       currency != NULL ? currency
                       : us             ? "USD"
                                        : "CNY",
                       region != NULL ? region
                       : us           ? "US"
                                      : "CN",
                       paper_language != NULL ? paper_language : rt_lang_current ());
  setup.store = store;
  setup.manager_password = password;
  recovery = create (ctl, &setup, error);
  if (recovery == NULL)
    return FALSE;
  rt_ctl_sheet_give (
    ctl, store, recovery, sheet_path,
    _ (
      "The store is made. This is its recovery sheet: write it down or print it now and keep it away from this computer. It is never shown again."),
    _ (
      "The store is made, and its recovery sheet is written. Print it, keep it away from this computer, and remove the file."));
  return TRUE;
}

static gboolean
make_example (RtCtl *ctl, GError **error)
{
  gboolean chinese = rt_lang_is_chinese (demo_language);
  g_autofree char *uuid = g_uuid_string_random ();
  g_autoptr (RtSecret) password = rt_secret_new_from (RT_DEMO_PASSWORD, strlen (RT_DEMO_PASSWORD));
  g_autoptr (RtStoreInfo) store =
    rt_store_info_new (uuid, _("Oak & Elm Furniture"), _("12 Example Street, Sampletown · 555-0100"),
                       _("privacy@example.com"), chinese ? "CNY" : "USD", chinese ? "CN" : "US",
                       demo_language != NULL ? demo_language : rt_lang_current ());
  const RtSetup setup = {
    .store = store,
    .manager_login = RT_DEMO_MANAGER,
    .manager_name = chinese ? "赵敏" : "Zhao Min",
    .manager_roles = RT_DEMO_MANAGER_ROLES,
    .manager_password = password,
    .cost = RT_KDF_COST_MINIMUM, /* everybody knows the password, and there is nothing behind it */
    .example = TRUE,
  };
  g_autoptr (RtDesk) maker = rt_demo_desk_new (ctl->desk);
  g_autoptr (RtRecovery) recovery = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  RtSignIn what = RT_SIGN_IN_DONE;

  g_set_object (&ctl->desk, maker);
  recovery = create (ctl, &setup, error);
  if (recovery == NULL)
    return FALSE;
  rt_desk_sign_in_async (ctl->desk, RT_DEMO_MANAGER, password, NULL, NULL, rt_desk_await_cb, &result);
  return rt_desk_sign_in_finish (ctl->desk, rt_desk_await (&result), &what, error);
}

static void
on_progress (gint64 done, gint64 total, gpointer user_data)
{
  if (isatty (STDERR_FILENO))
    fprintf (stderr, "\r%" G_GINT64_FORMAT " / %" G_GINT64_FORMAT " ", done, total);
}

static void
say_people (RtCtl *ctl)
{
  const char *titles[] = { _("Sign in as"), _("Roles"), NULL };
  g_autoptr (RtCtlTable) table = NULL;

  if (ctl->json)
    return;
  table = rt_ctl_table_new (titles);
  rt_ctl_table_take (table, g_strdup (RT_DEMO_MANAGER));
  rt_ctl_table_take (table, rt_roles_describe (RT_DEMO_MANAGER_ROLES));
  for (const RtDemoStaff *staff = RT_DEMO_STAFF; staff->login != NULL; staff++)
    {
      rt_ctl_table_take (table, g_strdup (staff->login));
      rt_ctl_table_take (table, rt_roles_describe (staff->roles));
    }
  rt_ctl_table_print (table);
  rt_ctl_say_pair (_("Password of each"), RT_DEMO_PASSWORD);
  rt_ctl_say_pair (_("Sign-in codes"), _("none; an example store asks nobody for them"));
}

static gboolean
run_demo (RtCtl *ctl, char **args, GError **error)
{
  gboolean new_store = !g_file_test (ctl->store, G_FILE_TEST_EXISTS);
  g_autoptr (RtClock) now = rt_clock_ref (rt_desk_get_clock (ctl->desk));
  const RtDemoSize size = { .orders = (guint) n_orders,
                            .tickets = (guint) n_tickets,
                            .customers = (guint) n_customers,
                            .years = (guint) n_years,
                            .looks = (guint) n_looks,
                            .seed = (guint32) seed,
                            .language = demo_language,
                            .now = new_store ? rt_clock_now (now) : 0 };
  g_autoptr (GAsyncResult) result = NULL;
  gboolean ok = FALSE;

  if (MIN (MIN (n_orders, n_tickets), MIN (MIN (n_customers, n_years), n_looks)) < 0 || n_years > 40 ||
      (demo_language != NULL && !g_strv_contains (rt_lang_list (), demo_language)))
    {
      rt_error_set_invalid (error, NULL,
                            _("The numbers must not be negative, at most 40 years, and the language is en or zh_CN."));
      return FALSE;
    }
  if (!(new_store ? make_example (ctl, error) : rt_ctl_sign_in (ctl, error)))
    return FALSE;
  rt_demo_fill_async (ctl->desk, &size, on_progress, NULL, NULL, rt_desk_await_cb, &result);
  ok = rt_demo_fill_finish (ctl->desk, rt_desk_await (&result), error);
  if (isatty (STDERR_FILENO))
    fputc ('\n', stderr);
  if (ok && new_store)
    say_people (ctl);
  return ok;
}

static gboolean
run_password (RtCtl *ctl, char **args, GError **error)
{
  g_autoptr (RtSecret) old = NULL;
  g_autoptr (RtSecret) code = NULL;
  g_autoptr (RtSecret) chosen = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  RtSignIn what = RT_SIGN_IN_DONE;

  if (!rt_ctl_open (ctl, error) || !rt_ctl_need_user (ctl, error))
    return FALSE;
  old = rt_ctl_ask_password (ctl->password_fd, _("Password:"), error);
  if (old == NULL || !rt_ctl_ask_code (ctl, &code, error))
    return FALSE;
  chosen = rt_ctl_ask_new_password (ctl->password_fd, _("New password:"), error);
  if (chosen == NULL)
    return FALSE;
  rt_desk_choose_password_async (ctl->desk, ctl->user, old, code, chosen, NULL, rt_desk_await_cb, &result);
  if (!rt_desk_choose_password_finish (ctl->desk, rt_desk_await (&result), &what, error))
    return FALSE;
  if (what == RT_SIGN_IN_ENROL_CODE && !ctl->json)
    rt_ctl_say (_("Your password is kept. Now set up your sign-in code: in the window, or with “rolltop-ctl enrol”."));
  return TRUE;
}

const RtCtlCommand RT_CTL_STORE_COMMANDS[] = {
  { "init", "", N_("Make a new store and show its recovery sheet once"),
    "  rolltop-ctl --user lin.mei init --name 'Oak & Elm' --person 'Lin Mei' --roles administrator", 0, 0, run_init,
    init_options },
  { "demo", "", N_("Fill a store with invented people and orders; makes an example store when there is none"),
    "  rolltop-ctl --store example.rolltop demo --orders 300 --tickets 80 --seed 7", 0, 0, run_demo, demo_options },
  { "password", "", N_("Choose your own password"), "  rolltop-ctl --user wang.fang password", 0, 0, run_password,
    NULL },
  { NULL },
};
