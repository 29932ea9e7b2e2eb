/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rules of the store: who sees what, what roles may do, settings. */
#include "config.h"

#include "rt-rules-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "rt-ask-dialog.h"
#include "rt-error.h"
#include "rt-field-entry.h"
#include "rt-fold-box.h"
#include "rt-matrix-grid.h"
#include "rt-rights-grid.h"
#include "rt-rule-requests.h"
#include "rt-rules-pane.h"
#include "rt-settings-view.h"

#define DRAFT_DELAY_MS 1000

struct _RtRulesPage
{
  GtkWidget parent_instance;

  /* owned by the widget tree */
  GtkStack *stack;
  AdwStatusPage *failed;
  GtkStack *views;
  RtMatrixGrid *matrix;
  RtRightsGrid *rights;
  RtRulesPane *pane;
  GtkWidget *settings;

  RtWindow *window;          /* borrowed */
  GCancellable *cancellable; /* owned; NULL after dispose */
  GCancellable *telling;     /* owned; the preview that is under way */
  guint draft_delay;
  RtMatrix seen, wanted;
  gboolean loaded, saving;
  gboolean focus_wanted; /* once the tables are there */
};

static void area_init (RtAreaInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RtRulesPage, rt_rules_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (RT_TYPE_AREA, area_init))

static RtDesk *
get_desk (RtRulesPage *self)
{
  return rt_window_get_desk (self->window);
}

static gboolean
may (RtRulesPage *self, RtRight right)
{
  const RtPerson *me = rt_desk_get_person (get_desk (self));

  return me != NULL && rt_person_may (me, right);
}

static gboolean
is_changed (RtRulesPage *self)
{
  return self->loaded && !rt_matrix_equal (&self->seen, &self->wanted);
}

/* --- Kept while it is not saved: the table as it was seen, and as it is wanted --- */

static void
keep_draft (RtRulesPage *self)
{
  g_autofree char *seen = rt_matrix_to_text (&self->seen);
  g_autofree char *wanted = rt_matrix_to_text (&self->wanted);
  g_autofree char *text = g_strdup_printf ("%s\n%s", seen, wanted);
  g_autoptr (GBytes) content = is_changed (self) ? g_bytes_new (text, strlen (text)) : NULL;

  g_clear_handle_id (&self->draft_delay, g_source_remove);
  rt_request_draft_save (get_desk (self), RT_RULES_DRAFT, content, NULL, NULL, NULL);
}

static gboolean
on_draft_delay (gpointer user_data)
{
  RtRulesPage *self = user_data;

  self->draft_delay = 0;
  keep_draft (self);
  return G_SOURCE_REMOVE;
}

static void
keep_soon (RtRulesPage *self)
{
  g_clear_handle_id (&self->draft_delay, g_source_remove);
  self->draft_delay = g_timeout_add (DRAFT_DELAY_MS, on_draft_delay, self);
}

static void
on_locking (RtRulesPage *self)
{
  if (self->draft_delay != 0 && !self->saving)
    keep_draft (self);
}

/* --- What it would do --- */

static void
on_told (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtRulesPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RtMatrixPreview) told = rt_desk_run_finish (RT_DESK (source), result, &error);

  if (self->cancellable == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (told != NULL)
    rt_rules_pane_show (self->pane, is_changed (self) ? told : NULL);
  else
    rt_rules_pane_show_failure (self->pane, error->message);
}

static void
tell (RtRulesPage *self)
{
  g_cancellable_cancel (self->telling);
  g_clear_object (&self->telling);
  if (!is_changed (self))
    {
      rt_rules_pane_show (self->pane, NULL);
      return;
    }
  self->telling = g_cancellable_new ();
  rt_request_matrix_preview (get_desk (self), &self->wanted, self->telling, on_told, g_object_ref (self));
}

static void
show_tables (RtRulesPage *self)
{
  gboolean editable = may (self, RT_RIGHT_MATRIX_WRITE);

  rt_matrix_grid_show (self->matrix, &self->seen, &self->wanted, editable);
  rt_rights_grid_show (self->rights, &self->seen, &self->wanted, editable);
  tell (self);
}

static void
on_matrix (RtRulesPage *self)
{
  rt_matrix_grid_read (self->matrix, &self->wanted);
  keep_soon (self);
  show_tables (self);
}

static void
on_rights (RtRulesPage *self)
{
  rt_rights_grid_read (self->rights, &self->wanted);
  keep_soon (self);
  show_tables (self);
}

/* --- Reading --- */

/* Brings what was chosen over the table @base to the table as it stands now. */
static void
bring_over (RtRulesPage *self, const RtMatrix *base, const RtMatrix *mine)
{
  g_autoptr (GArray) meanwhile = rt_matrix_diff (base, &self->seen);

  self->wanted = self->seen;
  rt_matrix_apply (&self->wanted, base, mine);
  rt_rules_pane_set_meanwhile (self->pane, is_changed (self) ? meanwhile : NULL);
}

static void
on_draft (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtRulesPage) self = user_data;
  g_autoptr (GBytes) content = rt_desk_run_finish (RT_DESK (source), result, NULL);
  gsize size = 0;
  const char *data = content != NULL ? g_bytes_get_data (content, &size) : NULL;
  g_autofree char *text = size > 0 ? g_strndup (data, size) : NULL;
  g_auto (GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", 2);
  RtMatrix base, mine;

  if (self->cancellable == NULL || is_changed (self) || !rt_matrix_from_text (&base, lines[0]) ||
      !rt_matrix_from_text (&mine, lines[1]))
    return;
  bring_over (self, &base, &mine);
  show_tables (self);
  if (is_changed (self))
    rt_window_toast (self->window, _("Your changes that were not saved are here again."));
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtRulesPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree RtMatrix *now = rt_desk_run_finish (RT_DESK (source), result, &error);
  const RtMatrix base = self->seen, mine = self->wanted;
  gboolean first = !self->loaded;

  if (self->cancellable == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (now == NULL)
    {
      adw_status_page_set_description (self->failed, error->message);
      gtk_stack_set_visible_child_name (self->stack, "failed");
      return;
    }
  self->seen = *now;
  if (first)
    self->wanted = *now;
  else
    bring_over (self, &base, &mine);
  self->loaded = TRUE;
  gtk_stack_set_visible_child_name (self->stack, "rules");
  show_tables (self);
  if (first && may (self, RT_RIGHT_MATRIX_WRITE))
    rt_request_draft (RT_DESK (source), RT_RULES_DRAFT, self->cancellable, on_draft, g_object_ref (self));
  if (self->focus_wanted)
    rt_area_focus (RT_AREA (self));
}

static gboolean
reads_tables (RtRulesPage *self)
{
  return may (self, RT_RIGHT_MATRIX_WRITE) || may (self, RT_RIGHT_REVIEW_READ);
}

static void
load (RtRulesPage *self)
{
  rt_settings_view_load (RT_SETTINGS_VIEW (self->settings));
  if (reads_tables (self))
    rt_request_matrix (get_desk (self), self->cancellable, on_loaded, g_object_ref (self));
  else
    gtk_stack_set_visible_child_name (self->stack, "rules");
}

/* --- Saving --- */

typedef struct
{
  RtRulesPage *page; /* owned */
  RtWindow *window;  /* borrowed: outlives everything here */
  RtAskDialog *dialog;
  RtFieldEntry *reason;
} Saving;

static void
saving_free (Saving *saving)
{
  g_clear_object (&saving->page);
  g_clear_object (&saving->dialog);
  g_clear_object (&saving->reason);
  g_free (saving);
}

/* The person's own roles may have changed: then the page is a new one by now, and this one is gone. */
static void
say_saved (Saving *saving, const RtMatrix *saved)
{
  RtRulesPage *self = saving->page;

  rt_ask_dialog_done (saving->dialog);
  rt_window_toast (saving->window, _("The rules are saved. Whoever they are about sees it from now on."));
  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    {
      rt_window_activate (saving->window, "desk.area", g_variant_new_string ("rules"));
      return;
    }
  self->seen = *saved;
  self->wanted = *saved;
  g_clear_handle_id (&self->draft_delay, g_source_remove);
  rt_rules_pane_set_meanwhile (self->pane, NULL);
  show_tables (self);
}

static void
say_not_saved (Saving *saving, const GError *error)
{
  RtRulesPage *self = saving->page;

  if (self->cancellable == NULL || g_error_matches (error, RT_ERROR, RT_ERROR_LOCKED))
    return;
  if (g_error_matches (error, RT_ERROR, RT_ERROR_CONFLICT))
    {
      rt_ask_dialog_done (saving->dialog);
      rt_window_toast_error (self->window, error);
      load (self);
    }
  else if (g_strcmp0 (rt_error_get_field (error), "reason") == 0)
    {
      rt_field_entry_set_problem (saving->reason, error->message);
      gtk_widget_grab_focus (GTK_WIDGET (saving->reason));
    }
  else
    rt_ask_dialog_set_problem (saving->dialog, error->message);
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Saving *saving = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree RtMatrix *saved = rt_desk_run_finish (RT_DESK (source), result, &error);

  saving->page->saving = FALSE;
  rt_ask_dialog_set_busy (saving->dialog, FALSE);
  if (saved != NULL)
    say_saved (saving, saved);
  else
    say_not_saved (saving, error);
  saving_free (saving);
}

static void
on_accepted (RtAskDialog *dialog, RtRulesPage *self)
{
  RtFieldEntry *reason = g_object_get_data (G_OBJECT (dialog), "rt-reason");
  Saving *saving = g_new0 (Saving, 1);

  saving->page = g_object_ref (self);
  saving->window = self->window;
  saving->dialog = g_object_ref (dialog);
  saving->reason = g_object_ref (reason);
  self->saving = TRUE;
  rt_field_entry_set_problem (reason, NULL);
  rt_ask_dialog_set_busy (dialog, TRUE);
  rt_request_matrix_save (get_desk (self), &self->seen, &self->wanted, rt_field_entry_get_text (reason), NULL, on_saved,
                          saving);
}

static void
on_save (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RtRulesPage *self = RT_RULES_PAGE (widget);
  RtAskDialog *dialog;
  GtkWidget *reason;

  if (!is_changed (self) || self->saving || !may (self, RT_RIGHT_MATRIX_WRITE))
    return;
  dialog = rt_ask_dialog_new (GTK_WINDOW (self->window), _("Save the rules"),
                              _("Each change is recorded with your name and your reason. People who work now go on "
                                 "under the new rules with their next step."),
                              _("_Save"));
  reason = rt_field_entry_new (_("Why is it changed?"), FALSE);
  rt_ask_dialog_append (dialog, reason);
  g_object_set_data_full (G_OBJECT (dialog), "rt-reason", g_object_ref (reason), g_object_unref);
  g_signal_connect_object (dialog, "accepted", G_CALLBACK (on_accepted), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (reason);
}

static void
on_discarded (RtAskDialog *dialog, RtRulesPage *self)
{
  rt_ask_dialog_done (dialog);
  self->wanted = self->seen;
  keep_draft (self);
  rt_rules_pane_set_meanwhile (self->pane, NULL);
  show_tables (self);
  rt_window_toast (self->window, _("Your changes are discarded."));
}

static void
on_discard (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RtRulesPage *self = RT_RULES_PAGE (widget);
  RtAskDialog *dialog;

  if (!is_changed (self))
    return;
  dialog = rt_ask_dialog_new (GTK_WINDOW (self->window), _("Discard your changes?"),
                              _("The tables go back to what is saved."), _("_Discard"));
  rt_ask_dialog_set_destructive (dialog);
  g_signal_connect_object (dialog, "accepted", G_CALLBACK (on_discarded), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_refresh (GtkWidget *widget, const char *name, GVariant *parameter)
{
  load (RT_RULES_PAGE (widget));
}

static void
on_changed (RtRulesPage *self, const char *table, gint64 row)
{
  if (self->saving || rt_desk_get_person (get_desk (self)) == NULL)
    return;
  if (g_strcmp0 (table, "matrix") == 0)
    load (self);
  else if (g_strcmp0 (table, "setting") == 0)
    rt_settings_view_load (RT_SETTINGS_VIEW (self->settings));
  else if (g_strcmp0 (table, "staff") == 0)
    tell (self);
}

/* --- The place --- */

static void
area_focus (RtArea *area)
{
  RtRulesPage *self = RT_RULES_PAGE (area);
  GtkWidget *view = gtk_stack_get_visible_child (self->views);

  self->focus_wanted = !self->loaded && reads_tables (self);
  if (self->focus_wanted)
    return;
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->views), "matrix") == 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->matrix));
  else if (view != NULL)
    gtk_widget_child_focus (view, GTK_DIR_TAB_FORWARD);
}

static void
area_init (RtAreaInterface *iface)
{
  iface->focus = area_focus;
}

static void
rt_rules_page_dispose (GObject *object)
{
  RtRulesPage *self = RT_RULES_PAGE (object);
  GtkWidget *child;

  g_clear_handle_id (&self->draft_delay, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_cancellable_cancel (self->telling);
  g_clear_object (&self->telling);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (rt_rules_page_parent_class)->dispose (object);
}

static void
rt_rules_page_class_init (RtRulesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rt_rules_page_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "rules.save", NULL, on_save);
  gtk_widget_class_install_action (widget_class, "rules.discard", NULL, on_discard);
  gtk_widget_class_install_action (widget_class, "rules.refresh", NULL, on_refresh);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "rules.save", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "rules.refresh", NULL);
}

/* What the four words mean. */
static GtkWidget *
make_legend (void)
{
  static const char *const words[] = {
    N_("<b>Clear</b>: of every customer."),
    N_("<b>Own work</b>: clear while it is their open job, masked otherwise."),
    N_("<b>Masked</b>: 138****8931, J*** S***; the whole can be asked for with a reason, where a role may."),
    N_("<b>Hidden</b>: not there at all."),
  };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      GtkWidget *label = gtk_label_new (NULL);

      gtk_label_set_markup (GTK_LABEL (label), _ (words[i]));
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_widget_add_css_class (label, "caption");
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_widget_add_css_class (box, "rules-legend");
  return box;
}

static GtkWidget *
make_matrix (RtRulesPage *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  self->matrix = RT_MATRIX_GRID (rt_matrix_grid_new ());
  g_signal_connect_object (self->matrix, "changed", G_CALLBACK (on_matrix), self, G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (box, "rules-body");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->matrix));
  gtk_box_append (GTK_BOX (box), make_legend ());
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  return scrolled;
}

static GtkWidget *
make_rights (RtRulesPage *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *note = gtk_label_new (_("Grey ticks are the same in every store: managers let people in and change these "
                                      "tables; administrators make accounts and see no customer."));

  gtk_label_set_wrap (GTK_LABEL (note), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (note), 60);
  gtk_label_set_xalign (GTK_LABEL (note), 0);
  gtk_widget_add_css_class (note, "caption");
  gtk_widget_add_css_class (note, "dim-label");
  gtk_widget_add_css_class (box, "rules-body");
  self->rights = RT_RIGHTS_GRID (rt_rights_grid_new ());
  g_signal_connect_object (self->rights, "changed", G_CALLBACK (on_rights), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->rights));
  gtk_box_append (GTK_BOX (box), note);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  return scrolled;
}

/* The pane belongs to the two tables. */
static void
on_view (RtRulesPage *self)
{
  gboolean settings = g_strcmp0 (gtk_stack_get_visible_child_name (self->views), "settings") == 0;

  gtk_widget_set_visible (GTK_WIDGET (self->pane), !settings && may (self, RT_RIGHT_MATRIX_WRITE));
}

static void
rt_rules_page_init (RtRulesPage *self)
{
  self->cancellable = g_cancellable_new ();
  self->stack = GTK_STACK (gtk_stack_new ());
  self->failed = ADW_STATUS_PAGE (adw_status_page_new ());
  adw_status_page_set_icon_name (self->failed, "dialog-warning-symbolic");
  adw_status_page_set_title (self->failed, _("The rules cannot be shown"));
  self->views = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_hhomogeneous (self->views, FALSE);
  gtk_stack_set_vhomogeneous (self->views, FALSE);
  self->pane = RT_RULES_PANE (rt_rules_pane_new ());
}

static void
build (RtRulesPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *strip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *switcher = gtk_stack_switcher_new ();
  GtkWidget *fold = NULL;
  gboolean tables = reads_tables (self);

  self->settings = rt_settings_view_new (self->window);
  gtk_stack_add_titled (self->views, make_matrix (self), "matrix", _("Who sees what"));
  gtk_stack_add_titled (self->views, make_rights (self), "rights", _("What roles may do"));
  gtk_stack_add_titled (self->views, self->settings, "settings", _("Settings"));
  gtk_stack_switcher_set_stack (GTK_STACK_SWITCHER (switcher), self->views);
  gtk_widget_add_css_class (strip, "toolbar-strip");
  gtk_widget_set_visible (strip, tables);
  gtk_box_append (GTK_BOX (strip), switcher);
  fold = rt_fold_box_new (GTK_WIDGET (self->views), GTK_WIDGET (self->pane));
  gtk_widget_set_vexpand (fold, TRUE);
  gtk_box_append (GTK_BOX (box), strip);
  gtk_box_append (GTK_BOX (box), fold);
  gtk_stack_add_named (self->stack, box, "rules");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->failed), "failed");
  gtk_widget_set_parent (GTK_WIDGET (self->stack), GTK_WIDGET (self));
  if (!tables)
    gtk_stack_set_visible_child_name (self->views, "settings");
  g_signal_connect_object (self->views, "notify::visible-child", G_CALLBACK (on_view), self, G_CONNECT_SWAPPED);
  on_view (self);
}

GtkWidget *
rt_rules_page_new (RtWindow *window)
{
  RtRulesPage *self = g_object_new (RT_TYPE_RULES_PAGE, NULL);
  RtDesk *desk = rt_window_get_desk (window);

  self->window = window;
  build (self);
  rt_rules_pane_show (self->pane, NULL);
  g_signal_connect_object (desk, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "locking", G_CALLBACK (on_locking), self, G_CONNECT_SWAPPED);
  load (self);
  return GTK_WIDGET (self);
}
