/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Orders from a CSV file: choosing it, what it is, running, the result. */
#include "config.h"

#include "rt-import-window.h"

#include "rt-error.h"
#include "rt-import-views.h"
#include "rt-text.h"
#include <glib/gi18n.h>

struct _RtImportWindow
{
  AdwWindow parent_instance;

  /* template widgets */
  AdwToastOverlay *toasts;
  GtkStack *stack;
  GtkWidget *run;
  GtkWidget *other;
  GtkWidget *done;
  AdwStatusPage *choose;
  GtkWidget *choose_button;
  GtkLabel *doing;
  GtkProgressBar *progress;
  GtkLabel *progress_words;
  GtkWidget *stop;
  GtkLabel *file_name;
  GtkLabel *file_facts;
  GtkWidget *mapping_title;
  GtkColumnView *mapping;
  GtkWidget *rows_title;
  GtkColumnView *rows;
  GtkLabel *result_title;
  GtkGrid *numbers;
  GtkWidget *rejects_box;
  GtkWidget *rejects_title;
  GtkColumnView *rejects;

  /* borrowed */
  RtWindow *window;

  /* owned */
  GCancellable *cancellable; /* of what is under way */
  char *path;
  RtImportPlan *plan;
  RtImportResult *result;
  gboolean gone;
};

G_DEFINE_FINAL_TYPE (RtImportWindow, rt_import_window, ADW_TYPE_WINDOW)

/* One of the four pages, and what can be done there. */
static void
show_page (RtImportWindow *self, const char *name, GtkWidget *focus)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean plan = g_str_equal (name, "plan");
  gboolean running = g_str_equal (name, "running");
  gboolean result = g_str_equal (name, "result");
  gboolean refused = result && self->result != NULL && self->result->rejects->len > 0;

  gtk_stack_set_visible_child_name (self->stack, name);
  gtk_widget_set_visible (self->run, plan);
  gtk_widget_set_visible (self->other, plan || result);
  gtk_widget_set_visible (self->done, result);
  gtk_widget_action_set_enabled (widget, "import.choose", !running);
  gtk_widget_action_set_enabled (widget, "import.run", plan && rt_import_plan_get_n_records (self->plan) > 0);
  gtk_widget_action_set_enabled (widget, "import.stop", running);
  gtk_widget_action_set_enabled (widget, "import.save-rejects", refused);
  gtk_widget_action_set_enabled (widget, "import.run-good", refused && self->result->orders == 0);
  if (focus != NULL)
    gtk_widget_grab_focus (focus);
}

static void
show_choose (RtImportWindow *self, const char *problem)
{
  if (problem != NULL)
    {
      g_autofree char *plain = g_markup_escape_text (problem, -1);

      adw_status_page_set_icon_name (self->choose, "dialog-warning-symbolic");
      adw_status_page_set_title (self->choose, _("Nothing was imported"));
      adw_status_page_set_description (self->choose, plain);
    }
  show_page (self, "choose", self->choose_button);
}

static void
begin (RtImportWindow *self, const char *doing)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  gtk_label_set_text (self->doing, doing);
  gtk_label_set_text (self->progress_words, "");
  gtk_progress_bar_set_fraction (self->progress, 0);
  show_page (self, "running", self->stop);
}

/* What the file is */
static char *
delimiter_words (char delimiter)
{
  switch (delimiter)
    {
    case ',':
      return g_strdup (_("separated by commas"));
    case ';':
      return g_strdup (_("separated by semicolons"));
    case '\t':
      return g_strdup (_("separated by tabs"));
    default:
      /* Translators: %c is the character between the columns of a file. */
      return g_strdup_printf (_("separated by “%c”"), delimiter);
    }
}

static void
show_plan (RtImportWindow *self)
{
  g_autofree char *base = g_path_get_basename (self->path);
  g_autofree char *name = g_filename_display_name (base);
  g_autofree char *plain = rt_text_isolate (name);
  g_autofree char *delimiter = delimiter_words (rt_import_plan_get_delimiter (self->plan));
  gint64 n = rt_import_plan_get_n_records (self->plan);
  g_autofree char *rows = g_strdup_printf (ngettext ("%'ld row", "%'ld rows", (gulong) n), (long) n);
  /* Translators: what a file is: its layout, "2,121 rows", its encoding, "separated by commas". */
  g_autofree char *facts = g_strdup_printf (_("%1$s · %2$s · %3$s, %4$s"), rt_import_plan_get_layout_name (self->plan),
                                            rows, rt_import_plan_get_encoding (self->plan), delimiter);

  gtk_label_set_text (self->file_name, plain);
  gtk_label_set_text (self->file_facts, facts);
  rt_import_view_mapping (self->mapping, self->plan);
  rt_import_view_rows (self->rows, self->plan);
  show_page (self, "plan", n > 0 ? self->run : self->other);
}

static void
on_plan (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtImportWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  RtImportPlan *plan = rt_import_plan_new_finish (result, &error);

  if (self->gone)
    {
      g_clear_pointer (&plan, rt_import_plan_unref);
      return;
    }
  if (plan == NULL)
    {
      gboolean stopped = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

      show_choose (self, stopped ? _("Reading was stopped.") : error->message);
      return;
    }
  g_clear_pointer (&self->plan, rt_import_plan_unref);
  self->plan = plan;
  show_plan (self);
}

static void
open_file (RtImportWindow *self, GFile *file)
{
  g_autofree char *path = g_file_get_path (file);

  if (path == NULL)
    {
      show_choose (self, _("This file is not on this computer. Copy it here first."));
      return;
    }
  g_free (self->path);
  self->path = g_steal_pointer (&path);
  begin (self, _("Reading the file…"));
  rt_import_plan_new_async (self->path, self->cancellable, on_plan, g_object_ref (self));
}

static void
on_chosen (GtkNativeDialog *chooser, int response, RtImportWindow *self)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  if (file != NULL)
    open_file (self, file);
  g_object_unref (chooser);
}

static GtkFileChooserNative *
make_chooser (RtImportWindow *self, const char *title, GtkFileChooserAction action, const char *accept)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (title, GTK_WINDOW (self), action, accept, NULL);
  g_autoptr (GtkFileFilter) tables = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (tables, _("CSV files"));
  gtk_file_filter_add_suffix (tables, "csv");
  gtk_file_filter_add_suffix (tables, "txt");
  gtk_file_filter_add_suffix (tables, "tsv");
  gtk_file_filter_set_name (all, _("All files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), tables);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), all);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  return chooser;
}

static void
on_choose (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RtImportWindow *self = RT_IMPORT_WINDOW (widget);
  GtkFileChooserNative *chooser =
    make_chooser (self, _("Choose a file with orders"), GTK_FILE_CHOOSER_ACTION_OPEN, _("_Open"));

  g_signal_connect_object (chooser, "response", G_CALLBACK (on_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, RtImportWindow *self)
{
  GFile *file = G_VALUE_HOLDS (value, G_TYPE_FILE) ? g_value_get_object (value) : NULL;
  const char *page = gtk_stack_get_visible_child_name (self->stack);

  if (file == NULL || g_strcmp0 (page, "running") == 0)
    return FALSE;
  open_file (self, file);
  return TRUE;
}

/* The result */
static void
add_number (RtImportWindow *self, int row, const char *label, const char *number)
{
  GtkWidget *name = gtk_label_new (label);
  GtkWidget *value = gtk_label_new (number);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_widget_add_css_class (name, "dim-label");
  gtk_label_set_xalign (GTK_LABEL (value), 1);
  gtk_widget_add_css_class (value, "numeric");
  gtk_accessible_update_relation (GTK_ACCESSIBLE (value), GTK_ACCESSIBLE_RELATION_LABELLED_BY, name, NULL, -1);
  gtk_grid_attach (self->numbers, name, 0, row, 1, 1);
  gtk_grid_attach (self->numbers, value, 1, row, 1, 1);
}

static void
fill_numbers (RtImportWindow *self)
{
  const RtImportResult *result = self->result;
  const RtStoreInfo *store = rt_desk_get_store (rt_window_get_desk (self->window));
  g_autofree char *money = store != NULL ? rt_money_format (result->total, store->currency, TRUE, NULL) : NULL;
  const struct
  {
    const char *label;
    gint64 number;
  } counts[] = { { _("Orders added"), result->orders },
                 { _("New customers"), result->customers },
                 { _("Order lines"), result->lines },
                 { _("Pieces"), result->pieces },
                 { _("Orders that were here already"), result->already },
                 { _("Refused rows"), result->rejected } };
  GtkWidget *child;
  int row = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->numbers))) != NULL)
    gtk_grid_remove (self->numbers, child);
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      g_autofree char *words = g_strdup_printf ("%'" G_GINT64_FORMAT, counts[i].number);

      add_number (self, row++, counts[i].label, words);
      if (i == 3 && money != NULL)
        add_number (self, row++, _("Sum of the lines"), money);
    }
}

static const char *
result_words (const RtImportResult *result)
{
  if (result->orders > 0)
    return result->rejected > 0 ? _("The good orders are imported") : _("The orders are imported");
  if (result->rejected > 0)
    return _("Nothing was imported, because rows were refused");
  if (result->already == 0)
    return _("Nothing was added: the file holds no orders");
  return _("Nothing was added: all orders were here already");
}

static void
show_result (RtImportWindow *self)
{
  gtk_label_set_text (self->result_title, result_words (self->result));
  fill_numbers (self);
  gtk_widget_set_visible (self->rejects_box, self->result->rejects->len > 0);
  rt_import_view_rejects (self->rejects, self->result->rejects);
  show_page (self, "result", self->done);
}

static void
on_progress (gint64 done, gint64 total, gpointer user_data)
{
  RtImportWindow *self = user_data;
  g_autofree char *words = NULL;

  if (self->gone)
    return;
  if (total <= 0)
    {
      gtk_progress_bar_pulse (self->progress);
      return;
    }
  /* Translators: how far an import is: rows done, rows in all. */
  words = g_strdup_printf (_("%1$'ld of %2$'ld"), (long) done, (long) total);
  gtk_label_set_text (self->progress_words, words);
  gtk_progress_bar_set_fraction (self->progress, CLAMP ((double) done / (double) total, 0, 1));
}

static void
on_imported (GObject *source, GAsyncResult *async, gpointer user_data)
{
  g_autoptr (RtImportWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  RtImportResult *result = rt_import_run_finish (RT_DESK (source), async, &error);

  if (self->gone)
    {
      g_clear_pointer (&result, rt_import_result_free);
      return;
    }
  if (result != NULL)
    {
      g_clear_pointer (&self->result, rt_import_result_free);
      self->result = result;
      show_result (self);
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      show_plan (self);
      adw_toast_overlay_add_toast (self->toasts, adw_toast_new (_("The import was stopped; nothing was added.")));
    }
  else
    show_choose (self, error->message);
}

static void
run (RtImportWindow *self, gboolean keep_good)
{
  if (self->plan == NULL)
    return;
  begin (self, _("Importing…"));
  rt_import_run_async (rt_window_get_desk (self->window), self->plan, keep_good, on_progress, self, self->cancellable,
                       on_imported, g_object_ref (self));
}

static void
on_run (GtkWidget *widget, const char *name, GVariant *parameter)
{
  run (RT_IMPORT_WINDOW (widget), g_str_equal (name, "import.run-good"));
}

static void
on_stop (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_cancellable_cancel (RT_IMPORT_WINDOW (widget)->cancellable);
}

static void
on_save_chosen (GtkNativeDialog *chooser, int response, RtImportWindow *self)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  if (file != NULL)
    path = g_file_get_path (file);
  if (path != NULL && self->result != NULL)
    {
      if (rt_import_write_rejects (self->result, path, &error))
        adw_toast_overlay_add_toast (self->toasts, adw_toast_new (_("The list of refused rows is saved.")));
      else
        gtk_label_set_text (self->result_title, error->message);
    }
  g_object_unref (chooser);
}

static void
on_save_rejects (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RtImportWindow *self = RT_IMPORT_WINDOW (widget);
  GtkFileChooserNative *chooser =
    make_chooser (self, _("Save the refused rows"), GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"));

  /* Translators: the file name that is proposed for the list of refused rows. */
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), _("refused-rows.csv"));
  g_signal_connect_object (chooser, "response", G_CALLBACK (on_save_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
rt_import_window_dispose (GObject *object)
{
  RtImportWindow *self = RT_IMPORT_WINDOW (object);

  self->gone = TRUE;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->plan, rt_import_plan_unref);
  g_clear_pointer (&self->result, rt_import_result_free);
  G_OBJECT_CLASS (rt_import_window_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, RtImportWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, RtImportWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, RtImportWindow, run);
  gtk_widget_class_bind_template_child (widget_class, RtImportWindow, other);
  gtk_widget_class_bind_template_child (widget_class, RtImportWindow, done);
  gtk_widget_class_bind_template_child (widget_class, RtImportWindow, choose);
  gtk_widget_class_bind_template_child (widget_class, RtImportWindow, choose_button);
  gtk_widget_class_bind_template_child (widget_class, RtImportWindow, doing);
  gtk_widget_class_bind_template_child (widget_class, RtImportWindow, progress);
  gtk_widget_class_bind_template_child (widget_class, RtImportWindow, progress_words);
  gtk_widget_class_bind_template_child (widget_class, RtImportWindow, stop);
  gtk_widget_class_bind_template_child (widget_class, RtImportWindow, file_name);
  gtk_widget_class_bind_template_child (widget_class, RtImportWindow, file_facts);
  gtk_widget_class_bind_template_child (widget_class, RtImportWindow, mapping_title);
  gtk_widget_class_bind_template_child (widget_class, RtImportWindow, mapping);
  gtk_widget_class_bind_template_child (widget_class, RtImportWindow, rows_title);
  gtk_widget_class_bind_template_child (widget_class, RtImportWindow, rows);
  gtk_widget_class_bind_template_child (widget_class, RtImportWindow, result_title);
  gtk_widget_class_bind_template_child (widget_class, RtImportWindow, numbers);
  gtk_widget_class_bind_template_child (widget_class, RtImportWindow, rejects_box);
  gtk_widget_class_bind_template_child (widget_class, RtImportWindow, rejects_title);
  gtk_widget_class_bind_template_child (widget_class, RtImportWindow, rejects);
}

static void
rt_import_window_class_init (RtImportWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rt_import_window_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/rolltop/Rolltop/orders/rt-import-window.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "import.choose", NULL, on_choose);
  gtk_widget_class_install_action (widget_class, "import.run", NULL, on_run);
  gtk_widget_class_install_action (widget_class, "import.run-good", NULL, on_run);
  gtk_widget_class_install_action (widget_class, "import.stop", NULL, on_stop);
  gtk_widget_class_install_action (widget_class, "import.save-rejects", NULL, on_save_rejects);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_o, GDK_CONTROL_MASK, "import.choose", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "import.save-rejects", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
name_table (GtkColumnView *view, GtkWidget *title)
{
  gtk_accessible_update_relation (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_RELATION_LABELLED_BY, title, NULL, -1);
}

static void
rt_import_window_init (RtImportWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_FILE, GDK_ACTION_COPY);

  gtk_widget_init_template (GTK_WIDGET (self));
  name_table (self->mapping, self->mapping_title);
  name_table (self->rows, self->rows_title);
  name_table (self->rejects, self->rejects_title);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->progress), GTK_ACCESSIBLE_RELATION_LABELLED_BY, self->doing,
                                  NULL, -1);
  g_signal_connect_object (target, "drop", G_CALLBACK (on_drop), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->stack), GTK_EVENT_CONTROLLER (target));
  show_choose (self, NULL);
}

GtkWindow *
rt_import_window_new (RtWindow *window)
{
  RtImportWindow *self = g_object_new (RT_TYPE_IMPORT_WINDOW, "transient-for", window, NULL);

  /* So that it is among the windows that close when the desk locks, and the key that locks works in it. */
  gtk_window_set_application (GTK_WINDOW (self), gtk_window_get_application (GTK_WINDOW (window)));
  self->window = window;
  return GTK_WINDOW (self);
}
