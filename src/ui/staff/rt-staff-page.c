/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The people of the desk: who they are, what they are, and letting in who waits. */
#include "config.h"

#include "rt-staff-page.h"

#include "rt-named-button.h"
#include "rt-pill.h"
#include "rt-requests.h"
#include "rt-staff-dialogs.h"
#include "rt-staff-requests.h"
#include "rt-training-office.h"
#include "rt-training-requests.h"
#include <glib/gi18n.h>

struct _RtStaffPage
{
  GtkWidget parent_instance;

  GtkStack *stack;
  AdwStatusPage *failed;
  GtkListBox *people;
  GtkWidget *add;

  RtWindow *window;          /* borrowed */
  RtTrainingOffice *office;  /* owned: the people as shown, and how they stand with their training */
  GCancellable *cancellable; /* owned; NULL after dispose */
  gboolean focus_wanted;     /* once the people are there */
};

static void area_init (RtAreaInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RtStaffPage, rt_staff_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (RT_TYPE_AREA, area_init))

static const char *
state_words (const char *state)
{
  if (g_strcmp0 (state, "invited") == 0)
    return _("Has not signed in yet");
  if (g_strcmp0 (state, "waiting") == 0)
    return _("Waits to be let in");
  if (g_strcmp0 (state, "disabled") == 0)
    return _("Disabled");
  return _("Active");
}

static const char *
state_style (const char *state)
{
  if (g_strcmp0 (state, "waiting") == 0)
    return "warning";
  if (g_strcmp0 (state, "active") == 0)
    return "success";
  return NULL;
}

/* "Clerk, Service. Last sign-in: 3 May 2027 14:10.", then who looks after them, and their training. */
static char *
subtitle (RtStaffPage *self, const RtStaff *person)
{
  const RtTrainingState *state = rt_training_office_find (self->office, person->id);
  g_autofree char *roles = rt_roles_describe (person->roles);
  g_autofree char *moment = person->last_sign_in != 0 ? rt_moment_format (person->last_sign_in, NULL) : NULL;
  g_autofree char *training = state != NULL ? rt_training_describe (state) : NULL;
  GString *out = g_string_new (NULL);
  g_autofree char *plain = NULL;

  if (moment == NULL)
    g_string_append_printf (out, _("%s (%s). Has not signed in yet."), roles, person->login);
  else
    /* Translators: roles, short name, date and time */
    g_string_append_printf (out, _("%s (%s). Last sign-in: %s."), roles, person->login, moment);
  g_string_append_c (out, '\n');
  if (training != NULL)
    /* Translators: what somebody has done of the training, as a sentence. */
    g_string_append_printf (out, _("Training: %s"), training);
  if (person->supervisor != NULL)
    {
      g_string_append_c (out, '\n');
      /* Translators: a person's name. */
      g_string_append_printf (out,
                              person->supervised
                                ? _("New: sees customers masked until %s or a manager says otherwise.")
                                : _("Supervisor: %s."),
                              person->supervisor);
    }
  plain = g_string_free (out, FALSE);
  return g_markup_escape_text (plain, -1);
}

static gboolean
may (RtStaffPage *self, RtRight right)
{
  const RtPerson *me = rt_desk_get_person (rt_window_get_desk (self->window));

  return me != NULL && rt_person_may (me, right);
}

static void
append_item (GMenu *menu, const char *words, const char *action, gint64 id)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (words, NULL);

  g_menu_item_set_action_and_target (item, action, "x", id);
  g_menu_append_item (menu, item);
}

/* What can be done to an account. */
static GtkWidget *
make_menu (RtStaffPage *self, const RtStaff *person)
{
  const gboolean manages = may (self, RT_RIGHT_STAFF_MANAGE);
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = g_menu_new ();
  /* Translators: a person's name */
  g_autofree char *label = g_strdup_printf (_("Account of %s"), person->name);

  if (person->locked)
    append_item (menu, _("_Unlock"), "staff.unlock", person->id);
  append_item (menu, _("Reset the sign-in _code…"), "staff.reset-code", person->id);
  if (manages)
    {
      append_item (menu, _("Change _roles…"), "staff.roles", person->id);
      append_item (menu, _("Change the _supervisor…"), "staff.supervisor", person->id);
    }
  if (manages && g_strcmp0 (person->state, "disabled") == 0)
    append_item (menu, _("_Enable"), "staff.enable", person->id);
  else if (manages)
    {
      append_item (menu, _("Reset the _password…"), "staff.reset", person->id);
      append_item (menu, _("_Disable…"), "staff.disable", person->id);
    }
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return button;
}

/* @spoken has one place, for the person's name. */
static void
add_button (GtkWidget *row, const char *words, const char *spoken, const char *action, const RtStaff *person)
{
  g_auto (GStrv) parts = g_strsplit (spoken, "%s", 2);
  g_autofree char *label = g_strjoinv (person->name, parts);
  GtkWidget *button = rt_named_button_new (words, label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", person->id);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static GtkWidget *
person_row (RtStaffPage *self, const RtStaff *person)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *pill = rt_pill_new ();
  g_autofree char *name = g_markup_escape_text (person->name, -1);
  g_autofree char *words = subtitle (self, person);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  rt_pill_set (RT_PILL (pill), state_words (person->state), state_style (person->state));
  if (person->locked)
    rt_pill_set (RT_PILL (pill), _("Locked after wrong attempts"), "error");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), pill);
  if (g_strcmp0 (person->state, "waiting") == 0 && may (self, RT_RIGHT_STAFF_ADMIT))
    add_button (row, _("_Let in"), _("Let %s in"), "staff.admit", person);
  else if (g_strcmp0 (person->state, "active") == 0 && person->supervised && may (self, RT_RIGHT_STAFF_ADMIT))
    add_button (row, _("May see _customers"), _("%s may see customers"), "staff.release", person);
  if (may (self, RT_RIGHT_STAFF_MANAGE) || may (self, RT_RIGHT_STAFF_ADMIT))
    {
      GtkWidget *menu = make_menu (self, person);

      adw_action_row_add_suffix (ADW_ACTION_ROW (row), menu);
      adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), menu);
    }
  g_object_set_data (G_OBJECT (row), "rt-staff", GINT_TO_POINTER ((int) person->id));
  return row;
}

/* The rows are made anew whenever somebody's account changes: the focus stays with its person, also while the window is
 * not in front yet. */
static int
focused_person (RtStaffPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->people)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (focus != NULL && (focus == row || gtk_widget_is_ancestor (focus, row)))
      return GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), "rt-staff"));
  return 0;
}

static void
focus_person (RtStaffPage *self, int id)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->people)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (id == 0 || GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), "rt-staff")) == id)
      {
        gtk_widget_grab_focus (row);
        return;
      }
}

static void
clear_people (RtStaffPage *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->people))) != NULL)
    gtk_list_box_remove (self->people, row);
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtStaffPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RtTrainingOffice) office = rt_desk_run_finish (RT_DESK (source), result, &error);
  int focused;

  if (self->cancellable == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  focused = focused_person (self);
  clear_people (self);
  if (office == NULL)
    {
      adw_status_page_set_description (self->failed, error->message);
      gtk_stack_set_visible_child_name (self->stack, "failed");
      return;
    }
  g_clear_pointer (&self->office, rt_training_office_free);
  self->office = g_steal_pointer (&office);
  for (guint i = 0; i < self->office->staff->len; i++)
    gtk_list_box_append (self->people, person_row (self, g_ptr_array_index (self->office->staff, i)));
  gtk_widget_set_visible (self->add, may (self, RT_RIGHT_STAFF_MANAGE));
  gtk_stack_set_visible_child_name (self->stack, "people");
  if (focused != 0 || self->focus_wanted)
    focus_person (self, focused);
  self->focus_wanted = FALSE;
}

static void
load (RtStaffPage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  rt_request_staff_training (rt_window_get_desk (self->window), self->cancellable, on_loaded, g_object_ref (self));
}

static void
on_changed (RtStaffPage *self, const char *table, gint64 row)
{
  if ((g_strcmp0 (table, "staff") == 0 || g_strcmp0 (table, "training") == 0) &&
      rt_desk_get_person (rt_window_get_desk (self->window)) != NULL)
    load (self);
}

static void
on_admit (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RtWindow *window = RT_STAFF_PAGE (widget)->window;

  rt_request_staff_admit (rt_window_get_desk (window), g_variant_get_int64 (parameter), NULL, rt_window_tell_done,
                          rt_window_when_done (window, _("They are let in and see what their roles may see.")));
}

static void
on_release (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RtWindow *window = RT_STAFF_PAGE (widget)->window;

  rt_request_staff_release (rt_window_get_desk (window), g_variant_get_int64 (parameter), NULL, rt_window_tell_done,
                            rt_window_when_done (window,
                                                 _("From their next sign-in on they see what their roles may see.")));
}

static void
unlock (RtStaffPage *self, gint64 id)
{
  rt_request_staff_unlock (rt_window_get_desk (self->window), id, NULL, rt_window_tell_done,
                           rt_window_when_done (self->window, _("They can sign in again.")));
}

static void
enable (RtStaffPage *self, gint64 id)
{
  const char *words = _("They can sign in with their former password, choose a new one, and wait to be let in.");

  rt_request_staff_set_disabled (rt_window_get_desk (self->window), id, FALSE, NULL, rt_window_tell_done,
                                 rt_window_when_done (self->window, words));
}

static const RtStaff *
find (RtStaffPage *self, gint64 id)
{
  for (guint i = 0; self->office != NULL && i < self->office->staff->len; i++)
    {
      const RtStaff *person = g_ptr_array_index (self->office->staff, i);

      if (person->id == id)
        return person;
    }
  return NULL;
}

static void
on_account (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RtStaffPage *self = RT_STAFF_PAGE (widget);
  const RtStaff *person = find (self, g_variant_get_int64 (parameter));

  if (person == NULL)
    return;
  if (g_str_equal (name, "staff.roles"))
    rt_staff_dialog_roles (self->window, person);
  else if (g_str_equal (name, "staff.supervisor"))
    rt_staff_dialog_supervisor (self->window, person, self->office->staff);
  else if (g_str_equal (name, "staff.reset"))
    rt_staff_dialog_reset (self->window, person);
  else if (g_str_equal (name, "staff.disable"))
    rt_staff_dialog_disable (self->window, person);
  else if (g_str_equal (name, "staff.reset-code"))
    rt_staff_dialog_reset_code (self->window, person);
  else if (g_str_equal (name, "staff.unlock"))
    unlock (self, person->id);
  else
    enable (self, person->id);
}

static void
on_add (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RtStaffPage *self = RT_STAFF_PAGE (widget);

  if (may (self, RT_RIGHT_STAFF_MANAGE) && self->office != NULL)
    rt_staff_dialog_add (self->window, self->office->staff);
}

static void
on_refresh (GtkWidget *widget, const char *name, GVariant *parameter)
{
  load (RT_STAFF_PAGE (widget));
}

static void
area_focus (RtArea *area)
{
  RtStaffPage *self = RT_STAFF_PAGE (area);

  self->focus_wanted = self->office == NULL;
  if (!self->focus_wanted)
    focus_person (self, focused_person (self));
}

static void
area_init (RtAreaInterface *iface)
{
  iface->focus = area_focus;
}

static void
rt_staff_page_dispose (GObject *object)
{
  RtStaffPage *self = RT_STAFF_PAGE (object);
  GtkWidget *child;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->office, rt_training_office_free);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (rt_staff_page_parent_class)->dispose (object);
}

static void
rt_staff_page_class_init (RtStaffPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rt_staff_page_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "staff.admit", "x", on_admit);
  gtk_widget_class_install_action (widget_class, "staff.add", NULL, on_add);
  gtk_widget_class_install_action (widget_class, "staff.roles", "x", on_account);
  gtk_widget_class_install_action (widget_class, "staff.supervisor", "x", on_account);
  gtk_widget_class_install_action (widget_class, "staff.release", "x", on_release);
  gtk_widget_class_install_action (widget_class, "staff.reset", "x", on_account);
  gtk_widget_class_install_action (widget_class, "staff.disable", "x", on_account);
  gtk_widget_class_install_action (widget_class, "staff.enable", "x", on_account);
  gtk_widget_class_install_action (widget_class, "staff.reset-code", "x", on_account);
  gtk_widget_class_install_action (widget_class, "staff.unlock", "x", on_account);
  gtk_widget_class_install_action (widget_class, "staff.refresh", NULL, on_refresh);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "staff.refresh", NULL);
}

static void
rt_staff_page_init (RtStaffPage *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->cancellable = g_cancellable_new ();
  self->stack = GTK_STACK (gtk_stack_new ());
  self->failed = ADW_STATUS_PAGE (adw_status_page_new ());
  adw_status_page_set_icon_name (self->failed, "dialog-warning-symbolic");
  adw_status_page_set_title (self->failed, _("The staff cannot be shown"));
  self->people = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->people, GTK_SELECTION_NONE);
  gtk_widget_set_valign (GTK_WIDGET (self->people), GTK_ALIGN_START);
  gtk_widget_add_css_class (GTK_WIDGET (self->people), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->people), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Staff"), -1);
  self->add = gtk_button_new_with_mnemonic (_("_Add a person…"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->add), "staff.add");
  gtk_widget_set_halign (self->add, GTK_ALIGN_END);
  gtk_widget_set_visible (self->add, FALSE);
  gtk_box_append (GTK_BOX (box), self->add);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->people));
  gtk_widget_set_margin_top (clamp, 18);
  gtk_widget_set_margin_bottom (clamp, 18);
  gtk_widget_set_margin_start (clamp, 12);
  gtk_widget_set_margin_end (clamp, 12);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  gtk_stack_add_named (self->stack, scrolled, "people");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->failed), "failed");
  gtk_widget_set_parent (GTK_WIDGET (self->stack), GTK_WIDGET (self));
}

GtkWidget *
rt_staff_page_new (RtWindow *window)
{
  RtStaffPage *self = g_object_new (RT_TYPE_STAFF_PAGE, NULL);

  self->window = window;
  g_signal_connect_object (rt_window_get_desk (window), "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  load (self);
  return GTK_WIDGET (self);
}
