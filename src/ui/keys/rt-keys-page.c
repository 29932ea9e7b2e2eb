/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The keys of the store: the sheet that brings them back, those being renewed, and who holds which. */
#include "config.h"

#include "rt-keys-page.h"

#include "rt-keys-dialogs.h"
#include "rt-keys-requests.h"
#include "rt-pill.h"
#include <glib/gi18n.h>

struct _RtKeysPage
{
  GtkWidget parent_instance;

  GtkStack *stack;
  AdwStatusPage *failed;
  AdwPreferencesGroup *rotations;
  AdwPreferencesGroup *keys;
  AdwActionRow *sheet;
  GtkWidget *drill;
  GPtrArray *rows; /* owned: borrowed AdwActionRow of both groups that are made anew */

  RtWindow *window;          /* borrowed */
  RtKeysStatus *status;      /* owned; NULL until it came */
  GCancellable *cancellable; /* owned; NULL after dispose */
  gboolean focus_wanted;
};

static void area_init (RtAreaInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RtKeysPage, rt_keys_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (RT_TYPE_AREA, area_init))

static GtkWidget *
make_row (RtKeysPage *self, AdwPreferencesGroup *group, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *safe_title = g_markup_escape_text (title, -1);
  g_autofree char *safe_subtitle = g_markup_escape_text (subtitle, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), safe_title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), safe_subtitle);
  adw_preferences_group_add (group, row);
  g_ptr_array_add (self->rows, row);
  return row;
}

static char *
state_words (const RtRotationInfo *rotation)
{
  switch (rotation->state)
    {
    case RT_ROTATION_WAITS:
      return g_strdup (_("Waits for a manager"));
    case RT_ROTATION_NEEDS_SHEET:
      return g_strdup (_("Needs a new sheet first"));
    case RT_ROTATION_DOES_NOT_OPEN:
      return g_strdup_printf (ngettext ("%d record does not open", "%d records do not open",
                                        (gulong) rotation->damaged),
                              (int) rotation->damaged);
    case RT_ROTATION_READY:
    default:
      break;
    }
  if (rotation->total == 0)
    return g_strdup (_("Begins soon"));
  /* Translators: how far the renewal of a key is */
  return g_strdup_printf (_("%d %%"), (int) (100 * rotation->done / rotation->total));
}

static void
add_rotation (RtKeysPage *self, const RtRotationInfo *rotation)
{
  g_autofree char *moment = rt_moment_format (rotation->asked_at, NULL);
  g_autofree char *state = state_words (rotation);
  g_autofree char *subtitle =
    /* Translators: why a key is renewed, who asked for it, when */
    g_strdup_printf (_("%1$s: %2$s, %3$s"), rt_rotation_reason_name (rotation->reason),
                     rotation->asked_by != NULL ? rotation->asked_by : _("unknown"), moment);
  GtkWidget *row = make_row (self, self->rotations, rt_key_name (rotation->slot), subtitle);
  GtkWidget *pill = rt_pill_new ();
  const gboolean calm = rotation->state == RT_ROTATION_READY;

  rt_pill_set (RT_PILL (pill), state, calm ? "accent" : "warning");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), pill);
}

static void
add_key (RtKeysPage *self, const RtKeyInfo *key)
{
  g_autofree char *moment = rt_moment_format (key->since, NULL);
  /* Translators: stands between the names of people */
  g_autofree char *names = g_strjoinv (C_("people", ", "), key->holders);
  g_autofree char *subtitle = key->holders[0] != NULL ? g_strdup_printf (_("Held by %s"), names)
                                                      : g_strdup (_("Only the recovery sheet opens it"));
  GtkWidget *row = make_row (self, self->keys, rt_key_name (key->slot), subtitle);
  /* Translators: version of a key and the moment it was made */
  g_autofree char *words = g_strdup_printf (_("Version %1$u, %2$s"), key->version, moment);
  GtkWidget *label = gtk_label_new (words);

  gtk_widget_add_css_class (label, "dim-label");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
}

static void
show_sheet (RtKeysPage *self)
{
  g_autofree char *made = rt_moment_format (self->status->sheet.made_at, NULL);
  g_autofree char *words = NULL;

  if (self->status->sheet.tested_at != 0)
    {
      g_autofree char *tested = rt_moment_format (self->status->sheet.tested_at, NULL);

      words = g_strdup_printf (_("Made %1$s, last tested %2$s"), made, tested);
    }
  else
    words = g_strdup_printf (_("Made %s, never tested yet"), made);
  adw_action_row_set_subtitle (self->sheet, words);
}

static void
clear_rows (RtKeysPage *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);
      GtkWidget *group = gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP);

      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group), row);
    }
  g_ptr_array_set_size (self->rows, 0);
}

static void
show_status (RtKeysPage *self)
{
  clear_rows (self);
  show_sheet (self);
  for (guint i = 0; i < self->status->rotations->len; i++)
    add_rotation (self, g_ptr_array_index (self->status->rotations, i));
  gtk_widget_set_visible (GTK_WIDGET (self->rotations), self->status->rotations->len > 0);
  for (guint i = 0; i < self->status->keys->len; i++)
    add_key (self, g_ptr_array_index (self->status->keys, i));
  gtk_stack_set_visible_child_name (self->stack, "keys");
  if (self->focus_wanted)
    gtk_widget_grab_focus (self->drill);
  self->focus_wanted = FALSE;
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtKeysPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RtKeysStatus) status = rt_desk_run_finish (RT_DESK (source), result, &error);

  if (self->cancellable == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (status == NULL)
    {
      adw_status_page_set_description (self->failed, error->message);
      gtk_stack_set_visible_child_name (self->stack, "failed");
      return;
    }
  g_clear_pointer (&self->status, rt_keys_status_free);
  self->status = g_steal_pointer (&status);
  show_status (self);
}

static void
load (RtKeysPage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  rt_request_keys (rt_window_get_desk (self->window), self->cancellable, on_loaded, g_object_ref (self));
}

static void
on_changed (RtKeysPage *self, const char *table, gint64 row)
{
  if ((g_strcmp0 (table, "rotation") == 0 || g_strcmp0 (table, "staff") == 0) &&
      rt_desk_get_person (rt_window_get_desk (self->window)) != NULL)
    load (self);
}

static void
on_tested (RtKeysPage *self)
{
  load (self);
}

static void
on_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RtKeysPage *self = RT_KEYS_PAGE (widget);

  if (self->status == NULL)
    return;
  if (g_str_equal (name, "keys.drill"))
    g_signal_connect_object (rt_keys_dialog_drill (self->window), "unmap", G_CALLBACK (on_tested), self,
                             G_CONNECT_SWAPPED);
  else if (g_str_equal (name, "keys.new-sheet"))
    rt_window_show_renew (self->window, !self->status->holds_all);
  else if (g_str_equal (name, "keys.renew-all"))
    rt_keys_dialog_renew_all (self->window);
  else
    load (self);
}

static void
area_focus (RtArea *area)
{
  RtKeysPage *self = RT_KEYS_PAGE (area);

  self->focus_wanted = self->status == NULL;
  if (!self->focus_wanted)
    gtk_widget_grab_focus (self->drill);
}

static void
area_init (RtAreaInterface *iface)
{
  iface->focus = area_focus;
}

static void
rt_keys_page_dispose (GObject *object)
{
  RtKeysPage *self = RT_KEYS_PAGE (object);
  GtkWidget *child;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->status, rt_keys_status_free);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (rt_keys_page_parent_class)->dispose (object);
}

static void
rt_keys_page_class_init (RtKeysPageClass *klass)
{
  static const char *const actions[] = { "keys.drill", "keys.new-sheet", "keys.renew-all", "keys.refresh" };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rt_keys_page_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i], NULL, on_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "keys.refresh", NULL);
}

static GtkWidget *
make_button (const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  return button;
}

static AdwPreferencesGroup *
make_group (GtkBox *box, const char *title, const char *words)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), words);
  gtk_box_append (box, group);
  return ADW_PREFERENCES_GROUP (group);
}

static void
add_sheet_group (RtKeysPage *self, GtkBox *box)
{
  AdwPreferencesGroup *group = make_group (
    box, _("Recovery sheet"),
    _("With it and the store file everything comes back when the keyring or the last manager is gone. Test it "
       "once a year: a sheet nobody has tried is a hope."));

  self->sheet = ADW_ACTION_ROW (adw_action_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->sheet), _("Sheet in force"));
  self->drill = make_button (_("_Test…"), "keys.drill");
  adw_action_row_add_suffix (self->sheet, self->drill);
  adw_action_row_add_suffix (self->sheet, make_button (_("_New sheet…"), "keys.new-sheet"));
  adw_preferences_group_add (group, GTK_WIDGET (self->sheet));
}

static void
fill (RtKeysPage *self, GtkBox *box)
{
  add_sheet_group (self, box);
  self->rotations = make_group (
    box, _("Being renewed"),
    _("When somebody no longer needs a key, a new one is made and everything is sealed anew under it, so that a "
       "key that was kept opens nothing any more. It goes on in the background and after every sign-in."));
  self->keys =
    make_group (box, _("Keys"),
                _("Each kind of personal detail has a key of its own, given only to those whose work needs it "
                   "and to whoever lets people in."));
  adw_preferences_group_set_header_suffix (self->keys, make_button (_("_Renew all…"), "keys.renew-all"));
}

static void
rt_keys_page_init (RtKeysPage *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);

  self->cancellable = g_cancellable_new ();
  self->rows = g_ptr_array_new ();
  self->stack = GTK_STACK (gtk_stack_new ());
  self->failed = ADW_STATUS_PAGE (adw_status_page_new ());
  adw_status_page_set_icon_name (self->failed, "dialog-warning-symbolic");
  adw_status_page_set_title (self->failed, _("The keys cannot be shown"));
  fill (self, GTK_BOX (box));
  gtk_widget_set_margin_top (clamp, 18);
  gtk_widget_set_margin_bottom (clamp, 18);
  gtk_widget_set_margin_start (clamp, 12);
  gtk_widget_set_margin_end (clamp, 12);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 720);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  gtk_stack_add_named (self->stack, adw_bin_new (), "empty");
  gtk_stack_add_named (self->stack, scrolled, "keys");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->failed), "failed");
  gtk_widget_set_parent (GTK_WIDGET (self->stack), GTK_WIDGET (self));
}

GtkWidget *
rt_keys_page_new (RtWindow *window)
{
  RtKeysPage *self = g_object_new (RT_TYPE_KEYS_PAGE, NULL);

  self->window = window;
  g_signal_connect_object (rt_window_get_desk (window), "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  load (self);
  return GTK_WIDGET (self);
}
