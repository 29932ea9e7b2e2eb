/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The settings of the store, each with its reason and its source. */
#include "config.h"

#include "rt-settings-view.h"

#include "rt-rule-requests.h"
#include "rt-setting-dialog.h"
#include <glib/gi18n.h>

struct _RtSettingsView
{
  GtkWidget parent_instance;

  /* owned by the widget tree */
  GtkBox *groups;

  RtWindow *window;          /* borrowed */
  GPtrArray *values;         /* owned: RtSettingValue, as shown; NULL before they came */
  GCancellable *cancellable; /* owned; NULL after dispose */
};

G_DEFINE_FINAL_TYPE (RtSettingsView, rt_settings_view, GTK_TYPE_WIDGET)

/* A group begins with the first setting whose id has its beginning. */
static const struct
{
  const char *beginning;
  const char *title;
} titles[] = {
  { "lookups-", N_("Looking up and asking to see") },
  { "reveals-", N_("Looking up and asking to see") },
  { "review-", N_("Review of looks") },
  { "training-", N_("Training") },
  { "", N_("Signing in and locking") },
};

static const char *
title_of (const RtSettingInfo *info)
{
  guint i = 0;

  while (!g_str_has_prefix (info->id, titles[i].beginning))
    i++;
  return titles[i].title;
}

static void
append_line (GString *text, char *line)
{
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, line);
  g_free (line);
}

/* Reason and source, then who changed it when and why. */
static char *
describe (const RtSettingValue *value)
{
  const RtSettingInfo *info = rt_setting_info (value->setting);
  GString *text = g_string_new (NULL);

  append_line (text, g_strdup (_ (info->reason)));
  if (info->source[0] != '\0')
    append_line (text, g_strdup_printf (_("Source: %s"), info->source));
  append_line (text, rt_setting_bounds (value->setting));
  if (value->reason != NULL)
    {
      g_autofree char *moment = rt_moment_format (value->changed_at, NULL);

      append_line (text,
                   value->changed_by != NULL
                     /* Translators: who, when, why: “Changed by Zhao Min on 3 May 2027 14:10: two desks” */
                     ? g_strdup_printf (_("Changed by %1$s on %2$s: %3$s"), value->changed_by, moment, value->reason)
                     : g_strdup_printf (_("Changed on %1$s: %2$s"), moment, value->reason));
    }
  return g_string_free (text, FALSE);
}

static void
on_change (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RtSettingsView *self = RT_SETTINGS_VIEW (widget);
  guint i = g_variant_get_uint32 (parameter);

  if (self->values != NULL && i < self->values->len)
    rt_setting_dialog_present (self->window, g_ptr_array_index (self->values, i));
}

static GtkWidget *
make_button (const RtSettingInfo *info)
{
  GtkWidget *button = gtk_button_new_with_label (_("Change…"));
  /* Translators: a button for a screen reader; the name of a setting. */
  g_autofree char *name = g_strdup_printf (_("Change: %s"), _ (info->label));

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "settings.change");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "u", (guint) info->number);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  return button;
}

static GtkWidget *
make_row (RtSettingsView *self, const RtSettingValue *value)
{
  const RtSettingInfo *info = rt_setting_info (value->setting);
  const RtPerson *me = rt_desk_get_person (rt_window_get_desk (self->window));
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *words = describe (value);
  g_autofree char *plain = g_markup_escape_text (words, -1);
  g_autofree char *label = g_markup_escape_text (_ (info->label), -1);
  g_autofree char *shown = rt_setting_format (value->setting, value->value);
  GtkWidget *number = gtk_label_new (shown);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), label);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), plain);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_label_set_wrap (GTK_LABEL (number), info->unit == RT_SETTING_UNIT_ROLES);
  gtk_label_set_max_width_chars (GTK_LABEL (number), 18);
  gtk_label_set_xalign (GTK_LABEL (number), 1);
  gtk_label_set_justify (GTK_LABEL (number), GTK_JUSTIFY_RIGHT);
  gtk_widget_add_css_class (number, "heading");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), number);
  if (me != NULL && rt_person_may (me, RT_RIGHT_SETTINGS_WRITE))
    {
      GtkWidget *button = make_button (info);

      adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
      adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
    }
  return row;
}

static int
focused_setting (RtSettingsView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GVariant *target = GTK_IS_BUTTON (focus) && gtk_widget_is_ancestor (focus, GTK_WIDGET (self))
                       ? gtk_actionable_get_action_target_value (GTK_ACTIONABLE (focus))
                       : NULL;

  return target != NULL ? (int) g_variant_get_uint32 (target) : -1;
}

/* The button of a setting in a fresh row. */
static void
focus_setting (GtkWidget *widget, int setting)
{
  GVariant *target = GTK_IS_BUTTON (widget) ? gtk_actionable_get_action_target_value (GTK_ACTIONABLE (widget)) : NULL;

  if (target != NULL && g_variant_is_of_type (target, G_VARIANT_TYPE_UINT32) &&
      (int) g_variant_get_uint32 (target) == setting)
    gtk_widget_grab_focus (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    focus_setting (child, setting);
}

static void
fill (RtSettingsView *self)
{
  int focused = focused_setting (self);
  AdwPreferencesGroup *group = NULL;
  const char *title = NULL;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->groups))) != NULL)
    gtk_box_remove (self->groups, child);
  for (guint i = 0; i < self->values->len; i++)
    {
      const RtSettingValue *value = g_ptr_array_index (self->values, i);
      const char *wanted = title_of (rt_setting_info (value->setting));

      if (g_strcmp0 (wanted, title) != 0)
        {
          group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
          adw_preferences_group_set_title (group, _ (wanted));
          gtk_box_append (self->groups, GTK_WIDGET (group));
          title = wanted;
        }
      adw_preferences_group_add (group, make_row (self, value));
    }
  if (focused >= 0)
    focus_setting (GTK_WIDGET (self->groups), focused);
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtSettingsView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) values = rt_desk_run_finish (RT_DESK (source), result, &error);

  if (self->cancellable == NULL)
    return;
  if (values == NULL)
    {
      rt_window_toast_error (self->window, error);
      return;
    }
  g_clear_pointer (&self->values, g_ptr_array_unref);
  self->values = g_steal_pointer (&values);
  fill (self);
}

void
rt_settings_view_load (RtSettingsView *self)
{
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  rt_request_settings (rt_window_get_desk (self->window), self->cancellable, on_loaded, g_object_ref (self));
}

static void
rt_settings_view_dispose (GObject *object)
{
  RtSettingsView *self = RT_SETTINGS_VIEW (object);
  GtkWidget *child;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->values, g_ptr_array_unref);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (rt_settings_view_parent_class)->dispose (object);
}

static void
rt_settings_view_class_init (RtSettingsViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rt_settings_view_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "settings.change", "u", on_change);
}

static void
rt_settings_view_init (RtSettingsView *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *note = gtk_label_new (
    _("Reasons and sources are there to decide by; they are not legal advice. Each change is recorded."));

  self->cancellable = g_cancellable_new ();
  self->groups = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 24));
  gtk_label_set_wrap (GTK_LABEL (note), TRUE);
  gtk_label_set_xalign (GTK_LABEL (note), 0);
  gtk_widget_add_css_class (note, "dim-label");
  gtk_box_append (GTK_BOX (box), note);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->groups));
  gtk_widget_add_css_class (box, "rules-body");
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 760);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  gtk_widget_set_parent (scrolled, GTK_WIDGET (self));
}

GtkWidget *
rt_settings_view_new (RtWindow *window)
{
  RtSettingsView *self = g_object_new (RT_TYPE_SETTINGS_VIEW, NULL);

  self->window = window;
  return GTK_WIDGET (self);
}
