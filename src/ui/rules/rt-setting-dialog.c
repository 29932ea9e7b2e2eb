/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changing one setting. */
#include "config.h"

#include "rt-setting-dialog.h"

#include "rt-ask-dialog.h"
#include "rt-error.h"
#include "rt-field-entry.h"
#include "rt-role.h"
#include "rt-rule-requests.h"
#include <glib/gi18n.h>

/* Freed with the dialogue; the widgets are held: an answer may come after the dialogue was closed. */
typedef struct
{
  RtWindow *window; /* borrowed: outlives its dialogues */
  RtSettingId setting;
  GtkWidget *number;            /* owned, or NULL */
  GtkWidget *roles[RT_N_ROLES]; /* owned, or NULL */
  RtFieldEntry *reason;         /* owned */
} Ask;

static void
ask_free (Ask *ask)
{
  g_clear_object (&ask->number);
  for (guint i = 0; i < RT_N_ROLES; i++)
    g_clear_object (&ask->roles[i]);
  g_clear_object (&ask->reason);
  g_free (ask);
}

static gint64
read_value (Ask *ask)
{
  RtRoles roles = 0;

  if (ask->number != NULL)
    {
      gtk_spin_button_update (GTK_SPIN_BUTTON (ask->number));
      return gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (ask->number));
    }
  for (guint i = 0; i < RT_N_ROLES; i++)
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (ask->roles[i])))
      roles |= RT_ROLES_OF (i);
  return roles;
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtAskDialog) dialog = user_data;
  Ask *ask = g_object_get_data (G_OBJECT (dialog), "rt-ask");
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *value = rt_desk_run_finish (RT_DESK (source), result, &error);

  rt_ask_dialog_set_busy (dialog, FALSE);
  if (value != NULL)
    {
      rt_window_toast (ask->window, _("The setting is changed."));
      rt_ask_dialog_done (dialog);
    }
  else if (g_strcmp0 (rt_error_get_field (error), "reason") == 0)
    {
      rt_field_entry_set_problem (ask->reason, error->message);
      gtk_widget_grab_focus (GTK_WIDGET (ask->reason));
    }
  else if (!g_error_matches (error, RT_ERROR, RT_ERROR_LOCKED))
    rt_ask_dialog_set_problem (dialog, error->message);
}

static void
on_accepted (RtAskDialog *dialog, Ask *ask)
{
  rt_field_entry_set_problem (ask->reason, NULL);
  rt_ask_dialog_set_busy (dialog, TRUE);
  rt_request_setting_set (rt_window_get_desk (ask->window), ask->setting, read_value (ask),
                          rt_field_entry_get_text (ask->reason), NULL, on_done, g_object_ref (dialog));
}

static void
add_number (RtAskDialog *dialog, Ask *ask, const RtSettingInfo *info, gint64 value)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  g_autofree char *bounds = rt_setting_bounds (info->number);
  GtkWidget *caption = gtk_label_new (bounds);

  ask->number = g_object_ref_sink (gtk_spin_button_new_with_range ((double) info->least, (double) info->most, 1));
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (ask->number), (double) value);
  gtk_spin_button_set_numeric (GTK_SPIN_BUTTON (ask->number), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (ask->number), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (info->label), -1);
  gtk_label_set_xalign (GTK_LABEL (caption), 0);
  gtk_label_set_wrap (GTK_LABEL (caption), TRUE);
  gtk_widget_add_css_class (caption, "caption");
  gtk_widget_add_css_class (caption, "dim-label");
  gtk_box_append (GTK_BOX (box), ask->number);
  gtk_box_append (GTK_BOX (box), caption);
  rt_ask_dialog_append (dialog, box);
}

static void
add_roles (RtAskDialog *dialog, Ask *ask, RtRoles roles)
{
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "accessible-role",
                                 GTK_ACCESSIBLE_ROLE_GROUP, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Roles"), -1);
  for (guint i = 0; i < RT_N_ROLES; i++)
    {
      ask->roles[i] = g_object_ref_sink (gtk_check_button_new_with_label (rt_role_name ((RtRole) i)));
      gtk_check_button_set_active (GTK_CHECK_BUTTON (ask->roles[i]), (roles & RT_ROLES_OF (i)) != 0);
      gtk_box_append (GTK_BOX (box), ask->roles[i]);
    }
  rt_ask_dialog_append (dialog, box);
}

void
rt_setting_dialog_present (RtWindow *window, const RtSettingValue *now)
{
  const RtSettingInfo *info = rt_setting_info (now->setting);
  const char *told = rt_setting_told (now->setting);
  g_autofree char *words = g_strjoin ("\n\n", _ (info->label), _ (info->reason), told, NULL);
  RtAskDialog *dialog = rt_ask_dialog_new (GTK_WINDOW (window), _("Change a setting"), words, _("_Save"));
  Ask *ask = g_new0 (Ask, 1);

  ask->window = window;
  ask->setting = now->setting;
  g_object_set_data_full (G_OBJECT (dialog), "rt-ask", ask, (GDestroyNotify) ask_free);
  if (info->unit == RT_SETTING_UNIT_ROLES)
    add_roles (dialog, ask, (RtRoles) now->value);
  else
    add_number (dialog, ask, info, now->value);
  ask->reason = g_object_ref_sink (RT_FIELD_ENTRY (rt_field_entry_new (_("Why is it changed?"), FALSE)));
  rt_ask_dialog_append (dialog, GTK_WIDGET (ask->reason));
  g_signal_connect (dialog, "accepted", G_CALLBACK (on_accepted), ask);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (ask->number != NULL ? ask->number : ask->roles[0]);
}
