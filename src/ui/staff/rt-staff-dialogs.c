/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dialogues about accounts: adding a person, their roles, a new first password, disabling. */
#include "config.h"

#include "rt-staff-dialogs.h"

#include "rt-ask-dialog.h"
#include "rt-choice.h"
#include "rt-error.h"
#include "rt-field-entry.h"
#include "rt-first-password.h"
#include "rt-role-choice.h"
#include "rt-staff-requests.h"
#include <glib/gi18n.h>

/* What one dialogue is about; freed with it. The widgets are held: an answer may come after the dialogue was closed. */
typedef struct
{
  RtWindow *window; /* borrowed: outlives its dialogues */
  gint64 id;
  RtFieldEntry *name;        /* owned, or NULL */
  RtFieldEntry *login;       /* owned, or NULL */
  RtRoleChoice *roles;       /* owned, or NULL */
  GtkWidget *supervisor;     /* owned, or NULL: a drop-down */
  GArray *supervisors;       /* owned, or NULL: gint64, in its order */
  RtFirstPassword *password; /* owned, or NULL */
  const char *done;          /* what is said when it is done */
} Ask;

static void
ask_free (Ask *ask)
{
  g_clear_object (&ask->name);
  g_clear_object (&ask->login);
  g_clear_object (&ask->roles);
  g_clear_object (&ask->supervisor);
  g_clear_pointer (&ask->supervisors, g_array_unref);
  g_clear_object (&ask->password);
  g_free (ask);
}

static Ask *
ask_new (RtWindow *window, RtAskDialog *dialog, gint64 id, const char *done)
{
  Ask *ask = g_new0 (Ask, 1);

  ask->window = window;
  ask->id = id;
  ask->done = done;
  g_object_set_data_full (G_OBJECT (dialog), "rt-ask", ask, (GDestroyNotify) ask_free);
  return ask;
}

/* The sentence goes to its entry when the error names one, else above the buttons. */
static void
show_problem (RtAskDialog *dialog, Ask *ask, const GError *error)
{
  const char *field = rt_error_get_field (error);
  const char *sentence = error->message;
  RtFieldEntry *entry = NULL;

  if (g_strcmp0 (field, "staff.login") == 0)
    entry = ask->login;
  else if (g_strcmp0 (field, "staff.name") == 0)
    entry = ask->name;
  else if (g_strcmp0 (field, "password") == 0 && ask->password != NULL)
    {
      if (rt_first_password_take (ask->password) == NULL)
        sentence = _("Type a first password, or have one made.");
      rt_first_password_forget (ask->password);
    }
  if (entry != NULL)
    {
      rt_field_entry_set_problem (entry, error->message);
      gtk_widget_grab_focus (GTK_WIDGET (entry));
    }
  else if (!g_error_matches (error, RT_ERROR, RT_ERROR_LOCKED))
    {
      rt_ask_dialog_set_problem (dialog, sentence);
      if (g_strcmp0 (field, "password") == 0 && ask->password != NULL)
        gtk_widget_grab_focus (GTK_WIDGET (ask->password));
    }
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtAskDialog) dialog = user_data;
  Ask *ask = g_object_get_data (G_OBJECT (dialog), "rt-ask");
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *id = rt_desk_run_finish (RT_DESK (source), result, &error);

  rt_ask_dialog_set_busy (dialog, FALSE);
  if (id == NULL)
    {
      show_problem (dialog, ask, error);
      return;
    }
  rt_window_toast (ask->window, ask->done);
  rt_ask_dialog_done (dialog);
}

/* Nothing, when none was typed or made: what is missing is said in its turn. */
static RtSecret *
take_password (Ask *ask)
{
  const RtSecret *password = rt_first_password_take (ask->password);

  return password != NULL ? rt_secret_copy (password) : rt_secret_new (0);
}

static void
add_text (RtAskDialog *dialog, RtFieldEntry **entry, const char *label)
{
  *entry = g_object_ref_sink (RT_FIELD_ENTRY (rt_field_entry_new (label, FALSE)));
  gtk_entry_set_activates_default (GTK_ENTRY (rt_field_entry_get_input (*entry)), TRUE);
  rt_ask_dialog_append (dialog, GTK_WIDGET (*entry));
}

static void
add_roles (RtAskDialog *dialog, Ask *ask, RtRoles roles)
{
  ask->roles = g_object_ref_sink (RT_ROLE_CHOICE (rt_role_choice_new (rt_window_get_desk (ask->window), roles)));
  rt_ask_dialog_append (dialog, GTK_WIDGET (ask->roles));
}

/* Whoever can look after @person_id (0: somebody new); @chosen is chosen, else who sits here, else the first. */
static void
add_supervisor (RtAskDialog *dialog, Ask *ask, GPtrArray *staff, gint64 person_id, gint64 chosen)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *label = gtk_label_new (_("Supervisor"));
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  gint64 me = rt_person_get_id (rt_desk_get_person (rt_window_get_desk (ask->window)));
  guint place = 0;

  ask->supervisors = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < staff->len; i++)
    {
      const RtStaff *other = g_ptr_array_index (staff, i);

      if (!other->can_supervise || other->id == person_id)
        continue;
      if (other->id == (chosen != 0 ? chosen : me))
        place = ask->supervisors->len;
      g_array_append_val (ask->supervisors, other->id);
      gtk_string_list_append (names, other->name);
    }
  ask->supervisor = g_object_ref_sink (gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&names)), NULL));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (ask->supervisor), place);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption-heading");
  rt_choice_set_label (GTK_DROP_DOWN (ask->supervisor), label);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), ask->supervisor);
  rt_ask_dialog_append (dialog, box);
}

static gint64
chosen_supervisor (Ask *ask)
{
  guint place = gtk_drop_down_get_selected (GTK_DROP_DOWN (ask->supervisor));

  return place < ask->supervisors->len ? g_array_index (ask->supervisors, gint64, place) : 0;
}

static void
on_password_changed (RtAskDialog *dialog)
{
  rt_ask_dialog_set_problem (dialog, NULL);
}

static void
add_password (RtAskDialog *dialog, Ask *ask)
{
  ask->password = g_object_ref_sink (RT_FIRST_PASSWORD (rt_first_password_new ()));
  g_signal_connect_object (ask->password, "changed", G_CALLBACK (on_password_changed), dialog, G_CONNECT_SWAPPED);
  rt_ask_dialog_append (dialog, GTK_WIDGET (ask->password));
}

static void
on_add (RtAskDialog *dialog, Ask *ask)
{
  g_autoptr (RtSecret) password = take_password (ask);

  rt_field_entry_set_problem (ask->name, NULL);
  rt_field_entry_set_problem (ask->login, NULL);
  rt_ask_dialog_set_busy (dialog, TRUE);
  rt_request_staff_add (rt_window_get_desk (ask->window), rt_field_entry_get_text (ask->login),
                        rt_field_entry_get_text (ask->name), rt_role_choice_get_roles (ask->roles),
                        chosen_supervisor (ask), password, NULL, on_done, g_object_ref (dialog));
}

void
rt_staff_dialog_add (RtWindow *window, GPtrArray *staff)
{
  RtAskDialog *dialog = rt_ask_dialog_new (
    GTK_WINDOW (window), _("Add a person"),
    _("They sign in with the first password, choose their own, and wait until a manager lets them in. Customers stay "
       "masked until their training is done and their supervisor or a manager says so."),
    _("_Add"));
  Ask *ask =
    ask_new (window, dialog, 0, _("The person was added. Tell them their short name and first password in private."));

  add_text (dialog, &ask->name, _("Name"));
  add_text (dialog, &ask->login, _("Short name, to sign in with"));
  rt_field_entry_set_placeholder (ask->login, "wang.fang");
  add_roles (dialog, ask, 0);
  add_supervisor (dialog, ask, staff, 0, 0);
  add_password (dialog, ask);
  g_signal_connect (dialog, "accepted", G_CALLBACK (on_add), ask);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (GTK_WIDGET (ask->name));
}

static void
on_roles (RtAskDialog *dialog, Ask *ask)
{
  rt_ask_dialog_set_busy (dialog, TRUE);
  rt_request_staff_set_roles (rt_window_get_desk (ask->window), ask->id, rt_role_choice_get_roles (ask->roles), NULL,
                              on_done, g_object_ref (dialog));
}

void
rt_staff_dialog_roles (RtWindow *window, const RtStaff *person)
{
  /* Translators: a person's name */
  g_autofree char *title = g_strdup_printf (_("Roles of %s"), person->name);
  RtAskDialog *dialog = rt_ask_dialog_new (
    GTK_WINDOW (window), title,
    _ (
      "What a role no longer allows is taken away at once. For what it newly allows, a manager may have to let them in."),
    _("_Save"));
  Ask *ask = ask_new (window, dialog, person->id, _("The roles were changed."));

  add_roles (dialog, ask, person->roles);
  g_signal_connect (dialog, "accepted", G_CALLBACK (on_roles), ask);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (GTK_WIDGET (ask->roles));
}

static void
on_supervisor (RtAskDialog *dialog, Ask *ask)
{
  rt_ask_dialog_set_busy (dialog, TRUE);
  rt_request_staff_supervisor (rt_window_get_desk (ask->window), ask->id, chosen_supervisor (ask), NULL, on_done,
                               g_object_ref (dialog));
}

void
rt_staff_dialog_supervisor (RtWindow *window, const RtStaff *person, GPtrArray *staff)
{
  /* Translators: a person's name */
  g_autofree char *title = g_strdup_printf (_("Supervisor of %s"), person->name);
  RtAskDialog *dialog = rt_ask_dialog_new (
    GTK_WINDOW (window), title,
    _("Whoever looks after a new person says when that person may see customers; a manager can say so, too."),
    _("_Save"));
  Ask *ask = ask_new (window, dialog, person->id, _("The supervisor was changed."));

  add_supervisor (dialog, ask, staff, person->id, person->supervisor_id);
  g_signal_connect (dialog, "accepted", G_CALLBACK (on_supervisor), ask);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (ask->supervisor);
}

static void
on_reset (RtAskDialog *dialog, Ask *ask)
{
  g_autoptr (RtSecret) password = take_password (ask);

  rt_ask_dialog_set_busy (dialog, TRUE);
  rt_request_staff_reset (rt_window_get_desk (ask->window), ask->id, password, NULL, on_done, g_object_ref (dialog));
}

void
rt_staff_dialog_reset (RtWindow *window, const RtStaff *person)
{
  /* Translators: a person's name */
  g_autofree char *title = g_strdup_printf (_("Reset the password of %s"), person->name);
  RtAskDialog *dialog = rt_ask_dialog_new (
    GTK_WINDOW (window), title,
    _ (
      "Their present password stops working. They sign in with the first password, choose their own, and wait until a manager "
      "lets them in."),
    _("_Reset"));
  Ask *ask =
    ask_new (window, dialog, person->id, _("The password was reset. Tell them the first password in private."));

  rt_ask_dialog_set_destructive (dialog);
  add_password (dialog, ask);
  g_signal_connect (dialog, "accepted", G_CALLBACK (on_reset), ask);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (GTK_WIDGET (ask->password));
}

static void
on_disable (RtAskDialog *dialog, Ask *ask)
{
  rt_ask_dialog_set_busy (dialog, TRUE);
  rt_request_staff_set_disabled (rt_window_get_desk (ask->window), ask->id, TRUE, NULL, on_done, g_object_ref (dialog));
}

void
rt_staff_dialog_disable (RtWindow *window, const RtStaff *person)
{
  /* Translators: a person's name */
  g_autofree char *title = g_strdup_printf (_("Disable %s?"), person->name);
  RtAskDialog *dialog = rt_ask_dialog_new (
    GTK_WINDOW (window), title,
    _ (
      "They can no longer sign in, and their keys are taken away. What they did stays recorded. Enabled again, they have to be let in anew."),
    _("_Disable"));
  Ask *ask = ask_new (window, dialog, person->id, _("The person was disabled."));

  rt_ask_dialog_set_destructive (dialog);
  g_signal_connect (dialog, "accepted", G_CALLBACK (on_disable), ask);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_reset_code (RtAskDialog *dialog, Ask *ask)
{
  rt_ask_dialog_set_busy (dialog, TRUE);
  rt_request_staff_reset_code (rt_window_get_desk (ask->window), ask->id, NULL, on_done, g_object_ref (dialog));
}

void
rt_staff_dialog_reset_code (RtWindow *window, const RtStaff *person)
{
  /* Translators: a person's name */
  g_autofree char *title = g_strdup_printf (_("Reset the sign-in code of %s?"), person->name);
  RtAskDialog *dialog = rt_ask_dialog_new (
    GTK_WINDOW (window), title,
    _ (
      "Their authenticator and recovery codes stop working. Where the store asks for a code, they set up a new one at their next sign-in: have them do it at once, since until then their password alone is enough for that."),
    _("_Reset"));
  Ask *ask = ask_new (window, dialog, person->id, _("They set up a new code at their next sign-in."));

  rt_ask_dialog_set_destructive (dialog);
  g_signal_connect (dialog, "accepted", G_CALLBACK (on_reset_code), ask);
  gtk_window_present (GTK_WINDOW (dialog));
}
