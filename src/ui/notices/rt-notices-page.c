/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The data-use notice: its versions and parts, and the page as it prints. */
#include "config.h"

#include "rt-notices-page.h"

#include <glib/gi18n.h>

#include "rt-lang.h"
#include "rt-notice-editor.h"
#include "rt-notice-paper.h"
#include "rt-notice-side.h"
#include "rt-paper-notice.h"
#include "rt-paper-view.h"
#include "rt-print-job.h"
#include "rt-requests.h"

#define SIDE_WIDTH  250
#define PAPER_WIDTH 400

struct _RtNoticesPage
{
  GtkWidget parent_instance;

  /* owned by the widget tree */
  GtkStack *stack;
  AdwStatusPage *failed;
  AdwFlap *flap;
  RtNoticeSide *side;
  RtPaperView *view;
  GtkToggleButton *chinese;
  GtkToggleButton *counter;
  GtkWidget *edit;

  RtWindow *window;          /* borrowed */
  GCancellable *cancellable; /* owned; NULL after dispose */
  GCancellable *making;      /* owned; the page that is being laid out */
};

static void area_init (RtAreaInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RtNoticesPage, rt_notices_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (RT_TYPE_AREA, area_init))

static const char *
get_language (RtNoticesPage *self)
{
  return rt_lang_list ()[gtk_toggle_button_get_active (self->chinese) ? 1 : 0];
}

/* --- The page as it prints --- */

typedef struct
{
  RtNotice *notice;
  RtStoreInfo *store;
  const char *lang; /* static */
  gboolean counter;
} Wanted;

static void
wanted_free (gpointer data)
{
  Wanted *wanted = data;

  rt_notice_unref (wanted->notice);
  rt_store_info_unref (wanted->store);
  g_free (wanted);
}

static void
make_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Wanted *wanted = data;
  RtPaperDoc *doc = wanted->counter ? rt_paper_notice_counter (wanted->store, wanted->notice, wanted->lang, 0)
                                    : rt_paper_notice (wanted->store, wanted->notice, wanted->lang, 0);

  g_task_return_pointer (task, doc, g_object_unref);
}

static void
on_made (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RtNoticesPage *self = RT_NOTICES_PAGE (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (RtPaperDoc) doc = g_task_propagate_pointer (G_TASK (result), &error);

  if (doc == NULL || self->cancellable == NULL)
    return;
  if (!rt_paper_view_set_doc (self->view, doc, &error))
    rt_window_toast_error (self->window, error);
}

static void
show_paper (RtNoticesPage *self)
{
  RtNotice *notice = rt_notice_side_get_notice (self->side);
  g_autoptr (GTask) task = NULL;
  RtPaperSetup setup;
  Wanted *wanted;

  g_cancellable_cancel (self->making);
  g_clear_object (&self->making);
  if (notice == NULL)
    return;
  setup = rt_print_job_setup (GTK_WINDOW (self->window));
  rt_paper_view_set_setup (self->view, &setup);
  wanted = g_new0 (Wanted, 1);
  wanted->notice = rt_notice_ref (notice);
  wanted->store = rt_store_info_ref (rt_desk_get_store (rt_window_get_desk (self->window)));
  wanted->lang = get_language (self);
  wanted->counter = gtk_toggle_button_get_active (self->counter);
  self->making = g_cancellable_new ();
  task = g_task_new (self, self->making, on_made, NULL);
  g_task_set_task_data (task, wanted, wanted_free);
  g_task_run_in_thread (task, make_in_thread);
}

static void
on_part (RtNoticesPage *self, int part)
{
  rt_paper_view_go_to_text (self->view,
                            rt_lang_gettext (get_language (self), rt_notice_part_title ((RtNoticePart) part)));
}

static void
on_language (RtNoticesPage *self)
{
  rt_notice_side_set_language (self->side, get_language (self));
  show_paper (self);
}

/* --- Reading --- */

static void
show_edit (RtNoticesPage *self)
{
  const RtPerson *me = rt_desk_get_person (rt_window_get_desk (self->window));
  gboolean may = me != NULL && rt_person_may (me, RT_RIGHT_NOTICE_WRITE);

  gtk_widget_set_visible (self->edit, may);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "notices.edit", may);
}

static void
say_failed (RtNoticesPage *self, const char *words)
{
  adw_status_page_set_description (self->failed, words);
  gtk_stack_set_visible_child_name (self->stack, "failed");
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtNoticesPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) versions = rt_desk_run_finish (RT_DESK (source), result, &error);

  if (self->cancellable == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  show_edit (self);
  if (versions == NULL)
    say_failed (self, error->message);
  else if (versions->len == 0)
    say_failed (self, _("No notice has been published yet. Orders can be taken once there is one."));
  else
    {
      rt_notice_side_set_versions (self->side, versions);
      gtk_stack_set_visible_child_name (self->stack, "notice");
    }
}

static void
load (RtNoticesPage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  rt_request_notice_list (rt_window_get_desk (self->window), self->cancellable, on_loaded, g_object_ref (self));
}

static void
on_changed (RtNoticesPage *self, const char *table, gint64 row)
{
  if (g_str_has_prefix (table, "notice"))
    load (self);
}

/* --- Actions --- */

/* "preview", "print", "save": what is shown; with "whole-" or "counter-" before it: that one. */
static void
on_paper (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RtNoticesPage *self = RT_NOTICES_PAGE (widget);
  RtNotice *notice = rt_notice_side_get_notice (self->side);
  const char *what = g_variant_get_string (parameter, NULL);
  RtPaperWay way = RT_PAPER_WAY_PREVIEW;
  gboolean counter = gtk_toggle_button_get_active (self->counter);

  if (g_str_has_suffix (what, "print"))
    way = RT_PAPER_WAY_PRINT;
  else if (g_str_has_suffix (what, "save"))
    way = RT_PAPER_WAY_SAVE;
  if (strchr (what, '-') != NULL)
    counter = g_str_has_prefix (what, "counter-");
  if (notice != NULL)
    rt_notice_paper_run (self->window, notice, get_language (self), counter, way);
}

static void
on_draft (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RtNoticesPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RtNotice) draft = rt_desk_run_finish (RT_DESK (source), result, &error);

  if (self->cancellable == NULL)
    return;
  gtk_widget_set_sensitive (self->edit, TRUE);
  if (draft != NULL)
    gtk_window_present (
      GTK_WINDOW (rt_notice_editor_new (self->window, draft, rt_notice_side_get_current (self->side))));
  else
    rt_window_toast_error (self->window, error);
}

static void
on_edit (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RtNoticesPage *self = RT_NOTICES_PAGE (widget);

  gtk_widget_set_sensitive (self->edit, FALSE);
  rt_request_notice_draft (rt_window_get_desk (self->window), NULL, on_draft, g_object_ref (self));
}

static void
on_refresh (GtkWidget *widget, const char *name, GVariant *parameter)
{
  load (RT_NOTICES_PAGE (widget));
}

/* --- The place --- */

static void
area_focus (RtArea *area)
{
  gtk_widget_grab_focus (GTK_WIDGET (RT_NOTICES_PAGE (area)->view));
}

static void
area_init (RtAreaInterface *iface)
{
  iface->focus = area_focus;
}

static void
rt_notices_page_dispose (GObject *object)
{
  RtNoticesPage *self = RT_NOTICES_PAGE (object);
  GtkWidget *child;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_cancellable_cancel (self->making);
  g_clear_object (&self->making);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (rt_notices_page_parent_class)->dispose (object);
}

static void
rt_notices_page_class_init (RtNoticesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rt_notices_page_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "notices.edit", NULL, on_edit);
  gtk_widget_class_install_action (widget_class, "notices.paper", "s", on_paper);
  gtk_widget_class_install_action (widget_class, "notices.refresh", NULL, on_refresh);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "notices.paper", "s", "print");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "notices.paper", "s", "save");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_e, GDK_CONTROL_MASK, "notices.edit", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "notices.refresh", NULL);
}

static GtkWidget *
make_print_button (void)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) full = g_menu_new ();
  g_autoptr (GMenu) counter = g_menu_new ();

  g_menu_append (full, _("_Preview"), "notices.paper::whole-preview");
  g_menu_append (full, _("P_rint…"), "notices.paper::whole-print");
  g_menu_append (full, _("_Save as PDF…"), "notices.paper::whole-save");
  g_menu_append (counter, _("Preview"), "notices.paper::counter-preview");
  g_menu_append (counter, _("Print…"), "notices.paper::counter-print");
  g_menu_append (counter, _("Save as PDF…"), "notices.paper::counter-save");
  g_menu_append_section (menu, _("The whole notice"), G_MENU_MODEL (full));
  g_menu_append_section (menu, _("One page for the counter"), G_MENU_MODEL (counter));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), _("_Print"));
  gtk_menu_button_set_use_underline (GTK_MENU_BUTTON (button), TRUE);
  return button;
}

/* Two toggles side by side; gives the second. */
static GtkToggleButton *
add_choice (GtkWidget *strip, const char *one, const char *other, const char *name)
{
  GtkWidget *linked = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *first = gtk_toggle_button_new_with_label (one);
  GtkWidget *second = gtk_toggle_button_new_with_label (other);

  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (second), GTK_TOGGLE_BUTTON (first));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (first), TRUE);
  gtk_widget_add_css_class (linked, "linked");
  gtk_accessible_update_property (GTK_ACCESSIBLE (linked), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_box_append (GTK_BOX (linked), first);
  gtk_box_append (GTK_BOX (linked), second);
  gtk_box_append (GTK_BOX (strip), linked);
  return GTK_TOGGLE_BUTTON (second);
}

static GtkWidget *
make_strip (RtNoticesPage *self)
{
  GtkWidget *strip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *parts = gtk_toggle_button_new ();
  GtkWidget *space = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_button_set_icon_name (GTK_BUTTON (parts), "rt-menu-symbolic");
  gtk_widget_set_tooltip_text (parts, _("Versions and parts"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (parts), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Versions and parts"), -1);
  g_object_bind_property (self->flap, "folded", parts, "visible", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self->flap, "reveal-flap", parts, "active", G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  gtk_box_append (GTK_BOX (strip), parts);
  self->counter = add_choice (strip, _("Whole"), _("Counter"), _("What is shown"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->counter), _("One page for the counter"));
  self->chinese = add_choice (strip, "English", "中文", _("Language of the notice"));
  if (rt_lang_is_chinese (NULL))
    gtk_toggle_button_set_active (self->chinese, TRUE);
  g_signal_connect_object (self->counter, "toggled", G_CALLBACK (show_paper), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->chinese, "toggled", G_CALLBACK (on_language), self, G_CONNECT_SWAPPED);
  gtk_widget_set_hexpand (space, TRUE);
  gtk_box_append (GTK_BOX (strip), space);
  gtk_box_append (GTK_BOX (strip), make_print_button ());
  self->edit = gtk_button_new_with_mnemonic (_("_Edit…"));
  gtk_widget_set_tooltip_text (self->edit, _("Edit a new version (Ctrl+E)"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->edit), "notices.edit");
  gtk_widget_set_visible (self->edit, FALSE);
  gtk_box_append (GTK_BOX (strip), self->edit);
  gtk_widget_add_css_class (strip, "toolbar-strip");
  return strip;
}

static GtkWidget *
make_flap (RtNoticesPage *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->flap = ADW_FLAP (adw_flap_new ());
  self->side = RT_NOTICE_SIDE (rt_notice_side_new ());
  self->view = RT_PAPER_VIEW (rt_paper_view_new ());
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->side));
  gtk_widget_set_size_request (scrolled, SIDE_WIDTH, -1);
  gtk_widget_add_css_class (scrolled, "background");
  gtk_widget_set_size_request (GTK_WIDGET (self->view), PAPER_WIDTH, -1);
  gtk_widget_set_hexpand (GTK_WIDGET (self->view), TRUE);
  adw_flap_set_flap (self->flap, scrolled);
  adw_flap_set_separator (self->flap, gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  adw_flap_set_content (self->flap, GTK_WIDGET (self->view));
  gtk_widget_set_vexpand (GTK_WIDGET (self->flap), TRUE);
  g_signal_connect_object (self->side, "changed", G_CALLBACK (show_paper), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->side, "part", G_CALLBACK (on_part), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self->flap);
}

static void
rt_notices_page_init (RtNoticesPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *flap = make_flap (self);

  self->cancellable = g_cancellable_new ();
  self->stack = GTK_STACK (gtk_stack_new ());
  self->failed = ADW_STATUS_PAGE (adw_status_page_new ());
  adw_status_page_set_icon_name (self->failed, "rt-notices-symbolic");
  adw_status_page_set_title (self->failed, _("The notice cannot be shown"));
  gtk_box_append (GTK_BOX (box), make_strip (self));
  gtk_box_append (GTK_BOX (box), flap);
  gtk_stack_add_named (self->stack, box, "notice");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->failed), "failed");
  gtk_widget_set_parent (GTK_WIDGET (self->stack), GTK_WIDGET (self));
}

GtkWidget *
rt_notices_page_new (RtWindow *window)
{
  RtNoticesPage *self = g_object_new (RT_TYPE_NOTICES_PAGE, NULL);

  self->window = window;
  rt_window_answer_key (window, GTK_WIDGET (self), GDK_KEY_e, RT_RIGHT_NOTICE_WRITE);
  rt_notice_side_set_language (self->side, get_language (self));
  g_signal_connect_object (rt_window_get_desk (window), "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  load (self);
  return GTK_WIDGET (self);
}
