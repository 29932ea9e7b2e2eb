/* Setting up a store: the store, its first manager, the recovery sheet; or an example store at one press. */
#include "config.h"

#include "rt-setup-page.h"

#include "rt-demo.h"
#include "rt-error.h"
#include "rt-lang.h"
#include "rt-paper-recovery.h"
#include "rt-print-job.h"
#include "rt-setting.h"
#include "rt-shell.h"
#include "rt-tab-order.h"
#include "rt-text.h"
#include <errno.h>
#include <glib/gi18n.h>

struct _RtSetupPage
{
  AdwBin parent_instance;

  /* template widgets */
  GtkBox *box;
  GtkStack *stack;
  AdwEntryRow *store_name;
  AdwEntryRow *store_contact;
  AdwEntryRow *privacy_contact;
  AdwComboRow *region;
  AdwComboRow *currency;
  AdwComboRow *language;
  GtkLabel *store_problem;
  AdwEntryRow *person_name;
  AdwEntryRow *login;
  AdwPasswordEntryRow *password;
  AdwPasswordEntryRow *again;
  GtkSwitch *also_admin;
  GtkSwitch *also_clerk;
  GtkLabel *person_problem;
  GtkSpinner *spinner;
  GtkLabel *working_words;
  GtkProgressBar *progress;
  GtkLabel *sheet;

  /* borrowed */
  RtWindow *window;

  /* owned */
  RtRecovery *recovery; /* until the sheet is put away */
  RtSecret *secret;     /* the manager's password while the store is made */
  RtStoreInfo *store;
  char *path;
  RtDesk *maker; /* the example store is made on; NULL: no example */
  gboolean example;
};

G_DEFINE_FINAL_TYPE (RtSetupPage, rt_setup_page, ADW_TYPE_BIN)

/* The countries a telephone number can be checked for and the currencies that go with them. */
static const struct
{
  const char *region, *name, *currency;
} regions[] = { { "CN", N_("China"), "CNY" },
                { "US", N_("United States"), "USD" },
                { "GB", N_("United Kingdom"), "GBP" },
                { "DE", N_("Germany"), "EUR" },
                { "JP", N_("Japan"), "JPY" } };

static void
say (GtkLabel *label, const char *words)
{
  gtk_label_set_text (label, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (label), words != NULL);
}

static void
on_typed (RtSetupPage *self)
{
  say (self->store_problem, NULL);
  say (self->person_problem, NULL);
}

static const char *
typed (gpointer row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static void
on_back (RtSetupPage *self)
{
  rt_window_show_welcome (self->window);
}

static void
on_store_next (RtSetupPage *self)
{
  if (rt_text_is_blank (typed (self->store_name)) || rt_text_is_blank (typed (self->store_contact)))
    {
      say (self->store_problem,
           _("The name, address and telephone of the store are needed: customers must know who keeps their data."));
      gtk_widget_grab_focus (rt_text_is_blank (typed (self->store_name)) ? GTK_WIDGET (self->store_name)
                                                                         : GTK_WIDGET (self->store_contact));
      return;
    }
  gtk_stack_set_visible_child_name (self->stack, "person");
  gtk_widget_grab_focus (GTK_WIDGET (self->person_name));
}

static void
on_person_back (RtSetupPage *self)
{
  gtk_stack_set_visible_child_name (self->stack, "store");
}

static void
show_working (RtSetupPage *self, const char *words)
{
  /* The entries of the page before go out of sight: none may keep the keyboard. */
  gtk_window_set_focus (GTK_WINDOW (self->window), NULL);
  gtk_label_set_text (self->working_words, words);
  gtk_spinner_start (self->spinner);
  gtk_stack_set_visible_child_name (self->stack, "working");
}

static void
show_failure (RtSetupPage *self, const GError *error)
{
  gtk_spinner_stop (self->spinner);
  if (self->example)
    {
      rt_window_show_welcome (self->window);
      rt_window_toast_error (self->window, error);
      return;
    }
  gtk_stack_set_visible_child_name (self->stack, "person");
  say (self->person_problem, error->message);
}

/* The example store: filled by its manager, then locked. */
static void
on_progress (gint64 done, gint64 total, gpointer user_data)
{
  RtSetupPage *self = user_data;

  gtk_widget_show (GTK_WIDGET (self->progress));
  gtk_progress_bar_set_fraction (self->progress, total > 0 ? (double) done / (double) total : 0);
}

/* The store that was made is opened like any other. */
static void
on_maker_closed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtSetupPage) self = user_data;

  rt_desk_close_finish (RT_DESK (source), result);
  if (self->path != NULL)
    rt_window_open_store (self->window, self->path);
}

static void
on_filled (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtSetupPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!rt_demo_fill_finish (RT_DESK (source), result, &error))
    rt_window_toast_error (self->window, error);
  rt_desk_close_async (RT_DESK (source), on_maker_closed, g_object_ref (self));
}

static void
on_example_signed_in (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtSetupPage) self = user_data;
  g_autoptr (GError) error = NULL;
  RtSignIn what;
  const RtDemoSize size = { .orders = 120,
                            .tickets = 40,
                            .seed = 1,
                            .language = rt_lang_current (),
                            .now = rt_clock_now (rt_desk_get_clock (rt_window_get_desk (self->window))) };

  if (!rt_desk_sign_in_finish (RT_DESK (source), result, &what, &error))
    {
      show_failure (self, error);
      return;
    }
  rt_demo_fill_async (RT_DESK (source), &size, on_progress, self, NULL, on_filled, g_object_ref (self));
}

static void
show_sheet (RtSetupPage *self)
{
  g_autoptr (RtSecret) text = rt_recovery_to_text (self->recovery);

  gtk_label_set_text (self->sheet, (const char *) rt_secret_peek (text));
  gtk_spinner_stop (self->spinner);
  gtk_stack_set_visible_child_name (self->stack, "sheet");
}

static void
on_created (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtSetupPage) self = user_data;
  g_autoptr (GError) error = NULL;

  self->recovery = rt_desk_create_finish (RT_DESK (source), result, &error);
  if (self->recovery == NULL)
    {
      show_failure (self, error);
      return;
    }
  rt_application_set_store_path (rt_window_get_app (self->window), self->path);
  if (self->example)
    {
      show_working (self, _("Filling the example store"));
      rt_desk_sign_in_async (RT_DESK (source), RT_DEMO_MANAGER, self->secret, NULL, NULL, on_example_signed_in,
                             g_object_ref (self));
    }
  else
    show_sheet (self);
  g_clear_pointer (&self->secret, rt_secret_free);
}

static void
make_store (RtSetupPage *self, const char *login, const char *name, RtRoles roles)
{
  const RtSetup setup = {
    .store = self->store,
    .manager_login = login,
    .manager_name = name,
    .manager_roles = roles | RT_ROLES_OF (RT_ROLE_MANAGER),
    .manager_password = self->secret,
    /* Everybody knows the example's password, and there is nothing behind it. */
    .code_roles = self->example ? 0 : (RtRoles) rt_setting_info (RT_SETTING_CODE_ROLES)->standard,
    .cost = self->example ? RT_KDF_COST_MINIMUM : (RtKdfCost){ 0 },
    .example = self->example,
  };
  g_autofree char *folder = g_path_get_dirname (self->path);
  RtDesk *desk = rt_window_get_desk (self->window);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_autoptr (GError) error =
        g_error_new_literal (RT_ERROR, RT_ERROR_FAILED,
                             _("The folder for the store cannot be made. Check that your home folder is writable."));

      show_failure (self, error);
      return;
    }
  show_working (self, _("Making the store and its keys"));
  g_clear_object (&self->maker);
  if (self->example)
    self->maker = rt_demo_desk_new (desk);
  rt_desk_create_async (self->maker != NULL ? self->maker : desk, self->path, &setup, NULL, on_created,
                        g_object_ref (self));
}

static gboolean
check_person (RtSetupPage *self, const RtSecret *again)
{
  g_autoptr (GError) error = NULL;

  if (rt_text_is_blank (typed (self->person_name)) || rt_text_is_blank (typed (self->login)))
    say (self->person_problem, _("Your name and a short name to sign in with are needed."));
  else if (self->secret == NULL || again == NULL || !rt_secret_equal (self->secret, again))
    say (self->person_problem, _("The two entries are not the same. Type the new password twice."));
  else if (!rt_password_check (self->secret, typed (self->login), &error))
    say (self->person_problem, error->message);
  else
    return TRUE;
  gtk_widget_grab_focus (rt_text_is_blank (typed (self->person_name)) ? GTK_WIDGET (self->person_name)
                         : rt_text_is_blank (typed (self->login))     ? GTK_WIDGET (self->login)
                                                                      : GTK_WIDGET (self->password));
  g_clear_pointer (&self->secret, rt_secret_free);
  return FALSE;
}

static void
on_make (RtSetupPage *self)
{
  g_autoptr (RtSecret) again = rt_shell_take_password (GTK_EDITABLE (self->again));
  guint region = adw_combo_row_get_selected (self->region);
  guint currency = adw_combo_row_get_selected (self->currency);
  const char *language = rt_lang_list ()[adw_combo_row_get_selected (self->language)];
  g_autofree char *uuid = g_uuid_string_random ();
  RtRoles roles = 0;

  self->secret = rt_shell_take_password (GTK_EDITABLE (self->password));
  if (!check_person (self, again))
    return;
  if (gtk_switch_get_active (self->also_admin))
    roles |= RT_ROLES_OF (RT_ROLE_ADMINISTRATOR) | RT_ROLES_OF (RT_ROLE_PRIVACY_OFFICER);
  if (gtk_switch_get_active (self->also_clerk))
    roles |= RT_ROLES_OF (RT_ROLE_CLERK) | RT_ROLES_OF (RT_ROLE_SERVICE) | RT_ROLES_OF (RT_ROLE_DISPATCHER);
  g_clear_pointer (&self->store, rt_store_info_unref);
  self->store =
    rt_store_info_new (uuid, typed (self->store_name), typed (self->store_contact), typed (self->privacy_contact),
                       regions[currency].currency, regions[region].region, language);
  make_store (self, typed (self->login), typed (self->person_name), roles);
}

static void
make_example (RtSetupPage *self)
{
  g_autofree char *uuid = g_uuid_string_random ();
  gboolean chinese = rt_lang_is_chinese (NULL);

  self->secret = rt_secret_new_from (RT_DEMO_PASSWORD, strlen (RT_DEMO_PASSWORD));
  self->store =
    rt_store_info_new (uuid, _("Oak & Elm Furniture"), _("12 Example Street, Sampletown · 555-0100"),
                       _("privacy@example.com"), chinese ? "CNY" : "USD", chinese ? "CN" : "US", rt_lang_current ());
  make_store (self, RT_DEMO_MANAGER, chinese ? "赵敏" : "Zhao Min", RT_DEMO_MANAGER_ROLES);
}

static RtPaperDoc *
make_sheet (RtSetupPage *self)
{
  g_autoptr (RtSecret) text = rt_recovery_to_text (self->recovery);

  return rt_paper_recovery (self->store, text, self->store->language);
}

static void
on_print_sheet (RtSetupPage *self)
{
  g_autoptr (RtPaperDoc) doc = make_sheet (self);

  rt_print_job_print (GTK_WINDOW (self->window), doc, _("Recovery sheet"), NULL);
}

static void
on_save_sheet (RtSetupPage *self)
{
  g_autoptr (RtPaperDoc) doc = make_sheet (self);

  rt_print_job_save (GTK_WINDOW (self->window), doc, _("Recovery sheet"), NULL);
}

static void
on_done (RtSetupPage *self)
{
  gtk_label_set_text (self->sheet, "");
  g_clear_pointer (&self->recovery, rt_recovery_free);
  rt_window_show_sign_in (self->window);
}

static void
rt_setup_page_dispose (GObject *object)
{
  RtSetupPage *self = RT_SETUP_PAGE (object);

  g_clear_pointer (&self->recovery, rt_recovery_free);
  g_clear_pointer (&self->secret, rt_secret_free);
  g_clear_pointer (&self->store, rt_store_info_unref);
  g_clear_pointer (&self->path, g_free);
  g_clear_object (&self->maker);
  G_OBJECT_CLASS (rt_setup_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, RtSetupPage, box);
  gtk_widget_class_bind_template_child (widget_class, RtSetupPage, stack);
  gtk_widget_class_bind_template_child (widget_class, RtSetupPage, store_name);
  gtk_widget_class_bind_template_child (widget_class, RtSetupPage, store_contact);
  gtk_widget_class_bind_template_child (widget_class, RtSetupPage, privacy_contact);
  gtk_widget_class_bind_template_child (widget_class, RtSetupPage, region);
  gtk_widget_class_bind_template_child (widget_class, RtSetupPage, currency);
  gtk_widget_class_bind_template_child (widget_class, RtSetupPage, language);
  gtk_widget_class_bind_template_child (widget_class, RtSetupPage, store_problem);
  gtk_widget_class_bind_template_child (widget_class, RtSetupPage, person_name);
  gtk_widget_class_bind_template_child (widget_class, RtSetupPage, login);
  gtk_widget_class_bind_template_child (widget_class, RtSetupPage, password);
  gtk_widget_class_bind_template_child (widget_class, RtSetupPage, again);
  gtk_widget_class_bind_template_child (widget_class, RtSetupPage, also_admin);
  gtk_widget_class_bind_template_child (widget_class, RtSetupPage, also_clerk);
  gtk_widget_class_bind_template_child (widget_class, RtSetupPage, person_problem);
  gtk_widget_class_bind_template_child (widget_class, RtSetupPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, RtSetupPage, working_words);
  gtk_widget_class_bind_template_child (widget_class, RtSetupPage, progress);
  gtk_widget_class_bind_template_child (widget_class, RtSetupPage, sheet);
}

static gboolean
rt_setup_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (RT_SETUP_PAGE (widget)->store_name));
}

static void
rt_setup_page_class_init (RtSetupPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rt_setup_page_dispose;
  widget_class->grab_focus = rt_setup_page_grab_focus;
  widget_class->focus = rt_tab_order_focus;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/rolltop/Rolltop/shell/rt-setup-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, on_typed);
  gtk_widget_class_bind_template_callback (widget_class, on_back);
  gtk_widget_class_bind_template_callback (widget_class, on_store_next);
  gtk_widget_class_bind_template_callback (widget_class, on_person_back);
  gtk_widget_class_bind_template_callback (widget_class, on_make);
  gtk_widget_class_bind_template_callback (widget_class, on_print_sheet);
  gtk_widget_class_bind_template_callback (widget_class, on_save_sheet);
  gtk_widget_class_bind_template_callback (widget_class, on_done);
}

static void
fill_choices (RtSetupPage *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) currencies = gtk_string_list_new (NULL);
  /* Each language by its own name, in the order of rt_lang_list(). */
  g_autoptr (GtkStringList) languages = gtk_string_list_new ((const char *[]){ "English", "简体中文", NULL });
  guint home = rt_lang_is_chinese (NULL) ? 0 : 1;

  for (guint i = 0; i < G_N_ELEMENTS (regions); i++)
    {
      gtk_string_list_append (names, _ (regions[i].name));
      gtk_string_list_append (currencies, regions[i].currency);
    }
  adw_combo_row_set_model (self->region, G_LIST_MODEL (names));
  adw_combo_row_set_model (self->currency, G_LIST_MODEL (currencies));
  adw_combo_row_set_model (self->language, G_LIST_MODEL (languages));
  adw_combo_row_set_selected (self->region, home);
  adw_combo_row_set_selected (self->currency, home);
  adw_combo_row_set_selected (self->language, rt_lang_is_chinese (NULL) ? 1 : 0);
}

static void
rt_setup_page_init (RtSetupPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_box_prepend (self->box, rt_shell_header_new ());
  fill_choices (self);
}

GtkWidget *
rt_setup_page_new (RtWindow *window, gboolean example)
{
  RtSetupPage *self = g_object_new (RT_TYPE_SETUP_PAGE, NULL);

  self->window = window;
  self->example = example;
  self->path = example ? g_build_filename (g_get_user_data_dir (), "rolltop", "example.rolltop", NULL)
                       : rt_application_dup_store_path (rt_window_get_app (window));
  if (example)
    make_example (self);
  return GTK_WIDGET (self);
}
